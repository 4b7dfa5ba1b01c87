"""The articles that every new user sees first: readable, our own, and rich enough to show what Kadry does."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kadry.document import Failure, Reading
from kadry.readers import read

EXAMPLES = Path(__file__).parent.parent / "examples"
OUTSIDE = Path(os.environ.get("KADRY_DATA", "")) / "domain" / "texts"
RUN = 7  # words in a row that two texts do not share by chance, titles of bodies aside


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    found = list(read([EXAMPLES]))
    assert not [f for f in found if isinstance(f, Failure)]
    return {r.name: r for r in found if isinstance(r, Reading)}


def test_every_file_is_read(readings: dict[str, Reading]) -> None:
    assert set(readings) == {path.stem for path in EXAMPLES.iterdir()}
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
