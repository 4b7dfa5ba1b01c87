"""Leaders: of which country somebody is known to have been the head of state or of government."""

import pytest

from kadry.russian import lexicon
from kadry.russian.leaders import country_headed, country_led


@pytest.mark.parametrize(
    ("name", "role", "country"),
    [
        ("Барак Обама", "президент", "US"),
        ("Обама", "президент", "US"),
        ("Б. Обама", "президент", "US"),
        ("Владимир Владимирович Путин", "премьер-министр", "RU"),
        ("Си Цзиньпин", "президент", "CN"),
        ("Ангела Меркель", "министр", "DE"),
        ("Меркель", "канцлер", "DE"),
        ("Лула да Силва", "президент", "BR"),
    ],
)
def test_a_leader_is_known_by_name(name: str, role: str, country: str) -> None:
    assert country_led(name, role) == country


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Орлов", "президент"),
        ("Пётр Обама", "президент"),  # a namesake
        ("П. Обама", "президент"),
        ("Обама", "министр"),  # a surname alone and no post at the top
        ("Браун", "премьер"),  # a surname that many bear
        ("Павел", "президент"),  # a given name as well
        ("Цзиньпин", "президент"),
        ("Фишер", "президент"),  # of Austria, and a premier of Czechia
    ],
)
def test_who_may_be_somebody_else_is_no_leader(name: str, role: str) -> None:
    assert country_led(name, role) is None


def test_the_table_knows_its_countries_and_names_each_leader_of_one_once() -> None:
    codes = {country.code for country in lexicon.countries()}
    assert list(lexicon.leaders()) == sorted(lexicon.leaders())
    for code, leaders in lexicon.leaders().items():
        names = (*leaders.holders, *leaders.others)
        assert code in codes
        assert leaders.post in ("", "президент", "премьер", "канцлер")
        assert len(names) == len(set(names)) >= 1
        assert all(name[0].isupper() and not name.endswith(".") for name in names)


@pytest.mark.parametrize(
    ("name", "post", "code"),
    [
        ("Барак Обама", "президент", "US"),
        ("Нетаньяху", "премьер-министр", "IL"),
        ("Ангела Меркель", "канцлер", "DE"),
        ("Ангела Меркель", "президент", None),
        ("Михаил Касьянов", "президент", None),  # a head of the government where a president leads
        ("Николай Уваров", "президент", None),
    ],
)
def test_who_held_the_post_that_leads_a_country(name: str, post: str, code: str | None) -> None:
    assert country_headed(name, post) == code
