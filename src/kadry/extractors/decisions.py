"""Decisions that a text names, who made them, and what they do («распоряжением № 77 директором назначен Ким»)."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from kadry.claim import Mention, Support, cut
from kadry.document import Span
from kadry.fold import fold
from kadry.russian.decisions import Naming, find_namings, is_named, is_open, is_resolved
from kadry.russian.hearsay import has_phrase
from kadry.russian.issuers import mention_of
from kadry.russian.issuing import Making, making
from kadry.russian.outcomes import Outcome, issuer_of, outcomes
from kadry.russian.papers import ABOUT
from kadry.russian.parse import Clause, Parse
from kadry.russian.words import noun_lemmas
from kadry.scene import DecisionClaim, Effect

RULE = "decisions@1"
NUMBERED, TOLD, BARE, REFERRED = 0.95, 0.85, 0.75, 0.7  # a number; a date or title; an issuer; what came before
POINTING = frozenset(
    "этот данный указанный вышеуказанный упомянутый вышеупомянутый названный вышеназванный тот настоящий сей".split()
)
HEAD = "глава государства"
MINISTER = re.compile(r"^министерство\b")
ENDS = frozenset((".", "!", "?", "…"))
LEAD = 4  # sentences behind a headline, with those of the dateline
REACH = 2  # sentences back to what «этим указом» means, where the text names several


class Known(Struct, frozen=True):
    """A claim with the number of its sentence."""

    sentence: int
    claim: DecisionClaim


def extract(parse: Parse) -> Iterator[DecisionClaim]:
    """A claim for each naming of a decision; a short one that means another of the text is filled from it."""
    known: list[Known] = []
    for number, clause in enumerate(parse.clauses):
        namings = find_namings(clause)
        for index, naming in enumerate(namings):
            claim = _claim(parse, number, namings, index)
            meant = _meant(parse, known, number, naming, claim)
            if meant is not None:
                claim = _filled(parse, claim, meant, number)
            elif not _stands(parse, number, naming, claim):
                continue
            known.append(Known(number, claim))
    for item in known:
        later = _told_later(item, known)
        story = _headed(parse, item, known) if later is None else None
        if story is not None:
            yield replace(_filled(parse, item.claim, story, item.sentence), title=story.claim.title)
        else:
            yield item.claim if later is None else _filled(parse, item.claim, later, item.sentence)


def _told_later(item: Known, known: Sequence[Known]) -> Known | None:
    """The only decision with a number behind a naming without one that says the same of it («решение о назначении»)."""
    claim = item.claim
    if claim.number is not None:
        return None
    behind = [k for k in known if k.sentence >= item.sentence and k.claim.number and k.claim.type == claim.type]
    same = [k for k in behind if _agrees(claim, k.claim) and _is_same(claim, k.claim)]
    return same[0] if len({k.claim.number for k in same}) == 1 else None


def _headed(parse: Parse, item: Known, known: Sequence[Known]) -> Known | None:
    """The decision with a number that a headline tells in words of its own: the only one of its type and issuer."""
    claim = item.claim
    if item.sentence or claim.number or parse.clauses[0].sentence.tokens[-1].text in ENDS:
        return None
    told = [k for k in known if k.claim.number and k.claim.type == claim.type]
    near = {k.claim.number: k for k in told if k.sentence <= LEAD and _one(_issuer(claim), _issuer(k.claim))}
    return next(iter(near.values())) if len({k.claim.number for k in told}) == len(near) == 1 else None


def _stands(parse: Parse, number: int, naming: Naming, claim: DecisionClaim) -> bool:
    """Whether a naming tells one decision from others; one that is only planned or denied needs a number."""
    clause = parse.clauses[number]
    if claim.status != "current" and not naming.draft:
        return claim.number is not None
    if claim.number is None and claim.supports[0].confidence == BARE and not claim.effects and _is_nobody(claim):
        return False
    if is_open(clause, naming):
        return False
    told = naming.kind == "act" and (claim.date is not None or _is_made(clause, naming, claim))
    resolved = told or bool(claim.effects) or is_resolved(clause, naming)
    return is_named(clause, naming) or (claim.issuer is not None and resolved)


def _is_made(clause: Clause, naming: Naming, claim: DecisionClaim) -> bool:
    """«VIII съезд партии принял резолюцию»: a verb says that a body with a name of its own made it."""
    issuer = claim.issuer_entity
    named = issuer is not None and issuer.type == "body" and " " in issuer.normal
    return named and making(clause, naming.first, naming.head, naming.last) is not None


def _is_nobody(claim: DecisionClaim) -> bool:
    """«по решению суда»: a body that the text names nowhere in full."""
    issuer = claim.issuer_entity
    return issuer is not None and issuer.type == "body" and " " not in issuer.normal and issuer.normal.islower()


def _claim(parse: Parse, number: int, namings: Sequence[Naming], index: int) -> DecisionClaim:
    clause, naming = parse.clauses[number], namings[index]
    said = (parse.document, clause.sentence)
    told = making(clause, naming.first, naming.head, naming.last) or Making(None, None, "current")
    issuer = issuer_of(clause, namings, index)
    mention = mention_of(parse, number, issuer) if issuer is not None else None
    title = _title(parse, number, naming)
    date = naming.date or told.date
    sure = NUMBERED if naming.number else TOLD if date or title else BARE
    return DecisionClaim(
        document=parse.document.id,
        evidence=parse.quote([number]),
        supports=(Support(RULE, sure),),
        status="denied" if has_phrase(*said, "falsehood") else "future" if naming.draft else told.status,
        reported=has_phrase(*said, "rumour"),
        words=_words(parse, number, naming),
        type=naming.type,
        number=naming.number,
        date=date,
        title=title,
        issuer=mention,
        issuer_entity=mention and _fullest(parse, mention),
        effects=_effects(parse, number, outcomes(clause, namings, index)),
    )


def _words(parse: Parse, number: int, naming: Naming) -> Mention:
    tokens = parse.clauses[number].sentence.tokens
    last = tokens[naming.last - 1]
    span = Span(tokens[naming.first].start, last.end - last.text.endswith(","))
    normal = naming.type if naming.number is None else f"{naming.type} № {naming.number}"
    return cut(parse.document.id, parse.document.text, span, "decision", normal)


def _title(parse: Parse, number: int, naming: Naming) -> str | None:
    """The title's words as they stand, line breaks as spaces."""
    if naming.title is None:
        return None
    tokens = parse.clauses[number].sentence.tokens[slice(*naming.title)]
    return " ".join(parse.document.text[tokens[0].start : tokens[-1].end].split())


def _fullest(parse: Parse, mention: Mention) -> Mention:
    """The head of the mention's chain; words that are no mention of a chain go by their name."""
    found = parse.antecedents.get(mention.key)
    if found is None and mention.type == "body":
        name = fold(mention.normal)
        same = (c.head for c in parse.chains if any(m.type == "body" and fold(m.normal) == name for m in c.mentions))
        found = next(same, None)
    return mention if found is None or not ABOUT.isdisjoint(found.normal.split()) else found


def _effects(parse: Parse, number: int, found: Sequence[Outcome]) -> tuple[Effect, ...]:
    """What a decision does in a sentence, each once («комитет упразднён указом „Об упразднении комитета“»)."""
    effects: dict[tuple[str, str], Effect] = {}
    for effect in sorted(_effect(parse, number, outcome) for outcome in found):
        effects.setdefault((effect.result, effect.entity.key), effect)
    return tuple(effects.values())


def _effect(parse: Parse, number: int, outcome: Outcome) -> Effect:
    clause = parse.clauses[number]
    if outcome.person is not None:
        mention = clause.names[outcome.person]
    else:
        assert outcome.body is not None
        mention = parse.body_mention(clause.bodies[outcome.body])
    return Effect(outcome.result, mention, parse.antecedents.get(mention.key, mention))


def _meant(parse: Parse, known: Sequence[Known], number: int, naming: Naming, claim: DecisionClaim) -> Known | None:
    """The earlier decision that a naming without a number goes back to, where that is sure."""
    if naming.number is not None or parse.clauses[number].sentence.tokens[naming.first].plural:
        return None
    alike = [k for k in known if k.claim.type == claim.type and _agrees(claim, k.claim)]
    if not alike:
        return None
    identities = {(k.claim.number, k.claim.date, k.claim.title) for k in alike}
    sure = len(identities) == 1 or number - alike[-1].sentence <= REACH
    if _is_pointed(parse, number, naming) or _is_short(claim):
        return alike[-1] if sure else None
    same = [k for k in alike if _is_same(claim, k.claim)]
    return same[-1] if same and len(identities) == 1 else None


def _is_short(claim: DecisionClaim) -> bool:
    """«Указом учреждён совет»: nothing is said of the decision but what it does."""
    return bool(claim.effects) and not (claim.issuer or claim.date or claim.title)


def _is_pointed(parse: Parse, number: int, naming: Naming) -> bool:
    """«этим указом», «тем же приказом», «указанное постановление»."""
    tokens = parse.clauses[number].sentence.tokens
    before = tokens[max(0, naming.first - 2) : naming.first]
    return any(t.pos in ("DET", "ADJ", "VERB", "PRON") and not POINTING.isdisjoint(noun_lemmas(t.low)) for t in before)


def _agrees(short: DecisionClaim, whole: DecisionClaim) -> bool:
    """Whether nothing that both say of a decision differs."""
    dated = not short.date or not whole.date or short.date.startswith(whole.date) or whole.date.startswith(short.date)
    issued = not short.issuer_entity or not whole.issuer_entity or _one(_issuer(short), _issuer(whole))
    return dated and issued and (not short.title or not whole.title or _entitles(short.title, whole.title))


def _entitles(short: str, whole: str) -> bool:
    """«о портах» of a law «О национальных портах»: whether a title has all words of a shorter one."""
    if fold(whole).startswith(fold(short)):
        return True
    said, told = (frozenset(noun_lemmas(word)[0] for word in fold(title).split()) for title in (short, whole))
    return said < told


def _is_same(short: DecisionClaim, whole: DecisionClaim) -> bool:
    """Whether a short naming repeats what tells the decision: date, title or effect, or its issuer and nothing new."""
    told = (short.date, whole.date), (short.title and fold(short.title), whole.title and fold(whole.title))
    if any(left and right for left, right in told):
        return True
    done = {(e.result, e.entity.key) for e in whole.effects}
    if any((e.result, e.entity.key) in done for e in short.effects):
        return True
    return bool(short.issuer_entity and whole.issuer_entity) and not (short.effects or short.date or short.title)


def _issuer(claim: DecisionClaim) -> str:
    return fold(claim.issuer_entity.normal) if claim.issuer_entity else ""


def _one(left: str, right: str) -> bool:
    """Whether two names are of one issuer: the same, a shorter one, or the head of state by both of his titles."""
    left, right = (MINISTER.sub("министр", name) for name in (left, right))  # a minister's order is the ministry's
    if left.startswith(right) or right.startswith(left):
        return True
    return HEAD in (left, right) and any(name.startswith("президент") for name in (left, right))


def _filled(parse: Parse, claim: DecisionClaim, meant: Known, number: int) -> DecisionClaim:
    """The claim with what the earlier naming says of the decision."""
    whole = meant.claim
    return replace(
        claim,
        number=whole.number,
        date=claim.date or whole.date,
        title=max(claim.title or "", whole.title or "", key=len) or None,
        issuer=claim.issuer or whole.issuer,
        issuer_entity=claim.issuer_entity or whole.issuer_entity,
        evidence=parse.quote([meant.sentence, number]),
        supports=(Support(RULE, REFERRED),),
    )
