"""What claims on bodies, decisions and events make together: what is one, by what name and date, and who is in it."""

from collections.abc import Sequence
from random import Random
from typing import Any

import pytest
from msgspec import structs
from projecting import project

from kadry.claim import Chain, Partition, entity_id
from kadry.document import Document, Span, make_document
from kadry.graph import Graph, Outcome, Participant
from kadry.mention import Mention, MentionType, Quote, Support, cut
from kadry.scene import BodyClaim, DecisionClaim, Effect, EventClaim, Part, SceneClaim

TEXT = "Отдел кадров, Секретариат, Анна Белова, решение № 5, съезд в Минске, группа делегатов, президент. "
SURE = (Support("scene@1", 0.5),)


def text(number: int) -> Document:
    return make_document(TEXT + str(number), published=f"202{number}")


def at(document: Document, words: str, type: MentionType = "body") -> Mention:
    start = document.text.index(words)
    return cut(document.id, document.text, Span(start, start + len(words)), type, words)


def relation(of: int, status: str = "current", **fields: Any) -> BodyClaim:
    own = text(of)
    body, other = at(own, "Отдел кадров"), at(own, "Секретариат")
    return BodyClaim(
        document=own.id,
        evidence=Quote(0, 26, own.text[:26]),
        supports=SURE,
        body=body,
        body_entity=body,
        relation="part_of",
        other=other,
        other_entity=other,
        status=status,  # type: ignore[arg-type]
        **fields,
    )


def decision(of: int, issuer: str = "Секретариат", type: MentionType = "body", **fields: Any) -> DecisionClaim:
    own = text(of)
    by = at(own, issuer, type) if issuer else None
    said: dict[str, Any] = {"number": "5", "status": "current", **fields}
    return DecisionClaim(
        document=own.id,
        evidence=Quote(0, 51, own.text[:51]),
        supports=SURE,
        words=at(own, "решение № 5", "decision"),
        type="решение",
        issuer=by,
        issuer_entity=by,
        **said,
    )


def event(of: int, *parts: Part, **fields: Any) -> EventClaim:
    own = text(of)
    words = at(own, "съезд", "event")
    return EventClaim(
        document=own.id,
        evidence=Quote(0, 67, own.text[:67]),
        supports=SURE,
        words=words,
        type="съезд",
        parts=parts,
        **fields,
    )


def graph(*claims: SceneClaim, copies: Sequence[int] = ()) -> Graph:
    """The claims' graph; a name is one in all documents. copies: numbers of texts that reprint the first of them."""
    documents = {own.id: own for own in map(text, range(6))}
    entities: dict[str, str] = {}
    chains = []
    for own in documents.values():
        for words, type in (("Отдел кадров", "body"), ("Секретариат", "body"), ("Анна Белова", "person")):
            mention = at(own, words, type)  # type: ignore[arg-type]
            entities[mention.key] = entity_id(words)
            chains.append(Chain(mention, (mention,)))
    group = [text(number).id for number in copies]
    first = dict.fromkeys(group, min(group, default=""))
    headers = [own.header for own in documents.values()]
    return project(headers, (), chains, Partition(entities), (), first, claims)


def test_a_relation_is_one_whoever_says_it_and_its_bodies_are_nodes() -> None:
    found = graph(relation(1, date="2019-05"), relation(2, date="2019"), relation(3, status="former"))
    (one,) = found.structures
    assert (one.body, one.relation, one.other) == (entity_id("Отдел кадров"), "part_of", entity_id("Секретариат"))
    assert (one.date, one.over, one.sources, one.confidence) == ("2019-05", True, 3, 0.875)
    assert {body.name for body in found.bodies} == {"Отдел кадров", "Секретариат"}
    assert {header.id for header in found.documents} == {text(number).id for number in (1, 2, 3)}
    assert found.rules == ["scene@1"]
    assert [telling.about for telling in found.tellings] == [one.id] * 3
    assert {telling.claim.id for telling in found.tellings} == set(one.claims)


def test_reprints_are_one_source() -> None:
    assert graph(relation(1), relation(2), relation(3), copies=(1, 2)).structures[0].sources == 2


def test_what_is_not_asserted_stands_apart() -> None:
    claims = relation(1), relation(2, status="future"), relation(3, status="denied"), relation(4, reported=True)
    found = graph(*claims)
    assert sorted(one.standing for one in found.structures) == ["asserted", "denied", "planned", "reported"]
    assert len({one.id for one in found.structures}) == 4


@pytest.mark.parametrize(
    ("claims", "number"),
    [
        ((decision(1), decision(2)), 1),
        ((decision(1), decision(2, number="№ 6")), 2),
        ((decision(1), decision(2, issuer="Отдел кадров")), 2),
        ((decision(1, date="2019-03-01"), decision(2, date="2020")), 2),
        ((decision(1, date="2019-03-01"), decision(2)), 1),
        ((decision(1, date="2019"), decision(2, date="2020"), decision(3)), 3),
        ((decision(1, number=None), decision(2, number=None)), 2),
        ((decision(1, issuer=""), decision(2, issuer="")), 2),
        ((decision(1, issuer="президент", type="role"), decision(2, issuer="президент", type="role")), 2),
    ],
)
def test_which_decisions_are_one(claims: Sequence[DecisionClaim], number: int) -> None:
    assert len(graph(*claims).decisions) == number


def test_a_decision_without_issuer_is_the_only_one_of_its_document_that_has_one() -> None:
    again = structs.replace(decision(1, issuer=""), words=at(text(1), "решение", "decision"))
    (one,) = graph(again, decision(1), decision(2)).decisions
    assert len(one.claims) == 3
    assert one.issuer == entity_id("Секретариат")
    assert one.names == ("решение", "решение № 5")


def test_what_a_decision_does() -> None:
    own = text(1)
    who, what = at(own, "Анна Белова", "person"), at(own, "группа делегатов", "group")
    effects = Effect("appoints", who, who), Effect("creates", what, what)
    (one,) = graph(decision(1, effects=effects), decision(2)).decisions
    assert one.effects == (
        Outcome("appoints", "Анна Белова", "person", entity_id("Анна Белова")),
        Outcome("creates", "группа делегатов", "group"),
    )


def test_which_events_are_one() -> None:
    def place(number: int) -> Mention:
        return at(text(number), "Минске", "place")

    def many(*claims: EventClaim) -> int:
        return len(graph(*claims).events)

    assert many(event(1), event(2)) == 2
    assert many(event(1, date="2021", title="XIV съезд"), event(2, date="2021", title="XIV Съезд")) == 1
    assert many(event(1, date="2021-01-02", place=place(1)), event(2, date="2021-01-02", place=place(2))) == 2
    chaired = [
        event(n, Part(who := at(text(n), "Анна Белова", "person"), who, "chair"), date="2021-01-02", place=place(n))
        for n in (1, 2)
    ]
    assert many(*chaired) == 1
    assert many(event(1, date="2021", place=place(1)), event(2, date="2021", place=place(2))) == 2
    assert many(event(1, date="2021-01-02"), event(2, date="2021-01-02")) == 2


def test_who_takes_part_is_told_once_and_groups_by_name() -> None:
    def parts(number: int) -> list[Part]:
        who, group = at(text(number), "Анна Белова", "person"), at(text(number), "группа делегатов", "group")
        return [Part(who, who, "chair"), Part(group, group, "participant")]

    same: dict[str, Any] = {"date": "2021", "title": "XIV съезд"}
    found = graph(event(1, *parts(1), **same), event(2, *parts(2), **same))
    assert found.events[0].parts == (
        Participant("chair", "Анна Белова", "person", entity_id("Анна Белова")),
        Participant("participant", "группа делегатов", "group"),
    )
    assert [person.name for person in found.persons] == ["Анна Белова"]
    assert not found.bodies


def test_the_order_of_claims_is_worth_nothing() -> None:
    who = at(text(3), "Анна Белова", "person")
    claims: list[SceneClaim] = [
        relation(n, status="former" if n % 2 else "current", date=f"20{n}0") for n in range(1, 5)
    ]
    claims += [decision(1, date="2019"), decision(2, issuer=""), decision(3), decision(4, date="2020-01")]
    claims += [event(3, Part(who, who, "speaker")), event(4, date="2021", title="XIV съезд"), event(5)]
    whole = graph(*claims)
    for seed in range(20):
        Random(seed).shuffle(claims)
        assert graph(*claims) == whole


def test_a_rejected_claim_is_nothing() -> None:
    wrong = relation(1)
    headers = [text(1).header]
    assert not project(headers, (), (), Partition({}), {wrong.id}, {}, [wrong]).bodies
