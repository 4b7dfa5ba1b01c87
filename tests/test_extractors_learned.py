"""The review of the rules' claims by forests: what they drop, add and believe. The forests are stand-ins mostly."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sentences import parsed

from kadry.build import extract, link
from kadry.claim import RoleClaim
from kadry.document import Reading, make_document
from kadry.extractors.learned import holders, members, seats
from kadry.extractors.learned.facts import Facts
from kadry.extractors.learned.forests import NEARLY, QUESTIONS, Calibration, Forests, forests
from kadry.extractors.learned.review import FOUND, HEADED, KEPT, RULE, review
from kadry.plugins import load, names
from kadry.readers import read

EXAMPLES = Path(__file__).parent.parent / "examples"


class Says:
    """A forest that says what it is told of the numbers of a pair."""

    names = ()
    projection = ()

    def __init__(self, told: Callable[[dict[str, float]], float] | float) -> None:
        self.told = told

    def word(self, low: str) -> list[float]:
        return []

    def probabilities(self, rows: list[list[float]]) -> list[float]:
        assert isinstance(self.told, float)
        return [self.told for _ in rows]


def reviewed(text: str, holder: float = 0.9, seat: float = 0.9, member: float = 0.9, **more: Any) -> list[RoleClaim]:
    """What review makes of the rules' claims when each forest always says the same."""
    parse = parsed(text)
    claims = [claim for name in more.get("rules", names("extractors")) for claim in load("extractors", name)(parse)]
    said: Any = Forests(Says(holder), Says(seat), Says(member), more.get("line", Calibration()))  # type: ignore[arg-type]
    return review(parse, claims, said)


def shown(claims: list[RoleClaim]) -> list[tuple[str, str | None, str | None]]:
    fields = ((c.antecedent, c.role, c.organization) for c in claims)
    return [
        (person.normal, role.normal if role else None, body.normal if body else None) for person, role, body in fields
    ]


OTHERS = ("word", "rule", "change", "status")  # numbers that hang on the word and on which rules there are
TITLE = "Министр обороны Финляндии Сергей Орлов приехал."


def test_a_claim_is_as_sure_as_the_answers_that_it_rests_on() -> None:
    (claim,) = reviewed(TITLE, holder=0.9, seat=0.5)
    assert shown([claim]) == [("Сергей Орлов", "Министр обороны", "Финляндия")]
    assert claim.confidence == 0.45
    assert [s.rule for s in claim.supports] == ["titles@1"]


def test_a_claim_without_a_body_rests_on_its_holder_alone() -> None:
    (claim,) = reviewed("Министр Сергей Орлов приехал.", holder=0.8, seat=0.1)
    assert claim.confidence == 0.8


def test_an_unlikely_claim_is_none() -> None:
    assert reviewed(TITLE, holder=KEPT - 0.01) == []
    assert len(reviewed(TITLE, holder=KEPT + 0.01)) == 1


def test_who_heads_a_body_is_asked_as_its_member() -> None:
    text = "Сергей Орлов возглавил комитет по культуре."
    (claim,) = reviewed(text, holder=0.0, member=0.6)
    assert shown([claim]) == [("Сергей Орлов", "глава", "комитет по культуре")]
    assert claim.confidence == 0.6
    assert reviewed(text, member=HEADED - 0.01) == []


def test_an_employment_stays_whatever_the_forest_says() -> None:
    (claim,) = reviewed("Марина Ступак из Министерства обороны приехала.", member=0.1)
    assert claim.role is None
    assert claim.confidence == 0.1


def test_a_pair_that_no_rule_joins_is_found() -> None:
    (claim,) = reviewed("Сергей Орлов как министр обороны приехал.", rules=(), holder=0.7)
    assert shown([claim]) == [("Сергей Орлов", "министр обороны", None)]
    assert [(s.rule, s.confidence) for s in claim.supports] == [(RULE, 0.7)]
    assert reviewed("Сергей Орлов как министр обороны приехал.", rules=(), holder=FOUND - 0.01) == []


@pytest.mark.parametrize(
    "text",
    [
        "Сергей Орлов говорил с министром обороны.",
        "Сергей Орлов не министр.",
        "Министр обороны и Сергей Орлов прилетели в Минск.",
        "Сергей Орлов пел. Министр обороны молчал.",
        "Сергей Орлов дал концерт. Певица исполнила песню.",
        "Сергей Орлов посетил президентский дворец.",
    ],
)
def test_what_speaks_against_a_pair_outweighs_a_forest(text: str) -> None:
    assert reviewed(text, rules=(), holder=0.99) == []


def test_what_is_known_is_not_said_again() -> None:
    claims = reviewed("Министр обороны Сергей Орлов приехал. Орлов как министр обороны доволен.")
    assert shown(claims) == [("Сергей Орлов", "Министр обороны", None)]


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.1, 3), st.floats(-2, 2))
def test_calibration_keeps_the_order(left: float, right: float, slope: float, intercept: float) -> None:
    line = Calibration(slope=slope, intercept=intercept)
    low, high = sorted((left, right))
    assert 0 < line.confidence(low) <= line.confidence(high) < 1


def test_a_line_of_slope_one_changes_nothing_between_the_ends() -> None:
    assert Calibration().confidence(0.37) == pytest.approx(0.37)
    assert Calibration().confidence(0.0) == pytest.approx(NEARLY)


def test_calibration_is_the_last_step() -> None:
    (claim,) = reviewed("Министр Сергей Орлов приехал.", holder=0.5, line=Calibration(slope=1.0, intercept=2.0))
    assert claim.confidence == 0.881


def test_the_forests_of_the_package_know_their_numbers() -> None:
    """Every number that a forest asks for is one that the code can give; a renamed one would be missing for ever."""
    told: dict[str, set[str]] = {name: set() for name in QUESTIONS}
    texts = [reading.document.text for reading in read([EXAMPLES]) if isinstance(reading, Reading)]
    for text in texts:
        parse = parsed(text)
        found = (claim for name in names("extractors") for claim in load("extractors", name)(parse))
        facts = Facts(parse, [claim for claim in found if isinstance(claim, RoleClaim)])
        bodies = seats.Bodies(facts)
        told["holders"].update(*(holders.numbers(facts, p) for p in holders.candidates(facts)))
        told["seats"].update(*(seats.numbers(facts, bodies, s) for s in seats.candidates(facts)))
        told["members"].update(*(members.numbers(facts, bodies, m) for m in members.candidates(facts)))
    ours = forests()
    for name in QUESTIONS:
        wanted = {n for n in getattr(ours, name).names if n.partition(":")[0] not in OTHERS}
        assert wanted - told[name] == set(), name


def test_rules_that_a_forest_knows_are_extractors() -> None:
    told = {name.partition(":")[2] for name in forests().holders.names if name.startswith("rule:")}
    assert told <= set(names("extractors"))


def test_the_same_text_gives_the_same_claims() -> None:
    document = make_document("Глава Росархива Сергей Орлов и министр Анна Ким приехали. Ким — врач.")
    assert extract(document) == extract(document)


def test_the_forests_can_be_left_out() -> None:
    parse = parsed(TITLE)
    (rule,), (both,) = link(parse, learned=False).claims, link(parse).claims
    assert rule.confidence == 0.95
    assert both.confidence != 0.95
    assert rule.id == both.id
