"""Aliases and relatives: which two mentions the words between them say to be one person, or two.

Арсен Павлов, более известный как Моторола        a marker between two names
Боб Дилан (при рождении Роберт Циммерман)         the same in a bracket, or behind what else stands there
Сюзанна Остхофф (Susanne Osthoff)                 a bracket with another script
рэпер Баста (Василий Вакуленко)                   a bracket with a name alone, where neither can be a part or a namesake
Настоящее имя Басты — Василий Вакуленко           the marker before both
Сергей Скрипаль и его дочь Юлия                   a word of kinship, or «и», makes two people

It goes by the characters between two names, so that it serves names that somebody else has found too.
"""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from kadry.claim import Mention
from kadry.russian.onomastics.people import given_forms
from kadry.russian.onomastics.transcription import word_variant
from kadry.russian.words import forms, is_known

REACH = 160  # characters in which a second name may stand
SENTENCE = 2 * REACH  # characters in which the sentence around a place is looked for
BEFORE = 80  # characters before the first name that may hold a marker

ADJECTIVE = (
    r"(?:настоящ|подлинн|реальн|истинн|полн|собственн|первоначальн|прежн|паспортн|светск|мирск|девич|церковн|монашеск"
    r"|сценическ|творческ|литературн|артистическ|партийн|подпольн|блатн|воровск|школьн|детск|домашн|боев|тюремн)\w+"
)
NAME = (
    r"(?:имя|именем|именами|фамили[яюией]+|псевд(?:оним\w*|\.)|прозвищ\w+|клич(?:ек|к\w+)|позывн\w+|никнейм\w*|ник(?:ом)?"
    r"|фио)"
)
TERM = rf"(?:{ADJECTIVE} )*{NAME}(?:(?: и|,) {NAME})?(?: при рождении| в крещении| котор(?:ого|ой))?"
PLACE = (
    r"(?:в|во|на) (?:[\w«»-]+ )?(?:прессе|сми|народе|интернете|сети|кругах|источниках|мире|документах|россии|западе)"
)
ADVERB = rf"(?:также|так же|тоже|более|больше|лучше|широко|ныне|сейчас|некогда|еще|часто|иногда|всем|{PLACE})"
KNOWN = rf"(?:извест|знаком)\w+ (?:[а-я]+ ){{0,4}}(?:как|под {TERM}|по {TERM}|по прозвищу|по кличке)"
BEARING = r"[а-я]+(?:вш|[юя]щ|ащ)(?:ий|его|ему|им|ем|ая|ей|ую)(?:ся)?"  # «носивший», «выступающая под»
CALLED = r"(?:прозванн|прозываем|называем|именуем|окрещенн)\w+"
STAGES = (
    r"(?:он|она) же|или просто|a\.?k\.?a\.?|на самом деле|в действительности|урожд(?:енн\w+|\.)"
    r"|рожденн\w+ как|в девичестве|до замужества|(?:в|после) замужеств[еа]|по мужу|по паспорту"
    r"|в миру"
    r"|в (?:монашестве|иночестве|постриге|схиме|крещении)|(?:при|от|с) рождени[ия]|до смены (?:пола|имени|фамилии)"
)
LIKELY = (
    r"также|или|тж|ранее|прежде|раньше|бывш\w+|в (?:[\w-]+ )?источниках(?: также)?"  # tell less: the names must agree
)
LANGUAGE = (
    r"(?:(?:англ|нем|фр|франц|исп|ит|итал|порт|нидерл|гол|дат|швед|норв|исл|фин|эст|латыш|лит|литов|польск|пол|чеш|чешск"
    r"|словац|словен|хорв|серб|макед|болг|рум|молд|венг|алб|греч|лат|укр|белор|бел|каз|узб|кирг|тадж|туркм|азерб|арм"
    r"|груз|тат|башк|чеч|осет|тур|перс|араб|ивр|курд|монг|кит|яп|кор|вьет|тайск|хинд|бенг|урду|индон|малайск|катал"
    r"|баск|ирл|упр|трад)\. ?){1,2}"
)
OPEN = r"[«\"„“' ]*"
TO = rf"(?: ?[—–:-]| как|,)? ?{OPEN}$"  # what may part a marker from its name
LEAD = r"^[»\"”]? ?(?:, ?|\((?:[^()]*[,; ])?|[—–-] )?(?:чье |чья |или )?"
SURE = re.compile(
    rf"{LEAD}(?:{ADVERB} )*(?:(?:{BEARING} )?(?:под |по |с )?{TERM}|под именем|{KNOWN}|{CALLED}|{STAGES}){TO}"
)
MAYBE = re.compile(rf"^[»\"”]? ?\((?:[^()]*[,; ])?(?:{ADVERB} )*(?:{LIKELY})(?: {ADVERB})*{TO}")
WHO = re.compile(
    rf"^[»\"”]?, (?:и |а )?котор(?:ый|ая) [^()]*?(?:{KNOWN}|(?:под|по|с|носи\w+|взял\w*) {TERM}){TO}"
    r"|^[»\"”]?, котор(?:ого|ую) [^()]*?(?:называ|прозва|имену|зовут|звали|кличут|окрест)\w*(?: как)? "
    r"[«\"„“]+(?:[а-я-]+ )?$"
)
FOREIGN = re.compile(rf"^[»\"”]? ?\(,? ?(?:на )?(?:{LANGUAGE})?{OPEN}$")
SPELT = re.compile(rf"^[»\"”]? ?\(,? ?{LANGUAGE}{OPEN}$")
PLAIN = re.compile(r"^[»\"”]? ?\( ?([«\"„“]*)$")
QUOTED = re.compile(r"^[»\"] $")  # «Солнечный клоун» Олег Попов
NEXT = re.compile(rf"^[»\"”]? ?(?:[,;/] ?|,? или ){OPEN}$")
DASH = re.compile(r"^ ?(?:[—–:]|-) ?$")
HEADED = re.compile(rf"(?:^|[\s(])(?:{TERM}) (?:[а-я-]+ ){{0,2}}{OPEN}$")
ITS = re.compile(rf"(?:^|[\s,])(?:его|ее) (?:{ADVERB} )*{TERM}{TO}")
CLOSED = re.compile(r"[»\"”]? ?(?:\)|[;,] ?(?:род\b|р\.|[12]\d{3}\b|\d{1,2} [а-я]))")
LISTED = re.compile(r"[»\"”]? ?(?:\)|[;,/]| или )")
CLERGY = re.compile(r"(?:митрополит|епископ|архиепископ|патриарх|католикос|игумен|архимандрит|иеромонах|монах|схи\w+)")
STAGED = re.compile(
    r"\b(?:фильм|кинофильм|сериал|телесериал|мультфильм|спектакл|рол[ьией]|персонаж|экраниза|постановк|сыгра|озвуч)"
)
KIN = (
    r"(?:муж|жен|супруг|отец|отц|мат(?:ь|ер)|пап[аеуы]\b|мам[аеуы]\b|сын|доч|брат|сестр|дед|бабушк|внук|внуч|племянни|дяд"
    r"|тет|тест|тещ|зят|невест|свек|шурин|родител|дет(?:и|ей|ьм|ям)|вдов|близнец|пасын|падчер|отчим|мачех|однофамил|тезк"
    r"|преемни|предшественни)\w*"
)
OWN = re.compile(rf"^,? ?(?:и |с |со |а также )?(?:[\w-]+ )?(?:его|ее|их|сво\w+) (?:[\w-]+ ){{0,2}}{KIN} $|^ и $")
RELATIVE = re.compile(
    rf"^ ?(?:и|с|со|а также|,) (?:[\w-]+ ){{0,2}}{KIN} $"
    rf"|^(?:,| [—–-]) (?:[а-я\d-]+ ){{0,2}}{KIN}(?: (?!котор)[\w-]+){{0,5}} $"
)
OF = re.compile(rf"(?:^|[\s,]){KIN}(?: [\w-]+){{0,4}} $")
KINDRED = re.compile(rf"(?<!по )\b{KIN}")
ASIDE = re.compile(r" ?\([^()]*\)")
SPACE = re.compile(r"[^\S ]")  # kinds of white space but the plain one
BESIDE = re.compile(r"^(?: |, | [—–-] )$")


class Ties(Struct, frozen=True):
    """Pairs of mentions' keys, each in the order of the text.

    same: one person by a marker or another script; likely: one person, unless their genders or names say otherwise;
    apart: two people.
    """

    same: tuple[tuple[str, str], ...] = ()
    likely: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()


NONE = Ties()


def find_ties(text: str, mentions: Sequence[Mention]) -> Ties:
    """What a text says of the persons whom two near names of it mean.

    Args:
        text: the document's.
        mentions: its names of persons, in any order; they may lie one in another.
    """
    if len(mentions) < 2:
        return NONE
    folded = text.replace("\n", "¶").lower().replace("ё", "е")
    if not folded.isprintable():
        folded = SPACE.sub(" ", folded)
    names = sorted(mentions, key=lambda m: (m.start, -m.end))
    found: dict[str, tuple[str, str]] = {}  # the later mention → the earlier one, and what they are to each other
    for i, name in enumerate(names):
        for other in reversed(names[max(0, i - 8) : i]):
            if other.end <= name.start <= other.end + REACH:
                kind = _told(folded, other, name, found)
                if kind:
                    found[name.key] = (other.key, kind)
                    break
        meant = _by_pronoun(folded, names, i) if not found or name.key not in found else None
        if meant is not None:
            found[name.key] = (meant.key, "same")
    pairs = [(left, right, kind) for right, (left, kind) in found.items()]
    return Ties(*(tuple((a, b) for a, b, k in pairs if k == kind) for kind in Ties.__struct_fields__))


def _told(text: str, left: Mention, right: Mention, found: Mapping[str, tuple[str, str]]) -> str:
    """What the words between and around two names say: same, likely, apart or ""."""
    between = _between(text, left, right)
    if between is None:
        return ""
    if OWN.search(between):
        return "apart"
    if RELATIVE.search(between) or (BESIDE.search(between) and OF.search(_before(text, left))):
        return (
            "" if " " not in right.text and _akin(left, right) else "apart"
        )  # «с ним дочь Лапина»: of whom it was said
    kind = _alias(text, left, right, between, found)
    return "" if kind and KINDRED.search(between) else kind  # not «(сын певца, известного как Вектор)»


def _alias(text: str, left: Mention, right: Mention, between: str, found: Mapping[str, tuple[str, str]]) -> str:
    """Whether the words between two names make one another name of the other: same, likely or ""."""
    if SURE.search(between) or ("котор" in between and WHO.search(between)):
        return "same"
    bracketed = "(" in between
    if (DASH.search(between) and HEADED.search(_before(text, left))) or (bracketed and _foreign(between, left, right)):
        return "same"
    if bracketed and MAYBE.search(between):
        return "same" if _akin(left, right) or (" " in left.text and _maiden(left, right)) else ""
    if NEXT.search(between):
        return "same" if _in_list(text, left, right, found) else ""
    if QUOTED.search(between) and text[left.start - 1 : left.start] in ("«", '"'):
        return "likely"
    return "likely" if bracketed and PLAIN.search(between) and _alone(text, left, right) else ""


def _before(text: str, name: Mention) -> str:
    return text[max(0, name.start - BEFORE) : name.start]


def _between(text: str, left: Mention, right: Mention) -> str | None:
    """The words from one name to another without whole brackets; None where a paragraph or another bracket ends."""
    between = text[left.end : right.start]
    if "(" in between:
        between = ASIDE.sub("", between)
    return None if "¶" in between or ")" in between else between


def _foreign(between: str, left: Mention, right: Mention) -> bool:
    """A bracket with a language's mark, or with another script."""
    if SPELT.search(between):
        return True
    return bool(FOREIGN.search(between)) and _cyrillic(left.text) and not _cyrillic(right.text)


def _cyrillic(text: str) -> bool:
    return bool(re.search("[а-яёА-ЯЁ]", text))


def _in_list(text: str, left: Mention, right: Mention, found: Mapping[str, tuple[str, str]]) -> bool:
    """Whether a name goes on with a list of other names in a bracket («(Карсон Юнг; Карсон Ён)»)."""
    told = left.key in found and found[left.key][1] != "apart"
    start = max(0, left.start - REACH)
    opened = text.rfind("(", start, left.start)
    if not told or opened < text.rfind(")", start, left.start) or not LISTED.match(text, right.end):
        return False
    return _akin(left, right) or re.search("[a-z]", text[opened : opened + REACH].partition(")")[0]) is not None


def _alone(text: str, left: Mention, right: Mention) -> bool:
    """Whether a name in a bracket can only be another one of the person before it."""
    if _akin(left, right):
        return bool(LISTED.match(text, right.end))
    if not CLOSED.match(text, right.end):
        return False
    sentence = text[_opening(text, left.start) : left.start]
    quoted = text[right.start - 1] in '«"„“'
    one, other = len(left.normal.split()) == 1, len(right.normal.split()) == 1
    if quoted:
        return True
    if other and (one or not _nickname(right.normal)):
        clerical = CLERGY.search(sentence[-BEFORE:]) is not None
        both = bool(given_forms(_fold(left.normal)) and given_forms(_fold(right.normal)))
        return (clerical or both) if one else _maiden(left, right)
    rest = re.split(r"¶|\. ", text[right.end : right.end + REACH], maxsplit=1)[0]
    return not (STAGED.search(sentence) or STAGED.search(rest) or _again(text, right))


def _opening(text: str, place: int) -> int:
    """Where the sentence around a place begins, as far as marks near it tell."""
    floor = max(0, place - SENTENCE)
    return max(floor, text.rfind("¶", floor, place) + 1, text.rfind(". ", floor, place) + 1)


def _again(text: str, right: Mention) -> bool:
    """Whether other brackets with a name alone stand near, as in a list of players or of parts."""
    near = text[max(0, right.start - REACH) : right.end + REACH]
    return len(re.findall(r"\((?:[а-я-]+ ){0,2}[а-я-]+\)", near)) > 2


def _nickname(name: str) -> bool:
    """A word of the dictionary that is no name of a person («Гоблин»)."""
    low = _fold(name)
    personal = any({"Name", "Surn", "Patr", "Geox"} & form.grammemes for form in forms(low))
    return is_known(low) and not personal


def _maiden(left: Mention, right: Mention) -> bool:
    """«Марина Филипповна Лапина (Петрова)»: a woman's name and another surname of hers."""
    surname = re.compile(r"(?:[её]в|ов|ин|ын)а$|[сц]кая$")
    return bool(surname.search(_fold(right.normal))) and bool(surname.search(_fold(left.normal)))


def _akin(left: Mention, right: Mention) -> bool:
    """Whether two names share a word, however it is spelt."""
    mine, other = _fold(left.normal).split(), _fold(right.normal).split()
    return any(a == b or word_variant(a, b) for a in mine for b in other)


def _fold(name: str) -> str:
    return name.lower().replace("ё", "е")


def _by_pronoun(text: str, names: Sequence[Mention], number: int) -> Mention | None:
    """«Сурков родился в 1964 году. Его имя при рождении — …», where the sentence before names nobody else."""
    name = names[number]
    near = text[max(0, name.start - SENTENCE) : name.start]
    if not ("его " in near or "ее " in near):
        return None
    start = _opening(text, name.start)
    if not ITS.search(text[start : name.start]):
        return None
    floor = _opening(text, max(0, start - 2))
    others = [n for n in names[max(0, number - 8) : number] if n.start >= floor]
    return others[0] if len(others) == 1 and others[0].end <= start else None
