import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

import fakes
import pytest

from kadry import workers
from kadry.claim import Extraction
from kadry.document import Document, Failure, Reading, make_document
from kadry.workers import Workforce, batches, extract_all
from kadry.workers.process import Worker, clear_up, no_work


@pytest.fixture(autouse=True)
def always_a_crew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "FEW_DOCUMENTS", 0)


def reading(number: int, text: str = "") -> Reading:
    document = make_document(f"Министр Финляндии Иван Петров, номер {number}. {text}")
    return Reading(document=document, name=str(number), location=f"/n/{number}")


def locations(found: list[workers.Mined]) -> list[str]:
    return [f.location if isinstance(f, Failure) else f[0].location for f in found]


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_come_in_input_order_and_failures_pass(jobs: int) -> None:
    items: list[Reading | Failure] = [reading(n, "МЕДЛЕННО" if n == 0 else "") for n in range(9)]
    items.insert(4, Failure("/n/bad", "is empty"))
    found = list(extract_all(items, jobs, fakes.extract_batch))
    assert locations(found) == [item.location for item in items]
    assert all(isinstance(f, Failure) or f[1] == fakes.extract(f[0].document) for f in found)


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_in_the_rules_is_one_failure(jobs: int) -> None:
    found = list(extract_all([reading(1), reading(2, "ОШИБКА"), reading(3)], jobs, fakes.extract_batch))
    assert [isinstance(f, Failure) for f in found] == [False, True, False]
    assert found[1].location == "/n/2"  # type: ignore[union-attr]
    assert "ValueError: told to" in found[1].reason  # type: ignore[union-attr]


def test_a_dead_worker_is_told_and_its_documents_done_again(tmp_path: Path) -> None:
    told: list[str] = []
    items = [reading(n, f"ОДНАЖДЫ {tmp_path}/mark" if n == 2 else "") for n in range(8)]
    found = list(extract_all(items, 2, fakes.extract_batch, told.append))
    assert not any(isinstance(f, Failure) for f in found)
    assert locations(found) == [item.location for item in items]
    assert len(told) == 1
    assert "signal 9" in told[0]


def test_a_document_that_kills_twice_is_the_only_failure() -> None:
    items = [reading(n, "СМЕРТЬ" if n in (0, 5) else "") for n in range(8)]
    found = list(extract_all(items, 2, fakes.extract_batch))
    assert locations(found) == [item.location for item in items]
    assert [n for n, f in enumerate(found) if isinstance(f, Failure)] == [0, 5]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_is_reported_of_its_document_alone_whatever_shares_its_batch(jobs: int) -> None:
    items = [reading(n, "ОШИБКА" if n in (0, 3, 9) else "") for n in range(10)]
    together = Recorded(jobs)
    found = list(extract_all(items, jobs, together))
    assert [n for n, f in enumerate(found) if isinstance(f, Failure)] == [0, 3, 9]
    assert locations(found) == [item.location for item in items]


class Recorded:
    """Stands in for the extraction and shows that the documents came together."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs

    def __call__(self, documents: Sequence[Document]) -> list[Extraction]:
        if self.jobs == 1 and len(documents) == 10:
            raise ValueError("told to")  # of all of them, though only three are bad
        return fakes.extract_batch(documents)


def test_what_waited_at_a_worker_that_died_is_not_suspect(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "LEAST", 1)
    monkeypatch.setattr(batches, "MOST", 1)  # a batch of each
    items = [reading(n, "СМЕРТЬ" if n < 6 else "МЕДЛЕННО") for n in range(9)]
    told: list[str] = []
    found = list(extract_all(items, 2, fakes.extract_batch, told.append))
    assert [n for n, f in enumerate(found) if isinstance(f, Failure)] == [0, 1, 2, 3, 4, 5]
    assert len(told) == 12


def test_reading_ahead_is_bounded() -> None:
    read = 0

    def source() -> Iterator[Reading]:
        nonlocal read
        for n in range(400):
            read += 1
            yield reading(n)

    for done, _ in enumerate(extract_all(source(), 2, fakes.extract_batch), 1):
        assert read - done <= 2 * batches.WINDOW


@pytest.mark.parametrize(("documents", "characters", "many"), [(3, 10**6, False), (4, 10**6, True), (3, 100, True)])
def test_only_few_short_documents_are_done_in_this_process(
    monkeypatch: pytest.MonkeyPatch, documents: int, characters: int, many: bool
) -> None:
    monkeypatch.setattr(workers, "FEW_DOCUMENTS", 3)
    monkeypatch.setattr(workers, "FEW_CHARACTERS", characters)
    monkeypatch.setattr(workers, "Crew", no_crew)
    items = [reading(n) for n in range(documents)]
    if many:
        with pytest.raises(CrewError):
            list(extract_all(items, 2, fakes.extract_batch))
    else:
        assert locations(list(extract_all(items, 2, fakes.extract_batch))) == [item.location for item in items]


class CrewError(Exception):
    """Workers were asked for."""


def no_crew(*arguments: object) -> None:
    raise CrewError


def test_a_large_document_goes_through_while_workers_are_busy() -> None:
    items = [reading(n, "МЕДЛЕННО " + "слово " * 200_000) for n in range(4)]
    assert len(list(extract_all(items, 2, fakes.extract_batch))) == 4


def children() -> set[str]:
    return set(Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split())


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_closing_ends_the_workers() -> None:
    before = children()
    results = extract_all([reading(n) for n in range(50)], 2, fakes.extract_batch)
    next(results)
    assert len(children() - before) >= 2
    results.close()  # type: ignore[attr-defined]
    alive = [child for child in children() - before if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text()]
    assert alive == []


def told(tell: Callable[..., None]) -> bool:
    """Something that a worker may do besides."""
    tell("step", 1, 2)
    tell("step", 2, 2)
    return True


def failing(tell: Callable[..., None]) -> bool:
    raise ValueError


def dying(tell: Callable[..., None]) -> bool:
    os.kill(os.getpid(), signal.SIGKILL)
    return True


@pytest.mark.parametrize(("act", "done", "heard"), [(told, True, 2), (failing, False, 0), (dying, False, 0)])
def test_a_worker_that_has_mined_does_something_else(
    act: Callable[[Callable[..., None]], bool], done: bool, heard: int
) -> None:
    steps: list[tuple[str, int, int]] = []
    with closing(Workforce(2, act)) as workforce:
        assert len(list(workforce.mine([reading(n) for n in range(4)], fakes.extract_batch))) == 4
        workforce.ask()
        assert workforce.answer(lambda *step: steps.append(step)) is done
    assert set(steps) == set([("step", 1, 2), ("step", 2, 2)][:heard])


def marked(place: Path, tell: Callable[..., None]) -> bool:
    place.touch()
    return True


def test_one_worker_goes_aside_while_the_others_mine_the_last(tmp_path: Path) -> None:
    mark = tmp_path / "aside"
    items = [reading(n, "Он выступил. " * 100) for n in range(60)]
    items[-1] = reading(59, f"ПОТОМ {mark}")
    with closing(Workforce(2, partial(marked, mark))) as workforce:
        found = list(workforce.mine(items, fakes.extract_batch))
        assert locations(found) == [item.location for item in items]
        assert not any(isinstance(f, Failure) for f in found)
        workforce.ask()
        assert workforce.answer(print)


def counted(folder: Path, tell: Callable[..., None]) -> bool:
    tell("step")
    Path(folder, str(len(list(folder.iterdir())))).touch()
    return True


def test_the_one_aside_does_it_again_while_the_others_mine_on(tmp_path: Path) -> None:
    items = [reading(n, "Он выступил. " * 100) for n in range(60)]
    items[-2] = reading(58, f"ПОТОМ {tmp_path / '0'}")
    items[-1] = reading(59, f"ПОТОМ {tmp_path / '1'}")
    with closing(Workforce(2, partial(counted, tmp_path))) as workforce:
        assert len(list(workforce.mine(items, fakes.extract_batch))) == 60
        before = len(list(tmp_path.iterdir()))
        workforce.ask()
        assert workforce.answer(print)
        assert len(list(tmp_path.iterdir())) == before + 1


def test_nothing_is_lost_where_the_one_aside_dies(tmp_path: Path) -> None:
    items = [reading(n, "Он выступил. МЕДЛЕННО " * (n > 50)) for n in range(60)]
    told: list[str] = []
    with closing(Workforce(2, dying)) as workforce:
        assert len(list(workforce.mine(items, fakes.extract_batch, told.append))) == 60
        workforce.ask()
        assert not workforce.answer(print)
    assert told == []


def test_those_who_have_nothing_to_do_are_somebody_elses() -> None:
    with closing(Workforce(3, told)) as workforce:
        assert len(list(workforce.mine([reading(n) for n in range(4)], fakes.extract_batch))) == 4
        assert workforce.spare() == []
        workforce.ask()
        spare = workforce.spare()
        assert len(spare) == 2
        assert workforce.spare() == []
        assert workforce.answer(print)
    for worker in spare:
        assert worker.process.is_alive()
        worker.connection.send(told)
        assert [worker.connection.recv() for _ in range(3)] == [("step", 1, 2), ("step", 2, 2), True]
        worker.close()


def test_closing_ends_the_spare_ones_too() -> None:
    with closing(Workforce(2, told)) as workforce:
        assert len(list(workforce.mine([reading(n) for n in range(4)], fakes.extract_batch))) == 4
        (mining, other) = workforce._crew._workers  # type: ignore[union-attr]
        workforce.ask()
    assert not mining.process.is_alive()
    assert not other.process.is_alive()


def writing(place: Path, tell: Callable[..., None]) -> bool:
    clear_up()
    place.touch()
    try:
        tell("begun")
        time.sleep(60)
    finally:
        place.unlink()
    return True


def test_who_is_told_to_end_clears_up_what_it_is_at(tmp_path: Path) -> None:
    worker = Worker(no_work)
    worker.connection.send(partial(writing, tmp_path / "half"))
    assert worker.connection.recv() == ("begun",)
    worker.terminate(10)
    assert list(tmp_path.iterdir()) == []
    assert not worker.process.is_alive()


LEAVING = """
    import sys, os
    sys.path.insert(0, {tests!r})
    from functools import partial
    from pathlib import Path
    from test_workers import writing
    from kadry.workers.process import Worker, no_work
    if __name__ == "__main__":
        worker = Worker(no_work)
        worker.connection.send(partial(writing, Path({place!r})))
        worker.connection.recv()
        os._exit(0)
"""


def test_whose_parent_is_gone_clears_up_as_well(tmp_path: Path) -> None:
    script, place = tmp_path / "main.py", tmp_path / "half"
    script.write_text(textwrap.dedent(LEAVING).format(tests=str(Path(__file__).parent), place=str(place)))
    subprocess.run([sys.executable, str(script)], check=True, timeout=30)
    deadline = time.monotonic() + 10
    while place.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not place.exists()


def test_where_no_worker_is_nothing_else_is_done() -> None:
    with closing(Workforce(1, told)) as workforce:
        assert len(list(workforce.mine([reading(1)], fakes.extract_batch))) == 1
        workforce.ask()
        assert not workforce.answer(print)


ORPHANS = """
    import sys, os
    sys.path.insert(0, {tests!r})
    import fakes
    from kadry import workers
    from test_workers import reading
    if __name__ == "__main__":
        workers.FEW_DOCUMENTS = 0
        results = workers.extract_all((reading(n, "МЕДЛЕННО") for n in range(1000)), 2, fakes.extract_batch)
        next(results)
        kids = open(f"/proc/{{os.getpid()}}/task/{{os.getpid()}}/children").read().split()
        print(" ".join(kids), flush=True)
        for _ in results: pass
"""


UNGUARDED = """
    import sys
    sys.path.insert(0, {tests!r})
    import fakes
    from kadry import workers
    from test_workers import reading
    workers.FEW_DOCUMENTS = 0
    print(len(list(workers.extract_all([reading(n) for n in range(4)], 2, fakes.extract_batch))))
"""
OWN = """
    import sys
    sys.path.insert(0, {tests!r})
    import fakes
    from kadry import workers
    from test_workers import reading
    def own(documents):
        return fakes.extract_batch(documents)
    if __name__ == "__main__":
        workers.FEW_DOCUMENTS = 0
        print(len(list(workers.extract_all([reading(n) for n in range(4)], 2, own))))
"""


@pytest.mark.parametrize("text", [UNGUARDED, OWN])
def test_a_script_starts_workers_with_and_without_work_of_its_own(tmp_path: Path, text: str) -> None:
    script = tmp_path / "main.py"
    script.write_text(textwrap.dedent(text).format(tests=str(Path(__file__).parent)))
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("4\n", "")


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_workers_do_not_outlive_their_parent(tmp_path: Path, number: int) -> None:
    script = tmp_path / "main.py"
    script.write_text(textwrap.dedent(ORPHANS).format(tests=str(Path(__file__).parent)))
    pipe = subprocess.PIPE
    words = [sys.executable, str(script)]
    with subprocess.Popen(words, stdout=pipe, stderr=pipe, text=True, start_new_session=True) as parent:
        assert parent.stdout is not None
        kids = parent.stdout.readline().split()
        assert len(kids) >= 2
        if number == signal.SIGINT:  # a terminal sends it to the whole group
            os.killpg(parent.pid, number)
        else:
            parent.send_signal(number)
        errors = parent.communicate(timeout=20)[1]
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{kid}").exists() for kid in kids) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [kid for kid in kids if Path(f"/proc/{kid}").exists()] == []
    assert errors.count("Traceback") <= 1  # the parent's own, none from a worker
