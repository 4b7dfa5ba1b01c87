"""Titles: roles that stand beside a name («член Политбюро, президент Лыонг Кыонг, глава делегации»)."""

from collections.abc import Iterator

from msgspec.structs import replace

from kadry.claim import RoleClaim
from kadry.extractors.linking import Meaning, claim_of
from kadry.extractors.people import has_died
from kadry.extractors.shared import shared
from kadry.extractors.workplaces import behind
from kadry.russian import lexicon
from kadry.russian.apposition import PRONOUNED
from kadry.russian.asides import time_before
from kadry.russian.bodies import Body
from kadry.russian.dates import Period
from kadry.russian.marks import DASHES
from kadry.russian.parse import Clause, Parse
from kadry.russian.roles import Role
from kadry.russian.words import lemmas, noun_lemmas

RULE = "titles@1"
CONFIDENCE = {"before": 0.95, "after": 0.92}
POWERS = frozenset(("полномочие", "мандат", "контракт", "срок"))
ENDING = frozenset(
    "истекать истечь заканчиваться закончиться завершаться завершиться продлить продлеваться кончаться".split()
)
OPENING = DASHES | {",", ";", "("}  # what stands before the period of a title behind its name
# adverbs that open a sentence for its verb, not for the title behind («Ранее мэр Ким сообщил …»)
OPENERS = frozenset(("ранее", "раньше", "прежде"))
STEP = 0.02  # what each further mark between role and name costs


def extract(parse: Parse) -> Iterator[RoleClaim]:
    """A claim for each role that apposition gives to a person."""
    for clause in parse.clauses:
        for index in sorted({title.role for title in clause.titles}):
            if not clause.roles[index].event:
                yield from _claims(parse, clause, index)


def _claims(parse: Parse, clause: Clause, index: int) -> Iterator[RoleClaim]:
    own = {title.person: title for title in clause.titles if title.role == index}
    for person, said in shared(clause, index):
        title = own.get(person)
        body = behind(clause, person, index)
        body = _joined_country(clause, said) if body is None else body
        role = said if body is None else replace(said, body=body)
        confidence = max(0.7, CONFIDENCE[title.place] - STEP * (title.links - 1)) if title else 0.7
        told = (p for p in clause.periods if p.at is None and _tells(clause, role, person, p))
        period = min(told, key=lambda p: abs(p.first - role.start), default=None) or _term(clause, role)
        ended = period is not None and period.until is not None and not period.planned
        past = ended or _is_earlier(clause, role, person) or has_died(clause, role, person)
        meaning = Meaning(status="former" if past else None, period=period)
        yield claim_of(parse, clause.names[person], role, (RULE, round(confidence, 2)), meaning)


def _joined_country(clause: Clause, role: Role) -> Body | None:
    """«президент Израиля Ким и премьер-министр Пак»: the country of the national post that «и» joins to this one."""
    national = lexicon.particles("national_post")
    if role.lemma not in national or role.body is not None or role.employer is not None or role.possessive is not None:
        return None
    tokens = clause.sentence.tokens
    if not role.start or tokens[role.start - 1].low != "и" or role.status != "current":
        return None
    ends = {clause.persons[t.person].last: clause.roles[t.role] for t in clause.titles if t.place == "before"}
    before = ends.get(role.start - 1)
    if before is None or before.lemma not in national - {role.lemma} or before.case != role.case:
        return None
    return before.body if before.body is not None and before.body.kind == "country" else None


def _is_earlier(clause: Clause, role: Role, person: int) -> bool:
    """Whether words before a title put it before the time of the text, not «Ранее мэр Ким сообщил» of the verb."""
    tokens = clause.sentence.tokens
    length, group = time_before(tokens, role.start)
    if not length and role.start and tokens[role.start - 1].low == "и":
        return any(_is_earlier(clause, r, person) for r in clause.roles if r.end == role.start - 1)
    if group == "sequence":  # «в прошлом — прокурор, а затем судья»
        start = role.start - length - (tokens[role.start - length - 1].low == "а")
        before = (r for r in clause.roles if r.end == start - 1 and tokens[r.end].text == ",")
        return any(_is_earlier(clause, r, person) for r in before)
    opens = role.start == length == 1 and tokens[0].low in OPENERS
    return group == "earlier" and not (opens and _is_told_before(clause, role, person))


def _is_told_before(clause: Clause, role: Role, person: int) -> bool:
    """«Ранее мэр, бывший депутат Ким сообщил»: a title before a name, which a verb in the past has as its subject."""
    start = clause.persons[person].first
    if start <= role.end:
        return start == role.end
    tokens = clause.sentence.tokens
    verb = tokens[role.head].head
    return tokens[role.head].rel.startswith("nsubj") and verb >= start and tokens[verb].tense == "Past"


def _term(clause: Clause, role: Role) -> Period | None:
    """«Полномочия сенатора Ким истекают в октябре 2027 года», «продлены до 2028 года»: the end of a term."""
    tokens = clause.sentence.tokens
    noun = role.start - 1 - (role.start > 1 and tokens[role.start - 1].low in ("с", "со"))  # «контракт с тренером»
    if noun < 0 or POWERS.isdisjoint(noun_lemmas(tokens[noun].low)):
        return None
    verb = next((i for i in range(role.end, len(tokens)) if not ENDING.isdisjoint(lemmas(tokens[i].low))), None)
    if verb is None:
        return None
    period = next((p for p in clause.periods if p.first - verb in (1, 2)), None)
    end = (period.until or period.at) if period is not None and period.since is None else None
    if period is None or end is None:
        return None
    over = tokens[verb].tense == "Past" and period.at is not None
    return replace(period, at=None, until=end, planned=not over)


def _tells(clause: Clause, role: Role, person: int, period: Period) -> bool:
    """Whether a period is the title's: right after it, before it with a dash, before the name of «Ким — директор»."""
    tokens = clause.sentence.tokens
    between = [t.text for t in tokens[role.end : period.first]]
    if period.first >= role.end:
        return between in ([], ["("], ["в"])
    named = clause.persons[person]
    if period.last == role.start and named.last <= period.first:
        start = period.first - (tokens[period.first - 1].low in ("в", "во"))
        return start == named.last or tokens[start - 1].text in OPENING
    if period.last >= role.start:
        return False
    if named.first == period.last:
        return named.last < role.start and tokens[named.last].text in DASHES
    return all(t.text in DASHES or t.low in PRONOUNED for t in tokens[period.last : role.start])
