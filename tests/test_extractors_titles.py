"""Claims of titles: what stands beside a name becomes a claim with its evidence and how sure it is."""

import pytest
from sentences import claims_of, extracted, parsed, triples

from kadry.claim import RoleClaim
from kadry.document import make_document
from kadry.extractors import titles
from kadry.russian.parse import parse


def by_role(text: str) -> dict[str, RoleClaim]:
    return {claim.role.normal: claim for claim in claims_of(text) if claim.role}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Приехал министр обороны Литвы Сергей Орлов.", {("Сергей Орлов", "министр обороны", "Литва")}),
        ("Прибыла литовский премьер-министр Инга Петрова.", {("Инга Петрова", "премьер-министр", "Литва")}),
        (
            "Выступил Сергей Орлов, директор завода «Прогресс», депутат Госдумы.",
            {("Сергей Орлов", "директор", "завод «Прогресс»"), ("Сергей Орлов", "депутат", "Госдума")},
        ),
        (
            "Прибыли глава района Пётр Ким и его заместитель Анна Петрова.",
            {("Пётр Ким", "глава", "район"), ("Анна Петрова", "заместитель", "район")},
        ),
        (
            "Вчера прибыли заместители министра А. Орлов и Б. Ким.",
            {("А. Орлов", "заместитель министра", "-"), ("Б. Ким", "заместитель министра", "-")},
        ),
        (
            "Он встретил директора школы № 57 Анну Петрову.",
            {("Анна Петрова", "директор", "школа № 57")},
        ),
        ("Вчера министры прибыли на заседание.", set()),
        ("Победитель конкурса Пётр Ким получил приз.", set()),
        ("Вчера министр обороны Литвы прибыл в Минск.", set()),
    ],
)
def test_triples(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert triples(text) == expected


@pytest.mark.parametrize(
    ("text", "role", "status", "acting", "post"),
    [
        ("Приехал бывший министр обороны Сергей Орлов.", "министр обороны", "former", False, None),
        ("Приехал министр обороны Сергей Орлов.", "министр обороны", "current", False, None),
        ("Приехал врио губернатора Омской области Сергей Орлов.", "врио губернатора", "current", True, "губернатор"),
        ("Приехал будущий министр обороны Сергей Орлов.", "министр обороны", "future", False, None),
        ("Вчера умер министр обороны Сергей Орлов.", "министр обороны", "former", False, None),
        ("Министр обороны Сергей Орлов сказал, что погиб солдат.", "Министр обороны", "current", False, None),
    ],
)
def test_status(text: str, role: str, status: str, acting: bool, post: str | None) -> None:
    claim = by_role(text)[role]
    assert (claim.status, claim.acting, claim.post, claim.change) == (status, acting, post, None)


@pytest.mark.parametrize(
    ("text", "role_class"),
    [
        ("Приехал генерал-лейтенант Пётр Ким.", "rank"),
        ("Приехал писатель Пётр Ким.", "profession"),
        ("Приехал директор Пётр Ким.", "post"),
    ],
)
def test_ranks_and_professions_are_kept_apart_from_posts(text: str, role_class: str) -> None:
    assert [claim.role_class for claim in claims_of(text)] == [role_class]


def test_the_nearer_the_surer() -> None:
    found = by_role("Приехали член Политбюро, секретарь ЦК, президент Лыонг Кыонг, глава делегации.")
    sure = {role: claim.confidence for role, claim in found.items()}
    assert sure["президент"] > sure["секретарь"] > sure["член"] >= 0.7
    assert sure["президент"] > sure["глава"]


def test_the_person_is_as_it_stands_and_the_antecedent_the_fullest() -> None:
    text = "Министр Сергей Петрович Орлов приехал. Выступил министр Орлов."
    first, second = claims_of(text)
    assert first.person == first.antecedent
    assert (second.person.text, second.antecedent.normal) == ("Орлов", "Сергей Петрович Орлов")
    assert "Сергей" not in second.evidence.text


def test_the_evidence_is_the_sentence() -> None:
    (claim,) = claims_of("Шёл дождь. Приехал министр обороны Литвы Сергей Орлов. Дождь перестал.")
    assert claim.evidence.text == "Приехал министр обороны Литвы Сергей Орлов."


def test_a_claim_is_observed_when_its_document_was_published() -> None:
    dated = parse(make_document("Приехал министр обороны Сергей Орлов.", published="2025-03"))
    assert [claim.observed for claim in titles.extract(dated)] == ["2025-03"]
    assert [claim.observed for claim in titles.extract(parsed("Приехал министр обороны Сергей Орлов."))] == [None]


def test_every_claim_names_its_rule() -> None:
    found = [s.rule for c in titles.extract(parsed("Приехал министр обороны Сергей Орлов.")) for s in c.supports]
    assert found == ["titles@1"]


def test_claims_are_sorted_and_their_ids_unique() -> None:
    text = "Приехали член Политбюро, президент Лыонг Кыонг, глава делегации; Чан Кам Ту, член Политбюро."
    claims = extracted(text).claims
    assert len(claims) == 4
    assert [c.person.start for c in claims] == sorted(c.person.start for c in claims)
    assert len({c.id for c in claims}) == len(claims)


@pytest.mark.parametrize(
    ("text", "words", "normal"),
    [
        ("Приехал экс-мэр Рыбинска Пётр Ким.", "мэр", "мэр"),
        ("Экс-министра обороны Литвы Сергея Орлова вызвали в суд.", "министра обороны", "министр обороны"),
        ("Выступил депутат-аграрий Пётр Ким.", "депутат", "депутат"),
    ],
)
def test_a_roles_mention_leaves_out_what_tells_of_the_holder(text: str, words: str, normal: str) -> None:
    (claim,) = claims_of(text)
    assert claim.role is not None
    assert (claim.role.text, claim.role.normal) == (words, normal)
    assert claim.role.text == text[claim.role.start : claim.role.end]


@pytest.mark.parametrize(
    ("text", "status", "until", "term_until"),
    [
        ("Полномочия сенатора Сергея Орлова истекают в октябре 2027 года.", "current", None, "2027-10"),
        ("Полномочия сенатора Сергея Орлова продлены до 2027 года.", "current", None, "2027"),
        ("Полномочия сенатора Сергея Орлова истекли в 2017 году.", "former", "2017", None),
        ("Полномочия сенатора Сергея Орлова обсудят в 2027 году.", "current", None, None),
        ("Дом сенатора Сергея Орлова достроят до 2027 года.", "current", None, None),
    ],
)
def test_the_end_of_powers_is_that_of_the_term(
    text: str, status: str, until: str | None, term_until: str | None
) -> None:
    found = by_role(text)["сенатор"]
    assert (found.status, found.until, found.term_until) == (status, until, term_until)
