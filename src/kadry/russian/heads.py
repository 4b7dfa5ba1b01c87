"""Heads: which words make a phrase the name of a body or of a role."""

import re
from collections.abc import Collection, Sequence
from functools import cache, lru_cache

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.words import agree, forms, lemmas, noun_lemmas

ABBREVIATION = re.compile(r"^[А-ЯЁA-Z][А-ЯЁA-Z0-9]{1,9}$|^[А-ЯЁ]{1,4}[а-яё]?[А-ЯЁ]{1,6}$")
ROMAN = re.compile(r"^[IVXLCDMХ]+$")
NEVER = frozenset(("ADV", "ADP", "CCONJ", "SCONJ", "PRON", "DET", "NUM", "PUNCT"))


def body_noun(token: Token) -> str:
    """The class of a head noun of bodies, or ""."""
    if token.pos not in ("NOUN", "PROPN", "ADJ", "X", "VERB"):
        return ""
    table = lexicon.bodies()
    for form in forms(token.low):
        if form.kind == "NOUN" and form.lemma in table:
            return table[form.lemma].body_class
    last = token.low.rpartition("-")[2]
    return table[last].body_class if last != token.low and last in table else ""


@cache
def _fixed_names() -> dict[tuple[str, str], str]:
    """Names of two words in the lexicon (вооруженные силы), by the lemmas of their words."""
    pairs: dict[tuple[str, str], str] = {}
    for name, entry in lexicon.bodies().items():
        words = name.split()
        if len(words) == 2:
            pairs[(lemmas(words[0])[0], noun_lemmas(words[1])[0])] = entry.body_class
    return pairs


def fixed_name(left: Token, right: Token) -> str:
    """The class of a body whose fixed name two tokens make, or ""."""
    if right.pos not in ("NOUN", "PROPN"):
        return ""
    return _fixed_names().get((lemmas(left.low)[0], noun_lemmas(right.low)[0]), "")


def is_role(token: Token) -> bool:
    """Whether a token is a head noun of roles."""
    if token.pos not in ("NOUN", "PROPN", "ADJ", "VERB"):
        return False
    table, number = lexicon.roles(), "plur" if token.plural else "sing"
    return any(
        f.lemma in table and (not token.case or (f.case == token.case and f.number in (number, "")))
        for f in forms(token.low)
        if f.kind in ("NOUN", "ADJF", "PRTF")
    )


def is_abbreviation(token: Token) -> bool:
    """An abbreviation in capitals that is not a Roman number."""
    return bool(ABBREVIATION.match(token.text)) and not ROMAN.match(token.text)


@lru_cache(maxsize=50_000)
def role_entry(low: str) -> lexicon.Role | None:
    """The lexicon's entry of a word form: as a noun, as an adjective made a noun, or behind a hyphen."""
    table = lexicon.roles()
    nouns = (f.lemma for f in forms(low) if f.kind == "NOUN")
    adjectives = (lemma for lemma in noun_lemmas(low) if lemma in table and "adj" in table[lemma].flags)
    for lemma in (*nouns, *adjectives, low):
        if lemma in table:
            return table[lemma]
    prefix, _, last = low.rpartition("-")
    return role_entry(last) if prefix else None


def role_at(tokens: Sequence[Token], i: int, blocked: Collection[int]) -> lexicon.Role | None:
    """The lexicon's entry of the role whose head is token i, or None; ``blocked`` are the tokens of names."""
    token = tokens[i]
    if is_cut_acting(tokens, i):
        return lexicon.roles()["и.о."]
    if token.pos in NEVER or token.verb in ("Fin", "Inf"):
        return None
    if is_candidate(tokens, i):
        return lexicon.Role("кандидат", "post", frozenset())
    if token.low == "главе" and i and tokens[i - 1].low == "во":
        return None  # «во главе с министром»
    entry = role_entry(token.low)
    if entry is None or ("adj" in entry.flags and _modifies_noun(tokens, i, blocked)):
        return None
    return entry


def is_candidate(tokens: Sequence[Token], i: int) -> bool:
    """«кандидат в члены ЦК», a post of its own in ruling parties."""
    return [t.low for t in tokens[i + 1 : i + 3]] == ["в", "члены"] and "кандидат" in noun_lemmas(tokens[i].low)


def is_cut_acting(tokens: Sequence[Token], i: int) -> bool:
    """«и. о.», which the tokenizer cuts into letters and dots."""
    return [t.low for t in tokens[i : i + 4]] == ["и", ".", "о", "."]


def _modifies_noun(tokens: Sequence[Token], i: int, blocked: Collection[int]) -> bool:
    """«управляющий директор», «рабочий визит»: an adjective before a noun that it agrees with."""
    if i + 1 >= len(tokens) or i + 1 in blocked or tokens[i + 1].low == "обязанности":
        return False
    return tokens[i + 1].pos in ("NOUN", "ADJ") and agree(tokens[i], tokens[i + 1])
