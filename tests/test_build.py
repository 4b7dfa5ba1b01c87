"""A build over inputs: what is new, changed, gone or bad, and that neither order nor interruption shows in exports."""

import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import fakes
import pytest

import kadry.build
from kadry import workers
from kadry.build import Event, Summary, build, extract, graph
from kadry.claim import Extraction
from kadry.document import Document, make_document
from kadry.errors import PluginError
from kadry.plugins import ExportOptions, ReadOptions, load, names
from kadry.store import Store

PEOPLE = ("Иван Петров", "Олег Сизов", "Анна Белова")
POSTS = ("Министр Финляндии", "Губернатор Заречья", "Аким Кокдалы")
TESTS = Path(__file__).parent


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kadry.build, "extract_batch", fakes.extract_batch)
    monkeypatch.setattr(kadry.build, "version", lambda: "fake")
    monkeypatch.setattr(workers, "FEW_DOCUMENTS", 0)


def texts(folder: Path, number: int = 9, extra: str = "") -> list[Path]:
    """Short overlapping articles, some with an address, a date, or the same text as another."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for n in range(number):
        name = f"2025-0{n % 9 + 1}-1{n % 9}-{n}.txt" if n % 3 else f"{n}.txt"
        body = f"{POSTS[n % 3]} {PEOPLE[n % 2]} прибыл. {POSTS[(n + 1) % 3]} {PEOPLE[n % 3]} остался.\n{extra}"
        source = f"Источник: https://press.example/{n // 2}\n" if n % 2 else ""
        path = folder / name
        path.write_text(body + source, encoding="utf-8", newline="")
        paths.append(path)
    return paths


def exports(store: Store) -> dict[str, bytes]:
    merged = graph(store)
    assert merged.tenures
    written = {}
    for name in names("exporters"):
        out = io.BytesIO()
        load("exporters", name)(merged, out, ExportOptions())
        written[name] = out.getvalue()
    return written


def built(place: Path, *runs: Sequence[Path], jobs: int = 1) -> dict[str, bytes]:
    with Store(place) as store:
        for inputs in runs:
            build(inputs, store, jobs=jobs)
        return exports(store)


class TestOrder:
    @pytest.mark.parametrize("seed", [1, 2, 3])
    def test_shuffled_inputs_give_the_same_bytes(self, tmp_path: Path, seed: int) -> None:
        paths = texts(tmp_path / "in")
        shuffled = random.Random(seed).sample(paths, len(paths))
        assert built(tmp_path / "a.db", paths) == built(tmp_path / "b.db", shuffled)

    def test_two_workers_give_the_same_bytes(self, tmp_path: Path) -> None:
        paths = texts(tmp_path / "in")
        assert built(tmp_path / "a.db", paths) == built(tmp_path / "b.db", paths, jobs=2)

    def test_two_halves_give_the_same_bytes(self, tmp_path: Path) -> None:
        paths = texts(tmp_path / "in")
        whole = built(tmp_path / "a.db", paths)
        assert built(tmp_path / "b.db", paths[:4], paths[4:]) == whole
        assert built(tmp_path / "c.db", paths[4:], paths[:4], paths) == whole

    @pytest.mark.parametrize("gone", [("retract",), ("retract", "erase"), ("erase",)])
    def test_a_document_that_came_and_went_leaves_no_trace(self, tmp_path: Path, gone: tuple[str, ...]) -> None:
        paths = texts(tmp_path / "in")
        extra = tmp_path / "extra.txt"
        extra.write_text(f"{POSTS[0]} {PEOPLE[0]} ушёл. {POSTS[2]} Пётр Новый пришёл.\n", encoding="utf-8")
        with Store(tmp_path / "b.db") as store:
            build([extra, *paths], store, jobs=1)
            assert exports(store) != built(tmp_path / "a.db", paths)
            document = store.find_document(str(extra))
            for act in gone:
                getattr(store, act)(document)
            assert exports(store) == built(tmp_path / "a.db", paths)
            assert build([extra], store, jobs=1).counts == {"retracted": 1}
            assert exports(store) == built(tmp_path / "a.db", paths)

    def test_no_path_enters_an_export(self, tmp_path: Path) -> None:
        written = built(tmp_path / "a.db", texts(tmp_path / "secret-folder"))
        assert not any(b"secret-folder" in data for data in written.values())


class TestAgain:
    def test_unchanged_is_not_mined_again_changed_is_replaced(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        paths = texts(tmp_path / "in", 6)
        with Store(tmp_path / "a.db") as store:
            assert build([tmp_path / "in"], store, jobs=1).counts == {"added": 6}
            mined = count_calls(monkeypatch)
            assert build([tmp_path / "in"], store, jobs=1).counts == {"unchanged": 6}
            assert mined == []
            paths[0].write_text(f"{POSTS[0]} Пётр Новый пришёл.\n", encoding="utf-8")
            assert build([tmp_path / "in"], store, jobs=1).counts == {"replaced": 1, "unchanged": 5}
            assert len(mined) == 1
            assert exports(store) == built(tmp_path / "b.db", paths)

    def test_another_version_of_the_rules_mines_again_on_request(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with Store(tmp_path / "a.db") as store:
            build(texts(tmp_path / "in", 6), store, jobs=1)
            monkeypatch.setattr(kadry.build, "version", lambda: "newer")
            mined = count_calls(monkeypatch)
            told: list[Event] = []
            assert build([tmp_path / "in"], store, jobs=1, tell=told.append).counts == {"unchanged": 6}
            assert mined == []
            assert [e.text for e in told if e.kind == "note"] == [
                "6 documents hold what another version of the rules found; --refresh reads them again"
            ]
            build([tmp_path / "in"], store, jobs=1, refresh=True)
            assert len(mined) == 6
            assert (store.outdated("newer"), store.outdated("fake")) == (6, 0)  # the stand-in signs as "fake"

    def test_what_is_no_longer_there_is_named_and_kept(self, tmp_path: Path) -> None:
        paths = texts(tmp_path / "in", 6)
        with Store(tmp_path / "a.db") as store:
            build([tmp_path / "in"], store, jobs=1)
            before = exports(store)
            paths[2].unlink()
            events: list[Event] = []
            summary = build([tmp_path / "in"], store, jobs=1, tell=events.append)
            assert summary.vanished == (str(paths[2]),)
            assert [event.location for event in events if event.kind == "vanished"] == [str(paths[2])]
            assert exports(store) == before
            assert build([paths[0]], store, jobs=1).vanished == ()

    def test_a_record_that_left_its_dump_is_named(self, tmp_path: Path) -> None:
        records = [{"id": n, "text": f"{POSTS[n]} {PEOPLE[n]} прибыл."} for n in range(3)]
        dump = tmp_path / "d.jsonl"
        with Store(tmp_path / "a.db") as store:
            for kept in (records, records[1:]):
                dump.write_text("".join(json.dumps(record) + "\n" for record in kept), encoding="utf-8")
                summary = build([dump], store, jobs=1)
            assert summary.counts == {"unchanged": 2}
            assert summary.vanished == (f"{dump}#0",)

    def test_a_record_with_an_id_too_long_for_a_path_is_named(self, tmp_path: Path) -> None:
        records = [{"id": id, "text": f"{POSTS[0]} {PEOPLE[0]} прибыл {id[0]}."} for id in ("a" * 400, "b" * 400)]
        dump = tmp_path / "d.jsonl"
        with Store(tmp_path / "a.db") as store:
            for kept in (records, records[1:]):
                dump.write_text("".join(json.dumps(record) + "\n" for record in kept), encoding="utf-8")
                summary = build([dump], store, jobs=1)
            assert summary.vanished == (f"{dump}#{'a' * 400}",)


def count_calls(monkeypatch: pytest.MonkeyPatch) -> list[Document]:
    calls: list[Document] = []

    def counted(documents: Sequence[Document]) -> list[Extraction]:
        calls.extend(documents)
        return fakes.extract_batch(documents)

    monkeypatch.setattr(kadry.build, "extract_batch", counted)
    return calls


class TestBadInputs:
    @pytest.mark.parametrize("jobs", [1, 2])
    def test_each_is_named_and_the_others_are_done(self, tmp_path: Path, jobs: int) -> None:
        folder = tmp_path / "in"
        good = texts(folder, 6)
        bad: dict[str, bytes] = {
            "empty.txt": b"",
            "binary.txt": bytes(range(256)) * 8,
            "paper.txt": b"%PDF-1.4 ...",
            "english.txt": b"The minister resigned on Friday, it was said.",
            "dump.jsonl.gz": b'{"text": "..."}',
            "lines.jsonl": b"{broken\n",
            "page.html": b"<html><body></body></html>",
            "enormous.txt": ("Губернатор Заречья Пётр Ильин. " * 400).encode(),
            "rules.txt": "Губернатор Заречья Пётр Ильин. ОШИБКА".encode(),
        }
        for name, data in bad.items():
            (folder / name).write_bytes(data)
        events: list[Event] = []
        with Store(tmp_path / "a.db") as store:
            options = ReadOptions(max_chars=9000)
            summary: Summary = build([folder], store, jobs=jobs, options=options, tell=events.append)
            assert summary.counts == {"added": len(good), "failed": len(bad)}
            assert sorted(Path(failure.location).name.partition(":")[0] for failure in summary.failures) == sorted(bad)
            assert all(failure.reason for failure in summary.failures)
            assert len([event for event in events if event.kind == "failed"]) == len(bad)
            assert exports(store) == built(tmp_path / "b.db", good)


RUN = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell has ignored in what it runs in the background
sys.path.insert(0, {tests!r})
import fakes, kadry.build
from kadry import workers
from kadry.workers import batches
if __name__ == "__main__":
    batches.LEAST = batches.MOST = 1  # a batch of each document
    kadry.build.extract_batch, kadry.build.version, workers.FEW_DOCUMENTS = fakes.extract_batch, lambda: "fake", 0
    from kadry.cli import main
    main(["build", *sys.argv[1:]])
"""


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
class TestInterrupted:
    def start(self, tmp_path: Path, jobs: int) -> "subprocess.Popen[str]":
        script = tmp_path / "run.py"
        script.write_text(RUN.format(tests=str(TESTS)), encoding="utf-8")
        words = [
            sys.executable,
            str(script),
            str(tmp_path / "in"),
            "--store",
            str(tmp_path / "a.db"),
            "--jobs",
            str(jobs),
        ]
        return subprocess.Popen(list(words), stderr=subprocess.PIPE, text=True, start_new_session=True)

    def held(self, tmp_path: Path) -> int:
        if not (tmp_path / "a.db").exists():
            return 0
        with Store(tmp_path / "a.db") as store:
            return sum(1 for _ in store.headers())

    @pytest.mark.parametrize("jobs", [1, 2])
    def test_killed_and_started_again(self, tmp_path: Path, jobs: int) -> None:
        paths = texts(tmp_path / "in", extra="МЕДЛЕННО\n")
        moments = random.Random(jobs)
        kills = 0
        for _ in range(3):
            with self.start(tmp_path, jobs) as run:
                time.sleep(0.3 + moments.random())
                kills += run.poll() is None
                run.kill()
        assert kills
        assert built(tmp_path / "a.db", paths, jobs=2) == built(tmp_path / "b.db", paths, jobs=2)

    def test_ctrl_c_says_how_to_go_on(self, tmp_path: Path) -> None:
        paths = texts(tmp_path / "in", extra="МЕДЛЕННО\n")
        with self.start(tmp_path, 2) as run:
            deadline = time.monotonic() + 20
            while not self.held(tmp_path) and time.monotonic() < deadline:
                time.sleep(0.05)
            os.killpg(run.pid, signal.SIGINT)
            errors = run.communicate(timeout=20)[1]
        assert run.returncode == 130, errors
        assert "run the same command again" in errors
        assert "Traceback" not in errors
        assert built(tmp_path / "a.db", paths, jobs=2) == built(tmp_path / "b.db", paths, jobs=2)


def test_extractors_can_be_left_out() -> None:
    document = make_document("Министр Финляндии Иван Петров заявил об этом. Олега Ким назначили министром Эстонии.")
    rules = {
        chosen: {s.rule.partition("@")[0] for c in extract(document, chosen, learned=False).claims for s in c.supports}
        for chosen in (("titles",), ("titles", "predicates"), ())
    }
    assert rules == {("titles",): {"titles"}, ("titles", "predicates"): {"titles", "predicates"}, (): set()}
    assert extract(document, names("extractors")) == extract(document)
    with pytest.raises(PluginError, match="nobody"):
        extract(document, ("nobody",))
