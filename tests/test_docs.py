"""Links between the documents lead somewhere, and the index of docs/ is whole."""

import json
import re
from pathlib import Path

import pytest

from kadry import build
from kadry.claim import claim_line
from kadry.document import Reading
from kadry.readers import read

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_relative_links_exist(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)\)", page.read_text(encoding="utf-8"))
    local = [link for link in links if not re.match(r"[a-z]+:", link)]
    assert [link for link in local if not (page.parent / link).exists()] == []


def test_the_index_names_every_page() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    pages = {page.name for page in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert pages == set(re.findall(r"^\| \[([\w.-]+\.md)\]", index, re.MULTILINE))


def test_the_examples_page_names_every_example() -> None:
    page = (ROOT / "docs" / "examples.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| ([\w.-]+\.(?:txt|html|csv)) \|", page, re.MULTILINE) == sorted(
        path.name for path in (ROOT / "examples").iterdir()
    )


def test_the_claim_in_the_readme_is_what_the_example_gives() -> None:
    block = re.search(
        r"^```json\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    assert block
    shown = json.loads(block[1])
    (reading,) = read([ROOT / "examples" / f"{shown['document']}.txt"])
    assert isinstance(reading, Reading)
    assert shown in [claim_line(claim, reading.name) for claim in build.extract(reading.document).claims]
