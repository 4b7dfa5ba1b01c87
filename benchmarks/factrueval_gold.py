"""The gold of FactRuEval-2016, track 3: Occupation facts, each argument with every form that counts as right."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain, permutations, product
from pathlib import Path

from msgspec import Struct
from razdel import sentenize

import texts
from kadry.document import Span

NAME_PARTS = ("firstname", "lastname", "patronymic", "nickname")
ARGUMENTS = {"Who": "who", "Position": "position", "Where": "where"}
UNREAL = ("возможность", "будущее", "отрицание")
_QUOTES = re.compile("[«»\"“”„'’]")

Forms = frozenset[str]


class Fact(Struct, frozen=True):
    """A gold fact: its arguments with their folded forms, its marks, how it reads, and where its text starts.

    places: every mention of each argument.
    """

    arguments: Mapping[str, Forms]
    difficult: bool
    unreal: bool
    shown: str
    start: int
    places: Mapping[str, tuple[Span, ...]] = {}


class Book(Struct, frozen=True):
    """A document of the set."""

    name: str
    text: str
    facts: tuple[Fact, ...]

    def sentence(self, offset: int) -> str:
        """The sentence at an offset."""
        found = (s.text for s in sentenize(self.text) if s.start <= offset < s.stop)
        return " ".join(next(found, "").split())

    def around(self, words: str) -> str:
        """The first sentence with these words."""
        place = self.text.casefold().find(words.casefold())
        return self.sentence(place) if words and place >= 0 else ""


class Layers(Struct, frozen=True):
    """A document's annotation: spans by id, the span ids of each mention, and each object's mentions and attributes."""

    text: str
    spans: Mapping[str, tuple[int, int]]
    mentions: Mapping[str, list[str]]
    objects: Mapping[str, tuple[list[str], list[tuple[str, str]]]]
    positions: Mapping[str, str]


def read(devset: Path) -> Iterator[Book]:
    """Every document of the set, by number. Raises FileNotFoundError where a layer or positions.txt is missing."""
    positions = dict(_pairs(devset.parent / "positions.txt"))
    for file in sorted(devset.glob("*.facts"), key=lambda f: int(f.stem.split("_")[1])):
        layers = _layers(file.with_suffix(""), positions)
        blocks = (block.splitlines() for block in _blocks(file))
        facts = tuple(_fact(lines, layers) for lines in blocks if lines[0].endswith(" Occupation"))
        yield Book(file.stem, layers.text, facts)


def fold(text: str) -> str:
    """A string for comparison: no case, no ё, no quotation marks, single spaces."""
    return " ".join(_QUOTES.sub(" ", text.casefold().replace("ё", "е")).split())


def _blocks(file: Path) -> list[str]:
    text = texts.decode(file).replace("\r", "")
    return [block.strip() for block in re.split(r"\n\s*\n", text) if block.strip()]


def _pairs(file: Path) -> Iterator[tuple[str, str]]:
    for line in texts.decode(file).splitlines():
        words, _, normal = line.partition("|")
        yield fold(words), fold(normal)


def _layers(stem: Path, positions: Mapping[str, str]) -> Layers:
    return Layers(
        text=texts.decode(stem.with_suffix(".txt")),
        spans=_spans(stem.with_suffix(".spans")),
        mentions=_mentions(stem.with_suffix(".objects")),
        objects=dict(map(_object, _blocks(stem.with_suffix(".coref")))),
        positions=positions,
    )


def _spans(file: Path) -> dict[str, tuple[int, int]]:
    rows = (line.split() for line in texts.decode(file).splitlines() if line.strip())
    return {row[0]: (int(row[2]), int(row[2]) + int(row[3])) for row in rows}


def _mentions(file: Path) -> dict[str, list[str]]:
    rows = (line.split("#")[0].split() for line in texts.decode(file).splitlines() if line.strip())
    return {row[0]: row[2:] for row in rows}


def _object(block: str) -> tuple[str, tuple[list[str], list[tuple[str, str]]]]:
    first, *rest = block.splitlines()
    name, *mentions = first.split()
    pairs = (line.split(None, 1) for line in rest)
    return name, (mentions, [(pair[0], pair[1]) for pair in pairs if len(pair) == 2])


def _fact(lines: list[str], layers: Layers) -> Fact:
    arguments: dict[str, Forms] = {}
    places: dict[str, tuple[Span, ...]] = {}
    shown: dict[str, str] = {}
    start = 0
    for line in lines[1:]:
        name, _, rest = line.partition(" ")
        if name in ARGUMENTS:
            parts = [part.strip() for part in _references(rest)]
            forms = chain(*(_forms(part, layers) for part in parts))
            arguments[ARGUMENTS[name]] = frozenset(fold(form) for form in forms if fold(form))
            places[ARGUMENTS[name]] = tuple(
                sorted({place for part in parts for place in _places(part.split()[0], layers)})
            )
            shown[name] = rest.partition(" ")[2]
            start = min(_places(rest.split()[0], layers)).start if name != "Where" else start
    marks = [line.partition(" ")[2] for line in lines if line.startswith(("Сложность", "Модальность"))]
    return Fact(
        arguments=arguments,
        difficult="повышенная" in marks,
        unreal=any(mark in UNREAL for mark in marks),
        shown=" | ".join(shown.get(name, "-") for name in ARGUMENTS),
        start=start,
        places=places,
    )


def _references(rest: str) -> list[str]:
    """An object with its names, or spans that are alternatives: ``span1 глава | span2 Президент``."""
    return rest.split("|") if rest.startswith("span") else [rest]


def _forms(reference: str, layers: Layers) -> set[str]:
    key, _, words = reference.partition(" ")
    if key.startswith("span"):
        forms = {words, _cut([key[4:]], layers)}
        return forms | {layers.positions[fold(form)] for form in forms if fold(form) in layers.positions}
    mentions, attributes = layers.objects[key[3:]]
    written = {cut for m in mentions for cut in (_cut(layers.mentions[m], layers), _join(layers.mentions[m], layers))}
    named = {value for name, value in attributes if name == "name"}
    return written | named | _orders(attributes) | {alternative.strip() for alternative in words.split("|")}


def _orders(attributes: list[tuple[str, str]]) -> set[str]:
    """Every order of every choice of a person's name parts."""
    values = [[value for name, value in attributes if name == part] for part in NAME_PARTS]
    picks = product(*([*options, ""] for options in values))
    names = ([part for part in pick if part] for pick in picks)
    return {" ".join(order) for parts in names for order in permutations(parts)}


def _cut(spans: list[str], layers: Layers) -> str:
    """The text from the first span to the end of the last."""
    place = _around(spans, layers)
    return layers.text[place.start : place.end] if place else ""


def _around(spans: list[str], layers: Layers) -> Span | None:
    """From the first span to the end of the last."""
    places = [layers.spans[span] for span in spans if span in layers.spans]
    return Span(min(p[0] for p in places), max(p[1] for p in places)) if places else None


def _join(spans: list[str], layers: Layers) -> str:
    """The spans only, without what stands between them."""
    places = sorted({layers.spans[span] for span in spans if span in layers.spans})
    return " ".join(layers.text[start:end] for start, end in places)


def _places(key: str, layers: Layers) -> list[Span]:
    """A position's span, or every mention of an object."""
    groups = [[key[4:]]] if key.startswith("span") else [layers.mentions[m] for m in layers.objects[key[3:]][0]]
    return [place for spans in groups if (place := _around(spans, layers)) is not None]
