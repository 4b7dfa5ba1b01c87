"""Parties: the people of a sentence by name, with their titles, or by a pronoun, and the cases in which each stands."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from kadry.claim import Mention
from kadry.extractors.focus import focus
from kadry.russian.analysis import Token
from kadry.russian.parse import Clause, Parse
from kadry.russian.roles import Role
from kadry.russian.triggers import is_post

# the cases and the gender of pronouns for one person
PRONOUNS: Mapping[str, tuple[frozenset[str], str]] = {
    "он": (frozenset(("nomn",)), "masc"),
    "она": (frozenset(("nomn",)), "femn"),
    "его": (frozenset(("gent", "accs")), "masc"),
    "него": (frozenset(("gent", "accs")), "masc"),
    "ее": (frozenset(("gent", "accs")), "femn"),
    "нее": (frozenset(("gent", "accs")), "femn"),
    "ему": (frozenset(("datv",)), "masc"),
    "нему": (frozenset(("datv",)), "masc"),
    "ей": (frozenset(("datv", "ablt")), "femn"),
    "ней": (frozenset(("datv", "ablt")), "femn"),
    "им": (frozenset(("ablt",)), "masc"),
    "ним": (frozenset(("ablt",)), "masc"),
}
OTHERS = frozenset(PRONOUNS) - {"он", "она"}
WHICH: Mapping[str, tuple[frozenset[str], str]] = {
    "который": (frozenset(("nomn",)), "masc"),
    "которая": (frozenset(("nomn",)), "femn"),
    "которого": (frozenset(("gent", "accs")), "masc"),
    "которую": (frozenset(("accs",)), "femn"),
    "которой": (frozenset(("gent", "datv", "ablt")), "femn"),
    "которому": (frozenset(("datv",)), "masc"),
}


class Party(Struct, frozen=True):
    """One in a sentence, at tokens ``start`` to ``end`` (half-open), titles among them.

    title: the post before the name. here: whether the sentence names the person itself.
    """

    start: int
    end: int
    mention: Mention
    cases: frozenset[str]
    gender: str
    title: Role | None = None
    here: bool = True


def parties(parse: Parse, number: int) -> tuple[Party, ...]:
    """Everybody whom a sentence names or means by a pronoun, in order."""
    clause = parse.clauses[number]
    named = [_named(clause, i) for i in range(len(clause.persons))]
    return tuple(sorted((*named, *_meant(parse, number, named)), key=lambda party: party.start))


def _named(clause: Clause, index: int) -> Party:
    """A name with the titles around it; the role behind «пост» is no title of whoever comes next."""
    person, tokens = clause.persons[index], clause.sentence.tokens
    own = [(t, clause.roles[t.role]) for t in clause.titles if t.person == index]
    own = [(t, role) for t, role in own if not is_placed(tokens, role)]
    before = [role for t, role in own if t.place == "before"]
    told = next((role.case for role in before if role.case and not role.plural), "")
    return Party(
        start=min((person.first, *(role.start for role in before))),
        end=max((person.last, *(role.end for t, role in own if t.place == "after"))),
        mention=clause.names[index],
        cases=frozenset((told,)) if told in person.cases else person.cases,
        gender=person.gender,
        title=next((role for role in before if role.role_class == "post" and not role.plural), None),
    )


def is_placed(tokens: Sequence[Token], role: Role) -> bool:
    """«на посту министра», not «на его место министра»: a role behind the noun for its post."""
    at = role.start - 1
    return at >= 0 and is_post(tokens[at].low, taken=True) and (not at or tokens[at - 1].low not in PRONOUNS)


def _meant(parse: Parse, number: int, named: Sequence[Party]) -> Iterator[Party]:
    tokens = parse.clauses[number].sentence.tokens
    for i, token in enumerate(tokens):
        if token.low in WHICH and i and tokens[i - 1].text == ",":
            cases, gender = WHICH[token.low]
            before = [party for party in named if party.end == i - 1 and party.gender in (gender, "")]
            yield from (Party(i, i + 1, party.mention, cases, gender) for party in before)
        elif token.low in PRONOUNS:
            cases, gender = PRONOUNS[token.low]
            found = _antecedent(parse, number, i, gender, named)
            if found is not None:
                here = any(party.mention == found for party in named)
                yield Party(i, i + 1, found, cases, gender, here=here)


def _antecedent(parse: Parse, number: int, i: int, gender: str, named: Sequence[Party]) -> Mention | None:
    """Whom a pronoun means: the last, or for a subject the only, one before it in the sentence.

    Else of those in the sentence before the one of whom the text goes on speaking, or the only one.
    """
    before = [party.mention for party in named if party.end <= i and _is_of(parse, party.mention, party.gender, gender)]
    if before:
        return before[-1] if len(before) == 1 or parse.clauses[number].sentence.tokens[i].low in OTHERS else None
    last = parse.clauses[number - 1] if number else None
    pairs = () if last is None else zip(last.names, last.persons, strict=True)
    told = [mention for mention, person in pairs if _is_of(parse, mention, person.gender, gender)]
    meant = focus(parse, number)
    same = (m for m in told if meant is not None and _head(parse, m) == _head(parse, meant))
    return next(same, told[0] if len({_head(parse, m) for m in told}) == 1 else None)


def _is_of(parse: Parse, mention: Mention, told: str, gender: str) -> bool:
    """Whether somebody can be of a gender, by the name here, else by all that the document says."""
    known = told or next((c.gender for c in parse.chains if c.head == _head(parse, mention)), None)
    return known in (gender, "", None)


def _head(parse: Parse, mention: Mention) -> Mention:
    return parse.antecedents.get(mention.key, mention)
