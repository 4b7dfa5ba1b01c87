"""Who came after whom at a post, and which posts are vacant, for Neo4j's import (docs/tables.md).

Every succession is a node; only one that is asserted has relations. Its claims lead to the people in any case.
"""

from collections.abc import Callable, Iterator, Mapping

from kadry.exporters.neo4j_files import WEIGHED, nodes, relations, weighed
from kadry.exporters.neo4j_scene import effects
from kadry.exporters.tables import Row, Stream, Type
from kadry.graph import Succession

_SUCCESSION: Mapping[str, Type] = {
    **dict.fromkeys(("role", "date", "standing"), "text"),
    "vacant": "truth",
    "over": "truth",
    **WEIGHED,
}


def _succession(one: Succession) -> Row:
    return (one.id, one.role, one.date, one.standing, one.person is None, one.over, *weighed(one))


def _succeeded(one: Succession) -> Iterator[Row]:
    if one.standing == "asserted" and one.person is not None:
        yield (one.predecessor, one.person, "SUCCEEDED_BY", one.id, one.role, one.date)


def _leads(type: str, end: Callable[[Succession], str | None]) -> Callable[[Succession], Iterator[Row]]:
    """The relations of a type; end: the id of where they lead, None where the texts do not say."""

    def rows(one: Succession) -> Iterator[Row]:
        if one.standing == "asserted" and end(one) is not None:
            yield (one.id, end(one), type)

    return rows


def _about(one: Succession) -> Iterator[Row]:
    people = (one.person, one.predecessor)
    return ((claim, person, "ABOUT") for claim in one.claims for person in people if person is not None)


_STREAM: Stream = "successions"
TABLES = (
    nodes("successions", "Succession", _SUCCESSION, _STREAM, _succession),
    relations(
        "succeeded_by", "Person", "Person", _STREAM, _succeeded, dict.fromkeys(("about", "role", "date"), "text")
    ),
    relations("successors", "Succession", "Person", _STREAM, _leads("SUCCESSOR", lambda one: one.person)),
    relations("predecessors", "Succession", "Person", _STREAM, _leads("PREDECESSOR", lambda one: one.predecessor)),
    relations("at_post", "Succession", "Post", _STREAM, _leads("AT_POST", lambda one: one.post)),
    relations("at_body", "Succession", "Body", _STREAM, _leads("AT_BODY", lambda one: one.body)),
    relations("succession_about", "SceneClaim", "Person", _STREAM, _about),
    relations("succession_effects", "SceneClaim", "Succession", _STREAM, effects),
)
