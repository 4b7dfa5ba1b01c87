"""Increments: notes go round, keys bring together what merging compares, and whole components come out as in all."""

from collections.abc import Callable, Iterable, Mapping
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_resolve_clusters import cases, chain, names, word

from kadry.claim import Chain, Held, Judgement, entity_id
from kadry.resolve import partition
from kadry.resolve.compare import score
from kadry.resolve.incremental import (
    Group,
    ahead,
    are_alike,
    decode,
    encode,
    first_group,
    hash_of,
    joined,
    judged_by,
    keys_of,
    note_of,
    read,
    told_ahead,
    work_out,
    written,
)
from kadry.resolve.signatures import signature

Dates = Mapping[str, str | None]


def groups(chains: Iterable[Chain], judgements: Iterable[Judgement], published: Dates) -> dict[bytes, Group]:
    judged = judged_by(judgements)
    found: dict[bytes, Group] = {}
    for one in chains:
        note = note_of(one, judged)
        if note is not None:
            hash = hash_of(encode(note))
            group = first_group(decode(encode(note)), one.key, published.get(one.head.document))
            found[hash] = joined(found[hash], group) if hash in found else group
    return found


def entities(
    chains: Iterable[Chain], judgements: Iterable[Judgement], published: Dates, known: Callable[[bytes], bool]
) -> dict[str, str]:
    """The partition's entries as the groups give them; known: of which the keys are."""
    judged = judged_by(judgements)
    found = groups(chains, judgements, published)
    keys = {hash: keys_of(group.note) for hash, group in found.items() if known(hash)}
    components = work_out(found, judgements, keys)
    founders = {hash: one.founder for clusters in components for one in clusters for hash in one.notes}
    notes = ((one.key, note_of(one, judged)) for one in chains)
    homes = ((key, founders[hash_of(encode(note))]) for key, note in notes if note is not None)
    return {key: entity_id(founder) for key, founder in homes if key != founder}


@settings(max_examples=300, deadline=None)
@given(cases(), st.data())
def test_groups_are_merged_like_their_chains(case: tuple[list[Chain], list[Judgement]], data: st.DataObject) -> None:
    chains, judgements = case
    days = st.sampled_from((None, "2024", "2024-01", "2025-01-02"))
    dates = {one.head.document: data.draw(days) for one in chains}
    known = data.draw(st.sampled_from((0, 1, 2)))  # none, half of them, all
    found = entities(chains, judgements, dates, lambda hash: hash[0] % 2 < known)
    assert found == partition(chains, judgements, dates).entities


@settings(max_examples=300, deadline=None)
@given(cases())
def test_what_is_merged_is_held_together_by_keys(case: tuple[list[Chain], list[Judgement]]) -> None:
    """Notes of one component are joined by what one seeks and another seeks or answers to, step by step."""
    chains, judgements = case
    found = groups(chains, judgements, {})
    keys = {hash: keys_of(group.note) for hash, group in found.items()}
    for clusters in work_out(found, judgements):
        members = {hash for one in clusters for hash in one.notes}
        reached, waiting = set(), [min(members)]
        while waiting:
            here = waiting.pop()
            reached.add(here)
            mine = keys[here]
            for other in members - reached:
                theirs = keys[other]
                alike = mine.sounds & theirs.sounds and are_alike(
                    found[here].note.signature, found[other].note.signature
                )
                if alike or mine.seeks & (theirs.seeks | theirs.answers) or mine.answers & theirs.seeks:
                    waiting.append(other)
        assert reached >= members


@given(st.booleans(), st.text(), st.text(), st.integers(0, 10**9), st.text())
def test_a_place_goes_round(undated: bool, published: str, document: str, start: int, key: str) -> None:
    document, key = document.replace("\t", ""), key.replace("\t", "")
    place = (undated, published, document, start, key)
    assert read(written(place)) == place


@settings(max_examples=200)
@given(
    st.lists(
        st.tuples(
            st.booleans(),
            st.sampled_from(("", "2024", "2024-01", "2024-01-31", "2025")),
            st.sampled_from(("a0", "a1", "outside-a")),
            st.integers(0, 10**6),
            st.sampled_from(("a0:1:2:person", "a0:1:2:body")),
        )
    )
)
def test_places_as_text_sort_as_places(places: list[tuple[bool, str, str, int, str]]) -> None:
    assert [read(text) for text in sorted(map(written, places))] == sorted(places)


@pytest.mark.parametrize(("name", "noted"), [("Иван Петров", True), ("Дроздецкий", True), ("Петров", False)])
def test_what_can_join_nobody_is_not_noted(name: str, noted: bool) -> None:
    """«Петров» is a surname that many bear, of whom nothing is told."""
    assert (note_of(chain(name, 0), {}) is not None) is noted


def test_what_a_word_is_on_stands_for_itself() -> None:
    left, right = names("Петров", "Иван Петров")
    note = note_of(left, judged_by([word(left, right, "same")]))
    assert note is not None
    assert (note.own, note.judged) == (left.key, ((left.key, right.key),))
    other = note_of(right, judged_by([word(left, right, "same")]))
    assert other is not None
    assert keys_of(note).seeks & keys_of(other).seeks


def test_what_is_told_ahead_is_what_is_noted_later() -> None:
    chains = names("Иван Петров", "Петров", "Дроздецкий")
    told = told_ahead(ahead(chains))
    assert [one.key for one in told] == [chains[0].key, chains[2].key]
    for one in told:
        chain = next(chain for chain in chains if chain.key == one.key)
        note = note_of(chain, {})
        assert note is not None
        assert (decode(one.told), one.keys) == (note, keys_of(note))


def test_chains_of_one_name_and_one_post_have_one_note() -> None:
    posts = (Held("министр", "правительство", "RU"),)
    first, second, other = (
        Chain(one.head, one.mentions, posts=held)
        for one, held in zip(names(*["Иван Петров"] * 3), (posts, posts, ()), strict=True)
    )
    assert note_of(first, {}) == note_of(second, {}) != note_of(other, {})


SPELLINGS = (
    "Ло На",
    "Luo Na",
    "Lo Na",
    "Пётр Абрамов",
    "Абрамов Дмитрий",
    "Иван Петров",
    "Петров Иван Ильич",
    "Lương Cường",
)


@pytest.mark.parametrize(("left", "right"), list(combinations(SPELLINGS, 2)))
def test_a_score_is_the_same_either_way_round(left: str, right: str) -> None:
    """Else components, and what is worked out in them, would hang on the order of arrival."""
    one, other = map(signature, names(left, right))
    assert score(one, other) == score(other, one)
