"""Parse: everything that is found in one document before anything is linked to a claim.

The one place that runs the models. Extractors read a Parse and link what it holds; they never look at the text anew.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from kadry.claim import Chain, Mention, MentionType, Quote, cut
from kadry.document import Document, Span
from kadry.russian import lexicon
from kadry.russian.aliases import find_ties
from kadry.russian.analysis import Sentence, Token, analyse_all
from kadry.russian.apposition import find_titles
from kadry.russian.bodies import Body, Finder
from kadry.russian.bodynames import first_country
from kadry.russian.countries import country_of, main_country
from kadry.russian.dates import Period, find_periods
from kadry.russian.declension import person_nominative
from kadry.russian.definitions import definitions
from kadry.russian.discourse import NamedBody, body_chains, head_lemma, is_bare
from kadry.russian.genders import gender_told
from kadry.russian.heads import body_noun
from kadry.russian.hints import hints_of
from kadry.russian.memberships import Joiner, Membership
from kadry.russian.namecases import person_case
from kadry.russian.named import Named
from kadry.russian.nameparts import FEMININE_SURNAME
from kadry.russian.names import Person, find_persons
from kadry.russian.nesting import Nested, found_bodies, nested
from kadry.russian.nominals import OFFICES
from kadry.russian.persons import person_chains
from kadry.russian.phrases import quoted_normal
from kadry.russian.principals import principals
from kadry.russian.roles import Role, RoleFinder
from kadry.russian.runs import Title
from kadry.russian.signed import Signs
from kadry.russian.signs import COUNTRY, DIGIT, SETTING
from kadry.russian.words import case_of, nominative, noun_lemmas, only_plural


class Clause(Struct, frozen=True):
    """One sentence with what was found in it; titles index into roles and persons."""

    sentence: Sentence
    persons: tuple[Person, ...]
    roles: tuple[Role, ...]
    bodies: tuple[Body, ...]
    titles: tuple[Title, ...]
    periods: tuple[Period, ...]
    names: tuple[Mention, ...]  # the persons' mentions, one for one
    signs: Signs  # the words', one for one
    memberships: tuple[Membership, ...] = ()
    nested: tuple[Nested, ...] = ()  # the bodies in the names of bodies


class Parse(Struct, frozen=True, dict=True):
    """A document's sentences, and the chains of its persons and bodies; views are made when first asked for."""

    document: Document
    clauses: tuple[Clause, ...]
    chains: tuple[Chain, ...]
    antecedents: Mapping[str, Mention]  # mention key → the head of its chain
    country: str | None

    @cached_property
    def main(self) -> Chain | None:
        """The person that more than half of the document's names mean."""
        people = [c for c in self.chains if c.head.type == "person"]
        best = max(people, key=lambda c: len(c.mentions), default=None)
        return best if best is not None and 2 * len(best.mentions) > sum(len(c.mentions) for c in people) else None

    @cached_property
    def opening(self) -> int | None:
        """The first sentence that names somebody."""
        return next((i for i, clause in enumerate(self.clauses) if clause.names), None)

    @cached_property
    def titled(self) -> Mapping[str, Sequence[tuple[int, Mention]]]:
        """Head noun → sentence and name of each title in the singular that it heads, in order."""
        found: dict[str, list[tuple[int, Mention]]] = {}
        for number, clause in enumerate(self.clauses):
            for title in clause.titles:
                if not clause.roles[title.role].plural:
                    name = clause.names[title.person]
                    found.setdefault(clause.roles[title.role].lemma, []).append((number, name))
        return found

    def mention(self, number: int, first: int, last: int, type: MentionType, normal: str) -> Mention:
        """The mention that tokens ``first`` to ``last`` of sentence ``number`` make."""
        tokens = self.clauses[number].sentence.tokens
        return cut(self.document.id, self.document.text, Span(tokens[first].start, tokens[last - 1].end), type, normal)

    def quote(self, numbers: Sequence[int]) -> Quote:
        """The smallest run of sentences that holds all those numbered."""
        start = self.clauses[min(numbers)].sentence.start
        end = self.clauses[max(numbers)].sentence.end
        return Quote(start, end, self.document.text[start:end])

    def body_mention(self, body: Body) -> Mention:
        """The mention that a body makes."""
        return self.mention(body.sentence, body.first, body.last, "body", body.normal)


def parse(document: Document) -> Parse:
    """Analyse a document and find its persons, roles, bodies, periods, titles and chains."""
    return next(parse_all([document]))


def parse_all(documents: Sequence[Document]) -> Iterator[Parse]:
    """The parse of each of several documents, which are analysed together."""
    for document, sentences in zip(documents, analyse_all(documents), strict=True):
        yield _parse(document, sentences)


def _parse(document: Document, sentences: Sequence[Sentence]) -> Parse:
    signs = [hints_of(sentence.tokens) for sentence in sentences]
    persons = find_persons(sentences, signs)
    own: dict[int, list[Person]] = {}
    for person in persons:
        own.setdefault(person.sentence, []).append(person)
    clauses: list[Clause] = []
    named: list[Named] = []
    for number, sentence in enumerate(sentences):
        clause, names = _clause(document, number, sentence, tuple(own.get(number, ())), signs[number])
        clauses.append(clause)
        named += names
    country = main_country(_of_countries(clauses))
    people = person_chains(named, find_ties(document.text, [n.mention for n in named]))
    bodies = _body_chains(document, clauses, country)
    return Parse(
        document=document,
        clauses=tuple(clauses),
        chains=(*people, *bodies),
        antecedents={m.key: chain.head for chain in (*people, *bodies) for m in chain.mentions},
        country=country,
    )


def _of_countries(clauses: Sequence[Clause]) -> list[Token]:
    """The words that may speak of a country."""
    return [clause.sentence.tokens[i] for clause in clauses for i in clause.signs.where(SETTING)]


def _clause(
    document: Document, number: int, sentence: Sentence, persons: tuple[Person, ...], signs: Signs
) -> tuple[Clause, list[Named]]:
    blocked = frozenset([i for p in persons for i in range(p.first, p.last)])
    finder = RoleFinder(number, sentence, blocked, signs)
    roles = tuple([r for r in finder.all() if not _names_a_body(sentence, r, blocked)])
    periods = find_periods(sentence.tokens, signs.where(DIGIT))
    titles: tuple[Title, ...] = ()
    if roles and persons:
        nouns = (*roles, *finder.others(roles))
        above = list(principals(finder, roles, persons))
        within = {p.outer: p.person for p in above}
        found = [t for t in find_titles(sentence, nouns, persons, periods, within) if t.role < len(roles)]
        titles = (*found, *(Title(i, p.person, "before", 1) for i, p in enumerate(above, len(roles))))
        roles = (*roles, *(p.post for p in above))
    memberships = Joiner(finder.tail.bodies, persons, blocked, signs).all() if persons else ()
    told = [[t for t in titles if t.person == i] for i in range(len(persons))]
    named = [named_person(document, sentence, persons, i, own, roles) for i, own in enumerate(told)]
    bodies = tuple(_bodies(sentence, finder, roles, memberships))
    clause = Clause(
        sentence=sentence,
        persons=persons,
        roles=roles,
        bodies=bodies,
        titles=titles,
        periods=periods,
        names=tuple([n.mention for n in named]),
        signs=signs,
        memberships=memberships,
        nested=tuple([link for body in bodies for link in nested(finder.tail.bodies, body)]),
    )
    return clause, named


def _bodies(
    sentence: Sentence, finder: RoleFinder, roles: Sequence[Role], memberships: Sequence[Membership]
) -> list[Body]:
    """The bodies of a sentence in order: those of its roles and memberships, and those that stand free of roles."""
    bodies = finder.tail.bodies
    if not roles and not memberships:
        return found_bodies(bodies)
    owned = list({r.body.first: r.body for r in roles if r.body is not None}.values())
    inside = {i for r in roles if r.body is not None for i in range(r.first, r.end)}
    blocked = {*bodies.blocked, *inside, *(r.head for r in roles)}
    free = found_bodies(Finder(bodies.number, sentence, blocked, known=bodies))
    taken = {b.first for b in (*free, *owned)}
    free += [m.body for m in memberships if m.body.first not in taken]
    return sorted([*free, *owned], key=lambda b: b.first)


def _names_a_body(sentence: Sentence, role: Role, blocked: Collection[int]) -> bool:
    """«коллегия адвокатов», «миссия наблюдателей ОБСЕ», «канцелярия президента»: a role in a body's name."""
    if role.case != "gent" or not role.start or role.end in blocked:
        return False
    before = sentence.tokens[role.start - 1]
    return bool(body_noun(before)) if role.plural else not OFFICES.isdisjoint(noun_lemmas(before.low))


def named_person(
    document: Document,
    sentence: Sentence,
    persons: Sequence[Person],
    i: int,
    titles: Sequence[Title],
    roles: Sequence[Role],
) -> Named:
    """The mention of the person at ``i`` of a sentence's with its nominative, as chains take it."""
    person = persons[i]
    tokens = sentence.tokens[person.first : person.last]
    case = person_case(sentence, persons, i, titles, roles)
    gender, sure = gender_told(sentence, person, case, titles, roles)
    if sure and gender == "femn" and FEMININE_SURNAME.search(tokens[-1].low):
        case = "nomn"  # «Алиева» is a genitive of men alone
    normal = person_nominative(tokens, case, person.gender or gender)
    mention = cut(document.id, document.text, Span(tokens[0].start, tokens[-1].end), "person", normal)
    return Named(mention, gender, case == "nomn", sure)


def _body_chains(document: Document, clauses: Sequence[Clause], country: str | None) -> tuple[Chain, ...]:
    """The chains of bodies; a country within a name makes none of its own, but may be what «страна» means.

    Nor does a common noun within a name («комитет партии») that stands for no body named elsewhere.
    """
    named = [named_body(document, clauses, b) for c in clauses for b in c.bodies]
    parts = [named_body(document, clauses, link.whole) for c in clauses for link in c.nested]
    within = [named_body(document, clauses, b) for c in clauses for b in _countries_within(c)]
    keys = {n.mention.key for n in (*within, *(p for p in parts if is_bare(p)))}
    defined = definitions(document.text, [body.mention for body in (*named, *parts)])
    chains = body_chains([*named, *parts, *within], country, defined)
    return tuple([chain for chain in chains if not all(m.key in keys for m in chain.mentions)]) if keys else chains


def _countries_within(clause: Clause) -> Iterator[Body]:
    """Countries in the names of other bodies («власти Литвы»), which a later «страна» may mean."""
    tokens, signs = clause.sentence.tokens, clause.signs
    for body in (b for b in clause.bodies if b.kind != "place" and clause.signs.all & COUNTRY):
        for i in range(body.head + 1, body.last):
            if signs[i] & COUNTRY and tokens[i].name == "LOC" and tokens[i].capital:
                normal = nominative(tokens[i], case_of(tokens[i]))
                yield Body(body.sentence, i, i + 1, i, "country", tokens[i].case, normal, True)


def named_body(document: Document, clauses: Sequence[Clause], body: Body) -> NamedBody:
    """A body's mention with what its chain is found by."""
    clause = clauses[body.sentence]
    tokens = clause.sentence.tokens
    span = Span(tokens[body.first].start, tokens[body.last - 1].end)
    country = _country_in(clause, body) if clause.signs.all & COUNTRY else None
    head = tokens[body.head]
    lemma = head_lemma(head.low)
    plural = only_plural(head.low)
    name = None
    if body.name is not None:
        inner = tokens[slice(*body.name)]
        normal = body.normal if body.kind == "name" else quoted_normal(inner)
        name = cut(document.id, document.text, Span(inner[0].start, inner[-1].end), "body", normal)
    return NamedBody(
        mention=cut(document.id, document.text, span, "body", body.normal),
        head=lemma,
        kind=body.kind,
        place=head.name == "LOC",
        country=country,
        proper=body.proper,
        name=name,
        plural=plural,
        many=plural and _is_class(body, lemma),
    )


def _country_in(clause: Clause, body: Body) -> str | None:
    """The code of the first country whose name stands in a body's."""
    tokens, signs = clause.sentence.tokens, clause.signs
    for i in range(body.first, body.last):
        found = country_of(tokens[i]) if signs[i] & COUNTRY else None
        if found is not None:
            return first_country([token.low for token in tokens[body.first : i]]) or found.code
    return None


def _is_class(body: Body, lemma: str) -> bool:
    """«парткомы», «подчинённые парткомы»: common nouns for many bodies, with nothing behind them."""
    entry = lexicon.bodies().get(lemma)
    plain = body.kind not in ("place", "country") and not body.proper and body.last == body.head + 1
    return plain and entry is not None and "generic" in entry.flags and "plural" not in entry.flags
