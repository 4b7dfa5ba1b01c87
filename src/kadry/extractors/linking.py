"""Making a claim of a role and a name: what every extractor does once it has decided that the two belong together."""

from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct

from kadry.claim import Change, Mention, RoleClaim, Status, Support, cut
from kadry.document import Span
from kadry.russian import lexicon, pronouns
from kadry.russian.analysis import Token
from kadry.russian.bodies import Body
from kadry.russian.dates import Period
from kadry.russian.parse import Clause, Parse
from kadry.russian.roles import OF_WHICH, POSSESSIVE, WHOSE, Role
from kadry.russian.words import alike, noun_lemmas

OPENING_REACH = 6  # tokens from the comma of a clause to the role in it: «, владельцем и директором которой был …»

CONJOINED = 3  # objects of one verb that are followed back to the first
SEATS = frozenset(("коллектив", "штаб-квартира", "офис", "резиденция"))
PLACES = frozenset(("place", "country"))


class Meaning(Struct, frozen=True, kw_only=True):
    """What is said of a role besides whose it is; status None: what the role's own words say (бывший)."""

    status: Status | None = None
    change: Change | None = None
    acting: bool = False
    reported: bool = False
    period: Period | None = None


def claim_of(
    parse: Parse,
    person: Mention,
    role: Role,
    support: tuple[str, float],
    meaning: Meaning | None = None,
    also: tuple[int, ...] = (),
) -> RoleClaim:
    """The claim that ``person`` has ``role``; ``also`` are further sentences that the evidence must show."""
    organization, sentence = organization_of(parse, role)
    places = (role.sentence, *(() if sentence is None else (sentence,)), *also)
    return _claim(parse, person, role, organization, support, meaning or Meaning(), places)


def employment_of(
    parse: Parse, person: Mention, body: Body, support: tuple[str, float], meaning: Meaning | None = None
) -> RoleClaim:
    """The claim that ``person`` belongs to ``body``, in a role that the text does not name."""
    return _claim(parse, person, None, parse.body_mention(body), support, meaning or Meaning(), (body.sentence,))


def verbal_role(name: str, token: int, body: Body) -> Role:
    """The post that one word stands for: «возглавил» and «во главе с» make a глава, «вошёл в состав» makes a член."""
    lemma = lexicon.fold(name)
    entry = lexicon.roles().get(lemma)
    return Role(
        sentence=body.sentence,
        start=token,
        first=token,
        last=token + 1,
        end=token + 1,
        head=token,
        case="nomn",
        plural=False,
        lemma=lemma,
        role_class="post" if entry is None else entry.role_class,
        normal=name,
        body=body,
    )


def _claim(
    parse: Parse,
    person: Mention,
    role: Role | None,
    organization: Mention | None,
    support: tuple[str, float],
    meaning: Meaning,
    places: tuple[int, ...],
) -> RoleClaim:
    since, until, term = _dates(meaning.period, meaning.change)
    return RoleClaim(
        document=parse.document.id,
        person=person,
        antecedent=parse.antecedents.get(person.key, person),
        role=role_mention(parse, role) if role else None,
        organization=organization,
        evidence=parse.quote([*places, _sentence(parse, person)]),
        supports=(Support(*support),),
        role_class=role.role_class if role else "post",
        status=meaning.status or (role.status if role else "current"),
        change=meaning.change,
        acting=meaning.acting or (role is not None and role.acting),
        reported=meaning.reported,
        since=since,
        until=until,
        term_until=term,
        observed=parse.document.published,
        post=role.post if role else None,
    )


def role_mention(parse: Parse, role: Role) -> Mention:
    """The role's own words, without what tells of the holder («экс-министр», «депутат-единоросс»)."""
    tokens = parse.clauses[role.sentence].sentence.tokens
    span = Span(role_start(parse, role), tokens[role.last - 1].end - role.suffix)
    return cut(parse.document.id, parse.document.text, span, "role", role.normal)


def role_start(parse: Parse, role: Role) -> int:
    """Where the mention of a role starts: after a prefix that is no part of it («экс-министр»)."""
    return parse.clauses[role.sentence].sentence.tokens[role.first].start + role.prefix


def organization_of(parse: Parse, role: Role) -> tuple[Mention | None, int | None]:
    """The body that a role names, and the sentence in which it stands."""
    if role.body is not None:
        body = _behind_seat(parse, role.body)
        return parse.body_mention(body), body.sentence
    if role.adjective is not None and role.employer is not None:
        return parse.mention(role.sentence, role.adjective, role.adjective + 1, "body", role.employer), role.sentence
    if role.possessive is not None:
        before = [b for b in parse.clauses[role.sentence].bodies if b.last <= role.possessive]
        tokens = parse.clauses[role.sentence].sentence.tokens
        whose = tokens[role.possessive].low
        if whose in OF_WHICH or WHOSE in noun_lemmas(whose):
            before = _of_clause(parse, before, role)
        elif whose not in POSSESSIVE:
            before = [b for b in before if tokens[b.head].rel.startswith("nsubj") and b.case == "nomn"]
        else:
            led = [r.body for r in parse.clauses[role.sentence].roles if r.body is not None]
            before = [b for b in before if _is_owner(tokens, b, led, whose) and not _does(tokens, b, role)]
            before = [b for b in before if not _is_passed(parse.clauses[role.sentence], b, role)]
            if not before and role.lemma in lexicon.particles("manager"):
                before = _taken_up(parse, role, whose)
        if before:
            return parse.body_mention(before[-1]), before[-1].sentence
    signing = _signing(parse.clauses[role.sentence], role)
    return (None, None) if signing is None else (parse.body_mention(signing), role.sentence)


def _signing(clause: Clause, role: Role) -> Body | None:
    """«Фонд „Волна“ в лице | директора»: the body for which somebody acts."""
    tokens = clause.sentence.tokens
    if role.start < 2 or (tokens[role.start - 2].low, tokens[role.start - 1].low) != ("в", "лице"):
        return None
    end = role.start - 2
    end -= end > 0 and tokens[end - 1].text == ","
    return next((b for b in clause.bodies if end - 1 <= b.last <= end), None)


def _behind_seat(parse: Parse, body: Body) -> Body:
    """«штаб-квартира | союза, секретарём которого», «возглавил коллектив | завода»: the body meant, else itself."""
    clause = parse.clauses[body.sentence]
    if SEATS.isdisjoint(noun_lemmas(clause.sentence.tokens[body.head].low)):
        return body
    return next((link.whole for link in clause.nested if link.part == body), body)


def _of_clause(parse: Parse, bodies: Sequence[Body], role: Role) -> list[Body]:
    """The body right before the comma of the clause that a role opens («фонд „Волна“, директор которого …»)."""
    tokens = parse.clauses[role.sentence].sentence.tokens
    near = range(role.start - 1, max(0, role.start - OPENING_REACH), -1)
    comma = next((k for k in near if tokens[k].text == ","), None)
    told = [b for b in bodies if comma is not None and comma - 1 <= b.last <= comma and not _is_site(tokens, b)]
    told = [_behind_seat(parse, b) for b in told]
    pronoun = tokens[role.possessive].low if role.possessive is not None else ""
    return [b for b in told if pronoun not in OF_WHICH or alike(pronoun, tokens[b.head].low)]


def _is_owner(tokens: Sequence[Token], body: Body, led: Sequence[Body], pronoun: str) -> bool:
    """Whether «его» may mean a body: one that agrees, and a place only if somebody runs it."""
    if body in led:
        return True
    place = body.kind in PLACES or tokens[body.head].name == "LOC"
    return not place and pronouns.alike(pronoun, tokens[body.head].low)


def _does(tokens: Sequence[Token], body: Body, role: Role) -> bool:
    """«суд арестовал мэра и его заместителя»: «его» is not the subject of the verb that governs the role."""
    head, place = tokens[body.head], role.head
    for _ in range(CONJOINED):
        place = tokens[place].head if tokens[place].rel == "conj" and tokens[place].head >= 0 else place
    return head.rel == "nsubj" and head.head >= 0 and head.head == tokens[place].head and role.case != "nomn"


def _is_passed(clause: Clause, body: Body, role: Role) -> bool:
    """«директор фирмы дал взятку мэру Киму через его помощника»: «его» is of somebody named behind the body's head."""
    if role.possessive is None or clause.sentence.tokens[role.possessive].low != "его":
        return False
    owned = [r for r in clause.roles if r.body == body]
    others = [clause.roles[t.role] for t in clause.titles if t.place == "before"]
    between = (r for r in others if body.last <= r.start and r.end < role.start and r.lemma != role.lemma)
    return bool(owned) and any(r.body is None and r.role_class == "post" for r in between)


def _taken_up(parse: Parse, role: Role, pronoun: str) -> list[Body]:
    """«Учёный совет заседал. Его председатель …»: the body that is the subject of the sentence before."""
    if not role.sentence or role.possessive is None or role.possessive > 1:
        return []
    clause = parse.clauses[role.sentence - 1]
    tokens = clause.sentence.tokens
    roots = (t.head for t in tokens if t.rel == "nsubj" and t.head >= 0)
    verb = next((k for k in roots if tokens[k].rel == "root"), -1)
    told = [b for b in clause.bodies if b.case in ("nomn", "accs") and _is_owner(tokens, b, (), pronoun)]
    does = [b for b in told if tokens[b.head].rel == "nsubj" and tokens[b.head].head == verb]
    return does or (told if len(told) == 1 and told[0].proper and not clause.persons else [])


def _is_site(tokens: Sequence[Token], body: Body) -> bool:
    """«собор | в Омске, староста которого»: where something is, behind a preposition."""
    return tokens[body.head].name == "LOC" and body.first > 0 and tokens[body.first - 1].pos == "ADP"


def _sentence(parse: Parse, mention: Mention) -> int:
    """The number of the sentence that holds a mention."""
    return bisect_right(parse.clauses, mention.start, key=lambda clause: clause.sentence.start) - 1


def _dates(period: Period | None, change: Change | None) -> tuple[str | None, str | None, str | None]:
    """since, until and term_until that a period gives to a role."""
    if period is None:
        return None, None, None
    if period.planned:
        return period.since, None, period.until
    if period.at is not None:
        return (None, period.at, None) if change == "dismissed" else (period.at, None, None)
    return period.since, period.until, None
