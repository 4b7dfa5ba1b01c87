"""README is true: its commands run, and what can be named on the command line is named in the documentation."""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import kadry
from kadry import plugins
from kadry.cli import main

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
DOCUMENTED = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


def commands(page: Path) -> Iterator[str]:
    """The lines of a page's sh blocks."""
    for block in re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE):
        yield from (line for line in block.splitlines() if line.strip() and not line.startswith("#"))


README = list(commands(PAGES[0]))
OURS = [line for line in README if line.startswith(".venv/bin/kadry")]


def described() -> dict[str, click.Command]:
    """The commands by name; each is loaded when asked for."""
    assert isinstance(main, click.Group)
    context = click.Context(main)
    found = {name: main.get_command(context, name) for name in main.list_commands(context)}
    assert len(found) > 10
    return {name: command for name, command in found.items() if command is not None}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what README's commands read, after ``make demo``, with this interpreter's kadry in .venv."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("examples", "README.md"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    program = folder / ".venv" / "bin" / "kadry"
    program.parent.mkdir(parents=True)
    source_folder = Path(kadry.__file__).parents[1]
    start = f"PYTHONPATH={shlex.quote(str(source_folder))} exec {shlex.quote(sys.executable)} -m kadry"
    program.write_text(f'#!/bin/sh\n{start} "$@"\n')
    program.chmod(0o755)
    (folder / "demo").mkdir()
    recipe = re.search(r"^\t\$\(BIN\)/(kadry build .*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert recipe
    assert run(folder, f".venv/bin/{recipe[1]}").returncode == 0
    return folder


def run(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    shell = shutil.which("bash") or "sh"
    return subprocess.run([shell, "-c", line], cwd=folder, capture_output=True, text=True, timeout=300, check=False)


def test_readme_shows_commands() -> None:
    assert len(OURS) >= 3
    assert all(line.startswith((".venv/bin/", "make ", "source ", "cd ", "git ")) for line in README), README


@pytest.mark.parametrize("line", [line for line in README if line.startswith("make ")])
def test_make_targets_exist(line: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in (word for word in shlex.split(line)[1:] if "=" not in word):
        assert re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE), target


def test_readmes_commands_run_in_their_order(checkout: Path) -> None:
    for line in OURS:
        result = run(checkout, line)
        assert result.returncode == 0, f"{line}\n{result.stderr}"
        assert result.stdout or result.stderr or " -o " in line, f"{line} said nothing"


def test_every_command_is_documented() -> None:
    missing = [name for name in described() if f"kadry {name}" not in DOCUMENTED]
    assert not missing


def test_every_option_is_documented() -> None:
    options = {
        option
        for command in described().values()
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
        if option.startswith("--") and option != "--help"
    }
    assert not sorted(option for option in options if not re.search(rf"{option}\b", DOCUMENTED))


@pytest.mark.parametrize("kind", ["readers", "extractors", "exporters", "folders"])
def test_every_plugin_name_is_documented(kind: plugins.Kind) -> None:
    assert not [name for name in plugins.BUILT_IN[kind] if not re.search(rf"`{re.escape(name)}`", DOCUMENTED)]
