"""Sentences and tokens with morphology, syntax and name spans: natasha's labels in Kadry's own types.

A sentence of natasha's that runs over a line break which ends a paragraph is cut there, after the models have run, so
that labels stay natasha's own; only the ''…'' of wikis goes through the models as «…». A run of text that no sentence
mark divides (a table, a list) is cut into windows of at most 400 tokens, since the syntax takes time and memory by the
square of a sentence.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from kadry.document import Document, Span
from kadry.russian.engine.labels import Cut, Labels, cut, label
from kadry.russian.engine.lemmas import tag
from kadry.russian.engine.segments import sentences
from kadry.russian.engine.tagging import engine
from kadry.russian.readings import PERSONAL, known

PAIR = "''"  # by which wikis set off a name
PAIRED = re.compile(r"(?<![\w'])''(?=[^\s'])([^'\n]{0,100}[^\s'])''(?![\w'])")
BRACKET = 200  # characters in which a bracket is looked for to close
ENDS_LINE = re.compile(r"[\n\r]")
SIGNED = re.compile(
    r"\b([А-ЯЁ](?:[а-яё-]+|[А-ЯЁ-]{2,}))[ \xa0][А-ЯЁ]\.[ \xa0]?[А-ЯЁ]\.(?=\s+([А-ЯЁ][а-яё]*)\b(?!\.))"
)  # «Ким И. И. Контроль»
YEAR_END = re.compile(r"\d\s?гг?\.(?=\s+([А-ЯЁ][а-яё]*)\s)")
OPENERS = frozenset(("ADJS", "ADVB", "CONJ", "NPRO", "PRCL", "PREP", "PRTS", "VERB"))  # no words of names or bodies
SURNAME = re.compile(r"(?:[оеё]в|[иы]н)(?:а|у|ым|ой|е)?$|[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую)$|ко$")
LONGEST = 7  # characters of a shortened word with its full stop
SHORTENED = re.compile(r"\b[а-яё]{1,6}\.$")
LONGEST_DEGREE = 20  # characters of a degree that ends a sentence of the segmenter's
LONGEST_YEARS = 40  # characters of years that the segmenter takes for a sentence
YEARS = re.compile(r"(?:[А-ЯЁ][а-яё]*\s+)?(?:[а-яё]+\s+){0,2}\d{2,4}(?:-е|-х|\s?[-–—]\s?\d{2,4})\s?гг\.$")
DEGREE = re.compile(r"\b(?:[кд]|канд|докт)\.[ \xa0]?(?:[а-яё]{1,6}\.[ \xa0-]?){1,3}н\.$")

CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}


class Token(Struct, frozen=True, gc=False):
    """A word or mark. Offsets are the document's; ``head`` is an index in the sentence or -1.

    case: pymorphy's grammeme or ""; gender: masc, femn, neut or ""; verb: Fin, Inf, Part, Conv or "";
    tense: Past, Pres, Fut or ""; voice: Act, Pass, Mid or ""; name: PER, LOC, ORG or ""; span: its name span's number.
    low: lower case with ё as е; capital: whether it begins with a capital letter.
    """

    start: int
    end: int
    text: str
    low: str
    capital: bool
    pos: str
    case: str
    plural: bool
    gender: str
    verb: str
    tense: str
    voice: str
    head: int
    rel: str
    name: str = ""
    span: int = -1


class Sentence(Struct, frozen=True):
    """Consecutive tokens; offsets of its first and last character."""

    start: int
    end: int
    tokens: tuple[Token, ...]


def analyse(document: Document) -> tuple[Sentence, ...]:
    """Every sentence of a document outside its masked ranges, in order."""
    return next(analyse_all([document]))


def analyse_all(documents: Sequence[Document]) -> Iterator[tuple[Sentence, ...]]:
    """The sentences of each of several documents, which go through the models together."""
    texts = [_quoted(document.text) for document in documents]
    cuts = [cut(text, _bounds(text)) for text in texts]
    for document, text, made, labels in zip(documents, texts, cuts, label(cuts), strict=True):
        tokens = _tokens(made, labels)
        yield tuple(_sentences(document, made, tokens if text is document.text else _widened(tokens, document.text)))


def _quoted(text: str) -> str:
    """The text with «…» for the ''…'' of wikis, which the models know nothing of; no offset changes."""
    return PAIRED.sub(r" «\1» ", text) if PAIR in text else text


def _widened(tokens: Sequence[Token], text: str) -> list[Token]:
    """The tokens, the marks that stand for a pair of apostrophes as wide as the pair."""
    found = []
    for token in tokens:
        if token.text == "«" and text[token.start - 1 : token.end] == PAIR:
            token = replace(token, start=token.start - 1)
        elif token.text == "»" and text[token.start : token.end + 1] == PAIR:
            token = replace(token, end=token.end + 1)
        found.append(token)
    return found


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    """The segmenter's sentences, cut where one ends in initials that it gives to the name behind, or in a year."""
    for start, end in _whole(text):
        for last, first in _ends(text, start, end) if text.find(". ", start, end) >= 0 else ():
            yield start, last
            start = first
        yield start, end


def _ends(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the segmenter's sentence ends before its end, and where the next one begins."""
    signed = (m for m in SIGNED.finditer(text, start, end) if _ends_in_initials(m[1].lower(), m[2].lower()))
    ends = [(m.end(), m.start(2)) for m in signed]
    if text.find("г. ", start, end) >= 0:
        ends += [(m.end(), m.start(1)) for m in YEAR_END.finditer(text, start, end) if _opens(m[1].lower())]
        ends.sort()
    return ends


def _opens(low: str) -> bool:
    """«Окончил университет в 1984 г. | С 1984 г. работал …»: a word that is no part of a name or a body."""
    told = [reading[1].grammemes for reading in known(low)]
    return bool(told) and not OPENERS.isdisjoint(told[0]) and all(PERSONAL.isdisjoint(each) for each in told)


def _ends_in_initials(before: str, behind: str) -> bool:
    """«Контроль возложить на Кима И. И. | Приказ …»: a surname before initials, a known word behind.

    That may be a given name too («Жукова И. И. | Аким района …») where the surname is plainly one.
    """
    told = [reading[1].grammemes for reading in known(behind)]
    surname = [reading[1].grammemes for reading in known(before)]
    if not told or (surname and not any(PERSONAL & grammemes for grammemes in surname)):
        return False
    return PERSONAL.isdisjoint(set().union(*told)) or SURNAME.search(before) is not None


def _whole(text: str) -> Iterator[tuple[int, int]]:
    """The segmenter's sentences; two that a shortened word parts are one: in an open bracket, a degree, behind years.

    «(род. 4 мая …)», «директор института к.т.н. Иван Ким», «В 2010–2015 гг. Ким был …».
    """
    open_at, reached = -1, -1
    for start, end in sentences(text):
        if open_at >= 0 and not _is_open(text, open_at, reached):
            yield open_at, reached
            open_at = -1
        open_at, reached = start if open_at < 0 else open_at, end
    if open_at < reached:
        yield open_at, reached


def _is_open(text: str, start: int, end: int) -> bool:
    """Whether the segmenter's sentence goes on behind its end."""
    if _goes_on(text[start:end]) and ")" in text[end : end + BRACKET]:
        return True
    if end - start < LONGEST_YEARS and text.endswith("гг.", start, end):
        return YEARS.match(text, start, end) is not None
    return DEGREE.search(text, max(start, end - LONGEST_DEGREE), end) is not None


def _goes_on(sentence: str) -> bool:
    """Whether a sentence ends in a shortened word within a bracket."""
    shortened = SHORTENED.search(sentence, max(0, len(sentence) - LONGEST))
    return shortened is not None and sentence.rfind("(") > sentence.rfind(")")


def _tokens(given: Cut, labels: Labels) -> list[Token]:
    """All tokens of a text; heads are places in the token's sentence or window."""
    tags, relations = _grammar(), engine().relations
    grammar = [tags[number] for number in labels.tags]
    made = [
        Token(start, end, text, low, capital, pos, case, plural, gender, verb, tense, voice, head, relations[rel])
        for (start, end, text), (_, low, capital), (pos, case, plural, gender, verb, tense, voice), head, rel in zip(
            given.tokens, labels.spellings, grammar, labels.heads, labels.relations, strict=True
        )
    ]
    starts = [token[0] for token in given.tokens]
    for span, (start, end, kind) in enumerate(labels.names):
        for place in range(bisect_left(starts, start), bisect_left(starts, end)):
            made[place] = replace(made[place], name=kind, span=span)
    return made


@cache
def _grammar() -> list[tuple[str, str, bool, str, str, str, str]]:
    """For each of the model's tags the part of speech, case, plural, gender, verb form, tense and voice."""
    return [_read(label) for label in engine().tags]


def _read(label: str) -> tuple[str, str, bool, str, str, str, str]:
    pos, feats = tag(label).pos, tag(label).feats
    return (
        pos,
        CASES.get(feats.get("Case", ""), ""),
        feats.get("Number") == "Plur",
        GENDERS.get(feats.get("Gender", ""), ""),
        feats.get("VerbForm", ""),
        feats.get("Tense", ""),
        feats.get("Voice", ""),
    )


GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}


def _sentences(document: Document, given: Cut, made: Sequence[Token]) -> Iterator[Sentence]:
    """The sentences and windows, cut at paragraphs and without what is masked."""
    for first, last in pairwise((0, *given.ends)):
        for sentence in _paragraphs(document.text, made[first:last]):
            kept = _unmasked(sentence, document.masked)
            if kept is not None:
                yield kept


def _paragraphs(text: str, tokens: Sequence[Token]) -> Iterator[Sentence]:
    """The sentence, cut where a line break ends a paragraph: the next line does not go on in lower case."""
    if not ENDS_LINE.search(text, tokens[0].end, tokens[-1].start):
        yield Sentence(tokens[0].start, tokens[-1].end, tuple(tokens))
        return
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
