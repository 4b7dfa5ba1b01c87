"""What Kadry finds, in the answer format of FactRuEval-2016, track 3: ``factrueval.py TEXTS OUT``.

Writes OUT/book_N.task3 for each TEXTS/book_N.txt. The competition asks for occupations held, so what is denied,
planned or rumoured is left out, and a claim without a body too: of the gold's facts, one in two hundred has none. Who
and where are nominative, the position is the words of the text, as in the gold.
"""

import argparse
import re
from collections.abc import Iterable
from pathlib import Path

import texts
from kadry.build import extract
from kadry.claim import Mention, Quote, RoleClaim
from kadry.document import make_document


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    write(arguments.texts, arguments.out)


def write(folder: Path, out: Path) -> None:
    """An answer file in ``out`` for each text."""
    out.mkdir(parents=True, exist_ok=True)
    for name, text in texts.read(folder):
        blocks = map(block, answers(texts.spelled_out(extract(make_document(text)))))
        (out / f"{name}.task3").write_text("".join(blocks), encoding="utf-8")


def answers(claims: Iterable[RoleClaim]) -> list[RoleClaim]:
    """A claim for each different fact, in the order of the text; a stated place of work before an inferred one."""
    facts: dict[tuple[str, str], list[RoleClaim]] = {}
    for claim in claims:
        if held(claim) and claim.organization is not None:
            role = claim.role.normal.casefold() if claim.role is not None else ""
            facts.setdefault((claim.antecedent.normal, role), []).append(claim)
    chosen: dict[tuple[str, str, str], RoleClaim] = {}
    for (who, role), said in facts.items():
        stated = [claim for claim in said if not claim.organization_inferred]
        for claim in stated or said:
            chosen.setdefault((who, role, place(claim).casefold()), claim)
    return list(chosen.values())


def held(claim: RoleClaim) -> bool:
    """Whether the text says outright that a post in some body is or was held."""
    return claim.status in ("current", "former") and not claim.reported and claim.role_class != "title"


def block(claim: RoleClaim) -> str:
    """An answer as it stands in a file."""
    lines = ["Occupation", f"who : {value(claim.antecedent.normal)}"]
    if claim.role is not None:
        lines.append(f"position : {value(position(claim.role, claim.evidence))}")
    if claim.organization is not None:
        lines.append(f"where : {value(place(claim))}")
    return "\n".join(lines) + "\n\n"


def place(claim: RoleClaim) -> str:
    """The body's proper name, without the common noun before it, as the gold has it."""
    body = claim.organization
    if body is None:
        return ""
    name = body.text if body.text in body.normal else body.normal
    return re.sub(r"^[а-яё]+ (?=[A-Za-z«\"“])", "", name).strip('«»"“”')


def position(role: Mention, quote: Quote) -> str:
    """The text's words with the «экс-» before them, but the noun where the text has a verb (возглавил → глава)."""
    if role.text[:3].casefold() != role.normal[:3].casefold():
        return role.normal
    before = quote.text[: max(0, role.start - quote.start)]
    prefix = re.search(r"\bэкс-?$", before, re.IGNORECASE)
    return (prefix[0] if prefix else "") + role.text


def value(text: str) -> str:
    """A value fit for the format: one line, and no colon beside the one after the argument's name."""
    return " ".join(text.replace(":", " ").split())


if __name__ == "__main__":
    main()
