"""Readings: what is said of a word is what pymorphy3 says, whether its dictionary has the word or it guesses."""

import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kadry.russian.dictionary import forms, parses
from kadry.russian.models import morph
from kadry.russian.readings import entries

EXAMPLES = Path(__file__).parent.parent / "examples"
LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюяё"
BEGINNINGS = ("не", "по", "наи", "псевдо", "недопере", "ё", "кибер", "авиаэлектро", "спецъ")


def theirs(low: str) -> list[tuple[object, ...]]:
    return [(p.normal_form.replace("ё", "е"), str(p.tag), p.score, p.tag.grammemes) for p in morph().parse(low)]


def ours(low: str) -> list[tuple[object, ...]]:
    return [(form.lemma, form.label, form.score, form.grammemes) for form in forms(low)]


def example_words() -> list[str]:
    text = " ".join(path.read_text(encoding="utf-8", errors="ignore") for path in sorted(EXAMPLES.glob("*.txt")))
    return sorted({word.strip('«»(),.:;—!?"').lower() for word in text.split()} - {""})


def spoilt(words: list[str]) -> list[str]:
    """Words with a letter changed, a beginning put before them or another's end put behind them."""
    chance, made = Random(7), []
    for word in words:
        cut = chance.randrange(len(word))
        made.append(word[:cut] + chance.choice(LETTERS) + word[cut + chance.randrange(2) :])
        made.append(chance.choice(BEGINNINGS) + word)
        made.append(word[:cut] + chance.choice(words)[-3:])
    return made


def test_readings_of_the_words_of_texts_are_pymorphys() -> None:
    words = example_words()
    assert [word for word in words if ours(word) != theirs(word)] == []


def test_texts_tell_nothing_of_words_with_one_reading() -> None:
    told = {key.rpartition(":")[0] for key in morph().prob_estimator.p_t_given_w.keys("")}
    russian = [word for word in told if re.fullmatch("[а-яё-]+", word)]
    assert len(russian) > 10_000
    assert [word for word in russian if len(entries(word)) < 2 and "ё" not in word] == []


def test_readings_of_spoilt_words_are_pymorphys() -> None:
    words = spoilt(example_words())
    assert sum(not morph().word_is_known(word) for word in words) > 1000
    assert [word for word in words if ours(word) != theirs(word)] == []


def test_readings_of_two_words_that_a_hyphen_joins_are_pymorphys() -> None:
    chance = Random(8)
    words = [word for word in (*example_words(), *spoilt(example_words())) if "-" not in word]
    seconds = [*("то", "ка", "де", "с") * 50, *words]
    pairs = [f"{chance.choice((word, 'по'))}-{chance.choice(seconds)}" for word in words[::4]]
    assert len(pairs) > 1000
    assert [pair for pair in pairs if ours(pair) != theirs(pair)] == []


@given(st.text(alphabet=LETTERS, min_size=1, max_size=12))
def test_readings_of_random_letters_are_pymorphys(word: str) -> None:
    assert ours(word) == theirs(word)


@pytest.mark.parametrize(
    ("low", "lemma"),
    [
        ("псевдокошки", "псевдокошка"),
        ("байткодом", "байткод"),
        ("бутявкают", "бутявкать"),
        ("недоперепрезидентами", "недоперепрезидент"),
        ("понаиглупейший", "понаиглупый"),
        ("неъъъ", "неъъъ"),
        ("ъ", "ъ"),
        ("бутявку-то", "бутявка-то"),
        ("по-бутявскому", "по-бутявскому"),
        ("певицы-бутявки", "певица-бутявка"),
        ("бутявко-певицы", "бутявко-певица"),
    ],
)
def test_a_word_is_guessed_by_its_parts_or_by_its_ending(low: str, lemma: str) -> None:
    assert ours(low) == theirs(low)
    assert lemma in {form.lemma for form in forms(low)}


@pytest.mark.parametrize(
    "low",
    ["вице-премьером", "2025", "xiv", "кремль-х", "ъ-ъ", "а-б-в", "то-", "a", ",", "қазақ", "", "кадры\u0301", "Ъёж"],
)
def test_other_words_are_left_to_pymorphy(low: str) -> None:
    assert ours(low) == theirs(low)


@given(st.text(alphabet="019abinfx.,-+_e '%$", min_size=1, max_size=6))
def test_readings_of_ascii_are_pymorphys(word: str) -> None:
    assert ours(word) == theirs(word)


@pytest.mark.parametrize("low", ["nan", "infinity", "1e5", "1_000", "1,5", "f-16", " ", "-", "%", "9" * 5000, "x\x00"])
def test_readings_by_shape_are_pymorphys(low: str) -> None:
    assert ours(low) == [(p.normal_form, str(p.tag), p.score, p.tag.grammemes) for p in parses(low)]


def test_readings_of_a_word_behind_a_number_are_pymorphys() -> None:
    chance, seconds = (
        Random(9),
        [*"йягмху", "го", "му", "то", "ка", "летний", *example_words(), *spoilt(example_words())],
    )
    words = [f"{chance.randrange(3000)}-{second}" for second in seconds if "-" not in second]
    assert [word for word in words if ours(word) != theirs(word)] == []


@pytest.mark.parametrize("low", ["небез" * 19 + "ъъъ", "не" * 5000 + "президент"])
def test_a_word_of_many_prefixes_takes_neither_forever_nor_the_whole_stack(low: str) -> None:
    assert forms(low)
