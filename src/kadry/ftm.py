"""FollowTheMoney's codes of countries: what is written to its files and read from them alike (docs/ftm.md)."""

from collections.abc import Mapping
from functools import cache

from kadry.russian import lexicon

# Those that are not ISO 3166 in small letters: former states, and territories without a code of their own.
_OTHER = {
    "CS": "cshh",
    "SU": "suhh",
    "YU": "yucs",
    "XA": "ge-ab",
    "XC": "cy-trnc",
    "XN": "az-nk",
    "XO": "x-so",
    "XP": "md-pmr",
}


def code_of(country: str | None) -> str | None:
    """The code of a country by ours; None for what is none."""
    return _codes().get(country or "")


def country_of(code: str) -> str | None:
    """Our code of a country by FollowTheMoney's; None for what we have no name for."""
    return _countries().get(code.lower())


@cache
def _codes() -> Mapping[str, str]:
    return {one.code: _OTHER.get(one.code, one.code.lower()) for one in lexicon.countries()}


@cache
def _countries() -> Mapping[str, str]:
    return {code: country for country, code in _codes().items()}
