"""Contradicting words: which, by which chain, and which of them is not honoured; checked against the partition."""

from collections.abc import Iterable
from itertools import pairwise
from random import Random

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from kadry.claim import Chain, Judgement, Mention, MentionType, Verdict
from kadry.resolve import partition
from kadry.resolve.conflicts import Conflict, find_conflicts, find_holders, in_force


def chain(number: int, type: MentionType = "person") -> Chain:
    head = Mention(f"d{number}", 0, 6, type, "Петров", "Петров")
    later = Mention(f"d{number}", 50, 56, type, "Петров", "Петров")
    return Chain(head, (head, later), generic=True)  # no rule has a say on these


def word(left: Chain, verdict: Verdict, right: Chain, at: str = "2025-01-01", by: str = "Анна") -> Judgement:
    return Judgement(at=at, left=left.key, right=right.key, verdict=verdict, by=by)


def conflicts(words: Iterable[Judgement], chains: Iterable[Chain]) -> list[Conflict]:
    words = list(words)
    return find_conflicts(words, find_holders(chains, words))


A, B, C, D, E = CHAINS = [chain(number) for number in range(5)]


def test_words_that_agree_make_no_conflict() -> None:
    words = [word(A, "same", B), word(B, "same", C), word(C, "different", D), word(D, "unsure", A)]
    assert conflicts(words, CHAINS) == []


def test_a_chain_of_same_contradicts_different_and_the_earliest_same_gives_way() -> None:
    early, late = word(A, "same", B, "2025-01-01"), word(B, "same", C, "2025-01-02")
    apart = word(A, "different", C, "2020-01-01")
    assert conflicts([late, apart, early], CHAINS) == [Conflict(apart, (early, late), (early,))]


def test_the_shortest_chain_is_given_in_its_order() -> None:
    long = [word(A, "same", B), word(B, "same", C), word(C, "same", D)]
    short = [word(D, "same", E), word(E, "same", A)]
    apart = word(D, "different", A)
    (found,) = conflicts([*long, *short, apart], CHAINS)
    assert found.same == (short[1], short[0])  # from A, whose key is the lesser, to D
    assert found.words == (apart, *found.same)


def test_a_word_that_was_replaced_or_withdrawn_makes_no_conflict() -> None:
    words = [word(A, "same", B), word(B, "same", C), word(A, "different", C)]
    assert conflicts([*words, word(C, "unsure", A, "2025-02-01")], CHAINS) == []
    assert conflicts([*words, word(C, "same", B, "2025-02-01")], CHAINS)
    assert conflicts([*words, word(C, "different", B, "2025-02-01")], CHAINS) == []


def test_two_words_at_one_time_are_a_conflict_and_at_two_times_are_not() -> None:
    yes, no = word(A, "same", B, by="Анна"), word(B, "different", A, by="Борис")
    assert conflicts([yes, no], CHAINS) == [Conflict(no, (yes,), (yes,))]
    yes, no = word(A, "same", B, by="Борис"), word(B, "different", A, by="Анна")
    assert conflicts([yes, no], CHAINS) == [Conflict(no, (yes,), (no,))]
    assert conflicts([yes, word(B, "different", A, "2025-01-02")], CHAINS) == []
    assert conflicts([yes, no, word(A, "unsure", B, "2025-01-02")], CHAINS) == []


def test_words_on_absent_or_unlike_entities_make_no_conflict() -> None:
    words = [word(A, "same", B), word(B, "same", C), word(A, "different", C)]
    assert conflicts(words, [A, C]) == []
    assert find_holders([A, C], words) == {A.key: A.key, C.key: C.key}
    body = chain(1, "body")
    assert conflicts([word(A, "same", body), word(body, "same", C), word(A, "different", C)], [A, body, C]) == []


def test_a_word_on_any_mention_is_one_on_its_chain() -> None:
    later = A.mentions[1].key
    apart = Judgement(at="2025", left=later, right=C.key, verdict="different", by="Анна")
    words = [word(A, "same", B), word(B, "same", C), apart]
    (found,) = conflicts(words, CHAINS)
    assert found.different == apart
    assert in_force(words, find_holders(CHAINS, words))[A.key, C.key] == apart


several = st.lists(
    st.builds(
        word,
        st.sampled_from(CHAINS),
        st.sampled_from(("same", "same", "different", "unsure")),
        st.sampled_from(CHAINS),
        st.sampled_from(("2025-01-01", "2025-01-02", "2025-01-03")),
        st.sampled_from(("Анна", "Борис")),
    ),
    max_size=10,
)


@settings(max_examples=300)
@given(several, st.randoms(use_true_random=False))
def test_order_does_not_matter(words: list[Judgement], random: Random) -> None:
    before = conflicts(words, CHAINS)
    random.shuffle(words)
    assert conflicts(words, random.sample(CHAINS, len(CHAINS))) == before


@settings(max_examples=500)
@given(several)
def test_chains_are_shortest_and_exactly_the_ignored_of_them_are_not_in_the_partition(words: list[Judgement]) -> None:
    latest = in_force(words, find_holders(CHAINS, words))
    links: nx.Graph = nx.Graph(pair for pair, said in latest.items() if said.verdict == "same")
    merged = partition(CHAINS, words, {})
    expected = {
        pair
        for pair, said in latest.items()
        if said.verdict == "different" and set(pair) <= set(links) and nx.has_path(links, *pair)
    }
    found = [one for one in conflicts(words, CHAINS) if set(one.words) <= set(latest.values())]
    assert {ends(one.different) for one in found} == expected
    for one in found:
        best = min(nx.all_shortest_paths(links, *ends(one.different)))
        assert [ends(said) for said in one.same] == [(min(two), max(two)) for two in pairwise(best)]
        broken = [said for said in one.same if merged.find(said.left) != merged.find(said.right)]
        assert one.ignored == tuple(broken) != ()


@settings(max_examples=300)
@given(several)
def test_pairs_judged_both_ways_at_once_are_those_that_brute_force_finds(words: list[Judgement]) -> None:
    said = [one for one in words if one.left != one.right]
    latest = in_force(words, find_holders(CHAINS, words))
    expected = {
        ends(x)
        for x in said
        for y in said
        if ends(x) == ends(y) and x.at == y.at == latest[ends(x)].at and latest[ends(x)].verdict != "unsure"
        if (x.verdict, y.verdict) == ("same", "different")
    }
    found = [one for one in conflicts(words, CHAINS) if not set(one.words) <= set(latest.values())]
    assert {ends(one.different) for one in found} == expected
    for one in found:
        assert set(one.words) - set(one.ignored) == {latest[ends(one.different)]}


def ends(said: Judgement) -> tuple[str, str]:
    return min(said.left, said.right), max(said.left, said.right)
