"""The words of a body's name that count, whichever of several ways the name is written.

«администрация г. Томска»                      администрация Томска
«правительство Республики Татарстан»           правительство Татарстан
«Театр имени М. Н. Ермоловой»                  Театр Ермоловой
«Публичное акционерное общество „Вельмар“»     Вельмар
«правление национальной компании „Вельмар“»    правление Вельмар
«совет директоров „Вельмара“»                  совет директоров Вельмар
«ГУ МВД по Москве»                             главное управление министерства внутренних дел по Москве
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from kadry.fold import fold
from kadry.russian import lexicon
from kadry.russian.onomastics.bodies import INTERNATIONAL, known
from kadry.russian.onomastics.people import given_forms, patronymic_stem
from kadry.russian.words import forms, is_known, noun_lemmas

WORD = re.compile(r"\w+(?:[-&.’']\w+)*")
ABBREVIATION = re.compile(r"[A-ZА-ЯЁ][A-ZА-ЯЁа-яё]?[A-ZА-ЯЁ]{1,6}")
# what says only of which legal kind a company is, or opens an English name
IDLE = frozenset(
    "ао оао зао пао нао ооо тоо ип гуп фгуп муп гбу гау гку гбуз гауз гкуз гбоу гаоу фгбу фгау фгку фгбоу фгаоу мбу "
    "мау мку мбоу маоу мбдоу the inc ltd llc plc corp co gmbh ag".split()
)
LEGAL = re.compile(
    r"\b(?:(?:(?:не)?публичн|открыт|закрыт)\w+ )?акционерн\w+ обществ\w+|\bобществ\w+ с ограниченной ответственностью"
    r"|\bгрупп\w+ компаний(?= *[«\"„“])"
    r"|\b(?:(?:федеральн|государственн|муниципальн|бюджетн|автономн|каз[её]нн|унитарн|образовательн)\w+ ){2,}"
    r"(?:учрежден|предприят)\w+(?: (?:науки|культуры|здравоохранения|(?:(?:высш|средн|общ|дополнительн|профессиональн)"
    r"\w+ )+образования))?(?= *[«\"„“])",
    re.IGNORECASE,
)
LEGAL_NOUNS = re.compile("обществ|учрежден|предприят|компаний", re.IGNORECASE)
GLUED = re.compile(r"(?<=\b[А-ЯЁ]\.)(?=[А-ЯЁ])|(?<=\bим\.)(?=\w)")  # «им.М.В.Ломоносова»
# what says that not every word of a name counts as it stands
SIGNS = re.compile(r"[«„“\".]|\b(?:г|[гГ]ород\w*|[рР]еспублик\w*|им|имени)\b|[оО]бществ|[А-ЯЁ][А-ЯЁа-яё]?[А-ЯЁ]")
CITIES, MEMORY = frozenset(("г", "город")), frozenset(("им", "имени"))
# what says of a body inside another's name only that it is a company or a party
COMPANIES = frozenset(
    "компания корпорация концерн холдинг фирма предприятие общество госкорпорация госкомпания партия".split()
)
# adjectives of a company that is another than the one whose name it bears
SUBSIDIARY = frozenset(
    "дочерний управляющий страховой лизинговый инвестиционный финансовый торговый сервисный сбытовой".split()
)
# organs that have no name of their own: what stands behind is whose they are
OWNED = frozenset("правление совет директор дирекция руководство менеджмент пресс-служба редакция офис".split())
OPENING, CLOSING = '«„“"', '»”“"'
MARKS = frozenset(OPENING)
GENITIVE = re.compile(r"[а-я]+[бвгджзклмнпрстфхцчшщ]а")
FEW = 2  # words of an abbreviated name that the table is asked for together («СК РФ», «ГУ МВД»)


def plain_words(name: str) -> list[str]:
    """The words of a name as they stand, without its legal form; all where nothing else is there."""
    words = WORD.findall(name)
    return [word for word in words if word.casefold() not in IDLE] or words


def has_signs(name: str) -> bool:
    """Whether some words of a name may not count, or stand for others."""
    return " " in name and SIGNS.search(name) is not None


def counting_words(name: str) -> list[str]:
    """The words of a name that count, in writing order; what is abbreviated inside it stands in full."""
    if LEGAL_NOUNS.search(name):
        bare = LEGAL.sub("", name)
        name = bare if WORD.search(bare) else name
    if "." in name:
        name = GLUED.sub(" ", name)
    found = list(WORD.finditer(name))
    words = [match[0] for match in found]
    if not MARKS.isdisjoint(name):
        words = _of_companies(name, found)
    kept = [word for word in words if word and word.casefold() not in IDLE]
    return list(_in_full(list(_unmarked(kept)))) or words


def _of_companies(name: str, found: Sequence[re.Match[str]]) -> list[str]:
    """The words, "" for «компании» before the company's own name inside a body's name; that name in the nominative."""
    words = [match[0] for match in found]
    for i in range(1, len(found)):
        if name[found[i].start() - 1] not in OPENING:
            continue
        first = _classifier(words, i)
        if first < i:
            words[first:i] = [""] * (i - first)
        elif name[found[i].end() :][:1] in CLOSING and not OWNED.isdisjoint(noun_lemmas(fold(words[i - 1]))):
            words[i] = _nominative(words[i])
    return words


def _classifier(words: Sequence[str], end: int) -> int:
    """Where «национальной компании» before a place begins, if it is inside a name; else that place."""
    first = end - 1
    if not _is_company(fold(words[first])):
        return end
    while first and _goes_with(fold(words[first - 1])):
        first -= 1
    own = any(not SUBSIDIARY.isdisjoint(noun_lemmas(fold(word))) for word in words[first:end])
    return end if own or not first else first


def _is_company(low: str) -> bool:
    """«компании», and «компаний» of a group; no «предприятий»."""
    return any(form.lemma in COMPANIES and (form.number == "sing" or form.lemma == "компания") for form in forms(low))


def _goes_with(low: str) -> bool:
    """«национальной», «группы» before «компании»."""
    return forms(low)[0].kind == "ADJF" or "группа" in noun_lemmas(low)


def _nominative(word: str) -> str:
    """«Вельмар» for «Вельмара», which no dictionary has and nothing but its owner stands before."""
    low = fold(word)
    return word[:-1] if GENITIVE.fullmatch(low) and not is_known(low) else word


def _unmarked(words: Sequence[str]) -> Iterator[str]:
    """The words without «город» and «Республика» before a place, «имени», initials and given names before a surname."""
    memory = False
    for i, word in enumerate(words):
        low = fold(word)
        follows = i + 1 < len(words) and words[i + 1][0].isupper()
        if i and follows and (low in MEMORY or _is_idle_place(words, i, low)):
            memory = low in MEMORY
        elif memory and follows and _is_before_surname(word, low):
            continue
        else:
            memory = False
            yield word


def _is_idle_place(words: Sequence[str], i: int, low: str) -> bool:
    """«города», «г.», and «Республики» behind a noun: «Верховный суд | Республики | Крым»."""
    lemma = noun_lemmas(low)[0]
    return lemma in CITIES or (lemma == "республика" and forms(fold(words[i - 1]))[0].kind != "ADJF")


def _is_before_surname(word: str, low: str) -> bool:
    return len(word) == 1 or word.replace(".", "").isupper() or _is_given(low)


def _is_given(low: str) -> bool:
    return patronymic_stem(low) is not None or any(given_forms(lemma) for lemma in noun_lemmas(low))


def _in_full(words: Sequence[str]) -> Iterator[str]:
    """The words, abbreviated bodies inside a name as the table has them in full."""
    i = 0
    while i < len(words):
        short = ABBREVIATION.fullmatch(words[i]) and not words[i].isascii()
        size, full = _abbreviated(words, i) if short else (1, words[i : i + 1])
        yield from full
        i += size


def _abbreviated(words: Sequence[str], i: int) -> tuple[int, Sequence[str]]:
    """How many words from a place the table has as a part of the name, and that in full; else the word itself."""
    least = 1 if i else FEW  # what a name begins with is its head
    for size in range(min(FEW, len(words) - max(i, 1)), least - 1, -1):
        found = known(" ".join(words[i : i + size]))
        if found is not None and found.sure and found.scope != INTERNATIONAL:
            return size, [*found.name.split(), *_owners().get(found.scope, ())]
    return 1, words[i : i + 1]


@cache
def _owners() -> Mapping[str, tuple[str, ...]]:
    """The code of each country → its name, by which a body that only one country has is told to be of it."""
    return {country.code: (country.name,) for country in lexicon.countries()}
