"""The data sets of the table of quality: what is found in their texts, how it scores, and gold beside answers.

The scorers that lie beside the data are run as programs of their own. Every text is read and mined once.
"""

import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

import cases
import factrueval
import factrueval_gold
import quality_nerel
import score_factrueval
import texts
import triples
from kadry.build import extract
from kadry.claim import Mention, RoleClaim
from kadry.document import Span, make_document
from quality_facts import ARGUMENTS, Fact, Page, Said
from quality_kinds import Error, errors
from quality_table import Row, Values

Claims = Mapping[str, Sequence[RoleClaim]]  # by the name of the text
NAMES = {"who": "person", "position": "role", "where": "body"}
MEASURES = ("P", "R", "F1")


def mine(source: Path) -> Claims:
    """What is found in each text of a folder or .jsonl file."""
    return {name: texts.spelled_out(extract(make_document(text))) for name, text in texts.read(source)}


class Found(Struct, frozen=True):
    """What data sets gave: scores by row, errors by set, and by kind of text case how many there are and pass.

    sizes: facts and answers of each set that has errors.
    """

    rows: Mapping[str, Values] = {}
    errors: Mapping[str, Sequence[Error]] = {}
    sizes: Mapping[str, tuple[int, int]] = {}
    cases: Mapping[str, tuple[int, int]] = {}

    def __add__(self, other: "Found") -> "Found":
        pairs = ((getattr(self, field), getattr(other, field)) for field in self.__struct_fields__)
        return Found(*({**left, **right} for left, right in pairs))


def factrueval_set(data: Path, folder: Path) -> Found:
    """FactRuEval-2016's demonstration set."""
    devset = data / "factrueval" / "devset"
    claims = mine(devset)
    return found("FactRuEval devset", factrueval_rows(devset, claims), factrueval_pages(devset, claims))


def domain_set(data: Path, folder: Path) -> Found:
    """The articles in full annotation."""
    return found("domain", domain_rows(data / "domain", mine(data / "domain" / "texts"), folder))


def nerel_set(data: Path, folder: Path, split: str) -> Found:
    """NEREL's dev or train texts."""
    claims = mine(data / "nerel" / f"{split}.jsonl")
    rows = nerel_rows(data / "nerel", split, claims, folder)
    return found(f"NEREL {split}", rows, nerel_pages(data / "nerel", split, claims, folder))


def cases_set() -> Found:
    """The text cases of this repository."""
    counts = cases.tally(map(cases.check, cases.read(cases.FOLDER)))
    number, passed = (sum(column) for column in zip(*counts.values(), strict=True))
    return Found({"text cases": {"cases": number, "passed": passed}}, cases=counts)


def found(name: str, rows: Iterable[Row], pages: Iterable[Page] = ()) -> Found:
    """Rows, rounded to what is kept, and the errors of pages."""
    rounded = {row: {key: round(value, 4) for key, value in values.items()} for row, values in rows}
    listed = [(sum(fact.asserted for fact in page.facts), len(page.said), list(errors(page))) for page in pages]
    if not listed:
        return Found(rounded)
    size = sum(facts for facts, _, _ in listed), sum(said for _, said, _ in listed)
    return Found(rounded, {name: [error for _, _, wrong in listed for error in wrong]}, {name: size})


def factrueval_rows(devset: Path, claims: Claims) -> Iterator[Row]:
    """Precision, recall and F1 in both modes of the competition."""
    books = list(factrueval_gold.read(devset))
    given = {name: [_answer(claim) for claim in factrueval.answers(found)] for name, found in claims.items()}
    for mode, tally in score_factrueval.totals(books, given).items():
        yield f"FactRuEval devset, {mode}", dict(zip(MEASURES, (tally.precision, tally.recall, tally.f1), strict=True))


def factrueval_pages(devset: Path, claims: Claims) -> Iterator[Page]:
    """The facts of hard mode beside the answers; arguments agree as the scorer has it."""
    for book in factrueval_gold.read(devset):
        answers = factrueval.answers(claims.get(book.name, ()))
        agreed = {
            (f, s): frozenset(NAMES[name] for name in score_factrueval.agreeing(fact, _answer(claim)))
            for f, fact in enumerate(book.facts)
            for s, claim in enumerate(answers)
        }
        facts = [_fact(fact) for fact in book.facts]
        roles = tuple(span for fact in facts for span in fact.role)
        said = [_said(claim) for claim in answers]
        yield Page(name=book.name, text=book.text, facts=facts, said=said, agreed=agreed, roles=roles)


def domain_rows(data: Path, claims: Claims, folder: Path) -> Iterator[Row]:
    """Full triples, and how many of those matched have the right status, dates and nominative strings."""
    predicted = write(claims, folder / "domain.jsonl")
    for name, documents in (("seed", "seed"), ("S01–S04", "S01,S02,S03,S04")):
        scores = outside(data / "score_triples.py", predicted, "--docs", documents)
        full = scores["full triple"]
        accuracies = {key: scores[key]["accuracy"] for key in ("status", "start", "end")}
        accuracies["exact"] = scores["exact"]["all"]["accuracy"]
        known = {key: value for key, value in accuracies.items() if value is not None}
        yield f"domain {name}, triples", {key: full[key.casefold()] for key in MEASURES} | known


def nerel_rows(data: Path, split: str, claims: Claims, folder: Path) -> Iterator[Row]:
    """Person+role, person+org and triples, of posts and of all classes."""
    for subset, classes in (("official", "post"), ("all", "all")):
        predicted = write(claims, folder / f"nerel-{subset}.jsonl", classes)
        options = ("--subset", subset, "--bootstrap", "1")
        scores = outside(data / "score_nerel.py", data / f"{split}.jsonl", predicted, *options)
        for kind in ("person+role", "person+org", "triple"):
            yield f"NEREL {split} {subset}, {kind}", {key: scores[kind][key] for key in MEASURES}


def nerel_pages(data: Path, split: str, claims: Claims, folder: Path) -> Iterator[Page]:
    """The facts of all classes beside the answers; which facts there are, the scorer beside the data says."""
    dump = folder / "gold.jsonl"
    run(data / "score_nerel.py", data / f"{split}.jsonl", "--dump-gold", dump)
    decode = msgspec.json.decode
    with dump.open("rb") as gold, (data / f"{split}.jsonl").open("rb") as records:
        for row, record in zip(gold, records, strict=True):
            rows = decode(row, type=quality_nerel.Rows)
            given = triples.triples(claims.get(rows.doc, ()), "all")
            answers = [msgspec.convert(triple, quality_nerel.Triple) for triple in given]
            yield quality_nerel.page(decode(record, type=quality_nerel.Record), rows.triples, answers)


def write(claims: Claims, file: Path, classes: str = "post") -> Path:
    """A file of predictions for the scorers beside the data."""
    file.write_text("".join(triples.line(name, found, classes) for name, found in claims.items()), encoding="utf-8")
    return file


def outside(scorer: Path, *arguments: Path | str) -> dict[str, Any]:
    """What a scorer beside the data prints as JSON. Raises CalledProcessError where it fails."""
    scores: dict[str, Any] = msgspec.json.decode(run(scorer, *arguments, "--json"))
    return scores


def run(scorer: Path, *arguments: Path | str) -> bytes:
    """What a scorer beside the data prints. Raises CalledProcessError where it fails."""
    command = [sys.executable, str(scorer), *map(str, arguments)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def _answer(claim: RoleClaim) -> score_factrueval.Answer:
    return score_factrueval.parse_answers(factrueval.block(claim))[0]


def _fact(fact: factrueval_gold.Fact) -> Fact:
    places = {NAMES[name]: spans for name, spans in fact.places.items()}
    person, role, body = (places.get(name, ()) for name in ARGUMENTS)
    return Fact(person=person, role=role, body=body, shown=fact.shown, asserted=not fact.unreal)


def _said(claim: RoleClaim) -> Said:
    shown = " | ".join(_answer(claim).get(name, "-") for name in NAMES)
    return Said(person=_span(claim.person), role=_place(claim.role), body=_place(claim.organization), shown=shown)


def _place(mention: Mention | None) -> Span | None:
    return _span(mention) if mention is not None else None


def _span(mention: Mention) -> Span:
    return Span(mention.start, mention.end)
