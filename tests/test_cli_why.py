"""show A --why B: the path that joins two names, or what keeps them apart."""

import re
from pathlib import Path

import fakes
import pytest
from commands import bad, good, keys, make_store

ARTICLES = {
    "2025-01-10-a.txt": "Министр Финляндии Анна Белова прибыла.\n",
    "2025-02-11-b.txt": "Губернатор Заречья Анна Орлова прибыла.\n",
    "2025-03-12-c.txt": "Аким Кокдалы Анна Сотникова уехала.\n",
    "2025-03-13-d.txt": "Аким Кокдалы Анна Сотникова вернулась.\n",
}
WHITE, BLACK, RED = "Анна Белова", "Анна Орлова", "Анна Сотникова"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return make_store(tmp_path, monkeypatch, ARTICLES)


def why(left: str, right: str) -> str:
    shown = good("show", left, "--why", right).stdout
    assert "\x1b" not in shown
    return shown


def test_the_path_leads_over_judgements_and_rules(place: Path) -> None:
    good("judge", WHITE, "same", BLACK, "--by", "anna", "--reason", "сменила\x1b[31m фамилию")
    good("judge", keys(place)[BLACK][0], "same", keys(place)[RED][0], "--by", "boris")
    shown = why("белова", keys(place)[RED][1])
    heading, *rest = shown.splitlines()
    assert heading.startswith(f"{WHITE} and {RED} are one person (")
    steps = [line.strip() for line in rest if re.match(r"    (judged|joined)|  \w+ \w+$", line)]
    assert [re.split(r" on | \(score", step)[0] for step in steps] == [
        WHITE,
        "judged same by anna",
        BLACK,
        "judged same by boris",
        RED,
        "joined by rule",
        RED,
    ]
    assert steps[1].endswith(f"{WHITE} / {BLACK} (сменила[31m фамилию)")
    assert "      same name: анна сотникова" in shown.splitlines()
    assert f"kadry judge {keys(place)[WHITE][0]} different {keys(place)[RED][1]}" in shown


def test_one_name_typed_twice_shows_two_of_its_places(place: Path) -> None:
    shown = why(RED, RED)
    first, last = keys(place)[RED]
    assert {first, last} <= set(re.findall(r"[0-9a-f]{32}:\d+:\d+:person", shown)) <= set(keys(place)[RED])
    assert "joined by rule (score " in shown


def test_one_place_has_no_merge_to_explain(place: Path) -> None:
    assert "no merge to explain" in why(WHITE, "белова")


def test_other_names_are_two_and_nothing_speaks_for_one(place: Path) -> None:
    shown = why(WHITE, BLACK)
    assert shown.startswith(f"{WHITE} and {BLACK} are two persons\n")
    assert "Nothing speaks for it:\n  other surname: анна белова / анна орлова" in shown
    assert f"kadry judge {keys(place)[WHITE][0]} same {keys(place)[BLACK][0]}" in shown


def test_what_was_said_comes_first_and_what_is_not_honoured_is_marked(place: Path) -> None:
    white, black, red = (keys(place)[name][0] for name in (WHITE, BLACK, RED))
    good("judge", white, "same", black, "--by", "anna")
    good("judge", black, "same", red, "--by", "boris")
    good("judge", white, "different", red, "--by", "vera")
    shown = why(WHITE, RED)
    assert "What was said of them:" in shown
    said = [line.strip().split(" on ")[0] for line in shown.splitlines() if " by " in line]
    assert sorted(said) == ["different by vera", "same by anna"]
    assert shown.count("not honoured") == 1


def test_a_word_that_holds_one_name_apart(place: Path) -> None:
    first, second = keys(place)[RED]
    good("judge", first, "different", second)
    shown = why(first, second)
    assert "are two persons" in shown
    assert "different by" in shown
    assert "what speaks for it (score " in shown
    assert "not enough" not in shown


def test_a_person_and_a_body(place: Path) -> None:
    assert why(WHITE, "Финляндии").strip() == f"{WHITE} and Финляндии are a person and a body"


def test_unknown_names_are_told(place: Path) -> None:
    assert "no person or body" in bad("show", WHITE, "--why", "Иван Сидоров")


def test_contradictions_and_who_else_either_could_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        fakes,
        "TITLE",
        re.compile(r"(?P<role>Аким) (?P<body>[А-Я]\w+) (?P<person>[А-Я]\w+( [А-Я]\w+)+)"),
    )
    make_store(
        tmp_path,
        monkeypatch,
        {
            "a.txt": "Аким Кокдалы Иван Петров прибыл.",
            "b.txt": "Аким Озёрска Иван Ильич Петров прибыл.",
            "c.txt": "Аким Речинска Иван Олегович Петров прибыл.",
        },
    )
    shown = why("Иван Ильич Петров", "Иван Олегович Петров")
    assert "What contradicts that they are one:\n  patronymic contradicted: ильич / олегович\n" in shown
    shown = why("Иван Петров", "Иван Олегович Петров")
    assert "what speaks for it (score " in shown
    assert "taken for neither:\n  Иван Петров could as well be Иван Ильич Петров" in shown
    assert "who is not Иван Олегович Петров:\n    patronymic contradicted: ильич / олегович" in shown
    assert shown.count("could as well be") == 1
