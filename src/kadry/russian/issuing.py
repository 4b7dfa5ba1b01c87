"""Verbs around a decision: who makes it, when, and whether that is done («президент подписал указ»)."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Literal

from msgspec import Struct

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.dictionary import Form
from kadry.russian.issuers import LANDS, Issuer, gathering, issuer_at, of_body, office
from kadry.russian.parse import Clause
from kadry.russian.placement import doubled
from kadry.russian.words import can_be, cases, forms

NEAR = 3  # tokens between a verb and its date
GATHERED = 8  # tokens from «принятая» to «шестым пленумом»
CHAIN = 6  # nouns or verbs that «и» joins
VERBAL = frozenset(("VERB", "INFN", "PRTF", "PRTS", "GRND"))
MEMBERS = frozenset(("член", "депутат", "кандидат", "участник", "представитель"))
WHICH = frozenset(("который", "которую", "которое"))
COMING = frozenset(("будет", "будут"))


class Making(Struct, frozen=True):
    """What a verb says of a decision: its issuer, the partial ISO date, and whether it is done, planned or denied."""

    issuer: Issuer | None
    date: str | None
    status: Literal["current", "future", "denied"]


def making(clause: Clause, first: int, head: int, last: int) -> Making | None:
    """What the issuing verb of the decision that tokens ``first`` to ``last`` name says; None without such a verb."""
    tokens = clause.sentence.tokens
    verb = next(_verbs(tokens, first, head, last), None)
    if verb is None:
        return None
    form = issuing(tokens[verb].low)
    assert form is not None
    status = _status(tokens, verb, form)
    dated = lexicon.decisions()[form.lemma] == "issue"
    return Making(_issuer(clause, verb, form, first), _date(clause, verb, first, last) if dated else None, status)


@lru_cache(maxsize=50_000)
def issuing(low: str) -> Form | None:
    """The reading of a word as a verb of making decisions."""
    words = lexicon.decisions()
    return next((f for f in forms(low) if f.kind in VERBAL and words.get(f.lemma) in ("issue", "publish")), None)


def _verbs(tokens: Sequence[Token], first: int, head: int, last: int) -> Iterator[int]:
    """The participles that hang on the noun, the verb of its clause, then that on which it hangs itself.

    Of a row of nouns, that on which the first of them hangs.
    """
    yield from (k for k, t in enumerate(tokens) if t.head == head and k != head and _is_part(t))
    if last + 1 < len(tokens) and tokens[last].text == "," and tokens[last + 1].low in WHICH:
        verb = next((k for k in range(last + 2, len(tokens)) if tokens[k].verb == "Fin"), None)
        if verb is not None and issuing(tokens[verb].low):
            yield verb  # «директива, которую Политбюро издало …»
    noun = first
    for _ in range(CHAIN):
        if tokens[noun].rel != "conj" or tokens[noun].head < 0:
            break
        noun = tokens[noun].head
    governor = tokens[noun].head
    if governor >= 0 and tokens[noun].rel.startswith(("obj", "nsubj")) and issuing(tokens[governor].low):
        yield governor


def _is_part(token: Token) -> bool:
    form = issuing(token.low) if token.pos in ("VERB", "ADJ") else None
    return form is not None and form.kind in ("PRTF", "PRTS")


def _passive(low: str, form: Form) -> bool:
    return "pssv" in form.grammemes or low.endswith(("ся", "сь"))


def _issuer(clause: Clause, verb: int, form: Form, noun: int) -> Issuer | None:
    """The verb's agent: the instrumental of a passive, the subject of an active one, else who sits."""
    tokens = clause.sentence.tokens
    if _passive(tokens[verb].low, form):
        own = [k for k, t in enumerate(tokens) if t.head == verb and k != noun and can_be(t, "ablt")]
        found = next(filter(None, (element(clause, k, "ablt") for k in own)), None) or _beside(clause, verb)
        behind = range(verb + 1, min(verb + GATHERED, len(tokens)))
        found = found or next(filter(None, (gathering(clause, k, "ablt") for k in behind)), None)
    elif form.kind == "PRTF":
        found = element(clause, tokens[verb].head, "")
    else:
        found = subject(clause, verb)
    return found or _signed(clause) or _sitting(clause, verb)


def subject(clause: Clause, verb: int) -> Issuer | None:
    """Who does what a verb says: its subject, else the nearest nominative before it with no verb between."""
    tokens = clause.sentence.tokens
    found = next(filter(None, (element(clause, k, "") for k in subjects(tokens, verb))), None)
    k = verb - 1
    while found is None and k >= 0 and tokens[k].verb != "Fin" and tokens[k].text not in ";:":
        nominative = tokens[k].case == "nomn" or any(b.head == k and b.case == "nomn" for b in clause.bodies)
        found = element(clause, k, "nomn") if nominative else None
        k -= 1
    return found


def _beside(clause: Clause, verb: int) -> Issuer | None:
    """«парткомом издано», «мэром Иваном Кротовым было подписано»: an instrumental that touches the verb."""
    tokens = clause.sentence.tokens
    end = verb
    while end > 0 and tokens[end - 1].pos == "AUX":
        end -= 1
    people = (i for i, p in enumerate(clause.persons) if p.last == end or p.first == verb + 1)
    held = (holder(clause, i) for i in people if tokens[clause.persons[i].first].case == "ablt")
    near = (b for b in clause.bodies if (b.last == end or b.first == verb + 1) and b.kind not in LANDS)
    bodies = (of_body(clause, b) for b in near if "ablt" in cases(tokens[b.head].low))
    return next(chain(held, bodies), None)


def subjects(tokens: Sequence[Token], verb: int) -> list[int]:
    """The subjects of a verb, or of the first verb of its row where it has none of its own."""
    for _ in range(CHAIN):
        own = [k for k, t in enumerate(tokens) if t.head == verb and t.rel.startswith("nsubj")]
        subject = None if own else doubled(tokens, verb)
        if subject is not None:
            return [subject]
        if own or tokens[verb].rel != "conj" or tokens[verb].head < 0:
            return own
        verb = tokens[verb].head
    return []


def element(clause: Clause, k: int, case: str) -> Issuer | None:
    """The office, body or person whose noun is token k, in a case where one is given."""
    index = next((i for i, r in enumerate(clause.roles) if r.head == k and not (r.plural or r.event)), None)
    if index is not None and case in ("", clause.roles[index].case):
        named = next((t.person for t in clause.titles if t.role == index), None)
        return office(clause, clause.roles[index]) if named is None else holder(clause, named)
    person = next((i for i, p in enumerate(clause.persons) if p.first <= k < p.last), None)
    if person is not None:
        return holder(clause, person)
    body = next((b for b in clause.bodies if b.head == k and b.kind not in LANDS), None)
    return of_body(clause, body) if body is not None else None


def holder(clause: Clause, person: int) -> Issuer:
    """The office in which a person acts, the nearest before the name, else the person; members decide nothing alone."""
    titles = sorted((t for t in clause.titles if t.person == person), key=lambda t: (t.place != "before", -t.role))
    roles = (clause.roles[t.role] for t in titles)
    role = next((r for r in roles if r.role_class == "post" and r.lemma not in MEMBERS and not r.plural), None)
    if role is not None:
        return office(clause, role)
    name = clause.persons[person]
    return Issuer(name.first, name.last, name.last, clause.names[person].normal, "person")


def _signed(clause: Clause) -> Issuer | None:
    """«за подписью министра опубликован приказ»."""
    tokens = clause.sentence.tokens
    at = next((i for i in range(1, len(tokens)) if (tokens[i - 1].low, tokens[i].low) == ("за", "подписью")), None)
    return issuer_at(clause, at + 1) if at is not None and at + 1 < len(tokens) else None


def _sitting(clause: Clause, verb: int) -> Issuer | None:
    """«на заседании Политбюро принято …», «на съезде партии приняли …»."""
    tokens = clause.sentence.tokens
    places = (k for k, t in enumerate(tokens) if t.low == "на" and k + 1 < len(tokens) and tokens[t.head].head == verb)
    return next(filter(None, (gathering(clause, k + 1, "loct") for k in places)), None)


def _status(tokens: Sequence[Token], verb: int, form: Form) -> Literal["current", "future", "denied"]:
    near = [t.low for t in tokens[max(0, verb - 2) : verb]]
    if "не" in near or "нельзя" in near:
        return "denied"
    coming = form.kind == "INFN" or "futr" in form.grammemes or not COMING.isdisjoint(near)
    return "future" if coming else "current"


def _date(clause: Clause, verb: int, first: int, last: int) -> str | None:
    """The date beside the verb, or the one that opens the sentence."""
    for period in clause.periods:
        inside = first <= period.first < last or clause.sentence.tokens[period.first - 1].low == "от"
        near = -NEAR <= period.last - verb <= 0 or 0 < period.first - verb <= NEAR
        if period.at is not None and not inside and (near or period.first == 0):
            return period.at
    return None
