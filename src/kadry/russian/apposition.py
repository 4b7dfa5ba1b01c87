"""Apposition: which roles stand beside which names, with nothing between but commas, dashes, brackets and «и».

член Политбюро, президент Лыонг Кыонг        roles before the name
Чан Кам Ту, член Политбюро, секретарь …      roles after it
президент Лыонг Кыонг, глава делегации        both
заместители министра А. Орлов и Б. Ким        one role for several names
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from kadry.russian import lexicon
from kadry.russian.analysis import Sentence, Token
from kadry.russian.asides import find_asides
from kadry.russian.dates import Period
from kadry.russian.declension import person_cases
from kadry.russian.marks import BRACKETS, DASHES, QUOTES
from kadry.russian.modifiers import AGED
from kadry.russian.names import Person
from kadry.russian.partitives import single_out
from kadry.russian.roles import Role
from kadry.russian.words import forms, noun_lemmas

ADJACENT, COMMA, AND, SEMICOLON, DASH, BRACKET, FAR = "adjacent", "comma", "and", "semicolon", "dash", "bracket", "far"
LIST = "list"  # what opens a list of those that a plural title means
SAME = frozenset(("gent", "accs"))  # alike in men's names, so that a tagger takes one for the other
JOINERS = frozenset(("и", "а", "также", "одновременно", "или", "да", "ныне", "затем", "по", "совместительству"))
PRONOUNED = frozenset(("его", "ее", "их", "наш", "ваш"))


class Title(Struct, frozen=True):
    """A role that apposition gives to a person: indices into a sentence's roles and persons.

    place: before or after the name; links: marks between them, the fewer the surer.
    """

    role: int
    person: int
    place: str
    links: int


class _Element(Struct, frozen=True):
    start: int
    end: int
    role: int
    person: int


def find_titles(
    sentence: Sentence, roles: Sequence[Role], persons: Sequence[Person], periods: Sequence[Period] = ()
) -> tuple[Title, ...]:
    """The roles of one sentence that stand beside its names; a period after a role does not part them."""
    if not roles or not persons:
        return ()
    roles = single_out(sentence.tokens, roles)
    asides = find_asides(sentence.tokens, roles, persons, periods)
    elements = sorted(
        [_Element(r.start, r.end, i, -1) for i, r in enumerate(roles)] + _names(sentence.tokens, persons),
        key=lambda e: (e.start, e.end),
    )
    inner: dict[int, list[_Element]] = {}
    for element in elements:
        inner.setdefault(_aside_of(asides, element), []).append(element)
    return tuple(t for group in inner.values() for t in _titles_of(sentence, roles, persons, asides, group))


def _aside_of(asides: Mapping[int, int], element: _Element) -> int:
    """Where the innermost aside begins in which an element stands; -1 for none."""
    return max((start for start, end in asides.items() if start < element.start < end), default=-1)


def _titles_of(
    sentence: Sentence,
    roles: Sequence[Role],
    persons: Sequence[Person],
    asides: Mapping[int, int],
    elements: Sequence[_Element],
) -> list[Title]:
    titles: list[Title] = []
    run: list[_Element] = []
    gaps: list[str] = []
    for element in elements:
        end = run[-1].end if run else 0
        gap = _gap(sentence.tokens, asides, end, element.start) if run else FAR
        if gap == FAR and run and _introduces(sentence.tokens, roles, run[-1], element):
            gap = LIST
        if gap in (FAR, SEMICOLON):
            titles += _Run(sentence, roles, persons, run, gaps).titles()
            run, gaps = [], []
        else:
            gaps.append(gap)
        run.append(element)
    return titles + _Run(sentence, roles, persons, run, gaps).titles()


def _names(tokens: Sequence[Token], persons: Sequence[Person]) -> list[_Element]:
    """The names, each up to the end of its other spelling in brackets («Скотт Эймс (Scott Ames)»)."""
    found: list[_Element] = []
    for i, person in enumerate(persons):
        if found and person.first == found[-1].end + 1 and _is_other_spelling(tokens, person):
            found[-1] = _Element(found[-1].start, person.last + 1, -1, found[-1].person)
        else:
            found.append(_Element(person.first, person.last, -1, i))
    return found


def _is_other_spelling(tokens: Sequence[Token], person: Person) -> bool:
    bracketed = tokens[person.first - 1].text == "(" and person.last < len(tokens) and tokens[person.last].text == ")"
    return bracketed and all(t.text.isascii() for t in tokens[person.first : person.last])


def _introduces(tokens: Sequence[Token], roles: Sequence[Role], left: _Element, right: _Element) -> bool:
    """«руководители: Пётр Ким и …», «депутатов, включая Петра Кима», «такие певцы, как Пётр Ким»."""
    if left.role < 0 or right.person < 0 or not roles[left.role].plural:
        return False
    words = " ".join(t.low for t in tokens[left.end : right.start])
    return words in lexicon.particles("listing")


def _gap(tokens: Sequence[Token], asides: Mapping[int, int], start: int, end: int) -> str:
    """What stands between two neighbours, asides left out."""
    kinds = set()
    i = start
    while i < end:
        if start <= i < asides.get(i, i) <= end:
            i = asides[i]
            continue
        kind = _mark(tokens[i])
        if kind == FAR:
            return FAR
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


class _Run:
    """A row of roles and names with only marks between; tells which role is whose."""

    def __init__(
        self,
        sentence: Sentence,
        roles: Sequence[Role],
        persons: Sequence[Person],
        run: Sequence[_Element],
        gaps: Sequence[str],
    ) -> None:
        self.tokens = sentence.tokens
        self.roles, self.persons, self.run, self.gaps = roles, persons, run, gaps

    def titles(self) -> list[Title]:
        """Every title of the run."""
        if not any(e.person >= 0 for e in self.run) or not any(e.role >= 0 for e in self.run):
            return []
        owner: dict[int, tuple[int, str]] = {}
        self._paired(owner)
        self._adjacent(owner)
        self._stacked_left(owner)
        self._right(owner)
        self._listed_left(owner)
        found = [Title(self.run[i].role, self.run[j].person, place, abs(i - j)) for i, (j, place) in owner.items()]
        return found + self._plural(owner)

    def _agrees(self, i: int, j: int) -> bool:
        """Whether the role at i and the name at j can stand in one case."""
        role = self.roles[self.run[i].role]
        person = self.persons[self.run[j].person]
        name = self.tokens[person.first : person.last]
        if role.case == "nomn" and len(name) == 1 and name[0].case == "gent" and name[0].pos == "PROPN":
            return False  # «адвокат Орлова заявил»
        cases = person_cases(name)
        nominative = any(t.case == "nomn" for t in name)
        if role.case == "gent" and nominative and "nomn" in cases and self._is_relative(role):
            return False
        return not role.case or role.case in cases or (role.case in SAME and not SAME.isdisjoint(cases))

    def _is_relative(self, role: Role) -> bool:
        """«вдова министра Клавдия Рогожина»: the name after the role is the relative's."""
        before = self.tokens[role.start - 1] if role.start else None
        return before is not None and not lexicon.particles("kinship").isdisjoint(noun_lemmas(before.low))

    def _paired(self, owner: dict[int, tuple[int, str]]) -> None:
        """«председатель — Т. Гайдук, секретарь — О. Пинчук»: pairs in a row; and lists that a plural title opens."""
        pairs = {i for i in range(len(self.run) - 1) if self._is_pair(i)}
        for i in pairs:
            if self.gaps[i] == LIST or i - 2 in pairs or i + 2 in pairs:
                owner[i] = (i + 1, "before")

    def _is_pair(self, i: int) -> bool:
        if self.run[i].role < 0 or self.run[i + 1].person < 0:
            return False
        if self.gaps[i] == LIST:
            several = i + 2 < len(self.run) and self.run[i + 2].person >= 0
            return several or self.tokens[self.run[i + 1].start - 1].text != ":"  # «Эксперты: Ким погиб»
        return self.gaps[i] == DASH and self._agrees(i, i + 1)

    def _adjacent(self, owner: dict[int, tuple[int, str]]) -> None:
        """«президент Лыонг Кыонг»: nothing between, or nothing but a genitive of the role."""
        for i in range(len(self.run) - 2):
            if self.run[i].role >= 0 and i not in owner and self._complemented(i):
                owner[i] = (i + 2, "before")
        for i in range(len(self.run) - 1):
            if (
                self.run[i].role >= 0
                and self.run[i + 1].person >= 0
                and i not in owner
                and self.gaps[i] == ADJACENT
                and self._agrees(i, i + 1)
            ):
                owner[i] = (i + 1, "before")

    def _complemented(self, i: int) -> bool:
        """«менеджер певца Том Вито», «адвокат Петра — Иван Ким»: what stands between is the role's genitive."""
        between, name = self.run[i + 1], self.run[i + 2]
        if name.person < 0 or self.gaps[i] != ADJACENT or self.gaps[i + 1] not in (ADJACENT, DASH):
            return False
        if self.roles[self.run[i].role].case in SAME or not self._agrees(i, i + 2):
            return False
        if all(t.case == "gent" for t in self.tokens[name.start : name.end]):
            return False
        if between.person >= 0:
            return all(t.case == "gent" for t in self.tokens[between.start : between.end])
        return self.roles[between.role].case == "gent"

    def _stacked_left(self, owner: dict[int, tuple[int, str]]) -> None:
        """«член Политбюро, президент Лыонг Кыонг»: roles in one case, joined to one that has its name."""
        for i in range(len(self.run) - 2, -1, -1):
            if self.run[i].role < 0 or i in owner or self.run[i + 1].role < 0 or i + 1 not in owner:
                continue
            if self.roles[self.run[i].role].plural != self.roles[self.run[i + 1].role].plural:
                continue
            target, place = owner[i + 1]
            if place != "before" or self.gaps[i] not in (COMMA, AND, ADJACENT, DASH) or not self._same_case(i, i + 1):
                continue
            if not self._taken_by_left(i, owner):
                owner[i] = (target, "before")

    def _taken_by_left(self, i: int, owner: dict[int, tuple[int, str]]) -> bool:
        """Whether the role follows a name that has no role in front, and so belongs to that one."""
        k = i
        while k > 0 and self.run[k - 1].role >= 0 and self.gaps[k - 1] in (COMMA, AND):
            k -= 1
        if k == 0 or self.run[k - 1].person < 0 or self.gaps[k - 1] not in (COMMA, DASH, BRACKET):
            return False
        if any(target == k - 1 or self._in_plural(target, k - 1) for target, _ in owner.values()):
            return False
        if self.gaps[i] == AND and k == i:
            return self._agrees(i, k - 1)
        return self._agrees(i, k - 1) and not (self.gaps[i] == COMMA and k < i)

    def _in_plural(self, first: int, j: int) -> bool:
        """Whether «и» and commas join the name at j to that at ``first``, which a plural title stands before."""
        joined = all(self.run[k].person >= 0 and self.gaps[k - 1] in (COMMA, AND) for k in range(first + 1, j + 1))
        return first < j and joined and first > 0 and self.run[first - 1].role >= 0 and self._is_plural(first - 1)

    def _right(self, owner: dict[int, tuple[int, str]]) -> None:
        """«Чан Кам Ту, член Политбюро, секретарь»: roles after a name, as long as they go on."""
        current = -1
        for i, element in enumerate(self.run):
            if element.person >= 0:
                current = i
                continue
            gap = self.gaps[i - 1] if i else FAR
            if i in owner:
                if owner[i][1] == "before":
                    current = -1
                continue
            if current < 0:
                continue
            fits = gap in (COMMA, DASH, BRACKET) if i == current + 1 else gap in (COMMA, AND, DASH, BRACKET)
            fits = fits or (gap == ADJACENT and self._whole(current, i))
            if fits and self._agrees(i, current) and (not self._is_plural(i) or self._row(current)):
                owner[i] = (current, "after")
            else:
                current = -1

    def _whole(self, j: int, i: int) -> bool:
        """«Пётр Ким президент федерации»: a name and a role that fill their line."""
        return self.run[j].start == 0 and self.run[i].end >= len(self.tokens) - 1 and i == j + 1

    def _is_plural(self, i: int) -> bool:
        return self.roles[self.run[i].role].plural

    def _row(self, j: int) -> list[int]:
        """The names that «и» and commas join to the one at j, before it: «А. Орлов и Б. Ким, члены совета»."""
        found = []
        while j > 0 and self.run[j - 1].person >= 0 and self.gaps[j - 1] in (COMMA, AND):
            j -= 1
            found.append(j)
        return found

    def _listed_left(self, owner: dict[int, tuple[int, str]]) -> None:
        """«министр обороны — Сергей Орлов», «глава района, Пётр Ким»: one mark between role and name."""
        for i in range(len(self.run) - 1):
            if self.run[i].role < 0 or i in owner or self.run[i + 1].person < 0:
                continue
            if any(target == i + 1 and place == "after" for target, place in owner.values()):
                continue
            free = i == 0 or self.gaps[i - 1] not in (COMMA, AND)
            if (
                free
                and self.gaps[i] in (DASH, COMMA)
                and self._agrees(i, i + 1)
                and (self.gaps[i] == DASH or self._closed(i + 1))
            ):
                owner[i] = (i + 1, "before")

    def _closed(self, j: int) -> bool:
        """Whether a comma or the sentence's end follows the name."""
        end = self.run[j].end
        return end >= len(self.tokens) or self.tokens[end].text in ",.)"

    def _same_case(self, i: int, j: int) -> bool:
        left, right = self.roles[self.run[i].role], self.roles[self.run[j].role]
        return not left.case or not right.case or left.case == right.case

    def _plural(self, owner: dict[int, tuple[int, str]]) -> list[Title]:
        """«заместители министра А. Орлов и Б. Ким»: further names after the first that a plural role has."""
        found = []
        for i, (j, place) in owner.items():
            role = self.roles[self.run[i].role]
            if not role.plural:
                continue
            if place == "after":
                found += [Title(self.run[i].role, self.run[k].person, "after", i - k) for k in self._row(j)]
                continue
            k = j
            while k + 1 < len(self.run) and self.run[k + 1].person >= 0 and self.gaps[k] in (COMMA, AND):
                k += 1
                found.append(Title(self.run[i].role, self.run[k].person, "before", k - i))
        return found


def person_case(sentence: Sentence, person: Person, titles: Sequence[Title], roles: Sequence[Role]) -> str:
    """The case in which a name stands: its titles' where it can be, else what the tagger says of its words."""
    tokens = sentence.tokens[person.first : person.last]
    possible = person_cases(tokens)
    for title in titles:
        case = roles[title.role].case
        if case in possible:
            return case
        if case in SAME and not SAME.isdisjoint(possible):
            return "gent" if case == "accs" else "accs"
    if person.first and sentence.tokens[person.first - 1].low in lexicon.particles("honorific"):
        before = sentence.tokens[person.first - 1]
        if before.case in possible:
            return before.case
    tagged = [t.case for t in tokens if t.case]
    known = [t.case for t in tokens if t.case and any(f.case == t.case for f in forms(t.low) if f.kind == "NOUN")]
    for case in (*known[-1:], *tagged):
        if case in possible:
            return case
    return "nomn"
