"""The table of quality: kinds of errors on hand-made facts, differences and targets, and that nothing is left out."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cases
import cases_record
import quality
import quality_kinds
import quality_sets
import quality_table
from kadry.claim import Extraction
from kadry.document import Document, Span
from quality_facts import ARGUMENTS, Fact, Page, Said, scene
from quality_false import FALSE
from quality_kinds import Error, errors
from quality_missed import MISSED
from quality_sets import Found


def spans(text: str, words: str) -> tuple[Span, ...]:
    """The place of each of some words: "Лунин/он"."""
    return tuple(Span(text.index(word), text.index(word) + len(word)) for word in words.split("/") if word)


def fact(text: str, person: str, role: str = "", body: str = "", *, asserted: bool = True) -> Fact:
    places = (spans(text, words) for words in (person, role, body))
    return Fact(**dict(zip(ARGUMENTS, places, strict=True)), asserted=asserted)  # type: ignore[arg-type]


def said(text: str, person: str, role: str = "", body: str = "") -> Said:
    places = (next(iter(spans(text, words)), None) for words in (person, role, body))
    return Said(**dict(zip(ARGUMENTS, places, strict=True)))  # type: ignore[arg-type]


def page(text: str, facts: list[Fact], answers: list[Said], *, roles: str = "") -> Page:
    """Arguments agree where an answer's span is one of the fact's."""
    agreed = {
        (f, s): frozenset(name for name in ARGUMENTS if getattr(answer, name) in getattr(one, name))
        for f, one in enumerate(facts)
        for s, answer in enumerate(answers)
    }
    every = (*(span for one in facts for span in one.role), *spans(text, roles))
    return Page(name="d", text=text, facts=facts, said=answers, agreed=agreed, roles=every)


def kinds(one: Page) -> list[str]:
    return [f"{error.side} {error.kind}" for error in errors(one)]


# text, person, role, body of a fact that nobody answers
WORDINGS = {
    "no role word": [
        ("Марина Ступак из Министерства культуры пришла.", "Марина Ступак", "", "Министерства культуры"),
        ("Марина Ступак пришла.\nМинистерство молчит.", "Марина Ступак", "", "Министерство"),
    ],
    "discourse": [
        ("Мэр Зареченска уехал. Пётр Лунин вернулся.", "Пётр Лунин", "Мэр", "Зареченска"),
        ("Мэр Пётр Лунин уехал.\nЗареченск ждёт.", "Пётр Лунин", "Мэр", "Зареченск"),
    ],
    "adjective employer": [
        ("Выступил литовский премьер Пётр Лунин.", "Пётр Лунин", "премьер", "литовский"),
        ("Пётр Лунин, литовский премьер, выступил.", "Пётр Лунин", "премьер", "литовский"),
    ],
    "predicate": [
        ("Мэром Зареченска избран Пётр Лунин.", "Пётр Лунин", "Мэром", "Зареченска"),
        ("Пётр Лунин возглавил Зареченск.", "Пётр Лунин", "возглавил", "Зареченск"),
        ("Пётр Лунин — мэр Зареченска.", "Пётр Лунин", "мэр", "Зареченска"),
        ("Совет назначил Петра Лунина мэром Зареченска.", "Петра Лунина", "мэром", "Зареченска"),
        ("Пётр Лунин, который служит мэром Зареченска, молчит.", "Пётр Лунин", "мэром", "Зареченска"),
    ],
    "long chain": [
        (
            "Пётр Лунин, начальник отдела по работе с жильцами управления домов Зареченска, молчит.",
            "Пётр Лунин",
            "начальник отдела по работе с жильцами",
            "управления домов Зареченска",
        ),
    ],
    "role right of the name": [
        ("Пётр Лунин, бывший мэр Зареченска, молчит.", "Пётр Лунин", "мэр", "Зареченска"),
        ("С Петром Луниным, мэром Зареченска, спорят.", "Петром Луниным", "мэром", "Зареченска"),
    ],
    "role left of the name": [
        ("Бывший мэр Зареченска Пётр Лунин молчит.", "Пётр Лунин", "мэр", "Зареченска"),
        ("Мэр Объединённого города Пётр Лунин молчит.", "Пётр Лунин", "Мэр", "Объединённого города"),
    ],
    "other": [("Лунинмэр молчит.", "Лунинмэр", "мэр", "")],
}
MISSES = [(kind, *case) for kind, wordings in WORDINGS.items() for case in wordings]


@pytest.mark.parametrize(("kind", "text", "person", "role", "body"), MISSES)
def test_a_miss_has_the_kind_of_its_wording(kind: str, text: str, person: str, role: str, body: str) -> None:
    assert kinds(page(text, [fact(text, person, role, body)], [])) == [f"missed {kind}"]


TEXT = "Мэр Зареченска Пётр Лунин и посол Эстонии Зоя Ким уехали в Ригу. Форвард молчит, экс-мэр Лунин тоже."
LUNIN = fact(TEXT, "Пётр Лунин/Лунин тоже", "Мэр", "Зареченска")
KIM = fact(TEXT, "Зоя Ким", "посол", "Эстонии")


@pytest.mark.parametrize(
    ("answer", "missed", "false"),
    [
        (("Пётр Лунин", "Мэр", "Зареченска"), [], []),
        (("Пётр Лунин", "Мэр", ""), ["only the body"], ["incomplete"]),
        (("Пётр Лунин", "Мэр", "Ригу"), ["only the body"], ["wrong body"]),
        (("Пётр Лунин", "Мэр Зареченска", "Зареченска"), ["boundary"], ["boundary"]),
        (("Пётр Лунин", "", "Ригу"), ["role left of the name"], ["wrong body"]),
        (("Зоя Ким", "Мэр", "Зареченска"), ["role left of the name"], ["wrong person"]),
        (("Пётр Лунин", "Форвард", ""), ["role left of the name"], ["not a post"]),
        (("Форвард", "", "Ригу"), ["role left of the name"], ["other"]),
    ],
)
def test_a_false_answer_has_one_kind(answer: tuple[str, str, str], missed: list[str], false: list[str]) -> None:
    found = page(TEXT, [LUNIN, KIM], [said(TEXT, *answer), said(TEXT, "Зоя Ким", "посол", "Эстонии")])
    assert kinds(found) == [f"missed {kind}" for kind in missed] + [f"false {kind}" for kind in false]


def test_a_role_of_nobody_is_the_wrong_persons() -> None:
    answers = [said(TEXT, "Пётр Лунин", "Форвард"), said(TEXT, "Зоя Ким", "посол", "Эстонии")]
    assert kinds(page(TEXT, [KIM], answers)) == ["false not a post"]
    assert kinds(page(TEXT, [KIM], answers, roles="Форвард")) == ["false wrong person"]


def test_the_same_words_elsewhere_are_close() -> None:
    text = "Мэр Лунин уехал. Лунин остаётся мэром Зареченска."
    gold = fact(text, "Лунин", "мэром", "Зареченска")
    assert kinds(page(text, [gold], [said(text, "Лунин", "Мэр", "Зареченска")])) == [
        "missed boundary",
        "false boundary",
    ]


def test_what_the_text_denies_is_no_miss_and_to_assert_it_is_false() -> None:
    denied = fact(TEXT, "Зоя Ким", "посол", "Эстонии", asserted=False)
    assert kinds(page(TEXT, [denied], [])) == []
    assert kinds(page(TEXT, [denied], [said(TEXT, "Зоя Ким", "посол", "Эстонии")])) == ["false not asserted"]


def test_an_answer_may_say_two_facts() -> None:
    """The gold of one post and, apart from it, of a place of work."""
    facts = [fact(TEXT, "Зоя Ким", "посол"), fact(TEXT, "Зоя Ким", "", "Эстонии")]
    assert kinds(page(TEXT, facts, [said(TEXT, "Зоя Ким", "посол", "Эстонии")])) == []


def test_the_mentions_that_stand_closest_are_looked_at() -> None:
    text = "Мэр и Лунин, мэр Зареченска. Лунин ушёл."
    gold = Fact(person=spans(text, "Лунин"), role=(Span(0, 3), *spans(text, "мэр")), body=spans(text, "Зареченска"))
    places = scene(page(text, [gold], []), gold)
    assert places is not None
    assert places["role"].start == text.index("мэр")


CHOICES = st.lists(
    st.sampled_from(["Пётр Лунин", "Зоя Ким", "Мэр", "посол", "Форвард", "Ригу", "Эстонии", ""]), min_size=3
)


@given(st.lists(CHOICES, max_size=3), st.lists(CHOICES, max_size=3))
def test_every_error_has_one_kind_and_right_and_wrong_add_up(facts: list[list[str]], answers: list[list[str]]) -> None:
    golds = [fact(TEXT, words[0] or "Форвард", words[1], words[2] or "Ригу") for words in facts]
    says = [said(TEXT, words[0] or "Форвард", words[1], words[2] or "Ригу") for words in answers]
    one = page(TEXT, golds, says)
    found = list(errors(one))
    missed = [error for error in found if error.side == "missed"]
    assert len(missed) == sum(not one.found(f) for f in range(len(golds)))
    assert len(found) - len(missed) == sum(not one.right(s) for s in range(len(says)))
    assert all(error.kind in quality_kinds.SIDES[error.side] for error in found)
    right = page(TEXT, golds, [said(TEXT, words[0] or "Форвард", words[1], words[2] or "Ригу") for words in facts])
    assert list(errors(right)) == []


def test_every_kind_is_tried() -> None:
    tried = set(WORDINGS) | {"boundary", "only the body"}
    assert tried == set(MISSED)
    assert set(FALSE) == {"not asserted", "incomplete", "boundary", "wrong body", "wrong person", "not a post", "other"}


def test_the_documentation_tells_every_kind_in_its_order() -> None:
    text = (Path(__file__).parent.parent / "docs" / "development.md").read_text(encoding="utf-8")
    for side, told in (("missed", MISSED), ("false", FALSE)):
        table = text[text.index(f"| {side} | the ") :].partition("\n\n")[0].splitlines()[2:]
        assert [row.split(" | ")[0].removeprefix("| ") for row in table] == [*told]


def test_a_row_shows_what_has_changed() -> None:
    row = quality_table.line("seed", {"P": 0.5, "R": 0.25, "passed": 3}, {"P": 0.4, "R": 0.25, "passed": 5})
    assert row.split() == ["seed", "P", "0.500", "(+0.100)", "R", "0.250", "passed", "3", "(-2)"]
    assert quality_table.line("new", {"P": 0.5}, {}).split() == ["new", "P", "0.500"]


@pytest.mark.parametrize(("value", "shown"), [(0.75, "0.750 [0.030 below 0.78]"), (0.78, "0.780"), (0.7796, "0.780")])
def test_a_missed_target_is_marked(value: float, shown: str) -> None:
    name = "NEREL dev official, person+role"
    assert quality_table.line(name, {"F1": value}, {}).split(maxsplit=4)[-1] == f"F1 {shown}"
    assert quality_table.summary({name: {"F1": value}}) == f"{int(value > 0.779)} of 1 targets reached"


def error(side: str, kind: str) -> Error:
    return Error("d", side, kind, "Ким | мэр | Рига", "Ким — мэр.")


def test_the_table_of_errors_adds_up_and_shows_what_has_changed() -> None:
    listed = [error("missed", "discourse"), error("missed", "discourse"), error("false", "wrong body")]
    rows = quality_table.error_rows({"toy": listed}, {"toy": (5, 4)})
    last = {"toy, errors": {"missed of": 5, "missed all": 1, "missed predicate": 1}}
    table = quality_table.error_table("missed", ("discourse", "predicate"), rows, last).splitlines()
    assert [line.split() for line in table] == [
        ["missed", "toy"],
        ["discourse", "2", "(+2)"],
        ["predicate", "0", "(-1)"],
        ["all", "2", "(+1)"],
        ["of", "5"],
    ]
    assert quality_table.error_table("false", ("wrong body",), rows, {}).split()[-4:] == ["all", "1", "of", "4"]


def test_errors_are_shown_by_kind_and_never_of_unseen_texts(capsys: pytest.CaptureFixture[str]) -> None:
    listed = [error("missed", "discourse"), error("false", "wrong body")]
    quality.show({"toy": listed, quality.UNSEEN: listed}, ["wrong body"])
    assert capsys.readouterr().out == "\nd false, wrong body: Ким | мэр | Рига\n    Ким — мэр.\n"


def test_the_unseen_set_is_one_of_the_sets(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quality_sets, "extract", silent)
    assert quality.UNSEEN in quality.SETS["nerel-dev"](data, tmp_path).errors


def silent(document: Document) -> Extraction:
    return Extraction(document=document.id, claims=(), chains=(), version="")


def test_figures_of_sets_that_did_not_run_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quality, "RECORD", tmp_path / "quality.json")
    monkeypatch.setattr(cases_record, "RECORD", tmp_path / "cases.json")
    monkeypatch.setattr(cases, "FOLDER", tmp_path)
    (tmp_path / "README.md").write_text("\n".join(cases_record.MARKS), encoding="utf-8")
    quality.save(Found({"one": {"F1": 0.5}, "two": {"F1": 0.1}}, cases={"toy": (2, 1)}))
    quality.save(Found({"two": {"F1": 0.2}}, {"toy": [error("false", "other")]}, {"toy": (3, 2)}))
    assert json.loads((tmp_path / "quality.json").read_text(encoding="utf-8")) == {
        "one": {"F1": 0.5},
        "two": {"F1": 0.2},
        "toy, errors": {"missed of": 3, "false of": 2, "false all": 1, "false other": 1},
    }
    assert cases_record.read(tmp_path / "cases.json")["toy"]["last"] == 1


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    monkeypatch.setattr(sys, "argv", ["quality", *arguments])
    quality.main()


def test_quality_names_what_it_misses(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("KADRY_DATA", raising=False)
    with pytest.raises(SystemExit, match="KADRY_DATA"):
        run(monkeypatch)
    with pytest.raises(SystemExit):
        run(monkeypatch, "nowhere")
    assert "no set named nowhere; there are: factrueval" in capsys.readouterr().err


def test_the_table_is_whole(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(quality_sets, "extract", silent)
    monkeypatch.setattr(cases, "extract", silent)
    monkeypatch.setattr(quality, "RECORD", tmp_path / "none.json")
    monkeypatch.setenv("KADRY_DATA", str(data))
    run(monkeypatch)
    shown = capsys.readouterr().out
    scores = [line for line in shown.splitlines() if " F1 0.000" in line]
    assert len(scores) == 10
    assert set(quality_table.TARGETS) == {line[: line.index("  ")].strip() for line in scores}
    assert "0 of 14 targets reached" in shown
    assert all(kind in shown for side in quality_kinds.SIDES.values() for kind in side)
    assert all(path.stem in shown for path in cases.FOLDER.glob("*.txt"))


def test_texts_without_answers_miss_every_fact(data: Path, tmp_path: Path) -> None:
    devset = data / "factrueval" / "devset"
    pages = [*quality_sets.factrueval_pages(devset, {}), *quality_sets.nerel_pages(data / "nerel", "dev", {}, tmp_path)]
    found = [error for one in pages for error in errors(one)]
    assert len(found) == sum(one.asserted for p in pages for one in p.facts) > 500
    counted: Mapping[str, int] = {kind: sum(error.kind == kind for error in found) for kind in MISSED}
    assert counted["boundary"] == counted["only the body"] == 0
    assert counted["other"] < 0.02 * len(found)
    assert min(counted[kind] for kind in ("discourse", "predicate", "long chain", "role right of the name")) > 10
