"""Phrases in the nominative: the head and what agrees with it, the rest as it stands."""

from collections.abc import Sequence

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.words import adjectival, agree, can_be, case_of, cases, is_known, nominative, noun_lemmas, reading

CONSONANTS = frozenset("бвгджзйклмнпрстфхцчшщ")
SETTLEMENTS = frozenset("город село деревня поселок станица аул хутор кишлак слобода".split())


def normal_phrase(
    tokens: Sequence[Token], first: int, head: int, last: int, case: str, *, singular: bool = False
) -> str:
    """The phrase with its head and the head's adjectives in the nominative, the rest as it stands."""
    whole = shortened_role(tokens, head)
    normal = whole or nominative(tokens[head], case, singular=singular)
    if first == head == last - 1:
        return normal
    words = _described(tokens, first, head, case, singular=singular) if first < head else []
    words.append(normal)
    for k in range(head + 1 + bool(whole), last):
        if tokens[k].start > tokens[k - 1].end:
            words.append(" ")
        town = k == head + 1 and _is_town(tokens, head, last, case)
        words.append(nominative(tokens[k], case, gender=_gender(tokens[head], case)) if town else tokens[k].text)
    return "".join(words)


def _is_town(tokens: Sequence[Token], head: int, last: int, case: str) -> bool:
    """«города | Томска», «селе | Покровском»: a name of one word that declines with the noun before it."""
    name = tokens[head + 1]
    if case in ("", "nomn") or not name.capital or name.case != case or name.pos not in ("PROPN", "NOUN", "ADJ"):
        return False
    alone = head + 2 == last or not (tokens[head + 2].capital or tokens[head + 2].text == "-")
    return alone and not SETTLEMENTS.isdisjoint(noun_lemmas(tokens[head].low))


def _gender(token: Token, case: str) -> str:
    form = reading(token, case)
    return form.gender if form else token.gender


def _described(tokens: Sequence[Token], first: int, head: int, case: str, *, singular: bool) -> list[str]:
    """The words before a head and the spaces behind them, what agrees with it in the nominative."""
    gender = _gender(tokens[head], case)
    words: list[str] = []
    for k in range(first, head):
        token = tokens[k]
        if whole := shortened(tokens, k):
            words.append(_agreeing(whole, "plur" if tokens[head].plural and not singular else gender))
        elif k == first or not shortened(tokens, k - 1):
            plain = token.pos in ("CCONJ", "PUNCT", "ADV") or _fixed(token)
            words.append(token.text if plain else nominative(token, case, singular=singular, gender=gender))
        if tokens[k + 1].start > token.end:
            words.append(" ")
    return words


def shortened(tokens: Sequence[Token], i: int) -> str:
    """The adjective that token i with the full stop behind it is short for («гл.» главный), or ""."""
    whole = lexicon.shortened("shortened").get(tokens[i].low, "")
    return whole if whole and is_cut(tokens, i) else ""


def shortened_role(tokens: Sequence[Token], i: int) -> str:
    """The same of a role («нач.» начальник)."""
    whole = lexicon.shortened("shortened_role").get(tokens[i].low, "")
    return whole if whole and is_cut(tokens, i) else ""


def is_cut(tokens: Sequence[Token], i: int) -> bool:
    """Whether a full stop stands right behind a word, and more behind that."""
    return i + 2 < len(tokens) and tokens[i + 1].text == "." and tokens[i].end == tokens[i + 1].start


def _agreeing(adjective: str, gender: str) -> str:
    """An adjective's nominative in a gender, or in the plural."""
    endings = {"femn": "ая", "plur": "ие" if adjective.endswith("ий") else "ые"}
    return adjective[:-2] + endings[gender] if gender in endings else adjective


def _fixed(token: Token) -> bool:
    """A foreign word before the head that is no adjective («депутат Жогорку Кенеша»)."""
    return not adjectival(token.low) and not is_known(token.low)


def quoted_normal(tokens: Sequence[Token], case: str = "") -> str:
    """A quoted name in the nominative (члену «Яблока» → Яблоко, лидер «Новой силы» → Новая сила).

    case: the one that the words around it call for, where they do; without it only a single word is declined.
    """
    if len(tokens) == 1:
        if not is_known(tokens[0].low) and tokens[0].low[-1] in CONSONANTS:
            return tokens[0].text  # «руководитель „Узавтойул“», no genitive of many
        return nominative(tokens[0], case if case and can_be(tokens[0], case) else case_of(tokens[0]))
    head = next((k for k, t in enumerate(tokens) if t.pos in ("NOUN", "PROPN")), None)
    if case and case != "nomn" and head is not None and _declined(tokens[: head + 1], case):
        return normal_phrase(tokens, 0, head, len(tokens), case)
    return "".join((" " if k and t.start > tokens[k - 1].end else "") + t.text for k, t in enumerate(tokens))


def _declined(tokens: Sequence[Token], case: str) -> bool:
    """Whether adjectives that agree with their noun stand in a case, and the first word of them in no nominative."""
    *adjectives, noun = tokens
    sure = is_known(noun.low) and (noun.case == case or "nomn" not in cases(tokens[0].low))
    return sure and can_be(noun, case) and all(t.pos == "ADJ" and agree(t, noun) for t in adjectives)
