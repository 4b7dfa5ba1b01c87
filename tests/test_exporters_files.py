"""Exports as files: whole or not at all, whatever goes wrong."""

import os
import stat
from pathlib import Path
from typing import BinaryIO

import pytest
from graphs import small

from kadry.errors import ExportError, PluginError, UsageError
from kadry.exporters import files
from kadry.graph import Graph
from kadry.plugins import SUFFIXES, ExportOptions, names

OPTIONS = ExportOptions()


@pytest.mark.parametrize("format", sorted(SUFFIXES))
def test_every_format_is_written_the_same_again(format: str, tmp_path: Path) -> None:
    path = tmp_path / f"graph.{SUFFIXES[format]}"
    files.write(small(), path, format, OPTIONS)
    first = path.read_bytes()
    assert first
    files.write(small(), path, format, OPTIONS)
    assert path.read_bytes() == first
    assert os.listdir(tmp_path) == [path.name]


def test_every_built_in_format_has_a_suffix() -> None:
    assert set(SUFFIXES) == set(names("exporters"))


@pytest.mark.parametrize(
    ("fault", "raised"),
    [(OSError(28, "No space left on device"), ExportError), (KeyboardInterrupt(), KeyboardInterrupt)],
)
def test_a_failure_leaves_the_old_file_and_nothing_else(
    fault: BaseException, raised: type[BaseException], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(graph: Graph, out: BinaryIO, options: ExportOptions) -> None:
        out.write(b"half")
        raise fault

    monkeypatch.setattr(files, "load", lambda kind, name: half)
    path = tmp_path / "graph.nt"
    path.write_bytes(b"old")
    with pytest.raises(raised) as caught:
        files.write(small(), path, "ntriples", OPTIONS)
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["graph.nt"]
    if raised is ExportError:
        assert str(path) in str(caught.value)
        assert "No space left" in str(caught.value)


def test_options_that_cannot_be_used_leave_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        files.write(small(), tmp_path / "graph.nt", "ntriples", ExportOptions(base="nowhere"))
    assert os.listdir(tmp_path) == []


def test_an_unknown_format_is_named(tmp_path: Path) -> None:
    with pytest.raises(PluginError, match="papyrus"):
        files.write(small(), tmp_path / "graph", "papyrus", OPTIONS)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "graph.nt"
    with pytest.raises(ExportError, match=r"nowhere.*No such file"):
        files.write(small(), path, "ntriples", OPTIONS)


def test_a_folder_and_a_device_are_not_replaced(tmp_path: Path) -> None:
    for path in (tmp_path, Path(os.devnull)):
        with pytest.raises(ExportError, match="not a plain file"):
            files.write(small(), path, "ntriples", OPTIONS)


def test_a_link_is_followed_and_permissions_are_the_users(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    place, link = tmp_path / "there" / "graph.nt", tmp_path / "graph.nt"
    link.symlink_to(place)
    mask = os.umask(0o027)
    try:
        files.write(small(), link, "ntriples", OPTIONS)
    finally:
        os.umask(mask)
    assert link.is_symlink()
    assert place.read_bytes()
    assert stat.S_IMODE(place.stat().st_mode) == 0o640


def test_a_long_name_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("ж" * 120 + ".nt")
    files.write(small(), path, "ntriples", OPTIONS)
    assert path.read_bytes()
