"""Hints that are worked out ahead: the same as asked of the rules, and used only where they are of these rules."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from msgspec.structs import replace

from kadry.russian import hinted
from kadry.russian.engine.weights import encoded, word_ids
from kadry.russian.hinted import PLACE, Table, table, work_out, write
from kadry.russian.hints import hints, listed, looked_up

RENEW = "rules or word lists have changed: run benchmarks/hint_table.py (make hints)"


@pytest.fixture(autouse=True)
def read_anew() -> Iterator[None]:
    table.cache_clear()
    yield
    table.cache_clear()


def test_the_table_that_is_here_is_of_these_rules() -> None:
    assert table().codes, RENEW
    assert work_out(looked_up, listed()) == table(), RENEW


def test_a_word_of_the_table_is_not_looked_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held(work_out(lambda low: 2 if low == "министр" else 0, listed()), tmp_path, monkeypatch)
    assert hints("министр") == 2
    assert hints("министра") == 0
    assert encoded("шеф-редакторами") not in word_ids()
    assert hints("шеф-редакторами") == looked_up("шеф-редакторами") != 0


def held(made: Table, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hinted, "PLACE", folder / PLACE.name)
    write(made)


def test_the_table_of_other_rules_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held(replace(work_out(lambda low: 2, {}), rules="others"), tmp_path, monkeypatch)
    assert hints("министр") == looked_up("министр") != 2


def test_without_a_table_every_word_is_looked_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hinted, "PLACE", tmp_path / "none")
    assert hints("министр") == looked_up("министр") != 0


def test_more_hints_than_a_table_can_tell_apart_are_an_error() -> None:
    numbers = count()
    with pytest.raises(ValueError, match="256"):
        work_out(lambda low: next(numbers), {})
