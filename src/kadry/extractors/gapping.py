"""Gapping: a dash in the place of a verb that was said before («назначены: Орлов — министром, послом — Ким»)."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from kadry.extractors.linking import verbal_role
from kadry.extractors.standing import start_of
from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.marks import DASHES
from kadry.russian.parse import Clause
from kadry.russian.roles import Role
from kadry.russian.triggers import Trigger, is_post, role_made
from kadry.russian.words import can_be

GOVERNING = frozenset(("appoint", "become", "hold"))
LEAVING = frozenset(("dismiss", "leave"))
# what stands before a noun for a post, and the verbs that it goes with
SIDES = {"от": LEAVING, "с": LEAVING, "на": GOVERNING}
JOINTS = frozenset((",", "и", "а", "также"))
PLACING = frozenset(("в", "во", "при", "на"))
NAMING = frozenset(("ADP", "ADJ", "NOUN", "PROPN"))
REACH = 10  # tokens of the place where a post is held
LISTED = frozenset(":;")  # what a line ends in after which its verb goes on


class Gap(Struct, frozen=True):
    """A role in the instrumental, the index of the person that a dash parts from it."""

    role: Role
    person: int


def gaps(clause: Clause) -> Iterator[Gap]:
    """Every role and name between which only a place and a dash stand, the role in the case that a verb calls for."""
    tokens = clause.sentence.tokens
    for role in clause.roles:
        if role.event:
            continue
        if role.case != "ablt":
            yield from _of_post(clause, role)
            continue
        end = _placed(clause, role)
        other = next((r for r in clause.roles if _dash(tokens, end, r.start) and r.case == "ablt"), None)
        named = None if other is None else next((i for i, p in enumerate(clause.persons) if p.first == other.end), None)
        if other is not None and named is not None:  # «заместителем — министром финансов Ким»
            yield from (Gap(role, named), Gap(other, named))
            continue
        behind = (i for i in range(len(clause.persons)) if _dash(tokens, end, _start(clause, i, role)))
        row = _row(clause, next(behind, None))
        if role.plural:
            yield from (Gap(role, i) for i in row if len(row) > 1)
            continue
        before = (i for i, person in enumerate(clause.persons) if _dash(tokens, person.last, role.start))
        yield from (Gap(role, i) for i in sorted({*before, *row[:1]}))


def headed(clause: Clause, triggers: Sequence[Trigger]) -> Iterator[tuple[Trigger, Gap]]:
    """«Оргкомитет возглавит Ким, а программный комитет — Пак»: a verb of heading with what it would give once more."""
    verbs = [t for t in triggers if t.kind == "head" and role_made(t.lemma) and not t.modifier]
    for body in clause.bodies if verbs else ():
        behind = (
            i for i, p in enumerate(clause.persons) if _dash(clause.sentence.tokens, body.last, start_of(clause, i))
        )
        verb = next((t for t in reversed(verbs) if t.token < body.first), None)
        person = next(behind, None)
        if verb is not None and person is not None and can_be(clause.sentence.tokens[body.head], _governed(verb)):
            yield verb, Gap(verbal_role(role_made(verb.lemma), body.last, body), person)


def _governed(verb: Trigger) -> str:
    """The case in which a verb of heading has its body."""
    return lexicon.verbs()[verb.lemma].governs


def _start(clause: Clause, index: int, role: Role) -> int:
    """Where a name begins, with the titles before it other than a role that a dash parts from it."""
    own = any(t.person == index and clause.roles[t.role] is role for t in clause.titles)
    return clause.persons[index].first if own else start_of(clause, index)


def _of_post(clause: Clause, role: Role) -> Iterator[Gap]:
    """«Пак — от должности директора», «на пост ректора — Ли»: a dash before the noun for a post, or behind the post."""
    tokens, start = clause.sentence.tokens, role.start - 2
    if start < 2 or role.case != "gent" or tokens[start].low not in SIDES or not is_post(tokens[start + 1].low, False):
        return
    for i, person in enumerate(clause.persons):
        if _dash(tokens, person.last, start) or _dash(tokens, role.end, start_of(clause, i)):
            yield Gap(role, i)


def _placed(clause: Clause, role: Role) -> int:
    """The end of a role with the place where it is held: «послом | в Лаосе и по совместительству в Камбодже»."""
    tokens, end = clause.sentence.tokens, role.end
    if end >= len(tokens) or tokens[end].low not in PLACING:
        return end
    while end < len(tokens) and end - role.end < REACH and (tokens[end].pos in NAMING or tokens[end].low in JOINTS):
        end += 1
    return end


def _row(clause: Clause, first: int | None) -> list[int]:
    """A person and those whom commas and «и» join to him: «заместителями — Ким, министр Ли и Пак»."""
    if first is None:
        return []
    row, respect = [first], lexicon.particles("honorific")
    for i in range(first + 1, len(clause.persons)):
        between = clause.sentence.tokens[clause.persons[i - 1].last : start_of(clause, i)]
        if not between or any(t.low not in JOINTS and t.low not in respect for t in between):
            break
        row.append(i)
    return row


def without(clause: Clause, found: Sequence[Gap]) -> Clause:
    """The clause in which no verb governs the roles of gaps."""
    if not found:
        return clause
    taken = {gap.role.start for gap in found}
    return replace(clause, roles=tuple(replace(r, event=True) if r.start in taken else r for r in clause.roles))


def told_by(
    clause: Clause, found: Sequence[Gap], triggers: Sequence[Trigger], before: Trigger | None
) -> Iterator[tuple[Trigger, Gap]]:
    """The verb for which the dash of each gap stands: the last one before it in the sentence, else the list's."""
    tokens = clause.sentence.tokens
    for gap in found:
        kinds = SIDES.get(tokens[gap.role.start - 2].low, GOVERNING) if gap.role.case == "gent" else GOVERNING
        own = [t for t in triggers if t.token < gap.role.start and t.kind in kinds and not t.modifier]
        verb = own[-1] if own else before
        if verb is not None and verb.kind in kinds:
            yield verb, gap


def governing(triggers: Sequence[Trigger]) -> list[Trigger]:
    """The triggers that can give a role to somebody, in order."""
    return [t for t in triggers if t.kind in GOVERNING and not t.modifier]


def goes_on(clause: Clause) -> bool:
    """Whether the next sentence may leave out this one's verb: it opens a list, or is a line of one."""
    return clause.sentence.tokens[-1].text in LISTED


def _dash(tokens: Sequence[Token], start: int, end: int) -> bool:
    return end - start == 1 and tokens[start].text in DASHES
