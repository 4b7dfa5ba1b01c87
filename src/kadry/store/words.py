"""People's words as a file to be kept in git: one JSON line each, sorted by what it is about, names beside keys.

The names are for people who read a diff; keys and ids alone count. Lines on different names stand in different places,
so that two people who each add some can merge their files without a conflict. What a terminal or an editor would not
show is escaped.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import BinaryIO

import msgspec
from msgspec import Struct

from kadry.claim import Judgement, Rejection, Verdict
from kadry.errors import InputError

Word = Judgement | Rejection
_KEY = re.compile(r"(?:outside-)?[0-9a-f]{32}:\d+:\d+:(person|body)", re.ASCII)
_CLAIM = re.compile(r"[0-9a-f]{32}")
_TIME = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d{1,6})?\+00:00)?", re.ASCII)
_MARKER = re.compile(rb"<{7}|={7}|>{7}|\|{7}")
_BOM = b"\xef\xbb\xbf"


class Words(Struct, frozen=True):
    """What a file holds: the words as they stand there, and a readable name for each key or claim id that has one."""

    words: tuple[Word, ...]
    names: Mapping[str, str]


class _Judgement(Struct, tag="judgement", tag_field="kind", forbid_unknown_fields=True):
    """A line on two in-document entities."""

    verdict: Verdict
    left: str
    right: str
    by: str
    at: str
    left_name: str = ""
    right_name: str = ""
    reason: str = ""


class _Rejection(Struct, tag="rejection", tag_field="kind", forbid_unknown_fields=True):
    """A line on a claim; ``says``: the claim in words."""

    claim: str
    by: str
    at: str
    withdrawn: bool = False
    says: str = ""
    reason: str = ""


_DECODER = msgspec.json.Decoder(_Judgement | _Rejection)


def write(words: Iterable[Word], names: Mapping[str, str], out: BinaryIO) -> None:
    """Write words as lines, sorted by the entities or the claim that they are on, then by time."""
    for word in sorted(words, key=_place):
        line = msgspec.json.encode(_line(word, names)).decode("utf-8", "surrogatepass")
        out.write("".join(map(_seen, line)).encode("utf-8") + b"\n")


def read(lines: Iterable[bytes], name: str) -> Words:
    """The words of a file; empty lines count for nothing, nor does a word that stands there twice.

    name: the file's, for errors. Raises InputError with the line that is wrong and what is wrong with it.
    """
    words: list[Word] = []
    names: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        plain = line.removeprefix(_BOM).strip()
        if plain:
            try:
                word, named = _read(plain)
            except (msgspec.MsgspecError, ValueError) as error:
                raise InputError(f"{name}: line {number}", f"{error}; nothing was taken from the file") from error
            words.append(word)
            names.update((key, called) for key, called in named.items() if called)
    return Words(tuple(dict.fromkeys(words)), names)


def _place(word: Word) -> tuple[object, ...]:
    if isinstance(word, Rejection):
        return (1, word.claim, "", word)
    return (0, min(word.left, word.right), max(word.left, word.right), word)


def _line(word: Word, names: Mapping[str, str]) -> dict[str, object]:
    """The line's fields, in the order in which a person wants to read them."""
    said = {"by": word.by, "at": word.at, "reason": word.reason}
    if isinstance(word, Rejection):
        told = {"says": names.get(word.claim, ""), "withdrawn": word.withdrawn}
        return {"kind": "rejection", **told, **said, "claim": word.claim}
    sides = {"left_name": names.get(word.left, ""), "verdict": word.verdict, "right_name": names.get(word.right, "")}
    return {"kind": "judgement", **sides, **said, "left": word.left, "right": word.right}


def _seen(character: str) -> str:
    return character if character.isprintable() else json.dumps(character)[1:-1]


def _read(line: bytes) -> tuple[Word, dict[str, str]]:
    """A line's word and the names that it gives. Raises ValueError and MsgspecError."""
    if _MARKER.match(line):
        raise ValueError("git has left a merge undone here; settle it")
    found = _DECODER.decode(line)
    _check_time(found.at)
    if not found.by.strip():
        raise ValueError("by is empty; write whose word it is")
    if isinstance(found, _Rejection):
        if not _CLAIM.fullmatch(found.claim):
            raise ValueError("claim is not the whole id of a claim (32 characters of 0-9 and a-f)")
        said = Rejection(at=found.at, claim=found.claim, by=found.by, reason=found.reason, withdrawn=found.withdrawn)
        return said, {found.claim: found.says}
    _check_sides(found)
    word = Judgement(
        at=found.at, left=found.left, right=found.right, verdict=found.verdict, by=found.by, reason=found.reason
    )
    return word, {found.left: found.left_name, found.right: found.right_name}


def _check_sides(line: _Judgement) -> None:
    kinds = []
    for side, key in (("left", line.left), ("right", line.right)):
        match = _KEY.fullmatch(key)
        if match is None:
            raise ValueError(f"{side} is not a key (document:start:end:person or …:body); kadry show lists them")
        kinds.append(match[1])
    if line.left == line.right:
        raise ValueError("left and right are the same key; a judgement is on two")
    if kinds[0] != kinds[1]:
        raise ValueError("one side is a person and the other a body; a judgement is on two of a kind")


def _check_time(at: str) -> None:
    """Times are compared as they are written, so that they must all be written in one way."""
    try:
        if not _TIME.fullmatch(at):
            raise ValueError
        datetime.fromisoformat(at)
    except ValueError:
        raise ValueError("at is no date (2025-03-14) and no time in UTC (2025-03-14T10:00:00+00:00)") from None
