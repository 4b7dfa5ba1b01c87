"""Headings: a role or a body before a colon, and those who are named behind it or on the lines below.

«Члены комиссии:», «Президиум: Ким (председатель), Пак, Ли»
"""

from collections.abc import Iterator

from msgspec.structs import replace

from kadry.claim import Mention
from kadry.extractors.governed import has_members
from kadry.extractors.linking import verbal_role
from kadry.russian.analysis import Token
from kadry.russian.bodies import Body
from kadry.russian.parse import Clause, Parse
from kadry.russian.roles import Role, leads
from kadry.russian.words import noun_lemmas

RULE = "headings@1"
MEMBER, SET, DEPUTY = "член", "состав", "заместитель"
SEATS = frozenset(("секретарь", "член", "координатор", "заместитель", "заместитель председателя"))  # no heads
PARTING = frozenset((":", ",", ";", "и"))
ABOVE = 50  # sentences between a heading and the one whose body it shares
BULLETS = 3  # tokens before a name that opens a line: «12. Ким»


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
    for k in _below(parse, number):
        if (name := _entry(parse.clauses[k], 0)) is None:
            return
        yield k, name, role
        if not role.plural or (inline and not _goes_on(parse.clauses[k])):
            return


def seated(parse: Parse, number: int) -> Iterator[tuple[int, Mention, Role]]:
    """Whom a body before a colon consists of: «Президиум: Ким (председатель), Пак», the posts of the body before all.

    Each line's number, name and role.
    """
    sentence = parse.clauses[number].sentence
    found = _body(parse.clauses[number]) if parse.document.text.find(":", sentence.start, sentence.end) > 0 else None
    if found is None or found[1] == len(sentence.tokens):
        return
    body, colon = found
    nouns = frozenset(noun_lemmas(_head(parse.clauses[number], body)))
    rows = [(number, colon)] if colon < len(sentence.tokens) - 1 else ((k, -1) for k in _below(parse, number))
    for k, start in rows:
        clause = parse.clauses[k]
        entries = list(_row(clause, start))
        if not entries:
            return
        for i in entries:
            yield from ((k, clause.names[i], role) for role in _seats(clause, i, body, nouns))


def house_of(parse: Parse, role: Role) -> Body | None:
    """The body of the headings before a post that is one: «Председатель комиссии: Ким. Секретарь: Пак»."""
    if not _is_seat(role) or _heading(parse.clauses[role.sentence]) != role:
        return None
    for k in range(role.sentence - 1, max(-1, role.sentence - ABOVE), -1):
        clause = parse.clauses[k]
        if any(t.verb == "Fin" for t in clause.sentence.tokens):
            return None
        if (found := _body(clause)) is not None:
            return found[0]
        above = _heading(clause) if clause.roles else None
        if above is not None and above.body is not None:
            return above.body
    return None


def _below(parse: Parse, number: int) -> Iterator[int]:
    """The sentences behind one, without those that only count («1.»)."""
    later = range(number + 1, len(parse.clauses))
    return (k for k in later if any(t.text[0].isalpha() for t in parse.clauses[k].sentence.tokens))


def _body(clause: Clause) -> tuple[Body, int] | None:
    """The body of which people are members before a colon, or all of a line, and where that is.

    With words of its making at most: «комиссия в составе:».
    """
    tokens = clause.sentence.tokens
    colon = next((i for i, t in enumerate(tokens) if t.text == ":"), len(tokens))
    body = next((b for b in clause.bodies if b.last <= colon), None)
    if body is None or not all(_makes(t) for t in (*tokens[: body.first], *tokens[body.last : colon])):
        return None
    return (body, colon) if has_members(_head(clause, body)) else None


def _makes(token: Token) -> bool:
    """«утвердить персональный состав комиссии», «создана комиссия в следующем составе»."""
    told = token.text == "." or token.pos in ("ADJ", "ADP") or token.verb in ("Inf", "Part")
    return told or SET in noun_lemmas(token.low)


def _row(clause: Clause, start: int) -> Iterator[int]:
    """The people, by index, of a sentence without a verb who stand behind a mark of a row or behind their post."""
    tokens = clause.sentence.tokens
    if any(t.verb == "Fin" for t in tokens[start + 1 :]):
        return
    for i, person in enumerate(clause.persons):
        opens = start < 0 and person.first < BULLETS and i == 0
        titled = any(t.person == i and clause.roles[t.role].end == person.first for t in clause.titles)
        if person.first > start and (opens or titled or tokens[person.first - 1].low in PARTING):
            yield i


def _seats(clause: Clause, i: int, body: Body, nouns: frozenset[str]) -> list[Role]:
    """The posts in a body that stand beside one of its people, unless they name it; without one, he is a member.

    nouns: the lemmas of the body's head.
    """
    seats = [r for t in clause.titles if t.person == i and _is_seat(r := clause.roles[t.role])]
    if any(r.body is not None and not nouns.isdisjoint(noun_lemmas(_head(clause, r.body))) for r in seats):
        return []
    own = [replace(r, body=body) for r in seats if r.body is None and r.employer is None]
    return own or [verbal_role(MEMBER, body.first, body)]


def _is_seat(role: Role) -> bool:
    """Whether a post is one that a board has, not «заместитель мэра»."""
    told = role.normal.casefold()
    return (
        told in SEATS
        or told.endswith("секретарь")
        or (leads(role) and role.role_class == "post" and DEPUTY not in told)
    )


def _head(clause: Clause, body: Body) -> str:
    return clause.sentence.tokens[body.head].low


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
