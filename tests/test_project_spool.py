"""Claims in a temporary file, and the statements that read them there."""

import gc
import weakref

import pytest
from graphs import claim_of
from hypothesis import given, settings
from hypothesis import strategies as st

from kadry.claim import RoleClaim, Support
from kadry.graph import Statement
from kadry.project import spool
from kadry.project.spool import Spool
from kadry.project.statements import Row, Statements

CLAIMS = [claim_of("d1", 60 * number, text=f"Фраза {number}.") for number in range(20)]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.builds(claim_of, st.just("d1"), st.integers(0, 9), text=TEXTS, role=st.none() | TEXTS), max_size=5))
def test_claims_come_back_as_they_were(claims: list[RoleClaim]) -> None:
    assert list(Spool(claims)) == claims


@pytest.mark.parametrize("in_memory", [1, 10_000_000])
def test_claims_are_read_in_any_order_and_by_several_readers(monkeypatch: pytest.MonkeyPatch, in_memory: int) -> None:
    monkeypatch.setattr(spool, "_IN_MEMORY", in_memory)
    held = Spool(iter(CLAIMS))
    assert len(held) == 20
    assert [held[number] for number in reversed(range(20))] == CLAIMS[::-1]
    assert list(zip(held, held, strict=True)) == list(zip(CLAIMS, CLAIMS, strict=True))


def test_a_long_spool_is_a_file_that_is_closed_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "_IN_MEMORY", 1)
    held = Spool(CLAIMS)
    file = held._file._file
    assert isinstance(file.name, int)  # no name: nobody else finds it, and it is gone whatever happens
    gone = weakref.ref(held)
    del held
    gc.collect()
    assert gone() is None
    assert file.closed


def rows(*numbers: int) -> list[Row]:
    return [Row(number, "p", "o", "supports", None) for number in numbers]


def test_statements_are_a_sequence_in_the_order_of_their_rows() -> None:
    found = Statements(rows(2, 0, 1), Spool(CLAIMS))
    expected = [Statement(CLAIMS[number], "p", "o", "supports", None) for number in (2, 0, 1)]
    assert len(found) == 3
    assert list(found) == list(found) == expected
    assert found[-1] == expected[-1]
    assert found[1:] == expected[1:]
    with pytest.raises(IndexError):
        found[3]


def test_statements_equal_what_says_the_same() -> None:
    found = Statements(rows(0, 1), Spool(CLAIMS))
    assert found == list(found)
    assert list(found) == found
    assert found == Statements(rows(1, 2), Spool([CLAIMS[5], *CLAIMS[:2]]))
    assert found != list(found)[:1]
    assert found != Statements(rows(1, 0), Spool(CLAIMS))
    assert found != Statements(rows(0, 1), Spool([CLAIMS[0], claim_of("d1", 60, supports=(Support("other@1", 1.0),))]))
    assert found != 2
