from collections.abc import Sequence
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from kadry.bounds import first_day, last_day
from kadry.graph import Bounds, Certainty, Decision, Standing, Structure, Succession
from kadry.moments import held_at, lives, marked, was_so
from kadry.scene import Relation

FIRST = date(2024, 12, 25)
DAYS = [FIRST + timedelta(n) for n in range(14)]  # around the turn of a year, so that months and years differ
LIMIT = st.none() | st.sampled_from(DAYS).map(date.isoformat)


@pytest.mark.parametrize(
    ("bounds", "day", "said"),
    [
        (Bounds(), "2025", "possible"),
        (Bounds("2025", None, "2025-01-01", "2025-12-31"), "2025", "known"),
        (Bounds("2025", None, "2025-01-01", "2025-12-31"), "2025-05", "possible"),
        (Bounds("2025", None, "2025-01-01", "2025-12-31"), "2024", None),
        (Bounds("2025", None, "2025-01-01", "2025-12-31"), "2026", "possible"),
        (Bounds(start_latest="2025-03-14", end_earliest="2025-03-14"), "2025-03-14", "known"),
        (Bounds(start_latest="2025-03-14", end_earliest="2025-03-14"), "2025-03-13", "possible"),
        (Bounds(start_latest="2025-03-14", end_earliest="2025-03-14"), "2025-03-15", "possible"),
        (Bounds(end_latest="2025-03-14"), "2025-03-14", "possible"),
        (Bounds(end_latest="2025-03-14"), "2025-03-15", None),
        (Bounds(end_latest="2025-03-14"), "2025-03", "possible"),
        (
            Bounds("2025-03-14", "2025-03", "2025-03-14", "2025-03-14", "2025-03-01", "2025-03-31"),
            "2025-03-14",
            "known",
        ),
    ],
)
def test_examples(bounds: Bounds, day: str, said: str | None) -> None:
    assert held_at(bounds, day) == said


@pytest.mark.parametrize("day", ["", "вчера", "2025-13", "2025-02-30", "14.03.2025"])
def test_what_is_no_date_is_refused(day: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        held_at(Bounds(), day)


@given(LIMIT, LIMIT, LIMIT, LIMIT, st.sampled_from(["2024", "2025", "2024-12", "2025-01", *map(str, DAYS)]))
def test_it_says_what_every_way_to_fill_the_bounds_says(
    start_earliest: str | None, start_latest: str | None, end_earliest: str | None, end_latest: str | None, day: str
) -> None:
    """Known where all of the stretches that the bounds allow share a day with it, None where none of them does."""
    wide = [FIRST + timedelta(n) for n in range(-400, 800, 40)] + DAYS
    first, last = first_day(day) or "", last_day(day) or ""
    meets = {
        start <= last and end >= first
        for start in map(str, wide)
        for end in map(str, wide)
        if start <= end
        and (start_earliest or start) <= start <= (start_latest or start)
        and (end_earliest or end) <= end <= (end_latest or end)
    }
    if meets:  # else the bounds contradict one another
        bounds = Bounds(None, None, start_earliest, start_latest, end_earliest, end_latest)
        assert held_at(bounds, day) == ("possible" if len(meets) == 2 else "known" if meets == {True} else None)


def relation(
    relation: Relation, body: str, other: str, bounds: Bounds | None = None, standing: Standing = "asserted"
) -> Structure:
    return Structure(
        id=f"{body}-{relation}",
        body=body,
        relation=relation,
        other=other,
        standing=standing,
        claims=(),
        bounds=bounds or Bounds(),
    )


def on(day: str) -> Bounds:
    return Bounds(day, None, first_day(day), last_day(day))


PART = relation("part_of", "отдел", "комиссия")
SEEN = Bounds(start_latest="2019-03-04", end_earliest="2021-05-06")  # documents of these days speak of it
VACANT = Succession(id="v", standing="asserted", claims=(), body="комиссия", bounds=Bounds(start_earliest="2019-07-01"))
FOLLOWED = structs.replace(VACANT, person="ли", predecessor="ким", bounds=on("2019-07-01"))
CREATED, ABOLISHED = (
    relation("created_by", "отдел", "совет", on("2018")),
    relation("abolished_by", "комиссия", "совет", on("2020-07-01")),
)
RENAMED, MERGED = (
    relation("renamed_from", "комитет", "отдел", on("2020-07-01")),
    relation("merged_into", "отдел", "комитет", on("2020-07-01")),
)


@pytest.mark.parametrize(
    ("one", "around", "day", "said"),
    [
        (PART, (), "1990", "possible"),
        (structs.replace(PART, bounds=SEEN), (), "2019-03-03", "possible"),
        (structs.replace(PART, bounds=SEEN), (), "2020", "known"),
        (structs.replace(PART, bounds=Bounds(end_latest="2019-12-31"), over=True), (), "2020", None),
        (structs.replace(PART, over=True), (), "2020", "possible"),
        (structs.replace(PART, standing="denied"), (), "2020", None),
        (structs.replace(PART, standing="planned"), (), "2020", None),
        (PART, (CREATED,), "2017-12-31", None),
        (PART, (CREATED,), "2018", "possible"),
        (PART, (ABOLISHED,), "2020-07-01", "possible"),
        (PART, (ABOLISHED,), "2020-07-02", None),
        (structs.replace(PART, bounds=SEEN), (ABOLISHED,), "2021", None),
        (structs.replace(PART, bounds=SEEN), (ABOLISHED,), "2020-06", "known"),
        (PART, (structs.replace(ABOLISHED, standing="reported"),), "2021", "possible"),
        (PART, (structs.replace(ABOLISHED, bounds=Bounds()),), "2021", "possible"),
        (PART, (structs.replace(ABOLISHED, bounds=Bounds(start_latest="2020-01-01")),), "2021", None),
        (PART, (RENAMED,), "2021", None),
        (PART, (MERGED,), "2021", None),
        (relation("part_of", "комитет", "совет"), (RENAMED,), "2020-06-30", None),
        (relation("part_of", "комитет", "совет"), (MERGED,), "2019", "possible"),
        (PART, (CREATED, structs.replace(CREATED, id="2", other="дума", bounds=on("2016"))), "2017", "possible"),
        (PART, (structs.replace(CREATED, bounds=on("2022")), MERGED), "2021", "possible"),  # created once more
        (CREATED, (MERGED,), "2017", None),
        (CREATED, (MERGED,), "2018-05-06", "possible"),
        (CREATED, (MERGED,), "2030", "known"),
    ],
)
def test_relations_of_a_day(one: Structure, around: Sequence[Structure], day: str, said: Certainty | None) -> None:
    assert was_so(one, day, lives(around)) == said
    assert [other.as_of for other in marked([one], day, lives(around))] == [said] * (said is not None)


@pytest.mark.parametrize(
    ("one", "around", "day", "said"),
    [
        (VACANT, (), "2019-06-30", None),
        (VACANT, (), "2020", "possible"),
        (VACANT, (ABOLISHED,), "2021", None),
        (structs.replace(VACANT, bounds=SEEN), (), "2020", "known"),
        (structs.replace(VACANT, standing="reported"), (), "2020", None),
        (FOLLOWED, (), "2019-06-30", None),
        (FOLLOWED, (ABOLISHED,), "2030", "known"),
    ],
)
def test_successions_of_a_day(one: Succession, around: Sequence[Structure], day: str, said: Certainty | None) -> None:
    assert was_so(one, day, lives(around)) == said


@pytest.mark.parametrize(
    ("bounds", "day", "said"),
    [
        (on("2020-05"), "2020-04-30", None),
        (on("2020-05"), "2020-05-01", "possible"),
        (on("2020-05"), "2020-05", "known"),
        (on("2020-05"), "2030", "known"),
        (Bounds(), "2020", "possible"),
        (Bounds(start_latest="2020-05-06"), "2020-05-05", "possible"),
        (Bounds(start_latest="2020-05-06"), "2020-05-06", "known"),
    ],
)
def test_what_was_decided_by_a_day(bounds: Bounds, day: str, said: Certainty | None) -> None:
    one = Decision(id="1", type="указ", standing="asserted", names=(), claims=(), bounds=bounds or Bounds())
    assert was_so(one, day, {}) == said
    assert was_so(structs.replace(one, standing="planned"), day, {}) is None


def test_the_order_of_relations_is_worth_nothing_to_the_lives_of_bodies() -> None:
    told = [CREATED, ABOLISHED, RENAMED, MERGED, structs.replace(CREATED, id="2", bounds=on("2017"))]
    assert all(lives(some) == lives(told) for some in permutations(told))
    assert lives(told) == {
        "отдел": Bounds(None, None, "2017-01-01", "2017-12-31", "2020-07-01", "2020-07-01"),
        "комиссия": Bounds(end_earliest="2020-07-01", end_latest="2020-07-01"),
        "комитет": Bounds(start_earliest="2020-07-01", start_latest="2020-07-01"),
    }
