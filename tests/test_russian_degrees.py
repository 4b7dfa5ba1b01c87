"""Degrees that are cut short stand beside posts and names without parting them."""

import pytest
from sentences import sentence

from kadry.russian.degrees import begins_degree, degrees, is_behind_degree


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("директор к.т.н. PER[Ким]", ["к.т.н."]),
        ("ректор, д. э. н., профессор", ["д. э. н."]),
        ("д.ф.-м.н. PER[Ким]", ["д.ф.-м.н."]),
        ("канд. техн. наук PER[Ким]", ["канд. техн. наук"]),
        ("д-р ист. наук и канд. хим. наук", ["д-р ист. наук", "канд. хим. наук"]),
        ("доктор технических наук PER[Ким]", []),
        ("Академия наук", []),
        ("он подошёл к н. PER[Ким]", []),
    ],
)
def test_degrees_are_found_where_they_are_cut_short(notation: str, expected: list[str]) -> None:
    made = sentence(notation)
    text = "".join(notation.replace("PER[", "").replace("]", ""))
    found = list(degrees(made.tokens))
    assert [text[made.tokens[a].start : made.tokens[b - 1].end] for a, b in found] == expected
    assert all(begins_degree(made.tokens, a) and is_behind_degree(made.tokens, b) for a, b in found)
