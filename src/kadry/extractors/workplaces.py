"""Workplaces that are told apart from the role: behind a name («эксперт Ким из Минфина»), beside a verb of work.

«работает в Минфине экономистом» and «работает экономистом в Минфине» are one claim, as «экономист Минфина» is.
"""

from collections.abc import Collection

from msgspec.structs import replace

from kadry.extractors.frames import Frame
from kadry.extractors.governed import BEGINNING, WORK, Governed
from kadry.russian.bodies import Body
from kadry.russian.marks import CLOSING, OPENING
from kadry.russian.memberships import GROUPS, Membership, Way
from kadry.russian.parse import Clause
from kadry.russian.roles import Role
from kadry.russian.triggers import is_post

CLAUSE = 8  # tokens from «где» to what its verb tells
OPENING_REACH = 8  # tokens from a bracket to a title in it
BEHIND: frozenset[Way] = frozenset(("from", "brackets"))
PRESIDED, JUDGE = ("под", "председательством"), "судья"
PLACES = frozenset(("в", "во", "на", "за"))
SIDES = frozenset(("в", "во", "за"))  # «на чемпионате дебютировал Ким»
BETWEEN = frozenset((*OPENING, *CLOSING, "'", ",", "и", ":", "состав", "составе", "стороне"))


def behind(clause: Clause, person: int, index: int) -> Body | None:
    """The body behind a person's name, before the bracket around both, or over which a judge presides; else None."""
    role = clause.roles[index]
    if _is_free(role) and (around := _around(clause, person, role) or _presided(clause, role)) is not None:
        return around
    if not clause.memberships or not _is_free(role) or role.plural or _nearest(clause, person) != index:
        return None
    told = [m for m in clause.memberships if m.person == person and m.way in BEHIND]
    return told[0].body if len(told) == 1 and _suits(told[0], role) else None


def _around(clause: Clause, person: int, role: Role) -> Body | None:
    """«фирма „Волна“ (директор — Ким)»: the body right before the bracket in which a title and its bearer stand."""
    tokens = clause.sentence.tokens
    named = clause.persons[person]
    near = range(role.start - 1, max(0, role.start - OPENING_REACH), -1) if named.first >= role.end else ()
    opened = next((k for k in near if tokens[k].text == "("), 0)
    if not opened:
        return None
    if any(t.text in (")", ";") for t in tokens[opened : named.last]):
        return None
    end = opened - (tokens[opened - 1].text in CLOSING)
    return next((b for b in clause.bodies if b.last in (end, opened) and b.kind in GROUPS), None)


def _presided(clause: Clause, role: Role) -> Body | None:
    """«районный суд под председательством судьи Ким»: the court in which the judge sits who presides."""
    words = tuple([t.low for t in clause.sentence.tokens[max(0, role.start - 2) : role.start]])
    if words != PRESIDED or role.lemma != JUDGE:
        return None
    return next((b for b in clause.bodies if b.last == role.start - 2 and b.kind == "organ"), None)


def is_goal(clause: Clause, role: Role) -> bool:
    """«перешёл на должность директора»: a post that somebody comes to, not «должность директора перешла к Киму»."""
    tokens = clause.sentence.tokens
    return role.start > 1 and tokens[role.start - 2].low == "на" and is_post(tokens[role.start - 1].low, False)


def come_to(clause: Clause, frame: Frame) -> tuple[Role, ...]:
    """The roles of a frame, the post that somebody comes to in the body told beside it («перешёл в банк на пост»)."""
    first = frame.roles[0] if frame.roles else None
    if first is None or not (_is_free(first) and (first.case == "ablt" or is_goal(clause, first))):
        return frame.roles
    beside = row(clause, frame.trigger.token, PLACES) or row(clause, first.end - 1, PLACES)
    body = next(iter(beside), None) or Governed(clause).come_to(frame.trigger)
    return (replace(first, body=body), *frame.roles[1:]) if body is not None else frame.roles


def where(clause: Clause, frame: Frame) -> tuple[Role, ...]:
    """The roles of a frame, the first in the body of whose clause it is («фонд „Волна“, где Ким был директором»)."""
    first = frame.roles[0] if frame.roles else None
    if first is None or not _is_free(first) or first.role_class != "post":
        return frame.roles
    tokens, start = clause.sentence.tokens, min(first.start, frame.trigger.token)
    opened = next((k for k in range(start - 1, max(0, start - CLAUSE), -1) if tokens[k].low == "где"), 0)
    if opened < 2 or tokens[opened - 1].text != "," or any(t.verb or t.text == "," for t in tokens[opened:start]):
        return frame.roles
    body = next((b for b in clause.bodies if opened - 2 <= b.last <= opened - 1 and b.kind in GROUPS), None)
    housed = body is not None and tokens[body.head].name != "LOC"
    return (replace(first, body=body), *frame.roles[1:]) if housed else frame.roles


def worked(clause: Clause, frame: Frame) -> tuple[Role, ...]:
    """The roles of a frame, the one that a verb of work governs in the body beside it."""
    if not _is_work(frame) or all(not _is_free(r) for r in frame.roles):
        return frame.roles
    bodies = row(clause, frame.trigger.token, PLACES)
    own = capacity(clause, frame.trigger.token, bodies[0]) if bodies else None
    given = tuple(replace(r, body=bodies[0]) if r == own and _is_free(r) else r for r in frame.roles)
    return (*given[:1], *(_placed(clause, role) for role in given[1:]))


def _placed(clause: Clause, role: Role) -> Role:
    """«…, а раньше — аудитором в „Сфере“»: a further role of a verb of work in the body right behind it."""
    bodies = row(clause, role.end - 1, PLACES) if _is_free(role) else []
    return replace(role, body=bodies[0]) if bodies else role


def _is_work(frame: Frame) -> bool:
    return frame.trigger.lemma in WORK or frame.trigger.lemma in BEGINNING


def capacity(clause: Clause, verb: int, body: Body) -> Role | None:
    """The role in the instrumental behind a verb that stands beside a body, before or after it."""
    behind_verb = (r for r in clause.roles if r.case == "ablt" and r.start > verb)
    return next((r for r in behind_verb if r.start < body.first or _adjoins(clause, body.last, r.start)), None)


def row(clause: Clause, verb: int, places: Collection[str]) -> list[Body]:
    """The bodies behind a verb and its preposition, and those that a comma or «и» joins to them."""
    tokens = clause.sentence.tokens
    found: list[Body] = []
    end, opened = verb + 1, False
    for body in clause.bodies:
        if body.first < end:
            continue
        between = tokens[end : body.first]
        opened = opened or any(t.low in places for t in between)
        near = all(t.low in BETWEEN or t.low in places or t.pos in ("ADJ", "ADV") or t.case == "ablt" for t in between)
        if not (near and opened and body.kind in GROUPS and tokens[body.head].name != "LOC"):
            break
        found.append(body)
        end = body.last
    return found


def fronted(clause: Clause, verb: int) -> list[Body]:
    """«Раньше за „Каспий“ выступал …»: the body behind a preposition that ends before a verb, adverbs passed over."""
    tokens = clause.sentence.tokens
    end = verb
    while end and tokens[end - 1].pos in ("ADV", "PART"):
        end -= 1
    found = next(
        (b for b in clause.bodies if b.last == end or (b.last == end - 1 and tokens[b.last].text in CLOSING)), None
    )
    if found is None or found.kind not in GROUPS or tokens[found.head].name == "LOC":
        return []
    start = found.first - (found.first > 0 and tokens[found.first - 1].text in OPENING)
    return [found] if start and tokens[start - 1].low in SIDES else []


def _adjoins(clause: Clause, start: int, end: int) -> bool:
    """Whether nothing but adjectives, and the mark that closes a name, stands between two places."""
    return start <= end and all(t.pos == "ADJ" or t.text in CLOSING for t in clause.sentence.tokens[start:end])


def _is_free(role: Role) -> bool:
    """A role that names no body itself."""
    bare = role.body is None and role.employer is None and role.possessive is None
    return bare and role.role_class in ("post", "profession", "rank")


def _nearest(clause: Clause, person: int) -> int:
    """The role right before a name; -1 for none."""
    before = [t.role for t in clause.titles if t.person == person and t.place == "before"]
    return max(before, key=lambda i: clause.roles[i].start, default=-1)


def _suits(member: Membership, role: Role) -> bool:
    """Whether a role can be in such a body: a party in brackets tells whose man the holder of a post is, not where."""
    if role.role_class == "post":
        return member.way == "from" and member.body.kind != "party"
    return member.body.kind != "party" or member.way == "from"
