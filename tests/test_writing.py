"""Exports that several processes write at once: the same files as from one, whatever becomes of a process."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fakes
import pytest
from commands import good

import kadry.build
import kadry.graphing
import kadry.workers
import kadry.writing
from kadry.document import Reading, make_document
from kadry.errors import ExportError
from kadry.exporters.files import write, write_together
from kadry.graph import Graph
from kadry.graphing import opened
from kadry.merging import refresh as merge
from kadry.plugins import ExportOptions, file_name, usual
from kadry.store import Store
from kadry.workers.process import Worker, no_work
from kadry.writing import Files, Scribe, scribes, write_all

HOW = ExportOptions()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "kadry.db") as made:
        add(made, *range(12))
        yield made


def add(store: Store, *numbers: int) -> None:
    for number in numbers:
        document = make_document(f"Министр Финляндии Иван Петров прибыл, номер {number}.")
        reading = Reading(document=document, name=str(number), location=f"/{number}.txt")
        store.add(reading, fakes.extract(document))


def files(folder: Path) -> dict[str, Path]:
    folder.mkdir()
    return {name: folder / file_name(name) for name in usual()}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def alone(store: Store, tmp_path: Path) -> dict[str, bytes]:
    """What one process writes."""
    with opened(store) as graph:
        list(write_all(graph, files(tmp_path / "alone"), HOW, []))
    return contents(tmp_path / "alone")


def test_scribes_write_the_same_and_paths_come_in_order(store: Store, alone: dict[str, bytes], tmp_path: Path) -> None:
    wanted = files(tmp_path / "out")
    with scribes(store.path, 2) as ready, opened(store) as graph:
        assert list(write_all(graph, wanted, HOW, ready)) == list(wanted.values())
    assert contents(tmp_path / "out") == alone


@pytest.mark.parametrize("few", [0, 100])
def test_a_graph_is_written_the_same_held_or_read_again_for_each_format(
    store: Store, alone: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(kadry.writing, "FEW", few)
    given = set()
    written = write_together

    def watched(graph: Graph, files: Files, how: ExportOptions) -> None:
        given.add(type(graph))
        written(graph, files, how)

    monkeypatch.setattr(kadry.writing, "write_together", watched)
    with opened(store) as graph:
        list(write_all(graph, files(tmp_path / "out"), HOW, []))
        assert given == {Graph if few else type(graph)}
    assert contents(tmp_path / "out") == alone


@pytest.mark.parametrize(("helpers", "parts"), [(0, 2), (1, 2), (2, 7)])
def test_a_large_graph_is_read_for_several_formats_at_once_where_few_write(
    store: Store, alone: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, helpers: int, parts: int
) -> None:
    monkeypatch.setattr(kadry.writing, "FEW", 0)
    taken: list[Files] = []
    together = kadry.writing._together

    def watched(*given: Any) -> Iterator[Files]:
        taken.extend(together(*given))
        return iter(taken)

    monkeypatch.setattr(kadry.writing, "_together", watched)
    with scribes(store.path, helpers) as ready, opened(store) as graph:
        list(write_all(graph, files(tmp_path / "out"), HOW, ready))
    assert len(taken) == parts
    assert contents(tmp_path / "out") == alone


def test_formats_that_are_written_at_once_are_the_same(store: Store, alone: dict[str, bytes], tmp_path: Path) -> None:
    """And where only one of them is wanted it is as well."""
    wanted = files(tmp_path / "out")
    with opened(store) as graph:
        for name, path in wanted.items():
            write(graph, path, name, HOW)
        assert contents(tmp_path / "out") == alone
        (path,) = write_all(graph, {"ntriples": tmp_path / "one.nt"}, HOW, [])
    assert path.read_bytes() == alone["kadry.nt"]


def test_a_scribe_says_whether_it_has_written(store: Store, alone: dict[str, bytes], tmp_path: Path) -> None:
    with opened(store) as graph:
        changes = graph.reader.changes()
    with scribes(store.path, 1) as (scribe,):
        assert scribe.answer()  # it is ready
        assert asked(scribe, tmp_path / "a.nt", changes)
        assert (tmp_path / "a.nt").read_bytes() == alone["kadry.nt"]
        assert not asked(scribe, tmp_path / "b.nt", changes + 1)
        assert not asked(scribe, tmp_path / "nowhere" / "c.nt", changes)
    assert not asked(scribe, tmp_path / "d.nt", changes)


def test_a_scribe_lets_go_of_the_store_before_it_ends(store: Store, tmp_path: Path) -> None:
    """So that whoever closes it next leaves no log beside it."""
    with opened(store) as graph:
        changes = graph.reader.changes()
    with scribes(store.path, 1) as (scribe,):
        assert scribe.answer()
        assert asked(scribe, tmp_path / "a.nt", changes)
    store.close()
    assert [path.name for path in tmp_path.glob("kadry.db*")] == ["kadry.db"]


def asked(scribe: Scribe, path: Path, changes: int) -> bool:
    scribe.take({"ntriples": path}, changes, HOW)
    return scribe.answer()


def test_what_takes_longest_is_begun_first(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that no process is left with a long format at the end; paths come in the order of what was asked for."""
    begun: list[str] = []
    monkeypatch.setattr(kadry.writing, "write_together", lambda graph, files, how: begun.extend(files))
    wanted = files(tmp_path / "out")
    with opened(store) as graph:
        assert list(write_all(graph, wanted, HOW, [])) == list(wanted.values())
    assert begun[:2] == ["ftm", "jsonld"]
    assert sorted(begun) == sorted(wanted)


def test_a_format_that_cannot_be_loaded_ahead_stops_nobody(store: Store, tmp_path: Path) -> None:
    with opened(store) as graph:
        changes = graph.reader.changes()
    with scribes(store.path, 1, ("ntriples", "no such format")) as (scribe,):
        assert scribe.answer()
        assert asked(scribe, tmp_path / "a.nt", changes)


def test_what_another_moment_would_give_is_written_here(store: Store, alone: dict[str, bytes], tmp_path: Path) -> None:
    with opened(store) as graph:
        add(store, 99)  # which a scribe that opens the store now sees
        with scribes(store.path, 1) as ready:
            list(write_all(graph, files(tmp_path / "out"), HOW, ready))
    assert contents(tmp_path / "out") == alone


def test_what_a_dead_scribe_had_in_hand_is_written_here(store: Store, alone: dict[str, bytes], tmp_path: Path) -> None:
    with scribes(store.path, 2) as ready, opened(store) as graph:
        for scribe in ready:
            scribe.worker.process.kill()
        list(write_all(graph, files(tmp_path / "out"), HOW, ready))
    assert contents(tmp_path / "out") == alone


def test_what_cannot_be_written_is_an_error_as_ever(store: Store, tmp_path: Path) -> None:
    with scribes(store.path, 1) as ready, opened(store) as graph:
        wanted = {name: tmp_path / "nowhere" / file_name(name) for name in usual()}
        with pytest.raises(ExportError, match="nowhere"):
            list(write_all(graph, wanted, HOW, ready))


def test_scribes_end_with_their_context(store: Store) -> None:
    with scribes(store.path, 2) as made:
        assert all(scribe.worker.process.is_alive() for scribe in made)
    assert not any(scribe.worker.process.is_alive() for scribe in made)


def test_workers_that_have_nothing_to_do_become_scribes(store: Store, alone: dict[str, bytes], tmp_path: Path) -> None:
    workers = [Worker(no_work) for _ in range(2)]
    with scribes(store.path, 1, workers=workers) as ready, opened(store) as graph:
        assert [scribe.worker for scribe in ready] == workers[:1]
        assert not workers[1].process.is_alive()
        list(write_all(graph, files(tmp_path / "out"), HOW, ready))
    assert contents(tmp_path / "out") == alone
    workers[0].process.join(60)
    assert not workers[0].process.is_alive()


def test_a_build_with_several_jobs_writes_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kadry.build, "extract_batch", fakes.extract_batch)
    monkeypatch.setattr(kadry.writing, "MANY", 1)
    (tmp_path / "a.txt").write_text("Министр Финляндии Иван Петров прибыл.", encoding="utf-8")
    told = []
    for jobs in ("1", "3"):
        out = tmp_path / jobs
        result = good("build", tmp_path / "a.txt", "--store", f"{out}.db", "--out", out, "--jobs", jobs)
        told.append(result.stderr.replace(str(out), "OUT"))
    assert contents(tmp_path / "1") == contents(tmp_path / "3")
    assert [line for line in told[0].splitlines() if "wrote" in line] == [
        line for line in told[1].splitlines() if "wrote" in line
    ]
    assert told[1].count("wrote") == len(usual())


def test_a_worker_that_has_mined_brings_the_views_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kadry.build, "extract_batch", fakes.extract_batch)
    monkeypatch.setattr(kadry.workers, "FEW_DOCUMENTS", 0)
    (tmp_path / "a.txt").write_text("Министр Финляндии Иван Петров прибыл.", encoding="utf-8")
    merged_here = []

    def watched(store: Store) -> bool:
        merged_here.append(jobs)
        return merge(store)

    monkeypatch.setattr(kadry.graphing, "refresh_partition", watched)
    for jobs in ("2", "1"):
        out = tmp_path / jobs
        good("build", tmp_path / "a.txt", "--store", f"{out}.db", "--out", out, "--jobs", jobs)
    assert merged_here == ["1"]
    assert contents(tmp_path / "1") == contents(tmp_path / "2")
