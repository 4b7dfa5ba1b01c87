import pytest

from kadry.russian.seats import is_single, one_holder


@pytest.mark.parametrize("role", ["министр", "министр иностранных дел", "генеральный директор", "губернатор", "аким"])
def test_roles_that_a_body_gives_to_one(role: str) -> None:
    assert is_single(role)


@pytest.mark.parametrize("role", ["депутат", "заместитель министра", "советник президента", "член", "", "ткач"])
def test_roles_that_a_body_gives_to_many(role: str) -> None:
    assert not is_single(role)
    assert not one_holder(role, "Министерство юстиции")


@pytest.mark.parametrize(
    ("role", "body", "country"),
    [
        ("министр", "МВД", "RU"),
        ("министр", "Министерство юстиции", None),
        ("министр обороны", "Россия", "RU"),
        ("премьер-министр", "правительство", "JP"),
        ("губернатор", "Заречная область", None),
        ("директор", "Озёрский лесхоз", None),
        ("генеральный секретарь", "ООН", None),
        ("Председатель", "Верховный суд", "KZ"),
    ],
)
def test_one_at_a_time(role: str, body: str, country: str | None) -> None:
    assert one_holder(role, body, country)


@pytest.mark.parametrize(
    ("role", "body", "country"),
    [
        ("министр", "правительство", "RU"),  # of many ministers
        ("министр", "Беларусь", "BY"),
        ("начальник отдела", "МВД", "RU"),  # of many departments
        ("председатель комитета", "Госдума", "RU"),
        ("директор", "Москва", None),  # of many bodies in the town
        ("директор", "Заречная область", None),
        ("епископ", "РПЦ", None),
        ("глава", "администрация", None),  # a bare common noun names nobody
        ("председатель", "Верховный суд", None),  # every country has one
        ("министр финансов", "", None),
    ],
)
def test_perhaps_several_at_a_time(role: str, body: str, country: str | None) -> None:
    assert not one_holder(role, body, country)
