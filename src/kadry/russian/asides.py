"""Asides: words that may stand beside a role or a name without parting it from its neighbours.

Боб Ким (р. 4 мая 1960, Осака) — писатель             a bracket
лидер парламентского большинства Арчил Канделаки      a complement that is no body
сенаторы Рэнд Полк из Кентукки и Марко Руис           where somebody comes from
Владимир Долгий, некогда секретарь парткома           when the role was held
спикер думы, открывшая заседание, Анна Руденко        a clause about the holder
ректор университета, д.э.н., Иван Ким                 a degree
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cache

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.dates import Period
from kadry.russian.degrees import degrees
from kadry.russian.marks import DASHES, QUOTES
from kadry.russian.names import Person
from kadry.russian.roles import Role
from kadry.russian.words import forms

BRACKET_LIMIT, COMPLEMENT_LIMIT, ORIGIN_LIMIT, CLAUSE_LIMIT = 60, 8, 4, 25
BINDING = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "DET", "X"))
AFTER_ORIGIN = frozenset((",", ".", ")", ";", "и", "—", "–", "-"))
PARTING = DASHES | {",", "("}
MARKS = DASHES | {","}
PREPOSITIONS = frozenset(("из", "от", "по", "в", "во", "с", "со", "при"))
RELATIVE = frozenset(("где", "чей", "чья", "чье", "чьи"))
SERVICES = frozenset("юстиции авиации артиллерии запаса полиции милиции".split())  # behind a rank: «майор юстиции»
RETIRED = (("в", "отставке"), ("в", "запасе"))
ALSO = ((",", "он", "же"), (",", "она", "же"))  # «Игорь Ладкин, он же депутат»
CALLS = (("созыва",), ("созывов",))
BORN = frozenset(("рождения", "р", "г.р"))
BIRTH = 8  # tokens of «, 1969 г . р .»
TIMES = ("earlier", "now", "sequence")


def find_asides(
    tokens: Sequence[Token], roles: Sequence[Role], persons: Sequence[Person], periods: Sequence[Period]
) -> Mapping[int, int]:
    """Where an aside begins → where it ends (half-open)."""
    starts = {r.start for r in roles}
    found: dict[int, int] = {p.first - _is_within(tokens, p, starts): p.last for p in periods}
    found.update(degrees(tokens))
    named = {p.first for p in persons}
    for role in roles:
        _put(found, role.end, _complement(tokens, role, starts, named))
        opens = role.start == 0 or tokens[role.start - 1].text not in PARTING
        if opens and not role.plural and role.end + 1 not in starts:
            _put(found, role.end, _clause(tokens, role.end, named))
        length, _ = time_before(tokens, role.start)
        _put(found, role.start - length, role.start)
        _put(found, role.end, role.end + _added(tokens, role))
        if role.end + 3 in starts and tuple(t.low for t in tokens[role.end : role.end + 3]) in ALSO:
            _put(found, role.end + 1, role.end + 3)
    for person in persons:
        _put(found, person.last, _origin(tokens, person.last))
        if tuple(t.low for t in tokens[person.last : person.last + 3]) in ALSO:
            _put(found, person.last + 1, person.last + 3)
        _put(found, person.last, _clause(tokens, person.last, starts) - 1)
        _put(found, person.last, _birth(tokens, person.last))
    for end in [*(r.end for r in roles), *(p.last for p in persons), *found.values()]:
        if end < len(tokens) and tokens[end].text == "(":
            named_before = any(p.last == end for p in persons)
            _put(found, end, _bracket(tokens, end, starts if named_before else starts | named))
    return found


def _added(tokens: Sequence[Token], role: Role) -> int:
    """How many words behind a role only add to it: «майор юстиции», «генерал в отставке», «член ЦК XIII созыва»."""
    behind = tuple([t.low for t in tokens[role.end : role.end + 2]])
    if behind in RETIRED or behind[1:] in CALLS:
        return 2
    return int(role.role_class == "rank" and not SERVICES.isdisjoint(behind[:1]))


def _is_within(tokens: Sequence[Token], period: Period, starts: Collection[int]) -> bool:
    """A preposition before a period behind which «и» goes on or a role begins.

    «министр | в 1996–2022 гг. | и депутат», «Ким, | в 1996–2022 годах | министр»
    """
    if period.first < 2 or tokens[period.first - 1].low not in ("в", "во"):
        return False
    joined = period.last < len(tokens) and tokens[period.last].low == "и"
    return joined or (period.last in starts and tokens[period.first - 2].text in PARTING)


def time_before(tokens: Sequence[Token], start: int) -> tuple[int, str]:
    """How many tokens before a place, a dash included, say when what follows was or is, and their group of words."""
    dash = int(start > 1 and tokens[start - 1].text in DASHES)
    end = start - dash
    if not end or tokens[end - 1].low not in _times():
        return 0, ""
    for length in (4, 3, 2, 1):
        words = " ".join(t.low for t in tokens[end - length : end]) if length <= end else ""
        group = next((group for group in TIMES if words in lexicon.particles(group)), "") if words else ""
        if group:
            return length + dash, group
    return 0, ""


@cache
def _times() -> frozenset[str]:
    """The last words of what says when."""
    return frozenset(words.rpartition(" ")[2] for group in TIMES for words in lexicon.particles(group))


def _put(found: dict[int, int], start: int, end: int) -> None:
    if end > start:
        found[start] = max(end, found.get(start, 0))


def _complement(tokens: Sequence[Token], role: Role, starts: Collection[int], named: Collection[int]) -> int:
    """The end of the words that hang on a role («большинства» of «лидер большинства»), where a name or role follows.

    Behind a plural role also over a mark («послы Франции | и ФРГ — Поль Дюпре и …»).
    """
    end = role.end
    while end < len(tokens) and end not in named and end not in starts and end - role.end < COMPLEMENT_LIMIT:
        token = tokens[end]
        bound = (
            token.text in QUOTES
            or token.text == "''"
            or token.pos in BINDING
            or token.low in PREPOSITIONS
            or token.low == "и"
        )
        if token.text == "," and end + 1 in starts and end == role.end + 1 and tokens[role.end].case == "gent":
            return end  # «командир стройки | , командующий …»
        if role.plural and _lists(tokens, end):
            end += 1
            continue
        if role.plural and end + 1 in named and token.text in MARKS:
            break
        if not bound or not _depends(tokens, end, role):
            return role.end
        end += 1
    joined = end in starts and tokens[end - 1].low == "и"  # «посол Эстонии в Риме | и представитель»
    end -= joined
    inner = tokens[role.end : end]
    marked = role.plural and end + 1 in named and tokens[end].text in MARKS
    followed = joined or marked or end in named or end in starts
    if not inner or not followed or inner[-1].pos in ("ADP", "CCONJ"):
        return role.end
    if inner[-1].pos == "ADJ" and inner[-1].case != role.case:
        return role.end
    opened = sum(t.text in "«„" for t in inner) > sum(t.text in "»“" for t in inner)
    return role.end if opened or (end in named and _is_owned(tokens, end, role)) else end


def _lists(tokens: Sequence[Token], i: int) -> bool:
    """«мэры Тулы | , Калуги и Орла»: a comma between places."""
    inside = tokens[i].text == "," and i + 1 < len(tokens)
    return inside and tokens[i - 1].name == tokens[i + 1].name == "LOC"


def _is_owned(tokens: Sequence[Token], i: int, role: Role) -> bool:
    """Whether a name is part of the complement itself («герой борьбы с режимом Апартеида», «адвокат по делу Кима»)."""
    name = tokens[i]
    if tokens[i - 1].low == "делу":
        return True
    return role.case not in ("gent", "accs") and name.case == "gent" and role.end <= name.head < i


def _depends(tokens: Sequence[Token], i: int, role: Role) -> bool:
    """Whether the parser hangs a word on the role, over other words or at once."""
    for _ in range(COMPLEMENT_LIMIT):
        i = tokens[i].head
        if i < 0:
            return False
        if role.start <= i < role.end:
            return True
    return False


def _origin(tokens: Sequence[Token], i: int) -> int:
    """The end of «из Кентукки», «от Аризоны» after a name."""
    if i >= len(tokens) or tokens[i].low not in ("из", "от"):
        return i
    end = i + 1
    while end < len(tokens) and end - i <= ORIGIN_LIMIT and (tokens[end].capital or tokens[end].pos == "ADJ"):
        end += 1
    closed = end > i + 1 and (end >= len(tokens) or tokens[end].text in AFTER_ORIGIN)
    return end if closed and tokens[end - 1].capital else i


def _bracket(tokens: Sequence[Token], i: int, elements: Collection[int]) -> int:
    """The end of the bracket that opens at i, in which no role or name stands first."""
    if _first_of(tokens, i + 1) in elements:
        return i
    depth = 0
    for k in range(i, min(i + BRACKET_LIMIT, len(tokens))):
        depth += {"(": 1, ")": -1}.get(tokens[k].text, 0)
        if depth == 0:
            return k + 1
    return i


def _first_of(tokens: Sequence[Token], i: int) -> int:
    """Token i, or the one after words of time that begin there."""
    return next((k for k in range(min(i + 5, len(tokens)), i, -1) if time_before(tokens, k)[0] == k - i), i)


def _clause(tokens: Sequence[Token], i: int, elements: Collection[int]) -> int:
    """The end of a clause between commas that opens at i, where an element follows («, открывшая съезд, …»)."""
    if i + 2 >= len(tokens) or tokens[i].text != "," or i + 1 in elements or not _opens_clause(tokens, i + 1):
        return i  # «, управляющий директор и …, » is none
    verbs = 0 if tokens[i + 1].verb == "Part" else 1
    for k in range(i + 2, min(i + CLAUSE_LIMIT, len(tokens) - 1)):
        verbs -= tokens[k].verb == "Fin"
        if verbs < 0:
            return i
        if tokens[k].text == "," and k + 1 in elements:
            return k + 1
    return i


def _birth(tokens: Sequence[Token], i: int) -> int:
    """The end of «, 1969 года рождения», «, 1969 г. р.» behind a name, where a comma follows; i where none stands."""
    if i + 4 >= len(tokens) or tokens[i].text != "," or not tokens[i + 1].text.isdigit():
        return i
    end = next((k for k in range(i + 2, min(i + BIRTH, len(tokens))) if tokens[k].text == ","), i)
    return end if any(t.low in BORN for t in tokens[i + 2 : end]) else i


def _opens_clause(tokens: Sequence[Token], i: int) -> bool:
    """A full participle, or a relative pronoun with or without its preposition."""
    pronoun = tokens[i + 1] if tokens[i].pos == "ADP" and i + 1 < len(tokens) else tokens[i]
    if pronoun.low.startswith("котор") or tokens[i].low in RELATIVE:
        return True
    return tokens[i].verb == "Part" and any(f.kind == "PRTF" for f in forms(tokens[i].low))
