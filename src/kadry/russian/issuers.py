"""Issuers of decisions: a body, or an office with its body, behind the noun («указом президента Беларуси»)."""

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from kadry.claim import Mention
from kadry.document import Span
from kadry.mention import MentionType, cut
from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.bodies import Body
from kadry.russian.numbering import is_own_number
from kadry.russian.papers import ABOUT, is_counted
from kadry.russian.parse import Clause, Parse
from kadry.russian.phrases import normal_phrase
from kadry.russian.proper import opening
from kadry.russian.roles import Role
from kadry.russian.words import can_be, cases, forms, is_fixed, is_known

NOMINAL = frozenset(("NOUN", "PROPN", "ADJ"))
LONGEST = 6  # tokens of an issuer that is no known body
LATER = 8  # tokens from a number to another one, which is the decision's
LANDS = frozenset(("country", "place"))


class Issuer(Struct, frozen=True):
    """Who makes a decision: tokens ``first`` to ``last`` (half-open) with the nominative; end: past a holder's name."""

    first: int
    last: int
    end: int
    normal: str
    type: MentionType
    land: bool = False  # a country or place, which alone tells no decision: законы Украины


def issuer_at(clause: Clause, i: int, case: str = "gent") -> Issuer | None:
    """The issuer that begins at token i in a case: an office, a body, or a sitting or gathering of one."""
    own = (r for r in clause.roles if r.start == i and not (r.plural or r.event))
    role = next((r for r in own if r.case == case or is_fixed(clause.sentence.tokens[i].low)), None)
    if role is not None:
        return office(clause, role)
    body = next((b for b in clause.bodies if b.first == i and _stands(clause.sentence.tokens[b.head], case)), None)
    if body is not None:
        return of_body(clause, body)
    return gathering(clause, i, case) or _unknown(clause, i, case)


def _stands(token: Token, case: str) -> bool:
    possible = cases(token.low)
    return not possible or (case in possible and token.case in (case, ""))


def office(clause: Clause, role: Role) -> Issuer:
    """An office; its body belongs to it, and the name of its holder is read over."""
    tokens = clause.sentence.tokens
    behind = role.body is not None and role.body.first >= role.last
    if role.body is not None and behind and is_own_number(tokens, role.body.first):
        return Issuer(role.first, role.last, role.last, role.normal, "role")  # «указ президента | УП-45»
    last = _end(clause, role.body) if role.body is not None and behind else role.last
    end = role.end if role.body is None or last == role.body.last else last
    owner = phrase_text(tokens, role.last, last)
    normal = f"{role.normal} {owner}" if owner else role.normal
    person = next((p for p in clause.persons if p.first == end and tokens[p.first].case != "nomn"), None)
    return Issuer(role.first, last, person.last if person is not None else max(last, end), normal, "role")


def of_body(clause: Clause, body: Body) -> Issuer:
    """A body as an issuer."""
    last = _end(clause, body)
    normal = body.normal
    if last < body.last:
        normal = normal_phrase(clause.sentence.tokens, body.first, body.head, last, body.case)
    return Issuer(body.first, last, last, normal, "body", body.kind in LANDS)


def _end(clause: Clause, body: Body) -> int:
    """Where a body's phrase ends before the number or title of its decision, which it may have taken in."""
    tokens = clause.sentence.tokens
    counted = is_counted(tokens[body.head].low)
    for k in range(body.head + 1, body.last):
        numbered = tokens[k].text == "№" or tokens[k].text.isdigit()
        about = k + 1 if opening(tokens, k) else k
        own = counted and k <= body.head + 2 and not _is_decisions(tokens, k)
        numbered = numbered or is_own_number(tokens, k)
        if (numbered and not own) or (about < len(tokens) and tokens[about].low in ABOUT):
            return k
    return body.last


def _is_decisions(tokens: Sequence[Token], k: int) -> bool:
    """«циркуляр управления | № 55 от 3 июня»: a number that a date follows, and no other number."""
    at = k + 1 + (tokens[k].text == "№")
    dated = [t.text for t in tokens[at : at + 2]]
    later = any(t.text == "№" for t in tokens[at : at + LATER])
    return len(dated) > 1 and dated[0] == "от" and dated[1][0].isdigit() and not later


def _unknown(clause: Clause, i: int, case: str) -> Issuer | None:
    """«приказом Торага № 88»: a name that is no known body or office, right before the number or the date."""
    tokens = clause.sentence.tokens
    end = i
    while end < len(tokens) and end - i < LONGEST and tokens[end].pos in NOMINAL and tokens[end].case in (case, ""):
        end += 1
    behind = [t.text for t in tokens[end : end + 2]]
    marked = behind[:1] == ["№"] or (behind[:1] == ["от"] and "".join(behind[1:])[:1].isdigit())
    head = next((k for k in range(i, end) if tokens[k].pos != "ADJ"), None)
    if not marked or head is None or not any(t.capital for t in tokens[i:end]):
        return None
    known = is_known(tokens[head].low)
    normal = normal_phrase(tokens, i, head, end, case) if known else phrase_text(tokens, i, end)
    return Issuer(i, end, end, normal, "body")


def gathering(clause: Clause, i: int, case: str) -> Issuer | None:
    """«решение сессии Совета» is the council's, «резолюция XX съезда партии» that of the congress."""
    tokens = clause.sentence.tokens
    head = i
    while head < len(tokens) and head - i < 4 and (tokens[head].pos in ("ADJ", "NUM") or tokens[head].text == "-"):
        head += 1
    kind = _kind(tokens[head].low) if head < len(tokens) and can_be(tokens[head], case) else ""
    if kind not in ("session", "congress"):
        return None
    inner = next((b for b in clause.bodies if b.first == head + 1 and _stands(tokens[b.head], "gent")), None)
    whole = of_body(clause, inner) if inner is not None else None
    if kind == "session":
        return whole
    last = head + 1 if whole is None else whole.last
    return Issuer(i, last, last, normal_phrase(tokens, i, head, last, case), "body")


def phrase_text(tokens: Sequence[Token], first: int, last: int) -> str:
    """The words of tokens ``first`` to ``last`` with single spaces."""
    spaced = (
        (" " if k > first and tokens[k].start > tokens[k - 1].end else "") + tokens[k].text for k in range(first, last)
    )
    return "".join(spaced)


@lru_cache(maxsize=10_000)
def _kind(low: str) -> str:
    """The class of a noun among the words of decisions."""
    own = (lexicon.decisions().get(f.lemma, "") for f in forms(low) if f.kind == "NOUN")
    return next(filter(None, own), "")


def mention_of(parse: Parse, number: int, issuer: Issuer) -> Mention:
    """The mention that an issuer makes."""
    tokens = parse.clauses[number].sentence.tokens
    span = Span(tokens[issuer.first].start, tokens[issuer.last - 1].end)
    return cut(parse.document.id, parse.document.text, span, issuer.type, issuer.normal)
