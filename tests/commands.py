"""Commands run in this process on a small store of texts that the fake extraction reads."""

from collections.abc import Callable, Mapping
from pathlib import Path

import fakes
import pytest
from click.testing import CliRunner, Result

import kadry.build
from kadry.claim import Extraction
from kadry.cli import main
from kadry.document import Document
from kadry.store import Store


def run(*words: object, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], input=stdin)


def good(*words: object, stdin: str | bytes | None = None) -> Result:
    result = run(*words, stdin=stdin)
    assert result.exit_code == 0, result.output
    return result


def bad(*words: object, stdin: str | bytes | None = None) -> str:
    """What stderr says; the command was no nonsense (exit status 2) but failed."""
    result = run(*words, stdin=stdin)
    assert result.exit_code == 1, result.output
    return result.stderr


def nonsense(*words: object) -> str:
    """What stderr says of a command that makes no sense."""
    result = run(*words)
    assert result.exit_code == 2, result.output
    return result.stderr


def export() -> bytes:
    return good("export", "--format", "nquads").stdout_bytes


def make_store(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    articles: Mapping[str, str],
    extract: Callable[[Document], Extraction] = fakes.extract,
) -> Path:
    """A store of these articles that the commands find; ``folder/in`` holds them."""
    monkeypatch.setattr(kadry.build, "extract_batch", lambda documents: [extract(one) for one in documents])
    monkeypatch.setattr(kadry.build, "version", lambda: "fake")
    (folder / "in").mkdir()
    for name, text in articles.items():
        (folder / "in" / name).write_text(text, encoding="utf-8", newline="")
    monkeypatch.setenv("KADRY_STORE", str(folder / "kadry.db"))
    good("build", folder / "in")
    return folder / "kadry.db"


def keys(place: Path) -> dict[str, list[str]]:
    """The keys of each name in a store."""
    found: dict[str, list[str]] = {}
    with Store(place) as store:
        for chain in store.chains():
            found.setdefault(chain.head.normal, []).append(chain.key)
    return found
