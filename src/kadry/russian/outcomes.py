"""Outcomes: what a decision does, by its title («о назначении Кима») or its verb («указом № 77 назначен Ким»)."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.decisions import Naming
from kadry.russian.grounds import RESULTS, deed, is_ground, is_place, is_verb, meant_by
from kadry.russian.issuers import LANDS, Issuer
from kadry.russian.issuing import VERBAL, making, subject, subjects
from kadry.russian.parse import Clause
from kadry.russian.words import can_be, forms, noun_lemmas
from kadry.scene import Result

PERSONAL = frozenset(("appoints", "dismisses"))
COMING = frozenset(("будет", "будут", "не", "может", "могут"))
REACH = 7  # tokens between a verb and the word for a post


class Outcome(Struct, frozen=True, order=True):
    """What is done to a person of the sentence, or to a body: the index among the clause's persons or bodies."""

    result: Result
    person: int | None = None
    body: int | None = None


def outcomes(clause: Clause, namings: Sequence[Naming], index: int) -> tuple[Outcome, ...]:
    """What the decision that one of a sentence's namings names does in this sentence."""
    found = [*_titled(clause, namings[index])]
    tokens = clause.sentence.tokens
    for verb, token in enumerate(tokens):
        if token.pos not in ("VERB", "ADJ", "AUX") or (told := deed(token.low)) is None:
            continue
        if any(n.title is not None and n.title[0] <= verb < n.title[1] for n in namings):
            continue
        meant = meant_by(tokens, namings, verb, told[1])
        if (
            meant == index
            and (told[0] not in PERSONAL or _has_post(clause, verb))
            and COMING.isdisjoint(t.low for t in tokens[max(0, verb - 2) : verb])
        ):
            found += _targets(clause, namings, verb, told)
    return tuple(dict.fromkeys(found))


def _has_post(clause: Clause, verb: int) -> bool:
    """Whether a verb that is of appointment only beside a post («снять с должности», «лишить») has one near it."""
    tokens = clause.sentence.tokens
    if not _needs_post(tokens[verb].low):
        return True
    posts = lexicon.particles("postnoun") | lexicon.particles("membership")
    near = range(max(0, verb - REACH), min(len(tokens), verb + REACH))
    if any(not posts.isdisjoint(noun_lemmas(tokens[k].low)) for k in near if tokens[k].pos == "NOUN"):
        return True
    return any(r.start in near and r.case in ("ablt", "gent") for r in clause.roles)


@lru_cache(maxsize=50_000)
def _needs_post(low: str) -> bool:
    entries = (lexicon.verbs().get(f.lemma) for f in forms(low) if f.kind in VERBAL)
    return next(("postnoun" in entry.flags for entry in entries if entry is not None), False)


def issuer_of(clause: Clause, namings: Sequence[Naming], index: int) -> Issuer | None:
    """Who made the decision that one of a sentence's namings names: by its own words, its verb, or what it does."""
    naming = namings[index]
    told = making(clause, naming.first, naming.head, naming.last)
    return naming.issuer or (told and told.issuer) or doer(clause, namings, index)


def doer(clause: Clause, namings: Sequence[Naming], index: int) -> Issuer | None:
    """«Приказом № 5 министр уволил …», «в резолюции № 7 Совет упразднил …»: who does so has made the decision."""
    tokens = clause.sentence.tokens
    naming = namings[index]
    if (verb := _which(clause, naming)) is not None:
        return subject(clause, verb)
    by_it = tokens[naming.head].case == "ablt" and tokens[naming.first - 1].pos != "ADP"
    verb = tokens[naming.head].head
    if by_it and (verb < 0 or tokens[verb].verb != "Fin") and naming.last < len(tokens):
        verb = naming.last  # «правительство постановлением № 5 | утвердило», which the parser gives to the government
    if verb < 0 or tokens[verb].verb != "Fin" or tokens[verb].pos != "VERB" or tokens[verb].voice == "Pass":
        return None
    told = deed(tokens[verb].low)
    active = told is not None and told[1] == "VERB" and not told[2]
    if not (by_it or (active and (is_place(tokens, naming) or is_ground(tokens, naming)))):
        return None
    return subject(clause, verb) if tokens[verb].voice == "Act" else None


def _which(clause: Clause, naming: Naming) -> int | None:
    """«постановление № 5, которым правительство образовало …»: the verb of what is done by it."""
    tokens, end = clause.sentence.tokens, naming.last
    if end + 1 >= len(tokens) or tokens[end].text != "," or tokens[end + 1].low not in ("которым", "которой"):
        return None
    verb = next((k for k in range(end + 2, len(tokens)) if is_verb(tokens[k]) or tokens[k].text in ",;"), None)
    return verb if verb is not None and tokens[verb].voice == "Act" and deed(tokens[verb].low) is not None else None


@lru_cache(maxsize=50_000)
def _noun(low: str) -> Result | None:
    """What a noun says is done: назначение, упразднение."""
    own = (lexicon.decisions().get(f.lemma, "") for f in forms(low) if f.kind == "NOUN")
    return next((RESULTS[kind] for kind in own if kind in RESULTS), None)


def _titled(clause: Clause, naming: Naming) -> Iterator[Outcome]:
    """«о назначении Кима министром», «о создании комиссии»."""
    if naming.title is None:
        return
    first, last = naming.title
    tokens = clause.sentence.tokens
    for k in range(first, last):
        result = _noun(tokens[k].low) if tokens[k].pos == "NOUN" and tokens[k].case == "loct" else None
        if result is None:
            continue
        if result in PERSONAL:
            yield from (Outcome(result, person=i) for i, p in _people(clause, k, last))
        else:
            yield from (
                Outcome(result, body=i) for i, b in enumerate(clause.bodies) if b.first == k + 1 and b.kind not in LANDS
            )


def _people(clause: Clause, k: int, last: int) -> list[tuple[int, int]]:
    """The first person behind a noun of the title, before the next such noun."""
    tokens = clause.sentence.tokens
    stop = next((i for i in range(k + 1, last) if tokens[i].case == "loct" and _noun(tokens[i].low)), last)
    return [(i, p.first) for i, p in enumerate(clause.persons) if k < p.first < stop][:1]


def _targets(clause: Clause, namings: Sequence[Naming], verb: int, told: tuple[Result, str, bool]) -> list[Outcome]:
    """The persons or bodies to which a verb's deed is done; of what is renamed, the new name."""
    result, kind, passive = told
    tokens = clause.sentence.tokens
    if result == "renames" and (named := _new_name(clause, verb)):
        return named
    if kind == "PRTF":
        own = [tokens[verb].head]
    elif passive:
        own = subjects(tokens, verb)
    else:
        own = [k for k, t in enumerate(tokens) if t.head == verb and t.rel == "obj"]
    row = [k for k, t in enumerate(tokens) if t.rel == "conj" and t.head in own]
    found = [*filter(None, (_target(clause, k, result) for k in (*own, *row) if k >= 0))]
    said = any(tokens[k].pos == "PRON" for k in own) or (result in PERSONAL and not passive)
    return found if found or said or kind == "PRTF" else _near(clause, namings, verb, result)


def _new_name(clause: Clause, verb: int) -> list[Outcome]:
    """«переименовано в Отдел надзора», «преобразовал департамент в службу»."""
    tokens = clause.sentence.tokens
    new = (i for i, b in enumerate(clause.bodies) if b.first > verb and tokens[b.first - 1].low == "в")
    return [Outcome("renames", body=i) for i in new][:1]


def _near(clause: Clause, namings: Sequence[Naming], verb: int, result: Result) -> list[Outcome]:
    """What a verb without a subject or object means: the nearest nominative of a person, a body that touches it."""
    if result not in PERSONAL:
        own = (i for i, b in enumerate(clause.bodies) if b.first == verb + 1 or b.last == verb)
        return [Outcome(result, body=i) for i in own][:1]
    tokens = clause.sentence.tokens
    inside = {k for n in namings for k in range(n.first, n.last)}
    free = [i for i, p in enumerate(clause.persons) if p.first not in inside and can_be(tokens[p.first], "nomn")]
    left = [i for i in free if clause.persons[i].last <= verb and _together(tokens, clause.persons[i].last, verb)]
    right = [i for i in free if clause.persons[i].first > verb and _together(tokens, verb + 1, clause.persons[i].first)]
    return [Outcome(result, person=i) for i in (*left[-1:], *right[:1])][:1]


def _together(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether neither a verb nor a mark that parts clauses stands between."""
    return all(not is_verb(t) and t.text not in ";:" for t in tokens[first:last])


def _target(clause: Clause, k: int, result: Result) -> Outcome | None:
    if result not in PERSONAL:
        body = next((i for i, b in enumerate(clause.bodies) if b.head == k), None)
        return Outcome(result, body=body) if body is not None else None
    person = next((i for i, p in enumerate(clause.persons) if p.first - 1 <= k < p.last), None)
    if person is None:
        titles = (t.person for t in clause.titles if clause.roles[t.role].head == k)
        person = next(titles, None)
    return Outcome(result, person=person) if person is not None else None
