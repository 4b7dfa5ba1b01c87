import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kadry.cli.screen import printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Иван\r\nПетров", "Иван Петров"),
        ("\x1b[31mкрасный\x1b[0m", "[31mкрасный[0m"),
        ("\x9b31m", "31m"),
        ("a\u202eb\u200bc\x07", "abc"),
        ("[bold]x[/bold]", "[bold]x[/bold]"),
    ],
)
def test_what_could_move_the_cursor_goes(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text())
def test_nothing_unseen_is_left_and_nothing_else_goes(text: str) -> None:
    shown = printable(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in shown)
    assert "\u2028" not in shown
    assert printable(shown) == shown
    assert [c for c in shown if c.isalnum()] == [c for c in text if c.isalnum() and unicodedata.category(c) != "Cn"]
