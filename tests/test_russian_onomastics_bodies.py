"""The table of bodies' names: what it knows, what it leaves open, and that errors in it are named."""

import re
from importlib.resources import files
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kadry.russian.lexicon import countries
from kadry.russian.onomastics.bodies import Known, known, look_up, read_table, successors

TEXT = (files("kadry.russian.onomastics") / "bodies.txt").read_text(encoding="utf-8")
LINES = TEXT.splitlines()
ROWS = [line for line in LINES if line and line[0] != "#" and ">" not in line]

# Names of one body a line; after | the country that the text gives, if it gives one.
ALIKE = """
МВД; Министерство внутренних дел; «МВД»; мвд
Минобороны; Министерство обороны
Минобороны; Министерство обороны; МО РФ; Минобороны России | RU
Пентагон; Министерство обороны; Минобороны | US
Госдума; Государственная дума; Государственная Дума; госдума; Дума; ГД | RU
ЕС; Евросоюз; Европейский союз; EU
ООН; Организация Объединенных Наций; Организация Объединённых Наций
ТАСС; ИТАР-ТАСС; Информационное телеграфное агентство России | RU
МГУ; Московский государственный университет имени М. В. Ломоносова; МГУ имени М.В.Ломоносова
МГУ; МГУ имени Ломоносова | SU
Нью-Йорк таймс; The New York Times; «Нью-Йорк Таймс»; New York Times
Би-би-си; BBC; Би–би–си
ФСБ; Федеральная служба безопасности
КГБ; Комитет государственной безопасности | SU
ЦБ; Центробанк; Банк России; Центральный банк | RU
СБУ; Служба безопасности Украины; Служба безопасности | UA
Верховная рада; Рада; ВРУ
ЦК КПВ; Центральный комитет Коммунистической партии Вьетнама; ЦК; ЦК партии | VN
КПВ; Коммунистическая партия Вьетнама; Компартия | VN
ВСНП; Всекитайское собрание народных представителей
КПРФ; Коммунистическая партия Российской Федерации
Единая Россия; ЕР; партия «Единая Россия»
ФБР; FBI; Федеральное бюро расследований
Скотланд-Ярд; Скотленд-Ярд
ИГИЛ; Исламское государство; ИГ; ISIS
РЖД; Российские железные дороги; ОАО «РЖД»
РПЦ; Русская православная церковь
МОК; Международный олимпийский комитет
горсовет; Городской совет
облсуд; Областной суд
Мосгордума; Московская городская дума
"""
# Names of bodies that a reader keeps apart, in the country given.
APART = """
КГБ; ФСБ; СВР; Межреспубликанская служба безопасности | SU
МВД; ГУВД; УМВД; МЧС; Росгвардия | RU
Госдума; Совет Федерации; Федеральное собрание; Мосгордума; Общественная палата | RU
КПВ; ЦК КПВ; Политбюро ЦК КПВ; Секретариат ЦК КПВ | VN
КПСС; КПРФ; ЦК КПСС; Политбюро ЦК КПСС | SU
РАН; РАМН; РАО; Академия художеств | RU
ООН; Совет Безопасности ООН; Генассамблея ООН; ЮНЕСКО; Международный суд ООН | -
НАТО; ПА НАТО; ЕС; Европарламент; Еврокомиссия; Совет Европы; Европейский совет; ПАСЕ | -
МГУ; СПбГУ; МГИМО; МГТУ | RU
ЦК КПК; КПК; Госсовет; НПКСК; ВСНП; ПК ВСНП | CN
Газпром; Газпромбанк; Газпром нефть; Газпром-медиа | RU
Аль-Каида; Исламское государство; Талибан; Боко харам | -
РПЦ; РПЦЗ; Московский патриархат | RU
Первый канал; Общественное телевидение России; НТВ; ВГТРК; Телеканал Россия | RU
Сбербанк; ВТБ; Банк России; Банк Россия; ВЭБ | RU
"""

SMALL = """
Сенат | US, FR
Министерство обороны = Минобороны; МО? | *
Министерство обороны = Пентагон | US
Совет штатов = Раджья сабха; Верхний совет! | IN
Областной суд = Облсуд | +
Краевой суд | RU+
Служба внешней разведки = СВР | RU
Служба внешней разведки! = СВР? | UA
Первое агентство = ДПА? | RU
Второе агентство = ДПА! | DE
"""


def groups(text: str) -> list[tuple[list[str], str | None]]:
    found = []
    for line in text.strip().splitlines():
        names, _, country = line.partition("|")
        found.append(([name.strip() for name in names.split(";")], country.strip() or None))
    return found


@pytest.mark.parametrize(("names", "country"), groups(ALIKE), ids=lambda group: str(group))
def test_names_of_one_body_agree(names: list[str], country: str | None) -> None:
    found = {(entry and entry.name) for entry in (known(name, country) for name in names)}
    assert len(found) == 1
    assert None not in found


@pytest.mark.parametrize(("names", "country"), groups(APART), ids=lambda group: str(group))
def test_names_of_two_bodies_do_not(names: list[str], country: str | None) -> None:
    found = [entry.name for entry in (known(name, country) for name in names) if entry]
    assert [pair for pair in combinations(found, 2) if pair[0] == pair[1]] == []
    assert len(found) >= 2


def test_what_the_table_says_of_a_name() -> None:
    assert known("МВД") == Known("министерство внутренних дел", "*", True)
    assert known("Облсуд") == Known("областной суд", "*", True, local=True)
    assert known("НАТО", "US") == Known("организация североатлантического договора", "-", True)
    assert known("Дума") == Known("государственная дума", "RU", False)


@pytest.mark.parametrize("name", ["Сенат", "КГБ", "ЦК", "Политбюро", "Компартия", "Народная партия", "Совет штатов"])
def test_a_name_of_several_countries_tells_nothing_alone(name: str) -> None:
    assert known(name) is None


@pytest.mark.parametrize("name", ["", "«»", "группа", "правительство", "рабочая группа", "нижняя палата парламента"])
def test_a_description_is_not_known(name: str) -> None:
    assert known(name) is None
    assert known(name, "RU") is None


def test_a_country_has_its_own_bodies_first_then_kinds_then_international_ones() -> None:
    table = read_table(SMALL)
    assert look_up(table, "Сенат", "FR") == Known("сенат", "FR", True)
    assert look_up(table, "Сенат", "US") == Known("сенат", "US", True)
    assert look_up(table, "Сенат", "IT") is None
    assert look_up(table, "Сенат") is None
    assert look_up(table, "Пентагон") == look_up(table, "министерство обороны", "US")
    assert look_up(table, "Пентагон", "RU") is None
    assert look_up(table, "Минобороны", "US") == Known("министерство обороны", "*", True)


def test_marks_after_a_name() -> None:
    table = read_table(SMALL)
    assert look_up(table, "МО", "RU") == Known("министерство обороны", "*", False)
    assert look_up(table, "Раджья сабха") == Known("совет штатов", "IN", True)
    assert look_up(table, "Верхний совет") is None
    assert look_up(table, "Верхний совет", "IN") == Known("совет штатов", "IN", True)
    assert look_up(table, "Облсуд", "UA") == Known("областной суд", "*", True, local=True)
    assert look_up(table, "Краевой суд", "RU") == Known("краевой суд", "RU", True, local=True)


def test_without_a_country_the_only_sure_reading_holds() -> None:
    table = read_table(SMALL)
    assert look_up(table, "Служба внешней разведки") == Known("служба внешней разведки", "RU", True)
    assert look_up(table, "СВР") == Known("служба внешней разведки", "RU", True)
    assert look_up(table, "СВР", "UA") == Known("служба внешней разведки", "UA", False)
    assert look_up(table, "ДПА") is None
    assert look_up(table, "ДПА", "DE") == Known("второе агентство", "DE", True)


BROKEN = [
    ("Сенат = Верхняя палата", "no scope"),
    ("= МВД | *", "no canonical name"),
    ("Сенат | QQ", "no country has the code QQ"),
    ("Сенат | US, QQ+", "no country has the code QQ"),
    ("Сенат = Палата;; Совет | US", "an empty alias"),
    ("Сенат = Палата | US\nПалата | US", "«палата» of US already stands for «сенат»"),
    ("Сенат = «Палата»; палата | FR", "«палата» of FR already stands for «сенат»"),
    ("Облсуд | +\nОблсуд | *", "«облсуд» of * already stands for «облсуд»"),
    ("ООН | -\nООН | RU", "«оон» cannot be both international and a country's"),
    ("ООН | *\nООН | -", "«оон» cannot be both international and a country's"),
    ("КГБ | SU\nКГБ > ФСБ | RU", "«фсб» is no canonical name of RU"),
    ("ФСБ | RU\nКГБ > ФСБ | RU", "«кгб» is not the canonical name of one body: of none"),
    ("КГБ | SU, BY\nФСБ | RU\nКГБ > ФСБ | RU", "«кгб» is not the canonical name of one body: BY, SU"),
    ("МВД | *\nФСБ | RU\nМВД > ФСБ | RU", "«мвд» is not the canonical name of one body: *"),
    ("КГБ | SU\nФСБ = Служба | RU\nКГБ > Служба | RU", "«служба» is no canonical name of RU"),
]


@pytest.mark.parametrize(("text", "reason"), BROKEN)
def test_an_error_in_a_table_names_file_and_line(text: str, reason: str) -> None:
    last = text.count("\n") + 2
    with pytest.raises(ValueError, match=re.escape(reason)) as error:
        read_table("# A comment.\n" + text, "broken.txt")
    assert str(error.value).startswith(f"broken.txt:{last}: ")


def test_successors_are_other_bodies() -> None:
    assert "федеральная служба контрразведки" in successors()["комитет государственной безопасности"]
    assert successors()["федеральная служба контрразведки"] == ("федеральная служба безопасности",)
    assert [earlier for earlier, later in successors().items() if earlier in later or not later] == []


def test_successors_of_several_countries_are_gathered() -> None:
    table = read_table("КГБ | SU\nФСБ | RU\nСБУ | UA\nКГБ > СБУ | UA\nКГБ > ФСБ | RU")
    assert table.successors == {"кгб": ("сбу", "фсб")}


def test_every_row_is_found_by_each_of_its_names() -> None:
    for row in ROWS:
        names, _, scopes = row.rpartition("|")
        canonical, *aliases = re.split("[=;]", names)
        for scope in re.findall(r"[A-Z]{2}", scopes) or [None]:
            entries = {known(name.strip(" ?!"), scope) for name in (canonical, *aliases)}
            assert len({entry and entry.name for entry in entries}) == 1, row
            assert None not in entries, row


def test_lines_are_clean() -> None:
    assert [line for line in LINES if line != line.strip() or ("  " in line and line[0] != "#")] == []
    assert [line for line in LINES if len(line) > 300] == []
    assert [line for line in ROWS if re.search('[ё«»„“”"’]', line)] == []


def test_no_word_mixes_two_alphabets() -> None:
    words = re.findall(r"[^\W\d_]+", "\n".join(ROWS))
    assert sorted({word for word in words if re.search("[A-Za-z]", word) and re.search("[А-Яа-я]", word)}) == []


def test_the_order_of_rows_makes_no_difference() -> None:
    backwards = read_table("\n".join(reversed(LINES)))
    assert backwards == read_table(TEXT)


def test_the_rows_that_the_page_shows_are_rows_of_the_table() -> None:
    page = (Path(__file__).parent.parent / "docs" / "body-names.md").read_text(encoding="utf-8")
    shown = re.search(r"^## A row\n\n```\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    assert shown
    for alias, found in read_table(shown[1]).readings.items():
        for scope, entry in found.items():
            assert known(alias, None if scope == "*" else scope) == entry


def test_it_is_large() -> None:
    assert len(ROWS) >= 2000
    assert len({country.code for country in countries() if any(f" {country.code}" in row for row in ROWS)}) >= 100


NAMES = sorted({re.split("[=|]", row)[0].strip(" ?!") for row in ROWS if "=" in row and row.endswith(("*", "-", "RU"))})


@given(st.sampled_from(NAMES), st.sampled_from(["{}", "«{}»", '"{}"', " {} ", "„{}“"]), st.booleans())
def test_writing_makes_no_difference(name: str, quotes: str, shout: bool) -> None:
    written = quotes.format(name.upper() if shout else name).replace("-", "–").replace(" ", "\N{NO-BREAK SPACE}")
    assert known(written) == known(name)


@given(st.text(), st.sampled_from([None, "RU", "SU", "QQ", "*", "-", ""]))
def test_hostile_names_are_only_names(name: str, country: str | None) -> None:
    entry = known(name, country)
    assert entry is None or isinstance(entry, Known)
