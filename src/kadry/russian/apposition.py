"""Apposition: which roles stand beside which names, with nothing between but commas, dashes, brackets and «и».

член Политбюро, президент Лыонг Кыонг        roles before the name
Чан Кам Ту, член Политбюро, секретарь …      roles after it
президент Лыонг Кыонг, глава делегации        both
заместители министра А. Орлов и Б. Ким        one role for several names
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kadry.russian import lexicon
from kadry.russian.analysis import Sentence, Token
from kadry.russian.asides import find_asides
from kadry.russian.dates import Period
from kadry.russian.degrees import is_behind_degree
from kadry.russian.marks import BRACKETS, DASHES, QUOTES
from kadry.russian.modifiers import AGED
from kadry.russian.names import Person
from kadry.russian.partitives import single_out
from kadry.russian.roles import Role
from kadry.russian.runs import ADJACENT, AND, BRACKET, COMMA, DASH, FAR, LIST, SEMICOLON, Element, Run, Title
from kadry.russian.words import only_plural

JOINERS = frozenset(("и", "а", "также", "одновременно", "или", "да", "ныне", "затем", "по", "совместительству"))
NONE_WITHIN: Mapping[int, int] = MappingProxyType({})
PRONOUNED = frozenset(("его", "ее", "их", "наш", "ваш"))


def find_titles(
    sentence: Sentence,
    roles: Sequence[Role],
    persons: Sequence[Person],
    periods: Sequence[Period] = (),
    within: Mapping[int, int] = NONE_WITHIN,
) -> tuple[Title, ...]:
    """The roles of one sentence that stand beside its names; a period after a role does not part them.

    within: the name that belongs to what a role is of («помощник | депутата Ивана Петрова»), by the role's place.
    """
    if not roles or not persons:
        return ()
    roles = single_out(sentence.tokens, roles)
    asides = find_asides(sentence.tokens, roles, persons, periods)
    ends = {i: persons[person].last for i, person in within.items()}
    names = [name for name in _names(sentence.tokens, persons) if name.person not in within.values()]
    elements = sorted(
        [Element(r.start, ends.get(i, r.end), i, -1) for i, r in enumerate(roles)] + names,
        key=lambda e: (e.start, e.end),
    )
    inner: dict[int, list[Element]] = {}
    for element in elements:
        inner.setdefault(_aside_of(asides, element), []).append(element)
    told = (t for group in inner.values() for t in _titles_of(sentence, roles, persons, asides, group))
    return tuple([t for t in told if t.place != "after" or not _is_group(sentence.tokens, roles[t.role])])


def _is_group(tokens: Sequence[Token], role: Role) -> bool:
    """«…, руководители министерств и ведомств»: others than those who are named before."""
    body = role.body
    return role.plural and body is not None and body.last == body.first + 1 and only_plural(tokens[body.head].low)


def _aside_of(asides: Mapping[int, int], element: Element) -> int:
    """Where the innermost aside begins in which an element stands; -1 for none."""
    return max((start for start, end in asides.items() if start < element.start < end), default=-1)


def _titles_of(
    sentence: Sentence,
    roles: Sequence[Role],
    persons: Sequence[Person],
    asides: Mapping[int, int],
    elements: Sequence[Element],
) -> list[Title]:
    titles: list[Title] = []
    run: list[Element] = []
    gaps: list[str] = []
    for element in elements:
        end = run[-1].end if run else 0
        gap = _gap(sentence.tokens, asides, end, element.start) if run else FAR
        if gap == FAR and run and _introduces(sentence.tokens, roles, run[-1], element):
            gap = LIST
        if gap in (FAR, SEMICOLON):
            titles += _titles_in(sentence, roles, persons, run, gaps)
            run, gaps = [], []
        else:
            gaps.append(gap)
        run.append(element)
    return titles + _titles_in(sentence, roles, persons, run, gaps)


def _titles_in(
    sentence: Sentence, roles: Sequence[Role], persons: Sequence[Person], run: Sequence[Element], gaps: Sequence[str]
) -> list[Title]:
    """The titles of a run, of which one that is all roles or all names has none."""
    if len(run) < 2 or len({element.person < 0 for element in run}) < 2:
        return []
    return Run(sentence, roles, persons, run, gaps).titles()


def _names(tokens: Sequence[Token], persons: Sequence[Person]) -> list[Element]:
    """The names, each up to the end of its other spelling in brackets («Скотт Эймс (Scott Ames)»)."""
    found: list[Element] = []
    for i, person in enumerate(persons):
        if found and person.first == found[-1].end + 1 and _is_other_spelling(tokens, person):
            found[-1] = Element(found[-1].start, person.last + 1, -1, found[-1].person)
        else:
            found.append(Element(person.first, person.last, -1, i))
    return found


def _is_other_spelling(tokens: Sequence[Token], person: Person) -> bool:
    bracketed = tokens[person.first - 1].text == "(" and person.last < len(tokens) and tokens[person.last].text == ")"
    return bracketed and all(t.text.isascii() for t in tokens[person.first : person.last])


def _introduces(tokens: Sequence[Token], roles: Sequence[Role], left: Element, right: Element) -> bool:
    """«руководители: Пётр Ким и …», «депутатов, включая Петра Кима», «такие певцы, как Пётр Ким»."""
    if left.role < 0 or right.person < 0 or not roles[left.role].plural:
        return False
    honorific = lexicon.particles("honorific")
    words = " ".join(t.low for t in tokens[left.end : right.start] if t.low not in honorific)
    return words in lexicon.particles("listing")


def _gap(tokens: Sequence[Token], asides: Mapping[int, int], start: int, end: int) -> str:
    """What stands between two neighbours, asides left out."""
    kinds = set()
    i = start
    while i < end:
        if start <= i < asides.get(i, i) <= end:
            i = asides[i]
            if i == end and is_behind_degree(tokens, end):
                kinds.discard(COMMA)  # «директор, член-корреспондент РАН, д.и.н. | Пётр Ким»
            continue
        kind = _mark(tokens[i])
        if kind == FAR or (tokens[i].low == "а" and tokens[i + 1].low in PRONOUNED):
            return FAR  # «…, выпускник института, а его заместитель — …»
        kinds.add(kind)
        i += 1
    kinds.discard(ADJACENT)
    for kind in (SEMICOLON, BRACKET, DASH, COMMA, AND):
        if kind in kinds:
            return kind
    return ADJACENT


def _mark(token: Token) -> str:
    if token.text == ",":
        return COMMA
    if token.text == ";":
        return SEMICOLON
    if token.text in DASHES:
        return DASH
    if token.text in BRACKETS:
        return BRACKET
    if token.low in JOINERS:
        return AND
    if token.text in QUOTES or token.low in PRONOUNED or AGED.match(token.low):
        return ADJACENT
    return ADJACENT if token.low in lexicon.particles("honorific") else FAR
