"""Decisions: phrases that name one, with number, date and title («указ президента от 5 мая 2024 года № 12 „О …“»).

Behind the noun stand, in any order and each once, the issuer in the genitive, the number, the date and the title.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.dates import YEAR_WORDS
from kadry.russian.issuers import Issuer, issuer_at
from kadry.russian.numbering import SIGNS, bare_number, date_at, is_mark, number_at
from kadry.russian.papers import ABOUT, decision_kind, decision_noun
from kadry.russian.parse import Clause
from kadry.russian.proper import opening
from kadry.russian.signs import DECISION
from kadry.russian.titles import quoted, spoken
from kadry.russian.words import forms, noun_lemmas

THIS_YEAR = [[word, "года"] for word in ("этого", "текущего", "сего", "нынешнего", "прошлого", "того")]
NONE = frozenset(("никакой", "всякий", "любой", "какой-либо", "никакой-либо"))
INNER = frozenset(("приказ", "распоряжение"))
POINTING = frozenset(("этом", "том", "нем", "ней", "них"))  # what a decision is about, told before
JOINTS = frozenset((",", "и"))
IDLE = frozenset((("в", "заключение"), ("в", "распоряжение"), ("в", "распоряжении"), ("по", "поручению")))


class Naming(Struct, frozen=True):
    """A phrase that names a decision: tokens ``first`` to ``last`` (half-open), ``head`` its noun.

    kind: act, common or paper; draft: a draft of it; number: as written; date: partial ISO; title: its tokens
    (half-open), quoted: it stands in quotation marks.
    """

    first: int
    last: int
    head: int
    type: str
    kind: str
    number: str | None = None
    signed: bool = False  # the number has its «№»
    date: str | None = None
    title: tuple[int, int] | None = None
    quoted: bool = False
    issuer: Issuer | None = None
    draft: bool = False


def find_namings(clause: Clause) -> list[Naming]:
    """Every phrase of a sentence that may name a decision, in order; further numbers make further ones."""
    tokens = clause.sentence.tokens
    found: list[Naming] = []
    end = 0
    for i in clause.signs.where(DECISION):
        noun = tokens[i].pos in ("NOUN", "PROPN") or "-" in tokens[i].text
        if i >= end and noun and (lemma := decision_noun(tokens[i].low)):
            naming = _named(clause, i, lemma)
            found += _dated_alike(tokens, [naming, *_further(clause, naming)])
            end = found[-1].last if naming.quoted or naming.title is None else naming.title[0]
    return _shared(tokens, found)


def _named(clause: Clause, head: int, lemma: str) -> Naming:
    """The naming whose noun is token ``head``, with all that stands behind it."""
    tokens = clause.sentence.tokens
    draft = _draft(tokens, head)
    type = lemma if draft is None else f"проект {tokens[head].low}"
    naming = Naming(
        head if draft is None else draft, head + 1, head, type, decision_kind(lemma), draft=_drafted(draft, lemma)
    )
    readers: tuple[Callable[[Clause, Naming, int], Naming | None], ...] = (_numbered, _dated, _titled, _issued, _passed)
    while naming.last < len(tokens) and not _closed(tokens, naming):
        at = naming.last + _bracket(clause, naming.last)
        found = next((n for read in readers if at < len(tokens) and (n := read(clause, naming, at))), None)
        if found is None:
            break
        naming = found
        if naming.last < len(tokens) and tokens[naming.last].text == ")" and at > 0:
            naming = replace(naming, last=naming.last + 1) if _opened(tokens, naming) else naming
    return naming


def _closed(tokens: Sequence[Token], naming: Naming) -> bool:
    """«отчет об исполнении указа № 5»: what follows belongs to the decision of which the title speaks."""
    return (
        naming.title is not None
        and not naming.quoted
        and any(decision_noun(t.low) for t in tokens[slice(*naming.title)] if t.pos in ("NOUN", "PROPN"))
    )


def _drafted(draft: int | None, lemma: str) -> bool:
    return draft is not None or lemma == "законопроект"


def _draft(tokens: Sequence[Token], head: int) -> int | None:
    """The token of «проект» before «закона»; adjectives may stand between."""
    i = head - 1
    while i > 0 and tokens[i].pos == "ADJ":
        i -= 1
    return i if i >= 0 and tokens[head].case == "gent" and _is_draft(tokens[i].low) else None


@lru_cache(maxsize=10_000)
def _is_draft(low: str) -> bool:
    return any(lexicon.decisions().get(f.lemma) == "draft" for f in forms(low))


def _bracket(clause: Clause, i: int) -> int:
    """1 where a bracket opens before a number or a date («постановление (№ 5 от …)»)."""
    tokens = clause.sentence.tokens
    inner = tokens[i + 1] if i + 1 < len(tokens) and tokens[i].text == "(" else None
    dated = any(p.first == i + 1 and p.at is not None for p in clause.periods)
    return int(inner is not None and (inner.low in SIGNS or inner.low == "от" or dated))


def _opened(tokens: Sequence[Token], naming: Naming) -> bool:
    """Whether a bracket that was opened in the phrase is still open."""
    inner = [t.text for t in tokens[naming.head : naming.last]]
    return inner.count("(") > inner.count(")")


def _numbered(clause: Clause, naming: Naming, i: int) -> Naming | None:
    if naming.number is not None:
        return None
    tokens = clause.sentence.tokens
    at = i + 1 if tokens[i].low in ("за", "под") or is_mark(tokens, i) else i
    found = number_at(tokens, at)
    if found is not None:
        return replace(naming, number=found[0], last=found[1], signed=True)
    plain = bare_number(tokens, i) if at == i and naming.date is None else None
    if plain is None or (naming.kind == "paper" and not _is_paper(tokens, naming.head, plain[0])):
        return None
    return replace(naming, number=plain[0], last=plain[1], signed=naming.kind == "paper")


def _is_paper(tokens: Sequence[Token], i: int, number: str) -> bool:
    """«исполнение Положения 114», «положение 41-QD/TW»: a capital within a sentence, or letters behind the digits."""
    return (number.isdigit() and i > 0 and tokens[i].capital) or ("/" in number and number[0].isdigit())


def _dated(clause: Clause, naming: Naming, i: int) -> Naming | None:
    """«от 5 мая 2024 года», «2020 года»; a day without its year is read over."""
    if naming.date is not None:
        return None
    tokens = clause.sentence.tokens
    at = i + 1 if tokens[i].low == "от" else i
    period = next((p for p in clause.periods if p.first == at and p.at is not None), None)
    if period is not None:
        return replace(naming, date=period.at, last=_past_year(tokens, period.last))
    written = date_at(tokens, at) if at < len(tokens) and at > i else None
    if written is not None:
        return replace(naming, date=written[0], last=_past_year(tokens, written[1]))
    day = at > i and at + 1 < len(tokens) and tokens[at].text.isdigit() and tokens[at + 1].low in lexicon.months()
    this_year = [t.low for t in tokens[at + 2 : at + 4]] in THIS_YEAR
    return replace(naming, last=at + 4 if this_year else at + 2) if day else None


def _passed(clause: Clause, naming: Naming, i: int) -> Naming | None:
    """«постановление, принятое | 6 мая 2011 г. под номером 207»: the day and number behind a participle."""
    tokens = clause.sentence.tokens
    if tokens[i].text != "," or i + 2 >= len(tokens) or not _is_issued(tokens[i + 1].low):
        return None
    return _dated(clause, naming, i + 2) or _numbered(clause, naming, i + 2)


@lru_cache(maxsize=10_000)
def _is_issued(low: str) -> bool:
    """«принятое», «подписанный», «датированный»."""
    return any(f.kind == "PRTF" and decision_kind(f.lemma) == "issue" for f in forms(low))


def _past_year(tokens: Sequence[Token], i: int) -> int:
    """The place behind «г.» or «года» at token i, where it stands there («от 1.09.2024 г.»)."""
    if i >= len(tokens) or tokens[i].low not in YEAR_WORDS:
        return i
    return i + 2 if i + 1 < len(tokens) and tokens[i + 1].text == "." and i + 2 < len(tokens) else i + 1


def _titled(clause: Clause, naming: Naming, i: int) -> Naming | None:
    if naming.title is not None:
        return None
    tokens = clause.sentence.tokens
    if opening(tokens, i):
        end = quoted(tokens, i)
        width = opening(tokens, i)
        marked = replace(naming, title=(i + width, end - width), quoted=True, last=end)
        return marked if end > i + 2 * width and _entitles(tokens, naming, i + width) else None
    if tokens[i].low in ABOUT and i + 1 < len(tokens) and opening(tokens, i + 1):
        return _titled(clause, naming, i + 1)  # «о „Об информации“»
    if tokens[i].low in ABOUT and tokens[i + 1 : i + 2] and tokens[i + 1].low in POINTING:
        return replace(naming, last=i + 2)  # «решение об этом (№ 5) принято»
    end = spoken(tokens, naming.first, i, {p.first: p.last for p in clause.persons})
    return replace(naming, title=(i, end), last=end) if end > i else None


def _entitles(tokens: Sequence[Token], naming: Naming, i: int) -> bool:
    """Whether words in quotation marks are a title: «Об охране», for an act any that begin with a capital."""
    return tokens[i].low in ABOUT or (naming.kind == "act" and tokens[i].capital)


def _issued(clause: Clause, naming: Naming, i: int) -> Naming | None:
    if naming.issuer is not None:
        return None
    issuer = issuer_at(clause, i) or _within(clause, naming, i)
    if issuer is None:
        return None
    tokens, last = clause.sentence.tokens, _past_term(clause.sentence.tokens, issuer.end)
    while last + 1 < len(tokens) and tokens[last].low in JOINTS and (other := issuer_at(clause, last + 1)):
        last = other.end  # «решение Политбюро и Секретариата № 5»
    return replace(naming, issuer=issuer, last=last)


def _within(clause: Clause, naming: Naming, i: int) -> Issuer | None:
    """«приказ по министерству № 5», «распоряжение по университету от 3 мая»: by a body to its own people."""
    tokens = clause.sentence.tokens
    if tokens[i].low != "по" or naming.type not in INNER or i + 1 >= len(tokens):
        return None
    issuer = issuer_at(clause, i + 1, "datv")
    end = tokens[issuer.end].low if issuer is not None and issuer.end < len(tokens) else ""
    return issuer if issuer is not None and issuer.type == "body" and end in ("от", "№") else None


def _past_term(tokens: Sequence[Token], i: int) -> int:
    """The place behind «XIII созыва», «двадцать девятого созыва» at token i, where it stands there."""
    end = next((k for k in range(i, min(i + 4, len(tokens))) if tokens[k].low == "созыва"), None)
    counted = end is not None and all(t.pos in ("ADJ", "NUM", "NOUN", "PROPN") for t in tokens[i:end])
    return end + 1 if counted and end is not None else i


def _further(clause: Clause, naming: Naming) -> Iterator[Naming]:
    """«постановления № 5 и № 6», «резолюций 18, 57 и 66»: each further number is a further decision."""
    tokens = clause.sentence.tokens
    while naming.number is not None and (at := _next(tokens, naming.last)) is not None:
        found = number_at(tokens, at) or (bare_number(tokens, at) if tokens[naming.head].plural else None)
        if found is None:
            return
        naming = replace(naming, first=at, number=found[0], last=found[1], date=None, title=None, quoted=False)
        for read in (_dated, _titled):
            naming = (read(clause, naming, naming.last) if naming.last < len(tokens) else None) or naming
        yield naming


def _dated_alike(tokens: Sequence[Token], row: Sequence[Naming]) -> list[Naming]:
    """«указы № 15 и 16 от 3 мая»: the date behind the last number is that of all where none has its own."""
    dated = [n.date for n in row if n.date is not None]
    alike = tokens[row[0].head].plural and len(dated) == 1 and row[-1].date is not None
    return [replace(n, date=dated[0]) for n in row] if alike else [*row]


def _next(tokens: Sequence[Token], i: int) -> int | None:
    """Where a further number may stand behind token i: past «и» or a comma, which may hang on the number («57,»)."""
    hanging = tokens[i - 1].text.endswith(",")
    at = i if hanging else i + 1
    return at if at < len(tokens) and (hanging or tokens[i].low in JOINTS) else None


def _shared(tokens: Sequence[Token], found: Sequence[Naming]) -> list[Naming]:
    """«Резолюции 18 и Заключения 121 о …»: the title of the last is that of those before it."""
    shared = list(found)
    for k in range(len(shared) - 2, -1, -1):
        left, right = shared[k], shared[k + 1]
        joined = right.first == left.last + 1 and tokens[left.last].low in JOINTS
        alike = tokens[left.head].case == tokens[right.head].case and left.number is not None
        if joined and alike and left.title is None and right.title is not None and not right.quoted:
            shared[k] = replace(left, title=right.title)
    return shared


def is_named(clause: Clause, naming: Naming) -> bool:
    """Whether a phrase names one decision, rather than decisions in general or something else."""
    tokens = clause.sentence.tokens
    if naming.number is not None:
        return naming.signed or naming.kind != "paper"
    before = tokens[naming.first - 1].low if naming.first else ""
    if naming.kind == "paper" or (before, tokens[naming.head].low) in IDLE:
        return False
    if naming.quoted:
        return True
    if tokens[naming.first].plural:
        return False
    told = naming.date is not None or (naming.issuer is not None and not naming.issuer.land)
    return told or (naming.kind == "act" and naming.title is not None)


def is_open(clause: Clause, naming: Naming) -> bool:
    """«готовится указ о премиях», «никакого приказа о закрытии»: nothing but a title tells one that is not made."""
    tokens = clause.sentence.tokens
    if naming.number is not None or naming.date is not None or naming.quoted or naming.draft:
        return False
    if naming.first and not NONE.isdisjoint(noun_lemmas(tokens[naming.first - 1].low)):
        return True
    verb = tokens[naming.head].head
    near = (k for k in (verb, naming.first - 1, naming.first - 2) if k >= 0 and tokens[k].verb)
    return any(_prepares(tokens[k].low) or "не" in (tokens[k - 1].low, tokens[k - 2].low) for k in near)


@lru_cache(maxsize=50_000)
def _prepares(low: str) -> bool:
    """Whether a verb says that a decision is still being made or only wished for."""
    return any(lexicon.decisions().get(f.lemma) == "prepare" for f in forms(low))


def is_resolved(clause: Clause, naming: Naming) -> bool:
    """«принял решение о создании комиссии», «принял решение рекомендовать»: with its issuer that names a decision."""
    tokens = clause.sentence.tokens
    if naming.kind == "paper" or tokens[naming.first].plural:
        return False
    return naming.title is not None or (naming.last < len(tokens) and tokens[naming.last].verb == "Inf")
