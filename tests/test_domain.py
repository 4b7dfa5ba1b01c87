"""The annotated articles outside the repository: the first complete and right, the others above a floor."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import triples
from kadry.build import extract
from kadry.claim import Extraction
from kadry.document import Document
from kadry.plugins import ReadOptions
from kadry.readers import read


@pytest.fixture(scope="module")
def document(data: Path) -> Document:
    found = [r for r in read([data / "domain" / "texts" / "seed.txt"], ReadOptions(), None) if hasattr(r, "document")]
    return found[0].document


@pytest.fixture(scope="module")
def extraction(document: Document) -> Extraction:
    return extract(document)


def scores(data: Path, folder: Path, docs: str) -> dict[str, Any]:
    predicted = folder / "predicted.jsonl"
    with predicted.open("w", encoding="utf-8") as out:
        triples.write(data / "domain" / "texts", out)
    command = [sys.executable, str(data / "domain" / "score_triples.py"), str(predicted), "--docs", docs, "--json"]
    result: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return result


def test_the_first_article_comes_out_complete_and_right(data: Path, tmp_path: Path) -> None:
    score = scores(data, tmp_path, "seed")
    assert score["full triple"]["tp"] == 12
    assert score["full triple"]["f1"] == 1
    assert {name: value["accuracy"] for name, value in score["exact"].items()} == dict.fromkeys(score["exact"], 1.0)


def test_the_others_stay_above_the_floor(data: Path, tmp_path: Path) -> None:
    score = scores(data, tmp_path, "S01,S02,S03,S04")
    assert score["full triple"]["f1"] >= 0.93
    assert score["status"]["accuracy"] >= 0.95
    assert score["exact"]["all"]["accuracy"] >= 0.95


def test_four_people_and_every_bare_title(extraction: Extraction) -> None:
    people = [c for c in extraction.chains if c.head.type == "person"]
    assert {c.head.normal for c in people} == {"Лыонг Кыонг", "Чан Кам Ту", "Ле Хоай Чунг", "Тран Ван Рон"}
    bare = {c.head.normal: sum(m.text == "Президент" for m in c.mentions) for c in people}
    assert {name: count for name, count in bare.items() if count} == {"Лыонг Кыонг": 6}


def test_the_address_is_the_source_and_offsets_cut_the_words(document: Document, extraction: Extraction) -> None:
    assert document.source is not None
    assert document.source.startswith("https://")
    for claim in extraction.claims:
        for mention in (claim.person, claim.role, claim.organization):
            assert mention is None or document.text[mention.start : mention.end] == mention.text
        quote = claim.evidence
        assert document.text[quote.start : quote.end] == quote.text
