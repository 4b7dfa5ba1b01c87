"""Hints of words: the quick answer is that of the rules themselves."""

import re
from pathlib import Path

import pytest

from kadry.russian.hints import QUESTIONS, hints
from kadry.russian.partaking import marks
from kadry.russian.signs import (
    BODY,
    COUNTRY,
    DECISION,
    DIGIT,
    EVENT,
    EVERY,
    FIXED,
    FOREIGN,
    MEMBER,
    ORDER,
    PART,
    PERSON,
    POST,
    ROLE,
    SETTING,
    TIE,
    TRIGGER,
    answers,
    signs,
)

NAMED = ROLE | BODY | FOREIGN | PERSON | FIXED | COUNTRY | SETTING | DIGIT

CASES = Path(__file__).parent / "cases"
EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.mark.parametrize(
    ("word", "sign"),
    [
        ("министра", ROLE),
        ("заседании", EVENT),
        ("выступил", PART),
        ("указом", DECISION),
        ("приказом", ORDER),
        ("подчиняется", TIE),
        ("подведомственный", TIE),
        ("назначен", TRIGGER),
        ("отставка", TRIGGER),
        ("2025", DIGIT),
        ("должностью", POST),
        ("участник", MEMBER),
        ("литовский", SETTING),
        ("литва", COUNTRY | SETTING),
    ],
)
def test_a_word_has_its_sign(word: str, sign: int) -> None:
    assert hints(word) & sign


@pytest.mark.parametrize("word", ["берёза", "синий", ",", "№", "quite", "\u200b"])
def test_most_words_have_none(word: str) -> None:
    assert hints(word) == 0


@pytest.mark.parametrize("folder", [CASES, EXAMPLES], ids=lambda folder: folder.name)
def test_a_word_that_is_passed_over_has_no_sign(folder: Path) -> None:
    texts = (file.read_text("utf-8", errors="ignore") for file in sorted(folder.rglob("*.txt")))
    words = {word for text in texts for word in re.findall(r"[\w-]+|[^\w\s]", text.lower().replace("ё", "е"))}
    assert [word for word in sorted(words) if hints(word) & EVERY != answers(word, QUESTIONS) | marks(word)] == []
    assert [word for word in sorted(words) if hints(word) & NAMED != signs(word)] == []
