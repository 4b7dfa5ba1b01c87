"""Scores Occupation facts against FactRuEval-2016, track 3: ``score_factrueval.py DEVSET ANSWERS [--errors]``.

DEVSET holds book_N.txt, .facts, .coref, .objects and .spans, its parent folder positions.txt; ANSWERS holds
book_N.task3 (a missing one counts as empty). The rules are those of the competition as its organisers describe
them (Starostin et al., "FactRuEval 2016", Dialogue 2016), implemented anew; where the description leaves a choice:

- Arguments weigh who 2, position 1, where 2 in the Jaccard quality, the only ratio that gives the known values:
  .60 without where, .43 with a wrong one, .80 without position, .67 with a wrong one.
- Two strings are near where their edit distance is at most a tenth of the longer one's length.
- The phase (beginning, end) is no argument.
- Easy mode: a fact marked difficult counts for nothing, nor does an answer matched to it. Hard mode: a fact that is
  possible, planned or denied is not there, so that an answer which asserts it is false.
"""

import argparse
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from pathlib import Path

import networkx as nx
from msgspec import Struct
from rapidfuzz.distance import Levenshtein

import factrueval_gold
from factrueval_gold import Book, Fact, fold

WEIGHTS: Mapping[str, int] = {"who": 2, "position": 1, "where": 2}
FORGIVEN = 1e-9  # the least gain of an answer to an ignored fact, so that it is forgiven where nothing else was right
Answer = Mapping[str, str]


class Tally(Struct, frozen=True):
    """Counts that add up over documents: the sum of qualities, answers, gold facts."""

    quality: float = 0.0
    answers: int = 0
    facts: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.quality + other.quality, self.answers + other.answers, self.facts + other.facts)

    @property
    def precision(self) -> float:
        """Quality over answers."""
        return self.quality / self.answers if self.answers else 0.0

    @property
    def recall(self) -> float:
        """Quality over gold facts."""
        return self.quality / self.facts if self.facts else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean; 1 where there is nothing to find and nothing was said."""
        return 2 * self.quality / (self.answers + self.facts) if self.answers + self.facts else 1.0


class Result(Struct, frozen=True):
    """A document's tally and which answer was matched to which fact (indices)."""

    tally: Tally
    pairs: dict[int, int]


def near(left: str, right: str) -> bool:
    """Whether two folded strings are equal or nearly so."""
    allowed = max(len(left), len(right)) // 10
    return Levenshtein.distance(left, right, score_cutoff=allowed) <= allowed


def agreeing(fact: Fact, answer: Answer) -> set[str]:
    """The names of the arguments that answer and fact have in common."""
    shared = fact.arguments.keys() & answer.keys()
    return {name for name in shared if any(near(fold(answer[name]), form) for form in fact.arguments[name])}


def quality(fact: Fact, answer: Answer) -> float:
    """The weighted Jaccard measure over arguments; 0 where neither who nor where agrees."""
    common = agreeing(fact, answer)
    if not common & {"who", "where"}:
        return 0.0
    shared = _weight(common)
    return shared / (_weight(fact.arguments) + _weight(answer) - shared)


def _weight(arguments: Iterable[str]) -> int:
    return sum(WEIGHTS[name] for name in arguments)


def score(facts: Sequence[Fact], answers: Sequence[Answer], hard: bool) -> Result:
    """The assignment of answers to facts with the best F1 of the document, found exactly.

    An answer given to an ignored fact leaves the denominator, so F1 is a quotient; it is maximised by Dinkelbach's
    method (1967): the best assignment for a given F1, then the F1 of that assignment, until it stays.
    """
    counted = {i for i, fact in enumerate(facts) if not (fact.unreal if hard else fact.difficult)}
    ignored = set() if hard else set(range(len(facts))) - counted
    values = {
        (a, f): value
        for a, f in product(range(len(answers)), sorted(counted | ignored))
        if (value := quality(facts[f], answers[a]))
    }
    target = 0.0
    while True:
        pairs = _assign(values, ignored, target)
        total = sum(values[pair] for pair in pairs.items() if pair[1] in counted)
        tally = Tally(total, len(answers) - sum(f in ignored for f in pairs.values()), len(counted))
        if tally.f1 <= target + 1e-12:
            return Result(tally, pairs)
        target = tally.f1


def _assign(values: Mapping[tuple[int, int], float], ignored: set[int], target: float) -> dict[int, int]:
    graph = nx.Graph()
    for (a, f), value in values.items():
        gain = max(target, FORGIVEN) if f in ignored else 2 * value
        graph.add_edge(("answer", a), ("fact", f), weight=gain)
    matching = (sorted(edge) for edge in nx.max_weight_matching(graph))
    return {answer[1]: fact[1] for answer, fact in matching}


def parse_answers(text: str) -> list[Answer]:
    """The blocks of a .task3 file."""
    blocks = (block.strip().splitlines() for block in text.replace("\r", "").split("\n\n"))
    return [_arguments(lines[1:]) for lines in blocks if lines and lines[0].strip() == "Occupation"]


def _arguments(lines: Iterable[str]) -> Answer:
    pairs = (line.split(":", 1) for line in lines if ":" in line)
    named = {name.strip().casefold(): value.strip() for name, value in pairs}
    return {name: named[name] for name in WEIGHTS if named.get(name)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("devset", type=Path)
    parser.add_argument("answers", type=Path)
    parser.add_argument("--errors", action="store_true", help="list missed, false and imperfect facts of hard mode")
    arguments = parser.parse_args()
    found = evaluate(arguments.devset, arguments.answers, arguments.errors)
    print(f"{'':6}{'P':>7}{'R':>7}{'F1':>7}{'quality':>9}{'answers':>9}{'facts':>7}")
    for mode, t in found.items():
        print(f"{mode:6}{t.precision:7.3f}{t.recall:7.3f}{t.f1:7.3f}{t.quality:9.2f}{t.answers:9}{t.facts:7}")


def evaluate(devset: Path, answers: Path, errors: bool = False) -> dict[str, Tally]:
    """The totals of both modes over every document of the set."""
    books = list(factrueval_gold.read(devset))
    files = {book.name: answers / f"{book.name}.task3" for book in books}
    texts = {name: file.read_text(encoding="utf-8") if file.exists() else "" for name, file in files.items()}
    given = {name: parse_answers(text) for name, text in texts.items()}
    if errors:
        for book in books:
            _report(book, given[book.name], score(book.facts, given[book.name], hard=True))
    return totals(books, given)


def totals(books: Iterable[Book], given: Mapping[str, Sequence[Answer]]) -> dict[str, Tally]:
    """The totals of both modes; ``given`` are the answers by the document's name."""
    found = {"easy": Tally(), "hard": Tally()}
    for book in books:
        for mode in found:
            found[mode] += score(book.facts, given.get(book.name, ()), mode == "hard").tally
    return found


def _report(book: Book, given: Sequence[Answer], result: Result) -> None:
    taken = {f: a for a, f in result.pairs.items()}
    for f, fact in enumerate(book.facts):
        answer = given[taken[f]] if f in taken else None
        value = quality(fact, answer) if answer else 0.0
        if value < 1 and not fact.unreal:
            marks = " (difficult)" if fact.difficult else ""
            kind = f"imperfect {value:.2f}" if answer else "missed"
            print(f"{book.name} {kind}{marks}: {fact.shown}")
            if answer:
                print(f"    answered: {_shown(answer)}")
            print(f"    {book.sentence(fact.start)}")
    for a, answer in enumerate(given):
        if a not in result.pairs:
            print(f"{book.name} false: {_shown(answer)}\n    {book.around(answer.get('position', ''))}")


def _shown(answer: Answer) -> str:
    return " | ".join(answer.get(name, "-") for name in WEIGHTS)


if __name__ == "__main__":
    main()
