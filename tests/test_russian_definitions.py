"""Definitions: which short names a text gives to its bodies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kadry.claim import Mention
from kadry.document import make_document
from kadry.russian.definitions import definitions
from kadry.russian.parse import parse


def found(text: str, *names: str) -> list[tuple[str, str]]:
    """The short and the whole names among ``names``, which stand in the text in this order."""
    mentions = []
    start = 0
    for name in names:
        start = text.index(name, start)
        mentions.append(Mention("d", start, start + len(name), "body", name, name))
        start += 1
    by_key = {m.key: m.normal for m in mentions}
    return [(by_key[short], by_key[whole]) for short, whole in definitions(text, mentions).items()]


@pytest.mark.parametrize(
    ("text", "short", "whole"),
    [
        ("Фонд поддержки моряков (далее — Фонд) создан.", "Фонд", "Фонд поддержки моряков"),
        ("Общество «Волна» (далее – «Общество») молчит.", "Общество", "Общество «Волна»"),
        ("Комиссия по этике (именуемая далее Комиссия) решила.", "Комиссия", "Комиссия по этике"),
        ("Союз вольных рыбаков (СВРЫ) распущен.", "СВРЫ", "Союз вольных рыбаков"),
        ("Клуб северных капитанов (Nordcap) открыт.", "Nordcap", "Клуб северных капитанов"),
    ],
)
def test_a_short_name_in_brackets_stands_for_the_whole_one(text: str, short: str, whole: str) -> None:
    spans = ((whole, text.index(whole)), (short, text.index(short, text.index("("))))
    mentions = [Mention("d", start, start + len(name), "body", name, name) for name, start in spans]
    assert definitions(text, mentions) == {mentions[1].key: mentions[0].key}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Клуб «Заря» (КХЛ) выиграл.", ("Клуб «Заря»", "КХЛ")),
        ("Союз рыбаков, МВД и МИД", ("Союз рыбаков", "МВД", "МИД")),
        ("Союз рыбаков (МВД) пишет", ("Союз рыбаков", "МВД")),
        ("Союз рыбаков (Волна против) пишет", ("Союз рыбаков", "Волна")),
    ],
)
def test_other_brackets_define_nothing(text: str, names: tuple[str, ...]) -> None:
    assert found(text, *names) == []


def test_a_defined_name_is_the_body_in_the_whole_document() -> None:
    text = (
        "Комиссия по защите лесов (далее — Комиссия) собралась в Туле. Пришли члены комиссии по этике. "
        "Комиссия утвердила план."
    )
    chains = [c for c in parse(make_document(text)).chains if c.head.type == "body"]
    forests = next(c for c in chains if "лесов" in c.head.normal)
    assert len(forests.mentions) == 3


@given(st.text("аА (—)«»далее—", max_size=40), st.lists(st.integers(0, 39), max_size=6))
def test_no_text_is_too_strange(text: str, starts: list[int]) -> None:
    mentions = [Mention("d", s, s + 2, "body", text[s : s + 2], text[s : s + 2]) for s in starts if s + 2 <= len(text)]
    keys = {m.key for m in mentions}
    assert all(
        short in keys and whole in keys and short != whole for short, whole in definitions(text, mentions).items()
    )
