"""Events: who chaired, presented, spoke and was there, in each wording; sentences are invented."""

import pytest
from sentences import parsed

from kadry.document import make_document
from kadry.extractors.events import extract
from kadry.russian.parse import parse
from kadry.scene import EventClaim

PEOPLE = "Иван Кротов", "Олег Зуев", "Анна Белова"
KROTOV, ZUEV, BELOVA = PEOPLE
CHAIRS = [("заседание", KROTOV, "chair"), ("заседание", ZUEV, "chair")]


def events(text: str) -> list[EventClaim]:
    return list(extract(parsed(text)))


def parts(text: str) -> list[tuple[str, str, str]]:
    return sorted((e.type, p.entity.normal, p.part) for e in events(text) for p in e.parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Председательствовал на конференции министр Иван Кротов.", [("конференция", KROTOV, "chair")]),
        ("Заседание вёл заместитель председателя Иван Кротов.", [("заседание", KROTOV, "chair")]),
        ("Работой форума руководил академик Иван Кротов.", [("форум", KROTOV, "chair")]),
        (
            "Под председательством министра Ивана Кротова прошло совещание по вопросам экспорта.",
            [("совещание", KROTOV, "chair")],
        ),
        ("Модераторами заключительного заседания выступили Иван Кротов и Олег Зуев.", CHAIRS),
        ("Модератором форума выступил ректор Иван Кротов.", [("форум", KROTOV, "chair")]),
        ("Пленум открылся вчера. Вёл его секретарь Иван Кротов.", [("пленум", KROTOV, "chair")]),
        ("Конференция, которую вёл мэр Иван Кротов, завершилась в срок.", [("конференция", KROTOV, "chair")]),
        ("Сопредседателем конференции был товарищ Олег Зуев.", [("конференция", ZUEV, "co_chair")]),
        (
            "Министр Иван Кротов и академик Олег Зуев сопредседательствовали на сессии.",
            [("сессия", KROTOV, "co_chair"), ("сессия", ZUEV, "co_chair")],
        ),
        (
            "Заседание вёл министр Иван Кротов. Вместе с ним работу заседания направлял Олег Зуев.",
            [("заседание", KROTOV, "chair"), ("заседание", ZUEV, "co_chair")],
        ),
        (
            "Вместе с министром Иваном Кротовым совещание вёл Олег Зуев.",
            [("совещание", KROTOV, "co_chair"), ("совещание", ZUEV, "chair")],
        ),
        ("Министерство юстиции провело семинар.", [("семинар", "Министерство юстиции", "host")]),
        ("Совещание было проведено Министерством обороны.", [("совещание", "Министерство обороны", "host")]),
        (
            "Организаторами конференции выступили Министерство юстиции и Академия наук.",
            [("конференция", "Академия наук", "host"), ("конференция", "Министерство юстиции", "host")],
        ),
        (
            "Прошёл форум, организованный Академией наук.",
            [("форум", "Академия наук", "host")],
        ),
        (
            "Министерство юстиции на расширенном заседании утвердило план.",
            [("заседание", "Министерство юстиции", "host")],
        ),
        ("Политбюро на заседании одобрило план.", [("заседание", "Политбюро", "host")]),
        (
            "На заседании министр финансов Иван Кротов зачитал доклад о бюджете.",
            [("заседание", KROTOV, "presenter")],
        ),
        ("С докладом на съезде выступил секретарь Иван Кротов.", [("съезд", KROTOV, "presenter")]),
        (
            "Состоялось заседание комитета. Отчёт представил аудитор Иван Кротов; содокладчиком была Анна Белова.",
            [("заседание", BELOVA, "presenter"), ("заседание", KROTOV, "presenter")],
        ),
        (
            "На заседании коллегии заслушан отчёт начальника управления Ивана Кротова.",
            [("заседание", KROTOV, "presenter")],
        ),
        ("Министр Иван Кротов выступил на конференции с речью.", [("конференция", KROTOV, "speaker")]),
        ("На пресс-конференции министр Иван Кротов заявил, что доволен.", [("пресс-конференция", KROTOV, "speaker")]),
        (
            "Состоялось совещание. Слово было предоставлено министру Ивану Кротову.",
            [("совещание", KROTOV, "speaker")],
        ),
        (
            "Совещание провёл министр Иван Кротов. Он потребовал ускорить работу.",
            [("совещание", KROTOV, "chair"), ("совещание", KROTOV, "speaker")],
        ),
        (
            "В конференции приняли участие министр Иван Кротов, мэр Олег Зуев и представители министерств и ведомств.",
            [
                ("конференция", KROTOV, "participant"),
                ("конференция", ZUEV, "participant"),
                ("конференция", "представители министерств и ведомств", "participant"),
            ],
        ),
        (
            "На заседании присутствовали: министр Иван Кротов; члены комитета.",
            [("заседание", KROTOV, "participant"), ("заседание", "члены комитета", "participant")],
        ),
        ("Участниками встречи стали Иван Кротов и Олег Зуев.", [("встреча", n, "participant") for n in (KROTOV, ZUEV)]),
        (
            "В работе пленума участвовали члены и кандидаты в члены Политбюро и более 300 делегатов.",
            [
                ("пленум", "члены и кандидаты в члены Политбюро", "participant"),
                ("пленум", "300 делегатов", "participant"),
            ],
        ),
        (
            "Во встрече участвовали члены Политбюро: министр Иван Кротов, мэр Олег Зуев; учёные.",
            [("встреча", name, "participant") for name in (KROTOV, ZUEV, "учёные")],
        ),
        (
            "Состоялось совещание. Среди почётных гостей были посол Олег Зуев и ректор Анна Белова.",
            [("совещание", BELOVA, "participant"), ("совещание", ZUEV, "participant")],
        ),
        (
            "С участием министра Ивана Кротова и мэра Олега Зуева состоялась церемония открытия моста.",
            [("церемония", KROTOV, "participant"), ("церемония", ZUEV, "participant")],
        ),
        (
            "На совещание прибыли министр Иван Кротов и мэр Олег Зуев.",
            [("совещание", KROTOV, "participant"), ("совещание", ZUEV, "participant")],
        ),
        (
            "Состоялось совещание. В обсуждении участвовал мэр Олег Зуев.",
            [("совещание", ZUEV, "participant")],
        ),
        (
            "Министр Иван Кротов встретился с мэром Олегом Зуевым.",
            [("встреча", KROTOV, "participant"), ("встреча", ZUEV, "participant")],
        ),
        (
            "Министр Иван Кротов провёл переговоры с министром Олегом Зуевым.",
            [("переговоры", KROTOV, "participant"), ("переговоры", ZUEV, "participant")],
        ),
        (
            "Состоялась встреча министра Ивана Кротова с послом Олегом Зуевым.",
            [("встреча", KROTOV, "participant"), ("встреча", ZUEV, "participant")],
        ),
        (
            "Министр Иван Кротов принял делегацию Лаоса во главе с министром Олегом Зуевым.",
            [
                ("встреча", KROTOV, "host"),
                ("встреча", ZUEV, "delegation_head"),
                ("встреча", "делегация Лаоса", "participant"),
            ],
        ),
        (
            "В сессии участвовала делегация Лаоса. Делегацию возглавлял министр Олег Зуев.",
            [("сессия", ZUEV, "delegation_head"), ("сессия", "делегация Лаоса", "participant")],
        ),
        (
            "Министр Иван Кротов принял делегацию Лаоса, которую возглавляет посол Олег Зуев.",
            [
                ("встреча", KROTOV, "host"),
                ("встреча", ZUEV, "delegation_head"),
                ("встреча", "делегация Лаоса", "participant"),
            ],
        ),
        (
            "По приглашению министра Ивана Кротова в Минске с визитом находится посол Олег Зуев.",
            [("визит", KROTOV, "host"), ("визит", ZUEV, "participant")],
        ),
        (
            "Состоялся форум. Мероприятие вёл Иван Кротов. В нём участвовали учёные.",
            [("форум", KROTOV, "chair"), ("форум", "учёные", "participant")],
        ),
    ],
)
def test_a_wording_gives_its_parts(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert parts(text) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        "В заключение министр Иван Кротов поблагодарил собравшихся.",
        "Решение съезда опубликовано, сообщил министр Иван Кротов.",
        "В саммите не участвовал президент Иван Кротов.",
        "Встреча Ивана Кротова с Олегом Зуевым не состоялась.",
        "Министр Иван Кротов принял решение уйти.",
        "Министр Иван Кротов хотел бы выступить на съезде.",
        "После встречи министр Иван Кротов заявил журналистам, что доволен.",
        "Министр Иван Кротов готовится к заседанию.",
        "Сборная России встретилась со сборной Канады.",
        "Закон принят Конгрессом США, сказал Иван Кротов.",
        "Указ вступает в силу в порядке, который определил Иван Кротов.",
    ],
)
def test_what_is_no_part_in_an_event_gives_none(text: str) -> None:
    assert parts(text) == []


def test_what_is_said_at_another_time_is_not_said_there() -> None:
    told = parts("Совещание провёл министр Иван Кротов. Ранее мэр Олег Зуев заявил, что уходит.")
    assert told == [("совещание", KROTOV, "chair")]


def test_what_another_is_told_to_have_done_is_no_speech() -> None:
    told = parts("Состоялось совещание. Министр Иван Кротов указал, что мэр Олег Зуев поручил завершить обзор.")
    assert told == [("совещание", KROTOV, "speaker")]


def test_a_list_goes_on_after_semicolons() -> None:
    told = parts("В съезде приняли участие: министр Иван Кротов;\nЧлены комитета;\nМэр Олег Зуев.\nПрошёл дождь.")
    assert [name for _, name, part in told if part == "participant"] == [KROTOV, ZUEV, "Члены комитета"]


def test_one_event_over_several_sentences_is_one_claim() -> None:
    (event,) = events(
        "Утром 3 июня 2024 года в Минске прошла конференция «Чистая вода». Её вёл министр Иван Кротов. "
        "На конференции выступил мэр Олег Зуев."
    )
    assert (event.title, event.date, event.place and event.place.normal) == ("Чистая вода", "2024-06-03", "Минск")
    assert {part.part for part in event.parts} == {"chair", "speaker"}
    assert event.evidence.text.startswith("Утром 3 июня")
    assert event.evidence.text.endswith("Зуев.")


def test_what_is_carried_over_is_less_sure() -> None:
    (named,) = events("На конференции выступил мэр Олег Зуев.")
    (carried,) = events("Состоялась конференция. Выступил мэр Олег Зуев.")
    assert carried.confidence < named.confidence


def test_a_number_is_the_title_and_tells_events_apart() -> None:
    text = "IX съезд Союза водников прошёл в Минске. Союз сообщил, что X съезд состоится в Бресте."
    assert [(e.title, e.status) for e in events(text)] == [
        ("IX съезд Союза водников", "current"),
        ("X съезд", "future"),
    ]


def test_a_coming_event_keeps_its_speakers() -> None:
    (event,) = events("Заседание пройдёт 12 февраля 2025 года в Минске. С докладом выступит мэр Олег Зуев.")
    assert (event.status, event.date) == ("future", "2025-02-12")
    assert [(p.entity.normal, p.part) for p in event.parts] == [(ZUEV, "presenter")]


def test_a_day_without_its_year_is_of_the_year_of_publication() -> None:
    text = "3 июня прошло совещание."
    (dated,) = extract(parse(make_document(text, published="2024-06-05")))
    (undated,) = events(text)
    assert (dated.date, undated.date) == ("2024-06-03", None)


def test_the_date_of_a_decision_is_not_the_days() -> None:
    (event,) = events("На заседании министр Иван Кротов доложил о постановлении от 7 марта 2024 года.")
    assert event.date is None


def test_the_dateline_gives_day_and_place() -> None:
    (event,) = events("Бишкек, 18 июня 2024 года. На заседании комитета выступил мэр Олег Зуев.")
    assert (event.date, event.place and event.place.normal) == ("2024-06-18", "Бишкек")


def test_a_surname_is_the_person_of_its_chain() -> None:
    told = parts("Министр Иван Кротов приехал в Минск. На форуме Кротов выступил с речью.")
    assert told == [("форум", KROTOV, "speaker")]


def test_a_post_is_its_only_holder() -> None:
    told = parts("Состоялось совещание. Его вёл министр Иван Кротов. Министр потребовал завершить работу.")
    assert told == [("совещание", KROTOV, "chair"), ("совещание", KROTOV, "speaker")]
