"""The words by which names are one."""

from itertools import permutations

from kadry.claim import Judgement, Verdict
from kadry.project.words import joining

ONE, OTHER, BODY = "a:0:4:person", "b:0:4:person", "c:0:4:body"


def word(at: str, left: str, right: str, verdict: Verdict, by: str = "Анна") -> Judgement:
    return Judgement(at=at, left=left, right=right, verdict=verdict, by=by)


def test_the_last_word_on_a_pair_counts_in_any_order() -> None:
    words = [
        word("2025-01-01", ONE, OTHER, "different"),
        word("2025-01-02", OTHER, ONE, "same"),
        word("2024", ONE, OTHER, "unsure"),
    ]
    assert all(joining(some) == [words[1]] for some in permutations(words))


def test_what_was_taken_back_or_holds_apart_leaves_no_trace() -> None:
    for verdict in ("unsure", "different"):
        assert not joining([word("2025-01-01", ONE, OTHER, "same"), word("2025-01-02", ONE, OTHER, verdict)])


def test_a_person_and_a_body_are_never_one() -> None:
    assert not joining([word("2025-01-01", ONE, BODY, "same")])
