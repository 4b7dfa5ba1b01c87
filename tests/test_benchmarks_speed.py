"""The benchmark of speed: who is timed when, what its tables say, how labels and processes are counted."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence

import fakes
import pytest

import kadry.build
import kadry.russian.parse
import memory
import speed
import speed_build
import speed_engines
import speed_labels
import speed_runs
from kadry.russian.engine.annotation import Annotation
from kadry.workers.batches import MOST
from speed_engines import Watch, batched
from speed_process import Alone, Cost, Together, deal, race
from speed_runs import Run

SENTENCE = "Президент России Владимир Путин принял министра обороны Андрея Белоусова."


def test_texts_are_dealt_into_batches_of_nearly_equal_length() -> None:
    batches = deal(["a" * size for size in (9, 5, 5, 4, 4, 1)], 3)
    assert sorted(sum(map(len, batch)) for batch in batches) == [9, 9, 10]
    assert deal(["a"], 7) == [["a"]]


class Runner(Alone):
    """Notes what it is given."""

    def __init__(self, name: str, seen: list[str]) -> None:
        self.name, self.seen = name, seen

    def spend(self, batch: Sequence[str]) -> Cost:
        self.seen.append(self.name + batch[0])
        return Cost(float(batch[0]), 0.0)


def test_engines_take_turns_at_going_first() -> None:
    seen: list[str] = []
    costs = race([["1"], ["2"], ["3"]], [Runner(name, seen) for name in "abc"])
    assert seen == ["a1", "b1", "c1", "b2", "c2", "a2", "c3", "a3", "b3"]
    assert [[cost.cpu for cost in row] for row in costs] == [[1.0] * 3, [2.0] * 3, [3.0] * 3]


def test_a_stage_begins_where_the_one_before_it_ended() -> None:
    watch = Watch()
    time.sleep(0.05)
    watch.mark("idle")
    sum(range(500_000))
    watch.mark("busy")
    idle = watch.stages["idle"]
    watch.mark("idle")
    assert watch.stages["busy"] > idle
    assert watch.stages["idle"] >= idle


def test_the_stages_of_an_extraction_are_told_apart_and_the_functions_are_left_as_they_were() -> None:
    watch, before = Watch(), (kadry.build.link, vars(kadry.russian.parse)["analyse_all"])
    speed_engines.extraction([SENTENCE] * 2, watch)
    assert set(watch.stages) == {"rest", "analysis", "parse", "extractors"}
    assert all(watch.stages.values())
    assert (kadry.build.link, vars(kadry.russian.parse)["analyse_all"]) == before


def test_texts_come_in_the_batches_of_a_build() -> None:
    texts = ["а" * 1_500] * 100
    batches = list(batched(texts))
    assert [text for batch in batches for text in batch] == texts
    assert 1 == len(batches[0]) < max(map(len, batches)) == MOST // 1_500


def test_an_engine_in_its_own_process_tells_what_it_took() -> None:
    with Alone("analysis") as process:
        first, second = process.spend([SENTENCE]), process.spend([SENTENCE] * 3)
    assert 0 < first.cpu < first.life < second.life
    stages = ["segmentation", "morphology and syntax", "names", "lemmas", "normal forms"]
    assert list(second.stages) == stages
    assert sum(second.stages.values()) == pytest.approx(second.cpu, rel=0.5)
    assert 0 < first.peak <= second.peak


def test_an_engine_that_fails_is_no_measurement(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match="status 1"), Alone("nobody") as process:
        process.spend([SENTENCE])
    assert "nobody" in capfd.readouterr().err


def test_workers_are_timed_together_and_more_than_once() -> None:
    with Together(fakes.extract_batch, 2) as crew:
        assert all(crew.spend([SENTENCE] * 5).wall > 0 for _ in range(2))
        assert crew.spend([SENTENCE]).peak > 0


def test_labels_are_counted_against_natashas() -> None:
    counts, left_out = speed_labels.equal_labels([SENTENCE])
    assert counts == {kind: (total, total) for kind, (_, total) in counts.items()}
    assert {kind: total for kind, (_, total) in counts.items()} == {
        "tokens": 10,
        "sentences": 1,
        "part of speech": 10,
        "features": 10,
        "head": 10,
        "relation": 10,
        "names": 3,
        "lemmas": 10,
        "normal forms": 3,
    }
    assert left_out == 0


@pytest.mark.parametrize("kind", ["tokens", "features", "head", "names", "lemmas"])
def test_a_label_that_differs_is_not_counted_as_equal(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    original = speed_labels.kadry_labels

    def wrong(one: Annotation) -> speed_labels.Labels:
        found = original(one)
        return found | {kind: set(list(found[kind])[1:])}

    monkeypatch.setattr(speed_labels, "kadry_labels", wrong)
    (same, total) = speed_labels.equal_labels([SENTENCE])[0][kind]
    assert same == total - 1


def test_what_is_cut_into_windows_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed_labels, "WINDOW", 9)
    counts, left_out = speed_labels.equal_labels([SENTENCE, "Он ушёл."])
    assert left_out == 10
    assert counts["tokens"] == (3, 3)


SIZES = [{"characters": 100, "tokens": 10, "documents": 1}] * 3
COSTS = {
    "natasha": [Cost(1.0, 2.0, {"syntax": 0.75, "names": 0.25})] * 3,
    "analysis": [Cost(cpu, 4.0, {"analysis": cpu}) for cpu in (0.5, 0.2, 0.25)],
    "analysis, 2 workers": [Cost(0.0, wall) for wall in (0.5, 0.2, 0.25)],
}


def test_the_table_of_rates_gives_medians(capsys: pytest.CaptureFixture[str]) -> None:
    speed.show_rates(SIZES, COSTS)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "300 characters, 30 tokens, 3 documents in 3 batches; medians"
    assert lines[2].split() == ["natasha", "100.0", "10.0", "1.0", "50.0", "5.0", "0.5"]
    assert lines[3].split() == ["analysis", "400.0", "40.0", "4.0", "25.0", "2.5", "0.2"]
    assert lines[4].split() == ["analysis,", "2", "workers", "400.0", "40.0", "4.0"]


def test_ratios_are_by_cpu_time_and_of_workers_by_the_clock(capsys: pytest.CaptureFixture[str]) -> None:
    speed.show_ratios({"cold": {"natasha": [Cost(3.0, 3.0)], "analysis": [Cost(2.0, 9.0)]}, "unseen": COSTS})
    lines = capsys.readouterr().out.splitlines()[1:]
    assert lines[0].split() == ["times", "as", "fast", "as", "natasha", "cold", "unseen"]
    assert lines[1].split() == ["analysis", "1.50", "(1.50–1.50)", "4.00", "(2.00–5.00)"]
    assert lines[2].split() == ["analysis,", "2", "workers", "8.00", "(4.00–10.00)"]


def test_stages_are_told_by_the_token(capsys: pytest.CaptureFixture[str]) -> None:
    speed.show_stages(1_000_000, COSTS)
    assert capsys.readouterr().out.splitlines() == [
        "natasha, µs of CPU a token: syntax 2.2, names 0.8",
        "analysis, µs of CPU a token: analysis 0.9",
    ]


def test_a_program_that_is_not_installed_is_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(speed, "find_spec", lambda name: None)
    speed.show_pullenti([SENTENCE])
    assert "pullenti: not installed" in capsys.readouterr().out


class TestCommands:
    def test_time_and_memory_of_every_process_are_counted(self) -> None:
        child = "import time; held = bytearray(60_000_000); time.sleep(0.5)"
        parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
        spent = speed_runs.run([sys.executable, "-c", parent])
        assert spent.wall >= 0.5
        assert 0 < spent.cpu < spent.wall
        assert spent.others >= 60_000_000 > spent.own > 0

    def test_a_command_that_fails_is_no_measurement(self) -> None:
        for measure in (speed_runs.run, speed_runs.timed):
            with pytest.raises(subprocess.CalledProcessError):
                measure([sys.executable, "-c", "raise SystemExit(3)"])

    def test_growth_leaves_out_what_it_takes_to_start(self, capsys: pytest.CaptureFixture[str]) -> None:
        def build(records: Iterator[dict[str, str]], jobs: int) -> Run:
            number = len({record["id"] for record in records})
            return Run(2.0 + number / 200, 3.0 + 0.01 * number, 100_000_000, 200_000_000)

        speed_build.show_growth([100, 1_000], 2, build)
        lines = capsys.readouterr().out.splitlines()[2:]
        assert [line.split() for line in lines] == [
            ["100", "4.0", "2.5", "10.00", "100", "200"],
            ["1,000", "13.0", "7.0", "10.00", "100", "200"],
        ]

    def test_documents_of_one_number_are_the_same_each_time(self) -> None:
        first, again = (list(speed_build.documents(25)) for _ in range(2))
        assert first == again
        assert len({record["id"] for record in first}) == len({record["text"] for record in first}) == 25
        assert first[0]["text"] == next(memory.shuffled(25))

    def test_a_build_is_one_that_a_person_would_run(self) -> None:
        records = ({"id": str(n), "text": SENTENCE} for n in range(2))
        assert speed_build.built(records, 1).wall > 0
