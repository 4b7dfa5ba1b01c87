"""Predecessors: the post of a new holder was that of who is named before («её предшественник Ли Ду Сон»)."""

from collections.abc import Iterator

from kadry.claim import RoleClaim
from kadry.extractors.inheritance import Held, posts_of
from kadry.extractors.linking import Meaning, claim_of
from kadry.extractors.stages import Stage
from kadry.extractors.successors import by_nouns
from kadry.russian.handovers import is_noun
from kadry.russian.parse import Parse
from kadry.russian.signs import HANDOVER

RULE = "predicates@1"
CONFIDENCE = 0.7


def predecessors(parse: Parse, number: int, held: Held) -> Iterator[RoleClaim]:
    """A claim that who is called somebody's predecessor held the only post that the text has just given to that one.

    Not where the sentence says what he held: «совет возглавлял его предшественник».
    """
    clause = parse.clauses[number]
    tokens = clause.sentence.tokens
    nouns = [i for i in clause.signs.where(HANDOVER) if is_noun(tokens[i].low, "predecessor")]
    for change in by_nouns(Stage(parse, number)) if nouns else ():
        if change.token not in nouns or change.negated or change.role is not None or not change.before.here:
            continue
        before = parse.antecedents.get(change.before.mention.key, change.before.mention)
        if any(role.sentence == number for role in held.get(before.key, ())):
            continue
        posts = posts_of(parse, number, change.person.mention, held)
        if len(posts) == 1 and posts[0].status == "current":
            meaning = Meaning(status="former")
            yield claim_of(parse, change.before.mention, posts[0], (RULE, CONFIDENCE), meaning, (number,))
