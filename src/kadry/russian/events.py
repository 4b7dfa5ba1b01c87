"""Events in a sentence: which noun names one, how the sentence speaks of it, its title and its day.

An event is only told of where the sentence is about it: it is held («состоялось заседание»), somebody does something
at it («на заседании»), leads it or comes to it. What is merely mentioned («решение съезда») says of nobody's part.
"""

from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from msgspec import Struct

from kadry.fold import fold
from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.dictionary import Form
from kadry.russian.heads import ROMAN
from kadry.russian.nominals import Nominals
from kadry.russian.phrases import normal_phrase
from kadry.russian.proper import opening, quoted_end
from kadry.russian.signed import Signs
from kadry.russian.signs import EVENT
from kadry.russian.words import agree, can_be, case_of, cases, forms, noun_lemmas

# nouns between a preposition and the event: «в ходе заседания», «в работе форума»
BRIDGES = frozenset(
    "ход день время рамка работа начало открытие завершение закрытие конец окончание поле течение "
    "президиум кулуары площадка программа итог зал руководство".split()
)
OWN = frozenset(("заседание", "пленум", "сессия", "слушания"))  # which a body holds by itself
AT = frozenset(("на", "в", "во", "при"))
ANEW = frozenset("очередной следующий другой новый иной второй третий отдельный еще аналогичный подобный".split())
COMING = frozenset("предстоящий будущий следующий ближайший планируемый запланированный намеченный".split())
PAST = frozenset("прошлый прошедший прежний предыдущий минувший вчерашний недавний".split())
THIS = frozenset("этот тот данный указанный названный".split())
# what «по» says of how, not of what about: «участвовал по видеосвязи»
MANNERS = frozenset(
    "традиция видеосвязь инициатива приглашение случай поручение предложение просьба итог окончание завершение "
    "видеоконференция телефон обычай решение указание сообщение данные слово".split()
)
LONGEST = 20  # tokens of a title


class Happening(Struct, frozen=True):
    """A noun of an event with its words, tokens ``first`` to ``last`` (half-open), its complements to ``end``.

    type: the nominative noun. place: the preposition's or the bridge's token before it, or ``first``. bridge: the token
    of «ход» or «работа», or -1. preposition: "" for none. case: of the noun, or of the bridge. title: the quoted one,
    the numbered phrase or «по …». there: the noun can stand in the prepositional. words: lemmas of its adjectives.
    """

    first: int
    last: int
    end: int
    head: int
    type: str
    kind: str
    place: int
    bridge: int
    preposition: str
    there: bool
    case: str
    title: str | None
    number: str | None
    words: frozenset[str]
    flags: frozenset[str]

    @property
    def at(self) -> bool:
        """«на заседании», «в ходе визита», «в работе съезда»: something happens there."""
        return self.preposition in AT and (self.bridge >= 0 or self.there)

    @property
    def anew(self) -> bool:
        """Whether its adjectives tell it from one that was spoken of before."""
        return not self.words.isdisjoint(ANEW | COMING | PAST)

    @property
    def coming(self) -> bool:
        """Whether its adjectives put it into the future."""
        return not self.words.isdisjoint(COMING)


@lru_cache(maxsize=100_000)
def event_noun(low: str) -> lexicon.Event | None:
    """The lexicon's noun of events that a word is a form of, whatever stands before it."""
    table = _nouns()
    return next((table[f.lemma] for f in forms(low) if f.kind == "NOUN" and f.lemma in table), None)


@cache
def _nouns() -> dict[str, lexicon.Event]:
    """The nouns by the dictionary's lemma; those of two words by their second, unless that is one by itself."""
    table = {}
    for event in sorted(lexicon.events().values(), key=lambda event: -event.lemma.count(" ")):
        word = event.lemma.rpartition(" ")[2]
        table[next((f.lemma for f in forms(word) if f.kind == "NOUN"), word)] = event
    return table


@lru_cache(maxsize=10_000)
def is_house(name: str) -> bool:
    """«Законодательное собрание»: whether a name is that of a parliament, though its noun is one of events too."""
    words = fold(name).split()
    return any(event_noun(two[1]) is not None and " ".join(two) in lexicon.bodies() for two in pairwise(words))


def event_lemmas() -> frozenset[str]:
    """The lemmas of nouns of events, of those of two words that of the second."""
    return frozenset(_nouns())


def find_happenings(tokens: Sequence[Token], blocked: Collection[int], signs: Signs) -> tuple[Happening, ...]:
    """Every single event that a sentence names, in order.

    blocked: the tokens of persons; signs: those of the sentence's words.
    """
    heads = [i for i in signs.where(EVENT) if i not in blocked and _heads(tokens, i)]
    if not heads:
        return ()
    nominals = Nominals(tokens, blocked, signs)
    return tuple([_happening(nominals, i) for i in heads])


def _heads(tokens: Sequence[Token], i: int) -> bool:
    entry = event_noun(tokens[i].low)
    if entry is None or tokens[i].verb in ("Fin", "Inf", "Conv") or not _single(tokens, i, entry.flags):
        return False
    if "body" in entry.flags and i and tokens[i].capital and not _is_counted(tokens, i):
        return False  # «Конгресс США»
    before, space, _ = entry.lemma.rpartition(" ")
    return not space or (i > 0 and before in noun_lemmas(tokens[i - 1].low))


def _is_counted(tokens: Sequence[Token], i: int) -> bool:
    """«II Конгресс сельских врачей», «5-й Международный Конгресс»: a number before the adjectives of a noun."""
    k = i - 1
    while k > 0 and tokens[k].pos == "ADJ" and tokens[k].text.isalpha() and not ROMAN.match(tokens[k].text):
        k -= 1
    return bool(ROMAN.match(tokens[k].text)) or (tokens[k].text[0].isdigit() and tokens[k].pos == "ADJ")


def _single(tokens: Sequence[Token], i: int, flags: Collection[str]) -> bool:
    """Whether a noun stands for one event: in the singular, or in the plural where it has no other number."""
    if "either" in flags:
        return True
    token = tokens[i]
    own = [f for f in forms(token.low) if f.kind == "NOUN"]
    if "plural" in flags:
        return any(f.number == "plur" for f in own)
    behind = token.rel == "nmod" or (i > 0 and not BRIDGES.isdisjoint(noun_lemmas(tokens[i - 1].low)))
    mistaken = behind and token.case in ("accs", "nomn") and any(_is_genitive(f) for f in own)
    return mistaken or not (token.plural and any(f.number == "plur" for f in own))


def _is_genitive(form: Form) -> bool:
    return form.case == "gent" and form.number == "sing"


def _happening(nominals: Nominals, head: int) -> Happening:
    tokens = nominals.tokens
    entry = event_noun(tokens[head].low)
    assert entry is not None
    first = head
    while first and _modifies(nominals, first - 1, head):
        first -= 1
    place, bridge, preposition = _governor(tokens, first)
    last, title, number = _title(nominals, first, head)
    words = frozenset(lemma for t in tokens[max(0, first - 1) : head] for lemma in noun_lemmas(t.low))
    return Happening(
        first=first,
        last=last,
        end=_complements(nominals, last),
        head=head,
        type=entry.lemma,
        kind=entry.event_class,
        place=place,
        bridge=bridge,
        preposition=preposition,
        there="loct" in cases(tokens[head].low),
        case=case_of(tokens[head if bridge < 0 else bridge]),
        title=title,
        number=number,
        words=words,
        flags=entry.flags,
    )


def _modifies(nominals: Nominals, i: int, head: int) -> bool:
    """An adjective, numeral or pronoun before the noun that agrees with it."""
    token = nominals.tokens[i]
    if ROMAN.match(token.text) or (token.text[0].isdigit() and token.pos in ("ADJ", "NUM")):
        return True
    if token.pos == "NUM" and nominals.tokens[i + 1].pos == "ADJ":
        return True  # «двадцать втором заседании»
    if token.text == ",":  # «очередном, двадцать втором заседании»
        return i > 0 and nominals.adjective(i - 1) and agree(nominals.tokens[i - 1], nominals.tokens[head])
    if token.pos == "DET" or (nominals.adjective(i) and agree(token, nominals.tokens[head])):
        return i not in nominals.blocked
    return token.low == "и" and i > 0 and nominals.adjective(i - 1) and nominals.adjective(i + 1)


def _governor(tokens: Sequence[Token], first: int) -> tuple[int, int, str]:
    """The first token of what governs the phrase, its bridge or -1, its preposition or ""."""
    i, bridge = first - 1, -1
    if i >= 0 and _bridges(tokens[i], tokens[first]):
        bridge = i
        i -= 1
        while i >= 0 and tokens[i].pos in ("ADJ", "DET"):
            i -= 1
    if i >= 0 and tokens[i].pos == "ADP":
        return i, bridge, tokens[i].low
    return (first if bridge < 0 else bridge), bridge, ""


def _bridges(noun: Token, event: Token) -> bool:
    """«ход заседания», «руководство заседанием»."""
    found = noun_lemmas(noun.low)
    return not BRIDGES.isdisjoint(found) and can_be(event, "ablt" if "руководство" in found else "gent")


def _title(nominals: Nominals, first: int, head: int) -> tuple[int, str | None, str | None]:
    """The end of the noun with its title, the title, and the number that is part of it."""
    tokens = nominals.tokens
    quoted = quoted_end(tokens, head + 1)
    number = next((t.text for t in tokens[first:head] if ROMAN.match(t.text) or t.text[0].isdigit()), None)
    if quoted > head + 1:
        width = opening(tokens, head + 1)
        return quoted, _text(tokens, head + 1 + width, quoted - width), number
    if number is not None:
        end = _complements(nominals, head + 1, prepositions=False)
        start = next(k for k in range(first, head) if tokens[k].text == number)
        return head + 1, normal_phrase(tokens, start, head, end, case_of(tokens[head])), number
    start = _genitives(nominals, head + 1)
    end = _complements(nominals, head + 1)
    return head + 1, _text(tokens, start, end) if end > start else None, None


def _text(tokens: Sequence[Token], first: int, last: int) -> str:
    """The words as they stand, single spaces where the text has any."""
    return "".join(
        (" " if k and t.start > tokens[first + k - 1].end else "") + t.text for k, t in enumerate(tokens[first:last])
    )


def _genitives(nominals: Nominals, i: int) -> int:
    """The end of the genitives from token i on («заседание | комитета Национального собрания»)."""
    common = True
    while i < len(nominals.tokens):
        end, plain = nominals.genitive(i)
        if end == i and common and nominals.tokens[i].low == "и":
            end = nominals.coordinated(i)
        if end == i:
            return i
        i, common = end, plain
    return i


def _complements(nominals: Nominals, i: int, *, prepositions: bool = True) -> int:
    """The end of what belongs to the noun before token i: genitives, «по вопросам …», «о …», «на тему …»."""
    start = i
    i = _genitives(nominals, i)
    tokens = nominals.tokens
    while prepositions and i + 1 < len(tokens) and i - start < LONGEST and tokens[i].low in ("по", "о", "об"):
        if not MANNERS.isdisjoint(noun_lemmas(tokens[i + 1].low)):
            break
        end = nominals.after_preposition(i, ("datv",) if tokens[i].low == "по" else ("loct",))
        if end == i:
            break
        i = _genitives(nominals, end)
    return i
