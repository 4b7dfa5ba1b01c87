"""``kadry changes``, and other days in ``kadry show`` and ``kadry stats``."""

import json
from pathlib import Path

import fakes
import pytest
from commands import bad, good, make_store, nonsense
from msgspec import structs

from kadry.claim import Extraction
from kadry.document import Document

ARTICLES = {
    "2020-01-10-a.txt": "Министр Финляндии Иван Петров прибыл.\nИсточник: https://press.example/a\n",
    "2021-02-11-b.txt": "Губернатор Заречья Иван Петров прибыл вчера вечером в город.\n",
    "2021-03-12-c.txt": "Аким Кокдалы Анна \x1b[31mБелова прибыла.\nАким Кокдалы Анна Белова прибыла.\n",
    "d.txt": "Аким Кокдалы Павел Сотников молчал.\n",
}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return make_store(tmp_path, monkeypatch, ARTICLES)


def test_changes_are_told_with_their_sentences(place: Path) -> None:
    shown = good("changes", "--since", "2021").stdout
    assert "\x1b" not in shown
    lines = shown.splitlines()
    assert lines[0].startswith("2021-02-11  new: Иван Петров · Губернатор · Заречья")
    assert lines[1] == "  «Губернатор Заречья Иван Петров прибыл вчера вечером в город.»"
    assert "2021-02-11 · document " in lines[2]
    assert lines[3].startswith("2021-03-12  new: Анна Белова (new) · Аким · Кокдалы")
    assert "Сотников" not in shown
    assert good("changes", "--since", "2021-03-13").stdout == ""
    assert "Белова" not in good("changes", "--since", "2021", "--until", "2021-02").stdout


def test_changes_as_json_lines(place: Path) -> None:
    lines = [json.loads(line) for line in good("changes", "--since", "2021", "--json").stdout.splitlines()]
    assert [(line["kind"], line["names"], line["known"], line["person_known"]) for line in lines] == [
        ("new", ["Иван Петров"], False, True),
        ("new", ["Анна Белова"], False, False),
    ]
    page = (Path(__file__).parent.parent / "docs" / "changes.md").read_text(encoding="utf-8")
    for line in lines:
        assert all(f"`{field}`" in page for field in (*line, *line["evidence"][0]))


def test_a_judgement_is_a_change(place: Path) -> None:
    good("judge", "Анна Белова", "same", "Павел Сотников", "--by", "anna\x1b[31m", "--reason", "сменила имя")
    shown = good("changes", "--since", "2021-04").stdout
    assert "merged: " in shown
    assert "Анна Белова" in shown
    assert "judged by anna" in shown
    assert "\x1b" not in shown


def test_a_stretch_must_make_sense(place: Path) -> None:
    assert "not a date" in nonsense("changes", "--since", "вчера")
    assert "--since" in nonsense("changes")
    assert "stretch of days" in nonsense("changes", "--since", "2021", "--until", "2020")
    assert "no store" in bad("changes", "--since", "2021", "--store", place.parent / "none.db")


def test_a_dossier_of_a_day_marks_what_was_held(place: Path) -> None:
    held = good("show", "Петров", "--as-of", "2020-01-10").stdout
    assert "Министр · Финляндии, since 2020-01-10 or earlier, end unknown, held on 2020-01-10" in held
    assert "Губернатор · Заречья, since 2021-02-11 or earlier, end unknown, possibly held on 2020-01-10" in held
    known = good("show", "Петров", "--known-at", "2020").stdout
    assert "Министр" in known
    assert "Губернатор" not in known
    assert "no person or body" in bad("show", "Белова", "--known-at", "2020")
    assert "leave out" in nonsense("show", "Белова", "--why", "Петров", "--as-of", "2020")


def dismissing(document: Document) -> Extraction:
    """As the fake extraction, but that «прибыл» ends what it says, by the day that the document is of."""
    found = fakes.extract(document)
    ended = [structs.replace(claim, change="dismissed", until=document.published) for claim in found.claims]
    return structs.replace(found, claims=tuple(ended) if "прибыл " in document.text else found.claims)


def test_a_tenure_that_had_ended_is_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_store(tmp_path, monkeypatch, ARTICLES, dismissing)
    assert "Губернатор" in good("show", "Петров", "--as-of", "2021-02-11").stdout
    assert "Губернатор" not in good("show", "Петров", "--as-of", "2021-02-12").stdout
    assert "2021-02-11  left: Иван Петров · Губернатор · Заречья" in good("changes", "--since", "2021").stdout


def numbers(*words: object) -> dict[str, int]:
    lines = (line.split(maxsplit=1) for line in good("stats", *words).stdout.splitlines())
    return {label: int(number.replace(",", "")) for number, label in lines}


def test_stats_of_a_day(place: Path) -> None:
    now, then, known = numbers(), numbers("--as-of", "2020-01-10"), numbers("--known-at", "2020")
    assert (now["persons in the graph"], now["tenures in the graph"]) == (3, 4)
    assert (then["held on 2020-01-10"], then["possibly held on 2020-01-10"]) == (1, 3)
    assert then["tenures in the graph"] == 4
    assert (known["persons in the graph"], known["tenures in the graph"]) == (1, 1)


def stated(document: Document) -> Extraction:
    """As the fake extraction, with the year that the text names as the start."""
    found = fakes.extract(document)
    years = [word.strip(".") for word in document.text.split() if word.strip(".").isdecimal()]
    claims = (structs.replace(claim, since=years[0] if years else None) for claim in found.claims)
    return structs.replace(found, claims=tuple(claims))


def test_contradictions_are_shown_and_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {
        "2021-01-10-a.txt": "Губернатор Заречья Иван Петров ведёт область с 2010 года, сообщила пресс-служба.\n",
        "2021-02-11-b.txt": "На совещании выступил Губернатор Заречья Иван Петров, в должности с 2015 года.\n",
    }
    place = make_store(tmp_path, monkeypatch, texts, stated)
    shown = good("show", "Петров").stdout
    (line,) = [line for line in shown.splitlines() if "contradiction" in line]
    assert line == "contradiction, dates: Иван Петров · Губернатор · Заречья, 2010 / 2015"
    told = shown.partition(line)[2]
    assert all(text.strip() in told for text in texts.values())
    assert line in good("show", "Заречья").stdout
    assert numbers()["contradictions, dates"] == 1
    changed = good("changes", "--since", "2021-02").stdout
    assert "2021-02-11  contradicted: Иван Петров · Губернатор · Заречья · dates · 2010 / 2015" in changed
    assert place.exists()
