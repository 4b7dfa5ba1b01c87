"""Analysis by the models: windows, paragraphs, masks, and offsets that cut the quoted words."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sentences import plain, sentence

from kadry.document import Document, Span, make_document
from kadry.russian.analysis import Sentence, analyse
from kadry.russian.engine.labels import WINDOW


def texts(document: Document) -> list[str]:
    return [document.text[s.start : s.end] for s in analyse(document)]


def check_offsets(document: Document, sentences: Sequence[Sentence]) -> None:
    """Tokens cut their words, lie in their sentence in order, and point to tokens of it."""
    end = 0
    for found in sentences:
        assert (found.start, found.end) == (found.tokens[0].start, found.tokens[-1].end)
        for token in found.tokens:
            assert document.text[token.start : token.end] == token.text
            assert end <= token.start < token.end
            assert -1 <= token.head < len(found.tokens)
            end = token.end


@pytest.fixture(scope="module")
def table() -> tuple[Document, tuple[Sentence, ...]]:
    """A hundred kilobytes that no sentence mark divides."""
    document = make_document("12 345 | Орлов | школа № 57\t" * 3600)
    return document, analyse(document)


def test_a_table_of_100_kb_is_cut_into_windows(table: tuple[Document, tuple[Sentence, ...]]) -> None:
    document, sentences = table
    assert len(document.text) > 100_000
    assert max(len(s.tokens) for s in sentences) <= WINDOW <= 1000
    check_offsets(document, sentences)


def test_no_token_is_lost_between_windows(table: tuple[Document, tuple[Sentence, ...]]) -> None:
    document, sentences = table
    assert "".join(t.text for s in sentences for t in s.tokens) == "".join(document.text.split())


def test_a_word_without_end_is_one_token() -> None:
    assert [len(s.tokens) for s in analyse(make_document("а" * 100_000))] == [1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("О кадрах\nПрезидент уехал.\nОн молод.", ["О кадрах", "Президент уехал.", "Он молод."]),
        ("О кадрах\r\nПрезидент уехал.", ["О кадрах", "Президент уехал."]),
        ("О кадрах\rПрезидент уехал.", ["О кадрах", "Президент уехал."]),
        ("первая строка\n\nвторая строка", ["первая строка", "вторая строка"]),
        ("Президент назначил министром\nобороны Орлова.", ["Президент назначил министром\nобороны Орлова."]),
        ("Президент назначил министром\r\nобороны Орлова.", ["Президент назначил министром\r\nобороны Орлова."]),
        ("Глава района,\nПётр Ким, приехал.", ["Глава района,\nПётр Ким, приехал."]),
        ("Пётр Ким —\nГлава района.", ["Пётр Ким —\nГлава района."]),
        ("Он уехал. Она осталась.", ["Он уехал.", "Она осталась."]),
        ("Приехал А. Б. Орлов.", ["Приехал А. Б. Орлов."]),
        ("Ван Ли (род. 4 мая 1961) — политик. Он молод.", ["Ван Ли (род. 4 мая 1961) — политик.", "Он молод."]),
        ("Ким (кор. язык, род. Сеул) молод.", ["Ким (кор. язык, род. Сеул) молод."]),
        ("Он уехал (и рад. Она осталась.", ["Он уехал (и рад.", "Она осталась."]),
    ],
)
def test_a_heading_is_a_sentence_of_its_own_and_a_wrapped_line_is_not(text: str, expected: list[str]) -> None:
    document = make_document(text)
    assert texts(document) == expected
    check_offsets(document, analyse(document))


def test_line_ends_change_nothing_but_offsets() -> None:
    text = "О кадрах\nПрезидент Лыонг Кыонг назначил\nминистром Петра Орлова.\n\nОн молод."
    unix, dos = (analyse(make_document(t)) for t in (text, text.replace("\n", "\r\n")))
    assert [[t.text for t in s.tokens] for s in unix] == [[t.text for t in s.tokens] for s in dos]


@pytest.mark.parametrize(
    ("masked", "expected"),
    [
        ("Комментарий (0) Печать.", ["Президент уехал.", "Министр приехал."]),
        ("Президент уехал.", ["Комментарий (0) Печать.", "Министр приехал."]),
        ("Президент уехал. Комментарий (0) Печать. Министр приехал.", []),
        ("Печать. Министр приехал.", ["Президент уехал.", "Комментарий (0)"]),
        ("нет", ["Президент уехал.", "Комментарий (0) Печать.", "Министр приехал."]),
    ],
)
def test_masked_ranges_give_no_tokens_and_offsets_stay(masked: str, expected: list[str]) -> None:
    text = "Президент уехал. Комментарий (0) Печать. Министр приехал."
    start = text.find(masked)
    document = make_document(text, masked=(Span(start, start + len(masked)),) if start >= 0 else ())
    assert texts(document) == expected
    check_offsets(document, analyse(document))


def test_a_mask_within_a_sentence() -> None:
    text = "Президент [кнопка] уехал в Омск."
    document = make_document(text, masked=(Span(text.index("["), text.index("]") + 1),))
    assert "кнопка" not in {t.text for s in analyse(document) for t in s.tokens}


@pytest.mark.parametrize(
    ("text", "tokens"), [("", []), (" \n ", []), ("Слово", ["Слово"]), ("!", ["!"]), (" Слово ", ["Слово"])]
)
def test_next_to_nothing(text: str, tokens: list[str]) -> None:
    assert [t.text for s in analyse(make_document(text)) for t in s.tokens] == tokens


def test_a_long_gap_is_no_sentence() -> None:
    text = "Слово." + " " * 90_000 + "Слово."
    assert [t.text for s in analyse(make_document(text)) for t in s.tokens] == ["Слово", ".", "Слово", "."]


def test_labels_of_a_sentence() -> None:
    (found,) = analyse(make_document("Президент Вьетнама Лыонг Кыонг посетил Ёлкино."))
    assert [(t.pos, t.case) for t in found.tokens[:2]] == [("NOUN", "nomn"), ("PROPN", "gent")]
    assert [t.name for t in found.tokens[1:4]] == ["LOC", "PER", "PER"]
    assert found.tokens[2].span == found.tokens[3].span != found.tokens[1].span
    assert [(t.verb, t.tense) for t in found.tokens if t.pos == "VERB"] == [("Fin", "Past")]
    assert found.tokens[5].low == "елкино"


@settings(max_examples=25)
@given(st.text(st.sampled_from("Орлов министр.,\n\r \t-—«»()А1№\u00a0\u200b\ud83d😀"), min_size=1, max_size=60))
def test_offsets_are_right_whatever_the_text(text: str) -> None:
    document = make_document("Слово " + text)
    check_offsets(document, analyse(document))


@pytest.mark.parametrize(
    "notation",
    [
        "Министр обороны LOC[Литвы] PER[Сергей Орлов] прибыл.",
        "PER[Анна Петрова{nomn.femn}] избрана председателем комитета.",
        "Президент встретился с министром обороны.",
        "Он возглавлял завод{accs} «ORG[Прогресс]».",
    ],
)
def test_sentences_by_hand_are_what_the_models_say(notation: str) -> None:
    (real,) = analyse(make_document(plain(notation)))
    by_hand = sentence(notation)
    fields = "start end text low case plural verb name".split()
    said = [[[getattr(t, field) for field in fields] for t in s.tokens] for s in (by_hand, real)]
    assert said[0] == said[1]


def test_tokens_of_one_word_share_its_lower_case() -> None:
    sentences = analyse(make_document("Ёлка стояла. Рядом ёлка, ЁЛКА и елка."))
    found = [token.low for sentence in sentences for token in sentence.tokens if token.low == "елка"]
    assert len(found) == 4
    assert len({id(low) for low in found}) == 1
