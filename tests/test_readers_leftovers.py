from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kadry.readers.leftovers import address, find

PROSE = "Губернатор назначил заместителя.\nРаньше он руководил районом."


def masked(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find(text)[0]]


@pytest.mark.parametrize(
    "line",
    [
        "Комментарий (0)",
        "Комментарии: 12",
        "Распечатать",
        "Поделиться",
        "Версия для печати",
        "Поделиться | Распечатать · Наверх",
        "Поделиться в соцсетях",
        "Источник: https://press.example/a",
        "Источник: press.example/a",
    ],
)
def test_a_closing_leftover_is_masked(line: str) -> None:
    assert masked(f"{PROSE}\r\n\r\n{line}\r\n") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Печать поставил министр.",
        "Поделиться опытом приехал губернатор Иванов",
        "Комментарий министра Иванова",
        "Источник: пресс-служба губернатора",
        "Отправить в отставку министра",
        "Главная новость дня",
    ],
)
def test_prose_is_not(line: str) -> None:
    assert masked(f"{line}\n{PROSE}\n{line}") == []


def test_only_head_and_tail_are_masked() -> None:
    text = f"Распечатать\n{PROSE}\nПоделиться\n{PROSE}\nКомментарий (0)"
    assert masked(text) == ["Распечатать", "Комментарий (0)"]


def test_the_closing_line_gives_the_source() -> None:
    assert (
        find(f"{PROSE}\nИсточник: https://press.example/a.html\nКомментарий (0)\n")[1] == "https://press.example/a.html"
    )
    assert find(f"Источник: https://press.example/a.html\n{PROSE}")[1] is None
    assert find(f"{PROSE}\nИсточник: https://press.example/a.")[1] == "https://press.example/a"


@pytest.mark.parametrize(
    "text",
    ["javascript:alert(1)", "file:///etc/passwd", "https://", "http://a b", "https://a/<b>", 'https://a/"', "", None, 7,
     "http://[", "ftp://a.example/", "https://a.example/\x1b[0m"],
)  # fmt: skip
def test_unsafe_addresses_are_none(text: object) -> None:
    assert address(text) is None


@given(
    st.lists(st.sampled_from(["Распечатать", "", " ", PROSE, "Источник: https://a.example/b", "x" * 9000]), max_size=30)
)
def test_ranges_are_sorted_disjoint_and_inside(lines: list[str]) -> None:
    text = "\n".join(lines)
    spans = find(text)[0]
    assert list(spans) == sorted(spans)
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
