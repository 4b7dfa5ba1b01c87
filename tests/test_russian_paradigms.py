"""Paradigms: the form that a word of the dictionary takes is the one that pymorphy3 itself gives."""

from pathlib import Path

import pytest

from kadry.russian.dictionary import forms
from kadry.russian.models import morph
from kadry.russian.paradigms import inflect

EXAMPLES = Path(__file__).parent.parent / "examples"
WANTED = (
    ("nomn",),
    ("nomn", "sing"),
    ("nomn", "plur"),
    ("nomn", "sing", "masc"),
    ("nomn", "sing", "femn"),
    ("nomn", "sing", "neut"),
    ("femn", "sing", "nomn"),
    ("loc2",),
    ("plur", "voct"),
    ("INFN",),
)


def given(low: str, wanted: tuple[str, ...]) -> list[tuple[str, str]]:
    """Ours and pymorphy3's form of each reading of a word that inflects as one of the dictionary does."""
    found = zip(morph().parse(low), forms(low), strict=True)
    known = [(parse, form.entry) for parse, form in found if form.entry is not None]
    theirs = [parse.inflect(set(wanted)) for parse, _ in known]
    return [(inflect(entry, wanted), form.word if form else "") for (_, entry), form in zip(known, theirs, strict=True)]


@pytest.mark.parametrize("wanted", WANTED)
def test_the_chosen_form_is_pymorphys(wanted: tuple[str, ...]) -> None:
    text = " ".join(path.read_text(encoding="utf-8", errors="ignore") for path in sorted(EXAMPLES.glob("*.txt")))
    words = sorted({word.strip('«»(),.:;—!?"').lower() for word in text.split()} - {""})
    pairs = [pair for word in words for pair in given(word, wanted)]
    assert len(pairs) > 1000
    assert [(ours, theirs) for ours, theirs in pairs if ours != theirs] == []


def test_a_form_with_a_prefix_loses_it() -> None:
    assert given("покрасивее", ("sing", "masc", "nomn")) == [("красивый", "красивый")]


def test_a_word_that_has_no_such_form_has_none() -> None:
    assert given("вчера", ("nomn",)) == [("", "")]


@pytest.mark.parametrize("wanted", WANTED)
@pytest.mark.parametrize(
    "low",
    [
        "бутявкающего",
        "лжеминистрами",
        "недоперепрезидентом",
        "кибердружине",
        "бутявко-певицы",
        "певицы-бутявки",
        "понаилучшайшего",
    ],
)
def test_a_guessed_word_inflects_like_the_one_that_it_is_read_as(low: str, wanted: tuple[str, ...]) -> None:
    pairs = given(low, wanted)
    assert pairs
    assert [(ours, theirs) for ours, theirs in pairs if ours != theirs] == []


def test_a_word_that_nothing_is_like_has_no_entry() -> None:
    assert {form.entry for form in forms("ъъъ")} == {None}
