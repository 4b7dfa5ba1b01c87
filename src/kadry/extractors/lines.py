"""Lines: a name on a line of its own and posts on the lines beside it, as signatures and lists of heads have them.

Директор завода «Прибор» ¶ О. П. Ким            a signature: the posts above the name
Олег Ким ¶ Директор завода ¶ Анна Мороз ¶ …      a list that begins with a name: the posts below each
"""

from collections.abc import Iterator, Sequence

from kadry.claim import Mention
from kadry.russian.parse import Clause, Parse
from kadry.russian.roles import Role

LONGEST = 30  # tokens of a line that says a post
TOLD = frozenset(("post", "rank"))
LINKS = frozenset((",", "и"))
ENDS = frozenset((",", ".", ";", ":"))


def lined(parse: Parse) -> Iterator[tuple[int, Mention, Role]]:
    """The line of each name that has lines of posts beside it, the name and each post."""
    block: list[int] = []
    for number, clause in enumerate(parse.clauses):
        if block and not _is_next(parse, number):
            yield from _told(parse, block)
            block = []
        if _is_name(clause) or _posts(clause):
            block.append(number)
        elif block:
            yield from _told(parse, block)
            block = []
    yield from _told(parse, block)


def _is_next(parse: Parse, number: int) -> bool:
    """Whether a sentence begins a line behind the one before."""
    before, clause = parse.clauses[number - 1].sentence, parse.clauses[number].sentence
    return "\n" in parse.document.text[before.end : clause.start]


def _told(parse: Parse, block: Sequence[int]) -> Iterator[tuple[int, Mention, Role]]:
    """The names and posts of lines in a row: those below each name, or above it where the row begins with a post."""
    if len(block) < 2:
        return
    named = _is_name(parse.clauses[block[0]])
    order = block if named else block[::-1]
    holder = -1
    for k in order:
        clause = parse.clauses[k]
        if _is_name(clause):
            holder = k
        elif holder >= 0:
            yield from ((holder, parse.clauses[holder].names[0], role) for role in _posts(clause))


def _is_name(clause: Clause) -> bool:
    """Whether a sentence is a name and nothing else."""
    tokens = clause.sentence.tokens
    if len(clause.persons) != 1:
        return False
    named = clause.persons[0]  # behind «______» too
    return not any(t.text[0].isalnum() for t in (*tokens[: named.first], *tokens[named.last :]))


def _posts(clause: Clause) -> tuple[Role, ...]:
    """The posts of which a sentence consists, if it says nothing else."""
    tokens, end = clause.sentence.tokens, 0
    if not clause.roles or clause.persons or len(tokens) > LONGEST:
        return ()
    for role in clause.roles:
        if role.plural or role.case != "nomn" or role.start != role.first:
            return ()
        if any(t.low not in LINKS for t in tokens[end : role.start]):
            return ()
        end = role.end
    told = tuple([role for role in clause.roles if role.role_class in TOLD])
    return told if all(t.text in ENDS for t in tokens[end:]) else ()
