"""Made-up claims on what is around the posts: what they say follows from the words of a text, and nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from graphs import small
from msgspec import structs

from kadry.claim import entity_id
from kadry.document import Document, digest
from kadry.graph import Decision, Event, Graph, Outcome, Participant, Standing, Structure, Succession, Telling
from kadry.mention import Mention, Quote, Status, Support
from kadry.scene import BodyClaim, DecisionClaim, Effect, EventClaim, Part, SceneClaim, SuccessionClaim

RELATIONS = ("part_of", "reports_to", "created_by")
STATUS = ("current", "current", "former", "future", "denied")
DATES = (None, "2019", "2020-05", "2020-05-17", "2021-01-02")
_STATUS: tuple[tuple[int, Status], ...] = ((1, "current"), (2, "denied"))
_STANDING: tuple[Standing, ...] = ("asserted", "denied")
_POSTS: tuple[tuple[int, str, Status], ...] = (
    (340, "Его сменил Иванов.", "current"),
    (360, "Пост вакантен.", "current"),
    (380, "Уступит пост.", "future"),
)
RESULTS = ("appoints", "dismisses", "creates")
SHARES = ("chair", "participant")


def scenery(
    document: Document, seen: Sequence[Mention], chains: Mapping[str, Sequence[Mention]]
) -> Iterator[SceneClaim]:
    """A claim for each two mentions that follow one another. chains: the mentions of each name."""
    for left, right in pairwise(seen):
        chance = int(digest(left.text, right.text, document.published)[:6], 16)
        yield _claim(document, left, right, chance, lambda mention: chains[mention.text][0])


def _pick(chance: int, some: Sequence[Any]) -> Any:
    return some[chance % len(some)]


def _claim(document: Document, left: Mention, right: Mention, chance: int, whole: Any) -> SceneClaim:
    start, end = sorted((left.start, right.start))
    common: dict[str, Any] = {
        "document": document.id,
        "evidence": Quote(start, end, document.text[start:end]),
        "supports": (Support("scene@1", 0.5 + chance % 5 / 10),),
        "status": _pick(chance // 5, STATUS),
        "reported": chance % 7 == 0,
        "date": _pick(chance // 11, DATES),
    }
    if (left.type, right.type) == ("body", "body"):
        relation = _pick(chance // 13, RELATIONS)
        bodies = {"body": left, "body_entity": whole(left), "other": right, "other_entity": whole(right)}
        return BodyClaim(relation=relation, decision=left if chance % 2 else None, **bodies, **common)
    if chance // 31 % 2:
        return _succession(left, right, chance, whole, common)
    if chance % 2:
        issuer = left if chance // 17 % 3 and left.type == "body" else None
        return DecisionClaim(
            words=right,
            type=_pick(chance // 3, ("решение", "Решение", "указ")),
            number=_pick(chance // 19, (None, "5", "18-Р")),
            title=_pick(chance // 23, (None, "О мерах", "О мерах поддержки сельских школ края")),
            issuer=issuer,
            issuer_entity=issuer and whole(issuer),
            effects=(Effect(_pick(chance // 29, RESULTS), right, whole(right)),),
            **common,
        )
    return EventClaim(
        words=left,
        type=_pick(chance // 3, ("съезд", "совещание")),
        title=_pick(chance // 17, (None, "XIV съезд", "XIV съезд Союза", "по вопросам кадров")),
        place=_pick(chance // 19, (None, right)),
        parts=tuple(Part(one, whole(one), _pick(chance // 23, SHARES)) for one in (left, right)),
        **common,
    )


def _succession(left: Mention, right: Mention, chance: int, whole: Any, common: dict[str, Any]) -> SuccessionClaim:
    """Of two people who came after whom, somewhere; of one that the post is vacant after him, or just so."""
    role = structs.replace(
        right, type="role", normal=_pick(chance // 37, ("министр", "Министр", f"глава {right.text}"))
    )
    said = {"words": left, "role": _pick(chance // 41, (None, role, role)), **common}
    people = [one for one in (left, right) if one.type == "person"]
    body = next((one for one in (left, right) if one.type == "body"), None)
    if len(people) == 2 and left.text != right.text:
        pair = {"person": left, "person_entity": whole(left), "predecessor": right, "predecessor_entity": whole(right)}
        return SuccessionClaim(**pair, **said)
    if body is not None:
        said |= {"organization": body, "organization_entity": whole(body)}
    if people and chance % 2:
        said |= {"predecessor": people[0], "predecessor_entity": whole(people[0])}
    return SuccessionClaim(**said)


def with_scene(graph: Graph) -> Graph:
    """The graph with relations of its first two bodies, a decision, an event and successions, asserted and not."""
    body, other, *_ = (one.id for one in graph.bodies)
    person, former, *_ = (one.id for one in graph.persons)
    document, post = graph.documents[0].id, graph.posts[0]
    tellings = []

    def told(claim: SceneClaim, about: str) -> tuple[str, ...]:
        tellings.append(Telling(claim, about))
        return (claim.id,)

    own = [Mention(document, 10 * n, 10 * n + 9, "body", f"орган {n}", f"орган {n}") for n in range(7)]
    common: dict[str, Any] = {"document": document, "supports": (Support("scene@1", 0.75),), "date": "2021"}
    quote = Quote(300, 310, "Так решено.")
    relations = [
        BodyClaim(
            body=own[0], body_entity=own[0], relation="part_of", other=own[n], other_entity=own[n],
            evidence=quote, status=status, **common,
        )
        for n, status in _STATUS
    ]  # fmt: skip
    decision = DecisionClaim(words=own[2], type="указ", number="5", evidence=quote, **common)
    event = EventClaim(words=own[3], type="съезд", evidence=Quote(320, 330, "Шёл съезд."), **common)
    at_post = [
        SuccessionClaim(words=words, evidence=Quote(start, start + len(text), text), status=status, **common)
        for words, (start, text, status) in zip(own[4:], _POSTS, strict=True)
    ]
    weight: dict[str, Any] = {"sources": 1, "confidence": 0.75}
    ids = [entity_id(name) for name in ("s1", "s2", "d1", "e1", "c2", "c1", "c3")]
    structures = [
        Structure(
            id=id, body=body, relation="part_of", other=other, standing=standing, date="2021", decision="указ № 5",
            decided_by=ids[2] if standing == "asserted" else None, claims=told(claim, id), **weight,
        )
        for id, standing, claim in zip(ids, _STANDING, relations, strict=False)
    ]  # fmt: skip
    decisions = [
        Decision(
            id=ids[2], type="указ", number="5", date="2021-02-03", title="О мерах", standing="asserted",
            names=("указ № 5",), issuer=body, issuer_name="Администрация", issuer_type="body",
            effects=(
                Outcome("appoints", "Иван Петров", "person", person, (graph.tenures[0].id,)),
                Outcome("creates", "группа", "group"),
            ),
            claims=told(decision, ids[2]), **weight,
        )
    ]  # fmt: skip
    events = [
        Event(
            id=ids[3], type="съезд", title="XIV съезд", date="2021", place="Ханой", standing="planned",
            names=("съезд", "XIV съезд"), parts=(Participant("chair", "Иван Петров", "person", person),
            Participant("host", "Министерство", "body", other), Participant("participant", "делегаты", "group")),
            claims=told(event, ids[3]), **weight,
        )
    ]  # fmt: skip
    known: dict[str, Any] = {"post": post.id, "body": post.body, "role": post.role, "date": "2021", **weight}
    successions = [
        Succession(
            id=ids[4], person=person, predecessor=former, standing="asserted", claims=told(at_post[0], ids[4]), **known
        ),
        Succession(id=ids[5], predecessor=person, standing="asserted", claims=told(at_post[1], ids[5]), **known),
        Succession(
            id=ids[6], person=person, predecessor=former, role="глава", standing="planned",
            claims=told(at_post[2], ids[6]), **weight,
        ),
    ]  # fmt: skip
    return structs.replace(
        graph,
        successions=sorted(successions, key=lambda one: one.id),
        structures=sorted(structures, key=lambda one: one.id),
        decisions=decisions,
        events=events,
        tellings=sorted(tellings, key=lambda telling: (telling.claim.document, telling.claim.id)),
        rules=sorted({*graph.rules, "scene@1"}),
    )


def with_hostile_scene(text: str) -> Graph:
    """The small graph with a decision and an event, every text of which is ``text``."""
    graph = with_scene(small())
    involved = [structs.replace(part, name=text) for part in graph.events[0].parts]
    decision = structs.replace(
        graph.decisions[0], type=text, number=text, title=text, date=text, names=(text,), issuer_name=text,
        effects=(Outcome("creates", text, "group"),),
    )  # fmt: skip
    event = structs.replace(
        graph.events[0], type=text, title=text, date=text, place=text, names=(text,), parts=tuple(involved)
    )
    structures = [structs.replace(one, date=text, decision=text) for one in graph.structures]
    return structs.replace(graph, structures=structures, decisions=[decision], events=[event])
