"""The articles that every new user sees first: readable, our own, and rich enough to show what Kadry does."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kadry import analysis, build
from kadry.document import Failure, Reading
from kadry.graph import Graph, Statement
from kadry.readers import read
from kadry.store import Store

EXAMPLES = Path(__file__).parent.parent / "examples"
OUTSIDE = Path(os.environ.get("KADRY_DATA", "")) / "domain" / "texts"
RUN = 7  # words in a row that two texts do not share by chance, titles of bodies aside


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    found = list(read([EXAMPLES]))
    assert not [f for f in found if isinstance(f, Failure)]
    return {r.name: r for r in found if isinstance(r, Reading)}


@pytest.fixture(scope="module")
def graph(readings: dict[str, Reading], tmp_path_factory: pytest.TempPathFactory) -> Graph:
    with Store(tmp_path_factory.mktemp("examples") / "kadry.db") as store:
        for reading in readings.values():
            store.add(reading, build.extract(reading.document))
        return build.graph(store)


def statements(graph: Graph, name: str) -> list[Statement]:
    person = analysis.find_person(graph, name)
    return [statement for statement in graph.statements if statement.person == person.id]


def test_every_file_is_read(readings: dict[str, Reading]) -> None:
    assert set(readings) == {path.stem for path in EXAMPLES.iterdir() if path.suffix != ".csv"}
    assert len(readings) >= 14


def test_articles_have_the_length_of_articles(readings: dict[str, Reading]) -> None:
    assert {name: len(r.document.text) for name, r in readings.items() if not 700 <= len(r.document.text) <= 2500} == {}


def test_dates_come_from_the_file_names(readings: dict[str, Reading]) -> None:
    dated = {name: r.document.published for name, r in readings.items() if re.match(r"\d{4}-\d\d-\d\d-", name)}
    assert len(dated) >= 14
    assert all(name.startswith(f"{published}-") for name, published in dated.items())


def test_sources_are_reserved_addresses_that_lead_nowhere(readings: dict[str, Reading]) -> None:
    sources = [r.document.source for r in readings.values() if r.document.source]
    assert len(sources) == len(set(sources)) >= 14
    assert all(re.match(r"https://[a-z-]+\.example/", source) for source in sources)


def test_one_file_is_in_windows_1251(readings: dict[str, Reading]) -> None:
    data = (EXAMPLES / "2025-07-30-shkola.txt").read_bytes()
    assert readings["2025-07-30-shkola"].document.text == data.decode("windows-1251")
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")


def test_the_page_comes_without_its_furniture(readings: dict[str, Reading]) -> None:
    document = readings["2025-10-08-novoe-pravitelstvo"].document
    assert document.source == "https://zarechye-news.example/2025/10/08/novoe-pravitelstvo"
    assert (document.published, document.title) == ("2025-10-08", "В Заречной области сформировано правительство")
    assert document.text.startswith("Светлореченск, 8 октября.")
    assert not re.search("Поиск|Комментарии|Распечатать|cookie|мёда|сосед", document.text)


def test_leftovers_are_masked(readings: dict[str, Reading]) -> None:
    document = readings["2025-03-14-konferentsiya"].document
    assert [document.text[m.start : m.end] for m in document.masked][-1] == "Комментарий (0)"


def test_nothing_is_copied_from_the_development_texts(readings: dict[str, Reading]) -> None:
    if not OUTSIDE.is_dir():
        pytest.skip("KADRY_DATA names no folder with domain/texts")
    theirs = {run for path in OUTSIDE.glob("*.txt") for run in _runs(path.read_text(encoding="utf-8"))}
    ours = {run for r in readings.values() for run in _runs(r.document.text)}
    assert theirs & ours == set()


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return zip(*(words[n:] for n in range(RUN)), strict=False)


@pytest.mark.parametrize(
    ("name", "articles"),
    [
        ("Артём Олегович Дроздецкий", 4),
        ("Нурлан Ермекович Байжигитов", 4),
        ("Луу Тронг Дат", 2),  # Лыу Чонг Дат in another transcription
        ("Кхук Тхи Ньян", 3),
    ],
)
def test_one_person_is_found_across_articles(graph: Graph, name: str, articles: int) -> None:
    assert len({s.claim.document for s in statements(graph, name)}) >= articles


def test_namesakes_stay_apart(graph: Graph, readings: dict[str, Reading]) -> None:
    left = analysis.find_person(graph, "Виктор Николаевич Рудаков")
    right = analysis.find_person(graph, "Виктор Степанович Рудаков")
    assert left.id != right.id
    abroad = {readings[name].document.id for name in ("2025-02-03-kadrovye-voprosy", "2025-11-28-vizit-delegatsii")}
    assert {s.claim.document for s in statements(graph, right.name)} == abroad
    assert not abroad & {s.claim.document for s in statements(graph, left.name)}


def test_a_term_begins_in_one_article_and_ends_in_another(graph: Graph, readings: dict[str, Reading]) -> None:
    posts = {post.id for post in graph.posts if post.role == "аким"}
    about = [s for s in statements(graph, "Нурлан Ермекович Байжигитов") if s.post in posts]
    said = {(s.claim.document, s.effect): s.tenure for s in about}
    start = said[readings["2025-04-17-kadrovye-perestanovki"].document.id, "starts"]
    end = said[readings["2025-12-04-otstavka-akima"].document.id, "ends"]
    assert start == end is not None


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Николай Петрович Сухарев", "министр транспорта"),
        ("Сабит Оразбаевич Тлеулин", "посол"),
        ("Нурлан Ермекович Байжигитов", "министр"),
        ("Нурлан Ермекович Байжигитов", "советник"),
    ],
)
def test_rumours_and_denials_never_become_tenures(graph: Graph, name: str, role: str) -> None:
    career = analysis.career(graph, analysis.find_person(graph, name).id)
    assert career
    assert [spell for spell in career if (spell.role or "").casefold().startswith(role)] == []
