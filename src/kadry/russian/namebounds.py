"""Bounds of names: what is cut off the tagger's span at its ends, and what is taken in beside it."""

from collections.abc import Sequence
from functools import lru_cache

from kadry.russian import capitals, lexicon
from kadry.russian.analysis import Token
from kadry.russian.declension import SYLLABLE
from kadry.russian.fused import GENITIVE, PARTICLES
from kadry.russian.heads import heads_committee, is_abbreviation, is_coined
from kadry.russian.nameparts import (
    PATRONYMIC,
    TOWN,
    is_after_place,
    is_body_word,
    is_capital,
    is_foreign,
    is_only_given,
    is_role_word,
    is_row,
    is_state,
    looks_russian,
)
from kadry.russian.onomastics.people import LINEAGE, given_forms
from kadry.russian.readings import PERSONAL
from kadry.russian.rolewords import role_entry, role_name
from kadry.russian.words import cases, forms, is_known, may_be_given

FORMER = "экс-"  # «Экс-участник Сергей Ким» at the head of a sentence
MIDDLE = frozenset(("тхи",))  # what no name begins with
INITIALS = 4  # tokens of «Н. В.»
FAMILIES = frozenset(("до", "во"))  # prepositions that are family names too: «посол До Минь Туан»


def another(tokens: Sequence[Token], first: int, i: int) -> bool:
    """Whether another name begins at token i with a given name, in another case or after a whole name.

    «президента Олега Горина Дмитрий Лапин», «для Путина Геннадия Тимченко», «Рафаэль Корреа Эдвард Сноуден»,
    «жена Петра Лапина Мария»
    """
    left, right = tokens[i - 1], tokens[i]
    if (
        not is_only_given(right.low)
        or not PARTICLES.isdisjoint((left.low, right.low))
        or is_row(tokens[i - 1 : i + 2])
        or _is_within(tokens, i)
        or is_body_word(left)
    ):
        return False  # «Нгуен | Тхи Май»: a middle name of three syllables is a given one elsewhere
    if left.case and right.case and left.case != right.case and not cases(left.low) & cases(right.low):
        return True
    if i - first > 1 and is_only_given(tokens[first].low) and not cases(tokens[first].low) & cases(right.low):
        return True
    if is_only_given(left.low):
        return False
    follows = i + 1 < len(tokens) and tokens[i + 1].name == "PER" and is_capital(tokens[i + 1])
    whole = looks_russian(left) or (i - first > 1 and is_only_given(tokens[first].low))
    return whole and follows and not any("Patr" in form.grammemes for form in forms(tokens[i + 1].low))


def _opens_as_verb(tokens: Sequence[Token], i: int) -> bool:
    """«Беседовал | Олег Ким»: a verb at the head of a sentence, which has its capital."""
    return i == 0 and is_known(tokens[0].low) and {form.kind for form in forms(tokens[0].low)} == {"VERB"}


def _is_within(tokens: Sequence[Token], i: int) -> bool:
    """«Нгуен | Минь | Туана»: a syllable between another one and a word, of which the tagger makes one name."""
    if i + 1 >= len(tokens) or not tokens[i - 1].span == tokens[i].span == tokens[i + 1].span:
        return False
    return all(SYLLABLE.match(t.low) for t in tokens[i - 1 : i + 1])


def trimmed(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """The span without roles, honorifics, marks and lower-case words at its ends."""
    honorific = lexicon.particles("honorific")
    first = _past_post(tokens, first, last)
    if _is_full(tokens, first, last):
        return first, last
    first += first + 1 < last and (_is_preposition(tokens, first) or _opens_as_verb(tokens, first))
    while first < last and not (is_capital(tokens[first]) or tokens[first].low in PARTICLES):
        first += 1
    first += first < last and tokens[first].low.startswith(FORMER)
    while first < last and not (last - first > 2 and is_row(tokens[first : first + 3])):  # not «пан» in «Пан Ги Мун»
        if not (tokens[first].low in honorific or (last - first > 1 and _title_in_name(tokens, first))):
            break
        first += 1
    first += last - first > 3 and _is_province(tokens, first)
    while first < last and _is_office(tokens, first, last):
        first += 1  # «Минцифры Константин Уваров», «Минводтранса»
    while last - first > 1 and first and is_role_word(tokens[first - 1]) and is_state(tokens[first]):
        first += 1  # «эмир Катара Тамим Аль Тани»
    if first and is_role_word(tokens[first - 1]) and _is_before_initials(tokens, first, last):
        first += 1  # «мэр Кирмака | Н. В. Громова»
    return first, _without_end(tokens, first, last)


def _is_preposition(tokens: Sequence[Token], first: int) -> bool:
    """«Вместо Пак Сон Мина» in a heading; «До» may be a family, and «О» behind a word («войск О Иль Хван»)."""
    if len(tokens[first].text) == 2 or tokens[first].pos not in ("ADP", "CCONJ"):
        return False
    return not (first and tokens[first - 1].text.islower() and is_row(tokens[first : first + 3]))


def _is_province(tokens: Sequence[Token], first: int) -> bool:
    """«провинции Тханьлам | Ву Хонг Шон», «парткома Нгетинь | Фам Ван Кием»."""
    if is_after_place(tokens, first) and tokens[first + 1].low not in MIDDLE:
        return True
    return not SYLLABLE.match(tokens[first].low) and is_row(tokens[first + 1 : first + 4])


def _is_before_initials(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a word stands before both initials of a surname that follows, so that it is no part of the name."""
    marks = tokens[first + 1 : first + 5]
    return last - first > INITIALS + 1 and all(
        t.text == "." if k % 2 else len(t.text) == 1 for k, t in enumerate(marks)
    )


def _without_end(tokens: Sequence[Token], first: int, last: int) -> int:
    """The end of a span without marks and, behind them, the adjective of a post."""
    while first < last and not (tokens[last - 1].text[-1].isalpha() or _initial_dot(tokens, last - 1)):
        last -= 1
    return last - (last - first > 1 and _is_of_post(tokens[last - 2], tokens[last - 1]))


def _is_full(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a span begins with an initial, or with a surname in capitals and what goes with it."""
    initial = first + 1 < last and len(tokens[first].text) == 1 and tokens[first + 1].text == "."
    return initial or capitals.opens(tokens, first, last)


def _is_of_post(word: Token, token: Token) -> bool:
    """Whether the last word of a span is an adjective in another case («Петра Кима | Чрезвычайным и … Послом»)."""
    if token.pos != "ADJ" or SYLLABLE.match(token.low) or is_foreign(token):
        return False
    return cases(word.low).isdisjoint(cases(token.low))


def _past_post(tokens: Sequence[Token], first: int, last: int) -> int:
    """Behind a post, or an adjective, and the common noun of a body that open a span, else ``first``.

    «Аким района | С. Оразов», «директор Колодищанской школы | М. Дубина»
    """
    if last - first < 2 or (tokens[first].pos != "ADJ" and role_entry(tokens[first].low) is None):
        return first
    body = tokens[first + 1]
    common = body.pos == "NOUN" and body.text.islower() and body.low not in PARTICLES
    return first + 2 if common else first


def _in_chain(tokens: Sequence[Token], i: int) -> bool:
    """Whether the word before token i is a body's, so that a genitive may go on with it."""
    return i > 0 and tokens[i - 1].pos in ("NOUN", "PROPN") and tokens[i - 1].case == "gent"


def _title_in_name(tokens: Sequence[Token], i: int) -> bool:
    """A role word that opens a span, not a surname that looks like one (Король, Князев), nor «заведующий Улан Ким»."""
    token = tokens[i]
    entry = role_entry(token.low)
    if i and token.capital and entry is not None and entry.role_class == "profession":
        return False
    if i == 0 and entry is not None and entry.role_class == "profession" and given_forms(token.low):
        return False  # «Улан Сарбаев»
    if "-" in token.low and role_entry(token.low) is not None:
        return True
    return _is_single_role(token.low)


@lru_cache(maxsize=10_000)
def _is_single_role(low: str) -> bool:
    """Whether a word is a role's in the singular, and no name as the dictionary has it first."""
    single = any(f.lemma in lexicon.roles() and f.number == "sing" for f in forms(low))
    return single and not any(PERSONAL & f.grammemes for f in forms(low)[:1])


def _is_office(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a body's word opens a span, or is all of one at the head of a sentence («Партком»)."""
    low = tokens[first].low
    if last - first == 1:
        return is_coined(low) or (first == 0 and heads_committee(low))
    shortened = is_abbreviation(tokens[first]) and not tokens[first + 1].text.isupper()
    return is_coined(low) or is_body_word(tokens[first]) or (shortened and tokens[first + 1].text != ".")


def _initial_dot(tokens: Sequence[Token], i: int) -> bool:
    return tokens[i].text == "." and i > 0 and len(tokens[i - 1].text) == 1


def extended(tokens: Sequence[Token], first: int, last: int, floor: int) -> tuple[int, int]:
    """The span with initials, and with capitalised foreign words beside it that no other name holds."""
    while first - 2 >= floor and _initial_dot(tokens, first - 1) and tokens[first - 2].text.isupper():
        first -= 2
    while last + 1 < len(tokens) and tokens[last].text.isupper() and _initial_dot(tokens, last + 1):
        last += 2
    if last - first > 2 and last < len(tokens) and tokens[last - 2].text == "." and _initial_dot(tokens, last):
        last += 1  # «Ким В. В.» at the end of a sentence
    while first - 1 >= max(floor, 0) and _joins(tokens, first - 1, first):
        if _is_before_initials(tokens, first - 1, last):
            break
        first -= 1
    if first - 1 >= max(floor, 0) and capitals.opens(tokens, first - 1, last):
        return first - 1, last
    if last < len(tokens) and tokens[last].low in LINEAGE and last - first > 1:
        last += 1
    while last < len(tokens) and last - first < 5 and _joins(tokens, last, last - 1):
        if tokens[last].name == "PER" and another(tokens, first, last):
            break
        last += 1
    return first, last


def _heads_name(tokens: Sequence[Token], i: int) -> bool:
    """Whether the parser makes a word that the tagger takes for a body's the head of the name beside it.

    «председатель Союза | Фан Ван Мыой»: a syllable in a body's span; «спикер | Раду Кожокару»: a body behind a role.
    """
    token, behind = tokens[i], tokens[i + 1]
    if behind.rel != "flat:name" or behind.head != i:
        return False
    lone = i > 0 and token.span not in (tokens[i - 1].span, behind.span) and is_role_word(tokens[i - 1])
    return SYLLABLE.match(token.low) is not None or (lone and token.case == "nomn" and not is_abbreviation(token))


def _is_surname(tokens: Sequence[Token], i: int) -> bool:
    """«назначен Холматов | Рустам Каримович»: a word before a given name and a patronymic that no surname follows."""
    rest = tokens[i + 1 : i + 4]
    if len(rest) < 2 or not (PATRONYMIC.search(rest[1].low) and may_be_given(rest[0].low)):
        return False
    return not (len(rest) == 3 and is_capital(rest[2])) and not (i and tokens[i].span == tokens[i - 1].span)


def _joins(tokens: Sequence[Token], i: int, neighbour: int) -> bool:
    """Whether token i, beside a name, belongs to it: a foreign or personal word, tagged as nothing or a lone place."""
    token, other = tokens[i], tokens[neighbour]
    if i < neighbour and token.low in FAMILIES:
        return _is_family(tokens, i)
    if i < neighbour and token.start == tokens[0].start and looks_russian(token) and _is_surname(tokens, i):
        return not cases(token.low).isdisjoint(cases(other.low))  # «Рощина Ольга Витальевна»
    surname = i > neighbour and token.pos in ("DET", "PRON")  # «Роберто Арангурен Моя»
    if (
        (token.name == "ORG" and not (i < neighbour and (_heads_name(tokens, i) or _is_surname(tokens, i))))
        or not is_capital(token)
        or not (surname or is_foreign(token))
        or token.text[-1] == "."
        or is_role_word(token)
    ):
        return False
    if abs(token.start - other.end) > 1 and abs(other.start - token.end) > 1:
        return False
    if i < neighbour and _is_others(tokens, i):
        return False
    if i < neighbour and token.start == tokens[0].start and is_known(token.low):
        return may_be_given(token.low)
    if token.name == "LOC":
        known_place = any("Geox" in f.grammemes for f in forms(token.low)) and is_known(token.low)
        lone = not any(0 <= k < len(tokens) and k != i and tokens[k].span == token.span for k in (i - 1, i + 1))
        if i < neighbour and other.low in MIDDLE and SYLLABLE.match(token.low):
            return True  # «провинции Онг Тхи Бить»
        if _ruled(tokens, i, other):
            return False
        chained = _in_chain(tokens, i) and GENITIVE.search(token.low)  # «горкома КПК Чунцина Сунь Чжэнцай»
        return lone and not known_place and i < neighbour and not (is_after_place(tokens, i) or chained)
    return True


def _is_family(tokens: Sequence[Token], i: int) -> bool:
    """«посол До Минь Туан», «Во Тхи Шау приехала»; at the head of a sentence not «До Минь Туана», which is declined."""
    if not is_row(tokens[i : i + 3]):
        return False
    if tokens[i].start != tokens[0].start or tokens[i + 1].low in MIDDLE:
        return True
    longer = i + 3 < len(tokens) and tokens[i + 3].name == "PER"
    return not longer and tokens[i + 2].low[-1] not in "аяуюеиыоь"


def _is_others(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word before a name is an adjective of the title («Папа | Римский») or an abbreviation («УрФО»)."""
    token = tokens[i]
    hung = i > 0 and token.pos == "ADJ" and token.head == i - 1
    titled = hung and (is_role_word(tokens[i - 1]) or role_name(tokens, i - 1) is not None)
    return titled or token.text[-2:].isupper()


def _ruled(tokens: Sequence[Token], i: int, name: Token) -> bool:
    """Whether token i is the town of the post before it: «мэром Усть-Лабинска Тамарой Клименко»."""
    if i == 0 or not is_role_word(tokens[i - 1]):
        return False
    return tokens[i].case == "gent" and (name.case != "gent" or bool(TOWN.search(tokens[i].low)))
