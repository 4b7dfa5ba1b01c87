"""Settling: rivals for one role, bodies that the text leaves out, and titles that stand for their holders."""

import pytest
from sentences import claims_of, extracted, parsed, triples

from kadry.claim import RoleClaim
from kadry.extractors import predicates, titles
from kadry.extractors.settle import settle


def posts(text: str, person: str) -> list[RoleClaim]:
    return [claim for claim in claims_of(text) if claim.antecedent.normal == person]


def people(text: str) -> list[list[str]]:
    return [[m.text for m in c.mentions] for c in extracted(text).chains if c.head.type == "person"]


@pytest.mark.parametrize(
    "text",
    [
        "Министр обороны Сергей Орлов освобождён от должности.",
        "Министр обороны Сергей Орлов ушёл в отставку.",
        "Сергей Орлов назначен министром обороны.",
        "На пост министра обороны Сергея Орлова назначил президент.",
    ],
)
def test_a_role_is_claimed_once_and_the_verbs_reading_stands(text: str) -> None:
    (claim,) = posts(text, "Сергей Орлов")
    assert claim.change == ("appointed" if "назнач" in text else "dismissed")
    assert [s.rule for s in claim.supports] == ["predicates@1"]


def test_a_post_has_the_body_that_the_document_gives_it_elsewhere() -> None:
    text = "Министр обороны Литвы Сергей Орлов прибыл. Министр обороны Орлов выступил."
    first, second = posts(text, "Сергей Орлов")
    assert (first.organization_inferred, second.organization_inferred) == (False, True)
    assert second.organization == first.organization
    assert second.confidence <= 0.6 < first.confidence
    assert {s.rule for s in second.supports} == {"inferred@1", "titles@1"}


def test_the_body_of_a_nameless_holder_serves_too() -> None:
    text = "Депутат Госдумы попросил слова. Затем выступил депутат Сергей Орлов."
    assert triples(text) == {("Сергей Орлов", "депутат", "(Госдума)")}


def test_two_bodies_of_one_post_make_no_guess() -> None:
    text = "Депутат Госдумы и депутат Мосгордумы попросили слова. Затем выступил депутат Сергей Орлов."
    assert triples(text) == {("Сергей Орлов", "депутат", "-")}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Приехал премьер-министр Пётр Ким. Вьетнам растёт. Вьетнамские газеты пишут.", "(Вьетнам)"),
        ("Приехал писатель Пётр Ким. Вьетнам растёт. Вьетнамские газеты пишут.", "-"),
        ("Приехал директор Пётр Ким. Вьетнам растёт. Вьетнамские газеты пишут.", "-"),
        ("Приехал премьер-министр Пётр Ким. Идёт дождь.", "-"),
        # of another country than the text is about
        ("Куба ждёт гостей. Кубинские газеты пишут о президенте Обаме. Американская делегация в пути.", "(США)"),
        ("Куба ждёт гостей. Кубинские газеты пишут о президенте Обаме.", "-"),
        ("Куба ждёт гостей. Кубинские газеты пишут о президенте Орлове. Американская делегация в пути.", "(Куба)"),
    ],
)
def test_a_national_post_is_of_the_country_that_the_text_is_about(text: str, body: str) -> None:
    assert {triple[2] for triple in triples(text)} == {body}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Директор школы Олег Лис покинул пост. Новым директором стала Анна Мороз.", "(школа)"),
        ("Ректор МГУ Олег Лис ушёл в отставку. Врио ректора назначена Анна Мороз.", "(МГУ)"),
        ("Директор школы Олег Лис покинул пост. Выступила директор Анна Мороз.", "-"),
        ("Директор школы Олег Лис покинул пост. Новым ректором стала Анна Мороз.", "-"),
        ("Директор школы Олег Лис покинул пост. Шёл дождь. Был май. Новым директором стала Анна Мороз.", "-"),
        ("Ушли директор школы Олег Лис и директор музея Яна Кит. Новым директором стала Анна Мороз.", "-"),
    ],
)
def test_a_successor_is_of_the_body_whose_post_another_has_just_left(text: str, body: str) -> None:
    assert {triple[2] for triple in triples(text) if triple[0] == "Анна Мороз"} == {body}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Коллективу больницы представлен новый главврач Анна Мороз.", "(больница)"),
        ("Министр представил сотрудникам школы нового директора Анну Мороз.", "(школа)"),
        ("В театре новый директор. Им стала Анна Мороз.", "(театр)"),
        ("На завод пришла новый директор Анна Мороз.", "(завод)"),
        ("В театре выступила директор Анна Мороз.", "-"),
        ("В министерстве выбрали нового директора Анну Мороз.", "-"),
        ("В театре сообщили, что выбран новый директор Анна Мороз.", "-"),
    ],
)
def test_a_new_head_is_of_the_body_whose_people_meet_him(text: str, body: str) -> None:
    assert {triple[2] for triple in triples(text) if triple[0] == "Анна Мороз"} == {body}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Губернатор Томской области назначил министром спорта Анну Мороз.", "(Томская область)"),
        ("Врио губернатора Томской области уволил министра спорта Анну Мороз.", "(Томская область)"),
        ("В Томской области новый министр спорта — Анна Мороз.", "(Томская область)"),
        ("В Омске новый мэр — Анна Мороз.", "(Омск)"),
        ("В Омске новый министр спорта — Анна Мороз.", "-"),
        ("В Чувашии назначен новый директор Анна Мороз.", "-"),
        ("Губернатор Томской области встретился с министром спорта Анной Мороз.", "-"),
        ("Ректор университета Томской области назначил деканом Анну Мороз.", "-"),
    ],
)
def test_a_minister_is_of_the_place_whose_head_gives_the_office(text: str, body: str) -> None:
    assert {triple[2] for triple in triples(text) if triple[0] == "Анна Мороз"} == {body}


def test_an_inferred_body_points_to_the_words_that_show_it() -> None:
    text = "Приехал премьер-министр Пётр Ким. Вьетнам растёт. Вьетнамские газеты пишут."
    (claim,) = claims_of(text)
    assert claim.organization is not None
    assert (claim.organization.text, claim.organization.normal) == ("Вьетнам", "Вьетнам")


@pytest.mark.parametrize(
    ("text", "chains"),
    [
        (
            "Президент Литвы Пётр Ким прибыл в Минск. Президент выступил с речью.",
            [["Пётр Ким", "Президент"]],
        ),
        (
            "Директор завода «Прогресс» Пётр Ким прибыл. Речь директора понравилась.",
            [["Пётр Ким", "директора"]],
        ),
        (
            "Президент Литвы Пётр Ким и президент Латвии Анна Петрова встретились. Президент выступил.",
            [["Пётр Ким"], ["Анна Петрова"]],
        ),
        ("Президент Литвы Пётр Ким прибыл. Каждый президент молчит.", [["Пётр Ким"]]),
        ("Президент Литвы Пётр Ким прибыл. Затем президенты выступили.", [["Пётр Ким"]]),
        ("Президент Литвы Пётр Ким прибыл. Премьер выступил.", [["Пётр Ким"]]),
        ("Писатель Пётр Ким прибыл. Писатель выступил.", [["Пётр Ким"]]),
    ],
)
def test_a_bare_title_joins_the_chain_of_its_only_holder(text: str, chains: list[list[str]]) -> None:
    assert people(text) == chains


def test_one_who_may_become_holds_nothing_that_a_title_could_mean() -> None:
    text = "Сергей Орлов может стать губернатором Омской области. Слова губернатора верны."
    assert people(text) == [["Сергей Орлов"]]


def test_settling_does_not_depend_on_the_order_of_claims() -> None:
    parse = parsed(
        "Министр обороны Литвы Сергей Орлов прибыл. Министр обороны Орлов выступил. "
        "Депутат Анна Петрова избрана спикером. Спикер выступила."
    )
    claims = [*titles.extract(parse), *predicates.extract(parse)]
    assert len(claims) >= 3
    assert settle(parse, claims) == settle(parse, claims[::-1])


def test_nothing_said_nothing_settled() -> None:
    assert settle(parsed("Дождь идёт."), []) == ((), ())


def test_a_country_that_an_ambassador_is_of_is_not_the_ministers() -> None:
    text = "Министр культуры Анна Петрова встретилась с послом Лаоса Кхампхао Эрнтхаваном."
    assert {c.organization for c in posts(text, "Анна Петрова") if c.role and "культуры" in c.role.normal} == {None}
