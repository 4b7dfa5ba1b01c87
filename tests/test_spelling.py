"""The marks by which an index knows names are those of the whole name, whatever stands in it."""

from hypothesis import example, given
from hypothesis import strategies as st

from kadry.spelling import latin, marks, words


@given(st.text("абвй ё.-'\"«»…¨½ﬁ\u00a0\u0301İßABxyz\n", max_size=12))
@example("И. О. Кузнецов-Щукин")
@example("Nguyễn Phú Trọng")
@example("ООО …¨Ромашка½")
def test_marks_are_those_of_the_whole_name(name: str) -> None:
    assert marks([name]) == {word for word in words(latin(name)) if len(word.rstrip(".")) > 1}


def test_initials_are_no_marks() -> None:
    assert marks(["И. О. Кузнецов", "Анна"]) == {"kuznecov", "ana"}
