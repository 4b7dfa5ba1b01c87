"""Sentences and tokens beside razdel's own, on mixtures of everything that its rules look at and on whole texts."""

import json
import re
import sys
import tracemalloc
from itertools import chain
from pathlib import Path

import pytest
import razdel
from hypothesis import example, given, settings
from hypothesis import strategies as st
from razdel.segmenters.tokenize import ATOM

from kadry.russian.engine.segments import LATIN, MARKS, RUSSIAN, SPACED, sentences, tokens
from plain_natasha import segmenter

ROOT = Path(__file__).parent.parent
WORDS = """а Б о И слово Слово СССР ёлка Ёлка word Word yahoo Yahoo XIV xiv L 1 2 12 2015 т г к св дж Дж вс др ed руб
повел накл словацк Словацк русск устар внутр домовлад лапсловацк прим рим т.е. и.о. А.Б. σ Δ ² ½ é İ ı ſ K ᲀ ӑ ґ я́ и́"""
SIGNS = """. . . , ; : ? ! … ?! ... - - -- --- – — ‑ − _ * ** *** ( ) [ ] { } « » “ ” „ ‘ ’ " ' :) ;-) =( :-( ))) :))))
§ № # % $ & @ / \\ + < > = ~ ` ^ |"""
SPACES = ["\n", "\r\n", "\t", "\u00a0", "\u2009", "\u3000", "\x1c", "\x85", "  ", "\n\n", " " * 10, " " * 11]
ODD = ["\u200b", "\u0301", "\ufeff", "\ud800", "\udfff", "\x00", "😀", "👩‍🚀"]
PIECE = st.one_of(
    st.sampled_from(WORDS.split()),
    st.sampled_from(SIGNS.split()),
    st.sampled_from(["", " ", " ", " ", *SPACES]),
    st.sampled_from(ODD),
    st.characters(),
)
SENTENCE = st.lists(st.tuples(st.sampled_from(WORDS.split()), st.sampled_from(["", " ", "-", ". "])), max_size=8).map(
    lambda pairs: "".join(map("".join, pairs))
)
MIXED = st.one_of(
    st.lists(PIECE, max_size=30).map("".join),
    st.lists(PIECE, max_size=30).map(" ".join),
    st.lists(st.tuples(SENTENCE, st.sampled_from(SIGNS.split()), st.sampled_from([" ", "\n", ""])), max_size=6).map(
        lambda parts: "".join(map("".join, parts))
    ),
)


def razdel_sentences(text: str) -> list[tuple[int, int]]:
    return [(s.start, s.stop) for s in razdel.sentenize(text)] if text else []


def razdel_tokens(text: str) -> list[tuple[int, int, str]]:
    return [(t.start, t.stop, t.text) for t in razdel.tokenize(text)]


def check(text: str) -> None:
    assert sentences(text) == razdel_sentences(text)
    assert tokens(text, 0, len(text)) == razdel_tokens(text)


@settings(max_examples=1500)
@given(MIXED)
@example("")
@example(" \n")
@example("кто-то а -б а- б а - б 5 ,5 5, 5 5 . 5 -б _ в")
@example("Они ушли." + " " * 9 + "Да?" + " " * 10 + "Нет")
@example("В 2015. 12 человек ушли; Yahoo! Это т. е. А. Б. Иванов.")
def test_mixtures_are_cut_as_razdel_cuts_them(text: str) -> None:
    check(text)


@given(MIXED, st.data())
def test_a_stretch_is_read_as_if_it_stood_alone(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    alone = [(start + a, start + b, word) for a, b, word in razdel_tokens(text[start:end])]
    assert tokens(text, start, end) == alone


@given(MIXED)
def test_older_pythons_find_the_same_tokens(text: str) -> None:
    greedy = re.compile(SPACED.pattern.replace(")*+", ")*"), SPACED.flags)
    assert greedy.findall(text) == SPACED.findall(text)


@pytest.mark.skipif(sys.version_info < (3, 11, 5), reason="possessive groups lose what they matched")
def test_a_long_token_takes_no_memory_for_its_parts() -> None:
    text = "а-" * 100_000
    tracemalloc.start()
    assert SPACED.match(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < len(text)


def test_every_character_is_of_the_kind_that_it_has_for_razdel() -> None:
    classes = {"RU": RUSSIAN, "LAT": LATIN, "INT": r"\d", "PUNCT": MARKS}
    everything = [letter for letter in map(chr, range(sys.maxunicode + 1)) if not letter.isspace()]
    for kind, members in classes.items():
        ours = re.compile(f"[{members}]")
        assert [c for c in everything if ours.match(c)] == [c for c in everything if _kind(c) == kind]


def _kind(letter: str) -> str:
    match = ATOM.match(letter)
    return str(match.lastgroup) if match else ""


@pytest.mark.parametrize("folder", ["examples", "tests/gold", "docs"])
def test_our_own_texts_are_cut_as_razdel_cuts_them(folder: str) -> None:
    files = sorted(file for suffix in ("txt", "md") for file in (ROOT / folder).rglob(f"*.{suffix}"))
    assert files
    for file in files:
        check(file.read_text(encoding="utf-8", errors="replace"))


def test_annotated_texts_are_cut_as_razdel_cuts_them(data: Path) -> None:
    for part in ("dev", "train"):
        for line in (data / "nerel" / f"{part}.jsonl").read_text(encoding="utf-8").splitlines():
            check(json.loads(line)["text"])
    for file in sorted((data / "factrueval" / "devset").glob("*.txt")):
        check(file.read_text(encoding="utf-8", errors="replace"))


def test_sentences_are_natashas() -> None:
    for text in ("", " ", "Он ушёл. Она осталась.", "Ушёл (род. 4 мая) т. е. уехал…  А. Б. Иванов? Да"):
        assert sentences(text) == [(s.start, s.stop) for s in segmenter().sentenize(text)]


@settings(max_examples=500)
@given(MIXED)
@example("Он родился в 2015. 12 человек ушли.")
def test_tokens_of_a_document_are_those_of_its_sentences_but_for_numbers_at_a_border(text: str) -> None:
    """natasha hands a document's tokens to its sentences; of «в 2015. 12 человек» it leaves «2015.» one token."""
    whole = tokens(text, 0, len(text))
    parted = list(chain.from_iterable(tokens(text, start, end) for start, end in sentences(text)))
    borders = {end for _, end in sentences(text)}
    numbered = {token for token in whole if token[1] in borders and re.search(r"\d\.$", token[2])}
    assert [token for token in whole if token not in numbered] == [
        token for token in parted if not any(start <= token[0] < end for start, end, _ in numbered)
    ]


@pytest.mark.parametrize("unit", ["а", "а-", "а1", "1,", ".", "Δа", ":))", " ", "а- ", ". А"])
def test_a_text_of_one_thing_is_cut_whole(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    assert "".join(word for _, _, word in tokens(text, 0, len(text))) == "".join(text.split())
    assert [text[start:end].strip() for start, end in sentences(text)] == [text[a:b] for a, b in sentences(text)]
