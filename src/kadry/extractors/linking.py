"""Making a claim of a role and a name: what every extractor does once it has decided that the two belong together."""

from msgspec import Struct

from kadry.claim import Change, Mention, RoleClaim, Status, Support
from kadry.russian.bodies import Body
from kadry.russian.dates import Period
from kadry.russian.parse import Parse
from kadry.russian.roles import Role


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
    meaning = meaning or Meaning()
    organization, sentence = organization_of(parse, role)
    places = (role.sentence, *(() if sentence is None else (sentence,)), *also)
    status = meaning.status or role.status
    since, until, term = _dates(meaning.period, meaning.change)
    return RoleClaim(
        document=parse.document.id,
        person=person,
        antecedent=parse.antecedents.get(person.key, person),
        role=parse.mention(role.sentence, role.first, role.last, "role", role.normal),
        organization=organization,
        evidence=parse.quote([*places, *_sentences(parse, person)]),
        supports=(Support(*support),),
        role_class=role.role_class,
        status=status,
        change=meaning.change,
        acting=role.acting or meaning.acting,
        reported=meaning.reported,
        since=since,
        until=until,
        term_until=term,
        observed=parse.document.published,
        post=role.post,
    )


def employment_of(
    parse: Parse, person: Mention, body: Body, support: tuple[str, float], meaning: Meaning | None = None
) -> RoleClaim:
    """The claim that ``person`` belongs to ``body``, in a role that the text does not name."""
    meaning = meaning or Meaning()
    since, until, term = _dates(meaning.period, meaning.change)
    return RoleClaim(
        document=parse.document.id,
        person=person,
        antecedent=parse.antecedents.get(person.key, person),
        role=None,
        organization=parse.body_mention(body),
        evidence=parse.quote([body.sentence, *_sentences(parse, person)]),
        supports=(Support(*support),),
        status=meaning.status or "current",
        change=meaning.change,
        reported=meaning.reported,
        since=since,
        until=until,
        term_until=term,
        observed=parse.document.published,
    )


def organization_of(parse: Parse, role: Role) -> tuple[Mention | None, int | None]:
    """The body that a role names, and the sentence in which it stands."""
    if role.body is not None:
        return parse.body_mention(role.body), role.body.sentence
    if role.adjective is not None and role.employer is not None:
        return parse.mention(role.sentence, role.adjective, role.adjective + 1, "body", role.employer), role.sentence
    if role.possessive is not None:
        before = [b for b in parse.clauses[role.sentence].bodies if b.last <= role.possessive]
        if before:
            return parse.body_mention(before[-1]), role.sentence
    return None, None


def _sentences(parse: Parse, mention: Mention) -> list[int]:
    return [i for i, c in enumerate(parse.clauses) if c.sentence.start <= mention.start < c.sentence.end]


def _dates(period: Period | None, change: Change | None) -> tuple[str | None, str | None, str | None]:
    """since, until and term_until that a period gives to a role."""
    if period is None:
        return None, None, None
    if period.planned:
        return period.since, None, period.until
    if period.at is not None:
        return (None, period.at, None) if change == "dismissed" else (period.at, None, None)
    return period.since, period.until, None
