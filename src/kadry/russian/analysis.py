"""Sentences and tokens with morphology, syntax and name spans: natasha's labels in Kadry's own types.

A sentence of natasha's that runs over a line break which ends a paragraph is cut there, after the models have run, so
that labels stay natasha's own. A run of text that no sentence mark divides (a table, a list) is cut into windows of at
most ``WINDOW`` tokens before the models run, since their memory grows with the longest sentence.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from kadry.document import Document, Span
from kadry.russian.models import segmenter, taggers

WINDOW = 400  # tokens of a sentence that go through the models at once
PIECE = 40_000  # characters of a text that go through the name tagger at once
BATCH = 64  # sentences that are in hand at once
BRACKET = 200  # characters in which a bracket is looked for to close
SHORTENED = re.compile(r"\b[а-яё]{1,6}\.$")

CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}


class Token(Struct, frozen=True, gc=False):
    """A word or mark. Offsets are the document's; ``head`` is an index in the sentence or -1.

    case: pymorphy's grammeme or ""; gender: masc, femn, neut or ""; verb: Fin, Inf, Part, Conv or "";
    tense: Past, Pres, Fut or ""; voice: Act, Pass, Mid or ""; name: PER, LOC, ORG or ""; span: its name span's number.
    low: lower case with ё as е.
    """

    start: int
    end: int
    text: str
    low: str
    pos: str
    case: str
    plural: bool
    gender: str
    verb: str
    tense: str
    voice: str
    head: int
    rel: str
    name: str
    span: int


class Sentence(Struct, frozen=True):
    """Consecutive tokens; offsets of its first and last character."""

    start: int
    end: int
    tokens: tuple[Token, ...]


def analyse(document: Document) -> tuple[Sentence, ...]:
    """Every sentence of a document outside its masked ranges, in order."""
    text = document.text
    names = list(_name_spans(text))
    sentences: list[Sentence] = []
    pending = [piece for start, end in _sentences(text) for piece in _windows(text, start, end)]
    cursor = 0
    for first in range(0, len(pending), BATCH):
        batch = pending[first : first + BATCH]
        words = [[token.text for token in piece] for piece in batch]
        models = taggers()
        morphology = models.morphology.map(words)
        syntax = models.syntax.map(words)
        for piece, morph, tree in zip(batch, morphology, syntax, strict=True):
            while cursor < len(names) and names[cursor][1] <= piece[0].start:
                cursor += 1
            tokens = _tokens(piece, morph.tokens, tree.tokens, names, cursor)
            sentences += _paragraphs(text, tokens)
    return tuple(kept for s in sentences if (kept := _unmasked(s, document.masked)) is not None)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """The segmenter's sentences; two that a shortened word in an open bracket parts («(род. 4 мая …)») are one."""
    open_at, reached = -1, -1
    for sentence in segmenter().sentenize(text):
        if open_at >= 0 and not (_goes_on(text[open_at:reached]) and ")" in text[reached : reached + BRACKET]):
            yield open_at, reached
            open_at = -1
        open_at, reached = sentence.start if open_at < 0 else open_at, sentence.stop
    if open_at >= 0:
        yield open_at, reached


def _goes_on(sentence: str) -> bool:
    """Whether a sentence ends in a shortened word within a bracket."""
    return SHORTENED.search(sentence) is not None and sentence.rfind("(") > sentence.rfind(")")


def _windows(text: str, start: int, end: int) -> Iterator[list[Any]]:
    """A sentence's tokens at document offsets, cut into windows."""
    tokens = list(segmenter().tokenize(text[start:end]))
    for token in tokens:
        token.start += start
        token.stop += start
    for first in range(0, len(tokens), WINDOW):
        yield tokens[first : first + WINDOW]


def _name_spans(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, type) of the name tagger's spans; a text over ``PIECE`` goes through it in pieces."""
    for start, end in _pieces(text):
        if text[start:end].isspace():
            continue
        for span in taggers().names(text[start:end]).spans:
            yield start + span.start, start + span.stop, span.type


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of at most ``PIECE`` characters that end after white space where there is any."""
    start = 0
    while start < len(text):
        end = min(start + PIECE, len(text))
        if end < len(text):
            cuts = (text.rfind(mark, start, end) for mark in ("\n", ". ", " "))
            end = next((cut + 1 for cut in cuts if cut > start), end)
        yield start, end
        start = end


def _tokens(
    piece: Sequence[Any], morph: Sequence[Any], tree: Sequence[Any], names: Sequence[tuple[int, int, str]], cursor: int
) -> list[Token]:
    made = []
    for raw, tag, node in zip(piece, morph, tree, strict=True):
        while cursor < len(names) and names[cursor][1] <= raw.start:
            cursor += 1
        inside = cursor < len(names) and names[cursor][0] <= raw.start
        feats = tag.feats
        made.append(
            Token(
                start=raw.start,
                end=raw.stop,
                text=raw.text,
                low=raw.text.lower().replace("ё", "е"),
                pos=tag.pos,
                case=CASES.get(feats.get("Case", ""), ""),
                plural=feats.get("Number") == "Plur",
                gender=GENDERS.get(feats.get("Gender", ""), ""),
                verb=feats.get("VerbForm", ""),
                tense=feats.get("Tense", ""),
                voice=feats.get("Voice", ""),
                head=int(node.head_id) - 1,
                rel=node.rel,
                name=names[cursor][2] if inside else "",
                span=cursor if inside else -1,
            )
        )
    return made


GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}


def _paragraphs(text: str, tokens: list[Token]) -> Iterator[Sentence]:
    """The sentence, cut where a line break ends a paragraph: the next line does not go on in lower case."""
    first = 0
    for i in range(1, len(tokens) + 1):
        if i == len(tokens) or _breaks(text, tokens[i - 1], tokens[i]):
            part = tokens[first:i]
            whole = first == 0 and i == len(tokens)
            kept = part if whole else _rebased(tokens, range(first, i))
            yield Sentence(part[0].start, part[-1].end, tuple(kept))
            first = i


def _breaks(text: str, left: Token, right: Token) -> bool:
    gap = text[left.end : right.start]
    if "\n" not in gap and "\r" not in gap:
        return False
    if gap.count("\n") > 1:
        return True
    return not (right.text[:1].islower() or left.text in {",", "-", "—", "–"})


def _rebased(tokens: Sequence[Token], kept: Sequence[int]) -> tuple[Token, ...]:
    """Some of a sentence's tokens, their heads counted anew; a head that is left out becomes -1."""
    place = {old: new for new, old in enumerate(kept)}
    return tuple(replace(tokens[i], head=place.get(tokens[i].head, -1)) for i in kept)


def _unmasked(sentence: Sentence, masked: Sequence[Span]) -> Sentence | None:
    """The sentence without what a mask covers; None where nothing is left."""
    touching = [m for m in masked if m.start < sentence.end and sentence.start < m.end]
    if not touching:
        return sentence
    kept = [i for i, t in enumerate(sentence.tokens) if not any(m.start <= t.start < m.end for m in touching)]
    if not kept:
        return None
    part = _rebased(sentence.tokens, kept)
    return Sentence(part[0].start, part[-1].end, part)
