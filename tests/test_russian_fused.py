"""Names that the tagger has fused with that of the body before them."""

import pytest
from msgspec.structs import replace
from sentences import sentence, words

from kadry.russian.analysis import Token
from kadry.russian.fused import is_given, past_body

Hung = dict[str, tuple[int, str]]


def hung(notation: str, heads: Hung) -> list[Token]:
    """The tokens of a notation, some of them with another head and relation."""
    made = sentence(notation).tokens
    return [replace(t, head=heads[t.text][0], rel=heads[t.text][1]) if t.text in heads else t for t in made]


@pytest.mark.parametrize(
    ("notation", "heads", "name"),
    [
        (
            "премьер PER[Норландии Тереза Мельдаль]",
            {"Норландии": (0, "nmod"), "Тереза": (0, "appos"), "Мельдаль": (2, "flat:name")},
            "Тереза Мельдаль",
        ),
        (
            "шериф округа{gent} PER[Пинхолл Боб Гуальт]",
            {"Пинхолл": (1, "appos"), "Боб": (0, "appos"), "Гуальт": (3, "flat:name")},
            "Боб Гуальт",
        ),
        (
            "генерал PER[Дуайт Дэвид Эйзен]",
            {"Дуайт": (0, "appos"), "Дэвид": (0, "appos"), "Эйзен": (2, "flat:name")},
            "Дуайт Дэвид Эйзен",
        ),
        (
            "судья PER[Кащука Роман Петрович]",
            {"Кащука": (0, "nmod"), "Роман": (0, "appos"), "Петрович": (2, "flat:name")},
            "Кащука Роман Петрович",
        ),
        (
            "комитет провинции{gent} PER[Во Куок Чыонг]",
            {"Во": (1, "appos"), "Куок": (0, "appos"), "Чыонг": (3, "flat:name")},
            "Во Куок Чыонг",
        ),
        (
            "премьер PER[Норландии Тереза Мельдаль]",
            {"Норландии": (0, "nmod"), "Тереза": (1, "flat:name"), "Мельдаль": (1, "flat:name")},
            "Норландии Тереза Мельдаль",
        ),
    ],
)
def test_a_name_begins_behind_that_of_the_body_of_the_noun_before_it(notation: str, heads: Hung, name: str) -> None:
    tokens = hung(notation, heads)
    first = next(i for i, t in enumerate(tokens) if t.name)
    assert words(tokens, past_body(tokens, first, len(tokens)), len(tokens)) == name


def test_given_names_are_those_of_the_dictionary_and_of_the_table() -> None:
    assert is_given("тереза")
    assert is_given("дуайт")
    assert not is_given("норландии")
