"""What Kadry finds as person–role–organization triples: ``triples.py TEXTS > PRED.jsonl``.

One line per text: ``{"doc", "triples": [{"person", "role", "organization", "status", "start", "end", "person_span",
"role_span", "organization_span"}]}``. Organizations that the text only implies are left out; start and end are since
and until (or the planned end of the term).
"""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

import texts
from kadry.build import extract
from kadry.claim import Mention, RoleClaim
from kadry.document import make_document


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--classes", choices=("post", "all"), default="post", help="posts only, or professions too")
    arguments = parser.parse_args()
    write(arguments.texts, sys.stdout, arguments.classes)


def write(source: Path, out: TextIO, classes: str = "post") -> None:
    """One line for each text."""
    for name, text in texts.read(source):
        out.write(line(name, texts.spelled_out(extract(make_document(text))), classes))


def line(name: str, claims: Iterable[RoleClaim], classes: str = "post") -> str:
    """The line of one text."""
    return json.dumps({"doc": name, "triples": triples(claims, classes)}, ensure_ascii=False) + "\n"


def triples(claims: Iterable[RoleClaim], classes: str = "post") -> list[dict[str, object]]:
    """The claims of the wanted classes as flat records; a claim whose role and stated body are both missing is none."""
    wanted = [claim for claim in claims if classes == "all" or claim.role_class == "post"]
    placed = {fact(claim) for claim in wanted if stated(claim)}
    return [triple(claim) for claim in wanted if stated(claim) or (claim.role and fact(claim) not in placed)]


def fact(claim: RoleClaim) -> tuple[str, str]:
    """Who is what: said again without the body, it is the same fact said shorter."""
    return claim.antecedent.normal, claim.role.normal.casefold() if claim.role else ""


def triple(claim: RoleClaim) -> dict[str, object]:
    body = stated(claim)
    return {
        "person": claim.antecedent.normal,
        "role": claim.role and claim.role.normal,
        "organization": body and body.normal,
        "status": claim.status,
        "start": claim.since,
        "end": claim.until or claim.term_until,
        "person_span": span(claim.person),
        "role_span": span(claim.role),
        "organization_span": span(body),
    }


def stated(claim: RoleClaim) -> Mention | None:
    """The body, where the text states it."""
    return None if claim.organization_inferred else claim.organization


def span(mention: Mention | None) -> list[int] | None:
    return None if mention is None else [mention.start, mention.end]


if __name__ == "__main__":
    main()
