"""The sentence around a mention: one sentence of one line, whatever stands beside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kadry.russian.around import sentence_around

TEXT = "Заголовок\nВ школе им. Ленина выступил И. О. Петров. Он уехал.\r\nПетров Иван"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("И. О. Петров", "В школе им. Ленина выступил И. О. Петров."),
        ("Он", "Он уехал."),
        ("Заголовок", "Заголовок"),
        ("Петров Иван", "Петров Иван"),
        ("Петров. Он", "В школе им. Ленина выступил И. О. Петров. Он уехал."),
    ],
)
def test_the_sentence_is_found(words: str, sentence: str) -> None:
    start = TEXT.index(words)
    found = sentence_around(TEXT, start, start + len(words))
    assert TEXT[found.start : found.end] == sentence


@given(st.text("Аб. !\n\u2028", min_size=1), st.data())
def test_the_words_are_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = sentence_around(text, start, end)
    assert 0 <= found.start <= start < end <= found.end <= len(text)
