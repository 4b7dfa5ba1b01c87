"""Settling a document's claims once all rules have spoken: rivals, bodies that the text leaves out, bare titles."""

from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from kadry.claim import Chain, Mention, RoleClaim, Support, join_claims
from kadry.extractors.linking import organization_of, role_start
from kadry.russian import lexicon
from kadry.russian.countries import country_of, country_of_adjective
from kadry.russian.discourse import Title, add_titles, body_key
from kadry.russian.parse import Parse
from kadry.russian.roles import Role
from kadry.russian.words import case_of, nominative, noun_lemmas

# words that make a title mean nobody in particular
ANY = frozenset("каждый каждого каждому любой любого любому всякий очередной один одного из".split())
INFERRED = ("inferred@1", 0.6)  # a claim whose body is inferred is at most that sure


def settle(parse: Parse, claims: Iterable[RoleClaim]) -> tuple[tuple[RoleClaim, ...], tuple[Chain, ...]]:
    """The document's claims and chains.

    Where a verb and an apposition claim one role, the verb's claim stands. A post without a body gets the one that the
    document gives that post elsewhere, or its country, marked as inferred. Bare titles join the chain of their holder.
    """
    roles = {role_start(parse, r): r for clause in parse.clauses for r in clause.roles}
    kept = _without_rivals(parse, claims)
    named = {c.role.start for c in kept if c.role is not None}
    nameless = [role for start, role in roles.items() if start not in named]
    country = _country(parse) if any(_is_national(claim, roles) for claim in kept) else None
    elsewhere = Elsewhere(parse, kept, nameless)
    completed = join_claims(_with_body(claim, roles, elsewhere, country) for claim in kept)
    return completed, add_titles(parse.chains, _holders(parse, completed, roles), _bare_titles(parse, completed))


def _without_rivals(parse: Parse, claims: Iterable[RoleClaim]) -> list[RoleClaim]:
    """One reading of each role for each person: a verb's before an apposition's, where the verb is beside it."""
    joined = join_claims(claims)
    starts = [clause.sentence.start for clause in parse.clauses]
    verbal = [c for c in joined if _by_verb(c)]
    beside = (c for c in verbal if bisect(starts, c.evidence.end - 1) == bisect(starts, _role_span(c)[0]))
    fallen = {_role_span(c) for c in beside}  # not by «ранее этот пост занимал Ким», in a sentence behind
    own = {(_role_span(c), c.antecedent.key) for c in verbal}
    left = {_post_key(c) for c in joined if c.change == "dismissed"}

    def stands(claim: RoleClaim) -> bool:
        rivalled = _role_span(claim) in fallen or (_role_span(claim), claim.antecedent.key) in own
        return not (rivalled or (_post_key(claim) in left and _is_held(claim)))

    return [c for c in joined if _by_verb(c) or stands(c)]


def _is_held(claim: RoleClaim) -> bool:
    return claim.status == "current" and claim.change is None


def _post_key(claim: RoleClaim) -> tuple[str, int, str, str]:
    """Person, sentence and post: «секретарь парткома освобождён от обязанностей секретаря парткома»."""
    role, body = (m.normal.casefold() if m is not None else "" for m in (claim.role, claim.organization))
    return claim.antecedent.key, claim.evidence.start, role, body


def _by_verb(claim: RoleClaim) -> bool:
    return any(s.rule.startswith("predicates") for s in claim.supports)


def _role_span(claim: RoleClaim) -> tuple[int, int]:
    span = claim.role or claim.organization or claim.person
    return span.start, span.end


def _with_body(
    claim: RoleClaim, roles: Mapping[int, Role], elsewhere: "Elsewhere", country: Mention | None
) -> RoleClaim:
    """The claim with an inferred body, where the text names none and the post shows which it must be."""
    role = roles.get(claim.role.start) if claim.role is not None else None
    if claim.organization is not None or role is None or claim.role_class not in ("post", "rank"):
        return claim
    if claim.role_class == "rank":
        return _inferred(claim, elsewhere.beside(claim))
    found = elsewhere.own(claim) or elsewhere.of_words(role)
    if found is None and role.lemma in lexicon.particles("national_post"):
        found = country
    return _inferred(claim, found)


def _is_national(claim: RoleClaim, roles: Mapping[int, Role]) -> bool:
    """Whether a claim's post can be one in a country that the text leaves out."""
    role = roles.get(claim.role.start) if claim.role is not None else None
    return claim.organization is None and role is not None and role.lemma in lexicon.particles("national_post")


def _inferred(claim: RoleClaim, found: Mention | None) -> RoleClaim:
    if found is None:
        return claim
    weaker = tuple(Support(s.rule, min(s.confidence, INFERRED[1])) for s in claim.supports)
    supports = tuple(sorted((*weaker, Support(*INFERRED))))
    return replace(claim, organization=found, organization_inferred=True, supports=supports)


class Elsewhere:
    """The bodies that a document gives to posts in other places, by person and by words; nothing in it is changed."""

    def __init__(self, parse: Parse, claims: Iterable[RoleClaim], nameless: Iterable[Role]) -> None:
        self.parse = parse
        self._own: dict[tuple[str, str], Mention] = {}  # chain and words → body
        self._posts: dict[str, Mention] = {}  # person → body of a post
        self._roles: dict[str, list[Role]] = {}  # words → roles
        for claim in claims:
            if claim.organization is not None:
                self._own.setdefault((claim.antecedent.key, _words(claim)), claim.organization)
                if claim.role_class == "post":
                    self._posts.setdefault(claim.person.key, claim.organization)
        for role in nameless:
            self._roles.setdefault(role.normal.casefold(), []).append(role)

    def beside(self, claim: RoleClaim) -> Mention | None:
        """The body of the post that stands beside a rank («представитель вооружённых сил полковник …»)."""
        return self._posts.get(claim.person.key)

    def own(self, claim: RoleClaim) -> Mention | None:
        """The body that the document gives the same person's same role in another place."""
        return self._own.get((claim.antecedent.key, _words(claim)))

    def of_words(self, role: Role) -> Mention | None:
        """The one body that the document gives a role of the same words."""
        found: dict[tuple[str, ...], Mention] = {}
        for other in self._roles.get(role.normal.casefold(), ()):
            mention, _ = organization_of(self.parse, other)
            if mention is not None:
                found.setdefault(body_key(mention.normal), mention)
                if len(found) > 1:
                    return None
        return next(iter(found.values()), None)


def _words(claim: RoleClaim) -> str:
    return claim.role.normal.casefold() if claim.role is not None else ""


def _country(parse: Parse) -> Mention | None:
    """The first mention of the country that the text is about, as a noun before as an adjective.

    One mention does not make a country the text's: it may be where an ambassador goes.
    """
    if parse.country is None:
        return None
    found: list[Mention] = []
    for find in (country_of, country_of_adjective):
        for number, clause in enumerate(parse.clauses):
            for i, token in enumerate(clause.sentence.tokens):
                country = find(token)
                if country is not None and country.code == parse.country:
                    normal = country.name if find is country_of_adjective else nominative(token, case_of(token))
                    found.append(parse.mention(number, i, i + 1, "body", normal))
                if len(found) > 1:
                    return found[0]
    return None


def _holders(parse: Parse, claims: Iterable[RoleClaim], roles: Mapping[int, Role]) -> list[Title]:
    """Who holds which post in this document, as far as bare titles can mean it."""
    found = []
    for claim in claims:
        role = roles.get(claim.role.start) if claim.role is not None else None
        if role is not None and claim.status not in ("future", "denied"):
            words = body_key(f"{role.normal} {claim.organization.normal if claim.organization else ''}")
            fresh = claim.change == "appointed"
            former = claim.status == "former"
            found.append(Title(claim.antecedent, role.lemma, _body_head(parse, role), frozenset(words), former, fresh))
    return found


def _bare_titles(parse: Parse, claims: Sequence[RoleClaim]) -> list[Title]:
    """Every role in the singular that stands for its holder."""
    claimed = {claim.role.start for claim in claims if claim.role is not None}
    bare = []
    for number, clause in enumerate(parse.clauses):
        titled = {title.role for title in clause.titles}
        for i, role in enumerate(clause.roles):
            tokens = clause.sentence.tokens
            if i in titled or role.plural or role_start(parse, role) in claimed or role.role_class != "post":
                continue
            if role.start and tokens[role.start - 1].low in ANY:
                continue
            name = " ".join([role.normal, *([role.body.normal] if role.body else [])])
            mention = parse.mention(number, role.start, role.end, "person", name)
            former = role.status == "former"
            words = frozenset(body_key(name))
            bare.append(Title(mention, role.lemma, _body_head(parse, role), words, former, role.fresh))
    return bare


def _body_head(parse: Parse, role: Role) -> str:
    """The lemma of the head noun of a role's body, or ""."""
    if role.body is None:
        return ""
    return noun_lemmas(parse.clauses[role.sentence].sentence.tokens[role.body.head].low)[0]
