"""Structure: how bodies hang together, by their names («канцелярия ЦК») and by what is said of them."""

from collections.abc import Iterator, Mapping

from kadry.mention import Mention, Support
from kadry.russian import lexicon
from kadry.russian.bodies import Body
from kadry.russian.decisions import Naming, find_namings
from kadry.russian.heads import heads_committee
from kadry.russian.hearsay import has_phrase
from kadry.russian.nesting import Nested
from kadry.russian.outcomes import issuer_of
from kadry.russian.parse import Clause, Parse
from kadry.russian.phrases import normal_phrase
from kadry.russian.placement import AMONG
from kadry.russian.signs import ORDER
from kadry.russian.slots import BY_WHICH, Slots, find_issuers
from kadry.russian.structure import BE, find_ties
from kadry.russian.ties import Tie, newest
from kadry.russian.tiewords import bonds, is_daughter, is_one, listed, sole, verbs
from kadry.russian.words import noun_lemmas
from kadry.scene import ONCE, BodyClaim, Relation

RULE = "structure@1"
INSIDE = 0.9  # a chain of genitives
BESIDE = 0.75  # «при министерстве»
HAVING_BOARDS = frozenset(("organ", "company", "party", "abbreviation"))
LEVELS = ("обл", "гор", "рай", "край", "окр", "обк")
LANDS = frozenset(("place", "country"))


def extract(parse: Parse) -> Iterator[BodyClaim]:
    """A claim for each link of the chains that names of bodies make, and for each relation that a sentence states."""
    before: tuple[tuple[Body, str], ...] = ()
    issuers: dict[str, Body] = {}
    made: Body | None = None
    for number, clause in enumerate(parse.clauses):
        if clause.nested or clause.roles:
            yield from _by_name(parse, number)
        renamed: dict[int, Body] = {}
        if clause.bodies:
            if clause.signs.all & ORDER and any(t.low in BY_WHICH for t in clause.sentence.tokens):
                issuers.update(_makers(clause))
            within = {link.part.head: link.whole for link in clause.nested}
            for tie in find_ties(clause.sentence.tokens, clause.bodies, clause.signs, before, issuers, within, made):
                yield from _tie(parse, number, tie)
                made = newest(tie) or made
                if tie.relation == "renamed_from" and tie.other.sentence == number:
                    renamed[tie.other.head] = tie.body
            if clause.signs.all & ORDER:
                issuers.update(find_issuers(clause.sentence.tokens, clause.bodies, clause.signs))
                issuers.update(_makers(clause))
        before = () if clause.persons else _topics(clause, renamed) or before


def _by_name(parse: Parse, number: int) -> Iterator[BodyClaim]:
    """What the names of a sentence's bodies, and of the posts in them, say of how they hang together."""
    clause = parse.clauses[number]
    for link in clause.nested:
        if link.loose:
            yield from _named(parse, number, link)
        elif not (_describes(clause, link.part) or _is_bond(clause, link.part)):
            yield from _link(parse, number, link)
    if clause.roles:
        for tie in _boards(clause):
            yield from _tie(parse, number, tie)


def _boards(clause: Clause) -> Iterator[Tie]:
    """«председатель правления | банка»: the board that a role names is part of the body behind it."""
    tokens = clause.sentence.tokens
    for role in clause.roles:
        whole, last = role.body, role.last
        if last < role.head + 2 or whole is None or whole.first != last or whole.kind not in HAVING_BOARDS:
            continue
        head = next((k for k in range(role.head + 1, last) if listed("board", tokens[k].low)), None)
        if head is not None and tokens[head].case == "gent":
            normal = normal_phrase(tokens, role.head + 1, head, whole.last, "gent")
            board = Body(whole.sentence, role.head + 1, whole.last, head, "organ", "gent", normal, whole.proper)
            yield Tie("part_of", board, whole, head, INSIDE)


def _topics(clause: Clause, renamed: Mapping[int, Body]) -> tuple[tuple[Body, str], ...]:
    """What a pronoun in the next sentence may mean, each body with its head noun: the subjects, then the others.

    renamed: the head of a body → what it has become, which is meant from then on.
    """
    tokens = clause.sentence.tokens
    subjects = [b for b in clause.bodies if b.case == "nomn" and tokens[b.head].rel.startswith("nsubj")]
    others = [b for b in reversed(clause.bodies) if b not in subjects and b.kind not in LANDS]
    others.sort(key=lambda b: tokens[b.head].rel != "obj")  # «закон учреждает управление, подотчётное сенату»
    meant = (renamed.get(body.head, body) for body in (*subjects, *others))
    return tuple((body, tokens[body.head].low) for body in meant)


def _makers(clause: Clause) -> Iterator[tuple[str, Body]]:
    """Kinds of decision, each with the body that made one as the sentence tells («постановление, которым Совет …»)."""
    namings = find_namings(clause)
    for index, naming in enumerate(namings):
        issuer = issuer_of(clause, namings, index)
        body = next((b for b in clause.bodies if issuer is not None and b.first == issuer.first), None)
        if body is not None:
            yield naming.type, body


def _link(parse: Parse, number: int, link: Nested) -> Iterator[BodyClaim]:
    """«комитет Сейма», «экспертный совет при министерстве»."""
    tokens = parse.clauses[number].sentence.tokens
    plain = link.part.first == link.part.head and tokens[link.part.head].text.islower()
    if link.beside and plain and listed("sort", tokens[link.part.head].low):
        return  # «получил статус учреждения при правительстве»
    advises = link.beside and any(listed("advisory", t.low) for t in tokens[link.part.first : link.part.head])
    relation: Relation = "advises" if advises else "part_of"
    tie = Tie(relation, link.part, link.whole, link.part.head, BESIDE if link.beside else INSIDE)
    yield from _tie(parse, number, tie)


def _named(parse: Parse, number: int, link: Nested) -> Iterator[BodyClaim]:
    """«двух отделов министерства — отдела кадров и отдела надзора»: the bodies of a class that are named behind it."""
    clause = parse.clauses[number]
    tokens = clause.sentence.tokens
    end = next((b.last for b in clause.bodies if b.first <= link.part.first < b.last), link.whole.last)
    start = end + len(AMONG) if [t.low for t in tokens[end : end + len(AMONG)]] == AMONG else end + 1
    first = next((b for b in clause.bodies if b.first == start), None)
    if first is None or (start == end + 1 and tokens[end].text not in ("—", "–", ":")):
        return
    nouns = noun_lemmas(tokens[link.part.head].low)
    sort = any(listed(group, tokens[link.part.head].low) for group in ("sort", "unit"))
    for body in Slots(tokens, clause.bodies).row(first):
        if sort or not set(nouns).isdisjoint(noun_lemmas(tokens[body.head].low)):
            yield from _tie(parse, number, Tie("part_of", body, link.whole, body.head, BESIDE))


def _is_bond(clause: Clause, body: Body) -> bool:
    """«передан в управление фонда»: a noun that tells, behind its preposition, how another body hangs on this one."""
    tokens, k = clause.sentence.tokens, body.head
    alone = body.first == k > 1 and tokens[k].text.islower() and tokens[k].case == "accs"
    if not alone or (tokens[k - 1].low, noun_lemmas(tokens[k].low)[0]) not in bonds():
        return False
    return is_one("placing", tokens[k - 2].low) or is_one("placing", tokens[tokens[k].head].low)


def _describes(clause: Clause, body: Body) -> bool:
    """«институт — головное учреждение академии», «является её дочерней организацией»: it tells of another body."""
    tokens = clause.sentence.tokens
    sort = listed("sort", tokens[body.head].low) or is_daughter(tokens, body.head)
    if sort and body.last < len(tokens) and tokens[body.last].text in ("—", "–") and is_daughter(tokens, body.head):
        return True  # «дочернее предприятие компании — ООО „Ладья“»
    if body.first == 0 or not (sort and tokens[body.head].text.islower()):
        return False
    if tokens[body.first - 1].text in ("—", "–", "-", ",", "("):
        return any(b.last == body.first - 1 and b.case == body.case for b in clause.bodies)
    return body.case == "ablt" and not BE.isdisjoint(verbs(tokens[body.first - 1].low))


def _tie(parse: Parse, number: int, tie: Tie) -> Iterator[BodyClaim]:
    if any(b.kind in LANDS or _is_field(parse, b) for b in (tie.body, tie.other)):
        return
    body, other = parse.body_mention(tie.body), parse.body_mention(tie.other)
    body_entity, other_entity = (parse.antecedents.get(m.key, m) for m in (body, other))
    if body_entity == other_entity or not (_is_named(body_entity) and _is_named(other_entity)):
        return
    said = (parse.document, parse.clauses[number].sentence)
    if tie.token != tie.body.head and has_phrase(*said, "falsehood"):
        return  # a name is what it is in any sentence
    order = _order(parse.clauses[number], tie)
    places = sorted({number, tie.body.sentence, tie.other.sentence})
    yield BodyClaim(
        document=parse.document.id,
        date=order.date if order is not None else _date(parse.clauses[number], tie),
        decision=_decision(parse, number, order) if order is not None else None,
        evidence=parse.quote(places),
        supports=(Support(RULE, tie.confidence),),
        status=tie.status,
        reported=has_phrase(*said, "rumour"),
        body=body,
        body_entity=body_entity,
        relation=tie.relation,
        other=other,
        other_entity=other_entity,
    )


def _order(clause: Clause, tie: Tie) -> Naming | None:
    """The decision by which a relation came to be or ended."""
    return next((n for n in find_namings(clause) if n.head == tie.order), None) if tie.order is not None else None


def _decision(parse: Parse, number: int, order: Naming) -> Mention:
    normal = order.type if order.number is None else f"{order.type} № {order.number}"
    return parse.mention(number, order.first, order.last, "decision", normal)


def _date(clause: Clause, tie: Tie) -> str | None:
    """The only day or year that a sentence gives for what happened once."""
    days = {period.at for period in clause.periods if period.at}
    return days.pop() if tie.relation in ONCE and len(days) == 1 else None


def _is_field(parse: Parse, body: Body) -> bool:
    """«жилищное хозяйство», «частная компания»: a field of work or some company, which is no body by name."""
    if body.proper or body.first == body.head or body.last > body.head + 1:
        return False
    found = noun_lemmas(parse.clauses[body.sentence].sentence.tokens[body.head].low)
    return not {"компания", *lexicon.particles("field_like_body")}.isdisjoint(found)


def _is_named(entity: Mention) -> bool:
    """Whether a mention names some body, rather than saying only of what sort it is («комитет»)."""
    if " " in entity.normal:
        return True
    if listed("sort", entity.normal.lower()):
        return False
    if not entity.normal.islower() or entity.normal in sole():
        return True
    if heads_committee(entity.normal) and entity.normal.startswith(LEVELS):
        return True  # «облисполком», of which a region has one
    entry = lexicon.bodies().get(noun_lemmas(entity.normal)[0])
    return entry is None or "generic" not in entry.flags
