"""Which question comes first, and what an answer makes needless; the latter against brute force."""

from itertools import combinations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from kadry.resolve.likeness import Reason
from kadry.resolve.questions import Agenda, Answer, Reply, by_value


class Unsure(Struct, frozen=True, order=True):
    score: float
    left: str
    right: str
    reasons: tuple[Reason, ...] = ()


HOMES = {"a1": "A", "a2": "A", "b": "B", "c": "C", "d": "D"}
AB, AB2, BC, AC, CD = (
    Unsure(0.5, left, right) for left, right in (("a1", "b"), ("a2", "b"), ("b", "c"), ("a1", "c"), ("c", "d"))
)


def test_what_moves_most_comes_first_then_what_is_least_sure() -> None:
    weights = {"A": 9, "B": 5, "C": 5, "D": 1}
    near, sure = Unsure(0.45, "a1", "c"), Unsure(0.9, "a1", "b")
    assert by_value([CD, sure, near], HOMES, weights) == [near, sure, CD]
    assert by_value([CD, AB2, AB], HOMES, {}) == [AB, AB2, CD]


def test_one_answer_holds_for_the_entities() -> None:
    agenda = Agenda([AB, AB2, CD], HOMES)
    assert agenda.remaining() == 2
    agenda.answer(AB, "skipped")
    assert agenda.next() == CD
    assert agenda.remaining() == 1


def test_what_others_settle_is_not_asked() -> None:
    agenda = Agenda([AB, BC, AC, CD], HOMES)
    agenda.answer(AB, "same")
    agenda.answer(BC, "same")
    assert agenda.next() == CD
    agenda.back()
    agenda.answer(BC, "different")
    assert agenda.next() == CD
    agenda.back()
    agenda.answer(BC, "skipped")
    assert agenda.next() == AC  # a skip says nothing of others


def test_back_forgets_the_last_answer_only_and_nothing_of_before() -> None:
    agenda = Agenda([AB, BC], HOMES, [Answer("a1", "b", "different")])
    assert agenda.next() == BC
    assert agenda.back() is None
    agenda.answer(BC, "same")
    assert agenda.next() is None
    assert agenda.back() == Answer("b", "c", "same")
    assert agenda.next() == BC


def test_two_chains_of_one_entity_are_no_question() -> None:
    assert Agenda([Unsure(0.5, "a1", "a2")], HOMES).next() is None


chains = st.sampled_from(sorted(HOMES))
replies = st.builds(Answer, chains, chains, st.sampled_from(("same", "different", "skipped")))


@given(st.lists(replies, max_size=8))
def test_settled_is_what_brute_force_finds(answers: list[Answer]) -> None:
    joined: nx.Graph = nx.Graph()
    joined.add_nodes_from(HOMES.values())
    joined.add_edges_from((HOMES[one.left], HOMES[one.right]) for one in answers if one.reply == "same")

    def linked(left: str, right: str) -> bool:
        return bool(nx.has_path(joined, HOMES[left], HOMES[right]))

    def said(reply: Reply) -> list[tuple[str, str]]:
        found = [(one.left, one.right) for one in answers if one.reply == reply]
        return found + [(right, left) for left, right in found]

    for left, right in combinations(HOMES, 2):
        settled = (
            linked(left, right)
            or any(linked(left, x) and linked(right, y) for x, y in said("different"))
            or any((HOMES[left], HOMES[right]) == (HOMES[x], HOMES[y]) for x, y in said("skipped"))
        )
        agenda = Agenda([Unsure(0.5, left, right)], HOMES, answers)
        assert (agenda.next() is None) == settled
