"""Predecessors: whose post a new holder has («её предшественник Ли Ду Сон», «уступил пост министра Ли Ду Сону»)."""

from collections.abc import Collection, Iterator, Sequence

from kadry.claim import Mention, RoleClaim
from kadry.extractors.inheritance import COMING, Held, posts_beside, posts_of
from kadry.extractors.linking import Meaning, claim_of
from kadry.extractors.stages import Stage
from kadry.extractors.successors import by_nouns
from kadry.extractors.turnover import by_verbs
from kadry.russian.handovers import is_noun
from kadry.russian.hearsay import has_phrase
from kadry.russian.parse import Clause, Parse
from kadry.russian.roles import Role
from kadry.russian.signs import HANDOVER
from kadry.russian.triggers import find_triggers

RULE = "predicates@1"
CONFIDENCE = 0.7
REACH = 3  # sentences back


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
        if any(role.sentence == number for role in held.get(before.key, ())) and not _moves(clause):
            continue
        posts = posts_of(parse, number, change.person.mention, held) or _lately(parse, number, change.person.mention)
        if len(posts) == 1 and posts[0].status == "current":
            meaning = Meaning(status="former")
            yield claim_of(parse, change.before.mention, posts[0], (RULE, CONFIDENCE), meaning, (number,))


def _moves(clause: Clause) -> bool:
    """«её предшественник возглавил банк»: the post that the sentence gives is his next one."""
    found = find_triggers(clause.sentence.tokens, clause.signs)
    return any(t.kind in COMING or (t.kind == "head" and t.finished) for t in found)


def _lately(parse: Parse, number: int, person: Mention) -> Sequence[Role]:
    """The posts beside a person's name in the last of a few sentences that has some."""
    head = parse.antecedents.get(person.key, person)
    told = (posts_beside(parse, clause, head) for clause in reversed(parse.clauses[max(0, number - REACH) : number]))
    return next(filter(None, told), ())


def turnovers(parse: Parse, number: int, told: Collection[str]) -> Iterator[RoleClaim]:
    """Claims on the post that one leaves to another, by verbs that are none of appointment («уступил пост», «сменил»).

    told: the heads of the chains of those whom the sentence's other verbs have given or taken something.
    """
    clause = parse.clauses[number]
    if len(clause.persons) < 2 or not clause.signs.all & HANDOVER:
        return
    said = (parse.document, clause.sentence)
    if any(has_phrase(*said, kind) for kind in ("rumour", "falsehood", "denial")):
        return
    for change in by_verbs(Stage(parse, number)):
        role = change.role
        if role is None or change.negated or change.time == "future" or not (change.person.here and change.before.here):
            continue
        for party, meaning in (
            (change.person, Meaning(status="current", change="appointed")),
            (change.before, Meaning(status="former", change="dismissed")),
        ):
            if parse.antecedents.get(party.mention.key, party.mention).key not in told:
                yield claim_of(parse, party.mention, role, (RULE, CONFIDENCE), meaning, (number,))
