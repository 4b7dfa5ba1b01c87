"""Traits: what a text tells of its persons besides their posts."""

from sentences import extracted

from kadry.claim import Chain


def people(text: str) -> dict[str, Chain]:
    return {c.head.normal: c for c in extracted(text).chains if c.head.type == "person"}


def test_the_country_that_a_text_is_about_is_the_setting_of_its_persons() -> None:
    text = "Сергей Орлов прибыл. Вьетнам растёт, вьетнамские газеты пишут. Литва молчит."
    assert people(text)["Сергей Орлов"].setting == "VN"
    assert people("Сергей Орлов прибыл.")["Сергей Орлов"].setting is None
