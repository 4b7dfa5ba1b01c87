"""Quality on our own annotated examples, strictly: person, role and organization equal to gold or one of its readings.

The conventions are in docs/gold.md. The floor guards against losing what was reached; it is not a target.
"""

import json
from pathlib import Path
from typing import NamedTuple

import msgspec
import networkx as nx
import pytest
from msgspec import Struct

from kadry import build
from kadry.document import make_document

ROOT = Path(__file__).parent
GOLD = sorted((ROOT / "gold").glob("*.json"))
FLOOR = 0.94


class Fact(NamedTuple):
    person: tuple[str, ...]
    role: str
    organization: str


class Reading(Struct):
    role: str
    organization: str | None = None


class Triple(Struct):
    person: str
    role: str
    organization: str | None
    status: str
    evidence: str
    start: str | None = None
    end: str | None = None
    alt: list[Reading] = []
    optional: bool = False

    def readings(self) -> set[Fact]:
        forms = [(self.role, self.organization), *((a.role, a.organization) for a in self.alt)]
        return {fact(self.person, role, body) for role, body in forms}


class Score(NamedTuple):
    found: int
    missed: list[Triple]
    false: list[Fact]

    @property
    def f1(self) -> float:
        total = 2 * self.found + len(self.missed) + len(self.false)
        return 2 * self.found / total if total else 1.0


def plain(words: str | None) -> str:
    return " ".join((words or "").casefold().replace("ё", "е").split())


def fact(person: str, role: str | None, organization: str | None) -> Fact:
    """The order of a person's names does not count."""
    return Fact(tuple(sorted(plain(person).split())), plain(role), plain(organization))


def without_shorter(facts: set[Fact]) -> set[Fact]:
    """A fact without organization beside the same one with it is the same fact said shorter."""
    full = {(f.person, f.role) for f in facts if f.organization}
    return {f for f in facts if f.organization or (f.person, f.role) not in full}


def score(gold: list[Triple], predicted: set[Fact]) -> Score:
    """One predicted fact answers one gold triple at most; required ones are served first."""
    facts = without_shorter(predicted)
    required = [t for t in gold if not t.optional]
    graph = nx.Graph([(i, f) for i, t in enumerate(required) for f in t.readings() & facts])
    paired = nx.bipartite.maximum_matching(graph, top_nodes=[n for n in graph if isinstance(n, int)])
    free = set[Fact]().union(*(t.readings() for t in gold if t.optional))
    missed = [t for i, t in enumerate(required) if i not in paired]
    return Score(len(required) - len(missed), missed, sorted(f for f in facts if f not in paired and f not in free))


def load(path: Path) -> tuple[str, list[Triple]]:
    record = json.loads(path.read_text(encoding="utf-8"))
    return record["doc"], msgspec.convert(record["triples"], list[Triple])


def text(doc: str) -> str:
    """A text stands beside its annotation, or among the examples that everybody reads."""
    found = next(p for p in (ROOT / "gold", ROOT.parent / "examples") if (p / f"{doc}.txt").is_file())
    return (found / f"{doc}.txt").read_bytes().decode("utf-8")


def predict(doc: str) -> set[Fact]:
    claims = build.extract(make_document(text(doc))).claims
    posts = [c for c in claims if c.role_class == "post" and c.role]
    return {
        fact(
            c.antecedent.normal,
            c.role.normal if c.role else None,
            None if c.organization is None or c.organization_inferred else c.organization.normal,
        )
        for c in posts
    }


def test_f1_over_the_annotated_examples_stays_above_the_floor() -> None:
    scores = {doc: score(triples, predict(doc)) for doc, triples in map(load, GOLD)}
    total = Score(
        sum(s.found for s in scores.values()),
        [t for s in scores.values() for t in s.missed],
        [f for s in scores.values() for f in s.false],
    )
    report = [f"{doc}: F1 {s.f1:.3f}" for doc, s in scores.items()]
    report += [f"  missed {t.person} | {t.role} | {t.organization}" for t in total.missed]
    report += [f"  false  {' '.join(f.person)} | {f.role} | {f.organization}" for f in total.false]
    assert total.f1 >= FLOOR, "\n".join([f"F1 {total.f1:.3f}", *report])


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_quotes_its_text_and_is_consistent(path: Path) -> None:
    record = json.loads(path.read_text(encoding="utf-8"))
    body = text(record["doc"])
    assert record["doc"] == path.stem
    for triple in load(path)[1]:
        assert triple.evidence in body
        assert triple.person in record["persons"]
        assert triple.status in {"current", "former", "future", "denied"}
    for chain in record["coref"]:
        assert chain["person"] in record["persons"]
        assert all(mention in body for mention in chain["mentions"])


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_as_prediction_is_perfect(path: Path) -> None:
    triples = load(path)[1]
    assert score(triples, {fact(t.person, t.role, t.organization) for t in triples}).f1 == 1.0


TOY = [
    Triple("Пётр Ланько", "директор", "лесхоз", "current", ""),
    Triple("Пётр Ланько", "глава", "отдел", "current", "", alt=[Reading("начальник", "отдел")]),
    Triple("Пётр Ланько", "инженер", None, "former", "", optional=True),
]


def test_nothing_predicted() -> None:
    assert score(TOY, set()).f1 == 0.0


def test_a_reading_and_the_order_of_names_count_as_equal() -> None:
    facts = {fact("Ланько Петр", "Директор", "лесхоз"), fact("Пётр Ланько", "начальник", "отдел")}
    assert score(TOY, facts) == Score(2, [], [])


def test_both_readings_of_one_triple_are_one_right_and_one_false() -> None:
    facts = {fact("Пётр Ланько", "глава", "отдел"), fact("Пётр Ланько", "начальник", "отдел")}
    result = score(TOY, facts)
    assert (result.found, len(result.missed), len(result.false)) == (1, 1, 1)


def test_optional_is_neither_rewarded_nor_punished() -> None:
    result = score(TOY, {fact("Пётр Ланько", "инженер", None)})
    assert (result.found, len(result.missed), result.false) == (0, 2, [])


def test_shorter_form_of_the_same_fact_is_not_a_second_one() -> None:
    facts = {fact("Пётр Ланько", "директор", None), fact("Пётр Ланько", "директор", "лесхоз")}
    assert score(TOY, facts).false == []


def test_inflected_role_is_wrong() -> None:
    assert score(TOY, {fact("Пётр Ланько", "директора", "лесхоз")}).found == 0
