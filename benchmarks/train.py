"""Train the forests of kadry.extractors.learned: ``train.py [OUT]``.

Reads $KADRY_DATA/nerel/train.jsonl with the scorer beside it, which says what is a fact, and our own texts in
tests, and writes holders.npz, seats.npz, members.npz and calibration.json to OUT, by default into the package.
Needs scikit-learn (the extra ``train``). The same texts and rules give the same forests; when rules have changed, train
again. docs/model.md says what comes out.
"""

import argparse
import json
import math
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct, structs
from sklearn.linear_model import LogisticRegression

import cases
import kadry  # noqa: F401  asks for one BLAS thread before numpy loads
import texts
import truth
from forest import SETTINGS, Row, grow
from kadry.claim import RoleClaim, join_claims
from kadry.document import make_document
from kadry.extractors.learned import holders, members, seats
from kadry.extractors.learned.facts import Facts
from kadry.extractors.learned.forests import HERE, NEARLY, Calibration, Forests, forests
from kadry.extractors.learned.review import review
from kadry.extractors.linking import organization_of, role_mention
from kadry.extractors.settle import settle
from kadry.plugins import load, names
from kadry.russian.parse import Parse, parse
from truth import Annotated, Stated, Truth, right

FOLDS = 5
OWN = 0.2  # what a claim in our own texts weighs in the calibration, where rules and annotation agree too well


class Mined(Struct, frozen=True):
    """A text with its parse, what the rules have found in it, and what is true."""

    name: str
    parse: Parse
    claims: tuple[RoleClaim, ...]
    truth: Truth


class Answer(Struct, frozen=True):
    """How sure a claim is, whether it is right, whether its body is inferred, and whether the text is our own."""

    confidence: float
    right: bool
    inferred: bool
    own: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, nargs="?", default=HERE)
    arguments = parser.parse_args()
    known = [*nerel(texts.data(), "train"), *own()]
    for name, count, size in train(known, arguments.out):
        print(f"{name}: {count} pairs, {size} bytes")
    with tempfile.TemporaryDirectory() as scratch:
        line = calibrate([answer for fold in out_of_fold(known, Path(scratch)) for answer in fold])
    (arguments.out / "calibration.json").write_text(json.dumps(structs.asdict(line)) + "\n", encoding="utf-8")
    print(f"calibration: {line}")


def nerel(folder: Path, split: str) -> list[Mined]:
    """The texts of a NEREL split with what the rules find in them."""
    found = truth.documents(folder / "nerel" / f"{split}.jsonl", folder / "nerel" / "score_nerel.py")
    return [_mined(name, text, partial(Annotated, gold)) for name, text, gold in found]


def own() -> list[Mined]:
    """The texts of our own, cases and annotated articles."""
    found = truth.own(cases.FOLDER.parent)
    return [_mined(name, text, partial(Stated, expected)) for name, text, expected in found]


def _mined(name: str, text: str, told: Callable[[Parse], Truth]) -> Mined:
    parsed = parse(make_document(text))
    found = (claim for rule in names("extractors") for claim in load("extractors", rule)(parsed))
    claims = (claim for claim in found if isinstance(claim, RoleClaim))
    return Mined(name, parsed, join_claims(claims), told(parsed))


def train(texts: Iterable[Mined], out: Path) -> list[tuple[str, int, int]]:
    """One forest for each question: its name, how many pairs it saw, and its file's size."""
    out.mkdir(parents=True, exist_ok=True)
    rows: dict[str, list[Row]] = {name: [] for name in SETTINGS}
    for mined in texts:
        facts = Facts(mined.parse, mined.claims)
        bodies = seats.Bodies(facts)
        held = {pair: _held(mined, facts, pair) for pair in holders.candidates(facts)}
        rows["holders"] += _holders(mined, facts, held)
        rows["seats"] += _seats(mined, facts, bodies, held)
        rows["members"] += _members(mined, facts, bodies)
    return [(name, len(found), grow(SETTINGS[name], found, out / f"{name}.npz")) for name, found in rows.items()]


def out_of_fold(texts: Sequence[Mined], scratch: Path, folds: int = FOLDS) -> Iterator[list[Answer]]:
    """For each fold the claims in its texts, as forests see them that were trained on the other folds' texts."""
    for fold in range(folds):
        train([mined for i, mined in enumerate(texts) if i % folds != fold], scratch / str(fold))
        grown = forests(scratch / str(fold))
        yield [answer for mined in texts[fold::folds] for answer in answers(mined, grown)]


def answers(mined: Mined, grown: Forests) -> Iterator[Answer]:
    """Each claim that extraction makes of a text with given forests."""
    claims, _ = settle(mined.parse, review(mined.parse, mined.claims, grown))
    own = isinstance(mined.truth, Stated)
    for claim in claims:
        if mined.truth.tells(claim.role_class):
            yield Answer(claim.confidence, right(mined.truth, claim), claim.organization_inferred, own)


def calibrate(found: Iterable[Answer]) -> Calibration:
    """The line through log-odds that fits best; an inferred body gives confidence of another making."""
    told = [answer for answer in found if not answer.inferred]
    odds = [[math.log(kept / (1 - kept))] for a in told for kept in [min(max(a.confidence, NEARLY), 1 - NEARLY)]]
    weights = [OWN if answer.own else 1.0 for answer in told]
    model = LogisticRegression(C=100).fit(odds, [answer.right for answer in told], sample_weight=weights)
    return Calibration(slope=round(float(model.coef_[0, 0]), 3), intercept=round(float(model.intercept_[0]), 3))


def _held(mined: Mined, facts: Facts, pair: holders.Pair) -> int | None:
    role = mined.parse.clauses[pair.sentence].roles[pair.role]
    return mined.truth.held(holders.mention_of(facts, pair), role_mention(mined.parse, role))


def _holders(mined: Mined, facts: Facts, held: Mapping[holders.Pair, int | None]) -> Iterator[Row]:
    for pair, found in held.items():
        role = mined.parse.clauses[pair.sentence].roles[pair.role]
        if mined.truth.tells(role.role_class):
            body, _ = organization_of(mined.parse, role)
            said = (pair.start, pair.chain) in facts.said
            right = found is not None or (
                said and body is not None and mined.truth.joined(holders.mention_of(facts, pair), body)
            )
            yield holders.numbers(facts, pair), _word(mined, pair.sentence, pair.role), right


def _seats(mined: Mined, facts: Facts, bodies: seats.Bodies, held: Mapping[holders.Pair, int | None]) -> Iterator[Row]:
    """Only roles that somebody holds: of the others the annotation says nothing."""
    right: dict[tuple[int, int], set[int]] = {}
    for pair, found in held.items():
        if found is not None:
            right.setdefault((pair.sentence, pair.role), set()).add(found)
    for seat in seats.candidates(facts):
        known = right.get((seat.sentence, seat.role))
        if known is not None:
            placed = any(mined.truth.placed(role, seat.mention) for role in known)
            yield seats.numbers(facts, bodies, seat), _word(mined, seat.sentence, seat.role), placed


def _members(mined: Mined, facts: Facts, bodies: seats.Bodies) -> Iterator[Row]:
    for member in members.candidates(facts):
        clause = mined.parse.clauses[member.sentence]
        joined = mined.truth.joined(clause.names[member.person], mined.parse.body_mention(member.body))
        yield members.numbers(facts, bodies, member), members.word(facts, member), joined


def _word(mined: Mined, sentence: int, role: int) -> str:
    clause = mined.parse.clauses[sentence]
    return clause.sentence.tokens[clause.roles[role].head].low


if __name__ == "__main__":
    main()
