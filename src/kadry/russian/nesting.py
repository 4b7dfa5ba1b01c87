"""Nesting: the bodies inside a body's name («канцелярия | Комитета ВСНП | по иностранным делам»).

A genitive in a name is the body that the first one belongs to, and may hold a further one. What «по» adds belongs to
the innermost head of those that have a field of work: комитет and отдел have one, a parliament or a chancellery none.
"""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.bodies import Body, Finder
from kadry.russian.heads import fixed_name, is_role
from kadry.russian.marks import OPENING
from kadry.russian.phrases import normal_phrase
from kadry.russian.placement import is_participle, is_short
from kadry.russian.pronouns import DATIVE
from kadry.russian.proper import opening, quoted_end
from kadry.russian.shortened import RANKS
from kadry.russian.tiewords import act, listed, sole
from kadry.russian.words import agree, alike, can_be, cases, forms, nominative, noun_lemmas, only_plural

FIELDS = frozenset("образованию здравоохранению просвещению планированию развитию самоуправлению страхованию".split())
DEEDS = re.compile(
    r"(?:нию|ции|тию|стке|верке|ботке|купке|ставке|даче|бору|зору|учету|тролю)$"
)  # nouns of what is done
WHOLES = frozenset(("organ", "party", "company", "church", "abbreviation", "name"))
PARTS = WHOLES - {"name"}
REGIONAL = frozenset(("управление", "отделение", "отдел", "департамент", "инспекция", "филиал", "бюро"))  # by region
FEW = frozenset("два две двух три трех четыре четырех оба обе обоих обеих".split())
STAFFS = frozenset(("аппарат", "администрация", "канцелярия", "секретариат"))
MAKING = frozenset(("создать", "учредить", "образовать", "сформировать", "воссоздать"))
BRANCH = "филиал"
ASSEMBLY = "собрание"  # which is a parliament too
ASSEMBLED = frozenset("акционеров жильцов кредиторов пайщиков собственников участников учредителей членов".split())
PARTY = frozenset("цк горком обком крайком окружком парткабинет партком политбюро райком центрком".split())
STRAIGHT = frozenset(("nomn", "accs"))
GENITIVES = ("а", "я", "ы", "и", "ов", "ев", "ей")  # ends of a quoted owner's name
QUOTES = frozenset((*OPENING, "'"))
NEAR = 6  # tokens before a noun in which quotation marks may open


class Nested(Struct, frozen=True):
    """Two bodies of which the second stands in the name of the first.

    beside: behind «при»; loose: the first is no part of the second («съезд союза», «подразделения ведомства»).
    """

    part: Body
    whole: Body
    beside: bool = False
    loose: bool = False


def nested(finder: Finder, body: Body) -> Iterator[Nested]:
    """The links of the chain that a body's name makes, from the left; none where its parts are no bodies."""
    part = body
    while part.kind in PARTS and part.last > part.head + 1:
        found = _whole(finder, part)
        if found is None:
            return
        yield replace(found, loose=True) if _is_loose(finder, part) else found
        part = found.whole


def _is_loose(finder: Finder, body: Body) -> bool:
    """Many bodies at once («подразделения ведомства»), or what is no part of a body («руководство», «съезд»)."""
    found = noun_lemmas(finder.tokens[body.head].low)
    if body.first and finder.tokens[body.first - 1].low in FEW:
        return True  # «три комитета сената»
    if ASSEMBLY in found and finder.tokens[body.head + 1].low in ASSEMBLED:
        return True  # «собрание акционеров завода»
    if BRANCH in found and body.first < body.head and not finder.tokens[body.head].plural:
        return False  # «Северный филиал академии»
    return _is_class(finder, body) or not _loose().isdisjoint(found)


def _is_class(finder: Finder, body: Body) -> bool:
    token = finder.tokens[body.head]
    known = (lexicon.bodies().get(lemma) for lemma in noun_lemmas(token.low))
    entry = next((e for e in known if e is not None), None)
    return only_plural(token.low) and entry is not None and "generic" in entry.flags and "plural" not in entry.flags


@cache
def _loose() -> frozenset[str]:
    units = (columns[0] for columns in lexicon.structure("unit"))
    return lexicon.particles("gathering") | lexicon.particles("no_part") | frozenset(units)


def _whole(finder: Finder, part: Body) -> Nested | None:
    """The next body inside a name, also behind its own name in quotation marks; a field of work hides none."""
    tokens, borne = finder.tokens, False
    marks = (i for i in range(part.head + 1, part.last) if tokens[i].text in QUOTES)
    quote = next((i for i in marks if opening(tokens, i)), part.last)
    past = quoted_end(tokens, quote)
    for i in (*range(part.head + 1, quote), *range(past, part.last)):
        borne = borne or tokens[i].low in ("имени", "им")
        if tokens[i].low == "при" and i + 1 < part.last:
            whole = finder.at(i + 1, ("loct",))
            return _link(finder, part, whole, beside=True) if whole is not None else None
        if tokens[i].low == "по":
            return _owner(finder, part, i) or _beside(finder, part, i)
        if tokens[i].pos in ("ADP", "PUNCT") and tokens[i].low not in ("и", ","):
            return None
        if i == part.head + 1 and _is_of_name(finder, part.head):
            continue
        single = not tokens[i - 1].plural
        if single and not lexicon.particles("field_with_object").isdisjoint(noun_lemmas(tokens[i - 1].low)):
            return None  # «центр изучения | АСЕАН»
        whole = finder.at(i, ("gent",))
        if borne and whole is not None and whole.kind == "name":
            continue  # «школа имени | Нисето Переса»
        found = _link(finder, part, whole) if whole is not None else None
        if found is not None:
            return found
    return _named_in(finder, part, quote) if quote < past == part.last else None


def _named_in(finder: Finder, part: Body, i: int) -> Nested | None:
    """«филиал | «Россетей»», «совет директоров | «Газпрома»»: one quoted word in the genitive is another's name."""
    whole = finder.quoted_body(i)
    if whole is None or whole.last != part.last or whole.name is None or whole.name[1] > whole.name[0] + 1:
        return None
    token = finder.tokens[whole.head]
    own = {form.case for form in forms(token.low) if form.kind == "NOUN"}
    owner = token.capital and token.low.endswith(GENITIVES) and "gent" in own and own.isdisjoint(STRAIGHT)
    return Nested(part, whole) if owner else None


def _beside(finder: Finder, part: Body, i: int) -> Nested | None:
    """«управление по делам архивов | при правительстве»: what stands behind «при» after the field at token i."""
    start = next((k for k in range(i + 1, part.last - 1) if finder.tokens[k].low == "при"), None)
    whole = finder.at(start + 1, ("loct",)) if start is not None else None
    return _link(finder, part, whole, beside=True) if whole is not None else None


def _owner(finder: Finder, part: Body, i: int) -> Nested | None:
    """«Отдел по делам религий | Министерства внутренних дел»: whose it is, behind its field of work at token i."""
    tokens = finder.tokens
    noun = next((k for k in range(i + 1, part.last) if tokens[k].pos == "NOUN"), part.last)
    if noun >= part.last:
        return None
    deed = not (tokens[noun].plural or _is_work(tokens[noun].low))
    partys = (
        deed
        and noun + 1 < part.last
        and not PARTY.isdisjoint({tokens[noun + 1].low, *noun_lemmas(tokens[noun + 1].low)})
    )
    start = _past_object(finder, noun, part.last) if deed and not partys else noun + 1
    deed = deed and not partys  # «комиссия по проверке | ЦК»
    for k in range(start, part.last):
        whole = finder.at(k, ("gent",)) if finder.nominals.kind(k) else None
        board = k + 1 < part.last and fixed_name(tokens[k], tokens[k + 1]) == "organ"  # «по аудиту | совета директоров»
        if whole is not None and (board or _is_short(tokens[k]) or (not deed and _is_own(tokens[k], whole))):
            return _link(finder, part, whole)
    return None


def _is_own(token: Token, whole: Body) -> bool:
    return token.capital or whole.kind == "abbreviation"


def _past_object(finder: Finder, noun: int, last: int) -> int:
    """Behind what a deed is done to («регулированию водопользования | Министерства»); ``last`` where that is a body.

    What a body does, as in «комиссия по проверке работы комбината», is an object no more than the body itself.
    """
    tokens = finder.tokens
    k = next((k for k in range(noun + 1, last) if tokens[k].pos == "NOUN"), last)
    idle = k >= last or tokens[k].case != "gent" or tokens[k].capital or finder.nominals.kind(k)
    return last if idle or listed("work", tokens[k].low) else k + 1


def _is_work(low: str) -> bool:
    """Whether a noun in the dative names a field of work and not a deed with an object («образованию», «проверке»)."""
    return DEEDS.search(low) is None or low in FIELDS


def _is_short(token: Token) -> bool:
    """Whether a body's noun is no word for a field of work: «облисполком», «министерство», no «хозяйство»."""
    offices = lexicon.particles("government") | lexicon.particles("national_body") | STAFFS
    return token.low.startswith(("обл", "рай", "гор", "край")) or not offices.isdisjoint(noun_lemmas(token.low))


def _is_of_name(finder: Finder, head: int) -> bool:
    """«совет | безопасности»: the second word of a fixed name, which means no body alone («комитет | комсомола»)."""
    left, right = finder.tokens[head : head + 2]
    entry = next((e for lemma in noun_lemmas(right.low) if (e := lexicon.bodies().get(lemma))), None)
    return bool(fixed_name(left, right)) and (entry is None or "generic" in entry.flags)


def _link(finder: Finder, part: Body, whole: Body, *, beside: bool = False) -> Nested | None:
    """The two, cut to their own words; None where the second is no body that has parts."""
    token = finder.tokens[whole.head]
    plain = " " not in whole.normal and whole.normal.islower() and whole.normal not in sole()
    if plain and "аппарат" in noun_lemmas(finder.tokens[part.head].low):
        return None  # «аппарат комитета»: its staff, but «аппарат правительства»
    placed = token.name == "LOC" and not fixed_name(finder.tokens[whole.head - 1], token)  # but «Олий Мажлиса»
    opener = finder.tokens[whole.first]
    titled = whole.first < whole.head and opener.pos == "ADJ" and opener.capital  # «Пограничных войск»
    if whole.kind not in WHOLES or placed or (_is_class(finder, whole) and not titled) or is_role(token):
        return None
    if not lexicon.particles("gathering").isdisjoint(noun_lemmas(token.low)):
        return None  # «подготовительный комитет съезда»
    if (_is_field(finder, whole) and not titled) or (whole.kind == "name" and whole.last == whole.first + 1):
        return None
    if whole.kind == "abbreviation" and token.low in lexicon.particles("field_abbreviation"):
        return None  # «центр СМИ»
    if whole.kind == "name" and any("Geox" in form.grammemes for form in forms(token.low)):
        return None  # «управление Азии Министерства»: a region, whatever it was tagged
    if whole.kind in ("abbreviation", "name") and part.kind not in ("organ", "abbreviation"):
        return None  # «банк ВТБ», «агентство РИА»: the name itself
    return Nested(part, _cut(finder, whole, _end(finder, part, whole)), beside)


def _end(finder: Finder, part: Body, whole: Body) -> int:
    """Where the inner body's own words end: the field of work, or the region, of the outer one is none of its."""
    last = min(whole.last, part.last)
    if not _has_field(finder, whole.head) and _has_field(finder, part.head):
        last = next((i for i in range(whole.head + 1, last) if finder.tokens[i].low == "по"), last)
    placed = any(t.low == "по" for t in finder.tokens[part.head : whole.first])
    if not placed and not REGIONAL.isdisjoint(noun_lemmas(finder.tokens[part.head].low)):
        last = next((i for i in range(whole.head + 1, last - 1) if _is_regional(finder, i)), last)
    if whole.kind == "abbreviation":
        last = next((i for i in range(whole.head + 1, last) if finder.nominals.kind(i) == "place"), last)
    return last


def _is_regional(finder: Finder, i: int) -> bool:
    """«управление службы | по Ленской области»: whether token i opens the region of an office."""
    return finder.tokens[i].low == "по" and any(
        finder.nominals.kind(k) == "place" for k in range(i + 1, min(i + 3, len(finder.tokens)))
    )


def found_bodies(finder: Finder) -> list[Body]:
    """The bodies of a sentence in order, each with its own words only."""
    return [part for body in finder.all() for part in _parted(finder, body)]


def _parted(finder: Finder, body: Body) -> list[Body]:
    """A body and those that stood at the end of what was taken for its name («созданная Советом | рабочая группа»)."""
    own = trimmed(finder, body)
    found = [ranked(finder, own)]
    if own.last == body.last:
        return found
    later = (finder.at(k) for k in range(own.last, body.last))
    rest = next((one for one in later if one is not None), None)
    return found + _parted(finder, rest) if rest is not None and rest.last <= body.last else found


def trimmed(finder: Finder, body: Body) -> Body:
    """A body without a verb that the tagger took into its name, or a participle that belongs to another."""
    tokens = finder.tokens
    if body.last == body.first + 1 and not tokens[body.first].verb:
        return body
    if tokens[body.first].verb and is_short(tokens[body.first].low):
        body = finder.at(body.first + 1) or body  # «Создано управление»
    if _opens_clause(finder, body) or _is_apart(finder, body):
        rest = replace(body, first=body.first + 1)
        body = replace(rest, normal=normal_phrase(tokens, rest.first, rest.head, rest.last, rest.case))
    name = range(0) if body.name is None else range(*body.name)
    for i in (i for i in range(body.head + 1, body.last) if i not in name):
        if (
            tokens[i].verb == "Fin"
            or tokens[i].low == "раз"
            or (is_short(tokens[i].low) and not (_is_noun(tokens[i]) or tokens[i].text.istitle()))
            or _opens_another(finder, i, body.case, body.first)
        ):
            joined = tokens[i - 1].text in ("и", ",") and i - 1 > body.head
            return _cut(finder, body, i - joined)
    return body


def _is_noun(token: Token) -> bool:
    """«по мониторингу паводков»: a noun in a form that a short adjective has as well."""
    return token.pos == "NOUN" and any(f.kind == "NOUN" and f.case == token.case for f in forms(token.low))


def _opens_clause(finder: Finder, body: Body) -> bool:
    """«проверка, проведённая | рабочей группой»: a participle that belongs to what stands before its comma."""
    tokens, i = finder.tokens, body.first
    start = i
    while start and tokens[start - 1].pos == "ADV":
        start -= 1  # «, ранее подчинявшийся»
    bound = 0 < start <= i < body.head and tokens[start - 1].text == "," and is_participle(tokens[i].low)
    return bound and (0 <= tokens[i].head < i or body.case not in cases(tokens[i].low))


def _is_apart(finder: Finder, body: Body) -> bool:
    """«комитет, в прошлом году проверивший | управление»: a participle that does not agree with the noun behind it."""
    token = finder.tokens[body.first]
    doing = body.first < body.head and body.first > 0 and token.verb != "Fin" and is_participle(token.low)
    return doing and not alike(token.low, finder.tokens[body.head].low)


def _opens_another(finder: Finder, i: int, case: str, first: int) -> bool:
    """«образовать при Фонде | наблюдательный совет», «подчинённый Совету порта | Институт»: a name of its own case."""
    token = finder.tokens[i]
    if token.capital and token.name != "PER" and token.case == "nomn" and case not in STRAIGHT:
        return finder.nominals.kind(i) == "organ" and not {case, "gent"}.intersection(cases(token.low))
    if case == "ablt" and _is_made(finder, i, first):
        return True
    if case == "loct" and _is_deeds(finder, i, first):
        return True
    apart = token.pos == "ADJ" or _is_named_behind(finder, i, case)
    apart = apart and token.text.islower() and token.case in STRAIGHT
    return apart and not can_be(token, "gent") and finder.at(i) is not None


def _is_named_behind(finder: Finder, i: int, case: str) -> bool:
    """«учредить в рамках комиссии | подкомитет»: a noun of bodies right behind another noun, in no quotation marks."""
    tokens = finder.tokens
    if tokens[i].pos != "NOUN" or case in STRAIGHT or tokens[i - 1].pos not in ("NOUN", "PROPN"):
        return False
    return finder.nominals.kind(i) == "organ" and all(t.text not in OPENING for t in tokens[max(0, i - NEAR) : i])


def _is_deeds(finder: Finder, i: int, first: int) -> bool:
    """«о создании при министерстве | Проектного офиса»: the body that is made, behind the one at which it is."""
    tokens = finder.tokens
    if first < 2 or tokens[first - 1].low != "при" or act(tokens[first - 2].low) not in MAKING:
        return False
    return tokens[i].capital and finder.at(i, ("gent",)) is not None


def _is_made(finder: Finder, i: int, first: int) -> bool:
    """«созданного Сенатом | Комитета по бюджету»: the body of a participle before its agent, the last that agrees."""
    tokens = finder.tokens
    participle = tokens[first - 1] if first else None
    if participle is None or participle.verb != "Part" or is_short(participle.low) or participle.case == "ablt":
        return False
    own = finder.at(i) if tokens[i].case == participle.case and finder.nominals.kind(i) else None
    if own is None or not agree(participle, tokens[own.head]):
        return False
    return own.last >= len(tokens) or not agree(participle, tokens[own.last])


def ranked(finder: Finder, body: Body) -> Body:
    """A class of bodies with the word that ranks them: «подчинённые (ему) парткомы» for «парткомы».

    What ranks another body by this one («служба, подведомственная новому комитету») is left out of it.
    """
    tokens, first = finder.tokens, body.first - 1
    if body.first < body.head and _ranks_another(finder, body):
        rest = replace(body, first=body.first + 1)
        return replace(rest, normal=normal_phrase(tokens, rest.first, rest.head, rest.last, rest.case))
    if first < 0 or not only_plural(tokens[body.head].low):
        return body
    if first > 0 and tokens[first].low in DATIVE:
        first -= 1
    if not _ranks(tokens[first]):
        return body
    if not agree(tokens[first], tokens[body.head]):
        return body
    rank = nominative(tokens[first], body.case if tokens[first].case == body.case else tokens[first].case)
    return replace(body, first=first, normal=f"{rank} {body.normal}")


def _ranks_another(finder: Finder, body: Body) -> bool:
    rank = finder.tokens[body.first].low
    apart = (body.first > 0 and finder.tokens[body.first - 1].text == ",") or body.case not in cases(rank)
    return apart and not _governing().isdisjoint(noun_lemmas(rank))


@cache
def _governing() -> frozenset[str]:
    """Adjectives that rank what they belong to under another body: «подведомственный»."""
    return frozenset(verb for verb, _, _, other in lexicon.structure("verb") if other == "datv" and verb.endswith("ый"))


def _ranks(token: Token) -> bool:
    return not RANKS.isdisjoint(noun_lemmas(token.low))


def _is_field(finder: Finder, whole: Body) -> bool:
    """«отдел надзора», «академия управления»: what a body does, in a word that may also name one."""
    if finder.tokens[whole.head].capital:
        return False
    found = noun_lemmas(finder.tokens[whole.head].low)
    if not lexicon.particles("field_like_body").isdisjoint(found):
        return True
    before = finder.tokens[whole.first : whole.head]
    bare = all(not lexicon.particles("field_adjective").isdisjoint(noun_lemmas(token.low)) for token in before)
    bare = bare and (whole.last == whole.head + 1 or finder.tokens[whole.head + 1].pos == "ADP")
    return bare and not lexicon.particles("field_if_bare").isdisjoint(found)


def _has_field(finder: Finder, head: int) -> bool:
    return not lexicon.particles("field_of_work").isdisjoint(noun_lemmas(finder.tokens[head].low))


def _cut(finder: Finder, body: Body, last: int) -> Body:
    if last == body.last:
        return body
    normal = normal_phrase(finder.tokens, body.first, body.head, last, body.case)
    return replace(body, last=last, normal=normal)
