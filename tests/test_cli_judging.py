"""judge and reject: what is refused, what is withdrawn, and what a contradiction prints."""

import re
from pathlib import Path

import pytest
from commands import bad, export, good, keys, make_store, nonsense, run

from kadry.store import Store

ARTICLES = {
    "2025-01-10-a.txt": "Министр Финляндии Анна Белова прибыла.\n",
    "2025-02-11-b.txt": "Губернатор Заречья Анна Орлова прибыла.\n",
    "2025-03-12-c.txt": "Аким Кокдалы Анна Сотникова прибыла.\n",
    "2025-03-13-d.txt": "Аким Озёрска Олег Лунин прибыл.\nАким Речинска Олег Лунин прибыл.\n",
}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return make_store(tmp_path, monkeypatch, ARTICLES)


def without_words(exported: bytes) -> list[bytes]:
    """An export without the judgements, each of which has its time."""
    return [line for line in exported.splitlines() if b"/judgement/" not in line]


def test_unsure_takes_a_word_back_by_the_names_that_it_made_one(place: Path) -> None:
    before = export()
    good("judge", "Анна Белова", "same", "Анна Сотникова")
    merged = export()
    assert merged != before
    done = good("judge", "Анна Сотникова", "unsure", "Анна Белова", "--reason", "мало данных").stderr
    assert re.fullmatch(r"taken back: same by .+ on [-\d]+ [:\d]+: Анна Белова / Анна Сотникова\n", done)
    assert export() == before
    good("judge", "Анна Белова", "same", "Анна Сотникова")
    assert without_words(export()) == without_words(merged)


def test_unsure_takes_back_the_word_by_which_two_names_are_one(place: Path) -> None:
    good("judge", "Анна Белова", "same", "Анна Орлова", "--by", "anna")
    good("judge", keys(place)["Анна Орлова"][0], "same", "Анна Сотникова", "--by", "boris")
    message = nonsense("judge", "Анна Белова", "unsure", "Анна Сотникова")
    assert "several words" in message
    assert "by anna" in message
    assert "by boris" in message
    good("judge", "Анна Сотникова", "unsure", "Анна Орлова")
    assert "are two" in good("show", "Анна Белова", "--why", "Анна Сотникова").stdout
    assert "are one" in good("show", "Анна Белова", "--why", "Анна Орлова").stdout


def test_what_a_rule_joined_has_no_word_to_take_back(place: Path) -> None:
    one, other = keys(place)["Олег Лунин"]
    assert "nothing to take back" in nonsense("judge", one, "unsure", other)


def test_unsure_takes_back_what_holds_two_of_one_name_apart(place: Path) -> None:
    before = export()
    one, other = keys(place)["Олег Лунин"]
    good("judge", one, "different", other)
    assert export() != before
    good("judge", other, "unsure", one)
    assert export() == before


def test_unsure_finds_a_word_on_another_name_of_the_entity(place: Path) -> None:
    good("judge", "Анна Белова", "different", "Анна Орлова")
    good("judge", "Анна Орлова", "same", "Анна Сотникова")
    good("judge", "Анна Белова", "unsure", "Анна Сотникова")  # who is Орлова
    with Store(place) as store:
        last = store.judgements()[-1]
    assert {last.left, last.right} == {keys(place)[name][0] for name in ("Анна Белова", "Анна Орлова")}


def test_there_must_be_a_word_to_take_back(place: Path) -> None:
    assert "nothing to take back" in nonsense("judge", "Анна Белова", "unsure", "Анна Орлова")
    good("judge", "Анна Белова", "different", "Анна Орлова")
    good("judge", "Анна Белова", "unsure", "Анна Орлова")
    assert "nothing to take back" in nonsense("judge", "Анна Белова", "unsure", "Анна Орлова")
    with Store(place) as store:
        assert len(store.judgements()) == 2


def test_of_several_words_the_keys_must_name_one(place: Path) -> None:
    white = keys(place)["Анна Белова"][0]
    one, other = keys(place)["Олег Лунин"]
    good("judge", white, "different", one)
    good("judge", white, "different", other)
    message = nonsense("judge", "Анна Белова", "unsure", "Олег Лунин")
    assert "several words" in message
    assert one in message
    assert other in message
    good("judge", white, "unsure", one)


def test_a_word_that_contradicts_others_is_kept_and_the_chain_is_printed(place: Path) -> None:
    good("judge", "Анна Белова", "same", "Анна Орлова", "--by", "anna", "--reason", "сменила фамилию")
    names = keys(place)
    good("judge", names["Анна Орлова"][0], "same", names["Анна Сотникова"][0], "--by", "boris")
    merged = export()
    last = good("judge", names["Анна Белова"][0], "different", names["Анна Сотникова"][0], "--by", "vera").stderr
    lines = [line.strip() for line in last.splitlines()]
    assert any("contradicts" in line for line in lines)
    said = [line for line in lines if " by " in line and " / " in line]
    assert [line.split(" on ")[0] for line in said] == ["different by vera", "same by anna", "same by boris"]
    assert said[1].endswith("Анна Белова / Анна Орлова (сменила фамилию)")
    lost = [lines[i - 1] for i, line in enumerate(lines) if line.endswith("NOT HONOURED")]
    assert lost == [said[1]]  # the earliest "same"
    assert export() != merged
    assert "NOT HONOURED" in good("judgements", "conflicts").stdout
    assert "1  contradictions of judgements" in good("stats").stdout


def test_words_that_agree_warn_of_nothing(place: Path) -> None:
    assert "contradicts" not in good("judge", "Анна Белова", "same", "Анна Орлова").stderr
    assert "contradicts" not in good("judge", "Анна Белова", "different", "Анна Сотникова").stderr
    shown = good("judgements", "conflicts")
    assert shown.stdout == ""
    assert "no judgement contradicts" in shown.stderr
    assert "0  contradictions of judgements" in good("stats").stdout


def test_only_a_contradiction_with_this_very_word_is_told(place: Path) -> None:
    names = keys(place)
    white, black, red = (names[f"Анна {name}"][0] for name in ("Белова", "Орлова", "Сотникова"))
    for two, verdict in (((white, black), "same"), ((black, red), "same"), ((white, red), "different")):
        good("judge", two[0], verdict, two[1])
    one, other = names["Олег Лунин"]
    assert "contradicts" not in good("judge", one, "different", other).stderr


@pytest.mark.parametrize(
    ("left", "right", "message"),
    [
        ("Иван Сидоров", "Анна Белова", "no person or body"),
        ("Анна", "Олег Лунин", "3 persons or bodies fit"),
        ("Анна Белова", "Финляндии", "a judgement is on two of a kind"),
        ("Анна Белова", "анна белова", "both are one already"),
    ],
)
@pytest.mark.parametrize("verdict", ["same", "different"])
def test_what_cannot_be_judged_is_refused_and_nothing_kept(
    place: Path, left: str, verdict: str, right: str, message: str
) -> None:
    result = run("judge", left, verdict, right)
    assert result.exit_code != 0
    assert message in result.stderr
    with Store(place) as store:
        assert store.judgements() == []


def test_reject_needs_one_claim(place: Path) -> None:
    assert "no such claim" in bad("reject", "zz")
    assert "no such claim" in bad("reject", " ")
    with Store(place) as store:
        claims = [claim.id for claim in store.claims()]
    for claim in claims:
        good("reject", claim)
    assert len(export()) == 0
