"""Questions: in which order a person is asked about unsure pairs, and what an answer makes needless to ask.

Nothing here is kept: an answer that counts is a judgement in the ledger; the rest is forgotten with the session.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, Protocol

from msgspec import Struct

from kadry.resolve.likeness import Reason

Reply = Literal["same", "different", "skipped"]
_MIDDLE = 0.5


class Pair(Protocol):
    """Two chains that rules neither join nor part, with what speaks for and against."""

    @property
    def score(self) -> float:
        """How likely they are one, 0 to 1."""

    @property
    def left(self) -> str:
        """The key of one chain."""

    @property
    def right(self) -> str:
        """The key of the other."""

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What was found, in words."""


class Answer(Struct, frozen=True):
    """What was said of two chains."""

    left: str
    right: str
    reply: Reply


def by_value(pairs: Iterable[Pair], homes: Mapping[str, str], weights: Mapping[str, int]) -> list[Pair]:
    """Pairs with what is worth most to know first.

    homes: the entity of each chain. weights: how much hangs on an entity, its claims and documents. A decision moves
    the lesser of two, so that its weight counts; then how near the score is to the middle; then the keys.
    """

    def value(pair: Pair) -> tuple[int, float, str, str]:
        moved = min(weights.get(homes[key], 0) for key in (pair.left, pair.right))
        return (-moved, abs(pair.score - _MIDDLE), pair.left, pair.right)

    return sorted(pairs, key=value)


class Agenda:
    """What is still to be asked, in the order given.

    Answers hold for entities, not for chains: what "same" and "different" together settle is not asked again, nor are
    two entities that were skipped. ``before`` are answers of earlier sessions, which ``back`` leaves alone.
    """

    def __init__(self, pairs: Sequence[Pair], homes: Mapping[str, str], before: Iterable[Answer] = ()) -> None:
        self._pairs = pairs
        self._homes = homes
        self._before = tuple(before)
        self.answers: list[Answer] = []
        self._settle()

    def next(self) -> Pair | None:
        """The first pair that no answer has settled; None where all are."""
        return next((pair for pair in self._pairs if not self._settled(pair)), None)

    def remaining(self) -> int:
        """How many questions are left at most: pairs of entities that no answer has settled so far."""
        return len({self._between(pair) for pair in self._pairs if not self._settled(pair)})

    def answer(self, pair: Pair, reply: Reply) -> None:
        """Take an answer in."""
        self.answers.append(Answer(pair.left, pair.right, reply))
        self._settle()

    def back(self) -> Answer | None:
        """Forget the last answer, and return it; None where there is none."""
        if not self.answers:
            return None
        last = self.answers.pop()
        self._settle()
        return last

    def _settle(self) -> None:
        answers = (*self._before, *self.answers)
        self._cluster: dict[str, frozenset[str]] = {}
        for one in answers:
            if one.reply == "same":
                union = self._members(one.left) | self._members(one.right)
                self._cluster.update(dict.fromkeys(union, union))
        self._apart = {self._between(one) for one in answers if one.reply == "different"}
        self._skipped = {self._entities(one) for one in answers if one.reply == "skipped"}

    def _settled(self, pair: Pair) -> bool:
        between = self._between(pair)
        return len(between) == 1 or between in self._apart or self._entities(pair) in self._skipped

    def _members(self, key: str) -> frozenset[str]:
        home = self._homes[key]
        return self._cluster.get(home, frozenset((home,)))

    def _between(self, pair: Pair | Answer) -> frozenset[frozenset[str]]:
        return frozenset((self._members(pair.left), self._members(pair.right)))

    def _entities(self, pair: Pair | Answer) -> frozenset[str]:
        return frozenset((self._homes[pair.left], self._homes[pair.right]))
