"""Succession: who came after whom at a post, and which posts are vacant («сменил», «преемник», «вакантна»)."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from kadry.claim import Mention, RoleClaim, Support
from kadry.extractors.linking import organization_of, role_mention
from kadry.extractors.stages import Stage
from kadry.extractors.successors import by_nouns
from kadry.extractors.turnover import Change, by_verbs
from kadry.extractors.vacancies import Vacancy, vacancies
from kadry.mention import Status
from kadry.russian.hearsay import has_phrase
from kadry.russian.parse import Parse
from kadry.russian.roles import Role
from kadry.russian.signs import HANDOVER, POST
from kadry.scene import SceneClaim, SuccessionClaim

RULE = "succession@1"
FULL, BARE, FAR = 0.85, 0.75, 0.65  # with the post; without it; one of the two is meant by a word elsewhere


def extract(parse: Parse) -> Iterator[SuccessionClaim]:
    """A claim for each two people of a sentence one of whom came after the other, and for each vacant post."""
    for number, clause in enumerate(parse.clauses):
        if clause.signs.all & (HANDOVER | POST):
            stage = Stage(parse, number)
            if stage.parties:
                yield from (_changed(stage, change) for change in _once((*by_verbs(stage), *by_nouns(stage))))
            yield from (_vacant(stage, vacancy) for vacancy in vacancies(stage))


def placed(parse: Parse, scene: Iterable[SceneClaim], claims: Sequence[RoleClaim]) -> Iterator[SceneClaim]:
    """The claims, each succession with what role claims say of the same post.

    claims: settled ones of the same document. A role has the body that they give to it; where the succession names
    none, the role that both hold by one and the same words, told in its sentences, is meant.
    """
    for claim in scene:
        if isinstance(claim, SuccessionClaim) and claim.organization is None:
            yield _placed(parse, claim, claims)
        else:
            yield claim


def _once(changes: Iterable[Change]) -> Iterator[Change]:
    """Each pair of people once: as it is first said with a post, else as it is first said."""
    found: dict[tuple[Mention, Mention], Change] = {}
    for change in changes:
        pair = change.person.mention, change.before.mention
        if pair not in found or (found[pair].role is None and change.role is not None):
            found[pair] = change
    yield from found.values()


def _changed(stage: Stage, change: Change) -> SuccessionClaim:
    here = all(
        stage.clause.sentence.start <= party.mention.start < stage.clause.sentence.end
        for party in (change.person, change.before)
    )
    sure = FAR if not here else BARE if change.role is None else FULL
    status: Status = "denied" if change.negated else "future" if change.time == "future" else "current"
    people = (change.person.mention, change.before.mention)
    return _claim(stage, change.token, people, change.role, status, sure, _day(stage, change.token, since=False))


def _vacant(stage: Stage, vacancy: Vacancy) -> SuccessionClaim:
    people = (None, None if vacancy.before is None else vacancy.before.mention)
    day = _day(stage, vacancy.token, since=True)
    return _claim(stage, vacancy.token, people, vacancy.role, vacancy.status, vacancy.confidence, day)


def _claim(
    stage: Stage,
    token: int,
    people: tuple[Mention | None, Mention | None],
    role: Role | None,
    status: Status,
    confidence: float,
    day: str | None,
) -> SuccessionClaim:
    parse, (person, before) = stage.parse, people
    said = (parse.document, stage.clause.sentence)
    rumoured = has_phrase(*said, "rumour")
    if has_phrase(*said, "falsehood") or ((rumoured or status == "future") and has_phrase(*said, "denial")):
        status = "denied"
    body, place = organization_of(parse, role) if role is not None else (None, None)
    places = {stage.number, *(_sentence(parse, one) for one in people if one is not None)}
    return SuccessionClaim(
        document=parse.document.id,
        evidence=parse.quote(sorted(places if place is None else places | {place})),
        supports=(Support(RULE, confidence),),
        status=status,
        reported=rumoured,
        words=parse.mention(stage.number, token, token + 1, "succession", stage.tokens[token].low),
        person=person,
        person_entity=person and parse.antecedents.get(person.key, person),
        predecessor=before,
        predecessor_entity=before and parse.antecedents.get(before.key, before),
        role=None if role is None else replace(role_mention(parse, role), normal=role.post or role.normal),
        organization=body,
        organization_entity=body and parse.antecedents.get(body.key, body),
        date=day,
    )


def _sentence(parse: Parse, mention: Mention) -> int:
    found = (i for i, c in enumerate(parse.clauses) if c.sentence.start <= mention.start < c.sentence.end)
    return next(found)


def _day(stage: Stage, token: int, *, since: bool) -> str | None:
    """The only day or year of a sentence, with no comma on the way unless it opens the sentence."""
    days = [(p, p.at or (p.since if since else None)) for p in stage.clause.periods]
    told = [(p, day) for p, day in days if day is not None]
    if len(told) != 1:
        return None
    (period, day) = told[0]
    low, high = sorted((period.first, token))
    opens = period.first <= 2
    return day if opens or all(t.text not in ",;" for t in stage.tokens[low:high]) else None


def _placed(parse: Parse, claim: SuccessionClaim, claims: Sequence[RoleClaim]) -> SuccessionClaim:
    same = list(_same(claim, [c for c in claims if c.role is not None]))
    if not same or len({(c.role, c.organization) for c in same}) > 1:
        return claim
    one, body = same[0], same[0].organization
    role = claim.role or (one.role and replace(one.role, normal=one.post or one.role.normal))
    return replace(
        claim, role=role, organization=body, organization_entity=body and parse.antecedents.get(body.key, body)
    )


def _same(claim: SuccessionClaim, claims: Sequence[RoleClaim]) -> Iterator[RoleClaim]:
    """The role claims on the post of a succession: by its words, else one that the one has left to the other."""
    if claim.role is not None:
        yield from (c for c in claims if _span(c.role) == _span(claim.role))
    elif claim.person is not None:
        own = [c for c in claims if c.antecedent == claim.person_entity]
        theirs = [c for c in claims if c.antecedent == claim.predecessor_entity]
        left, kept = ({_span(c.role) for c in theirs if (c.status == "former") is over} for over in (True, False))
        shown = (c for c in own if c.status != "former" and c.evidence.start <= claim.words.start < c.evidence.end)
        yield from (c for c in shown if _span(c.role) in left - kept)


def _span(role: Mention | None) -> tuple[int, int] | None:
    return None if role is None else (role.start, role.end)
