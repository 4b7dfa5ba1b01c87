"""Analysed sentences by hand, so that a test of rules needs no models; and texts that went through them, each once.

``sentence("член{nomn} Политбюро, президент PER[Лыонг Кыонг]")``: a word's morphology is the dictionary's likeliest
reading that fits what stands in braces; an adjective agrees with the noun behind it; brackets are spans of names.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from msgspec.structs import replace

from kadry.claim import Extraction, RoleClaim
from kadry.document import make_document
from kadry.russian.analysis import Sentence, Token
from kadry.russian.engine.segments import tokens
from kadry.russian.hints import hints_of
from kadry.russian.models import morph
from kadry.russian.names import Person, find_persons
from kadry.russian.parse import Parse

NOTATION = re.compile(r"(PER|LOC|ORG)\[|(\])|\{([\w.]+)\}|(.)", re.DOTALL)
CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
NUMBERS, GENDERS = ("sing", "plur"), ("masc", "femn", "neut")
FORMS, TENSES, VOICES = ("Fin", "Inf", "Part", "Conv"), ("Past", "Pres", "Fut"), ("Act", "Pass", "Mid")
POS = {
    "NOUN": "NOUN",
    "ADJF": "ADJ",
    "ADJS": "ADJ",
    "PRTF": "VERB",
    "PRTS": "VERB",
    "VERB": "VERB",
    "INFN": "VERB",
    "GRND": "VERB",
    "PREP": "ADP",
    "CONJ": "CCONJ",
    "ADVB": "ADV",
    "NPRO": "PRON",
    "NUMR": "NUM",
    "PRCL": "PART",
}
VERBAL = {"VERB": "Fin", "INFN": "Inf", "PRTF": "Part", "PRTS": "Part", "GRND": "Conv"}
TIMES = {"past": "Past", "pres": "Pres", "futr": "Fut"}
PROPER = frozenset(("Name", "Surn", "Patr", "Geox", "Orgn"))


def sentence(notation: str) -> Sentence:
    """A sentence from the notation; its text is the notation without marks."""
    text, spans, given = _plain(notation)
    made = [_token(raw, spans, given.get(raw[1], ())) for raw in tokens(text, 0, len(text))]
    for i in range(len(made) - 2, -1, -1):
        made[i] = _agreed(made[i], made[i + 1], given.get(made[i].end, ()))
    return Sentence(made[0].start, made[-1].end, tuple(made))


def plain(notation: str) -> str:
    """The text that a notation stands for."""
    return _plain(notation)[0]


def words(tokens: Sequence[Token], first: int, last: int) -> str:
    """The text of tokens ``first`` to ``last`` (half-open), with a space wherever the text has a gap."""
    part = tokens[first:last]
    gaps = (" " if right.start > left.end else "" for left, right in pairwise(part))
    return "".join(gap + token.text for gap, token in zip(("", *gaps), part, strict=True))


def _plain(notation: str) -> tuple[str, list[tuple[int, int, str]], dict[int, tuple[str, ...]]]:
    """The text, its name spans, and what the braces say of the word that ends at an offset."""
    text, spans, given = "", list[tuple[int, int, str]](), dict[int, tuple[str, ...]]()
    start, kind = 0, ""
    for opened, closed, tags, letter in NOTATION.findall(notation):
        if opened:
            start, kind = len(text), opened
        elif closed:
            spans.append((start, len(text), kind))
        elif tags:
            given[len(text)] = tuple(tags.split("."))
        text += letter
    return text, spans, given


def _token(raw: tuple[int, int, str], spans: Sequence[tuple[int, int, str]], given: Sequence[str]) -> Token:
    begin, stop, text = raw
    number = next((i for i, (start, end, _) in enumerate(spans) if start <= begin < end), -1)
    tag = _tag(text, given)
    kind = str(tag.POS or "") if tag is not None else ""
    proper = tag is not None and text[0].isupper() and (number >= 0 or bool(PROPER & tag.grammemes))
    pos = ("PROPN" if proper and kind == "NOUN" else POS.get(kind, "X")) if tag is not None else _mark(text)

    def one(values: Sequence[str], own: str) -> str:
        return next((v for v in given if v in values), own)

    return Token(
        start=begin,
        end=stop,
        text=text,
        low=text.lower().replace("ё", "е"),
        capital=text[0].isupper(),
        pos=one((*POS.values(), "PROPN", "AUX", "SCONJ", "DET", "X"), pos),
        case=one(CASES, str(tag.case or "") if tag is not None else ""),
        plural=one(NUMBERS, str(tag.number or "") if tag is not None else "") == "plur",
        gender=one(GENDERS, str(tag.gender or "") if tag is not None else ""),
        verb=one(FORMS, VERBAL.get(kind, "")),
        tense=one(TENSES, TIMES.get(str(tag.tense or ""), "") if tag is not None else ""),
        voice=one(VOICES, "Pass" if tag is not None and "pssv" in tag else "Act" if kind in VERBAL else ""),
        head=-1,
        rel="",
        name=spans[number][2] if number >= 0 else "",
        span=number,
    )


def _mark(text: str) -> str:
    return "NUM" if text[0].isdigit() else "X" if text[0].isalpha() else "PUNCT"


def _tag(word: str, given: Sequence[str]) -> Any:
    """The likeliest reading with the grammemes that are given; None for what is no Russian word."""
    if not re.match(r"[А-Яа-яЁё]", word):
        return None
    wanted = {g for g in given if g in (*CASES, *NUMBERS, *GENDERS)}
    tags = [p.tag for p in morph().parse(word)]
    return next((tag for tag in tags if wanted <= set(tag.grammemes)), tags[0])


def _agreed(left: Token, right: Token, given: Sequence[str]) -> Token:
    """An adjective or participle with the case, number and gender of the noun (or adjective) behind it, if it can."""
    if given or left.pos not in ("ADJ", "VERB") or right.pos not in ("NOUN", "PROPN", "ADJ") or not right.case:
        return left
    for parse in morph().parse(left.low):
        same_number = ("plur" if right.plural else "sing") in parse.tag
        same_gender = right.plural or not right.gender or right.gender in parse.tag
        if parse.tag.POS in ("ADJF", "PRTF") and right.case in parse.tag and same_number and same_gender:
            verb = VERBAL.get(str(parse.tag.POS), "")
            return replace(left, case=right.case, plural=right.plural, gender=right.gender, verb=verb)
    return left


@cache
def parsed(text: str) -> Parse:
    """A text through the models, once per run."""
    from kadry.russian.parse import parse

    return parse(make_document(text))


@cache
def extracted(text: str) -> Extraction:
    """What the rules alone find in a text, once per run."""
    from kadry.build import extract

    return extract(make_document(text), learned=False)


def triples(text: str) -> set[tuple[str, str, str]]:
    """(person, role, organization or "-") of every claim; an inferred organization is in brackets."""
    return {(c.antecedent.normal, c.role.normal if c.role else "-", _body(c)) for c in extracted(text).claims}


def _body(claim: RoleClaim) -> str:
    if claim.organization is None:
        return "-"
    return f"({claim.organization.normal})" if claim.organization_inferred else claim.organization.normal


def claims_of(text: str) -> Iterator[RoleClaim]:
    """The role claims of a text."""
    yield from extracted(text).claims


def persons_of(*made: Sentence) -> tuple[Person, ...]:
    """The names of persons in the sentences of a document."""
    return find_persons(made, [hints_of(sentence.tokens) for sentence in made])
