"""Timing: which of a sentence's periods is that of a verb, or of a role."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from kadry.claim import Change
from kadry.extractors.frames import Frame
from kadry.russian.dates import Period, later, term_years
from kadry.russian.marks import DASHES
from kadry.russian.parse import Clause, Parse
from kadry.russian.roles import Role
from kadry.russian.triggers import Trigger
from kadry.russian.yearless import yearless

NEAR = 2  # sentences before one that tell of which year it is
JOINTS = frozenset((",", "и", "в", "а", "также", "затем"))


def period_of(
    parse: Parse, number: int, frame: Frame, triggers: Sequence[Trigger], change: Change | None
) -> Period | None:
    """The period of what a frame tells: behind its last role, else the one nearest to its verb.

    What publication tells («9 мая», «вчера») counts where it is of a change, or behind «с», and the text tells of no
    other year.
    number: of the sentence; triggers: all of it.
    """
    clause, trigger = parse.clauses[number], frame.trigger
    period = _beside(clause, frame) or _nearest(clause, trigger, triggers, clause.periods)
    if period is None and _is_news(parse, number):
        told = yearless(clause.sentence.tokens, parse.document.published)
        told = told if change is not None else (p for p in told if _begins(clause, p))
        period = _nearest(clause, trigger, triggers, told)
    if period is not None and change == "dismissed":
        return _ending(clause, frame, period)
    return _planned(clause, trigger, triggers, period)


def _ending(clause: Clause, frame: Frame, period: Period) -> Period:
    """«освобождён с 1 мая» tells when a post ended, «директор с 1 мая, уволен» when it began."""
    titled = not frame.roles and any(0 <= period.first - role.end <= 1 for role in clause.roles)
    if titled or period.since is None or period.until is not None:
        return period
    return replace(period, since=None, at=period.since)


def _begins(clause: Clause, period: Period) -> bool:
    """«с 1 мая исполняет», «с прошлого года возглавляет»."""
    return period.first > 0 and clause.sentence.tokens[period.first - 1].low in ("с", "со")


def _is_news(parse: Parse, number: int) -> bool:
    """Whether no sentence near by tells of another year than that of publication."""
    published = parse.document.published
    near = (p for clause in parse.clauses[max(0, number - NEAR) : number + 1] for p in clause.periods)
    years = {day[:4] for p in near for day in (p.at, p.since, p.until) if day is not None}
    return published is not None and years <= {published[:4]}


def _beside(clause: Clause, frame: Frame) -> Period | None:
    """The period right after the last role: «секретарём парткома на срок 2025–2030 годов»."""
    if not frame.roles or frame.roles[-1].start < frame.trigger.token:
        return None
    end, tokens = frame.roles[-1].end, clause.sentence.tokens
    near = (p for p in clause.periods if 0 <= p.first - end <= 2)
    return next((p for p in near if all(t.text != "," for t in tokens[end : p.first])), None)


def _planned(clause: Clause, trigger: Trigger, triggers: Sequence[Trigger], period: Period | None) -> Period | None:
    """The period with the end that is only planned: «избран на пять лет», «останется до 2030 года»."""
    if period is None:
        return None
    if trigger.time == "future" and period.until is not None:
        return replace(period, planned=True)
    if trigger.kind != "appoint" or period.at is None:
        return period
    end = min([t.token for t in triggers if t.token > trigger.token], default=len(clause.sentence.tokens))
    years = term_years(clause.sentence.tokens, trigger.token, end)
    return (
        period
        if years is None
        else replace(period, at=None, since=period.at, until=later(period.at, years), planned=True)
    )


def further(clause: Clause, period: Period | None) -> list[Period]:
    """The spans that «и» or a comma joins to a span: «в 2006–2011 и 2015–2018 годах»."""
    if period is None or period.since is None or period.until is None:
        return []
    tokens = clause.sentence.tokens
    spans = [p for p in clause.periods if p.since is not None and p.until is not None and p != period]
    return [
        p for p in spans if all(t.low in JOINTS for t in tokens[min(p.last, period.last) : max(p.first, period.first)])
    ]


def bracketed(clause: Clause, role: Role) -> Period | None:
    """«вице-губернатором (2006–2011), губернатором»: a period in a bracket behind a role is that one's alone."""
    tokens = clause.sentence.tokens
    behind = (p for p in clause.periods if p.first == role.end + 1 and tokens[role.end].text == "(")
    return next(behind, None)


def _is_of_gap(clause: Clause, period: Period) -> bool:
    """«стал директором, а с 2005 года — советником»: a period behind which a dash goes on with a further role."""
    dash = period.last < len(clause.sentence.tokens) and clause.sentence.tokens[period.last].text in DASHES
    return dash and any(role.start == period.last + 1 and role.case == "ablt" for role in clause.roles)


def _is_inserted(clause: Clause, period: Period, verb: int) -> bool:
    """«Партию, | созданную в 2010 году, | возглавил Ким»: a period in a participle's clause between body and verb."""
    tokens = clause.sentence.tokens
    opens = next((k for k in range(period.first - 1, -1, -1) if tokens[k].text == ","), -1)
    closes = next((k for k in range(period.last, verb) if tokens[k].text == ","), -1)
    if opens < 0 or closes < 0 or any(t.verb == "Fin" for t in tokens[opens:verb]):
        return False
    first = next((t for t in tokens[opens + 1 : period.first] if t.pos != "ADV"), None)
    return first is not None and first.verb == "Part"


def _nearest(clause: Clause, trigger: Trigger, triggers: Sequence[Trigger], periods: Iterable[Period]) -> Period | None:
    """The one of some periods that is nearer to this verb than to any other, with at most one comma on the way."""
    tokens = clause.sentence.tokens

    def distance(period: Period, verb: int) -> tuple[int, int]:
        low, high = sorted((period.first, verb))
        return sum(tokens[k].text in ",;" for k in range(low, high)), high - low

    periods = [p for p in periods if not (_is_of_gap(clause, p) or _is_inserted(clause, p, trigger.token))]
    triggers = [t for t in triggers if not (tokens[t.token].pos == "AUX" and tokens[t.token].head == trigger.token)]
    own = [p for p in periods if min(triggers, key=lambda t: distance(p, t.token)).token == trigger.token]
    best = min(own, key=lambda p: distance(p, trigger.token), default=None)
    return best if best is not None and distance(best, trigger.token)[0] <= 1 else None
