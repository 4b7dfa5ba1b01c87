"""Heads: which words make a phrase the name of a body or of a role."""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache

from msgspec.structs import replace

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.phrases import shortened_role
from kadry.russian.rolewords import heads_name, is_other_word, role_entry, role_name, role_names
from kadry.russian.words import agree, cases, forms, is_known, lemmas, noun_lemmas

ABBREVIATION = re.compile(r"^[А-ЯЁA-Z][А-ЯЁA-Z0-9]{1,9}$|^[А-ЯЁ]{1,4}[а-яё]?[А-ЯЁ]{1,6}$")
# ministries and committees called by syllables that no list holds («Минводтранс», «Госкомводстрой»)
COINED = re.compile(
    r"(?:мин|гос|госком)(?:(?:вод|нефте?|газ|хим|транс|строй|пром|хоз|сельхоз|лес|рыб|связь?|эко|энерго|торг|внешторг|"
    r"фин|труд|соц|здрав|прос|культ|спорт|тур|юст|имуще?ство|зем|геол?|недр|ресурс|инвест|инно|цифр|наук|обр|обще)+)"
    r"(?:а|у|ом|е|ы|и|ью|ов)?|госком[а-я]{3,9}"
)
COINED_FROM = ("мин", "гос")
COMPOUND_ENDINGS = (
    *("отдел", "управление", "комитет", "инспекция", "надзор", "совет", "бюро", "банк", "агентство", "архив"),
    *("издат", "проп"),
)
# bodies called by syllables and a noun for a body, by their lemma («орготдел», «главполитуправление», «агитпроп»)
COMPOUND = re.compile(
    r"(?:орг|агит|полит|проф|парт|гос|глав|рос|обл|гор|рай|край|рес|нар|воен|хоз|пром|строй|торг|транс|фин|здрав|соц|"
    r"культ|физ|спорт|тур|сель|вод|лес|рыб|энерго|тепло|тех|спец|юр|мор|реч|авиа|авто|жил|ком|вет|фарм|мед|эконом|"
    r"мос|лен|укр|бел|каз|уз|кыргыз|тадж|азер|груз|арм)+"
    rf"(?:{'|'.join(COMPOUND_ENDINGS)})|госком(?:резерв|стат|имущество|стандарт|печать)"
)
ROMAN = re.compile(r"^[IVXLCDMХ]+$")
CANDIDATE = frozenset(("кандидат", "кандидатка"))
PONTIFF = "папа"
INSTITUTION = re.compile(r"\w(?:институт|комбинат|комитет|университет)(?:а|у|ом|е)?$")
GUARDS = "гвардии"  # before a rank
NEVER = frozenset(("ADV", "ADP", "CCONJ", "SCONJ", "PRON", "DET", "NUM", "PUNCT"))


def body_noun(token: Token) -> str:
    """The class of a head noun of bodies, or ""."""
    return _body_class(token.low) if token.pos in ("NOUN", "PROPN", "ADJ", "X", "VERB") else ""


@lru_cache(maxsize=50_000)
def _body_class(low: str) -> str:
    table = lexicon.bodies()
    for form in forms(low):
        if form.kind == "NOUN" and form.lemma in table and _counts(table[form.lemma], form.number):
            return table[form.lemma].body_class
    last = low.rpartition("-")[2]
    inner = noun_lemmas(last) if last != low else ()
    found = next((table[lemma].body_class for lemma in inner if lemma in table), "")
    return found or ("organ" if is_coined(low) else "")


@lru_cache(maxsize=50_000)
def is_coined(low: str) -> bool:
    """Whether a word is put together like the short name of a body; one like a ministry's is none that is known."""
    ministry = COINED.fullmatch(low) is not None and not is_known(low)
    return ministry or any(COMPOUND.fullmatch(lemma) for lemma in noun_lemmas(low))


def _counts(entry: lexicon.BodyNoun, number: str) -> bool:
    """Whether a noun in this number is a body: the authorities are «власти», «власть» is power."""
    return "plural" not in entry.flags or number == "plur"


@cache
def _fixed_names() -> dict[str, dict[str, str]]:
    """Names of two words in the lexicon (вооруженные силы): the lemmas of the second and of the first."""
    names: dict[str, dict[str, str]] = {}
    for name, entry in lexicon.bodies().items():
        words = name.split()
        if len(words) == 2:
            names.setdefault(noun_lemmas(words[1])[0], {})[lemmas(words[0])[0]] = entry.body_class
    return names


@cache
def role_words() -> frozenset[str]:
    """The lemmas of the words of which one, or a word that is made from it, heads each role."""
    return frozenset((*lexicon.roles(), *role_names(), *lexicon.shortened("shortened_role"), *CANDIDATE, PONTIFF, "и"))


@cache
def fixed_seconds() -> frozenset[str]:
    """The lemmas of the second words of those names."""
    return frozenset(_fixed_names())


@cache
def fixed_firsts() -> frozenset[str]:
    """The lemmas of the first words of those names."""
    return frozenset(first for firsts in _fixed_names().values() for first in firsts)


def follows(low: str) -> Mapping[str, str] | None:
    """What the second word of a fixed name may follow, with the class of each body."""
    return _fixed_names().get(noun_lemmas(low)[0])


def fixed_name(left: Token, right: Token) -> str:
    """The class of a body whose fixed name two tokens make, or ""."""
    named = right.pos in ("NOUN", "PROPN") or right.capital or not is_known(right.low)
    firsts = follows(right.low) if named else None
    return "" if firsts is None else firsts.get(lemmas(left.low)[0], "")


def heads_body(low: str) -> bool:
    """Whether the word, however it is written, may be the head of a body's name."""
    return bool(_body_class(low)) or follows(low) is not None


def heads_committee(low: str) -> bool:
    """Whether a word is put together like the short name of a committee: «партком», «обком», «исполком»."""
    return low.endswith(("ком", "кома", "кому", "комом", "коме")) and bool(_body_class(low))


def opens_foreign(low: str) -> bool:
    """Whether a fixed name of two words may begin with the word, which is none of ours («Жогорку Кенеш»)."""
    foreign = not is_known(low) or low in _written_firsts()
    return lemmas(low)[0] in fixed_firsts() and foreign


@cache
def _written_firsts() -> frozenset[str]:
    """Nouns that the dictionary knows as another word, and that head no body themselves («олий»)."""
    firsts = (name.split()[0] for name in lexicon.bodies() if name.count(" ") == 1)
    return frozenset(
        f for f in firsts if f not in lexicon.bodies() and forms(f)[0].kind == "NOUN" and lemmas(f)[0] != f
    )


def is_rank(token: Token) -> bool:
    """Whether a token is a step in an army or a service."""
    entry = role_entry(token.low) if token.pos == "NOUN" else None
    return entry is not None and entry.role_class == "rank"


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
    return token.capital and _is_abbreviation(token.text)


@lru_cache(maxsize=50_000)
def _is_abbreviation(text: str) -> bool:
    return ABBREVIATION.match(text) is not None and ROMAN.match(text) is None


def heads_role(low: str) -> bool:
    """Whether a role's head may be the word, as far as it tells by itself: what ``role_at`` need be asked for."""
    found = low in lexicon.shortened("shortened_role") or role_entry(low) is not None or heads_name(low)
    return found or low == "и" or _is_pontiff(low) or _is_runner(low)


def role_at(tokens: Sequence[Token], i: int, blocked: Collection[int]) -> lexicon.Role | None:
    """The lexicon's entry of the role whose head is token i, or None; ``blocked`` are the tokens of names."""
    token = tokens[i]
    if is_named_on(tokens, i):
        return None
    if cut := _cut(tokens, i):
        return cut
    other = token.pos in NEVER or (token.verb in ("Fin", "Inf") and not is_acting(tokens, i))
    if other and not _is_noun(token.low):
        return None
    name = role_name(tokens, i)
    if name is None and is_candidate(tokens, i):
        return lexicon.Role("кандидат", "post" if tokens[i + 2].low == "члены" else "title", frozenset())
    if is_pope(tokens, i, blocked):
        return lexicon.roles()["папа римский"]
    if token.low == "главе" and i and tokens[i - 1].low == "во":
        return None  # «во главе с министром»
    entry = name.entry if name is not None else role_entry(token.low)
    if entry is None or is_other_word(tokens, i, entry):
        return None
    if "acting" in entry.flags and [t.low for t in tokens[i + 2 : i + 3]] == ["обязанности"]:
        return None  # «исполнявший эти обязанности»
    if "adj" not in entry.flags or ("ins" in entry.flags and _governs(tokens, i)):
        return entry
    return None if _modifies_noun(tokens, i, blocked) else entry


@lru_cache(maxsize=10_000)
def _is_noun(low: str) -> bool:
    """Whether a word can only be a noun, whatever the tagger takes it for: it may err at the head of a sentence, or on
    words that the dictionary lacks («избран хокимом»)."""
    return {form.kind for form in forms(low)} == {"NOUN"} and (is_known(low) or role_entry(low) is not None)


def _cut(tokens: Sequence[Token], i: int) -> lexicon.Role | None:
    """The entry of a role that is cut short («и. о.», «нач.»), which does not decline."""
    if is_cut_acting(tokens, i):
        return lexicon.roles()["и.о."]
    whole = shortened_role(tokens, i)
    return replace(lexicon.roles()[whole], flags=lexicon.roles()[whole].flags | {"indecl"}) if whole else None


def is_named_on(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i is a further word of a place's name («провинция Кхань | Лам»)."""
    token, before = tokens[i], tokens[i - 1] if i else None
    return before is not None and before.name == "LOC" and token.capital and token.rel.startswith("flat")


def is_candidate(tokens: Sequence[Token], i: int) -> bool:
    """«кандидат в мэры», no holder of a post; but «кандидат в члены ЦК» is a post of its own in ruling parties."""
    if i + 2 >= len(tokens) or tokens[i + 1].low != "в" or not _is_runner(tokens[i].low):
        return False
    return tokens[i + 2].plural and role_entry(tokens[i + 2].low) is not None


def _is_runner(low: str) -> bool:
    return not CANDIDATE.isdisjoint(noun_lemmas(low))


def _is_pontiff(low: str) -> bool:
    return noun_lemmas(low)[0] == PONTIFF


def is_acting(tokens: Sequence[Token], i: int) -> bool:
    """«исполнявший обязанности», which the tagger may take for a verb's past."""
    if i + 1 >= len(tokens) or tokens[i + 1].low != "обязанности":
        return False
    entry = role_entry(tokens[i].low)
    return entry is not None and "acting" in entry.flags


def is_pope(tokens: Sequence[Token], i: int, blocked: Collection[int]) -> bool:
    """«папа Пий XII»: before a name that ends in a Roman number."""
    if i + 1 not in blocked or not _is_pontiff(tokens[i].low):
        return False
    k = i + 1
    while k in blocked:
        k += 1
    return bool(ROMAN.match(tokens[k - 1].text))


def is_cut_acting(tokens: Sequence[Token], i: int) -> bool:
    """«и. о.», which the tokenizer cuts into letters and dots."""
    return tokens[i].low == "и" and [t.low for t in tokens[i : i + 4]] == ["и", ".", "о", "."]


def _governs(tokens: Sequence[Token], i: int) -> bool:
    """«назначен заведующим юридическим отделом»: a body in the instrumental, not «управляющим органом»."""
    k = i + 1
    while k < len(tokens) and tokens[k].pos == "ADJ":
        k += 1
    managed = k < len(tokens) and tokens[i].case == "ablt" == tokens[k].case and bool(body_noun(tokens[k]))
    return managed and not tokens[i].low.startswith("управляющ")


def _modifies_noun(tokens: Sequence[Token], i: int, blocked: Collection[int]) -> bool:
    """«управляющий директор», «рабочий визит»: an adjective before a noun that it agrees with."""
    if i + 1 >= len(tokens) or i + 1 in blocked or tokens[i + 1].low == "обязанности":
        return False
    if cases(tokens[i].low).isdisjoint(cases(tokens[i + 1].low)):
        return False  # the tagger gives «заведующая литературной частью» one case
    if tokens[i + 1].head == i and tokens[i + 1].rel == "nmod":
        return False  # «уполномоченный | президента»
    noun = _described(tokens, i + 1, blocked)  # «командующий восьмой | армией»
    return tokens[i + 1].pos in ("NOUN", "ADJ") and agree(tokens[i], tokens[i + 1]) and agree(tokens[i], tokens[noun])


def _described(tokens: Sequence[Token], i: int, blocked: Collection[int]) -> int:
    """The noun that the adjectives from token i on stand before and hang on; token i itself where there is none."""
    k = i
    while k + 1 < len(tokens) and k + 1 not in blocked and tokens[k].pos == "ADJ":
        k += 1
    return k if tokens[k].pos == "NOUN" and tokens[i].head == k else i


def is_compound(low: str) -> bool:
    """«Литинститут»: one word that is made of a body's noun, which the dictionary may lack."""
    return INSTITUTION.search(low) is not None
