"""Claims without a role: «Ким из Минобороны», «Ким (Всемирный банк)»."""

import pytest
from sentences import claims_of, triples


@pytest.mark.parametrize(
    ("text", "person", "body"),
    [
        ("Пётр Ким из Минобороны ответил на вопросы.", "Пётр Ким", "Минобороны"),
        ("Пётр Ким (Всемирный банк) выступил.", "Пётр Ким", "Всемирный банк"),
        ("Участник группы «Полынь» Пётр Ким выступил.", "Пётр Ким", "группа «Полынь»"),
    ],
)
def test_a_person_of_a_body(text: str, person: str, body: str) -> None:
    assert triples(text) == {(person, "-", body)}


def test_it_is_less_sure_than_a_title() -> None:
    (employer,) = claims_of("Пётр Ким из Минобороны ответил на вопросы.")
    (title,) = claims_of("Сотрудник Минобороны Пётр Ким ответил на вопросы.")
    assert employer.confidence < title.confidence
    assert (employer.role, employer.status) == (None, "current")


def test_a_party_in_brackets_stands_beside_the_body_of_the_post() -> None:
    text = "Вице-спикер парламента Пётр Ким («Единая Россия») выступил."
    assert triples(text) == {("Пётр Ким", "Вице-спикер", "парламент"), ("Пётр Ким", "-", "Единая Россия")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Пётр Ким из Омска выступил.", set()),
        ("Пётр Ким из Литвы выступил.", set()),
    ],
)
def test_no_employer(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert triples(text) == expected


@pytest.mark.parametrize(
    ("text", "role", "body"),
    [
        ("Министр Пётр Ким из Минобороны ответил.", "Министр", "Минобороны"),
        ("Эксперт Пётр Ким (Всемирный банк) выступил.", "Эксперт", "Всемирный банк"),
        ("Пётр Ким работал в Минобороны экономистом.", "экономист", "Минобороны"),
        ("Пётр Ким работал экономистом в Минобороны.", "экономист", "Минобороны"),
        ("Математик Пётр Ким из Тверского университета выступил.", "Математик", "Тверской университет"),
        ("Вице-премьер Пётр Ким из Минобороны ответил.", "Вице-премьер", "Минобороны"),
    ],
)
def test_a_role_without_a_body_has_that_behind_the_name_or_beside_the_verb(text: str, role: str, body: str) -> None:
    assert triples(text) == {("Пётр Ким", role, body)}


@pytest.mark.parametrize(
    ("text", "bodies", "status"),
    [
        ("Анна Лунина играла в Омском драматическом театре.", ["Омский драматический театр"], "former"),
        ("Анна Лунина играет за московский «Спартак» и сборную Литвы.", ["Спартак", "сборная Литвы"], "current"),
        ("Анна Лунина тренируется в Тверском училище.", ["Тверское училище"], "current"),
        ("Анна Лунина работала в «Ведомостях», «Известиях» и Минфине.", ["Ведомости", "Известия", "Минфин"], "former"),
    ],
)
def test_a_verb_of_activity_puts_its_subject_in_each_body_of_the_row(text: str, bodies: list[str], status: str) -> None:
    found = [(c.antecedent.normal, c.role, c.organization and c.organization.normal, c.status) for c in claims_of(text)]
    assert sorted(found, key=str) == sorted((("Анна Лунина", None, body, status) for body in bodies), key=str)


@pytest.mark.parametrize(
    "text",
    [
        "Анна Лунина не играла в Омском драматическом театре.",
        "Анна Лунина играла в Омске.",
        "Анна Лунина играла в театре.",
        "Анна Лунина выступает в Государственной думе.",
        "Анна Лунина хвалила «Спартак».",
    ],
)
def test_no_activity(text: str) -> None:
    assert triples(text) == set()


def test_who_moves_leaves_one_body_and_comes_to_another() -> None:
    found = claims_of("Анна Лунина перешла из Минфина в «Динамо».")
    assert {(c.organization and c.organization.normal, c.status, c.change) for c in found} == {
        ("Минфин", "former", "dismissed"),
        ("Динамо", "current", "appointed"),
    }


@pytest.mark.parametrize("text", ["Анна Лунина перешла в другую школу.", "Анна Лунина не перешла в «Динамо»."])
def test_no_move(text: str) -> None:
    assert triples(text) == set()


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Союз садоводов (ССО) во главе с Тихоном Лебедем подал иск.", "Союз садоводов"),
        ("Фонд «Родник», возглавляемый Тихоном Лебедем, подал иск.", "Фонд «Родник»"),
        ("Партия «Родник» во главе с лидером Тихоном Лебедем подала иск.", "Партия «Родник»"),
    ],
)
def test_who_leads_a_body_is_its_head(text: str, body: str) -> None:
    (claim,) = [c for c in claims_of(text) if c.organization is not None]
    assert claim.role is not None
    assert claim.organization is not None
    assert (claim.antecedent.normal, claim.role.normal, claim.organization.normal) == ("Тихон Лебедь", "глава", body)
    assert claim.role.text in ("главе", "возглавляемый")


def test_a_crowd_has_no_head() -> None:
    assert triples("Демонстранты во главе с Тихоном Лебедем ушли.") == set()
