"""Names that the name tagger missed, by what they are made of or by the words around them."""

from collections.abc import Sequence
from itertools import takewhile

from kadry.russian import capitals, lexicon
from kadry.russian.analysis import Token
from kadry.russian.declension import SYLLABLE
from kadry.russian.degrees import is_behind_degree
from kadry.russian.marks import DASHES
from kadry.russian.nameparts import PATRONYMIC, is_body_word, is_capital, is_foreign, is_role_word, is_row
from kadry.russian.sees import is_see
from kadry.russian.words import may_be_given

EXPLAINING = DASHES | {","}
FUNCTION = frozenset(("ADP", "ADV", "CCONJ", "PRON", "SCONJ"))
JOINED = frozenset(("appos", "flat:name"))
LONGEST = 4  # words of a name that is explained


def width(tokens: Sequence[Token], i: int) -> int:
    """How many tokens a name that the tagger missed has that begins at token i; 0 where none does."""
    if i == 0 and len(tokens) > 2 and tokens[1].capital and (found := _defined(tokens)):
        return found
    if len(tokens[i].text) == 1 and (found := _initialled(tokens, i)):
        return found
    return capitals.with_initials(tokens, i) or _in_full(tokens, i) or _apposed(tokens, i) or _in_syllables(tokens, i)


def _in_syllables(tokens: Sequence[Token], i: int) -> int:
    """«Ле Тхи Май назначена»: 3 where the parser makes three capitalised syllables one subject or object; 0 else."""
    first, *others = tokens[i : i + 3]
    if first.name or not first.rel.startswith(("nsubj", "obj")) or any(t.name or t.rel not in JOINED for t in others):
        return 0
    return 3 if is_row((first, *others)) and not any(t.capital for t in tokens[i + 3 : i + 4]) else 0


def _in_full(tokens: Sequence[Token], i: int) -> int:
    """How many tokens a name with patronymic has that begins at token i and that the tagger missed; 0 for another word.

    «Асанова Тимура Маратовича», «Тимур Маратович Асанов».
    """
    if i + 2 >= len(tokens) or tokens[i].name or not (tokens[i + 1].capital and tokens[i + 2].capital):
        return 0
    words = tokens[i : i + 3]
    if not all(is_capital(token) and not token.name for token in words):
        return 0
    given, patronymic = words[1:] if PATRONYMIC.search(words[2].low) else words[:2]
    if not PATRONYMIC.search(patronymic.low):
        return 0
    return 3 if may_be_given(given.low) else 0


def _apposed(tokens: Sequence[Token], i: int) -> int:
    """«председатель Союза | Сисай Лыдетмунсон»: how many words of a body's span are a name, apposed to the role.

    By the parser, two foreign words in the role's case, unlike the body's; a given name also behind the surname that
    the body bears («эксперта Центра Карнеги | Андрея Петрова»).
    """
    first, second = tokens[i], tokens[i + 1] if i + 1 < len(tokens) else tokens[i]
    if first.name != "ORG" or first.rel != "appos" or second.rel != "flat:name" or not 0 <= first.head < i - 1:
        return 0
    if not is_role_word(tokens[first.head]) or first.case != tokens[first.head].case:
        return 0
    borne = is_capital(tokens[i - 1]) and not is_body_word(tokens[i - 1]) and may_be_given(first.low)
    if first.case == tokens[i - 1].case and not borne:
        return 0
    named = second.head == i and all(is_capital(t) and is_foreign(t) and not is_body_word(t) for t in (first, second))
    return 2 if named else 0


def _defined(tokens: Sequence[Token]) -> int:
    """How many words a name has that a sentence opens with and explains, and that the tagger missed; 0 for none.

    «Ван Цзисян (род. 3 мая 1961) — китайский политик», «Ван И, министр иностранных дел, …»
    """
    end = len(list(takewhile(_may_be_named, tokens[:LONGEST])))
    behind = end
    if end > 1 and tokens[end : end + 1] and tokens[end].text == "(":
        behind = next((k + 1 for k in range(end, len(tokens)) if tokens[k].text == ")"), end)
    if end < 2 or behind >= len(tokens) or tokens[behind].text not in EXPLAINING or tokens[0].pos in FUNCTION:
        return 0
    noun = next((token for token in tokens[behind + 1 :] if token.pos != "ADJ"), None)
    return end if noun is not None and noun.case == "nomn" and is_role_word(noun) else 0


def _may_be_named(token: Token) -> bool:
    """A capitalised word of a name that the tagger takes for nothing; syllables may be common nouns elsewhere."""
    return is_capital(token) and not token.name and (is_foreign(token) or SYLLABLE.match(token.low) is not None)


def _initialled(tokens: Sequence[Token], i: int) -> int:
    """How many tokens initials and a surname have that begin at token i behind a degree («к.т.н. И. Ким»); 0 for none.

    The tagger, which sees initials in the degree too, misses most of them.
    """
    if tokens[i].name or not is_behind_degree(tokens, i):
        return 0
    size = capitals.initials_at(tokens, i)
    return size + 1 if size and i + size < len(tokens) and is_capital(tokens[i + size]) else 0


def begins(tokens: Sequence[Token], i: int) -> bool:
    """Whether a name that the tagger missed begins at token i > 0, by the words before it."""
    return (i + 1 < len(tokens) and tokens[i + 1].capital and _titled(tokens, i)) or _prelate(tokens, i)


def _titled(tokens: Sequence[Token], i: int) -> bool:
    """Two capitalised words after a role or an honorific."""
    before, first, second = tokens[i - 1 : i + 2]
    if not (is_capital(first) and is_capital(second)):
        return False
    if before.text.islower() and before.pos == "NOUN" and is_row(tokens[i : i + 3]):
        return True
    if first.name or second.name not in ("", "PER", "LOC"):
        return False
    if not (is_foreign(first) and is_foreign(second)):
        return False
    return before.low in lexicon.particles("honorific") or is_role_word(before) or is_behind_degree(tokens, i)


def _prelate(tokens: Sequence[Token], i: int) -> bool:
    """A given name that the tagger missed behind a prelate's title and his see: «епископ Саратовский Лонгин»."""
    token = tokens[i]
    if token.name or token.pos not in ("PROPN", "NOUN") or not is_see(tokens, i):
        return False
    return is_capital(token) and is_foreign(token)
