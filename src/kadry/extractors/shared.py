"""Plural titles that tell each person's own body or field («министры Казахстана и Киргизии Абишев и Осмонов»)."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from kadry.russian.bodies import Body
from kadry.russian.parse import Clause
from kadry.russian.roles import Role, leads
from kadry.russian.words import case_of, forms, nominative

PLACES = frozenset(("country", "place"))
LINKS = frozenset((",", "и", "а", "также"))
FIELDED = frozenset(("министр", "замминистра", "вице-министр", "нарком"))
JOINT = re.compile(r", | и ")


def shared(clause: Clause, index: int) -> Iterator[tuple[int, Role]]:
    """Each person of a role's titles with the role as it is that person's: in the body, or field, that is his."""
    role = clause.roles[index]
    people = sorted(t.person for t in clause.titles if t.role == index)
    own = apart(clause, role, len(people))
    yield from zip(people, own or (role,) * len(people), strict=True)
    if people and not own and role.plural and role.body is not None:
        yield from _elliptic(clause, role, people[-1])


def apart(clause: Clause, role: Role, count: int) -> Sequence[Role]:
    """The role as each of ``count`` people has it, in the order in which they are named; () where it is one for all."""
    if not role.plural or count < 2:
        return ()
    fields = _fields(role)
    if len(fields) == count:
        return [replace(role, normal=normal) for normal in fields]
    bodies = _row(clause, role.body) if role.body is not None else []
    if len(bodies) == 1 and leads(role):
        bodies *= count  # «директорами школ стали Ким и Пак»
    return [replace(role, body=body) for body in bodies] if len(bodies) == count else ()


def _fields(role: Role) -> list[str]:
    """«Министры обороны и иностранных дел»: the post with each of its fields."""
    head, _, fields = role.normal.partition(" ")
    return [f"{head} {field}" for field in JOINT.split(fields)] if head.lower() in FIELDED else []


def _row(clause: Clause, first: Body) -> list[Body]:
    """The bodies that «и» joins to the first, each with the head noun that they share."""
    found = [_single(clause, first)]
    for body in clause.bodies:
        if found[-1].last < body.first and _linked(clause, found[-1].last, body.first):
            found.append(_single(clause, _likewise(clause, found[0], body)))
    return [_completed(clause, body, found[-1]) for body in found]


def _likewise(clause: Clause, first: Body, body: Body) -> Body:
    """«МИД России и | Украины» as МИД Украины."""
    tokens = clause.sentence.tokens
    stated, _, country = first.normal.rpartition(" ")
    if body.kind != "country" or first.kind in PLACES or not stated or country != tokens[first.last - 1].text:
        return body
    other = " ".join(t.text for t in tokens[body.first : body.last])
    return replace(body, normal=f"{stated} {other}", kind=first.kind)


def _single(clause: Clause, body: Body) -> Body:
    """«правительств Чехии и Словакии»: each of the two has one."""
    head = clause.sentence.tokens[body.first]
    if body.head != body.first or not head.plural or not head.text.islower():
        return body
    one = nominative(head, case_of(head), singular=True)
    return replace(body, normal=f"{one} {body.normal.partition(' ')[2]}".strip())


def _linked(clause: Clause, start: int, end: int) -> bool:
    return all(t.low in LINKS for t in clause.sentence.tokens[start:end])


def _completed(clause: Clause, body: Body, last: Body) -> Body:
    """«Омской» and «Томской областей» as Омская область and Томская область."""
    tokens = clause.sentence.tokens
    adjective, noun = tokens[body.first], tokens[min(last.first + 1, last.last - 1)]
    alone = body.last - body.first == 1 or (body is last and last.last - last.first > 1)
    nouns = [f for f in forms(noun.low) if f.kind == "NOUN" and f.number == "plur"]
    if not alone or not nouns or not _is_adjective(adjective.low) or not _is_adjective(tokens[last.first].low):
        return body
    words = (
        nominative(adjective, case_of(adjective), singular=True, gender=nouns[0].gender),
        nominative(noun, case_of(noun), singular=True),
        *(t.text for t in tokens[last.first + 2 : last.last]),  # «Ленинского и Южного районов | Омска»
    )
    return replace(body, normal=" ".join(words))


def _is_adjective(low: str) -> bool:
    return any(f.kind == "ADJF" for f in forms(low)[:2])


def _elliptic(clause: Clause, role: Role, person: int) -> Iterator[tuple[int, Role]]:
    """«президенты Армении Тигран Сафарян | и Грузии Леван Чхеидзе»."""
    while person + 1 < len(clause.persons):
        last, first = clause.persons[person].last, clause.persons[person + 1].first
        body = next((b for b in clause.bodies if b.first > last and b.last == first and b.case == "gent"), None)
        if body is None or not _linked(clause, last, body.first):
            return
        person += 1
        yield person, replace(role, body=body)
