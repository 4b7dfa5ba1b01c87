"""Traits: what a text tells of its persons besides their posts."""

from sentences import extracted

from kadry.claim import Chain


def people(text: str) -> dict[str, Chain]:
    return {c.head.normal: c for c in extracted(text).chains if c.head.type == "person"}


def test_the_country_that_a_text_is_about_is_the_setting_of_its_persons() -> None:
    text = "Сергей Орлов прибыл. Вьетнам растёт, вьетнамские газеты пишут. Литва молчит."
    assert people(text)["Сергей Орлов"].setting == "VN"
    assert people("Сергей Орлов прибыл.")["Сергей Орлов"].setting is None


def test_the_date_of_birth_of_a_person_joins_what_all_sentences_say() -> None:
    chains = people("Пётр Лунин родился в 1960 году. Лунин (род. 14 мая 1960) живёт в Омске. Олег Ким приехал.")
    assert {name: chain.born for name, chain in chains.items()} == {"Пётр Лунин": "1960-05-14", "Олег Ким": None}


def test_dates_that_contradict_each_other_are_left_out() -> None:
    chains = people("Пётр Лунин родился в 1960 году. Лунин (род. 14 мая 1961) живёт в Омске.")
    assert chains["Пётр Лунин"].born is None
