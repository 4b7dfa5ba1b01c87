"""Biographies: a period with a dash and the post held in it («2007–2013 гг. — заместитель начальника, начальник»)."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from kadry.claim import Mention, RoleClaim, Status
from kadry.extractors.focus import focus, is_subject, portrayed
from kadry.extractors.linking import Meaning, claim_of
from kadry.extractors.people import PRONOUNS
from kadry.russian.analysis import Token
from kadry.russian.dates import Period
from kadry.russian.marks import DASHES
from kadry.russian.parse import Clause, Parse
from kadry.russian.roles import Role

RULE = "biographies@1"
CONFIDENCE = 0.8
MARKS = DASHES | {":", "."}
CALLS = 6  # tokens from one post of a line to the next: «член Политбюро XI, XII созывов; секретарь»
SUMMED = 9  # tokens of «на руководящей работе в органах прокуратуры:»
FURTHER = frozenset(("также", "одновременно"))  # before a post that one holds beside others
LABELS = frozenset(("должность", "пост", "должности", "посты"))
LINKS = frozenset((",", "и", "затем", "потом", "позже"))


class Entry(Struct, frozen=True):
    """One dated line: the posts of a period, and the sentence of the period."""

    sentence: int
    period: Period
    roles: tuple[Role, ...]


def extract(parse: Parse) -> Iterator[RoleClaim]:
    """A claim for each post of each dated or labelled entry; an open dated one that another follows has ended."""
    entries = [e for number in range(len(parse.clauses)) for e in _lines(parse, number)]
    for number, entry in enumerate(entries):
        person = _person(parse, entry)
        if person is None:
            continue
        ended = entry.period.until is not None or entry.period.closed or number + 1 < len(entries)
        status: Status = "former" if ended else "current"
        period = replace(entry.period, at=None, since=entry.period.since or entry.period.at)
        meaning = Meaning(status=status, period=period)
        for role in entry.roles:
            yield claim_of(parse, person, role, (RULE, CONFIDENCE), meaning, (entry.sentence,))
    for number, clause in enumerate(parse.clauses):
        if clause.roles and not clause.names:
            yield from _labelled(parse, number)
            yield from _stated(parse, number)


def _lines(parse: Parse, number: int) -> Iterator[Entry]:
    clause = parse.clauses[number]
    if not clause.periods:
        return
    yield from _entries(number, clause)
    if number + 1 < len(parse.clauses):
        yield from _cells(number, clause, parse.clauses[number + 1])


def _stated(parse: Parse, number: int) -> Iterator[RoleClaim]:
    """«Депутат сейма II созыва.»: a sentence of a biography that is a row of posts and has no verb."""
    clause = parse.clauses[number]
    tokens = clause.sentence.tokens
    first = [r for r in clause.roles[:1] if r.start == 0 and r.case == "nomn" and not r.plural]
    bare = not clause.periods and tokens[-1].text == "." and all(t.verb != "Fin" for t in tokens)
    person = portrayed(parse, number) if first and bare else None
    if person is not None:
        for role in _row(clause, first, clause.roles):
            yield claim_of(parse, person, role, (RULE, CONFIDENCE), Meaning(), (number,))


def _labelled(parse: Parse, number: int) -> Iterator[RoleClaim]:
    """«Должность: аким области (с марта 2021 года)»: the post that a form's line states is held."""
    clause = parse.clauses[number]
    low = [t.low for t in clause.sentence.tokens[:3]]
    colon = low.index(":") if ":" in low else 0
    role = next((r for r in clause.roles if r.start == colon + 1 and r.case == "nomn"), None)
    if role is None or low[max(0, colon - 1)] not in LABELS:
        return
    period = next((p for p in clause.periods if p.since is not None and p.first - role.end in (0, 1)), None)
    person = _person(parse, Entry(number, period or Period(0, 0), (role,)))
    if person is not None:
        ended = period is not None and period.until is not None
        meaning = Meaning(status="former" if ended else None, period=period)
        yield claim_of(parse, person, role, (RULE, CONFIDENCE), meaning, (number,))
        for further in _listed(clause, role) if period is None else ():
            yield claim_of(parse, person, further, (RULE, CONFIDENCE), also=(number,))


def _listed(clause: Clause, first: Role) -> list[Role]:
    """Those that commas and semicolons join to the first post of a line, in the nominative."""
    found = [first]
    for role in clause.roles:
        between = clause.sentence.tokens[found[-1].end : role.start]
        close = between and between[-1].text in ",;" and len(between) <= CALLS
        if role.start >= found[-1].end and close and role.case == "nomn" and not role.event:
            found.append(role)
    return found[1:]


def _entries(number: int, clause: Clause) -> Iterator[Entry]:
    titled = {t.role for t in clause.titles}
    free = [r for i, r in enumerate(clause.roles) if i not in titled and not r.event]
    verbless = bool(clause.periods) and not any(t.verb == "Fin" for t in clause.sentence.tokens)
    for period in clause.periods:
        end = _past_pronoun(clause, period.last)
        start = _after_mark(clause, end)
        heads = verbless and _heads_a_row(clause, period)
        if start > end or (heads and _opens(free, start)):
            first = [r for r in free if r.start == start]
        else:
            first = [r for r in free if verbless and r.start == 0 and r.case == "nomn" and _dates(clause, r, period)]
        if first:
            yield Entry(number, period, _row(clause, first, free))


def _cells(number: int, left: Clause, right: Clause) -> Iterator[Entry]:
    """A line that is a period and nothing else, and the line after it that begins with a post: a row of a table."""
    tokens = left.sentence.tokens
    alone = [p for p in left.periods if p.first == 0 and all(t.pos == "PUNCT" for t in tokens[p.last :])]
    first = [r for r in right.roles if r.start == 0 and r.case == "nomn" and not r.event]
    if alone and first and not right.periods and not any(t.role == 0 for t in right.titles):
        yield Entry(number, alone[0], _row(right, first, right.roles))


def _heads_a_row(clause: Clause, period: Period) -> bool:
    """«С 1983 г. преподаватель, с 1990 г. декан»: a period that opens the sentence or a further part of it."""
    tokens = clause.sentence.tokens
    if period.first == 0 or (period.first == 1 and tokens[0].low in ("в", "во")):
        return True
    return clause.periods[0].first == 0 and tokens[period.first - 1].text in ",;"


def _opens(free: Sequence[Role], start: int) -> bool:
    """«С 25 ноября 2005 года исполняющий обязанности главы города»."""
    return any(r.start == start and r.case in ("nomn", "") for r in free)


def _dates(clause: Clause, role: Role, period: Period) -> bool:
    """«Депутат рады с 1998 по 2007 год»: the period right after a role that opens a sentence without a verb."""
    return period.first - role.end in (0, 1) and all(
        t.low in ("в", "(") for t in clause.sentence.tokens[role.end : period.first]
    )


def _past_pronoun(clause: Clause, i: int) -> int:
    """«С 2001 года | он — заместитель председателя»: the token behind the pronoun, or the one given."""
    tokens = clause.sentence.tokens
    return i + (i < len(tokens) and tokens[i].low in PRONOUNS)


def _after_mark(clause: Clause, i: int) -> int:
    """The token after a dash that follows a period; i itself where there is none.

    The work that a colon sums up is passed over: «с 1968 г. — на партийной работе: инструктор, заведующий отделом».
    """
    tokens = clause.sentence.tokens
    start = i
    while i < len(tokens) and (tokens[i].text in MARKS or (i > start and tokens[i].low in FURTHER)):
        i += 1
    if i < len(tokens) and tokens[i].low in ("на", "в"):
        near = range(i + 2, min(i + SUMMED, len(tokens)))
        colon = next((k for k in near if tokens[k].text == ":"), None)
        if colon is not None and all(t.verb != "Fin" for t in tokens[i:colon]):
            return colon + 1
    return i if any(t.text in DASHES or t.text == ":" for t in tokens[start:i]) else start


def _row(clause: Clause, first: Sequence[Role], free: Sequence[Role]) -> tuple[Role, ...]:
    """The roles that follow one another with commas."""
    found = list(first)
    for role in free:
        between = clause.sentence.tokens[found[-1].end : role.start]
        if role.start >= found[-1].end and between and all(t.low in LINKS for t in _past_call(between)):
            found.append(role)
    return tuple(found)


def _past_call(between: Sequence[Token]) -> Sequence[Token]:
    """What stands between two posts without «VII созыва», «двух созывов» behind the first."""
    call = len(between) > 2 and between[1].low in ("созыва", "созывов")
    return between[2:] if call else between


def _person(parse: Parse, entry: Entry) -> Mention | None:
    """The subject before the period, else whom the text goes on speaking of, else its first person."""
    clause = parse.clauses[entry.sentence]
    for i, person in enumerate(clause.persons):
        if person.last <= entry.period.first and is_subject(clause, i):
            return clause.names[i]
    near = focus(parse, entry.sentence)
    if near is not None:
        return near
    return next((clause.names[0] for clause in parse.clauses[: entry.sentence + 1] if clause.names), None)
