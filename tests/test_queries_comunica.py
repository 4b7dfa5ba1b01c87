"""The ten queries as Comunica answers them on the N-Quads of the examples: the same rows as ours."""

import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import QuerySolutions, RdfFormat

from kadry.queries import asking
from kadry.queries.asking import ask, examples
from kadry.queries.view import BASE

SCRIPTS = Path(__file__).parent / "node"
EXPORT = Path(__file__).parent.parent / "graphs" / "kadry.nq"

pytestmark = [
    pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed"),
    pytest.mark.skipif(
        not (SCRIPTS / "node_modules" / "@comunica").is_dir(), reason="make node installs what this needs"
    ),
]


@pytest.mark.parametrize("name", examples())
def test_comunica_finds_the_same_rows(name: str) -> None:
    file = Path(asking.__file__).with_name("examples") / f"{name}.rq"
    command = ["node", "query.mjs", str(EXPORT), str(file)]
    told = subprocess.run(command, cwd=SCRIPTS, check=True, capture_output=True, timeout=300).stdout
    quads = pyoxigraph.Store()
    quads.bulk_load(path=EXPORT, format=RdfFormat.N_QUADS)
    answer = ask(quads, examples()[name], BASE)
    assert isinstance(answer, QuerySolutions)
    names = [variable.value for variable in answer.variables]
    ours = Counter(frozenset((name, row[name].value) for name in names if row[name]) for row in answer)
    assert Counter(frozenset(row.items()) for row in json.loads(told)) == ours
    assert ours or name in ("contradictions", "names-that-became-one")  # of which the examples have none
