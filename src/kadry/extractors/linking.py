"""Making a claim of a role and a name: what every extractor does once it has decided that the two belong together."""

from kadry.claim import Change, Mention, RoleClaim, Status, Support
from kadry.russian.dates import Period
from kadry.russian.parse import Parse
from kadry.russian.roles import Role


def claim_of(
    parse: Parse,
    role: Role,
    person: Mention,
    *,
    support: tuple[str, float],
    status: Status | None = None,
    change: Change | None = None,
    reported: bool = False,
    period: Period | None = None,
    also: tuple[int, ...] = (),
) -> RoleClaim:
    """The claim that ``person`` has ``role``; ``also`` are further sentences that the evidence must show."""
    mention = parse.mention(role.sentence, role.first, role.last, "role", role.normal)
    organization, sentence = organization_of(parse, role)
    places = [] if sentence is None else [sentence]
    evidence = parse.quote([role.sentence, *_sentences(parse, person), *places, *also])
    since, until, term = _dates(period, status or role.status, change)
    return RoleClaim(
        document=parse.document.id,
        person=person,
        antecedent=parse.antecedents.get(person.key, person),
        role=mention,
        organization=organization,
        evidence=evidence,
        supports=(Support(*support),),
        role_class=role.role_class,
        status=status or role.status,
        change=change,
        acting=role.acting,
        reported=reported,
        since=since,
        until=until,
        term_until=term,
        observed=parse.document.published,
        post=role.post,
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


def _dates(period: Period | None, status: Status, change: Change | None) -> tuple[str | None, str | None, str | None]:
    """since, until and term_until that a period gives to a role of that status."""
    if period is None:
        return None, None, None
    if period.planned:
        return period.since, None, period.until
    if period.at is not None:
        return (None, period.at, None) if change == "dismissed" else (period.at, None, None)
    return period.since, period.until, None
