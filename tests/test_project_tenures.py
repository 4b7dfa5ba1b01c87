"""Terms and their bounds: disjoint terms are two, disagreement is one, and no order matters."""

from itertools import permutations
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_project import DATES, claim

from kadry.bounds import first_day, last_day
from kadry.claim import RoleClaim
from kadry.graph import Bounds
from kadry.project.days import bounds_of, end_of, held_by
from kadry.project.tenures import find_terms


def said(number: int, observed: str | None = None, **fields: Any) -> RoleClaim:
    return claim(f"d{number}", observed=observed, **fields)


def told(*claims: RoleClaim) -> list[list[str]]:
    """The documents of each term, in order of time, the same in every order of the claims."""
    found = [sorted(one.document for one in term.claims) for term in find_terms(claims)]
    for other in permutations(claims):
        assert [sorted(one.document for one in term.claims) for term in find_terms(other)] == found
    return found


def test_disjoint_dated_terms_are_two() -> None:
    first, second = said(1, since="2001", until="2005"), said(2, since="2010", until="2014")
    then, later = said(3, "2003-01-01"), said(4, "2012-01-01")
    assert told(first, second, then, later) == [["d1", "d3"], ["d2", "d4"]]


def test_what_is_held_after_a_reported_end_is_another_term() -> None:
    before, out = said(1, "2008-03-01"), said(2, "2010-01-01", change="dismissed", status="former")
    after = said(3, "2012-01-01")
    assert told(before, out, after) == [["d1", "d2"], ["d3"]]


def test_the_day_of_the_end_itself_is_no_other_term() -> None:
    assert told(said(1, "2010-01-01"), said(2, "2010-01-01", status="former")) == [["d1", "d2"]]


def test_sources_that_disagree_about_a_day_make_one_term() -> None:
    one, other = said(1, until="2005-03", change="dismissed"), said(2, until="2005-04", change="dismissed")
    assert told(said(3, since="2001"), one, other) == [["d1", "d2", "d3"]]
    assert told(said(1, since="2001"), said(2, since="2006"), said(3, "2012-01-01")) == [["d1", "d2", "d3"]]


def test_a_contradiction_is_two_terms_and_not_a_wrong_end() -> None:
    still, over = said(1, "2012-01-01", since="2001"), said(2, until="2005", status="former")
    assert told(still, over) == [["d1"], ["d2"]]


def test_a_claim_without_a_day_joins_the_term_that_is_not_over() -> None:
    first, second = said(1, since="2001", until="2005"), said(2, "2012-01-01")
    undated, news = said(3), said(4, "2010-05-01", change="appointed")
    assert told(first, second, undated, news) == [["d1"], ["d2", "d3", "d4"]]
    assert told(first, undated, news) == [["d1", "d3", "d4"]]
    assert told(undated) == [["d3"]]


@pytest.mark.parametrize(
    ("claims", "bounds"),
    [
        (
            [said(1, since="2016"), said(2, since="2016-04-07"), said(3, since="2016-04")],
            Bounds(since="2016-04-07", start_earliest="2016-04-07", start_latest="2016-04-07"),
        ),
        (
            [said(1, since="2016"), said(2, "2016-05-02")],
            Bounds(since="2016", start_earliest="2016-01-01", start_latest="2016-05-02", end_earliest="2016-05-02"),
        ),
        (
            [said(1, since="2010"), said(2, "2007-01-01")],
            Bounds(start_latest="2007-01-01", end_earliest="2007-01-01"),
        ),
        (
            [said(1, until="2019"), said(2, until="2019-06-30")],
            Bounds(until="2019-06-30", end_earliest="2019-06-30", end_latest="2019-06-30"),
        ),
        (
            [said(1, until="2019"), said(2, "2019-08-01", status="former")],
            Bounds(until="2019", end_earliest="2019-01-01", end_latest="2019-08-01"),
        ),
        ([said(1, since="2010", until="2005")], Bounds("2010", None, "2010-01-01", "2010-12-31")),
        ([said(1, "2025", since="2024")], Bounds("2024", None, "2024-01-01", "2024-12-31", "2025-01-01")),
        ([said(1, "2025-05-20", since="2025-06-01")], Bounds("2025-06-01", None, "2025-06-01", "2025-06-01")),
        ([said(1, since="скоро", until="2025-99")], Bounds()),
    ],
)
def test_bounds_of_several_claims(claims: list[RoleClaim], bounds: Bounds) -> None:
    for other in permutations(claims):
        assert bounds_of(other) == bounds


CLAIMS = st.lists(
    st.builds(
        said,
        st.integers(1, 30),
        DATES,
        status=st.sampled_from(("current", "current", "former")),
        change=st.sampled_from((None, None, "appointed", "dismissed")),
        since=DATES,
        until=DATES,
    ),
    max_size=10,
    unique_by=lambda one: one.id,
)


@pytest.mark.parametrize(
    "wrong", [said(1, until="2001"), said(1, "2002-01-01", change="dismissed"), said(1, "2002", status="former")]
)
def test_an_end_before_a_day_on_which_the_post_was_held_is_left_out(wrong: RoleClaim) -> None:
    held, over = said(2, "2005-06-01"), said(3, "2012-01-01", change="dismissed", since="2001")
    (term,) = find_terms([wrong, held, over])
    assert (term.bounds.until, term.bounds.end_earliest, term.bounds.end_latest) == (None, "2005-06-01", "2012-01-01")


@settings(max_examples=500, deadline=None)
@given(CLAIMS, st.randoms(use_true_random=False))
def test_terms_hold_every_claim_once_in_any_order(claims: list[RoleClaim], random: Random) -> None:
    found = find_terms(claims)
    assert sorted(one.id for term in found for one in term.claims) == sorted(one.id for one in claims)
    random.shuffle(claims)
    assert find_terms(claims) == found


@settings(max_examples=500, deadline=None)
@given(CLAIMS)
def test_bounds_never_contradict_each_other(claims: list[RoleClaim]) -> None:
    for term in find_terms(claims):
        b = term.bounds
        for early, late in (
            (b.start_earliest, b.start_latest),
            (b.end_earliest, b.end_latest),
            (b.start_earliest, b.end_latest),
        ):
            assert early is None or late is None or early <= late
        assert b.since is None or (first_day(b.since), b.start_earliest) == (b.start_earliest, first_day(b.since))
        assert b.until is None or (b.end_latest or "") <= (last_day(b.until) or "")


@settings(max_examples=500, deadline=None)
@given(CLAIMS)
def test_nothing_in_a_term_is_held_after_its_last_end(claims: list[RoleClaim]) -> None:
    sound = [one for one in claims if all(day <= (end_of(one) or day) for day in held_by(one))]
    for term in find_terms(sound):
        ends = [end for one in term.claims if (end := end_of(one)) is not None]
        assert not ends or all(day <= max(ends) for one in term.claims for day in held_by(one))
