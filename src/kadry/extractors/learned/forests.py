"""The forests that review what the rules have found, how far they can be believed, and where they lie."""

import json
import math
from functools import cache
from itertools import repeat
from pathlib import Path

from msgspec import Struct

from kadry.extractors.learned.facts import Numbers
from kadry.russian.trees import Forest, load

HERE = Path(__file__).parent / "weights"
QUESTIONS = ("holders", "seats", "members")
MISSING = float("nan")
Row = tuple[Numbers, str]  # what is told of a question in numbers, and the word (in lower case) that goes with them
NEARLY = 0.001  # how near to 0 and to 1 a probability comes


class Calibration(Struct, frozen=True):
    """What makes a confidence out of a product of answers: a line through log-odds.

    Platt, Probabilistic outputs for support vector machines (1999); fitted out of fold.
    """

    slope: float = 1.0
    intercept: float = 0.0

    def confidence(self, value: float) -> float:
        """How many of the claims with such a product are right."""
        kept = min(max(value, NEARLY), 1 - NEARLY)
        return 1 / (1 + math.exp(-self.slope * math.log(kept / (1 - kept)) - self.intercept))


class Forests(Struct, frozen=True):
    """One forest for each question: who holds a role, in which body, and who belongs to a body."""

    holders: Forest
    seats: Forest
    members: Forest
    calibration: Calibration = Calibration()


@cache
def forests(folder: Path = HERE) -> Forests:
    """The forests of a folder, each read once; uncalibrated where no calibration.json lies beside them."""
    file = folder / "calibration.json"
    line = Calibration(**json.loads(file.read_text("utf-8"))) if file.exists() else Calibration()
    who, where, belongs = (load(folder / f"{name}.npz") for name in QUESTIONS)
    return Forests(who, where, belongs, line)


def judge(forest: Forest, rows: list[Row]) -> list[float]:
    """The probability of each row."""
    if not rows:
        return []
    plain = forest.names[: len(forest.names) - len(forest.projection)]
    words = {word: forest.word(word) for word in {word for _, word in rows}}
    return forest.probabilities([[*map(found.get, plain, repeat(MISSING)), *words[word]] for found, word in rows])
