"""Shapes of words beside slovnet's, whose vocabulary they are looked up in."""

from hypothesis import given, settings
from hypothesis import strategies as st
from slovnet.shape import PUNCTS, word_shape

from kadry.russian.engine.shapes import shape
from kadry.russian.engine.spellings import spellings
from kadry.russian.engine.weights import shape_ids

LETTERS = "абвЯЁёabZ-–.,!?«»№…'0195+ ²½İıſKᲀǅẞßΔ漢ﬁ_\u0301"
MARKS = frozenset(PUNCTS)


def test_the_marks_are_those_of_the_vocabulary() -> None:
    assert spellings()._marks == MARKS


@settings(max_examples=3000)
@given(st.text(LETTERS, min_size=1, max_size=6) | st.text(min_size=1, max_size=8))
def test_every_word_has_the_shape_that_the_models_were_trained_with(word: str) -> None:
    assert shape(word, MARKS) == word_shape(word)
    assert shape(word, MARKS) in shape_ids()
