"""Names of persons: where they stand in a sentence, and the gender that they show.

Spans start from the name tagger's and are mended: neighbouring pieces are joined, a role or an honorific in front is
left out, a capitalised neighbour that no other name holds is taken in.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from kadry.russian import lexicon
from kadry.russian.analysis import Sentence, Token
from kadry.russian.countries import country_of
from kadry.russian.declension import PERSONAL, personal_forms
from kadry.russian.fused import PARTICLES, SYLLABLE, past_body
from kadry.russian.heads import fixed_name, heads_committee, is_abbreviation, is_coined
from kadry.russian.namesakes import namesakes
from kadry.russian.onomastics.people import LINEAGE
from kadry.russian.rolewords import role_entry, role_name
from kadry.russian.sees import is_see, past_see
from kadry.russian.signs import FIXED
from kadry.russian.words import cases, forms, is_known, noun_lemmas

PATRONYMIC = re.compile(rf"(?:ович|евич|ич|овна|евна|ична|инична)(?:а|у|ем|е|ы|ой)?$|^(?:{'|'.join(sorted(LINEAGE))})$")
MASCULINE_SURNAME = re.compile(r"(?:ов|ев|ин|ын|ский|цкий)$")
FEMININE_SURNAME = re.compile(r"(?:ова|ева|ина|ына|ская|цкая)$")
TOWN = re.compile(r"(?:ск|град|бург|поль|горск)(?:а|у|ом|е|ом)?$")
MIDDLE = frozenset(("тхи",))  # what no name begins with
GENITIVE = re.compile(r"[аяыи]$")


class Person(Struct, frozen=True):
    """A name in a sentence: tokens ``first`` to ``last`` (half-open). gender: masc, femn or ""."""

    sentence: int
    first: int
    last: int
    gender: str


def find_persons(sentences: Sequence[Sentence], signs: Sequence[Sequence[int]]) -> tuple[Person, ...]:
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
        if not is_known(name[-1].lower()):
            known.setdefault(name[-1], []).append(name[-1:])
    found = []
    for number, sentence in enumerate(sentences):
        for first, last in sorted([*spans[number], *_again(sentence.tokens, known, spans[number])]):
            found.append(Person(number, first, last, gender_of(sentence.tokens[first:last])))
    return tuple(found)


def _own_spans(tokens: Sequence[Token], signs: Sequence[int]) -> list[tuple[int, int]]:
    """The names of one sentence, without those that bodies bear."""
    spans = list(_spans(tokens, _fixed(tokens, signs)))
    borne = set(namesakes(tokens, spans))
    return [span for span in spans if span not in borne] if borne else spans


def _again(
    tokens: Sequence[Token], known: Mapping[str, Sequence[tuple[str, ...]]], taken: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Names that the tagger found elsewhere in the document and missed here, or took for a place («Байжигитов»).

    known: those names by their first word, the longest first.
    """
    if known.keys().isdisjoint([token.text for token in tokens]):
        return
    seen = [i for i, token in enumerate(tokens) if token.text in known]
    blocked = {i for first, last in taken for i in range(first, last)}
    for i in (i for i in seen if i not in blocked):
        names = known[tokens[i].text]
        fitting = (len(name) for name in names if tuple(t.text for t in tokens[i : i + len(name)]) == name)
        size = next((size for size in fitting if size > 1 or _is_place(tokens, i)), 0)
        if size and blocked.isdisjoint(range(i, i + size)):
            blocked.update(range(i, i + size))
            yield i, i + size


def _is_place(tokens: Sequence[Token], i: int) -> bool:
    """Whether the tagger takes token i alone for a place."""
    beside = (tokens[k].span for k in (i - 1, i + 1) if 0 <= k < len(tokens))
    return tokens[i].name == "LOC" and tokens[i].span not in beside


def _spans(tokens: Sequence[Token], fixed: Collection[int]) -> Iterator[tuple[int, int]]:
    """The names of one sentence; ``fixed`` are the words of fixed names of bodies, which the tagger takes for some."""
    end = floor = 0
    for i in [i for i, token in enumerate(tokens) if token.name == "PER" or token.text[0].isupper()]:
        if i < floor or i in fixed or not (_begins(tokens, i) or _titled(tokens, i) or _prelate(tokens, i)):
            continue
        last = i + (3 if tokens[i].name != "PER" and _is_row(tokens[i : i + 3]) else 1)
        while last < len(tokens) and tokens[last].name == "PER" and _flows(tokens, last):
            if _another(tokens, i, last):
                break
            last += 1
        first, last = _trimmed(tokens, i, last)
        placed = first > i and (_after_place(tokens, first - 1) or _is_state(tokens[first - 1]))
        if first < last:
            first, last = _extended(tokens, first, last, max(_past_fixed(fixed, end, i), first if placed else 0))
            yield past_body(tokens, past_see(tokens, first, last), last), last
            end = last
        floor = last


def _another(tokens: Sequence[Token], first: int, i: int) -> bool:
    """Whether another name begins at token i with a given name, in another case or after a whole name.

    «президента Олега Горина Дмитрий Лапин», «для Путина Геннадия Тимченко», «Рафаэль Корреа Эдвард Сноуден»
    """
    left, right = tokens[i - 1], tokens[i]
    if (
        not _is_given(right.low)
        or not PARTICLES.isdisjoint((left.low, right.low))
        or _is_row(tokens[i - 1 : i + 2])
        or _body_word(left)
    ):
        return False  # «Нгуен | Тхи Май»: a middle name of three syllables is a given one elsewhere
    if left.case and right.case and left.case != right.case and not cases(left.low) & cases(right.low):
        return True
    if _is_given(left.low):
        return False
    follows = i + 1 < len(tokens) and tokens[i + 1].name == "PER" and _capital(tokens[i + 1])
    whole = _surname(left) or (i - first > 1 and _is_given(tokens[first].low))
    return whole and follows and not any("Patr" in form.grammemes for form in forms(tokens[i + 1].low))


def _surname(token: Token) -> bool:
    """Whether a word has the look of a Russian surname."""
    return any(MASCULINE_SURNAME.search(lemma) or FEMININE_SURNAME.search(lemma) for lemma in noun_lemmas(token.low))


@lru_cache(maxsize=50_000)
def _is_given(low: str) -> bool:
    """Whether the dictionary knows a word as a given name and nothing else of a person."""
    return {g for f in forms(low) for g in PERSONAL & f.grammemes} == {"Name"} and is_known(low)


def _flows(tokens: Sequence[Token], i: int) -> bool:
    """Whether a name goes on over token i: the same span, or a neighbour in the same case and no mark between."""
    left, right = tokens[i - 1], tokens[i]
    if left.span == right.span:
        return not ({left.text, right.text} & MARKS)
    return _capital(left) and _capital(right) and right.start - left.end <= 1 and not _role_word(right)


def _begins(tokens: Sequence[Token], i: int) -> bool:
    """Whether the tagger's name begins at token i; a lone adverb or verb that it takes for a name does not."""
    if tokens[i].name != "PER" or _is_namesake(tokens, i):
        return False
    lone = i + 1 >= len(tokens) or tokens[i + 1].span != tokens[i].span
    if lone and i and TOWN.search(tokens[i].low) and tokens[i - 1].pos in ("NOUN", "PROPN", "ADP"):
        return False
    if lone and (_committees(tokens, i) or _opening_title(tokens, i)):
        return False
    other = tokens[i].pos in ("ADV", "VERB", "ADP", "SCONJ", "CCONJ", "PRON") or forms(tokens[i].low)[0].kind == "ADVB"
    return not (lone and other)


def _opening_title(tokens: Sequence[Token], i: int) -> bool:
    """«Судьёй избрана …», «Чрезвычайным и Полномочным …»: a post, or its adjective, with the sentence's capital.

    Also a post of two parts that another takes: «заместитель Премьер-министра».
    """
    token = tokens[i]
    opens, taken = token.start == tokens[0].start, "-" in token.low and i > 0 and _role_word(tokens[i - 1])
    if not (opens or taken) or _is_personal(token.low):
        return False
    if opens and is_known(token.low) and {form.kind for form in forms(token.low)} == {"ADJF"}:
        return True
    entry = role_entry(token.low)
    return entry is not None and entry.role_class == "post"


def _committees(tokens: Sequence[Token], i: int) -> bool:
    """«горкома КПК Тайлиня»: a local committee's town, an unknown genitive unlike a surname of ours."""
    word = tokens[i].low
    if is_known(word) or word[-1] not in "ая" or word[:-1].endswith(("ов", "ев", "ск")):
        return False
    return any(t.case == "gent" and noun_lemmas(t.low)[0].endswith("ком") for t in tokens[max(0, i - 2) : i])


def _is_namesake(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i is of the name that a body bears («Союз молодёжи имени Хо Ши Мина»), not of «от имени Кима»."""
    while i and tokens[i - 1].span == tokens[i].span:
        i -= 1
    before = [t.low for t in tokens[max(0, i - 2) : i] if t.text != "."]
    return bool(before) and before[-1] in ("имени", "им") and before[0] != "от"


def _fixed(tokens: Sequence[Token], signs: Sequence[int]) -> set[int]:
    """The tokens with a capital that make the fixed name of a body with a neighbour."""
    ends = [i for i, sign in enumerate(signs) if sign & FIXED and i and fixed_name(tokens[i - 1], tokens[i])]
    return {k for i in ends for k in (i - 1, i) if tokens[k].text[0].isupper()}


def _past_fixed(fixed: Collection[int], start: int, end: int) -> int:
    """The place behind the last such token between two places, else the first of them."""
    return max((i + 1 for i in fixed if start <= i < end), default=start)


MARKS = frozenset(',;()[]/"«»:')


def _titled(tokens: Sequence[Token], i: int) -> bool:
    """Whether a name that the tagger missed begins here: two capitalised words after a role or an honorific."""
    if i == 0 or i + 1 >= len(tokens) or not tokens[i + 1].text[0].isupper():
        return False
    before, first, second = tokens[i - 1 : i + 2]
    if not (_capital(first) and _capital(second)):
        return False
    if before.text.islower() and before.pos == "NOUN" and _is_row(tokens[i : i + 3]):
        return True
    if first.name or second.name not in ("", "PER", "LOC"):
        return False
    if not (_foreign(first) and _foreign(second)):
        return False
    return before.low in lexicon.particles("honorific") or _role_word(before)


def _prelate(tokens: Sequence[Token], i: int) -> bool:
    """A given name that the tagger missed behind a prelate's title and his see: «епископ Саратовский Лонгин»."""
    token = tokens[i]
    if token.name or token.pos not in ("PROPN", "NOUN") or not (_capital(token) and _foreign(token)):
        return False
    return is_see(tokens, i)


def _is_row(tokens: Sequence[Token]) -> bool:
    """Three capitalised syllables, as Vietnamese and Korean names have them."""
    if len(tokens) != 3 or not (_capital(tokens[0]) and _capital(tokens[1])):
        return False
    return all(t.name != "ORG" and _capital(t) and SYLLABLE.match(t.low) for t in tokens)


def _capital(token: Token) -> bool:
    text = token.text
    return text[:1].isupper() and (len(text) == 1 or not text.isupper()) and text[-1].isalpha()


def _foreign(token: Token) -> bool:
    """A word that the dictionary does not know, or knows as a name of a person."""
    return _is_personal(token.low) or not is_known(token.low)


@lru_cache(maxsize=50_000)
def _is_personal(low: str) -> bool:
    """Whether the dictionary knows a word as a name of a person, whatever else it is."""
    return any(not PERSONAL.isdisjoint(form.grammemes) for form in forms(low))


def _role_word(token: Token) -> bool:
    listed = not lexicon.roles().keys().isdisjoint(noun_lemmas(token.low))
    return listed or role_entry(token.low) is not None


def _trimmed(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """The span without roles, honorifics, marks and lower-case words at its ends."""
    honorific = lexicon.particles("honorific")
    if first + 1 < last and len(tokens[first].text) == 1 and tokens[first + 1].text == ".":
        return first, last
    if first + 1 < last and len(tokens[first].text) == 1 and tokens[first].pos in ("ADP", "CCONJ"):
        first += 1  # a preposition that opens a heading
    while first < last and not (_capital(tokens[first]) or tokens[first].low in PARTICLES):
        first += 1
    while first < last and not _is_row(tokens[first : min(first + 3, last)]):  # «Пан Ги Мун» is no «пан Ги Мун»
        if not (tokens[first].low in honorific or (last - first > 1 and _title_in_name(tokens, first))):
            break
        first += 1
    if last - first > 3 and _after_place(tokens, first) and tokens[first + 1].low not in MIDDLE:
        first += 1  # «провинции Тханьлам Ву Хонг Шон»
    while first < last and _is_office(tokens, first, last):
        first += 1  # «Минцифры Константин Уваров», «Минводтранса»
    while last - first > 1 and first and _role_word(tokens[first - 1]) and _is_state(tokens[first]):
        first += 1  # «эмир Катара Тамим Аль Тани»
    while first < last and not (tokens[last - 1].text[-1].isalpha() or _initial_dot(tokens, last - 1)):
        last -= 1
    return first, last


def _is_state(token: Token) -> bool:
    """A country that may stand in the genitive («Катара»), unlike Чад and Куба, given names too."""
    country = country_of(token)
    if country is None or _is_personal(token.low):
        return False
    names = {lexicon.fold(name) for name in (country.name, *country.names)}
    return any(f.lemma in names and f.case == "gent" for f in forms(token.low))


def _in_chain(tokens: Sequence[Token], i: int) -> bool:
    """Whether the word before token i is a body's, so that a genitive may go on with it."""
    return i > 0 and tokens[i - 1].pos in ("NOUN", "PROPN") and tokens[i - 1].case == "gent"


def _after_place(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i is the name of a place, told by the word before it."""
    return i > 0 and not PLACES.isdisjoint(noun_lemmas(tokens[i - 1].low))


PLACES = frozenset(("город", "провинция", "область", "район", "село", "поселок", "край", "республика", "уезд", "штат"))


def _title_in_name(tokens: Sequence[Token], i: int) -> bool:
    """A role word that opens a span, not a surname that looks like one (Король, Князев), nor «заведующий Улан Ким»."""
    token = tokens[i]
    entry = role_entry(token.low)
    if i and token.text[0].isupper() and entry is not None and entry.role_class == "profession":
        return False
    if "-" in token.low and role_entry(token.low) is not None:
        return True
    single = any(f.lemma in lexicon.roles() and f.number == "sing" for f in forms(token.low))
    return single and not any(PERSONAL & f.grammemes for f in forms(token.low)[:1])


def _is_office(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a body's word opens a span, or is all of one at the head of a sentence («Партком»)."""
    low = tokens[first].low
    if last - first == 1:
        return is_coined(low) or (first == 0 and heads_committee(low))
    shortened = is_abbreviation(tokens[first]) and not tokens[first + 1].text.isupper()
    return is_coined(low) or _body_word(tokens[first]) or (shortened and tokens[first + 1].text != ".")


def _body_word(token: Token) -> bool:
    return not lexicon.bodies().keys().isdisjoint(noun_lemmas(token.low))


def _initial_dot(tokens: Sequence[Token], i: int) -> bool:
    return tokens[i].text == "." and i > 0 and len(tokens[i - 1].text) == 1


def _extended(tokens: Sequence[Token], first: int, last: int, floor: int) -> tuple[int, int]:
    """The span with initials, and with capitalised foreign words beside it that no other name holds."""
    while first - 2 >= floor and _initial_dot(tokens, first - 1) and tokens[first - 2].text.isupper():
        first -= 2
    while last + 1 < len(tokens) and tokens[last].text.isupper() and _initial_dot(tokens, last + 1):
        last += 2
    while first - 1 >= max(floor, 0) and _joins(tokens, first - 1, first):
        first -= 1
    if last < len(tokens) and tokens[last].low in LINEAGE and last - first > 1:
        last += 1
    while last < len(tokens) and last - first < 5 and _joins(tokens, last, last - 1):
        if tokens[last].name == "PER" and _another(tokens, first, last):
            break
        last += 1
    return first, last


def _heads_name(tokens: Sequence[Token], i: int) -> bool:
    """«председатель Союза | Фан Ван Мыой»: a syllable in a body's span that the parser makes the head of the name."""
    behind = tokens[i + 1]
    return behind.rel == "flat:name" and behind.head == i and SYLLABLE.match(tokens[i].low) is not None


def _joins(tokens: Sequence[Token], i: int, neighbour: int) -> bool:
    """Whether token i, beside a name, belongs to it: a foreign or personal word, tagged as nothing or a lone place."""
    token, other = tokens[i], tokens[neighbour]
    surname = i > neighbour and token.pos in ("DET", "PRON")  # «Роберто Арангурен Моя»
    if (
        (token.name == "ORG" and not (i < neighbour and _heads_name(tokens, i)))
        or not _capital(token)
        or not (surname or _foreign(token))
        or token.text[-1] == "."
        or _role_word(token)
    ):
        return False
    if abs(token.start - other.end) > 1 and abs(other.start - token.end) > 1:
        return False
    if i < neighbour and _is_others(tokens, i):
        return False
    if i < neighbour and token.start == tokens[0].start and is_known(token.low):
        return any("Name" in f.grammemes for f in forms(token.low))
    if token.name == "LOC":
        known_place = any("Geox" in f.grammemes for f in forms(token.low)) and is_known(token.low)
        lone = not any(0 <= k < len(tokens) and k != i and tokens[k].span == token.span for k in (i - 1, i + 1))
        if i < neighbour and other.low in MIDDLE and SYLLABLE.match(token.low):
            return True  # «провинции Онг Тхи Бить»
        if _ruled(tokens, i, other):
            return False
        chained = _in_chain(tokens, i) and GENITIVE.search(token.low)  # «горкома КПК Чунцина Сунь Чжэнцай»
        return lone and not known_place and i < neighbour and not (_after_place(tokens, i) or chained)
    return True


def _is_others(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word before a name is an adjective of the title («Папа | Римский») or an abbreviation («УрФО»)."""
    token = tokens[i]
    hung = i > 0 and token.pos == "ADJ" and token.head == i - 1
    titled = hung and (_role_word(tokens[i - 1]) or role_name(tokens, i - 1) is not None)
    return titled or token.text[-2:].isupper()


def _ruled(tokens: Sequence[Token], i: int, name: Token) -> bool:
    """Whether token i is the town of the post before it: «мэром Усть-Лабинска Тамарой Клименко»."""
    if i == 0 or not _role_word(tokens[i - 1]):
        return False
    return tokens[i].case == "gent" and (name.case != "gent" or bool(TOWN.search(tokens[i].low)))


def gender_of(tokens: Sequence[Token]) -> str:
    """The gender that a patronymic, a given name or a surname's ending shows."""
    for wanted, among in (("Patr", tokens), ("Name", tokens[:1] if len(tokens) > 1 else ())):
        for token in among:
            found = _genders(token.low, wanted)
            if len(found) == 1:
                return next(iter(found))
            if token.gender in found and token.rel.startswith("nsubj"):
                return token.gender
    last = tokens[-1]
    if len(tokens) > 1 and not any(personal_forms(t.low) and is_known(t.low) for t in tokens[:-1]):
        return ""  # the endings of syllabic names mean nothing
    if last.case == "nomn" and MASCULINE_SURNAME.search(last.low):
        return "masc"
    return "femn" if FEMININE_SURNAME.search(last.low) and last.case == "nomn" else ""


@lru_cache(maxsize=50_000)
def _genders(low: str, grammeme: str) -> frozenset[str]:
    """The genders of a known word as a patronymic or a given name."""
    named = [f for f in personal_forms(low) if grammeme in f.grammemes and f.gender in ("masc", "femn")]
    return frozenset([f.gender for f in named]) if named and is_known(low) else frozenset()
