"""Names that the tagger has fused with that of the body before them: «мэр | Усольска | Роман Кащук».

The tagger looks at capitals, the parser at grammar: in a whole name it hangs every word on the first one, while a town
and a name hang on the post each for itself. A genitive of the town, or a given name behind it, must confirm it.
"""

import re
from collections.abc import Sequence

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.declension import SYLLABLE
from kadry.russian.onomastics.people import given_forms
from kadry.russian.rolewords import role_entry
from kadry.russian.words import forms, is_known, may_be_given

LONGEST = 3  # words of a body's name before a person's
APART = frozenset(("appos", "nsubj", "nsubj:pass", "obj", "obl", "iobj", "nmod"))  # how a name hangs outside itself
PARTICLES = frozenset(
    ("аль", "ибн", "бин", "бен", "ван", "фон", "де", "да", "ди", "дель", "дер", "ла", "эль", "ас", "абу")
)
GENITIVE = re.compile(r"[аяыи]$")
OF = frozenset(("от", "из"))


def past_body(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where the person's name begins in a span: ``first``, or behind the name of the body of the noun before it."""
    if not first or last - first < 3 or tokens[first].head >= first or is_given(tokens[first].low):
        return first
    if all(SYLLABLE.match(t.low) for t in tokens[first:last]):
        return first  # «провинции Во Куок Чыонг»
    post = _is_post(tokens, first - 1)
    hung = tokens[first].rel == "nmod" and tokens[first].head == first - 1  # «выпускник | Бауманки | Егор Савченко»
    if not (post or hung or _may_be_named(tokens[first - 1])):
        return first
    k = next((k for k in range(first + 1, min(first + LONGEST, last - 2) + 1) if _is_apart(tokens, first, k, last)), 0)
    if not k or any(t.low in PARTICLES for t in tokens[first : k + 1]) or _is_patronymic(tokens[last - 1]):
        return first
    confirmed = _is_ruled(tokens, first, k) or (not post and is_given(tokens[k].low))
    return k if confirmed else first


def is_given(low: str) -> bool:
    """Whether a word is known as a given name."""
    return (is_known(low) and may_be_given(low)) or bool(given_forms(lexicon.fold(low)))


def _is_post(tokens: Sequence[Token], i: int) -> bool:
    """Whether a role ends at token i, or before the preposition there («сенатор от Иллинойса»)."""
    noun = i - 1 if i and tokens[i].low in OF else i
    return tokens[noun].pos in ("NOUN", "PROPN") and role_entry(tokens[noun].low) is not None


def _may_be_named(token: Token) -> bool:
    """A common noun in the genitive whose own name may follow («клуба», «города»)."""
    return token.text.islower() and token.pos == "NOUN" and token.case == "gent"


def _is_apart(tokens: Sequence[Token], first: int, k: int, last: int) -> bool:
    """Whether the parser hangs token k on a word outside of the span."""
    return not first <= tokens[k].head < last and tokens[k].rel in APART


def _is_ruled(tokens: Sequence[Token], first: int, k: int) -> bool:
    """Whether what stands before token k has the look of a genitive, and the parser or the tagger no name in it."""
    told = tokens[first].rel == "nmod" or tokens[first].name == "LOC" or is_given(tokens[k].low)
    return told and bool(GENITIVE.search(tokens[k - 1].low))


def _is_patronymic(token: Token) -> bool:
    """«Кащук Роман Петрович» is one name."""
    return any("Patr" in form.grammemes for form in forms(token.low))
