"""The text cases in tests/cases: their format, how they are compared, and that no kind passes fewer than last time."""

import json
from pathlib import Path

import pytest

import cases
import cases_record
from cases import Case, Found, State

ALL = list(cases.read(cases.FOLDER))
TEXT = """# a comment
Заместителем министра назначен Виктор Жданович, ранее возглавлявший облисполком. ¶ Он молод.
  Виктор Жданович | заместитель министра | - | current appointed since=2020-05
  Виктор Жданович | глава / руководитель | облисполком | former
  Виктор Жданович | агроном | - | former ?

Форвард Пётр Лось забил гол.
  -
"""
CASE = next(cases.cases("toy", TEXT))
DEPUTY = Found(
    "виктор жданович", "заместитель министра", "-", State("current", "appointed", dates=(("since", "2020-05"),))
)
HEAD = Found("виктор жданович", "руководитель", "облисполком", State("former", dates=(("until", "2019"),)))


def test_there_are_many_cases_of_many_kinds() -> None:
    assert len(ALL) >= 320
    kinds = [case.kind for case in ALL]
    assert min(kinds.count(kind) for kind in set(kinds)) >= 8


def test_no_text_stands_twice() -> None:
    texts = [case.text for case in ALL]
    assert [text for text in set(texts) if texts.count(text) > 1] == []


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.kind}:{case.line}")
def test_expected_people_are_in_the_text(case: Case) -> None:
    """A slip of the pen in a name would make a case that can never pass."""
    text = cases.plain([case.text])[0]
    for line in case.expected:
        for person in line.persons:
            assert all(part[:3] in text for part in person.replace("-", " ").split()), person


def test_no_kind_passes_fewer_cases_than_last_time() -> None:
    results = [cases.check(case) for case in ALL]
    counts = cases.tally(results)
    last = {kind: numbers["last"] for kind, numbers in cases_record.read(cases_record.RECORD).items()}
    worse = {kind for kind in last if counts.get(kind, (0, 0))[1] < last[kind]}
    failing = [cases.report(result) for result in results if result.case.kind in worse and not result.passed]
    assert not worse, "\n\n".join(failing)


def test_a_file_is_read_as_it_says() -> None:
    first, second = cases.cases("toy", TEXT)
    assert first.text.endswith("облисполком.\n\nОн молод.")
    assert [line.roles for line in first.expected] == [
        ("заместитель министра",),
        ("глава", "руководитель"),
        ("агроном",),
    ]
    assert [line.optional for line in first.expected] == [False, False, True]
    assert (second.line, second.expected) == (7, ())


@pytest.mark.parametrize(
    "lines",
    [
        "Текст.",
        "  Пётр Лось | глава | - | current",
        "Текст.\n  Пётр Лось | глава | current",
        "Текст.\n  Пётр Лось | глава | - | actual",
        "Текст.\n  Пётр Лось | глава | - | current appointed dismissed",
        "Текст.\n  Пётр Лось | глава | - | current from=2020",
        "Текст.\n  Пётр Лось | глава | - | current since=",
        "Текст.\n  Пётр Лось | - | - | current",
        "Текст.\n  -\n  Пётр Лось | глава | - | current",
    ],
)
def test_a_malformed_file_is_named(lines: str) -> None:
    with pytest.raises(ValueError, match=r"toy\.txt:\d"):
        list(cases.cases("toy", lines))


def test_any_reading_counts_and_unstated_dates_are_free() -> None:
    assert cases.compare(CASE, [DEPUTY, HEAD]).passed


def test_a_missed_claim_fails() -> None:
    result = cases.compare(CASE, [DEPUTY])
    assert (len(result.missed), result.false) == (1, ())


@pytest.mark.parametrize(
    "wrong",
    [
        State("current", "appointed", dates=(("since", "2020"),)),
        State("current", "appointed"),
        State("current", dates=DEPUTY.state.dates),
        State("future", "appointed", dates=DEPUTY.state.dates),
        State("current", "appointed", frozenset({"reported"}), DEPUTY.state.dates),
    ],
)
def test_a_wrong_state_fails(wrong: State) -> None:
    changed = Found(DEPUTY.person, DEPUTY.role, DEPUTY.body, wrong)
    result = cases.compare(CASE, [changed, HEAD])
    assert (len(result.missed), result.false) == (1, (changed,))


def test_a_second_reading_of_the_same_line_is_false() -> None:
    twice = Found(HEAD.person, "глава", HEAD.body, HEAD.state)
    assert len(cases.compare(CASE, [DEPUTY, HEAD, twice]).false) == 1


def test_shorter_optional_and_free_findings_are_not_false() -> None:
    shorter = Found(HEAD.person, HEAD.role, "-", HEAD.state)
    optional = Found(HEAD.person, "агроном", "-", State("former"))
    free = Found(HEAD.person, "кандидат наук", "-", State("current"), free=True)
    assert cases.compare(CASE, [DEPUTY, HEAD, shorter, optional, free]).passed


def test_a_required_line_leaves_its_finding_to_an_optional_one_where_it_has_another() -> None:
    lines = "Текст.\n  Пётр Лось | секретарь / министр | - | current\n  Пётр Лось | секретарь | - | current ?"
    found = [Found("петр лось", role, "-", State("current")) for role in ("министр", "секретарь")]
    assert all(cases.compare(next(cases.cases("toy", lines)), order).passed for order in (found, found[::-1]))


README = "Rates.\n\n<!-- cases.py --write -->\nold\n<!-- end -->\n\nMore.\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A record that is not there yet, and a README."""
    (tmp_path / "README.md").write_text(README, encoding="utf-8")
    return tmp_path / "cases.json", tmp_path / "README.md"


def test_first_counts_stay_as_first_written(files: tuple[Path, Path]) -> None:
    cases_record.write({"toy": (2, 1)}, *files)
    cases_record.write({"toy": (3, 2), "new": (1, 0)}, *files)
    assert json.loads(files[0].read_text(encoding="utf-8")) == {
        "new": {"cases": 1, "first_cases": 1, "first": 0, "last": 0},
        "toy": {"cases": 3, "first_cases": 2, "first": 1, "last": 2},
    }


def test_cases_that_are_added_have_a_first_run_of_their_own(files: tuple[Path, Path]) -> None:
    cases_record.write({"toy": (4, 1), "same": (2, 1)}, *files)
    cases_record.write({"toy": (4, 3), "same": (2, 2)}, *files)
    cases_record.add(
        {"toy": (6, 4), "same": (2, 2), "new": (5, 1)}, *files
    )  # the rules of the last run: 1 of the 2 passes
    cases_record.write({"toy": (6, 6), "same": (2, 2), "new": (5, 5)}, *files)
    assert cases_record.read(files[0]) == {
        "new": {"cases": 5, "first_cases": 5, "first": 1, "last": 5},
        "same": {"cases": 2, "first_cases": 2, "first": 1, "last": 2},
        "toy": {"cases": 6, "first_cases": 6, "first": 2, "last": 6},
    }


def test_the_rates_are_written_between_the_marks(files: tuple[Path, Path]) -> None:
    cases_record.write({"toy": (2, 1)}, *files)
    cases_record.write({"toy": (3, 3)}, *files)
    text = files[1].read_text(encoding="utf-8")
    assert text.startswith("Rates.\n\n<!-- cases.py --write -->\n| kind |")
    assert (
        "| toy | 3 | 1 of 2, 50 % | 3 of 3, 100 % |\n| all | 3 | 1 of 2, 50 % | 3 of 3, 100 % |\n<!-- end -->" in text
    )
    assert text.endswith("<!-- end -->\n\nMore.\n")
    assert "old" not in text


def test_a_table_without_marks_is_not_written(files: tuple[Path, Path]) -> None:
    with pytest.raises(ValueError, match="substring"):
        cases_record.shown_in("no marks", {})


def test_the_rates_in_the_readme_are_those_of_the_record() -> None:
    text = (cases.FOLDER / "README.md").read_text(encoding="utf-8")
    assert text == cases_record.shown_in(text, cases_record.read(cases_record.RECORD))


def test_the_table_tells_first_last_and_now() -> None:
    record = {"toy": {"cases": 3, "first_cases": 2, "first": 1, "last": 2}, "gone": dict.fromkeys(cases_record.KEYS, 9)}
    head, toy, new, whole = cases_record.table({"toy": (3, 3), "new": (1, 0)}, record).splitlines()
    assert head.split() == ["kind", "cases", "passed", "first", "last"]
    assert toy.split() == ["toy", "3", "3", "(+1)", "1", "of", "2,", "50", "%", "2"]
    assert new.split() == ["new", "1", "0", "-", "-"]
    assert whole.split() == ["all", "4", "3", "(+1)", "1", "of", "2,", "50", "%", "2"]
