"""Runs: rows of roles and names with only marks between, and which role of a row is whose."""

import re
from collections.abc import Sequence

from msgspec import Struct

from kadry.russian import lexicon
from kadry.russian.analysis import Sentence, Token
from kadry.russian.declension import OBLIQUE, person_cases
from kadry.russian.marks import DASHES
from kadry.russian.names import Person
from kadry.russian.onomastics.people import given_gender
from kadry.russian.papers import decision_noun
from kadry.russian.roles import Role
from kadry.russian.words import can_be, noun_lemmas

ADJACENT, COMMA, AND, SEMICOLON, DASH, BRACKET, FAR = "adjacent", "comma", "and", "semicolon", "dash", "bracket", "far"
LIST = "list"  # what opens a list of those that a plural title means
SHORT_FEMININE = re.compile(r"[нт]а$")  # «назначена», «снята»
ALL_CASES = frozenset(("nomn", *OBLIQUE))
SAME = frozenset(("gent", "accs"))  # alike in men's names, so that a tagger takes one for the other


class Title(Struct, frozen=True):
    """A role that apposition gives to a person: indices into a sentence's roles and persons.

    place: before or after the name; links: marks between them, the fewer the surer.
    """

    role: int
    person: int
    place: str
    links: int


class Element(Struct, frozen=True):
    """A role or a name with its tokens (half-open): its index in the sentence's roles or persons, -1 for the other."""

    start: int
    end: int
    role: int
    person: int


class Run:
    """A row of roles and names with only marks between; tells which role is whose."""

    def __init__(
        self,
        sentence: Sentence,
        roles: Sequence[Role],
        persons: Sequence[Person],
        run: Sequence[Element],
        gaps: Sequence[str],
    ) -> None:
        self.tokens = sentence.tokens
        self.roles, self.persons, self.run, self.gaps = roles, persons, run, gaps

    def titles(self) -> list[Title]:
        """Every title of the run."""
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
        nominative = "nomn" in person.cases and any(t.case == "nomn" for t in name)
        if role.case == "gent" and nominative and self._is_put(i, j):
            return False
        if role.case == "gent" and (nominative or "gent" not in person.cases) and self._is_relative(role):
            return False
        if role.case == "gent" and person.cases == ALL_CASES and self._is_named(i, j):
            return False
        return not role.case or role.case in person.cases or (role.case in SAME and not SAME.isdisjoint(person.cases))

    def _is_relative(self, role: Role) -> bool:
        """«вдова министра Клавдия Рогожина», «вдову министра Клавдию Рогожину»: the name is the relative's."""
        before = self.tokens[role.start - 1] if role.start else None
        return before is not None and not lexicon.particles("kinship").isdisjoint(noun_lemmas(before.low))

    def _is_put(self, i: int, j: int) -> bool:
        """«указом президента Айгуль Сомова назначена послом»: a woman's name behind an issuer's title is the subject.

        Such a name may be a man's in the genitive («указом президента Олега Сомова назначена …»), which is known.
        """
        verb = self._done(i, j)
        if verb is None or not SHORT_FEMININE.search(verb.low):
            return False
        first, last = self.run[j].start, self.run[j].end
        given = self.tokens[first]
        told = given_gender(given.low) == "femn" or given.low[-1] not in "аяыи"
        return last - first > 1 and self.tokens[last - 1].case == "nomn" and told

    def _is_named(self, i: int, j: int) -> bool:
        """«указом президента Нгуен Тхи Май назначена послом»: of a name that does not decline, if no other follows."""
        verb = self._done(i, j)
        return verb is not None and j == len(self.run) - 1 and self.persons[-1].first <= self.run[j].start

    def _done(self, i: int, j: int) -> Token | None:
        """«указом | президента Кима назначена»: the short participle behind the name, after an issuer's title."""
        start, last = self.run[i].start, self.run[j].end
        if not start or self.tokens[start - 1].case != "ablt" or decision_noun(self.tokens[start - 1].low) is None:
            return None
        verb = self.tokens[last] if last < len(self.tokens) else None
        return verb if verb is not None and verb.verb == "Part" and not verb.case and not verb.plural else None

    def _paired(self, owner: dict[int, tuple[int, str]]) -> None:
        """«председатель — Т. Гайдук, секретарь — О. Пинчук»: pairs in a row; and lists that a plural title opens.

        And a pair that opens an entry of a list, goes on after a dash, or ends the sentence: «…; секретарь —
        О. Пинчук, ректор; …», «… написал Ян Гросс, режиссёр — Пётр Ким».
        """
        pairs = {i for i in range(len(self.run) - 1) if self._is_pair(i)}
        for i in pairs:
            if self.gaps[i] == LIST or i - 2 in pairs or i + 2 in pairs or self._opens(i):
                owner[i] = (i + 1, "before")

    def _opens(self, i: int) -> bool:
        start = self.run[i].start
        if i == 0:
            return start > 0 and self.tokens[start - 1].text in ":;"
        if self.run[i - 1].person < 0 or self.gaps[i - 1] != COMMA:
            return False
        before, end = self.run[i - 1].start, self.run[i + 1].end
        closes = before > 0 and end < len(self.tokens) and self.tokens[end].text in ".;"
        return closes or any(t.text in DASHES for t in self.tokens[:before])

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
        for i in range(len(self.run) - 3):
            if self.run[i].role >= 0 and i not in owner and self._past_owner(i):
                owner[i] = (i + 3, "before")
        for i in range(len(self.run) - 1):
            if (
                self.run[i].role >= 0
                and self.run[i + 1].person >= 0
                and i not in owner
                and not self._between(i, owner)
                and self.gaps[i] == ADJACENT
                and self._agrees(i, i + 1)
            ):
                owner[i] = (i + 1, "before")

    def _between(self, i: int, owner: dict[int, tuple[int, str]]) -> bool:
        """Whether a role is the genitive of the one before («лидер повстанцев Жозеф Кони»), and the name that one's."""
        if owner.get(i - 1, (0, ""))[0] != i + 1:
            return False
        name = self.tokens[self.run[i + 1].start : self.run[i + 1].end]
        subject = self.roles[self.run[i - 1].role].case == "nomn" and all(t.case == "nomn" for t in name)
        return self._is_plural(i) or subject

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
            owner = self.tokens[between.start : between.end]
            fixed = len(owner) > 1 and self.gaps[i + 1] == ADJACENT and "gent" in person_cases(owner)
            role = self.roles[self.run[i].role]
            return fixed or all(t.case == "gent" for t in owner) or (len(owner) == 1 and _is_owner(owner[0], role))
        return self.roles[between.role].case == "gent"

    def _past_owner(self, i: int) -> bool:
        """«заместитель Строева, капитан Иван Ким»: a role, whose it is, and behind a comma the holder's other role."""
        served, other, name = self.run[i + 1 : i + 4]
        beside = list(self.gaps[i : i + 3]) == [ADJACENT, COMMA, ADJACENT]
        if served.person < 0 or other.role < 0 or name.person < 0 or not beside:
            return False
        owner = self.tokens[served.start : served.end]
        straight = self.roles[self.run[i].role].case == "nomn" == self.roles[other.role].case
        return straight and all(t.case == "gent" for t in owner) and self._agrees(i, i + 3)

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
            several = self._is_plural(i)
            fits = fits and not (several and i + 1 < len(self.run) and self.gaps[i] in (DASH, LIST))  # whom it means
            fits = fits and not (gap == COMMA and self._does_else(i))
            if fits and self._agrees(i, current) and (not several or self._row(current)):
                owner[i] = (current, "after")
            else:
                current = -1

    def _does_else(self, i: int) -> bool:
        """«Как решила судья Ким, чиновник украл …»: a title behind a comma, whose own verb follows it."""
        role = self.roles[self.run[i].role]
        head = self.tokens[role.head]
        if role.end >= len(self.tokens) or self.tokens[role.end].text in ",.;:)—–-" or head.head < role.end:
            return False
        verb = self.tokens[head.head]
        return head.rel.startswith("nsubj") and verb.verb == "Fin" and role.case == "nomn"

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
                and (self.gaps[i] == DASH or self._closed(self._row_end(i)))
            ):
                owner[i] = (i + 1, "before")

    def _row_end(self, i: int) -> int:
        """The name behind the role at i, the last of a row where the role is of several («два судьи, Ким и Пак, …»)."""
        j = i + 1
        while self.roles[self.run[i].role].plural and self._goes_on(j):
            j += 1
        return j

    def _goes_on(self, j: int) -> bool:
        """Whether a comma or «и» joins a further name to the one at j."""
        return j + 1 < len(self.run) and self.run[j + 1].person >= 0 and self.gaps[j] in (COMMA, AND)

    def _closed(self, j: int) -> bool:
        """Whether a comma or the sentence's end follows the name."""
        end = self.run[j].end
        return end >= len(self.tokens) or self.tokens[end].text in ",.)"

    def _same_case(self, i: int, j: int) -> bool:
        left, right = self.roles[self.run[i].role], self.roles[self.run[j].role]
        if not left.case or not right.case or left.case == right.case:
            return True
        alike = {left.case, right.case} == SAME  # «принял заместителя начальника генерал-лейтенанта Кима»
        return alike and all(can_be(self.tokens[r.head], case) for r in (left, right) for case in SAME)

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
            while self._goes_on(k):
                k += 1
                found.append(Title(self.run[i].role, self.run[k].person, "before", k - i))
        return found


def _is_owner(name: Token, role: Role) -> bool:
    """«защитник | Строева | Иван Ким»: a lone surname that the parser makes a role's genitive, whatever its case."""
    return name.rel == "nmod" and name.head == role.head and can_be(name, "gent")
