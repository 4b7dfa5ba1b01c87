"""Lemmas and normal forms of names, word for word those of natasha's own MorphVocab on the same dictionary."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kadry.russian.engine.lemmas import NameWord, lemma, nominative, normal, tag
from kadry.russian.engine.segments import tokens
from kadry.russian.engine.tagging import engine
from plain_natasha import vocabulary

EXAMPLES = Path(__file__).parent.parent / "examples"
ODD = "Ёлкиной ёлку МВД УФМС Аль-Каиды мхАТ Нью-Йорке кое-кого 5-го XIV iPhone Δx ² бутявкающего РЕСПУБЛИКОЙ по-моему а"
PLAIN = "NOUN|Animacy=Anim|Case=Gen|Gender=Masc|Number=Sing"


@cache
def labels() -> list[str]:
    return list(engine().tags[:400])


@cache
def words() -> list[str]:
    texts = [file.read_text(encoding="utf-8", errors="ignore") for file in sorted(EXAMPLES.glob("*.txt"))]
    return sorted({word for text in texts for _, _, word in tokens(text, 0, len(text))}) + ODD.split()


def theirs(text: str, label: str) -> str:
    found = tag(label)
    return str(vocabulary().lemmatize(text, found.pos, found.feats))


def natashas(name: list[NameWord], *, agreeing: bool) -> str:
    """What natasha makes of a name: an organization where ``agreeing``."""
    from natasha.doc import DocToken
    from natasha.norm import normalize, syntax_normalize

    made = []
    for i, word in enumerate(name):
        found = tag(word.label)
        head = str(word.head) if word.head >= 0 else "outside"
        made.append(DocToken(word.start, word.end, word.text, str(i), head, "", found.pos, found.feats))
    method: Any = syntax_normalize if agreeing else normalize
    return str(method(vocabulary(), made))


@st.composite
def names(draw: st.DrawFn) -> list[NameWord]:
    """A name of up to six words with any tags, any heads (circles too) and gaps between the words."""
    size = draw(st.integers(1, 6))
    made: list[NameWord] = []
    for _ in range(size):
        start = (made[-1].end if made else 0) + draw(st.integers(0, 2))
        text = draw(st.sampled_from(words()))
        head = draw(st.integers(-1, size - 1))
        made.append(NameWord(start, start + len(text), text, draw(st.sampled_from(labels())), head))
    return made


@settings(max_examples=2000)
@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_any_word_with_any_tag_has_natashas_lemma(word: int, label: int) -> None:
    text, given_tag = words()[word % len(words())], labels()[label % len(labels())]
    assert lemma(text, given_tag) == theirs(text, given_tag)


def test_every_word_with_each_of_its_tags_has_natashas_lemma() -> None:
    for text in words():
        for label in {form_label(form) for form in vocabulary()(text.lower().replace("ё", "е"))}:
            assert (text, label, lemma(text, label)) == (text, label, theirs(text, label))


def form_label(form: Any) -> str:
    return "|".join((form.pos, *(f"{name}={value}" for name, value in form.feats.items())))


@settings(max_examples=1000)
@given(names(), st.booleans())
@example([NameWord(0, 7, "Ёлкиной", PLAIN, 0)], True)
def test_a_name_has_natashas_normal_form(name: list[NameWord], agreeing: bool) -> None:
    assert normal(name, agreeing=agreeing) == natashas(name, agreeing=agreeing)


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        ("Ёлкина", "PROPN|Animacy=Anim|Case=Gen|Gender=Masc|Number=Sing", "Елкин"),
        ("МИНИСТРА", PLAIN, "МИНИСТР"),
        ("Алма-Атой", "PROPN|Animacy=Inan|Case=Ins|Gender=Fem|Number=Sing", "Алма-Ата"),
        ("вчера", "ADV|Degree=Pos", "вчера"),
        ("министр", "NOUN|Animacy=Anim|Case=Nom|Gender=Masc|Number=Sing", "министр"),
        ("мИнистра", PLAIN, "министр"),
    ],
)
def test_a_nominative_has_the_capitals_of_its_word(text: str, label: str, expected: str) -> None:
    assert nominative(text, label) == expected


def test_only_heads_and_what_agrees_with_them_are_put_into_the_nominative() -> None:
    ministry = "NOUN|Animacy=Inan|Case=Dat|Gender=Neut|Number=Sing"
    defence = "NOUN|Animacy=Inan|Case=Gen|Gender=Fem|Number=Sing"
    name = [NameWord(0, 12, "Министерству", ministry, -1), NameWord(13, 20, "обороны", defence, 0)]
    assert normal(name, agreeing=True) == "Министерство обороны"
    assert normal(name, agreeing=False) == "Министерство оборона"


def test_labels_without_features_are_read() -> None:
    assert (tag("PUNCT").pos, tag("PUNCT").feats) == ("PUNCT", {})
    assert tag(PLAIN).feats == {"Animacy": "Anim", "Case": "Gen", "Gender": "Masc", "Number": "Sing"}


def test_annotated_texts_have_natashas_lemmas(data: Path) -> None:
    """Every word of NEREL dev, with the tags of its own readings."""
    lines = (data / "nerel" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    text = " ".join(json.loads(line)["text"] for line in lines)
    for low in sorted(set(re.findall(r"\w+", text.lower()))):
        for form in vocabulary()(low.replace("ё", "е"))[:2]:
            assert lemma(low, form_label(form)) == theirs(low, form_label(form))
