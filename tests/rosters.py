"""FollowTheMoney files made by hand, for the tests of their reading and import."""

import json
from pathlib import Path

Entity = dict[str, object]


def entity(id: str, schema: str, **properties: str | list[str]) -> Entity:
    """An entity whose properties may be given as one text each."""
    values = {key: [value] if isinstance(value, str) else value for key, value in properties.items()}
    return {"id": id, "schema": schema, "properties": values}


def person(id: str, name: str | list[str], **properties: str | list[str]) -> Entity:
    return entity(id, "Person", name=name, **properties)


def seat(id: str, holder: str, post: str, **properties: str | list[str]) -> Entity:
    return entity(id, "Occupancy", holder=holder, post=post, **properties)


MINISTRY = entity("m", "PublicBody", name=["Ministry of Works", "Министерство труда"], country="kz")
MINISTER = entity("mp", "Position", name="министр, Министерство труда", organization="m", country="kz")
PETROV = person("p1", ["Ivan Petrov", "Иван Петров"], birthDate="1960-05", gender="male", nationality="kz")
SEAT = seat(
    "o1",
    "p1",
    "mp",
    startDate="2019-05",
    endDate="2021",
    status="ended",
    sourceUrl="https://a.example/1",
    summary="Иван Петров\nбыл министром.",
)
ROSTER = [SEAT, PETROV, MINISTER, MINISTRY]


def write(path: Path, *entities: Entity) -> Path:
    """A file of these entities."""
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in entities), encoding="utf-8")
    return path
