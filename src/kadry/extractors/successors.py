"""Successors: nouns that say who comes after whom («преемник Кима», «её предшественница»)."""

from collections.abc import Iterator

from kadry.extractors.parties import Party
from kadry.extractors.stages import NOMINATIVE, OBJECT, Stage
from kadry.extractors.turnover import Change
from kadry.russian.handovers import copula, is_naming, is_negated, is_noun
from kadry.russian.words import can_be, cases, noun_lemmas

JOINTS = frozenset((",", "—", "–", "-", "("))
OWN = "свой"
REACH = 7  # tokens between a noun and the verb of being


def by_nouns(stage: Stage) -> Iterator[Change]:
    """What the nouns of a sentence say."""
    for n, token in enumerate(stage.tokens):
        if token.pos not in ("NOUN", "PROPN"):
            continue
        later = is_noun(token.low, "successor")
        if later or is_noun(token.low, "predecessor"):
            whose = _whose(stage, n)
            who = None if whose is None else _who(stage, n, whose)
            if whose is not None and who is not None and not stage.is_one(who, whose):
                pair = (who, whose) if later else (whose, who)
                yield _change(stage, n, pair)


def _whose(stage: Stage, n: int) -> Party | None:
    """Whose successor: «его», «своего», or the name behind the noun."""
    before = stage.tokens[n - 1].low if n else ""
    pronoun = next((p for p in stage.parties if p.start == n - 1 and p.end == n and "gent" in p.cases), None)
    if pronoun is not None:
        return pronoun
    if OWN in noun_lemmas(before):
        named = [p for p in stage.parties if "nomn" in p.cases]
        return named[0] if len(named) == 1 else next((p for p in named if p.end <= n), None)
    at = {n + 1, stage.post_end(n + 1)}
    return next((p for p in stage.parties if {p.start, stage.lead(p)} & at and "gent" in p.cases), None)


def _who(stage: Stage, n: int, whose: Party) -> Party | None:
    """Who the successor is: the name beside the noun, or what a verb makes him."""
    tokens = stage.tokens
    end = stage.post_end(max(n + 1, whose.end))
    possible = cases(tokens[n].low)
    others = [p for p in stage.parties if not stage.is_one(p, whose)]
    behind = end + (end < len(tokens) and tokens[end].text == ",")
    apposed = [p for p in others if p.start in (end, behind) and not p.cases.isdisjoint(possible)]
    start = n - (whose.end == n)
    before = [p for p in others if p.end == start - 1 and tokens[start - 1].text in JOINTS]
    found = next((p for p in apposed if p.start == end), None) or next(iter(before), None) or next(iter(apposed), None)
    return found or _made(stage, n, whose)


def _made(stage: Stage, n: int, whose: Party) -> Party | None:
    """«Преемником Кима стал Ли», «предшественником Ли был Ким», «Ким назвал своим преемником Ли»."""
    if not can_be(stage.tokens[n], "ablt"):
        return None
    verb = _verb(stage, n)
    if verb is None:
        return None
    active = is_naming(stage.tokens[verb].low) or any(
        t.token == verb and t.kind == "appoint" and t.voice == "active" for t in stage.triggers
    )
    return next(stage.near(verb, OBJECT if active else NOMINATIVE, (whose,)), None)


def _verb(stage: Stage, n: int) -> int | None:
    """The verb that makes somebody a successor: of appointing, becoming, being or naming."""
    told = [t.token for t in stage.triggers if t.kind in ("appoint", "become")]
    told += [i for i, t in enumerate(stage.tokens) if is_naming(t.low)]
    told = [i for i in told if stage.open(n, i)]
    return min(told, key=lambda i: abs(i - n)) if told else copula(stage.tokens, n, REACH)


def _change(stage: Stage, n: int, pair: tuple[Party, Party]) -> Change:
    tokens, verb = stage.tokens, _verb(stage, n) if can_be(stage.tokens[n], "ablt") else None
    trigger = next((t for t in stage.triggers if t.token == verb), None)
    time = "future" if verb is not None and is_naming(tokens[verb].low) else trigger.time if trigger else "present"
    role = stage.place(n) or pair[1].title or pair[0].title
    return Change(n, *pair, role, time, verb is not None and is_negated(tokens, verb))
