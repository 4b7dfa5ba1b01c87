"""Plural titles that tell each person's own body or field («министры Казахстана и Киргизии Абишев и Осмонов»)."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from kadry.russian.bodies import Body
from kadry.russian.parse import Clause
from kadry.russian.roles import Role
from kadry.russian.words import case_of, forms, nominative

PLACES = frozenset(("country", "place"))
LINKS = frozenset((",", "и", "а", "также"))
FIELDED = frozenset(("министр", "замминистра", "вице-министр", "нарком"))
JOINT = re.compile(r", | и ")


def shared(clause: Clause, index: int) -> Iterator[tuple[int, Role]]:
    """Each person of a role's titles with the role as it is that person's: in the body, or field, that is his."""
    role = clause.roles[index]
    people = sorted(t.person for t in clause.titles if t.role == index)
    fields = _fields(role) if role.plural and len(people) > 1 else []
    if len(fields) == len(people) > 1:
        yield from ((person, replace(role, normal=normal)) for person, normal in zip(people, fields, strict=True))
        return
    if not role.plural or role.body is None:
        yield from ((person, role) for person in people)
        return
    bodies = _row(clause, role.body, clause.persons[people[0]].first) if people else []
    if len(bodies) == len(people) > 1:
        yield from ((person, replace(role, body=body)) for person, body in zip(people, bodies, strict=True))
        return
    yield from ((person, role) for person in people)
    if people:
        yield from _elliptic(clause, role, people[-1])


def _fields(role: Role) -> list[str]:
    """«Министры обороны и иностранных дел»: the post with each of its fields."""
    head, _, fields = role.normal.partition(" ")
    return [f"{head} {field}" for field in JOINT.split(fields)] if head.lower() in FIELDED else []


def _row(clause: Clause, first: Body, end: int) -> list[Body]:
    """The bodies that «и» joins to the first before token ``end``, each with the head noun that they share."""
    found = [_single(clause, first)]
    for body in clause.bodies:
        if found[-1].last < body.first < end and _linked(clause, found[-1].last, body.first):
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
    if body.kind in PLACES or body.head != body.first or not head.plural or not head.text.islower():
        return body
    one = nominative(head, case_of(head), singular=True)
    return replace(body, normal=f"{one} {body.normal.partition(' ')[2]}".strip())


def _linked(clause: Clause, start: int, end: int) -> bool:
    return all(t.low in LINKS for t in clause.sentence.tokens[start:end])


def _completed(clause: Clause, body: Body, last: Body) -> Body:
    """«Омской» and «Томской областей» as Омская область and Томская область."""
    tokens = clause.sentence.tokens
    adjective, noun = tokens[body.first], tokens[last.last - 1]
    alone = body.last - body.first == 1 if body is not last else last.last - last.first == 2
    nouns = [f for f in forms(noun.low) if f.kind == "NOUN" and f.number == "plur"]
    if not alone or not nouns or not _is_adjective(adjective.low) or not _is_adjective(tokens[last.first].low):
        return body
    words = (
        nominative(adjective, case_of(adjective), singular=True, gender=nouns[0].gender),
        nominative(noun, case_of(noun), singular=True),
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
