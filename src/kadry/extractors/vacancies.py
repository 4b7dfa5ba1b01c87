"""Vacancies: posts that nobody holds («пост министра вакантен», «до назначения нового мэра»)."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from kadry.extractors.parties import Party
from kadry.extractors.stages import Stage
from kadry.extractors.turnover import COMING, departed
from kadry.mention import Status
from kadry.russian.handovers import ACTING, copula, is_negated, is_noun, is_unfilled, is_vacant, time, verb
from kadry.russian.roles import Role
from kadry.russian.words import forms

REACH = 9  # tokens between a post and what says that it is vacant
SURE, UNSURE = 0.8, 0.65
_STATUS: Mapping[str, Status] = {"past": "former", "present": "current", "future": "future"}


class Vacancy(Struct, frozen=True):
    """That a post is vacant, by the word at a token; before: who left it."""

    token: int
    role: Role
    status: Status
    confidence: float
    before: Party | None = None


def vacancies(stage: Stage) -> Iterator[Vacancy]:
    """The vacancies of which a sentence tells, each post once."""
    seen: set[int] = set()
    for found in (*_said(stage), *_until(stage)):
        if found.role.start not in seen:
            seen.add(found.role.start)
            yield found


def _said(stage: Stage) -> Iterator[Vacancy]:
    """«пост министра вакантен», «вакантный пост министра», «должность пустует»."""
    for i, token in enumerate(stage.tokens if stage.placed else ()):
        group = _group(stage, i)
        role = _subject(stage, i) if group else None
        attribute = (role is None and group == "vacant") or (group == "freed" and token.verb == "Part")
        if role is None and attribute:
            role = next((r for r in stage.placed if r.start == i + 2), None)
        status = None if role is None else _attributed(stage) if attribute else _status(stage, i, group)
        if role is not None and status is not None:
            yield Vacancy(i, role, status, SURE, next((p for p in stage.parties if departed(stage, p)), None))


def _group(stage: Stage, i: int) -> str:
    """How a word says that something is vacant; "" where it does not."""
    low = stage.tokens[i].low
    if is_unfilled(stage.tokens, i):
        return "unfilled"
    told = verb(low)
    return told[0] if told is not None and told[0] in ("empty", "freed") else "vacant" if is_vacant(low) else ""


def _subject(stage: Stage, i: int) -> Role | None:
    """The post of which a word is said: «пост министра пустует»."""
    if is_vacant(stage.tokens[i].low) and not _predicative(stage, i):
        return None
    tokens = stage.tokens
    fitting = [r for r in stage.placed if tokens[r.start - 1].case in ("nomn", "accs")]
    fitting = [r for r in fitting if r.start < 2 or tokens[r.start - 2].pos != "ADP"]
    near = [r for r in fitting if r.end <= i <= r.end + REACH or i < r.start <= i + 3]
    return min(near, key=lambda r: abs(r.start - i), default=None)


def _predicative(stage: Stage, i: int) -> bool:
    """Whether an adjective is what is said: in its short form, or with a verb of being."""
    short = any(f.kind in ("ADJS", "PRTS") for f in forms(stage.tokens[i].low))
    return short or copula(stage.tokens, i) is not None


def _status(stage: Stage, i: int, group: str) -> Status | None:
    tokens = stage.tokens
    if group == "unfilled":
        return "current"
    at = copula(tokens, i) if group == "vacant" else i
    if is_negated(tokens, i) or (at is not None and is_negated(tokens, at)):
        return "denied"
    if at is None:
        return "current"
    told = time(tokens, at, next((f.kind for f in forms(tokens[at].low) if f.kind in ("VERB", "INFN")), "VERB"))
    if group == "freed" or _became(tokens[at].low):
        return "future" if told == "future" else "current"
    return _STATUS[told]


def _became(low: str) -> bool:
    """«стал вакантным», «остался вакантным»."""
    return any(f.lemma in ("стать", "остаться") for f in forms(low))


def _attributed(stage: Stage) -> Status | None:
    """«на вакантный пост назначен Ким» fills it; what an election or a search is for is vacant still."""
    if any(t.kind in COMING for t in stage.triggers):
        return "former"
    return "current" if any(is_noun(t.low, "opening") for t in stage.tokens) else None


def _until(stage: Stage) -> Iterator[Vacancy]:
    """«до назначения нового прокурора обязанности исполняет Ким»."""
    lows = [t.low for t in stage.tokens]
    for i in range(len(lows) - 2):
        if lows[i] == "до" and is_noun(lows[i + 1], "until") and not ACTING.isdisjoint(lows):
            named = (r for r in stage.clause.roles if r.start == i + 2 and not r.plural)
            role = next(iter(stage.placed), None) or next(named, None)
            if role is not None:
                yield Vacancy(i + 1, role, "current", UNSURE)
