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


@pytest.fixture
def two_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """The format ``pair`` is a folder of two files."""

    def fill(graph: Graph, folder: Path, options: ExportOptions) -> None:
        for name in ("one.txt", "two.txt"):
            (folder / name).write_text(options.base, encoding="utf-8")

    monkeypatch.setattr(files, "is_folder", lambda format: format == "pair")
    monkeypatch.setattr(files, "load", lambda kind, name: fill)


def content(folder: Path) -> dict[str, str]:
    return {str(file.relative_to(folder)): file.read_text() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.usefixtures("two_files")
def test_a_folder_is_written_and_replaced_as_one(tmp_path: Path) -> None:
    path = tmp_path / "pair"
    for base in ("https://a.example/", "https://b.example/"):
        files.write(small(), path, "pair", ExportOptions(base=base))
        assert content(path) == {"one.txt": base, "two.txt": base}
    assert os.listdir(tmp_path) == ["pair"]


@pytest.mark.usefixtures("two_files")
def test_a_folder_through_a_link_and_an_empty_one_are_filled(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "there")
    files.write(small(), tmp_path / "link", "pair", OPTIONS)
    assert (tmp_path / "link").is_symlink()
    assert sorted(content(tmp_path / "there")) == ["one.txt", "two.txt"]


@pytest.mark.usefixtures("two_files")
@pytest.mark.parametrize("name", ["notes.txt", "one.txt/notes.txt", "sub/one.txt"])
def test_a_folder_that_holds_something_else_is_left_alone(name: str, tmp_path: Path) -> None:
    path = tmp_path / "mine"
    (path / name).parent.mkdir(parents=True)
    (path / name).write_text("mine")
    (path / "two.txt").write_text("older")
    with pytest.raises(ExportError, match=f"{name.partition('/')[0]}.*name another folder"):
        files.write(small(), path, "pair", OPTIONS)
    assert content(path) == {name: "mine", "two.txt": "older"}
    assert os.listdir(tmp_path) == ["mine"]


@pytest.mark.usefixtures("two_files")
def test_a_link_in_a_folder_is_no_file_of_ours(tmp_path: Path) -> None:
    (tmp_path / "pair").mkdir()
    (tmp_path / "pair" / "one.txt").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ExportError, match=r"one\.txt"):
        files.write(small(), tmp_path / "pair", "pair", OPTIONS)


@pytest.mark.usefixtures("two_files")
def test_a_file_and_a_missing_parent_are_no_place_for_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(ExportError, match="is not a folder"):
        files.write(small(), tmp_path / "file", "pair", OPTIONS)
    assert (tmp_path / "file").read_text() == "mine"
    with pytest.raises(ExportError, match=r"nowhere.*No such file"):
        files.write(small(), tmp_path / "nowhere" / "pair", "pair", OPTIONS)


@pytest.mark.parametrize("moment", ["while it is filled", "while it is put in its place"])
def test_a_failure_leaves_the_old_folder_and_nothing_else(
    moment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "pair"
    path.mkdir()
    (path / "one.txt").write_text("old")
    rename = Path.rename

    def renamed(self: Path, target: Path) -> Path:
        if self.name.endswith(".part") and moment == "while it is put in its place":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    def half() -> None:
        with files.replacing_folder(path) as folder:
            (folder / "one.txt").write_text("new")
            if moment == "while it is filled":
                raise KeyboardInterrupt

    monkeypatch.setattr(Path, "rename", renamed)
    with pytest.raises(KeyboardInterrupt if moment == "while it is filled" else ExportError):
        half()
    assert content(tmp_path) == {"pair/one.txt": "old"}
    assert os.listdir(tmp_path) == ["pair"]
