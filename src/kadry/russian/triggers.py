"""Triggers: verbs, participles and nouns that say that somebody comes to, holds or leaves a post."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.rolewords import role_entry
from kadry.russian.signed import Signs
from kadry.russian.signs import TRIGGER
from kadry.russian.words import forms, is_known, noun_lemmas

# nouns of the event itself: об освобождении Н. от обязанностей министра
NOUNS: Mapping[str, str] = {
    "назначение": "appoint",
    "избрание": "appoint",
    "переизбрание": "appoint",
    "утверждение": "appoint",
    "освобождение": "dismiss",
    "увольнение": "dismiss",
    "кандидатура": "appoint",
    "отставка": "dismiss",
    "отстранение": "dismiss",
    "снятие": "dismiss",
    "смещение": "dismiss",
    "отзыв": "dismiss",
    "перевод": "appoint",
    "уход": "dismiss",
    "введение": "appoint",
    "ввод": "appoint",
    "включение": "appoint",
    "вывод": "dismiss",
    "выведение": "dismiss",
    "исключение": "dismiss",
}
MOVING = frozenset(("перевод",))  # of those, what means a post only where one is named («перевод на должность»)
ENROLLING = frozenset(("введение", "ввод", "включение", "вывод", "выведение", "исключение"))  # «ввод в состав»
ROLLS = frozenset(("состав", "число", "ряд"))  # of a body's members
LEAVING = frozenset(("уход",))  # and what does where a holder is told behind it («уход директора», «с поста»)
CANDIDATE = "кандидатур"  # who is only proposed, of the nouns of an event
DECIDING = frozenset("постановить постановлять приказать приказывать решать решить".split())
APPROVING = frozenset(("утвердить", "одобрить"))
PROPOSING = frozenset(("рекомендовать", "предложить"))  # whose short participles put somebody forward
PUT_FORWARD = "выдвинуть"
PLACE = "место"
SPEAKING = frozenset(("NOUN", "VERB", "AUX", "ADJ"))
VERBAL = frozenset(("VERB", "INFN", "PRTF", "PRTS", "GRND"))
PHRASE_REACH = 4  # tokens from a verb to the rest of its phrase: «отправил министра в отставку»
UNTIL = 4  # tokens from «пока» to its «не»
RESOLVED_REACH = 5  # tokens from «принял» to «решение»
MOVED = 15  # tokens from «перевод» to the post that somebody is moved to
PHRASE_BACK = 6  # and before it: «на смену Олегу Ивановичу Дубко пришёл»
PHRASE_FAR = 16  # the same of a phrase with a body behind it: «во главе Союза писателей России с мая стоит»


class Trigger(Struct, frozen=True):
    """One trigger. kind: a verb class of the lexicon. voice: active, passive or noun. time: past, present or future.

    finished: the verb is perfective, so that its past is a state that still holds (стал, возглавил).
    """

    token: int
    lemma: str
    kind: str
    voice: str
    time: str
    finished: bool = False
    negated: bool = False
    modifier: bool = False  # a full participle, which belongs to the noun before it
    flags: frozenset[str] = frozenset()


def find_triggers(tokens: Sequence[Token], signs: Signs) -> tuple[Trigger, ...]:
    """Every trigger of a sentence, in order; ``signs`` are those of its words."""
    told = signs.where(TRIGGER)
    found = [_trigger(tokens, i) for i in told if tokens[i].pos in SPEAKING or (not i and tokens[i].pos == "PROPN")]
    return tuple([trigger for trigger in found if trigger is not None])


@lru_cache(maxsize=50_000)
def _verb(low: str) -> tuple[lexicon.Verb, str] | None:
    """The lexicon's verb and the kind of form that a word is, the likeliest reading first."""
    table = lexicon.verbs()
    for form in forms(low):
        if form.kind in VERBAL and form.lemma in table:
            proposed = form.kind == "PRTS" and form.lemma in PROPOSING  # «рекомендован на должность»
            return table[PUT_FORWARD if proposed else form.lemma], form.kind
    return None


@lru_cache(maxsize=50_000)
def _event(low: str) -> str | None:
    """The class of verb whose event a noun names."""
    return next((NOUNS[f.lemma] for f in forms(low) if f.kind == "NOUN" and f.lemma in NOUNS), None)


def speaks(low: str) -> bool:
    """Whether a word may be a trigger or begin one; a verb of speech is none."""
    verb = _verb(low)
    return (verb is not None and verb[0].verb_class != "speech") or _event(low) is not None or bool(_openings(low))


def role_made(lemma: str) -> str:
    """The post that a verb makes of a body («руководить», «редактировать»); "" for another verb."""
    verb = lexicon.verbs().get(lemma)
    return verb.role if verb is not None else ""


@cache
def speaking() -> frozenset[str]:
    """Verbs, the first words of fixed phrases, and nouns of events."""
    return frozenset((*lexicon.verbs(), *_phrases(), *NOUNS))


@lru_cache(maxsize=10_000)
def is_post(low: str, taken: bool) -> bool:
    """Whether a noun means a post; «место» does where it is taken."""
    nouns = posts() if taken else lexicon.particles("postnoun")
    return any(f.lemma in nouns for f in forms(low) if f.kind == "NOUN")


@cache
def posts() -> frozenset[str]:
    """The nouns that may mean a post."""
    return lexicon.particles("postnoun") | {PLACE}


@lru_cache(maxsize=50_000)
def _openings(low: str) -> tuple[tuple[Sequence[str], str, lexicon.Verb], ...]:
    """The fixed phrases that begin with a verb: their further words, the verb's kind of form, the entry."""
    return tuple([(rest, form.kind, verb) for form in forms(low) for rest, verb in _phrases().get(form.lemma, ())])


@cache
def _phrases() -> Mapping[str, tuple[tuple[Sequence[str], lexicon.Verb], ...]]:
    """First word → the further words of the lexicon's fixed phrases with their entries (отправить в отставку)."""
    found: dict[str, list[tuple[Sequence[str], lexicon.Verb]]] = {}
    for lemma, verb in lexicon.verbs().items():
        first, *rest = lemma.split(" ")
        if rest:
            found.setdefault(first, []).append((rest, verb))
    return {first: tuple(entries) for first, entries in found.items()}


def _fixed(tokens: Sequence[Token], i: int) -> tuple[lexicon.Verb, str] | None:
    """The fixed phrase whose verb is token i and whose further words stand in one piece near it."""
    openings = _openings(tokens[i].low)
    lows = [t.low for t in tokens] if openings else []
    for rest, form, verb in openings:
        if rest[0] in lows:
            length = len(rest)
            back = PHRASE_FAR if verb.governs else PHRASE_BACK
            for first in (*range(max(0, i - length - back), i - length + 1), *range(i + 1, i + PHRASE_REACH)):
                if lows[first : first + length] == rest and not _is_taken(tokens, first, i):
                    return verb, form
    return None


def _is_taken(tokens: Sequence[Token], first: int, i: int) -> bool:
    """«во главе банка был Ким, рядом стоял Пак»: words of a phrase that another verb is nearer to."""
    return any(token.verb == "Fin" for token in tokens[first:i])


def _wished(tokens: Sequence[Token], i: int) -> bool:
    """«мечтал стать министром», «не собирается возглавлять»: a wish, or what nobody will do, makes no candidate."""
    governor = tokens[i].head
    near = [k for k in {governor, i - 1, i - 2} if 0 <= k < i]
    if any(not lexicon.particles("wish").isdisjoint(_verb_lemmas(tokens[k].low)) for k in near):
        return True
    return any(k and tokens[k - 1].low == "не" and tokens[k].low not in BE and _is_modal(tokens[k]) for k in near)


def _refuses(tokens: Sequence[Token], i: int) -> bool:
    """«отказался | занять пост»: a verb of leaving with an infinitive behind it leaves nothing."""
    return i + 1 < len(tokens) and tokens[i + 1].verb == "Inf"


def _is_modal(token: Token) -> bool:
    """A verb, or a short form, that governs an infinitive («собирается», «намерен»)."""
    return token.verb == "Fin" or any(form.kind in ("ADJS", "PRTS") for form in forms(token.low))


def _behind(tokens: Sequence[Token], i: int, group: str) -> bool:
    """Whether the infinitive at token i hangs on a verb of a group: on the parser's word or on the one before."""
    near = (tokens[k].low for k in {tokens[i].head, i - 1} if 0 <= k < i)
    return any(not lexicon.particles(group).isdisjoint(_verb_lemmas(low)) for low in near)


def _enacted(tokens: Sequence[Token], i: int) -> bool:
    """«постановил назначить», «1. Назначить …», «…, освободить …» behind such a one: what a decision does is done."""
    if _behind(tokens, i, "decision") or _decided(tokens, i) or _resolved(tokens, i) or _ordered(tokens, i):
        return True
    first = next((k for k, t in enumerate(tokens) if t.text[0].isalpha()), i)
    if i == first or (i and tokens[i - 1].text == ":" and tokens[i].rel == "root"):
        return not any(t.verb == "Fin" and t.rel == "root" for t in tokens)
    governor, joined = tokens[i].head, i > 0 and tokens[i - 1].low in (",", ";", "и", "а")
    return joined and 0 <= governor < i and tokens[governor].verb == "Inf" and _enacted(tokens, governor)


def _decided(tokens: Sequence[Token], i: int) -> bool:
    """«решил назначить», «решено освободить»: unlike what somebody has decided to do himself, it is done."""
    verb = _verb(tokens[i].low)
    if verb is None or verb[0].verb_class not in ("appoint", "dismiss"):
        return False
    near = (tokens[k] for k in {tokens[i].head, i - 1} if 0 <= k < i)
    return any("решить" in _verb_lemmas(token.low) and token.tense != "Fut" for token in near)


def _ordered(tokens: Sequence[Token], i: int) -> bool:
    """«Приказываю: назначить …», «ПОСТАНОВЛЯЕТ: Назначить …»: a verb of deciding before the colon."""
    return i > 1 and tokens[i - 1].text == ":" and not DECIDING.isdisjoint(_verb_lemmas(tokens[i - 2].low))


def _resolved(tokens: Sequence[Token], i: int) -> bool:
    """«принял решение освободить», «было принято решение назначить»: a decision that is taken in the past."""
    noun = i - 1 if i and tokens[i - 1].low == "решение" else tokens[i].head
    if not 0 < noun < i or tokens[noun].low != "решение":
        return False
    first = max(0, noun - RESOLVED_REACH)
    taken = next((k for k in range(noun - 1, first - 1, -1) if "принять" in _verb_lemmas(tokens[k].low)), None)
    if taken is None or tokens[taken].verb not in ("Fin", "Part") or tokens[taken].tense == "Fut":
        return False
    return tokens[taken - 1].low not in POSSIBLE


@lru_cache(maxsize=50_000)
def _verb_lemmas(low: str) -> frozenset[str]:
    return frozenset(f.lemma for f in forms(low))


def _approved(tokens: Sequence[Token]) -> bool:
    """«утвердил кандидатуру», «кандидатура одобрена»: whoever was proposed is accepted."""
    done = (t for t in tokens if t.pos == "VERB" and t.tense != "Fut")
    return any(not APPROVING.isdisjoint(_verb_lemmas(t.low)) for t in done)


@lru_cache(maxsize=50_000)
def _grammemes(low: str, kind: str) -> frozenset[str]:
    """Those of a word's likeliest reading as a kind of form."""
    return next(f.grammemes for f in forms(low) if f.kind == kind)


def _trigger(tokens: Sequence[Token], i: int) -> Trigger | None:
    token = tokens[i]
    if token.pos == "NOUN" and not (_is_verbal(token.low) or _governs(tokens, i)):
        return _of_noun(tokens, i)
    if i == 0 and token.pos == "PROPN" and _event(token.low):
        return _of_noun(tokens, i)  # «Отставку министра приняли»: a capital makes the first word a name
    if not _is_verb(tokens, i):
        return None
    found = _fixed(tokens, i) or _verb(token.low)
    if found is None or found[0].verb_class == "speech" or (token.pos == "PROPN" and not _is_verbal(token.low)):
        return None
    verb, form = found
    void = _wished(tokens, i) if form == "INFN" else verb.verb_class == "leave" and _refuses(tokens, i)
    if void or (token.rel == "aux" and _is_infinitive(tokens[token.head].low)):
        return None
    if token.rel == "aux:pass" and (_is_given(tokens[token.head].low) or _has_agent(tokens, token.head)):
        return None
    grammemes = _grammemes(token.low, form)
    if verb.verb_class == "hold" and "pssv" in grammemes:
        return None  # «занимаемой должности»
    passive = (form in ("PRTS", "PRTF") and "pssv" in grammemes) or (
        token.low.endswith(("ся", "сь")) and verb.verb_class in ("appoint", "dismiss") and " " not in verb.lemma
    )
    stopped = form == "INFN" and verb.verb_class == "hold" and _behind(tokens, i, "stopping")
    return Trigger(
        token=i,
        lemma=verb.lemma,
        kind="leave" if stopped else verb.verb_class,
        voice="passive" if passive else "active",
        time="past" if stopped else _time(tokens, i, form, grammemes, "perf" in verb.flags),
        finished="perf" in verb.flags,
        negated=_is_negated(tokens, i),
        modifier=form == "PRTF",
        flags=verb.flags,
    )


def _of_noun(tokens: Sequence[Token], i: int) -> Trigger | None:
    """The trigger that the noun of an event is, where it means a post («назначение», «ввод в состав», «в отставку»)."""
    low = tokens[i].low
    kind = _event(low)
    if not kind or (i and tokens[i - 1].low == "в"):
        return None  # «ушёл в отставку» is the verb's
    told = noun_lemmas(low)
    for nouns, means in ((MOVING, _to_a_post), (ENROLLING, _enrols), (LEAVING, _of_a_post)):
        if not nouns.isdisjoint(told) and not means(tokens, i):
            return None
    supposed = i > 0 and tokens[i - 1].low in SUPPOSED
    time = "future" if supposed or (low.startswith(CANDIDATE) and not _approved(tokens)) else "past"
    return Trigger(i, "", kind, "noun", time, True, False, False, frozenset())


def _is_negated(tokens: Sequence[Token], i: int) -> bool:
    """«не назначен», «не был назначен», «пока не назначен», but not «пустовало, пока его не занял Ким»."""
    start = i - 2 if i > 1 and tokens[i - 1].low in BE else i - 1
    if start < 0 or tokens[start].low != "не":
        return False
    until = (k for k in range(max(1, start - UNTIL), start - 1) if tokens[k].low == "пока")
    return all(tokens[k - 1].text != "," for k in until)


@lru_cache(maxsize=10_000)
def _is_given(low: str) -> bool:
    """Whether a short participle gives or takes a post, as «был» beside it then does not: «был | избран»."""
    found = _verb(low)
    return found is not None and found[1] == "PRTS" and found[0].verb_class in ("appoint", "dismiss")


@lru_cache(maxsize=10_000)
def _is_infinitive(low: str) -> bool:
    """Whether an infinitive is a trigger itself: «будет | исполнять»."""
    found = _verb(low)
    return found is not None and found[1] == "INFN" and found[0].verb_class != "speech"


def _has_agent(tokens: Sequence[Token], i: int) -> bool:
    """«был задержан следователем»: who does what the participle at token i says, not what its subject was."""
    governed = {t.head for t in tokens if t.rel == "case"}
    nouns = (t for k, t in enumerate(tokens) if t.head == i and t.case == "ablt" and k not in governed)
    hung = {t.rel for t in nouns if t.pos in ("NOUN", "PROPN")}
    return tokens[i].verb == "Part" and "xcomp" not in hung and any(rel.startswith("obl") for rel in hung)


def _is_verb(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word may be a verb's form: what the dictionary knows as one is, though the tagger errs.

    «заведовавшая» is a noun for it; «Занимающая пост …», «Назначить …»: a capital makes the first word a name.
    """
    token = tokens[i]
    if token.pos == "NOUN":
        return _is_verbal(token.low) or _governs(tokens, i)
    return token.pos in ("VERB", "AUX", "ADJ") or (i == 0 and token.pos == "PROPN" and is_known(token.low))


def _governs(tokens: Sequence[Token], i: int) -> bool:
    """«Трудовую деятельность начала …»: what the tagger calls a noun has an object, as no noun has."""
    return any(t.head == i and t.rel == "obj" for t in tokens)


def _to_a_post(tokens: Sequence[Token], i: int) -> bool:
    """«переводе товарища Кима, секретаря парткома, на должность …»: behind the noun somebody is moved to a post."""
    near = range(i + 1, min(i + MOVED, len(tokens) - 1))
    return any(tokens[k].low == "на" and is_post(tokens[k + 1].low, False) for k in near)


def _enrols(tokens: Sequence[Token], i: int) -> bool:
    """«введение товарища Кима в состав комитета»: behind the noun stands the composition of a body."""
    near = range(i + 1, min(i + MOVED, len(tokens) - 1))
    return any(tokens[k].low in ("в", "из") and not ROLLS.isdisjoint(noun_lemmas(tokens[k + 1].low)) for k in near)


def _of_a_post(tokens: Sequence[Token], i: int) -> bool:
    """«уход главного тренера», «об уходе с поста», not «после ухода»: behind the noun stands a role, or the post."""
    if i and tokens[i].case not in ("nomn", "accs") and tokens[i - 1].low not in ("о", "об"):
        return False
    if i + 2 < len(tokens) and tokens[i + 1].low in ("с", "со"):
        return is_post(tokens[i + 2].low, False)
    head = next((t for t in tokens[i + 1 : i + PHRASE_REACH] if t.pos != "ADJ"), None)
    return head is not None and head.case == "gent" and role_entry(head.low) is not None


@lru_cache(maxsize=10_000)
def _is_verbal(low: str) -> bool:
    """Whether a word is no noun, as far as the dictionary knows: «подали», «занимающая», «назначить»."""
    return VERBAL.issuperset(form.kind for form in forms(low))


POSSIBLE = frozenset(("быть", "будет", "бы", "не"))  # before «принято»: «может быть принято решение»
SUPPOSED = frozenset(("случае", "возможность", "возможности", "вероятность", "для"))  # before «назначения»
COMING = frozenset(("будет", "будут", "бы"))
BE = frozenset(("был", "была", "было", "были", "будет", "будут"))


def _time(tokens: Sequence[Token], i: int, form: str, grammemes: Collection[str], perfective: bool) -> str:
    near = [t.low for t in tokens[max(0, i - 3) : i]] + [t.low for t in tokens[i + 1 : i + 2]]
    if not COMING.isdisjoint(near) or (form == "INFN" and _to_come(tokens, i)):
        return "future"
    if form == "INFN" and perfective and _enacted(tokens, i):
        return "past"
    if form == "INFN":
        return "future" if any(_unsure(low) for low in near) or perfective else "present"
    if form == "PRTS":
        return "past"
    if "past" in grammemes:
        return "past"
    if "futr" in grammemes:
        return "future"
    return "past" if form == "GRND" and perfective else "present"


def _to_come(tokens: Sequence[Token], i: int) -> bool:
    """«исполнять обязанности министра | будет»: the infinitive's auxiliary behind what it governs."""
    return any(t.low in COMING and (t.head == i or tokens[i].head == k) for k, t in enumerate(tokens))


def _unsure(low: str) -> bool:
    return any(f.lemma in lexicon.particles("unsure") for f in forms(low))
