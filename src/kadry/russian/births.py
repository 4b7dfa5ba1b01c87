"""Births: when a text says that a person was born, as partial ISO dates.

Пётр Лунин родился 14 мая 1960 года        a verb with its subject, which a biography may leave out
Пётр Лунин (род. 14 мая 1960)               a mark in a bracket, or behind the name: 1960 года рождения, 1960 г. р.
Пётр Лунин (14 мая 1960, Омск — 3 марта 2001)   a life, where days and years cannot be a term of office
Дата рождения: 14.05.1960                   a line of a form

An age («37-летний») gives no date: even with the document's own it would be a guess between two years.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from kadry.claim import Mention
from kadry.russian.analysis import Token
from kadry.russian.dates import YEAR, Period
from kadry.russian.marks import DASHES
from kadry.russian.names import Person
from kadry.russian.parse import Clause, Parse
from kadry.russian.signs import DIGIT

VERBS = {"родился": "masc", "родилась": "femn", "родившийся": "masc", "родившаяся": "femn"}
PRONOUNS = frozenset(("он", "она"))
MARKS = (("род", "."), ("род.",), ("р", "."), ("р.",), ("родился",), ("родилась",))
AFTER = ("года рождения ", "г . рождения ", "г. рождения ", "г . р . ", "г . р. ", "г.р . ", "г.р. ")
MARK_WORDS = frozenset(words[0] for words in MARKS)
AFTER_WORDS = frozenset(words.split()[0] for words in AFTER)
YEARS_OLD = frozenset(("год", "года", "лет"))
LINE = ("дата", "рождения")
REACH = 10  # tokens between a verb and its date
NEAR = 4  # tokens behind a verb in which its subject may stand, whatever the parser says
LIFE = 15  # years that no term between two days lasts
LONG_LIFE = 30
DAY = len("1960-05-14")


def births(parse: Parse) -> Mapping[str, str]:
    """Key of a person's mention → the date of birth that the text gives there; what contradicts itself is left out."""
    found: dict[str, set[str]] = {}
    for number, clause in enumerate(parse.clauses):
        if not _dated(clause):
            continue
        words = {token.low for token in clause.sentence.tokens}
        for rule, own in RULES:
            for name, date in () if own.isdisjoint(words) else rule(parse, number):
                found.setdefault(name.key, set()).add(date)
    agreed = ((key, joined(dates)) for key, dates in found.items())
    return {key: date for key, date in agreed if date is not None}


def _dated(clause: Clause) -> bool:
    return bool(clause.periods) or any(YEAR.match(clause.sentence.tokens[i].low) for i in clause.signs.where(DIGIT))


def joined(dates: Collection[str]) -> str | None:
    """The fullest of partial dates that do not contradict each other; None where they do, or there is none."""
    fullest = max(sorted(dates), key=len, default="")
    return fullest if fullest and all(fullest.startswith(date) for date in dates) else None


def _by_verb(parse: Parse, number: int) -> Iterator[tuple[Mention, str]]:
    """«Лунин родился в Омске 14 мая 1960 года», «Она родилась в 1960 году», «Родился 14 мая 1960 года в …»."""
    clause = parse.clauses[number]
    tokens = clause.sentence.tokens
    for i, token in enumerate(tokens):
        if token.low not in VERBS or (i and tokens[i - 1].low in ("не", "якобы")):
            continue
        date = _date_of(clause, i)
        name = _subject(parse, number, i) if date is not None else None
        if name is not None and date is not None and _may_be(parse, name, VERBS[token.low]):
            yield name, date


def _date_of(clause: Clause, verb: int) -> str | None:
    """The date beside a verb: right before it, or behind it with no other verb that it could belong to."""
    tokens = clause.sentence.tokens
    for period in clause.periods:
        before = period.last == verb
        behind = verb < period.first <= verb + REACH and not _of_another(tokens, verb, period)
        if period.at is not None and (before or behind):
            return period.at
    return None


def _of_another(tokens: Sequence[Token], verb: int, period: Period) -> bool:
    """«родился в Омске, в 1985 году окончил школу»: a verb between, or behind where a clause may begin between."""
    between, rest = tokens[verb + 1 : period.first], tokens[period.last :]
    parted = any(t.text in (",", ";") or t.pos == "CCONJ" for t in between)
    return any(t.verb in ("Fin", "Part") for t in between) or (parted and any(t.verb == "Fin" for t in rest))


def _subject(parse: Parse, number: int, verb: int) -> Mention | None:
    """Who was born: the verb's own subject, or the person that a pronoun or an omitted subject means."""
    clause = parse.clauses[number]
    tokens = clause.sentence.tokens
    if tokens[verb].low.startswith("родивш"):
        return _described(clause, verb)
    own = [i for i, t in enumerate(tokens) if t.head == verb and t.rel.startswith("nsubj")]
    stated = [i for i in own if tokens[i].low not in PRONOUNS]
    if stated:
        return _named_by(clause, stated[0], verb)
    beside = None if own else _ending_at(clause, _before_bracket(tokens, verb))
    if beside is not None:
        return beside
    hangs = [t for i, t in enumerate(tokens) if t.head == verb or verb < i < verb + NEAR]
    if tokens[0].low == "у" or any(t.low == "у" or _child(t) for t in hangs):
        return None
    return _meant(parse, number, [name for person, name in _named(clause) if person.last <= verb])


def _named(clause: Clause) -> Iterator[tuple[Person, Mention]]:
    return zip(clause.persons, clause.names, strict=True)


def _described(clause: Clause, participle: int) -> Mention | None:
    """«Лунин, родившийся в 1960 году, …», «Родившийся 14 мая 1960 года Лунин …»."""
    tokens = clause.sentence.tokens
    if participle and tokens[participle - 1].text == ",":
        return _ending_at(clause, participle - 1)
    heads = {tokens[participle].head, *(p.last for p in clause.periods if p.first == participle + 1)}
    return next((name for person, name in _named(clause) if heads & set(range(person.first, person.last))), None)


def _named_by(clause: Clause, subject: int, verb: int) -> Mention | None:
    """The name that a subject is, or that stands behind it as its title («композитор Александр Скрябин родился»)."""
    holders = {t.person for t in clause.titles if t.place == "before" and clause.roles[t.role].head == subject}
    titled = {t.person for t in clause.titles}
    found = [
        name
        for i, (person, name) in enumerate(_named(clause))
        if person.first <= subject < person.last
        or (i in holders and person.last <= verb)
        or (i in titled and person.last == verb)
    ]
    return found[0] if len(found) == 1 else None


def _before_bracket(tokens: Sequence[Token], i: int) -> int:
    """Where a bracket that closes right before token i opens; i itself where none does."""
    opened = _opened(tokens, i - 1) if i and tokens[i - 1].text == ")" else None
    return i if opened is None else opened


def _child(token: Token) -> bool:
    """«родился сын», which the parser may fail to make the subject."""
    return token.case == "nomn" and token.pos == "NOUN"


def _meant(parse: Parse, number: int, before: Sequence[Mention]) -> Mention | None:
    """The only person in hand: of the sentence so far, else of the sentence before, else the text's main person."""
    last = parse.clauses[number - 1].names if number else ()
    for names in (before, last):
        heads = {parse.antecedents[n.key].key: n for n in names}
        if heads:
            main = parse.main
            known = [n for key, n in heads.items() if main is not None and key == main.key]
            return next(iter(heads.values())) if len(heads) == 1 else next(iter(known), None)
    return parse.main.head if parse.main is not None else None


def _may_be(parse: Parse, name: Mention, gender: str) -> bool:
    """Whether the verb's gender is not against the person's."""
    head = parse.antecedents[name.key]
    chain = next((c for c in parse.chains if c.key == head.key), None)
    return chain is None or chain.gender in (None, gender)


def _by_mark(parse: Parse, number: int) -> Iterator[tuple[Mention, str]]:
    """«Лунин (род. 14 мая 1960)», «Лунин, 1960 года рождения», «Лунин (1960 г. р.)»."""
    clause = parse.clauses[number]
    tokens = clause.sentence.tokens
    for i, token in enumerate(tokens):
        for mark in MARKS if token.low in MARK_WORDS else ():
            if _low(tokens, i, len(mark)) == mark:
                opened = _opened(tokens, i)
                name = _ending_at(clause, opened) if opened is not None else None
                date = _date_at(clause, i + len(mark))
                if name is not None and date is not None:
                    yield name, date
        start, date = _date_before_mark(clause, i)
        if date is not None:
            skipped = start - (tokens[start - 1].text in (",", "(")) if start else start
            name = _ending_at(clause, skipped)
            if name is not None:
                yield name, date


def _date_before_mark(clause: Clause, i: int) -> tuple[int, str | None]:
    """Where a date that ends in a year at token i begins, and the date, where words for birth follow it."""
    tokens = clause.sentence.tokens
    if i + 1 == len(tokens) or tokens[i + 1].low not in AFTER_WORDS:
        return i, None
    following = " ".join(t.low for t in tokens[i + 1 : i + 5])
    if not f"{following} ".startswith(AFTER):
        return i, None
    period = next((p for p in clause.periods if p.at is not None and p.first <= i < p.last), None)
    year = YEAR.match(tokens[i].low)
    return (period.first, period.at) if period is not None else (i, year[1] if year else None)


def _by_life(parse: Parse, number: int) -> Iterator[tuple[Mention, str]]:
    """«Лунин (14 мая 1960, Омск — 3 марта 2001)», «Лунин (1960—2001) — поэт»."""
    clause = parse.clauses[number]
    tokens = clause.sentence.tokens
    for person, name in _named(clause):
        i = person.last
        if i >= len(tokens) or tokens[i].text != "(":
            continue
        close = next((k for k in range(i, len(tokens)) if tokens[k].text == ")"), len(tokens))
        ends = [e for p in clause.periods if i < p.first < close for e in _ends(p)]
        lemma = person.first == 0 and close + 1 < len(tokens) and tokens[close + 1].text in DASHES
        if len(ends) == 2 and _date_at(clause, i + 1) == ends[0] and _is_life(ends[0], ends[1], lemma):
            yield name, ends[0]
        placed = len(ends) == 1 and any(t.name == "LOC" for t in tokens[i:close])
        if placed and lemma and len(ends[0]) == DAY and _date_at(clause, i + 1) == ends[0]:
            yield name, ends[0]


def _ends(period: Period) -> list[str]:
    return [date for date in (period.at, period.since, period.until) if date is not None]


def _is_life(born: str, died: str, lemma: bool) -> bool:
    """Whether two dates bound a life: days far apart, or years at the head of an entry («Лунин (1960—2001) — …»)."""
    years = int(died[:4]) - int(born[:4])
    return years >= LIFE if len(born) == len(died) == DAY else lemma and years >= LONG_LIFE


def _by_line(parse: Parse, number: int) -> Iterator[tuple[Mention, str]]:
    """«Дата рождения: 14.05.1960» of the person whom the form is about."""
    clause = parse.clauses[number]
    tokens = clause.sentence.tokens
    for i in range(len(tokens)):
        if _low(tokens, i, 2) == LINE:
            after = i + 2 + (i + 2 < len(tokens) and tokens[i + 2].text in (":", *DASHES))
            date = _date_at(clause, after)
            before = [name for person, name in _named(clause) if person.last <= i]
            name = _meant(parse, number, before) if date is not None else None
            if name is not None and date is not None:
                yield name, date


def _date_at(clause: Clause, i: int) -> str | None:
    """The date or bare year that begins at token i."""
    tokens = clause.sentence.tokens
    period = next((p for p in clause.periods if p.first == i), None)
    if period is not None:
        return period.at or period.since
    i += i < len(tokens) and tokens[i].low in ("в", "около")
    year = YEAR.match(tokens[i].low) if i < len(tokens) else None
    return year[1] if year else None


def _opened(tokens: Sequence[Token], i: int) -> int | None:
    """Where the bracket around token i opens."""
    depth = 0
    for k in range(i - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(tokens[k].text, 0)
        if depth < 0:
            return k
    return None


def _ending_at(clause: Clause, i: int) -> Mention | None:
    """The name that ends right before token i, an age between («Лунину 73 года (1944 г. р.)») left out."""
    tokens = clause.sentence.tokens
    if i > 2 and tokens[i - 1].low in YEARS_OLD and tokens[i - 2].text.isdigit():
        i -= 2 + (tokens[i - 3].text == ",")
    return next((name for person, name in _named(clause) if person.last == i), None)


def _low(tokens: Sequence[Token], i: int, length: int) -> tuple[str, ...]:
    return tuple(t.low for t in tokens[i : i + length])


Rule = Callable[[Parse, int], Iterator[tuple[Mention, str]]]
# each with the words without which it finds nothing in a sentence
RULES: tuple[tuple[Rule, frozenset[str]], ...] = (
    (_by_verb, frozenset(VERBS)),
    (_by_mark, MARK_WORDS | {"рождения", "г.р", "г.р."}),
    (_by_life, frozenset("(")),
    (_by_line, frozenset(LINE[:1])),
)
TOLD = frozenset(word for _, words in RULES for word in words)
