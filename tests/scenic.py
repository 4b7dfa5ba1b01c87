"""Random graphs with what is around the posts: relations, decisions, events, successions of any standing."""

from collections.abc import Iterator
from typing import Any, get_args

from graphs import CARRIED, DATES, graphs
from hypothesis import strategies as st
from msgspec import structs

from kadry.claim import entity_id
from kadry.graph import (
    Body,
    Decision,
    Event,
    Graph,
    Outcome,
    Participant,
    Person,
    Standing,
    Structure,
    Succession,
    Telling,
)
from kadry.mention import Mention, MentionType, Quote, Support
from kadry.scene import BodyClaim, DecisionClaim, EventClaim, Relation, Result, SceneClaim, Share, SuccessionClaim

_STANDINGS: st.SearchStrategy[Standing] = st.sampled_from(get_args(Standing))


@st.composite
def scenic(draw: st.DrawFn, texts: st.SearchStrategy[str] = CARRIED) -> Graph:
    """A graph of `graphs` with up to two of each kind; a body without a name is in none, as in any graph of claims."""
    graph = draw(graphs(texts))
    entities = [*graph.persons, *(body for body in graph.bodies if not body.unspecified)]
    makers = [_relation] if len([one for one in entities if isinstance(one, Body)]) > 1 else []
    made: list[tuple[Any, SceneClaim]] = []
    for maker in (*makers, _decision, _event, _succession):
        for number in range(draw(st.integers(0, 2))):
            place = Mention(draw(st.sampled_from(graph.documents)).id, 100 * len(made), 9, "body", draw(texts), "")
            made.append(maker(draw, texts, entities, place, entity_id(f"{maker.__name__}{number}")))

    def those(kind: type) -> list[Any]:
        return sorted((one for one, _ in made if isinstance(one, kind)), key=lambda one: one.id)

    decisions = [None, *(one.id for one in those(Decision))]
    return structs.replace(
        graph,
        structures=[structs.replace(one, decided_by=draw(st.sampled_from(decisions))) for one in those(Structure)],
        decisions=those(Decision),
        events=those(Event),
        successions=those(Succession),
        tellings=sorted(
            (Telling(claim, one.id) for one, claim in made), key=lambda one: (one.claim.document, one.claim.id)
        ),
    )


def _common(draw: st.DrawFn, texts: st.SearchStrategy[str], place: Mention) -> dict[str, Any]:
    quote = Quote(place.start, place.start + 9, draw(texts))
    return {"document": place.document, "evidence": quote, "supports": (Support("scene@1", 0.5),), "date": draw(DATES)}


def _relation(draw: st.DrawFn, texts: Any, entities: Any, place: Mention, id: str) -> tuple[Structure, SceneClaim]:
    relation = draw(st.sampled_from(get_args(Relation)))
    claim = BodyClaim(
        body=place, body_entity=place, relation=relation, other=place, other_entity=place, **_common(draw, texts, place)
    )
    bodies = [one.id for one in entities if isinstance(one, Body)]
    body, other = draw(st.permutations(bodies))[:2]
    one = Structure(
        id=id, body=body, relation=relation, other=other, decision=draw(st.none() | texts), over=draw(st.booleans()),
        **_weighed(draw, claim),
    )  # fmt: skip
    return one, claim


def _decision(draw: st.DrawFn, texts: Any, entities: Any, place: Mention, id: str) -> tuple[Decision, SceneClaim]:
    claim = DecisionClaim(words=place, type="указ", **_common(draw, texts, place))
    issuer = draw(st.none() | st.sampled_from(entities))
    name, type = (None, None) if issuer is None else (draw(texts), _type(issuer))
    effects = (Outcome(draw(st.sampled_from(get_args(Result))), *who) for who in _involved(draw, texts, entities))
    one = Decision(
        id=id, type=draw(texts), names=(draw(texts),), number=draw(st.none() | texts), title=draw(st.none() | texts),
        issuer=issuer and issuer.id, issuer_name=name, issuer_type=type, effects=tuple(effects),
        **_weighed(draw, claim),
    )  # fmt: skip
    return one, claim


def _event(draw: st.DrawFn, texts: Any, entities: Any, place: Mention, id: str) -> tuple[Event, SceneClaim]:
    claim = EventClaim(words=place, type="съезд", **_common(draw, texts, place))
    parts = (Participant(draw(st.sampled_from(get_args(Share))), *who) for who in _involved(draw, texts, entities))
    one = Event(
        id=id, type=draw(texts), names=(draw(texts),), title=draw(st.none() | texts), place=draw(st.none() | texts),
        parts=tuple(parts), **_weighed(draw, claim),
    )  # fmt: skip
    return one, claim


def _succession(draw: st.DrawFn, texts: Any, entities: Any, place: Mention, id: str) -> tuple[Succession, SceneClaim]:
    claim = SuccessionClaim(words=place, **_common(draw, texts, place))
    people = [*draw(st.permutations([one.id for one in entities if isinstance(one, Person)])), None]
    person, predecessor = people[:2] if len(people) > 2 and draw(st.booleans()) else (None, people[0])
    role = draw(st.none() | texts)
    bodies = [one.id for one in entities if isinstance(one, Body)]
    body = draw(st.sampled_from([None, *bodies]))
    one = Succession(
        id=id, person=person, predecessor=predecessor, role=role, body=body, over=draw(st.booleans()),
        **_weighed(draw, claim),
    )  # fmt: skip
    return one, claim


def _involved(draw: st.DrawFn, texts: Any, entities: Any) -> Iterator[tuple[str, MentionType, str | None]]:
    """Names, types and ids of up to two, without an id where it is a group."""
    for _ in range(draw(st.integers(0, 2))):
        who = draw(st.none() | st.sampled_from(entities))
        yield draw(texts), "group" if who is None else _type(who), who and who.id


def _type(entity: Person | Body) -> MentionType:
    return "person" if isinstance(entity, Person) else "body"


def _weighed(draw: st.DrawFn, claim: SceneClaim) -> dict[str, Any]:
    return {"standing": draw(_STANDINGS), "claims": (claim.id,), "date": claim.date, "sources": 1, "confidence": 0.5}
