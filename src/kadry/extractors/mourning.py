"""Mourning: whom a text says to have died, so that he holds none of the posts that it tells of."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from kadry.claim import RoleClaim
from kadry.extractors.focus import NOMINATIVE, can_stand
from kadry.extractors.standing import start_of
from kadry.russian import lexicon
from kadry.russian.hearsay import Group, has_phrase
from kadry.russian.parse import Clause, Parse
from kadry.russian.words import lemmas, noun_lemmas

# what the words of death begin with: texts and sentences without them are not looked at
TOLD = tuple("сконча умер утону разби застрел повеси кончин смерт гибел погиб жизни почил похорон".split())
NOUNS = frozenset(("кончина", "смерть", "гибель", "похороны"))
LEAVING = frozenset(("уйти", "уходить"))
GONE = ("ушел", "из", "жизни")
DOUBTED: tuple[Group, ...] = ("rumour", "denial", "falsehood")
REACH = 4  # words of respect and rank between «кончина» and the name or its title
GENITIVE = ("gent",)


def bury(parse: Parse, claims: Iterable[RoleClaim]) -> list[RoleClaim]:
    """The claims, with no post still held by somebody who has died."""
    claims = list(claims)
    if not claims or not _tells(parse.document.text):
        return claims
    dead = set(_dead(parse))
    return [_ended(c) if c.antecedent.key in dead and _lasts(c) else c for c in claims]


def _tells(text: str) -> bool:
    low = text.lower()
    return any(word in low for word in TOLD)


def _lasts(claim: RoleClaim) -> bool:
    """Whether death ends what is claimed: a post, a rank or work in a body; one stays a poet."""
    working = claim.role_class == "profession" and claim.organization is not None
    return working or claim.role_class in ("post", "rank")


def _ended(claim: RoleClaim) -> RoleClaim:
    if claim.status not in ("current", "future"):
        return claim
    return replace(claim, status="former", change=None)


def _dead(parse: Parse) -> Iterator[str]:
    """The keys of the people of whom a sentence says that they have died."""
    for clause in parse.clauses:
        if not clause.names or not _tells(parse.document.text[clause.sentence.start : clause.sentence.end]):
            continue
        said = (parse.document, clause.sentence)
        if any(has_phrase(*said, group) for group in DOUBTED):
            continue  # «опровергли слухи о смерти Кима»
        for i, name in enumerate(clause.names):
            if _dies(clause, i) or _is_mourned(clause, i):
                yield parse.antecedents.get(name.key, name).key


def _dies(clause: Clause, index: int) -> bool:
    """«скончался министр Ким», «Ким ушёл из жизни»: by the parser, the name or its title is the verb's subject.

    Or it stands right behind «ушёл из жизни».
    """
    tokens = clause.sentence.tokens
    own = set(range(clause.persons[index].first, clause.persons[index].last))
    for title in clause.titles:
        if title.person == index:
            own.update(range(clause.roles[title.role].start, clause.roles[title.role].last))
    verbs = {tokens[k].head for k in own if tokens[k].rel.startswith("nsubj")} - own - {-1}
    start = start_of(clause, index)
    if start >= len(GONE) and tokens[start - 1].low == GONE[-1] and can_stand(clause, index, NOMINATIVE):
        verbs.add(start - len(GONE))
    return any(_is_death(clause, k) for k in verbs)


def _is_death(clause: Clause, k: int) -> bool:
    tokens, told = clause.sentence.tokens, lemmas(clause.sentence.tokens[k].low)
    if tokens[k].tense != "Past" or (k and tokens[k - 1].low == "не"):
        return False
    behind = [t.low for t in tokens[k + 1 : k + 3]]
    left = not LEAVING.isdisjoint(told) and behind == list(GONE[1:])
    return left or not lexicon.particles("death").isdisjoint(told)


def _is_mourned(clause: Clause, index: int) -> bool:
    """«в связи с кончиной бывшего премьера Кима», «после смерти Кима»."""
    tokens, start = clause.sentence.tokens, start_of(clause, index)
    for k in range(start - 1, max(-1, start - 1 - REACH), -1):
        if tokens[k].pos == "NOUN" and not NOUNS.isdisjoint(noun_lemmas(tokens[k].low)):
            sentenced = k > 0 and tokens[k - 1].low == "к"  # «приговорил к смерти Кима»
            return not sentenced and can_stand(clause, index, GENITIVE)
        kin = not lexicon.particles("kinship").isdisjoint(noun_lemmas(tokens[k].low))
        if tokens[k].case != "gent" or kin:
            return False  # «гибель сына Рустама Кима»
    return False
