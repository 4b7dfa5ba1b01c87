"""Bodies of posts that their sentences leave out: what the document says in other places."""

from collections.abc import Iterable, Iterator
from functools import cached_property, partial

from kadry.claim import Mention, RoleClaim
from kadry.extractors.headings import house_of
from kadry.extractors.houses import Houses
from kadry.extractors.linking import organization_of
from kadry.fold import fold
from kadry.russian import lexicon
from kadry.russian.bodies import Body
from kadry.russian.countries import countries_by_name, country_of, country_of_adjective
from kadry.russian.discourse import body_key
from kadry.russian.leaders import country_led
from kadry.russian.marks import QUOTES
from kadry.russian.parse import Clause, Parse
from kadry.russian.roles import Role, leads
from kadry.russian.words import case_of, nominative, noun_lemmas

ORGANS = frozenset("парламент правительство министерство кабинет сенат сейм кабмин совмин мид мвд рада".split())
MEMBER = "член"
RULERS = frozenset(("аким", "глава", "губернатор", "президент", "раис", "хоким", "хяким"))
PAPERS = frozenset(("указом", "распоряжением", "постановлением", "решением", "приказом"))
MINISTERS = frozenset(("вице-губернатор", "вице-премьер", "министр", "премьер", "премьер-министр"))  # whom rulers name
STAFF = frozenset("коллектив персонал сотрудник работник педагог преподаватель состав".split())
STATES = frozenset(("country", "place"))  # kinds of bodies: a country; an oblast, a district
TELLING = frozenset(("ADJ", "ADV", "AUX", "DET", "NUM", "VERB"))
ENTERING = frozenset(("в", "во", "на", "у"))
# bodies that give posts elsewhere: «В министерстве выбрали нового директора»
APPOINTING = frozenset(
    "администрация аппарат ведомство дума кабинет комитет мэрия министерство парламент правительство пресс-служба "
    "сенат собрание совет управление".split()
)
AFTER = 2  # sentences between one who leaves a post and who comes to it


class Elsewhere:
    """The bodies that a document gives to posts in other places, by person and by words; nothing in it is changed."""

    def __init__(self, parse: Parse, claims: Iterable[RoleClaim], nameless: Iterable[Role]) -> None:
        self.parse = parse
        self._houses = Houses(parse)
        self._own: dict[tuple[str, str], Mention] = {}  # chain and words → body
        self._heads: dict[tuple[str, str], list[Mention]] = {}  # chain and last noun → bodies
        self._states: dict[str, list[Mention]] = {}  # chain → countries of its posts
        self._posts: dict[str, Mention] = {}  # person → body of a post
        self._roles: dict[str, list[Role]] = {}  # words → roles
        self._seats: dict[str, Mention] = {}  # person → body of which he is a member
        self._left: dict[str, list[RoleClaim]] = {}  # words of a post → who held it
        for claim in claims:
            if claim.organization is not None:
                self._take(claim, claim.organization)
        for role in nameless:
            self._roles.setdefault(role.normal.casefold(), []).append(role)

    def _take(self, claim: RoleClaim, body: Mention) -> None:
        chain = claim.antecedent.key
        self._own.setdefault((chain, _words(claim)), body)
        self._heads.setdefault((chain, _head(claim)), []).append(body)
        if fold(body.normal) in countries_by_name():
            self._states.setdefault(chain, []).append(body)
        if _words(claim) == MEMBER:
            self._seats.setdefault(claim.person.key, body)
        if claim.role_class == "post":
            self._posts.setdefault(claim.person.key, body)
            if claim.status == "former":
                self._left.setdefault(_post(claim), []).append(claim)

    def body_of(self, claim: RoleClaim, role: Role) -> Mention | None:
        """The body of a post that is left out, or of the post beside a rank («представитель армии полковник …»)."""
        if claim.role_class == "rank":
            return self._posts.get(claim.person.key)
        if claim.role_class != "post":
            return self._houses.of(role) if claim.role_class == "profession" else None
        found = self._own.get((claim.antecedent.key, _words(claim))) or self._ruled(claim, role)
        national = role.lemma in lexicon.particles("national_post")
        if found is None and not national:
            found = self._seated(claim, role) or self._headed(role)
            found = found or self._entered(claim, role) or self._vacated(claim, role)
        if found is None and national and (led := country_led(claim.antecedent.normal, role.lemma)) is not None:
            return next((mention for _, _, mention in self._mentions(led)), None)  # not the country of the text
        found = found or self._of_words(role)
        if found is None and national:
            return self._houses.of(role) or self._state(claim) or self._country
        return found or self._of_head(claim) or self._houses.of(role)

    def _ruled(self, claim: RoleClaim, role: Role) -> Mention | None:
        """«Губернатор Омской области уволил министра спорта Кима», «В Томске новый мэр»: the place that is told."""
        if not (role.lemma in lexicon.particles("local") and (role.fresh or claim.change is not None)):
            return None
        clause, minister = self.parse.clauses[role.sentence], role.lemma in MINISTERS
        place = next((b for b in clause.bodies if _is_opening(clause, b, role)), None)
        if place is None and minister:
            ruled = (r.body for r in clause.roles if (r.post or r.lemma) in RULERS and _decrees(clause, r))
            place = next((b for b in ruled if b is not None and _is_place(clause, b)), None)
        elif place is not None and not (place.kind in STATES if minister else _is_place(clause, place)):
            return None
        return None if place is None else self.parse.body_mention(place)

    def _seated(self, claim: RoleClaim, role: Role) -> Mention | None:
        """«В совет вошли Ким (председатель) и …»: a post in brackets is in the body that its holder joins."""
        tokens = self.parse.clauses[role.sentence].sentence.tokens
        bracketed = role.start > 0 and tokens[role.start - 1].text == "("
        return self._seats.get(claim.person.key) if bracketed else None

    def _headed(self, role: Role) -> Mention | None:
        body = house_of(self.parse, role)
        return None if body is None else self.parse.body_mention(body)

    def _entered(self, claim: RoleClaim, role: Role) -> Mention | None:
        """«Коллективу больницы представлен новый главврач Ким», «В театре новый директор», «На завод пришёл …»."""
        introduced = any(s.rule.startswith("introductions") for s in claim.supports)
        if not leads(role) or not (role.fresh or introduced or claim.change == "appointed"):
            return None
        clause = self.parse.clauses[role.sentence]
        entered = (b for b in clause.bodies if _is_entered(clause, b, role))
        bodies = [*(b for b in map(partial(_staffed, clause), clause.bodies) if b is not None), *entered]
        return self.parse.body_mention(bodies[0]) if len(bodies) == 1 else None

    def _vacated(self, claim: RoleClaim, role: Role) -> Mention | None:
        """«Директор завода Ким ушёл. Новым директором стал Пак»: the body whose post another has just left."""
        if not (claim.change == "appointed" or claim.acting or role.fresh):
            return None
        first = self.parse.clauses[max(0, role.sentence - AFTER)].sentence.start
        near = (c for c in self._left.get(_post(claim), ()) if first <= c.evidence.start <= claim.evidence.start)
        return _only(c.organization for c in near if c.antecedent != claim.antecedent)

    def _of_words(self, role: Role) -> Mention | None:
        """The one body that the document gives a role of the same words."""
        return _only(organization_of(self.parse, r)[0] for r in self._roles.get(role.normal.casefold(), ()))

    def _of_head(self, claim: RoleClaim) -> Mention | None:
        """The one body of the same person's posts of the same kind: a тренер who is a главный тренер."""
        return _only(self._heads.get((claim.antecedent.key, _head(claim)), ()))

    def _state(self, claim: RoleClaim) -> Mention | None:
        """The one country in which the document gives the same person a post."""
        return _only(self._states.get(claim.antecedent.key, ()))

    @cached_property
    def _country(self) -> Mention | None:
        """The first mention of the country that the text is about, as a noun before as an adjective.

        One mention does not make a country the text's: it may be where an ambassador goes. One in the name of an
        organ that rules the country does («Парламент Чехии»).
        """
        if self.parse.country is None:
            return None
        first = None
        for number, i, mention in self._mentions(self.parse.country):
            clause = self.parse.clauses[number]
            if first is not None or any(b.first < i < b.last and _rules(clause, b) for b in clause.bodies):
                return first or mention
            first = mention
        return None

    def _mentions(self, code: str) -> Iterator[tuple[int, int, Mention]]:
        """Sentence, token and mention wherever a country is named, the nouns before the adjectives."""
        for find in (country_of, country_of_adjective):
            for number, clause in enumerate(self.parse.clauses):
                for i, token in enumerate(clause.sentence.tokens):
                    country = find(token)
                    if country is not None and country.code == code:
                        normal = country.name if find is country_of_adjective else nominative(token, case_of(token))
                        yield number, i, self.parse.mention(number, i, i + 1, "body", normal)


def _staffed(clause: Clause, body: Body) -> Body | None:
    """«коллективу | больницы», «личному составу | отдела полиции»: whose people are told something."""
    tokens = clause.sentence.tokens
    if not STAFF.isdisjoint(noun_lemmas(tokens[body.head].low)):
        whole = next((link.whole for link in clause.nested if link.part == body), None)
        return whole if tokens[body.head].case == "datv" else None
    before = tokens[body.first - 1] if body.first else None
    told = before is not None and before.case == "datv" and not STAFF.isdisjoint(noun_lemmas(before.low))
    return body if told else None


def _decrees(clause: Clause, ruler: Role) -> bool:
    """«Губернатор области уволил министра», «Указом губернатора области министром назначен»."""
    before = clause.sentence.tokens[ruler.start - 1].low if ruler.start else ""
    return ruler.case in ("nomn", "") or before in PAPERS


def _is_entered(clause: Clause, body: Body, role: Role) -> bool:
    """«В театре новый директор»: a body that opens the sentence, of those that give posts in themselves only."""
    appoints = not APPOINTING.isdisjoint(noun_lemmas(clause.sentence.tokens[body.head].low))
    return _is_opening(clause, body, role) and not (appoints or _is_place(clause, body))


def _is_opening(clause: Clause, body: Body, role: Role) -> bool:
    """Whether a sentence opens with a preposition and a body, with verbs and adverbs at most before the role."""
    tokens = clause.sentence.tokens
    if body.first != 1 or tokens[0].low not in ENTERING or body.last > role.start:
        return False
    return all(t.pos in TELLING or t.text in QUOTES for t in tokens[body.last : role.start])


def _is_place(clause: Clause, body: Body) -> bool:
    return body.kind in STATES or (body.kind == "name" and clause.sentence.tokens[body.head].name == "LOC")


def _rules(clause: Clause, body: Body) -> bool:
    """Whether a body is of those of which a country has one."""
    return not ORGANS.isdisjoint(noun_lemmas(clause.sentence.tokens[body.head].low))


def _only(bodies: Iterable[Mention | None]) -> Mention | None:
    """The first of some mentions of bodies, if all have the same words; None where there is none."""
    found: dict[tuple[str, ...], Mention] = {}
    for body in bodies:
        if body is not None:
            found.setdefault(body_key(body.normal), body)
        if len(found) > 1:
            return None
    return next(iter(found.values()), None)


def _words(claim: RoleClaim) -> str:
    return claim.role.normal.casefold() if claim.role is not None else ""


def _post(claim: RoleClaim) -> str:
    """The words of a post, of an acting holder's that which he fills."""
    return (claim.post or _words(claim)).casefold()


def _head(claim: RoleClaim) -> str:
    """The noun of a role without what describes it, with the words behind the noun («вице-премьер», «тренер»)."""
    words = _words(claim).split()
    nouns = (k for k, word in enumerate(words) if any(lemma in lexicon.roles() for lemma in noun_lemmas(word)))
    return " ".join(words[next(nouns, 0) :])
