"""Discourse: which names, bodies and bare titles of one document are the same."""

from itertools import count, permutations

import pytest

from kadry.claim import Chain, Mention, MentionType
from kadry.russian.discourse import NamedBody, Title, add_titles, body_chains, body_key

PLACES = count(1, 100)


def mention(normal: str, type: MentionType = "person") -> Mention:
    """A mention behind all that were made before it."""
    start = next(PLACES)
    return Mention("document", start, start + len(normal), type, normal, normal)


def body(normal: str, head: str, country: str | None = None, *, proper: bool = False) -> NamedBody:
    return NamedBody(mention(normal, "body"), head, "organ", False, country, proper)


def bodies(*named: NamedBody, country: str | None = None) -> list[Chain]:
    return list(body_chains(named, country))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Министерство обороны", "министерства обороны"),
        ("завод «Прогресс»", "завод Прогресс"),
        ("ПОЛИТБЮРО", "Политбюро"),
        ("отдел учёта", "отдел учета"),
    ],
)
def test_a_body_is_known_without_inflection_marks_and_capitals(left: str, right: str) -> None:
    assert body_key(left) == body_key(right)


def test_numbers_and_order_tell_bodies_apart() -> None:
    keys = {body_key(name) for name in ("школа № 57", "школа № 75", "совет комитета", "комитет совета")}
    assert len(keys) == 4


def test_the_same_words_are_one_body() -> None:
    chains = bodies(body("Министерство обороны", "министерство"), body("министерство обороны", "министерство"))
    assert [len(chain.mentions) for chain in chains] == [2]


def test_a_bare_head_is_the_nearest_body_before_with_that_head() -> None:
    first = [body("комитет по этике", "комитет"), body("комитет", "комитет")]
    second = [body("комитет по спорту", "комитет"), body("комитет", "комитет"), body("комиссия", "комиссия")]
    found = [[m.normal for m in chain.mentions] for chain in bodies(*first, *second)]
    assert found == [["комитет по этике", "комитет"], ["комитет по спорту", "комитет"], ["комиссия"]]


def proper(normal: str, name: str, head: str, kind: str = "company") -> NamedBody:
    """A body whose proper name ends its phrase."""
    whole = mention(normal, "body")
    inner = Mention("document", whole.end - len(name), whole.end, "body", name, name)
    return NamedBody(whole, head, kind, False, None, True, inner)


def test_a_proper_name_means_the_same_body_with_and_without_its_common_noun() -> None:
    named_bodies = [body("Orbis", "orbis", proper=True), proper("компания Orbis", "Orbis", "компания")]
    (chain,) = bodies(*named_bodies, proper("фирма Orbis", "Orbis", "фирма"))
    assert chain.head.normal == "компания Orbis"
    assert [m.normal for m in chain.mentions] == ["Orbis", "компания Orbis", "Orbis", "фирма Orbis", "Orbis"]


def test_a_newspaper_and_a_party_of_one_name_are_two_bodies() -> None:
    found = bodies(
        proper("партия «Заря»", "Заря", "партия", "party"), proper("газета «Заря»", "Заря", "газета", "media")
    )
    assert [chain.head.normal for chain in found] == ["партия «Заря»", "газета «Заря»"]


def test_a_bank_and_a_fund_of_one_name_are_two_bodies_and_a_company_is_either() -> None:
    bank, fund = proper("банк «Заря»", "Заря", "банк"), proper("фонд «Заря»", "Заря", "фонд")
    assert len(bodies(bank, fund)) == 2
    assert len(bodies(bank, proper("компания «Заря»", "Заря", "компания"))) == 1


def team(normal: str, head: str, *, proper: bool = False) -> NamedBody:
    return NamedBody(mention(normal, "body"), head, "team", False, None, proper)


def test_a_common_noun_means_the_body_that_is_named_most() -> None:
    named_bodies = [team(name, name, proper=True) for name in ("Заря", "Заря", "Волна")]
    found = [[m.normal for m in chain.mentions] for chain in bodies(*named_bodies, team("клуб", "клуб"))]
    assert found == [["Заря", "Заря", "клуб"], ["Волна"]]


def test_of_bodies_that_are_named_alike_often_the_nearer_one_is_meant() -> None:
    named_bodies = [team(name, name, proper=True) for name in ("Заря", "Волна")]
    found = [[m.normal for m in chain.mentions] for chain in bodies(*named_bodies, team("клуб", "клуб"))]
    assert found == [["Заря"], ["Волна", "клуб"]]


def test_a_bodys_country_is_its_own_before_the_texts() -> None:
    named_bodies = [body("МИД Литвы", "мид", "LT", proper=True), body("МВД", "мвд", proper=True)]
    found = bodies(*named_bodies, country="VN")
    assert [(chain.country, chain.setting) for chain in found] == [("LT", "VN"), (None, "VN")]
    assert [chain.country for chain in bodies(body("МВД", "мвд"))] == [None]


@pytest.mark.parametrize(
    ("named_body", "generic"),
    [
        (body("комиссия", "комиссия"), True),
        (body("комиссия по этике", "комиссия"), True),
        (body("комиссия ООН", "комиссия", proper=True), False),
        (body("Госдума", "госдума"), False),
        (body("федеральная налоговая служба", "служба"), False),
        (body("областной суд", "суд"), True),
    ],
)
def test_a_common_noun_identifies_no_body_outside_its_document(named_body: NamedBody, generic: bool) -> None:
    assert [chain.generic for chain in bodies(named_body)] == [generic]


def title(holder: Mention, head: str, words: str = "", *, former: bool = False, fresh: bool = False) -> Title:
    body_head = words.split(maxsplit=1)[0] if words else ""
    return Title(holder, head, body_head, frozenset((head, *words.split())), former, fresh)


ORLOV, KIM = mention("Сергей Орлов"), mention("Пётр Ким")
CHAINS = (Chain(ORLOV, (ORLOV,)), Chain(KIM, (KIM,)))


def holder(*holders: Title, bare: Title) -> list[str]:
    """Whose chains a bare title joins."""
    return [c.head.normal for c in add_titles(CHAINS, holders, [bare]) if bare.mention in c.mentions]


def bare(head: str, words: str = "", *, former: bool = False, fresh: bool = False) -> Title:
    return title(mention(head), head, words, former=former, fresh=fresh)


MINISTER, MAYOR = title(ORLOV, "министр", "оборона"), title(KIM, "мэр", "город")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (bare("министр"), ["Сергей Орлов"]),
        (bare("министр", "оборона"), ["Сергей Орлов"]),
        (bare("мэр"), ["Пётр Ким"]),
        (bare("министр", "культура"), []),
        (bare("депутат"), []),
        (bare("министр", former=True), []),
        (bare("министр", fresh=True), []),
    ],
)
def test_a_bare_title_is_its_holders(found: Title, expected: list[str]) -> None:
    assert holder(MINISTER, MAYOR, bare=found) == expected


def test_a_title_of_two_holders_is_nobodys() -> None:
    assert holder(title(ORLOV, "министр"), title(KIM, "министр"), bare=bare("министр")) == []


def test_a_new_or_former_holder_is_told_by_the_words() -> None:
    holders = title(ORLOV, "министр", former=True), title(KIM, "министр", fresh=True)
    assert holder(*holders, bare=bare("министр", fresh=True)) == ["Пётр Ким"]
    assert holder(*holders, bare=bare("министр", former=True)) == ["Сергей Орлов"]


def test_the_order_of_holders_does_not_count() -> None:
    holders = [MINISTER, MAYOR, title(KIM, "депутат")]
    wanted = bare("депутат")
    assert len({add_titles(CHAINS, order, [wanted]) for order in permutations(holders)}) == 1


def test_the_city_and_the_province_of_one_name_are_two() -> None:
    named_bodies = [proper(f"{head} Хоашон", "Хоашон", head, "place") for head in ("город", "провинция")]
    assert len(bodies(*named_bodies)) == 2


@pytest.mark.parametrize(
    "names",
    [
        ("Федеральная налоговая служба", "ФНС"),
        ("Российский союз правообладателей", "РСП"),
        ("Лаборатория Орлова", "ЛО"),
        ("МВД России", "Министерство внутренних дел"),
        ("Партия обновления Эстонии", "Партия обновления"),
        ("Организация Объединённых Наций", "ООН"),
        ("Совет старейшин при губернаторе", "Совет старейшин"),
        ("Orbelis Software", "Orbelis"),
        ("Орбелис", "Orbelis"),
    ],
)
def test_a_body_is_known_by_its_abbreviation_and_without_its_country(names: tuple[str, str]) -> None:
    found = bodies(*(body(name, name.split()[0].lower(), proper=True) for name in names), country="RU")
    assert [[m.normal for m in chain.mentions] for chain in found] == [list(names)]


def test_one_name_in_two_countries_is_two_bodies() -> None:
    named_bodies = [body(name, "мид", proper=True) for name in ("МИД Литвы", "МИД Латвии", "МИД России", "МИД")]
    found = bodies(*named_bodies, country="RU")
    groups = [[m.normal for m in chain.mentions] for chain in found]
    assert groups == [["МИД Литвы"], ["МИД Латвии"], ["МИД России", "МИД"]]


def test_a_branch_is_not_its_parent() -> None:
    named_bodies = [body(name, "управление", proper=True) for name in ("Управление МВД по Омску", "МВД России")]
    assert len(bodies(*named_bodies)) == 2
