"""What must be arranged before the libraries load, each shown in a fresh process."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import plain_natasha
from kadry import threads
from kadry.russian import models

TASKS = Path("/proc/self/task")
SOURCES = os.pathsep.join((str(Path(threads.__file__).parents[1]), str(Path(plain_natasha.__file__).parent)))
FORBID = """
import sys

class Forbidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {names!r}:
            raise ModuleNotFoundError("forbidden here: " + name, name=name)

sys.meta_path.insert(0, Forbidden())
"""
MULTIPLY = """
import os
import numpy
square = numpy.ones((700, 700), dtype=numpy.float32)
square @ square
print(len(os.listdir("/proc/self/task")))
"""
PARSES = """
import json
from kadry.russian import models
words = ["министра", "Жаном", "бутявка", "ещё", "по-китайски", "стали", "глава", "Кыонга", "врио"]
parses = [[(p.word, str(p.tag), p.normal_form, p.score) for p in models.morph().parse(word)] for word in words]
print(json.dumps({"fast": models.fast_dictionary(), "parses": parses}))
"""


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(code: str, *flags: str, **variables: str) -> str:
    """The output of a fresh interpreter that has none of the thread variables but those given."""
    environment = {name: value for name, value in os.environ.items() if name not in threads.VARIABLES}
    environment |= {"PYTHONPATH": SOURCES, **variables}
    command = [sys.executable, *flags, "-c", code]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout


def forbid(*names: str) -> str:
    return FORBID.replace("{names!r}", repr(set(names)))


@pytest.mark.skipif(not TASKS.exists(), reason="counts threads in /proc, which this system lacks")
@pytest.mark.skipif(cores() < 2, reason="BLAS starts no second thread on one core")
def test_importing_kadry_first_leaves_one_thread() -> None:
    assert int(run(MULTIPLY)) > 1
    assert int(run("import kadry" + MULTIPLY)) == 1
    assert int(run("import kadry.russian.models" + MULTIPLY)) == 1


def test_a_number_of_threads_that_the_user_has_set_stays() -> None:
    code = "import kadry, os; print(*(os.environ[name] for name in kadry.threads.VARIABLES))"
    assert run(code, OPENBLAS_NUM_THREADS="3").split() == ["3", "1", "1"]


def test_natasha_runs_without_setuptools_and_without_pymorphy2() -> None:
    code = """
import plain_natasha
from natasha import Doc
doc, taggers = Doc("Президента России Андрея Белоусова."), plain_natasha.taggers()
doc.segment(plain_natasha.segmenter())
doc.tag_morph(taggers.morphology)
doc.parse_syntax(taggers.syntax)
doc.tag_ner(taggers.names)
for token in doc.tokens:
    token.lemmatize(plain_natasha.vocabulary())
for span in doc.spans:
    span.normalize(plain_natasha.vocabulary())
print(*(token.lemma for token in doc.tokens), sep="|")
print(*(span.normal for span in doc.spans), sep="|")
"""
    lemmas, names = run(forbid("setuptools", "pkg_resources", "pymorphy2", "pymorphy2_dicts") + code).splitlines()
    assert lemmas == "президент|россия|андрей|белоусов|."
    assert names == "Россия|Андрей Белоусов"


def test_the_stand_in_spares_pymorphy3_what_yargy_patches() -> None:
    import natasha  # noqa: F401  yargy comes with it
    from pymorphy3.units.base import BaseAnalyzerUnit

    assert BaseAnalyzerUnit._get_param_names() == []


def test_the_fast_dictionary_is_in_use_and_gives_the_parses_of_the_slow_one() -> None:
    fast = json.loads(run(PARSES))
    slow = json.loads(run(forbid("dawg") + PARSES, "-W", "ignore::RuntimeWarning"))
    assert (fast["fast"], slow["fast"]) == (True, False)
    assert fast["parses"] == slow["parses"]
    assert all(fast["parses"])


def test_a_missing_fast_dictionary_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    import pymorphy3.dawg

    monkeypatch.setattr(pymorphy3.dawg, "EXTENSION_AVAILABLE", False)
    with pytest.warns(RuntimeWarning, match="install DAWG2"):
        models.morph.__wrapped__()
