"""Titles of decisions: «„О мерах поддержки“» in quotation marks, «о мерах поддержки» right behind the noun."""

from collections.abc import Mapping, Sequence

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.marks import CLOSING, OPENING
from kadry.russian.papers import ABOUT, is_counted
from kadry.russian.words import cases, noun_lemmas

LONGEST = 80  # tokens of a title
CLIMB = 30  # words that hang on each other
POINTING = frozenset(("том", "этом", "чем"))  # «о том, что …» is no title


def quoted(tokens: Sequence[Token], i: int) -> int:
    """The end of the quotation that opens at token i, with inner quotations; i where it stays open."""
    depth = 0
    for k in range(i, min(i + LONGEST, len(tokens))):
        text = tokens[k].text
        if text in OPENING and not (text in CLOSING and depth):
            depth += 1
        elif text in CLOSING:
            depth -= 1
        if not depth:
            return k + 1
    return i


def spoken(tokens: Sequence[Token], noun: int, i: int, names: Mapping[int, int]) -> int:
    """The end of the title «о …» at token i behind the noun of a decision; i where none stands.

    It goes on as long as its words hang on each other, to a verb, a number with «№», or a mark that parts clauses.
    names: where a person's name begins → where it ends.
    """
    if tokens[i].low not in ABOUT or i + 1 >= len(tokens) or tokens[i + 1].low in POINTING:
        return i
    end = i + 1 + (tokens[i + 1].case == "loct")
    appoints = end < len(tokens) and lexicon.decisions().get(noun_lemmas(tokens[i + 1].low)[0]) == "appoint"
    while end < min(i + LONGEST, len(tokens)):
        if end not in names and not (appoints and tokens[end].case == "ablt") and not _goes_on(tokens, noun, end):
            break
        end = names.get(end, end + 1)
    while end > i + 1 and (tokens[end - 1].pos in ("PUNCT", "CCONJ", "ADP") and tokens[end - 1].text not in CLOSING):
        end -= 1
    return end if end > i + 1 else i


def _goes_on(tokens: Sequence[Token], noun: int, i: int) -> bool:
    """Whether token i still belongs to the title behind a noun."""
    token = tokens[i]
    if token.text == ",":
        return _in_a_row(tokens, i)
    if token.text == "№" or tokens[i - 1].text == "№":
        return is_counted(tokens[i - 1 - (token.text != "№")].low)  # «о создании школы № 5»
    if token.pos == "PUNCT":
        return token.text in OPENING or token.text == "-" or (token.text in CLOSING and _is_open(tokens[noun:i]))
    if token.verb == "Fin" or token.pos in ("AUX", "SCONJ"):
        return False
    if token.low == "от" and i + 1 < len(tokens) and tokens[i + 1].text[0].isdigit():
        return False
    described = tokens[i - 1].pos == "ADJ" and tokens[i - 1].head == i  # «о | паромной службе», wherever the noun hangs
    return token.pos == "CCONJ" or described or _hangs(tokens, noun, i)


def _is_open(tokens: Sequence[Token]) -> bool:
    """Whether a quotation that begins in these tokens does not end in them."""
    return sum(t.text in OPENING for t in tokens) > sum(t.text in CLOSING for t in tokens)


def _in_a_row(tokens: Sequence[Token], i: int) -> bool:
    """A comma between adjectives or nouns of one case («эффективной, действенной работы»)."""
    left, right = tokens[i - 1], tokens[i + 1] if i + 1 < len(tokens) else tokens[i]
    alike = left.case == right.case or not cases(left.low).isdisjoint(cases(right.low))
    return bool(right.case) and alike and right.pos in ("NOUN", "ADJ", "PROPN") and not right.verb


def _hangs(tokens: Sequence[Token], noun: int, i: int) -> bool:
    """Whether token i hangs on the words before it and on no later verb, as far as the parser can tell.

    Where it loses its way in a long sentence, a genitive and what follows a preposition still belong to the title.
    """
    k = i
    for _ in range(CLIMB):
        k = tokens[k].head
        if noun <= k < i:
            return True
        if k < noun or (tokens[k].verb == "Fin" and k > i):
            break
    later = k > i and tokens[k].verb == "Fin"
    before = tokens[i - 1]
    bound = "ADP" in (tokens[i].pos, before.pos) or tokens[i].case in ("gent", "loct", before.case)
    return bound and not later
