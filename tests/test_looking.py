"""What is looked up of one person, body, post or stretch of days is what going through the whole graph gives."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import test_graphing as made
from hypothesis import given, settings
from hypothesis import strategies as st

from kadry import analysis, graphing
from kadry.bounds import first_day
from kadry.clashing import contradictions_of, statements, telling
from kadry.graph import Dossier, Graph
from kadry.store import Store
from kadry.store.graph.looking import followed, holders, members, sources, told_at, told_since
from kadry.store.graph.reading import Reader


@contextmanager
def both(done: list[tuple[object, ...]]) -> Iterator[tuple[Graph, Reader]]:
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder, "kadry.db")) as store:
        documents: dict[str, list[str]] = {}
        for number, act in enumerate(done):
            made.do(store, documents, number, act)
        whole = graphing.held(store)
        with graphing.reading(store) as reader:
            yield whole, reader


def cut(dossier: Dossier, body: str) -> Dossier:
    held = tuple(one for one in dossier.holdings if one.body.id == body)
    return Dossier(dossier.person, held, tuple(one for one in dossier.others if one.body.id == body))


@settings(max_examples=40, deadline=None)
@given(made.acts, st.sampled_from(("2020-01-01", "2021-01-02")))
def test_parts_are_those_of_the_whole(done: list[tuple[object, ...]], day: str) -> None:
    with both(done) as (graph, reader):
        dossiers = list(graph.dossiers())
        assert [reader.dossier(person.id) for person in graph.persons] == dossiers
        for body in graph.bodies:
            assert reader.body(body.id) == body
            cuts = [cut(one, body.id) for one in dossiers]
            assert list(members(reader, body.id)) == [one for one in cuts if one.holdings or one.others]
            later = [one for one in graph.bodies if one.id in body.followed_by]
            assert followed(reader, body.id) == (later, [one for one in graph.bodies if body.id in one.followed_by])
        for post in graph.posts:
            held = [one for one in dossiers if any(holding.post.id == post.id for holding in one.holdings)]
            assert list(holders(reader, post.id)) == held
        headers = {header.id: header for header in graph.documents}
        fresh = {id for id, one in headers.items() if (first_day(one.published) or "") >= day}
        assert list(told_since(reader, day)) == [one for one in dossiers if documents(one) & fresh]
        for address in {one.source for one in headers.values() if one.source is not None}:
            there = {id for id, one in headers.items() if one.source == address}
            assert list(told_at(reader, address)) == [one for one in dossiers if documents(one) & there]


def documents(dossier: Dossier) -> set[str]:
    return {statement.claim.document for statement in statements([dossier])}


@settings(max_examples=40, deadline=None)
@given(made.acts)
def test_sources_and_their_reprints_are_those_of_the_whole(done: list[tuple[object, ...]]) -> None:
    with both(done) as (graph, reader):
        headers = {header.id: header for header in graph.documents}
        for id in headers:
            found = sources(reader, [id])
            first = graph.copies.get(id, id)
            group = {other for other in headers if graph.copies.get(other, other) == first}
            assert found.headers == {other: headers[other] for other in group}
            assert found.copies == {other: first for other in group if other != first}
            assert {one.id for one in found.others(id)} == group - {id}
        assert sources(reader, list(headers)).copies == dict(graph.copies)


@settings(max_examples=40, deadline=None)
@given(made.acts)
def test_contradictions_are_those_of_the_whole(done: list[tuple[object, ...]]) -> None:
    with both(done) as (graph, reader):
        whole = list(analysis.contradictions(graph))
        assert list(contradictions_of(reader, reader.dossiers(evidence=True))) == sorted(
            whole, key=lambda one: (one.kind == "two holders", whole.index(one))
        )
        for dossier in reader.dossiers(evidence=True):
            own = [one for one in whole if dossier.person.id in one.person_ids]
            assert list(contradictions_of(reader, [dossier])) == own
            for one in own:
                assert [statement.claim.id for statement in telling(reader, one, [dossier])] == list(one.claims)


def test_rivals_of_somebody_shown_are_found(tmp_path: Path) -> None:
    with Store(tmp_path / "kadry.db") as store:
        texts = (
            "Иван Ильич Петров|министр|Министерство финансов|current|2010|2020",
            "Анна Белова|судья|Дума|current||",
        )
        made.add(store, texts, 0, "2021")
        rival = "Олег Попов|министр|Министерство финансов|current|2012|2018"
        made.add(store, [rival, "Лев Львов|член|Совет|current||", "Яков Ким|член|Совет|current||"], 1, "2021-05")
        with graphing.reading(store) as reader:
            (petrov,) = [one for one in reader.dossiers(evidence=True) if one.person.name == "Иван Ильич Петров"]
            (found,) = contradictions_of(reader, [petrov])
            assert (found.kind, set(found.people)) == ("two holders", {"Иван Ильич Петров", "Олег Попов"})
            assert rival in {one.claim.evidence.text for one in telling(reader, found, [petrov])}
            ministry = found.body_id
            assert list(contradictions_of(reader, members(reader, ministry))) == [found]


@pytest.mark.parametrize("id", ["00" * 16])
def test_what_is_not_there_is_empty(tmp_path: Path, id: str) -> None:
    with Store(tmp_path / "kadry.db") as store, graphing.reading(store) as reader:
        assert (reader.dossier(id), reader.body(id)) == (None, None)
        assert (list(members(reader, id)), list(holders(reader, id)), followed(reader, id)) == ([], [], ([], []))
        assert graphing.dossier(store, id) is None
