"""The surroundings of a person or body are those that an independent walk over the same graph finds."""

from collections.abc import Iterator
from itertools import chain

import msgspec
import networkx as nx
import pytest
from graphs import MINISTER, PRESIDENT, graphs, small
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from scenes import with_scene

from kadry.claim import Judgement, entity_id
from kadry.errors import UnknownName
from kadry.graph import Dossier, Graph
from kadry.surroundings import around


def drawn(graph: Graph) -> nx.MultiGraph:
    """People and bodies joined by tenures, keyed by their ids."""
    bodies = {post.id: post.body for post in graph.posts}
    found = nx.MultiGraph()
    found.add_nodes_from(centres(graph))
    found.add_edges_from((tenure.person, bodies[tenure.post], tenure.id) for tenure in graph.tenures)
    return found


def centres(graph: Graph) -> list[str]:
    return [*(person.id for person in graph.persons), *(body.id for body in graph.bodies)]


@given(graphs(), st.data())
def test_tenures_are_those_of_an_ego_graph(graph: Graph, data: st.DataObject) -> None:
    centre, depth = data.draw(st.sampled_from(centres(graph))), data.draw(st.integers(1, 5))
    part = around(graph, centre, depth)
    expected = nx.ego_graph(drawn(graph), centre, radius=depth)
    assert {tenure.id for tenure in part.tenures} == {key for _, _, key in expected.edges(keys=True)}
    assert set(expected) <= set(centres(part)) | {centre}


@given(graphs(), st.data())
def test_a_part_is_whole_in_itself(graph: Graph, data: st.DataObject) -> None:
    part = around(graph, data.draw(st.sampled_from(centres(graph))), data.draw(st.integers(1, 3)))
    persons, bodies, posts = ({record.id for record in records} for records in (part.persons, part.bodies, part.posts))
    documents, tenures = {header.id for header in part.documents}, {tenure.id for tenure in part.tenures}
    assert {post.body for post in part.posts} <= bodies
    assert {follower for body in part.bodies for follower in body.followed_by} <= bodies
    assert {(t.person in persons, t.post in posts) for t in part.tenures} <= {(True, True)}
    for statement in part.statements:
        assert statement.person in persons
        assert statement.post in posts
        assert statement.claim.document in documents
        assert statement.tenure is None or statement.tenure in tenures
    assert {claim for tenure in part.tenures for claim in tenure.claims} <= {s.claim.id for s in part.statements}
    assert set(chain.from_iterable(part.copies.items())) <= documents
    assert sorted({s.rule for statement in part.statements for s in statement.claim.supports}) == list(part.rules)


@given(graphs(), st.data())
def test_dossiers_and_lengths_agree_with_the_records(graph: Graph, data: st.DataObject) -> None:
    part = around(graph, data.draw(st.sampled_from(centres(graph))), data.draw(st.integers(1, 3)))
    for name in ("documents", "persons", "bodies", "posts", "tenures", "statements"):
        records = getattr(part, name)
        assert len(records) == len(list(records)), name
        ids = list(map(_id, records))
        assert ids == [_id(record) for record in getattr(graph, name) if _id(record) in set(ids)], name
    plain = Graph(**{field: getattr(part, field) for field in Graph.__struct_fields__})
    assert list(part.dossiers()) == list(plain.dossiers())
    assert list(part.dossiers(evidence=False)) == list(plain.dossiers(evidence=False))


def _id(record: object) -> str:
    return str(record.claim.id if hasattr(record, "claim") else getattr(record, "id", None))


def test_what_is_only_said_of_the_centre_stays_and_of_others_goes() -> None:
    graph = small()
    president, minister = entity_id(PRESIDENT), entity_id(MINISTER)

    def said(centre: str) -> list[tuple[str, str]]:
        return sorted((s.effect, s.person) for s in around(graph, centre).statements if s.tenure is None)

    assert said(president) == [("denies", president)]
    assert said(entity_id("b1")) == [("plans", minister), ("reports", minister)]
    assert said(entity_id("b3")) == []
    assert {person.id for person in around(graph, entity_id("b1")).persons} == {president, minister}


def test_judgements_go_with_their_persons_and_bodies() -> None:
    words = [
        Judgement(at="2025", left=MINISTER, right="x", verdict="same", by="me"),
        Judgement(at="2025", left="y", right="b0", verdict="different", by="me"),  # merged into the first body
        Judgement(at="2025", left="y", right="z", verdict="same", by="me"),
    ]
    graph = structs.replace(small(), judgements=words)
    assert list(around(graph, entity_id("b3")).judgements) == words[:1]
    assert list(around(graph, entity_id("b1")).judgements) == words[:2]


def test_one_that_no_claim_is_about_is_an_error() -> None:
    with pytest.raises(UnknownName, match="no claim in the graph is about it"):
        around(small(), entity_id("nobody"))


class _Counted(Graph, frozen=True, kw_only=True):
    passes: list[bool] = msgspec.field(default_factory=list)

    def dossiers(self, *, evidence: bool = True) -> Iterator[Dossier]:
        self.passes.append(evidence)
        return super().dossiers(evidence=evidence)


@pytest.mark.parametrize("depth", range(1, 7))
def test_the_dossiers_are_gone_through_seldom(depth: int) -> None:
    plain = small()
    graph = _Counted(**{field: getattr(plain, field) for field in Graph.__struct_fields__})
    around(graph, entity_id(MINISTER), depth)
    assert len(graph.passes) <= depth + 1
    assert graph.passes.count(True) == 1


def test_the_scene_of_the_centre_comes_with_it_and_others_in_it_by_name() -> None:
    graph = with_scene(small())
    (one, _), decision, event = graph.structures, graph.decisions[0], graph.events[0]
    minister = decision.effects[0].entity
    centre = around(graph, one.body)
    assert centre.structures == graph.structures
    assert [body.id for body in centre.bodies if body.id == one.other] == [one.other]
    assert [own.issuer for own in centre.decisions] == [one.body]
    assert not centre.events
    things = {own.id for own in centre.structures} | {own.id for own in centre.successions} | {decision.id}
    assert {telling.about for telling in centre.tellings} == things
    assert "scene@1" in centre.rules
    (only,) = around(graph, one.other).events
    assert only.id == event.id
    present = {body.id for body in around(graph, one.other).bodies} | {p.id for p in around(graph, one.other).persons}
    assert {own.entity for own in only.parts} - {None} <= present
    assert minister is not None
    assert around(graph, minister).decisions[0].effects[0].entity == minister
    far = around(graph, next(body.id for body in graph.bodies if body.unspecified))
    assert not any((far.structures, far.decisions, far.events))


def test_who_came_after_whom_comes_with_those_people_and_the_post() -> None:
    graph = with_scene(small())
    at_post = [one for one in graph.successions if one.body is not None]
    part = around(structs.replace(graph, tenures=[], statements=[]), at_post[0].body or "", depth=1)
    assert part.successions == at_post
    assert [post.id for post in part.posts] == [at_post[0].post]
    assert {person.id for person in part.persons} == {at_post[0].person, at_post[0].predecessor}
    assert around(graph, at_post[0].person or "").successions == graph.successions


def test_a_body_without_people_has_surroundings_too() -> None:
    graph = with_scene(small())
    bare = structs.replace(graph, tenures=[], statements=[], posts=[])
    part = around(bare, graph.structures[0].body)
    assert len(part.bodies) == 2
    assert part.structures == graph.structures
    assert {header.id for header in part.documents} >= {telling.claim.document for telling in part.tellings}
