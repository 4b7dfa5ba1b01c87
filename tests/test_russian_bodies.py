"""Bodies: where the phrase begins and ends, and its nominative."""

from itertools import pairwise

import pytest
from sentences import sentence, words

from kadry.russian.bodies import Body, Finder
from kadry.russian.heads import heads_body, is_abbreviation, is_role


def bodies(notation: str) -> list[Body]:
    made = sentence(notation)
    return Finder(0, made, {i for i, t in enumerate(made.tokens) if t.name == "PER"}).all()


def normals(notation: str) -> list[str]:
    return [body.normal for body in bodies(notation)]


def texts(notation: str) -> list[str]:
    tokens = sentence(notation).tokens
    return [words(tokens, body.first, body.last) for body in bodies(notation)]


@pytest.mark.parametrize(
    ("notation", "normal"),
    [
        ("партийных комитетов центральных партийных органов", "партийные комитеты центральных партийных органов"),
        ("Центрального Комитета партии", "Центральный Комитет партии"),
        (
            "Центрального Комитета Коммунистической партии LOC[Вьетнама]",
            "Центральный Комитет Коммунистической партии Вьетнама",
        ),
        ("управления делами президента", "управление делами президента"),
        ("театра имени М. Глинки PER[Артур Бек]", "театр имени М. Глинки"),
        ("министерству{datv} иностранных дел{plur.gent} LOC[Литвы]", "министерство иностранных дел Литвы"),
        ("партийном комитете правительства", "партийный комитет правительства"),
        ("вооружённых сил", "вооружённые силы"),
        ("палатой депутатов{plur.gent}", "палата депутатов"),
        ("совета директоров{plur.gent} банка", "совет директоров банка"),
        ("Верховным судом LOC[Карелии]", "Верховный суд Карелии"),
        ("Политбюро ЦК КПВ", "Политбюро ЦК КПВ"),
        ("МВД LOC[России]", "МВД России"),
        ("Госдумой", "Госдума"),
        ("ООН", "ООН"),
        ("российско-вьетнамской комиссии", "российско-вьетнамская комиссия"),
        ("LOC[Литвы]", "Литва"),
        ("властей{plur.gent} LOC[Литвы]", "власти Литвы"),
        ("силами{plur.ablt} безопасности", "силы безопасности"),
        ("лейбористов{plur.gent}", "лейбористы"),
    ],
)
def test_a_chain_of_genitives_stays_and_its_head_is_in_the_nominative(notation: str, normal: str) -> None:
    assert normals(notation) == [normal]


@pytest.mark.parametrize(
    ("notation", "normal"),
    [
        ("инспекционной{gent} делегации{gent} № 1907", "инспекционная делегация № 1907"),
        ("школы{gent} № 57", "школа № 57"),
        ("школа 57.", "школа 57"),
        ("заводом «Прогресс»", "завод «Прогресс»"),
        ("газету «Труд и дело»", "газета «Труд и дело»"),
        ('заводом "Прогресс"', 'завод "Прогресс"'),
        ("заводе „Прогресс“", "завод „Прогресс“"),
        ("института{gent} имени PER[Курчатова]", "институт имени Курчатова"),
        ("института{gent} имени PER[Курчатова].", "институт имени Курчатова"),
        ("Жогорку Кенеша", "Жогорку Кенеш"),
        ("Национального института «в связи с ошибками»", "Национальный институт"),
        ("Кубинского института дружбы с народами", "Кубинский институт дружбы с народами"),
        ("департамента сельского хозяйства и окружающей среды", "департамент сельского хозяйства и окружающей среды"),
        (
            "департамента LOC[Азии], LOC[Тихого океана] и LOC[Африки] МИД",
            "департамент Азии, Тихого океана и Африки МИД",
        ),
        ("канцелярии{gent} президента PER[Оудом Кеодаланг]", "канцелярия президента"),
        ("канцелярии{gent} президента PER[Петра Кима]", "канцелярия"),
        ("Шкловского{ADJ} районного исполнительного комитета", "Шкловский районный исполнительный комитет"),
        ("больницей им. PER[Боткина]", "больница им. Боткина"),
        ("отдела{gent} по правовым вопросам", "отдел по правовым вопросам"),
        ("комиссией по этике{datv} и регламенту{datv}", "комиссия по этике и регламенту"),
        ("комитета по делам молодёжи{gent}", "комитет по делам молодёжи"),
        ("советом при президенте", "совет при президенте"),
        ("института{gent} имени академика{gent} PER[Королёва]", "институт имени академика Королёва"),
        ("управления{gent} делами губернатора PER[Эмма{nomn} Рогова{nomn}]", "управление делами губернатора"),
        ("комиссии{gent} ООН норвежца PER[Ли Берга]", "комиссия ООН"),
        (
            "комитета{gent} по ресурсам{datv}, собственности{datv} и земельным{datv} отношениям{datv}",
            "комитет по ресурсам, собственности и земельным отношениям",
        ),
        ("ORG[Комитета против пыток{gent}]", "Комитет против пыток"),
        ("говорит Движение{nomn} за чистые берега{accs}", "Движение за чистые берега"),
        ("ORG[Движением за права человека{gent}]", "Движение за права человека"),
        ("управления{gent} по LOC[Москве{datv}] и LOC[области{datv}]", "управление по Москве и области"),
    ],
)
def test_numbers_quotes_and_prepositions_belong_to_the_name(notation: str, normal: str) -> None:
    assert normals(notation) == [normal]


@pytest.mark.parametrize(
    ("notation", "normal"),
    [
        (
            "министерство труда, занятости и социальной защиты{gent}",
            "министерство труда, занятости и социальной защиты",
        ),
        ("отдел идеологии{gent} и пропаганды{gent} ЦК", "отдел идеологии и пропаганды ЦК"),
        ("комитет обороны и безопасности{gent}", "комитет обороны и безопасности"),
        ("отдел кадров{plur.gent} и учёта{gent} завода", "отдел кадров и учёта завода"),
    ],
)
def test_and_continues_what_a_body_is_for(notation: str, normal: str) -> None:
    assert normals(notation) == [normal]


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("министерство обороны и правительство", ["министерство обороны", "правительство"]),
        ("завод «Прогресс» и банк", ["завод «Прогресс»", "банк"]),
        ("отдел кадров{plur.gent} и секретарь", ["отдел кадров"]),
        ("министерства{gent} обороны и министра{gent} культуры", ["министерство обороны"]),
        ("департамент здравоохранения, министр", ["департамент здравоохранения"]),
        ("LOC[Литва] и LOC[Латвия]", ["Литва", "Латвия"]),
    ],
)
def test_and_leads_to_another(notation: str, expected: list[str]) -> None:
    assert normals(notation) == expected


@pytest.mark.parametrize(
    ("notation", "text"),
    [
        ("управление{nomn} молодёжной политики{gent} PER[Анны Петровой]", "управление молодёжной политики"),
        ("комитет партии PER[Лыонга Кыонга]", "комитет партии"),
        ("министерство обороны министра{gent} PER[Орлова]", "министерство обороны"),
        ("отдел культуры{gent} заявил", "отдел культуры"),
        ("завод «Прогресс", "завод"),
    ],
)
def test_the_chain_ends_before_a_person_a_role_and_an_open_quote(notation: str, text: str) -> None:
    assert texts(notation)[0] == text


@pytest.mark.parametrize(
    "notation",
    [
        "IV век",
        "решение 242-QD/TW",
        "новый министр",
        "PER[Лыонг Кыонг] прибыл",
        "вечером{ablt} в{ADP} тишине{loct}",
        "власть{sing.nomn}",
    ],
)
def test_no_body(notation: str) -> None:
    assert bodies(notation) == []


@pytest.mark.parametrize(
    ("notation", "kind"),
    [
        ("комитет", "organ"),
        ("завод", "company"),
        ("партия", "party"),
        ("газета", "media"),
        ("область", "place"),
        ("LOC[Вьетнам]", "country"),
        ("МВД", "abbreviation"),
        ("ORG[Аэрофлот]", "name"),
    ],
)
def test_what_makes_it_a_body(notation: str, kind: str) -> None:
    assert [body.kind for body in bodies(notation)] == [kind]


@pytest.mark.parametrize(
    ("notation", "proper"),
    [
        ("говорит комиссия", False),
        ("говорит министерство обороны", False),
        ("говорит министерство обороны LOC[Литвы]", True),
        ("говорит завод «Прогресс»", True),
        ("говорит школа № 57", True),
        ("говорит отдел ЦК", True),
        ("Комиссия говорит", False),  # the capital is the sentence's
        ("говорит Центральный Комитет", True),
    ],
)
def test_what_names_one_body_and_what_a_class(notation: str, proper: bool) -> None:
    assert [body.proper for body in bodies(notation)] == [proper]


@pytest.mark.parametrize(
    ("notation", "wanted", "fits"),
    [
        ("комитета партии", ("gent",), True),
        ("комитетом партии", ("gent",), False),
        ("комитетом партии", ("ablt", "gent"), True),
        ("Политбюро", ("gent",), True),
        ("МВД", ("gent",), True),
    ],
)
def test_a_body_in_the_wanted_case(notation: str, wanted: tuple[str, ...], fits: bool) -> None:
    body = Finder(0, sentence(notation), ()).at(0, wanted)
    assert (body is not None and body.case in wanted) is fits


def test_blocked_tokens_are_in_no_body() -> None:
    made = sentence("комитет партии LOC[Литвы]")
    assert [(b.first, b.last) for b in Finder(0, made, {1}).all()] == [(0, 1), (2, 3)]


def test_bodies_do_not_overlap_and_a_body_is_bounded() -> None:
    endless = sentence("комитет " + "партии " * 60)
    found = Finder(0, endless, ()).all()
    assert all(left.last <= right.first for left, right in pairwise(found))
    assert max(b.last - b.first for b in found) < 40


@pytest.mark.parametrize(
    ("word", "expected"), [("МВД", True), ("ЦК", True), ("IV", False), ("Литва", False), ("А", False)]
)
def test_abbreviations(word: str, expected: bool) -> None:
    assert is_abbreviation(sentence(word).tokens[0]) is expected


@pytest.mark.parametrize(
    ("notation", "expected"), [("министра", True), ("заместителей", True), ("комитета", False), ("назначил", False)]
)
def test_head_nouns_of_roles(notation: str, expected: bool) -> None:
    assert is_role(sentence(notation).tokens[0]) is expected


@pytest.mark.parametrize("low", ["орготдела", "агитпроп", "стройуправлению", "медуниверситетом"])
def test_a_word_put_together_like_a_body(low: str) -> None:
    assert heads_body(low)


def test_a_fixed_name_of_a_noun_and_a_genitive() -> None:
    assert texts("из сельского дома культуры") == ["сельского дома культуры"]
