"""Batches of text: nothing is lost or turned round, and none is large but for one large piece."""

import io

from hypothesis import given, settings
from hypothesis import strategies as st

from kadry.exporters import batches as module
from kadry.exporters.batches import batches, write_batches, write_pieces

LIMIT = module._SIZE


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ая<\n"), st.sampled_from((0, 1, 7, LIMIT // 3, LIMIT, LIMIT + 1)))))
def test_batches_are_the_pieces_in_order(parts: list[tuple[str, int]]) -> None:
    pieces = [letter * size for letter, size in parts]
    found = list(batches(iter(pieces)))
    assert "".join(found) == "".join(pieces)
    assert all(len(batch) >= LIMIT for batch in found[:-1])
    assert all(len(batch) < LIMIT + max(map(len, pieces)) for batch in found)


def test_bytes_are_written_as_they_are() -> None:
    out = io.BytesIO()
    write_pieces(iter([b"\xff" * LIMIT, b"", b"\r\n"]), out)
    assert out.getvalue() == b"\xff" * LIMIT + b"\r\n"


def test_what_is_written_is_utf8() -> None:
    out = io.BytesIO()
    write_batches(iter(["Кадры", "", "\n"]), out)
    assert out.getvalue() == "Кадры\n".encode()
