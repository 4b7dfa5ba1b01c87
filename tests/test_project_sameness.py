"""When two documents tell of one decision or event: pairs written by hand (sameness.txt), and what holds of any."""

import re
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from projecting import project

from kadry.claim import Chain, Partition, entity_id
from kadry.document import Header, digest
from kadry.graph import Graph
from kadry.mention import Mention, MentionType, Quote, Support
from kadry.project.accounts import plain
from kadry.scene import DecisionClaim, Effect, EventClaim, Part, SceneClaim

FILE = Path(__file__).with_name("sameness.txt")
PAIRS = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
TOLD = sorted({side for line in PAIRS for side in re.split(" [=≠] ", line)})


def mention(document: str, place: int, words: str, type: MentionType) -> Mention:
    return Mention(document, place, place + len(words), type, words, words)


def claim(told: str, number: int) -> SceneClaim:
    """The claim that a document of that number makes."""
    document = digest("document", str(number))
    kind, *parts = re.split(r", (?![^«]*»)", told)
    common: dict[str, Any] = {"document": document, "supports": (Support("scene@1", 0.5),)}
    common["evidence"] = Quote(0, 9, f"Вот {number:04}.")
    said: dict[str, Any] = {}
    places = iter(range(100, 10_000, 100))
    people: list[tuple[str, Mention]] = []
    for part in parts:
        match part[0], part[1:]:
            case "(", rest:
                said["issuer"] = said["issuer_entity"] = mention(document, next(places), rest[:-1], "body")
            case "[", rest:
                said["issuer"] = said["issuer_entity"] = mention(document, next(places), rest[:-1], "role")
            case "«", rest:
                said["title"] = rest[:-1]
            case "@", rest:
                said["place"] = mention(document, next(places), rest, "place")
            case ("+" | "-" | "*") as sign, name:
                people.append((sign, mention(document, next(places), name, "person")))
            case _:
                said["date"] = part
    type, _, code = kind.partition(" № ")
    if type in ("съезд", "пленум", "форум", "заседание", "встреча"):
        attended = tuple(Part(who, who, "chair" if sign == "*" else "participant") for sign, who in people)
        return EventClaim(words=mention(document, 0, kind, "event"), type=type, parts=attended, **said, **common)
    effects = tuple(Effect("appoints" if sign == "+" else "dismisses", who, who) for sign, who in people)
    words = mention(document, 0, kind, "decision")
    return DecisionClaim(words=words, type=type, number=code or None, effects=effects, **said, **common)


def graph(claims: Sequence[SceneClaim]) -> Graph:
    """Their graph; equal names are one."""
    mentions = [
        mention
        for one in claims
        for mention in (
            *((part.entity for part in one.parts) if isinstance(one, EventClaim) else ()),
            *((effect.entity for effect in one.effects) if isinstance(one, DecisionClaim) else ()),
            *((one.issuer_entity,) if isinstance(one, DecisionClaim) and one.issuer_entity else ()),
        )
    ]
    chains = [Chain(mention, (mention,)) for mention in mentions]
    headers = [Header(id=one.document) for one in claims]
    owners = {mention.key: entity_id(mention.normal) for mention in mentions}
    return project(headers, (), chains, Partition(owners), (), {}, claims)


def things(claims: Sequence[SceneClaim]) -> int:
    found = graph(claims)
    return len(found.decisions) + len(found.events)


@pytest.mark.parametrize("line", PAIRS)
def test_pairs(line: str) -> None:
    left, right = (claim(side, number) for number, side in enumerate(re.split(" [=≠] ", line)))
    assert things([left, right]) == (1 if " = " in line else 2)
    assert things([right, left]) == (1 if " = " in line else 2)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(TOLD), max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_documents_is_worth_nothing_and_nothing_that_clashes_is_one(
    told: list[str], random: Random
) -> None:
    claims = [claim(one, number) for number, one in enumerate(told)]
    whole = graph(claims)
    random.shuffle(claims)
    assert graph(claims) == whole
    by_id = {one.id: one for one in claims}
    together = [one.claims for one in whole.decisions] + [one.claims for one in whole.events]
    for ids in together:
        for one, other in combinations((by_id[id] for id in ids), 2):
            assert one.type == other.type  # type: ignore[union-attr]
            assert meet(one.date, other.date)
            if isinstance(one, DecisionClaim) and isinstance(other, DecisionClaim):
                assert not one.number or not other.number or one.number[:2] == other.number[:2]


def meet(one: str | None, other: str | None) -> bool:
    return not one or not other or one.startswith(other) or other.startswith(one)


def test_what_fits_two_that_clash_stays_alone() -> None:
    title = "«О поддержке сельских школ»"
    dated = [claim(f"закон, {title}, {date}, (Дума)", n) for n, date in enumerate(("2023-05-03", "2024-05-03"))]
    open_one = claim(f"закон, {title}, (Дума)", 2)
    assert things([dated[0], open_one]) == 1
    assert things([*dated, open_one]) == 3


def test_one_that_is_told_of_by_many_in_parts_is_one() -> None:
    title = "«О продолжении реорганизации аппарата политической системы»"
    told = (
        f"резолюция № 18, {title}, (ЦК)",
        f"резолюция, {title}",
        "резолюция № 18, 2017-10-25, (ЦК)",
        "резолюция № 18, 2017-10-25",
    )
    assert things([claim(one, number) for number, one in enumerate(told)]) == 1


def test_reprints_of_what_nothing_tells_are_one() -> None:
    told = [claim("съезд, 2020", number) for number in (1, 2, 3)]
    same = [
        type(one)(**{**{f: getattr(one, f) for f in one.__struct_fields__}, "evidence": told[0].evidence})
        for one in told
    ]
    headers = [Header(id=one.document) for one in same]
    first = min(one.document for one in same[:2])
    found = project(headers, (), (), Partition({}), (), {one.document: first for one in same[:2]}, same)
    assert sorted(len(one.claims) for one in found.events) == [1, 2]
    assert sorted(one.sources for one in found.events) == [1, 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("О проверке исполнения резолюции", "о проверке исполнения резолюций"),
        ("Заседание по безопасности", "заседания по безопасность"),
        ("Об «Основах политики»", "ОБ ОСНОВАХ ПОЛИТИКИ"),
    ],
)
def test_titles_are_compared_without_endings_and_marks(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@pytest.mark.parametrize(("one", "other"), [("о школах", "о школярах"), ("о бюджете 2024", "о бюджете 2025")])
def test_titles_of_other_words_differ(one: str, other: str) -> None:
    assert plain(one) != plain(other)
