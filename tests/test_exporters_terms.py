"""The terms of RDF: what becomes an IRI, which datatype a date has, what text loses."""

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kadry.address import is_address
from kadry.exporters import markup
from kadry.exporters.pens import Plain
from kadry.exporters.syntax import Lines
from kadry.exporters.terms import Literal, decimal, instant, moment, string, title, words
from kadry.exporters.vocabulary import XSD_DATE, XSD_DATE_TIME, XSD_YEAR, XSD_YEAR_MONTH


@pytest.mark.parametrize(
    "address",
    [
        "https://news.example/a?b=c&d=%D0%BF#e",
        "http://localhost:8080",
        "https://a.b/c(d)'e;f,g",
        "https://a.example?q=/x?y",
    ],
)
def test_a_plain_address_is_an_iri(address: str) -> None:
    assert is_address(address)
    assert pyoxigraph.NamedNode(address).value == address


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "ftp://a.example/",
        "https://",
        "https:///path",
        "https://a.example/ b",
        "https://a.example/>",
        'https://a.example/"',
        "https://a.example/\n",
        "https://a.example/#b#c",
        "https://a.example/%zz",
        "https://a.example/\u202ecod",
        "https://bank.example@evil.example/",
        "https://пример.рф/",
        "https://[::1]/",
        "",
    ],
)
def test_any_other_source_stays_text(text: str) -> None:
    assert not is_address(text)


@given(st.text())
def test_a_minted_iri_is_valid_whatever_the_id(id: str) -> None:
    iri = Plain("https://base.example/").thing("claim", id)
    assert isinstance(iri, str)
    assert Lines("https://base.example/").thing("claim", id) == f"<{iri}>".encode()
    assert pyoxigraph.NamedNode(iri).value == iri
    assert iri.isascii()
    assert is_address(iri)


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("2019", XSD_YEAR),
        ("2019-12", XSD_YEAR_MONTH),
        ("2020-02-29", XSD_DATE),
        ("2019-02-29", None),
        ("2019-13", None),
        ("0000", None),
        ("0000-01", None),
        ("20190101", None),
        ("2019-W01-1", None),
        ("٢٠١٩", None),
        ("2019\n", None),
        ("2019-01-01T10:00:00", None),
        ("вчера", None),
    ],
)
def test_a_date_has_the_datatype_of_its_precision(text: str, datatype: str | None) -> None:
    assert moment(text) == Literal(text, datatype)


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("2025-03-14T10:00:00+00:00", XSD_DATE_TIME),
        ("2025-03-14T10:00:00Z", XSD_DATE_TIME),
        ("2025-03-14T10:00:00", XSD_DATE_TIME),
        ("2025-03-14T25:00:00Z", None),
        ("2025-02-30T10:00:00Z", None),
        ("2025-03-14 10:00:00", None),
        ("2025-03-14", XSD_DATE),
        ("2025-03", XSD_YEAR_MONTH),
        ("сегодня", None),
    ],
)
def test_a_time_has_its_datatype_only_where_it_is_one(text: str, datatype: str | None) -> None:
    assert instant(text) == Literal(text, datatype)


@given(st.floats(0, 1))
def test_a_decimal_is_the_float_again_without_an_exponent(value: float) -> None:
    literal = decimal(value)
    assert float(literal.value) == value
    assert "e" not in literal.value.lower()


def test_only_cyrillic_words_are_tagged_russian() -> None:
    assert words("министр") == Literal("министр", language="ru")
    assert words("Lương Cường") == Literal("Lương Cường")
    assert (words(""), words(None), string(None)) == (None, None, None)


def test_a_title_has_the_language_of_its_document_if_that_is_one() -> None:
    assert title("Приём", "ru") == Literal("Приём", language="ru")
    assert title("Приём", "be-Tarask") == Literal("Приём", language="be-tarask")
    assert title("Приём", 'ru" .') == Literal("Приём")


def test_what_no_tool_carries_is_replaced_one_for_one() -> None:
    assert string("a\x00b\ud800c\uffffd\ufffee\x01f") == Literal("a\ufffdb\ufffdc\ufffdd\ufffde\x01f")


@given(st.text(st.characters()))
def test_xml_keeps_all_that_it_can_carry(text: str) -> None:
    kept = [c for c in text if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"]
    assert markup.carried(text) == "".join(kept)
