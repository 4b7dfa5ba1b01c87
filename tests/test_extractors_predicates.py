"""Claims of verbs: who comes to a post, holds it or leaves it, since when, and whether it is so at all."""

import pytest
from sentences import claims_of, triples

from kadry.claim import RoleClaim


def one(text: str, person: str = "Сергей Орлов") -> RoleClaim:
    """The only claim that a verb makes of a person."""
    found = [
        claim
        for claim in claims_of(text)
        if claim.antecedent.normal == person and any(s.rule.startswith("predicates") for s in claim.supports)
    ]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "person", "role", "body"),
    [
        ("Заместителем министра назначен Виктор Жданович.", "Виктор Жданович", "Заместитель министра", "-"),
        ("Сергей Орлов назначен министром обороны Литвы.", "Сергей Орлов", "министр обороны", "Литва"),
        ("Анну Петрову назначили директором завода.", "Анна Петрова", "директор", "завод"),
        ("На должность директора завода назначена Анна Петрова.", "Анна Петрова", "директор", "завод"),
        ("Анна Петрова избрана председателем комитета по этике.", "Анна Петрова", "председатель", "комитет по этике"),
        ("Депутаты избрали спикером Анну Петрову.", "Анна Петрова", "спикер", "-"),
        ("Сергей Орлов является членом Политбюро.", "Сергей Орлов", "член", "Политбюро"),
        ("Сергей Орлов стал депутатом Госдумы.", "Сергей Орлов", "депутат", "Госдума"),
        ("Сергей Орлов возглавил завод «Прогресс».", "Сергей Орлов", "глава", "завод «Прогресс»"),
        ("Анна Петрова возглавила коллегию адвокатов.", "Анна Петрова", "глава", "коллегия адвокатов"),
        ("Анна Петрова возглавляет канцелярию президента.", "Анна Петрова", "глава", "канцелярия президента"),
        ("Анна Петрова возглавляла газету «Степь» и завод «Рубин».", "Анна Петрова", "глава", "завод «Рубин»"),
        ("Сергей Орлов назначен послом, Анна Ким освобождена от должности.", "Сергей Орлов", "посол", "-"),
        ("Пост мэра, который оставил Пётр Ким, займёт Сергей Орлов.", "Сергей Орлов", "мэр", "-"),
        ("Его сын Сергей Орлов служит прокурором.", "Сергей Орлов", "прокурор", "-"),
        ("Сергей Орлов вошёл в состав комиссии по этике.", "Сергей Орлов", "член", "комиссия по этике"),
        ("Сергей Орлов родился в Омске. Он назначен министром обороны.", "Сергей Орлов", "министр обороны", "-"),
    ],
)
def test_who_gets_the_post(text: str, person: str, role: str, body: str) -> None:
    assert (person, role, body) in triples(text)


@pytest.mark.parametrize(
    ("text", "person", "role"),
    [
        ("Президент Пётр Ким назначил Сергея Орлова министром обороны.", "Сергей Орлов", "министр обороны"),
        ("Сергея Орлова назначил министром президент Пётр Ким.", "Сергей Орлов", "министр"),
        ("Указом президента Сергей Орлов назначен министром обороны.", "Сергей Орлов", "министр обороны"),
        ("Губернатор Пётр Ким назначил своим заместителем Сергея Орлова.", "Сергей Орлов", "заместитель"),
    ],
)
def test_who_appoints_and_who_is_appointed(text: str, person: str, role: str) -> None:
    claim = one(text)
    assert (claim.antecedent.normal, claim.role and claim.role.normal, claim.change) == (person, role, "appointed")
    assert all(c.change is None for c in claims_of(text) if c.antecedent.normal == "Пётр Ким")


@pytest.mark.parametrize(
    ("text", "status", "change"),
    [
        ("Сергей Орлов назначен министром обороны.", "current", "appointed"),
        ("Сергей Орлов стал министром обороны.", "current", "appointed"),
        ("Сергей Орлов возглавил завод «Прогресс».", "current", "appointed"),
        ("Сергей Орлов вступил в должность губернатора.", "current", "appointed"),
        ("Сергей Орлов возглавляет завод «Прогресс».", "current", None),
        ("Сергей Орлов является министром обороны.", "current", None),
        ("Сергей Орлов остаётся министром обороны.", "current", None),
        ("Сергей Орлов возглавлял завод «Прогресс».", "former", None),
        ("Сергей Орлов занимал пост министра обороны.", "former", None),
        ("Сергей Орлов был министром обороны.", "former", None),
        ("Сергей Орлов освобождён от должности министра обороны.", "former", "dismissed"),
        ("Суд отстранил Сергея Орлова от должности директора завода.", "former", "dismissed"),
        ("Сергей Орлов покинул пост директора завода.", "former", "dismissed"),
        ("Сергей Орлов будет назначен министром обороны.", "future", None),
        ("Сергей Орлов станет министром обороны.", "future", None),
        ("Сергей Орлов может стать министром обороны.", "future", None),
        ("Сергей Орлов собирается возглавить завод «Прогресс».", "future", None),
        ("Планируется назначить Сергея Орлова министром.", "future", None),
        ("Фракция выдвинула кандидатуру Сергея Орлова на пост спикера.", "future", None),
        ("Парламент отклонил кандидатуру Сергея Орлова на пост спикера.", "denied", None),
        ("Парламент одобрил кандидатуру Сергея Орлова на пост спикера.", "current", "appointed"),
        ("Сергей Орлов не назначен министром.", "denied", None),
        ("Сергей Орлов никогда не был министром.", "denied", None),
        ("Слухи о том, что Сергей Орлов станет министром, опровергли.", "denied", None),
        ("Сергей Орлов опроверг слухи о своём назначении министром.", "denied", None),
        ("То, что Сергей Орлов работал министром, не соответствует действительности.", "denied", None),
        ("Сергей Орлов не освобождён от должности министра обороны.", "current", None),
        ("Мэрия опровергла увольнение Сергея Орлова с должности министра обороны.", "current", None),
    ],
)
def test_status_and_change(text: str, status: str, change: str | None) -> None:
    claim = one(text)
    assert (claim.status, claim.change) == (status, change)


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("По слухам, Сергей Орлов станет министром обороны.", True),
        ("По неподтверждённым данным, Сергей Орлов назначен министром.", True),
        ("Сергей Орлов назначен министром.", False),
    ],
)
def test_rumour_is_marked(text: str, reported: bool) -> None:
    assert one(text).reported is reported


@pytest.mark.parametrize(
    ("text", "since", "until", "term"),
    [
        ("24 января 2025 года Сергей Орлов назначен министром обороны.", "2025-01-24", None, None),
        ("С марта 2020 года Сергей Орлов возглавляет завод «Прогресс».", "2020-03", None, None),
        ("Сергей Орлов возглавлял завод «Прогресс» до 2020 года.", None, "2020", None),
        ("Сергей Орлов занимал пост министра обороны с 2007 по 2013 год.", "2007", "2013", None),
        ("1 мая 2020 года Сергей Орлов освобождён от должности министра.", None, "2020-05-01", None),
        ("Сергей Орлов назначен министром на срок до 2030 года.", None, None, "2030"),
        ("Сергей Орлов назначен министром.", None, None, None),
    ],
)
def test_dates(text: str, since: str | None, until: str | None, term: str | None) -> None:
    claim = one(text)
    assert (claim.since, claim.until, claim.term_until) == (since, until, term)


def test_each_verb_has_its_own_date() -> None:
    text = "В 2007–2013 годах Сергей Орлов возглавлял завод «Прогресс», в мае 2015 года назначен министром обороны."
    found = {c.role.normal: (c.since, c.until) for c in claims_of(text) if c.role}
    assert found == {"глава": ("2007", "2013"), "министр обороны": ("2015-05", None)}


def test_a_date_behind_several_commas_is_another_facts() -> None:
    assert one("Завод построен в 1960 году, перестроен, и Сергей Орлов возглавил завод «Прогресс».").since is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Сергей Орлов избран членом Политбюро и секретарём ЦК.",
            {("Сергей Орлов", "член", "Политбюро"), ("Сергей Орлов", "секретарь", "ЦК")},
        ),
        (
            "Анна Петрова, возглавлявшая завод «Прогресс», избрана мэром Омска.",
            {("Анна Петрова", "глава", "завод «Прогресс»"), ("Анна Петрова", "мэр", "Омск")},
        ),
        (
            "Сегодня заместителями министра назначены Анна Петрова и Пётр Ким.",
            {("Анна Петрова", "заместитель министра", "-"), ("Пётр Ким", "заместитель министра", "-")},
        ),
    ],
)
def test_several_roles_or_people_of_one_verb(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert triples(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Сергей Орлов сменил Петра Кима на посту министра обороны.",
        "На посту министра обороны Петра Кима сменил Сергей Орлов.",
    ],
)
def test_a_successor_comes_and_the_predecessor_goes(text: str) -> None:
    coming, going = one(text), one(text, "Пётр Ким")
    assert (coming.status, coming.change) == ("current", "appointed")
    assert (going.status, going.change) == ("former", "dismissed")
    assert coming.role == going.role


def test_this_post_points_to_the_sentence_before_and_the_evidence_shows_both() -> None:
    text = "Сергей Орлов занимал должность директора. На этот пост назначена Анна Петрова."
    claim = one(text, "Анна Петрова")
    assert (claim.role and claim.role.normal, claim.change) == ("директор", "appointed")
    assert claim.evidence.text == text


@pytest.mark.parametrize(
    "text",
    [
        "Сергей Орлов назначен.",
        "Сергей Орлов стал чемпионом мира.",
        "Сергей Орлов открыл завод «Прогресс».",
        "Сергей Орлов говорил с министром обороны.",
        "Бывший министр назначен послом.",
        "Завод «Прогресс» возглавляет список.",
        "Анна Петрова, чей муж служит прокурором, уехала.",
        "Назначение Орлова ожидалось, но вакансия ректора остаётся открытой.",
        "Сергей Орлов отслужил мессу.",
    ],
)
def test_no_claim(text: str) -> None:
    assert triples(text) == set()


def test_a_person_in_another_sentence_is_less_sure() -> None:
    near = one("Сергей Орлов назначен министром обороны.")
    far = one("Сергей Орлов родился в Омске. Он назначен министром обороны.")
    assert near.confidence > far.confidence


@pytest.mark.parametrize(
    ("text", "status", "change"),
    [
        ("Сергей Орлов выдвинут на пост губернатора.", "future", None),
        ("Сергей Орлов ушёл в отставку с поста губернатора.", "former", "dismissed"),
    ],
)
def test_meanings_that_are_missed(text: str, status: str, change: str | None) -> None:
    claim = one(text)
    assert (claim.status, claim.change) == (status, change)


@pytest.mark.parametrize(
    ("text", "status", "since", "term_until"),
    [
        ("В мае 2021 года Сергей Орлов избран ректором на пять лет.", "current", "2021-05", "2026-05"),
        ("Сергей Орлов избран ректором на пять лет.", "current", None, None),
        ("До 2030 года ректором останется Сергей Орлов.", "current", None, "2030"),
        ("Сергей Орлов будет ректором до 2030 года.", "future", None, "2030"),
    ],
)
def test_a_planned_end_is_no_end(text: str, status: str, since: str | None, term_until: str | None) -> None:
    found = one(text)
    assert (found.status, found.since, found.until, found.term_until) == (status, since, None, term_until)


def test_who_is_dismissed_after_an_appointment_leaves_that_post() -> None:
    found = claims_of("2018-04-01 Сергей Орлов назначен ректором, 2021-07-15 уволен.")
    assert {(c.change, c.since, c.until) for c in found} == {
        ("appointed", "2018-04-01", None),
        ("dismissed", None, "2021-07-15"),
    }
