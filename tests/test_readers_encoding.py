import pytest
from hypothesis import given
from hypothesis import strategies as st

from kadry.readers.encoding import UnknownEncodingError, decode

HEADLINES = [
    "Министр сложил полномочия.",
    "Аким области освобождён от должности",
    "ПРЕЗИДЕНТ НАЗНАЧИЛ НОВОГО МИНИСТРА ФИНАНСОВ",
    "Ерлан Сеитов («временно») возглавил управление № 4",
    "Встреча 12.03.2024 в ЦК",
]
EIGHT_BIT = {"cp1251": "windows-1251", "koi8_r": "KOI8-R"}
TEXT = "Губернатор назначил Анну Белову первым заместителем.\r\nРаньше она руководила районом."


@pytest.mark.parametrize("headline", HEADLINES)
@pytest.mark.parametrize("codec", EIGHT_BIT)
def test_eight_bit_encodings_of_a_headline_are_told_apart(headline: str, codec: str) -> None:
    text = headline.encode(codec, "ignore").decode(codec)
    assert decode(text.encode(codec)) == (text, EIGHT_BIT[codec])


words = st.sampled_from([w for line in (TEXT, *HEADLINES) for w in line.split() if len(w) > 3])


@given(st.lists(words, min_size=6, unique=True), st.sampled_from(sorted(EIGHT_BIT)))
def test_any_six_words_survive(found: list[str], codec: str) -> None:
    data = " ".join(found).encode(codec, "ignore")
    assert decode(data)[0] == data.decode(codec)


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
    ],
)
def test_unicode_is_decoded_and_line_ends_stay(codec: str, name: str) -> None:
    assert decode(TEXT.encode(codec)) == (TEXT, name)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_utf8_is_never_changed(text: str) -> None:
    data = text.encode("utf-8")
    if b"\x00" not in data and not data.startswith((b"\xef\xbb\xbf",)):
        assert decode(data) == (text, "UTF-8")


def test_a_stray_broken_byte_leaves_the_text_utf8() -> None:
    data = (TEXT * 30).encode("utf-8")
    text, name = decode(data[:100] + b"\xff" + data[100:])
    assert "broken" in name
    assert text.replace("\ufffd", "") == TEXT * 30


def test_a_text_cut_inside_its_last_letter_is_read() -> None:
    text, name = decode((TEXT * 30).encode("utf-8")[:-2])
    assert text.startswith(TEXT)
    assert "broken" in name


@pytest.mark.parametrize(
    "data", [b"\x80\x9a\xfe\x01" * 40, "Bücher über Ämter müssen öffentlich sein".encode("latin-1")]
)
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(UnknownEncodingError):
        decode(data)
