"""Headings: a role on a line of its own, and those who are named on the lines below it («Члены комиссии:»)."""

from collections.abc import Iterator

from kadry.claim import Mention
from kadry.russian.parse import Clause, Parse
from kadry.russian.roles import Role

RULE = "headings@1"


def headed(parse: Parse, number: int) -> Iterator[tuple[int, Mention, Role]]:
    """Whom the lines below the sentence with a number name, if that is a heading: each line's number, name, the role.

    Or what follows the colon in the same sentence: «Члены комиссии: Ким — мэр; Пак — ректор».
    """
    clause = parse.clauses[number]
    role = _heading(clause)
    if role is None:
        return
    inline = role.end < len(clause.sentence.tokens) - 1
    if inline:
        name = _entry(clause, role.end + 1) if role.plural and _goes_on(clause) else None
        if name is None:
            return
        yield number, name, role
    for k in range(number + 1, len(parse.clauses)):
        if (name := _entry(parse.clauses[k], 0)) is None:
            return
        yield k, name, role
        if not role.plural or (inline and not _goes_on(parse.clauses[k])):
            return


def _heading(clause: Clause) -> Role | None:
    """The role that is all of a sentence up to a colon."""
    role = clause.roles[0]
    fits = role.start == 0 and role.case == "nomn" and role.end < len(clause.sentence.tokens)
    return role if fits and clause.sentence.tokens[role.end].text == ":" else None


def _entry(clause: Clause, start: int) -> Mention | None:
    """The name that a line without a verb has at a place, behind a number or a dash."""
    tokens = clause.sentence.tokens
    first = next((i for i in range(start, len(tokens)) if tokens[i].text[0].isalpha()), len(tokens))
    if not clause.persons or clause.persons[0].first != first or any(t.verb == "Fin" for t in tokens):
        return None
    return clause.names[0]


def _goes_on(clause: Clause) -> bool:
    """Whether a semicolon ends a part of a row."""
    return clause.sentence.tokens[-1].text == ";"
