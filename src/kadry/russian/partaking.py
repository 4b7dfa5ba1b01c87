"""Partaking: verbs and nouns that say who takes which part in an event («председательствовал», «сопредседатель»)."""

from collections.abc import Sequence
from functools import cache, lru_cache

from msgspec import Struct

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.countries import by_noun
from kadry.russian.dictionary import Form
from kadry.russian.events import event_lemmas, event_noun
from kadry.russian.signed import Signs
from kadry.russian.signs import EVENT, HELD, MEET, PART
from kadry.russian.words import forms, lemmas, noun_lemmas
from kadry.scene import Share

VERBAL = frozenset(("VERB", "INFN", "PRTS", "PRTF", "GRND"))
MEETING = {"встретиться": "встреча", "встречаться": "встреча", "побеседовать": "беседа", "беседовать": "беседа"}
SITTING = frozenset(("собраться", "собираться", "заседать"))  # with a body as the subject
CALLING = frozenset(("собрать", "собирать", "созвать", "созывать"))  # people, to an event
RECEIVING = frozenset(("принять", "принимать"))
# «слово предоставлено», «заслушан доклад», «доклад принадлежал …», «последовали выступления»
HEARING = frozenset(("предоставить", "предоставлять", "заслушать", "принадлежать", "последовать"))
PHRASE = 4  # tokens from a verb to the rest of its phrase: «приняли самое активное участие»
REPORT = 12  # tokens from a verb to the paper that it presents
ACTING = frozenset(("выступить", "выступать"))
BEFORE = 3  # tokens before such a verb in which somebody is named as what he acted
READING = frozenset(("зачитать", "огласить", "озвучить", "прочитать", "прочесть"))  # what is done to papers only
ANNOUNCING = READING | {"объявить", "объявлять", "оглашать", "зачитывать"}
DECREES = frozenset("решение постановление приказ указ распоряжение резолюция".split())  # that are announced
ACQUAINTING = frozenset(("ознакомить", "познакомить", "знакомить"))  # people with a paper
READ, ACQUAINTED = ("accs", "nomn", "gent"), ("ablt",)  # the cases of a paper
AMONG = frozenset(("среди", "числе"))
SPEECH = ("с", "со")
REPRESENTING = frozenset(("представить", "представлять"))


class Partaking(Struct, frozen=True):
    """One word of taking part. token: its place; time: past, present or future; part: None for being held or meeting.

    voice: active, passive, noun or modifier (a full participle). lemma: the verb or noun.
    """

    token: int
    lemma: str
    part: Share | None
    flags: frozenset[str]
    voice: str
    time: str
    plural: bool


MARKS = EVENT | PART | HELD | MEET


def marks(low: str) -> int:
    """All that a word may be in telling of an event, as a sum of signs."""
    found = EVENT if event_noun(low) is not None else 0
    for form in forms(low):
        if form.kind in VERBAL:
            found |= PART if form.lemma in _openings() or form.lemma in HEARING else 0
            found |= HELD if form.lemma in lexicon.particles("taking_place") else 0
            found |= MEET if form.lemma in MEETING or form.lemma in RECEIVING | SITTING else 0
        elif form.kind in ("NOUN", "ADJF") and form.lemma in _nouns():
            found |= PART
    return found


@cache
def marked() -> frozenset[str]:
    """The lemmas of all words that have a mark."""
    verbs = (*_openings(), *HEARING, *lexicon.particles("taking_place"), *MEETING, *RECEIVING, *SITTING)
    return event_lemmas() | {*verbs, *_nouns()}


@lru_cache(maxsize=50_000)
def is_verb(low: str) -> bool:
    """Whether the dictionary has a word as a verb or converb, which the tagger sometimes sees in an adverb."""
    return any(form.kind in ("VERB", "GRND") for form in forms(low))


@lru_cache(maxsize=50_000)
def is_converb(low: str) -> bool:
    """Whether the likeliest reading of a word is a converb: «сменяя», which the tagger may take for a verb."""
    return any(form.kind == "GRND" for form in forms(low)[:1])


@cache
def _openings() -> dict[str, tuple[lexicon.Partaking, ...]]:
    """First word → the verbs and fixed phrases that begin with it, the phrases first."""
    found: dict[str, tuple[lexicon.Partaking, ...]] = {}
    for entry in sorted(lexicon.parts().values(), key=lambda entry: (" " not in entry.lemma, entry.lemma)):
        if "noun" not in entry.flags:
            first = entry.lemma.split()[0]
            found[first] = (*found.get(first, ()), entry)
    return found


@cache
def _nouns() -> dict[str, lexicon.Partaking]:
    return {entry.lemma: entry for entry in lexicon.parts().values() if "noun" in entry.flags}


def find_partakings(tokens: Sequence[Token], signs: Signs) -> tuple[Partaking, ...]:
    """Every word of taking part that is no denial, wish or possibility; ``signs`` are the words' marks."""
    found = [_partaking(tokens, i) for i in signs.where(PART | HELD | MEET)]
    return tuple([partaking for partaking in found if partaking is not None])


def _partaking(tokens: Sequence[Token], i: int) -> Partaking | None:
    form, noun = _readings(tokens[i].low)
    if form is None or (noun is not None and tokens[i].verb == "" and tokens[i].pos in ("NOUN", "PROPN")):
        if noun is None:
            return None
        entry = _nouns()[noun.lemma]
        return Partaking(i, entry.lemma, entry.part, entry.flags, "noun", "past", tokens[i].plural)
    time = _time(tokens, i, form)
    if time is None or _denied(tokens, i):
        return None
    part, flags = _part(tokens, i, form.lemma)
    if part is None and form.lemma in _openings() and not _is_plain(form.lemma):
        return None
    if form.lemma == "собираться" and any(t.head == i and t.verb == "Inf" for t in tokens):
        return None  # «собирается проверить»
    if form.lemma in ACTING and _as_somebody(tokens, i):
        return None
    voice = _voice(tokens, i, form)
    if form.lemma == "пригласить" and voice not in ("noun", "passive"):
        return None  # who invites may stay away
    return Partaking(i, form.lemma, part, flags, voice, time, form.number == "plur")


@lru_cache(maxsize=10_000)
def _readings(low: str) -> tuple[Form | None, Form | None]:
    """The likeliest reading of a word as a verb of taking part, and as a noun."""
    form = next((f for f in forms(low) if f.kind in VERBAL and _is_ours(f)), None)
    noun = next((f for f in forms(low) if f.kind in ("NOUN", "ADJF") and f.lemma in _nouns()), None)
    return form, noun


def _voice(tokens: Sequence[Token], i: int, form: Form) -> str:
    """The voice of a verb's form; a participle may be a noun: «среди выступивших были»."""
    if form.kind != "PRTF":
        return "passive" if form.kind == "PRTS" else "active"
    if any(t.low in AMONG for t in tokens[max(0, i - 2) : i]):
        return "noun"
    return "bound" if "pssv" in form.grammemes else "modifier"


def _as_somebody(tokens: Sequence[Token], i: int) -> bool:
    """«выступил посредником», «режиссёром спектакля выступил»: what somebody was, not that he spoke."""
    for k in range(max(0, i - BEFORE), min(len(tokens), i + 2)):
        living = tokens[k].case == "ablt" and any(
            "anim" in f.grammemes for f in forms(tokens[k].low) if f.kind == "NOUN"
        )
        between = tokens[min(i, k) : max(i, k)]
        if living and not any(t.pos == "PUNCT" for t in between):
            start = k - 1 if k and tokens[k - 1].pos in ("ADJ", "DET") else k
            return not (start and tokens[start - 1].pos == "ADP")
    return False


def _is_ours(form: Form) -> bool:
    return form.lemma in _openings() or _is_plain(form.lemma)


def _is_plain(lemma: str) -> bool:
    """Whether a verb says that an event is held, or that people meet."""
    return lemma in lexicon.particles("taking_place") or lemma in MEETING


def _part(tokens: Sequence[Token], i: int, lemma: str) -> tuple[Share | None, frozenset[str]]:
    """The part that a verb with the words behind it, or before it, tells of."""
    entries = _openings().get(lemma, ())
    near = _near(tokens, i) if any(" " in entry.lemma for entry in entries) else frozenset()
    if lemma in REPRESENTING and _stands_for(tokens, i) and not _presents(tokens, i, lemma):
        near |= {"страна"}
    for entry in entries:
        rest = entry.lemma.partition(" ")[2]
        if rest and rest not in near:
            continue
        if entry.part == "speaker" and (_with_paper(tokens, i) or _with_it(tokens, i)):
            return "presenter", entry.flags
        if "paper" in entry.flags and not _presents(tokens, i, lemma):
            continue
        return entry.part, entry.flags
    return None, frozenset()


def _stands_for(tokens: Sequence[Token], i: int) -> bool:
    """«Венгрию представлял посол», «его представлял заместитель»."""
    objects = [t for t in tokens if t.head == i and t.rel == "obj"]
    return any(by_noun(t.low) or (t.pos == "PRON" and t.low in ("его", "ее")) for t in objects)


def _near(tokens: Sequence[Token], i: int) -> frozenset[str]:
    """The lemmas of the nouns around a verb."""
    around = (*tokens[max(0, i - PHRASE) : i], *tokens[i + 1 : i + 1 + PHRASE])
    return frozenset([lemma for token in around for lemma in noun_lemmas(token.low)])


def _with_paper(tokens: Sequence[Token], i: int) -> bool:
    """«выступил с докладом», «с отчётом выступил», «отчёт, с которым выступил»."""
    papers = lexicon.particles("report")
    for k in range(max(2, i - PHRASE), i):
        if tokens[k].low.startswith("котор") and tokens[k - 1].low in SPEECH and tokens[k - 2].text == ",":
            return any(not papers.isdisjoint(noun_lemmas(t.low)) for t in tokens[max(0, k - REPORT) : k])
    for k in range(max(0, i - REPORT), min(len(tokens), i + REPORT)):
        if tokens[k].case == "ablt" and not papers.isdisjoint(noun_lemmas(tokens[k].low)):
            start = k - 1
            while start > 0 and tokens[start].pos in ("ADJ", "DET"):
                start -= 1
            between = tokens[k:i] if k < i else tokens[i:start]
            if tokens[start].low in SPEECH and all(t.text not in ",;" for t in between):
                return True
    return False


def _with_it(tokens: Sequence[Token], i: int) -> bool:
    """«заслушан отчёт. Выступила | с ним …»: a pronoun for the paper of the sentence before."""
    behind = [t.low for t in tokens[i + 1 : i + 3]]
    return i == 0 and behind in (["с", "ним"], ["с", "ней"], ["с", "нею"])


def _has_pronoun(tokens: Sequence[Token], i: int) -> bool:
    """«его зачитал»: the paper is a pronoun."""
    return any(
        t.low in ("его", "ее", "их") and t.pos == "PRON" for t in (*tokens[max(0, i - 1) : i], *tokens[i + 1 : i + 2])
    )


def _presents(tokens: Sequence[Token], i: int, lemma: str) -> bool:
    """Whether what a verb presents is a paper: near or under it, in the case that it asks for, or a pronoun."""
    if lemma in READING and _has_pronoun(tokens, i):
        return True
    wanted = ACQUAINTED if lemma in ACQUAINTING else READ
    papers = lexicon.particles("report") | (DECREES if lemma in ANNOUNCING else frozenset())
    relative = next((k for k in range(max(1, i - PHRASE), i) if tokens[k].low.startswith("котор")), 0)
    if relative and tokens[relative - 1].text == "," and tokens[relative].case in ("accs", "nomn"):
        return any(not papers.isdisjoint(noun_lemmas(t.low)) for t in tokens[max(0, relative - REPORT) : relative])
    if (
        tokens[i].verb == "Part" and i and tokens[i - 1].text == ","
    ):  # «делегаты, представляющие школы, заслушали отчёт»
        behind = tokens[i + 1 : i + REPORT]
        end = next((k for k, t in enumerate(behind) if t.pos == "PUNCT"), len(behind))
        return any(t.case in wanted and not papers.isdisjoint(noun_lemmas(t.low)) for t in behind[:end])
    near = (*tokens[max(0, i - REPORT) : i], *tokens[i + 1 : i + REPORT], *(t for t in tokens if t.head == i))
    return any(t.case in wanted and not papers.isdisjoint(noun_lemmas(t.low)) for t in near)


def _time(tokens: Sequence[Token], i: int, form: Form) -> str | None:
    """The time of a verb's form; that of an infinitive is told by the word that it hangs on, None for a mere wish."""
    if form.kind == "INFN":
        ruling = tokens[tokens[i].head] if tokens[i].head >= 0 else None
        auxiliary = any(t.low in ("будет", "будут") for t in tokens[max(0, i - 3) : i + 2])
        planned = ruling is not None and not lexicon.particles("planning").isdisjoint(lemmas(ruling.low))
        return "future" if auxiliary or planned else None
    auxiliary = form.kind == "PRTS" and any(t.low in ("будет", "будут") for t in tokens[max(0, i - 3) : i + 3])
    if auxiliary or "futr" in form.grammemes:
        return "future"
    return "present" if "pres" in form.grammemes else "past"


def _denied(tokens: Sequence[Token], i: int) -> bool:
    """«не участвовал», «не приняли», «так и не состоялась», «мог бы выступить»."""
    before = [t.low for t in tokens[max(0, i - 3) : i]]
    return "не" in before[-2:] or "бы" in before or (i + 1 < len(tokens) and tokens[i + 1].low == "бы")
