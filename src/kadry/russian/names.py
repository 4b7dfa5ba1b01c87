"""Names of persons: where they stand in a sentence, and the gender that they show.

Spans start from the name tagger's and are mended: neighbouring pieces are joined, a role or an honorific in front is
left out, a capitalised neighbour that no other name holds is taken in.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from kadry.russian import lexicon, missed
from kadry.russian.analysis import Sentence, Token
from kadry.russian.declension import person_cases
from kadry.russian.fused import past_body
from kadry.russian.heads import body_noun, fixed_name, is_compound
from kadry.russian.namebounds import another, extended, trimmed
from kadry.russian.nameparts import (
    TOWN,
    gender_of,
    is_after_place,
    is_capital,
    is_personal,
    is_place_alone,
    is_role_word,
    is_row,
    is_state,
)
from kadry.russian.namesakes import namesakes
from kadry.russian.onomastics.people import given_forms
from kadry.russian.rolewords import role_entry
from kadry.russian.sees import past_see
from kadry.russian.signed import Signs
from kadry.russian.signs import FIXED
from kadry.russian.words import forms, is_known, noun_lemmas

RELATIONAL = re.compile(r"[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ое)$")
MARKS = frozenset(',;()[]/"«»:')


class Person(Struct, frozen=True):
    """A name in a sentence: tokens ``first`` to ``last`` (half-open).

    gender: masc, femn or ""; cases: those in which it can stand, all where nothing shows.
    """

    sentence: int
    first: int
    last: int
    gender: str
    cases: frozenset[str]


def person_at(number: int, tokens: Sequence[Token], first: int, last: int) -> Person:
    """The person whom tokens of sentence ``number`` name."""
    words = tokens[first:last]
    return Person(number, first, last, gender_of(words), person_cases(words))


def find_persons(sentences: Sequence[Sentence], signs: Sequence[Signs]) -> tuple[Person, ...]:
    """Every name of a person, in order; ``signs`` are those of each sentence's words."""
    spans = [_own_spans(s.tokens, own) for s, own in zip(sentences, signs, strict=True)]
    full = {
        tuple(t.text for t in sentence.tokens[first:last])
        for sentence, own in zip(sentences, spans, strict=True)
        for first, last in own
        if last - first > 1
    }
    known: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted(full, key=lambda name: (-len(name), name)):
        known.setdefault(name[0], []).append(name)
        if _may_be_surname(name[-1].lower()):
            known.setdefault(name[-1], []).append(name[-1:])
    found = []
    for number, sentence in enumerate(sentences):
        for first, last in sorted([*spans[number], *_again(sentence.tokens, known, spans[number])]):
            found.append(person_at(number, sentence.tokens, first, last))
    return tuple(found)


@lru_cache(maxsize=10_000)
def _may_be_surname(low: str) -> bool:
    """Whether a word is no common noun, as far as the dictionary knows: «Байжигитов», «Заболотский»."""
    return not is_known(low) or is_personal(low) or all(form.kind == "ADJF" for form in forms(low))


def _own_spans(tokens: Sequence[Token], signs: Signs) -> list[tuple[int, int]]:
    """The names of one sentence, without those that bodies bear."""
    spans = list(_spans(tokens, _fixed(tokens, signs)))
    borne = set(namesakes(tokens, spans))
    return [span for span in spans if span not in borne] if borne else spans


def _again(
    tokens: Sequence[Token], known: Mapping[str, Sequence[tuple[str, ...]]], taken: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Names that the tagger found elsewhere in the document and missed here, or took for a place («Байжигитов»).

    A surname alone is one where it is the subject too («Заболотский окончил …»).

    known: those names by their first word, the longest first.
    """
    if known.keys().isdisjoint([token.text for token in tokens]):
        return
    seen = [i for i, token in enumerate(tokens) if token.text in known]
    blocked = {i for first, last in taken for i in range(first, last)}
    for i in (i for i in seen if i not in blocked):
        names = known[tokens[i].text]
        fitting = (len(name) for name in names if tuple(t.text for t in tokens[i : i + len(name)]) == name)
        size = next((size for size in fitting if size > 1 or _is_place(tokens, i) or _is_subject(tokens, i)), 0)
        if size and blocked.isdisjoint(range(i, i + size)):
            blocked.update(range(i, i + size))
            yield i, i + size


def _is_place(tokens: Sequence[Token], i: int) -> bool:
    """Whether the tagger takes token i alone for a place."""
    beside = (tokens[k].span for k in (i - 1, i + 1) if 0 <= k < len(tokens))
    return tokens[i].name == "LOC" and tokens[i].span not in beside and not is_known(tokens[i].low)


def _is_subject(tokens: Sequence[Token], i: int) -> bool:
    """Whether the tagger takes token i for nothing and the parser for who does something, with no capital beside it."""
    token = tokens[i]
    if token.name or token.pos != "PROPN" or not token.rel.startswith("nsubj"):
        return False
    return not any(tokens[k].capital for k in (i - 1, i + 1) if 0 <= k < len(tokens))


def _spans(tokens: Sequence[Token], fixed: Collection[int]) -> Iterator[tuple[int, int]]:
    """The names of one sentence; ``fixed`` are the words of fixed names of bodies, which the tagger takes for some."""
    end = floor = 0
    for i in [i for i, token in enumerate(tokens) if token.name == "PER" or token.capital]:
        written = missed.width(tokens, i)
        if i < floor or i in fixed or not (written or _begins(tokens, i) or (i and missed.begins(tokens, i))):
            continue
        last = i + (written or (3 if tokens[i].name != "PER" and is_row(tokens[i : i + 3]) else 1))
        while last < len(tokens) and tokens[last].name == "PER" and _flows(tokens, last):
            if another(tokens, i, last):
                break
            last += 1
        floor = last
        first, last = trimmed(tokens, i, last)
        placed = first > i and (is_after_place(tokens, first - 1) or is_state(tokens[first - 1]))
        placed = placed or (first > i and is_row(tokens[first : first + 3]))
        if first < last:
            first, last = extended(tokens, first, last, max(_past_fixed(fixed, end, i), first if placed else 0))
            yield past_body(tokens, past_see(tokens, first, last), last), last
            end = last
        floor = max(floor, last)


def _flows(tokens: Sequence[Token], i: int) -> bool:
    """Whether a name goes on over token i: the same span, or a neighbour in the same case and no mark between."""
    left, right = tokens[i - 1], tokens[i]
    if _describes(tokens, i):
        return False
    if left.span == right.span:
        return not ({left.text, right.text} & MARKS)
    return is_capital(left) and is_capital(right) and right.start - left.end <= 1 and not is_role_word(right)


def _begins(tokens: Sequence[Token], i: int) -> bool:
    """Whether the tagger's name begins at token i; a lone adverb or verb that it takes for a name does not."""
    if tokens[i].name != "PER" or _is_namesake(tokens, i) or _describes(tokens, i):
        return False
    lone = i + 1 >= len(tokens) or tokens[i + 1].span != tokens[i].span or _describes(tokens, i + 1)
    if lone and i and TOWN.search(tokens[i].low) and tokens[i - 1].pos in ("NOUN", "PROPN", "ADP"):
        return False
    if lone and (_committees(tokens, i) or _opening_title(tokens, i) or _of_role(tokens, i) or _is_house(tokens[i])):
        return False
    other = tokens[i].pos in ("ADV", "VERB", "ADP", "SCONJ", "CCONJ", "PRON") or forms(tokens[i].low)[0].kind == "ADVB"
    return not (lone and other)


def _describes(tokens: Sequence[Token], i: int) -> bool:
    """«хякимом | Лебапского | велаята»: a place's adjective before the noun for the place."""
    if i + 1 >= len(tokens) or tokens[i + 1].capital or body_noun(tokens[i + 1]) != "place":
        return False
    return RELATIONAL.search(tokens[i].low) is not None


def _opening_title(tokens: Sequence[Token], i: int) -> bool:
    """«Судьёй избрана …», «Чрезвычайным и Полномочным …»: a post, or its adjective, with the sentence's capital.

    Also a profession or nation there, and a post that another takes: «заместитель Премьер-министра».
    """
    token = tokens[i]
    opens, taken = token.start == tokens[0].start, i > 0 and is_role_word(tokens[i - 1])
    if not (opens or taken) or (is_personal(token.low) and is_known(token.low)):
        return False
    if opens and is_known(token.low) and {form.kind for form in forms(token.low)} == {"ADJF"}:
        return not (token.pos == "PROPN" and token.rel == "nsubj")  # «Заболотский окончил …»
    entry = role_entry(token.low)
    if entry is None:
        return not lexicon.places("demonym").keys().isdisjoint(noun_lemmas(token.low))  # «Бельгиец сменил тренера»
    return entry.role_class == "post" or (opens and not given_forms(token.low))


def _is_house(token: Token) -> bool:
    """«депутаты | Мажилиса», «ректор | Литинститута»: a noun that heads names of bodies, and names nobody."""
    if is_compound(token.low):
        return True
    return any(lemma in lexicon.bodies() for lemma in noun_lemmas(token.low)) and not is_personal(token.low)


def _of_role(tokens: Sequence[Token], i: int) -> bool:
    """«принял участие | Чрезвычайный и Полномочный Посол»: by the parser an adjective of the post behind it."""
    token = tokens[i]
    told = token.pos == "ADJ" and token.rel == "amod" and token.head > i and is_role_word(tokens[token.head])
    return told and {form.kind for form in forms(token.low)} == {"ADJF"}


def _committees(tokens: Sequence[Token], i: int) -> bool:
    """«горкома КПК Тайлиня»: a local committee's town, or an unknown genitive unlike a surname of ours."""
    word = tokens[i].low
    town = is_known(word) and is_place_alone(word)
    if (is_known(word) and not town) or word[-1] not in "ая" or word[:-1].endswith(("ов", "ев", "ск")):
        return False
    ends = ("ком", "комитет") if town else "ком"
    return any(t.case == "gent" and noun_lemmas(t.low)[0].endswith(ends) for t in tokens[max(0, i - 2) : i])


def _is_namesake(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i is of the name that a body bears («Союз молодёжи имени Хо Ши Мина»), not of «от имени Кима».

    Another name may follow in the same span of the tagger's: «МГУ имени М. В. Ломоносова | Пётр Ким».
    """
    first = i
    while first and tokens[first - 1].span == tokens[i].span:
        first -= 1
    before = [t.low for t in tokens[max(0, first - 2) : first] if t.text != "."]
    if not before or before[-1] not in ("имени", "им") or before[0] == "от":
        return False
    return not any(another(tokens, first, k) for k in range(first + 1, i + 1))


def _fixed(tokens: Sequence[Token], signs: Signs) -> set[int]:
    """The tokens with a capital that make the fixed name of a body with a neighbour."""
    ends = [i for i in signs.where(FIXED) if i and fixed_name(tokens[i - 1], tokens[i])]
    return {k for i in ends for k in (i - 1, i) if tokens[k].capital}


def _past_fixed(fixed: Collection[int], start: int, end: int) -> int:
    """The place behind the last such token between two places, else the first of them."""
    return max((i + 1 for i in fixed if start <= i < end), default=start)
