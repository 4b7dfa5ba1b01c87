"""Settling a document's claims once all rules have spoken: rivals, bodies that the text leaves out, bare titles."""

from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from kadry.claim import Chain, Mention, RoleClaim, Support, join_claims
from kadry.extractors.careers import without_passed
from kadry.extractors.elsewhere import Elsewhere
from kadry.extractors.linking import role_start
from kadry.extractors.mourning import bury
from kadry.extractors.statesmen import statesmen
from kadry.russian import lexicon
from kadry.russian.discourse import Title, add_titles, body_key
from kadry.russian.handovers import is_noun
from kadry.russian.parse import Parse
from kadry.russian.roles import Role
from kadry.russian.words import noun_lemmas

# words that make a title mean nobody in particular
ANY = frozenset("каждый каждого каждому любой любого любому всякий очередной один одного из".split())
CHANGES = {"former": "dismissed", "current": "appointed"}  # by what a post comes to be so
INFERRED = ("inferred@1", 0.6)  # a claim whose body is inferred is at most that sure


def settle(parse: Parse, claims: Iterable[RoleClaim]) -> tuple[tuple[RoleClaim, ...], tuple[Chain, ...]]:
    """The document's claims and chains.

    Where a verb and an apposition claim one role, the verb's claim stands. A post without a body gets the one that the
    document gives that post elsewhere, or its country, marked as inferred. Who has died holds no post. Bare titles join
    the chain of their holder.
    """
    roles = {role_start(parse, r): r for clause in parse.clauses for r in clause.roles}
    kept = _without_bare(without_passed(bury(parse, _without_served(_without_rivals(parse, claims), roles))))
    kept += statesmen(parse, kept)
    named = {c.role.start for c in kept if c.role is not None}
    nameless = [role for start, role in roles.items() if start not in named]
    elsewhere = Elsewhere(parse, kept, nameless)
    completed = join_claims(_with_body(claim, roles, elsewhere) for claim in kept)
    return completed, add_titles(parse.chains, _holders(parse, completed, roles), _bare_titles(parse, completed))


def _without_rivals(parse: Parse, claims: Iterable[RoleClaim]) -> list[RoleClaim]:
    """One reading of each role for each person: a verb's before an apposition's, where the verb is beside it."""
    joined = _once(join_claims(claims))
    starts = [clause.sentence.start for clause in parse.clauses]
    verbal = [c for c in joined if _by_verb(c)]
    # not «на время отпуска директора Кима его обязанности исполняет Ли», «декан Ким и его предшественница Ли»
    lasting = (c for c in verbal if not (c.acting or _is_before(parse, c)))
    beside = (c for c in lasting if bisect(starts, c.evidence.end - 1) == bisect(starts, _role_span(c)[0]))
    fallen = {_role_span(c) for c in beside}  # not by «ранее этот пост занимал Ким», in a sentence behind
    own = {(_role_span(c), c.antecedent.key) for c in verbal}
    left = {_post_key(c) for c in joined if c.change == "dismissed"}

    def stands(claim: RoleClaim) -> bool:
        rivalled = _role_span(claim) in fallen or (_role_span(claim), claim.antecedent.key) in own
        return not (rivalled or (_post_key(claim) in left and _is_held(claim)))

    return [c for c in joined if _by_verb(c) or stands(c)]


def _is_before(parse: Parse, claim: RoleClaim) -> bool:
    """Whether words between a post and a name tell that its bearer held the post before another."""
    words = parse.document.text[_role_span(claim)[1] : claim.person.start].lower().split()
    return any(is_noun(word, "predecessor") for word in words)


def _once(claims: Sequence[RoleClaim]) -> Sequence[RoleClaim]:
    """One claim of a post's change and of its being held.

    «освобождён от должности секретаря, которую занимал с 2019 года», «занимает пост министра, сменив Кима».
    """
    changed = {_held_key(c): c.change for c in claims if c.change is not None}
    plain = (c for c in claims if c.change is None and c.status in CHANGES)
    held = {_held_key(c): c for c in plain if changed.get(_held_key(c)) == CHANGES[c.status]}
    if not held:
        return claims
    found = []
    for claim in claims:
        told = held.get(_held_key(claim))
        if told is not None and claim.change == CHANGES[told.status]:
            found.append(replace(claim, since=claim.since or told.since))
        elif claim is not told:
            found.append(claim)
    return found


def _without_bare(claims: Sequence[RoleClaim]) -> list[RoleClaim]:
    """Without a claim that leaves out the body which another one gives to the same post of the same person."""
    bare = {_told_key(c) for c in claims if c.organization is None and c.role is not None}
    told = {_told_key(c) for c in claims if c.organization is not None and c.role is not None} & bare if bare else bare
    return [c for c in claims if c.organization is not None or c.role is None or _told_key(c) not in told]


def _told_key(claim: RoleClaim) -> tuple[tuple[int, int], str, str, str | None]:
    return _role_span(claim), claim.antecedent.key, claim.status, claim.change


def _held_key(claim: RoleClaim) -> tuple[tuple[int, int], str, int]:
    return _role_span(claim), claim.antecedent.key, claim.organization.start if claim.organization else -1


def _without_served(claims: Sequence[RoleClaim], roles: Mapping[int, Role]) -> Sequence[RoleClaim]:
    """Without «советника Трампа» as a post of Trump's, of whom the text says elsewhere that he is the president."""
    told = [(claim, roles.get(claim.role.start) if claim.role is not None else None) for claim in claims]
    heads = {c.antecedent.key for c, r in told if r is not None and r.lemma in lexicon.particles("national_post")}
    return [c for c, r in told if c.antecedent.key not in heads or r is None or not _serves(c, r)]


def _serves(claim: RoleClaim, role: Role) -> bool:
    """A bare post of somebody's assistant with a lone surname in an oblique case behind it."""
    entry = lexicon.roles().get(role.lemma)
    bare = entry is not None and "of" in entry.flags and role.body is None and role.last == role.head + 1
    lone = " " not in claim.person.text and claim.person.text != claim.person.normal
    return bare and lone and claim.role is not None and 0 < claim.person.start - claim.role.end <= 1


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


def _with_body(claim: RoleClaim, roles: Mapping[int, Role], elsewhere: Elsewhere) -> RoleClaim:
    """The claim with an inferred body, where the text names none and the post shows which it must be."""
    role = roles.get(claim.role.start) if claim.role is not None else None
    if claim.organization is not None or role is None:
        return claim
    return _inferred(claim, elsewhere.body_of(claim, role))


def _inferred(claim: RoleClaim, found: Mention | None) -> RoleClaim:
    if found is None:
        return claim
    weaker = tuple(Support(s.rule, min(s.confidence, INFERRED[1])) for s in claim.supports)
    supports = tuple(sorted((*weaker, Support(*INFERRED))))
    return replace(claim, organization=found, organization_inferred=True, supports=supports)


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
