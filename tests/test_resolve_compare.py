"""Comparing two in-document entities: what counts as one name, what forbids a merge, and how it reads."""

import pytest
from msgspec.structs import replace

from kadry.claim import Chain, Held, Mention, MentionType
from kadry.resolve import compare


def chain(
    name: str,
    type: MentionType = "person",
    *,
    document: str = "d1",
    start: int = 0,
    gender: str | None = None,
    country: str | None = None,
    generic: bool = False,
) -> Chain:
    head = Mention(document, start, start + len(name), type, name, name)
    return Chain(head, (head,), gender, country, generic)


@pytest.mark.parametrize(
    ("left", "right", "score"),
    [
        ("Иван Ильич Петров", "Иван Ильич Петров", 1.0),
        ("Иван Ильич Петров", "Петров  Иван Ильич", 1.0),
        ("Артём Ильич Королёв", "Артем Ильич КОРОЛЕВ", 1.0),
        ("Ильхам Гейдар оглы Мамедов", "Мамедов Ильхам Гейдар-оглы", 1.0),
        ("Ильхам Гейдар оглы Мамедов", "Ильхам Гейдарович Мамедов", 1.0),
        ("Гульнара Шавкат кизи Юсупова", "Юсупова Гульнара Шавкатовна", 1.0),
        ("Мерген Доржу оолу Ондар", "Ондар Мерген Доржуевич", 1.0),
        ("Виктор Иванович Жданович", "Жданович Виктор Иванович", 1.0),
        ("Лыонг Кыонг", "Лыонг Кыонг", 0.9),
        ("Виктор Жданович", "Виктор Жданович", 0.9),
        ("Виктор Жданович", "Жданович Виктор", 0.9),
        ("Иван Петров", "Иван Ильич Петров", 0.8),
        ("Роберт Генри Лоуренс", "Роберт Лоуренс", 0.8),
        ("Мигель Диас-Канель", "Мигель Диас-Канель Бермудес", 0.8),
        ("Александр Петров", "Саша Петров", 0.75),
        ("Наталия Гордеева", "Наталья Гордеева", 0.75),
        ("Лыонг Кыонг", "Луонг Куонг", 0.7),
        ("Лыонг Кыонг", "Lương Cường", 0.7),
        ("Владимир Гордеев", "Vladimir Gordeev", 0.7),
        ("Луис Инасиу Роша да Силва", "Луиз Инасио Роша да Сильва", 0.7),
        ("Касым-Жомарт Алданов", "Касым Жомарт Алданов", 0.75),
        ("Синдзо Морикава", "Шиндзо Морикава", 0.75),
        ("Урсула фон дер Ляйен", "Урсула фон дер Лейен", 0.7),
        ("Энтони Хоррэп", "Энтони Хоррэпа", 0.7),
        ("И. И. Петров", "Петров И.И.", 0.65),
        ("И. И. Петров", "Иван Ильич Петров", 0.65),
        ("Дроздецкий", "Артём Дроздецкий", 0.5),
        ("А. Дроздецкий", "Артём Дроздецкий", 0.5),
    ],
)
def test_one_name(left: str, right: str, score: float) -> None:
    for one, other in ((left, right), (right, left)):
        comparison = compare(chain(one), chain(other))
        assert comparison.score == score
        assert comparison.reasons
        assert not comparison.vetoed


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Петров", "Петров"),
        ("И. Петров", "И. Петров"),
        ("Петров", "Иван Петров"),
        ("Иван", "Иван Петров"),
        ("Анна Петровна", "Анна Петровна"),
        ("Владимир Владимирович", "Владимир Петров"),
        ("Чан Кам Ту", "Чан Ту"),
        ("Виктор Жданович", "Виктор Петрович Жданов"),
        ("Мария Иванова", "Мария Петрова"),
        ("Саша Петров", "Шура Петров"),
        ("Женя Гордеев", "Женя Гордеева"),
        ("Эрик Торсен", "Эрик Торссон"),
    ],
)
def test_no_rule_makes_these_one(left: str, right: str) -> None:
    comparison = compare(chain(left), chain(right))
    assert comparison.score == 0
    assert comparison.reasons
    assert not comparison.vetoed


@pytest.mark.parametrize(
    ("left", "right", "what", "words"),
    [
        ("Иван Ильич Петров", "Иван Олегович Петров", "patronymic contradicted", ("ильич", "олегович")),
        ("Иван Ильич Петров", "Пётр Ильич Петров", "given name contradicted", ("иван", "петр")),
        ("И. И. Петров", "Пётр Ильич Петров", "given name contradicted", ("и.", "петр")),
        ("С. Петров", "Александр Петров", "given name contradicted", ("с.", "александр")),
        (
            "Джон Хант-младший",
            "Джон Хант-старший",
            "one is the elder, the other the younger",
            ("джон хант", "джон хант"),
        ),
        ("Мария Корина Роша", "Мария Елена Роша", "second given name contradicted", ("корина", "елена")),
    ],
)
def test_a_contradiction_is_a_veto_in_words(left: str, right: str, what: str, words: tuple[str, str]) -> None:
    comparison = compare(chain(left), chain(right))
    assert comparison.score == 0
    assert [(r.what, r.left, r.right) for r in comparison.reasons if r.veto] == [(what, *words)]


def test_who_alone_is_told_to_be_the_younger_needs_more_than_the_name() -> None:
    found = compare(chain("Джон Хант-младший"), chain("Джон Хант"))
    assert (found.score, found.vetoed) == (0.5, False)


@pytest.mark.parametrize(
    ("left", "right", "vetoed"),
    [
        ("банк «Вельмар»", "колхоз «Вельмар»", True),
        ("правление банка «Вельмар»", "правление колхоза «Вельмар»", True),
        ("завод «Вельмар»", "комбинат «Вельмар»", False),
        ("компания «Вельмар»", "банк «Вельмар»", False),
        ("Вельмар", "банк «Вельмар»", False),
    ],
)
def test_bodies_of_two_kinds_are_two(left: str, right: str, *, vetoed: bool) -> None:
    assert compare(chain(left, "body"), chain(right, "body")).vetoed == vetoed


def test_gender_is_a_veto_only_where_both_are_known() -> None:
    name = "Нгуен Хоа"
    assert compare(chain(name, gender="masc"), chain(name, gender="femn")).vetoed
    assert compare(chain(name, gender="masc"), chain(name)).score == 0.9


def test_a_birth_is_a_veto_where_both_are_known_and_differ() -> None:
    born = [replace(chain("Нгуен Хоа"), born=date) for date in ("1960", "1960-05-14", "1961")]
    assert [r.what for r in compare(born[0], born[2]).reasons] == ["birth contradicted"]
    assert compare(born[0], born[1]).score == 0.9


def test_a_country_parts_bearers_of_a_common_surname_only() -> None:
    assert compare(chain("Иван Петров", country="RU"), chain("Иван Петров", country="LT")).vetoed
    rare = compare(chain("Иван Дроздецкий", country="RU"), chain("Иван Дроздецкий", country="LT"))
    assert rare.score == 0.9
    assert "another country, which one may have" in [r.what for r in rare.reasons]


def test_a_seat_that_many_hold_does_not_tell_a_common_surname() -> None:
    seat = Held("депутат", "мажилис", "KZ")
    one, other, rare, bearer = (
        replace(chain(name), posts=(seat,)) for name in ("Петров", "Иван Петров", "Дроздецкий", "Артём Дроздецкий")
    )
    assert compare(one, other).score == 0
    assert compare(rare, bearer).score == 0.6


def test_a_weak_name_is_told_by_what_is_said_of_the_person() -> None:
    post = Held("министр финансов", "правительство", "KZ")
    one, other = (replace(chain(name), posts=(post,)) for name in ("Петров", "Иван Петров"))
    found = compare(one, other)
    assert found.score == 0.6
    assert "both are called министр финансов · правительство" in [r.what for r in found.reasons]


@pytest.mark.parametrize(
    ("left", "right", "score"),
    [
        ("МВД России", "Министерство внутренних дел РФ", 1.0),
        ("российское МВД", "МВД России", 1.0),
        ("Госдума", "Государственная дума", 1.0),
        ("ООН", "Организация Объединённых Наций", 0.9),
        ("Orbelis", "Орбелис", 0.7),
        ("Forbes", "Форбс", 1.0),
        ("The Ravens", "Ravens", 0.9),
        ("ООО «Вектор»", "Вектор", 0.9),
        ("Министерство обороны", "Министерство обороны Литвы", 0.8),
        ("МВД России", "МВД Украины", 0.0),
        ("Совет ветеранов Томска", "Совет ветеранов Омска", 0.0),
        ("инспекционная группа № 1907", "инспекционная группа № 1908", 0.0),
        ("город Хоашон", "провинция Хоашон", 0.0),
        ("горсовет", "горсовет", 0.0),
        ("КГБ СССР", "ФСБ России", 0.0),
    ],
)
def test_names_of_bodies(left: str, right: str, score: float) -> None:
    for one, other in ((left, right), (right, left)):
        assert compare(chain(one, "body"), chain(other, "body")).score == score


def test_a_kind_that_every_country_has_is_of_the_country_that_the_text_is_about() -> None:
    texts = [replace(chain("Министерство обороны", "body"), setting=country) for country in ("RU", "LT", "RU", None)]
    assert compare(texts[0], texts[1]).vetoed
    assert compare(texts[0], texts[2]).score == 1.0
    assert compare(texts[0], texts[3]).score == 0.8
    assert compare(*(replace(chain("ООН", "body"), setting=country) for country in ("RU", "LT"))).score == 0.9


def test_two_entries_of_one_authority_file_are_two() -> None:
    first, second, other = (
        replace(chain("Нгуен Хоа"), authority=id) for id in ("wikidata:Q1", "wikidata:Q2", "viaf:7")
    )
    assert [r.what for r in compare(first, second).reasons] == ["two entries of one authority file"]
    assert compare(first, other).score == 0.9


def test_a_ministry_in_another_country_is_another_body() -> None:
    name = "Министерство финансов"
    home, abroad, unknown = (chain(name, "body", country=c) for c in ("KZ", "BY", None))
    assert [r.what for r in compare(home, abroad).reasons] == ["country contradicted"]
    assert compare(home, chain("министерство  финансов", "body", country="KZ")).score == 1.0
    assert compare(home, unknown).score == 0.8


def test_a_generic_name_is_nobody_elsewhere() -> None:
    assert compare(chain("группа", "body", generic=True), chain("группа", "body", generic=True)).score == 0
    assert compare(chain("МИД", "body"), chain("МИД", "body")).score == 0.9


def test_a_person_is_no_body() -> None:
    assert compare(chain("Виктор Жданович"), chain("Виктор Жданович", "body")).vetoed


@pytest.mark.parametrize("name", ["", ".", "...", "- -", "И.", "И. О.", "оглы", "\x00"])
def test_what_is_no_name_is_nobody(name: str) -> None:
    assert compare(chain(name), chain(name)).score == 0


def test_no_name_is_too_long() -> None:
    assert not compare(chain("а" * 10_000), chain("б" * 10_000)).score
