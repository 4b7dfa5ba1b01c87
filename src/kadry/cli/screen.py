"""Text on a terminal: what a document says must not be able to move the cursor, recolour or hide anything."""

import unicodedata

import click

_BLANK = {"\n", "\r", "\t", "\v", "\f", "\x85", "\u2028", "\u2029"}
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def printable(text: str) -> str:
    """One line of the text: line ends and tabs as blanks, control, formatting and unassigned characters left out."""
    plain = "".join(" " if c in _BLANK else c for c in text if c in _BLANK or unicodedata.category(c) not in _UNSEEN)
    return " ".join(plain.split(" ")) if "  " not in plain else " ".join(plain.split())


def say(text: str) -> None:
    """A line of ours on stderr; quoted text in it must have gone through ``printable``."""
    click.echo(text, err=True)
