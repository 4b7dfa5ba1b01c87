"""Inheritance: the post that somebody held before."""

import pytest
from sentences import claims_of


def told(text: str) -> set[tuple[str, str, str, str | None]]:
    return {(c.antecedent.normal, c.role.normal, c.status, c.change) for c in claims_of(text) if c.role is not None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Вместо Рафаэля Кинтаны министром юстиции назначена Пилар Охеда.",
            {
                ("Рафаэль Кинтана", "министр юстиции", "former", "dismissed"),
                ("Пилар Охеда", "министр юстиции", "current", "appointed"),
            },
        ),
        (
            "Преемником Антона Лукашика на посту председателя совета стал Юрий Мелешко.",
            {
                ("Антон Лукашик", "председатель", "former", "dismissed"),
                ("Юрий Мелешко", "председатель", "current", "appointed"),
            },
        ),
        (
            "Полномочия губернатора от Игоря Белова принял Ратмир Елагин.",
            {
                ("Игорь Белов", "губернатор", "former", "dismissed"),
                ("Ратмир Елагин", "губернатор", "current", "appointed"),
            },
        ),
        (
            "Кресло мэра Окуловки перешло от Степана Лукина к Ольге Дёминой.",
            {("Степан Лукин", "мэр", "former", "dismissed"), ("Ольга Дёмина", "мэр", "current", "appointed")},
        ),
    ],
)
def test_the_verb_names_the_post(text: str, expected: set[tuple[str, str, str, str | None]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Новым директором музея стал Пётр Голосов, сменивший Нелли Зацепину.",
            {
                ("Пётр Голосов", "директор", "current", "appointed"),
                ("Нелли Зацепина", "директор", "former", "dismissed"),
            },
        ),
        (
            "Директор цирка Борис Рожин уволен, его место заняла Ада Шмелёва.",
            {("Борис Рожин", "Директор", "former", "dismissed"), ("Ада Шмелёва", "Директор", "current", "appointed")},
        ),
        (
            "Нынешнего министра туризма Карлоса Вельеса в декабре сменит Росарио Паэс.",
            {
                ("Карлос Вельес", "министр туризма", "current", None),
                ("Росарио Паэс", "министр туризма", "future", None),
            },
        ),
        (
            "Президент Ян Ковач сменил министра Ивана Мирчева.",
            {("Ян Ковач", "Президент", "current", None), ("Иван Мирчев", "министр", "current", None)},
        ),
    ],
)
def test_the_post_stands_beside_a_name(text: str, expected: set[tuple[str, str, str, str | None]]) -> None:
    assert told(text) == expected
