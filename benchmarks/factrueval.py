"""What Kadry finds, in the answer format of FactRuEval-2016, track 3: ``factrueval.py TEXTS OUT``.

Writes OUT/book_N.task3 for each TEXTS/book_N.txt. The competition asks for occupations held, so what is denied,
planned or rumoured is left out, and a claim without a body too: of the gold's facts, one in two hundred has none. Who
and where are nominative, the position is the words of the text, as in the gold.
"""

import argparse
from collections.abc import Iterable
from pathlib import Path

import texts
from kadry.build import extract
from kadry.claim import RoleClaim
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
        blocks = answers(extract(make_document(text)).claims)
        (out / f"{name}.task3").write_text("".join(blocks), encoding="utf-8")


def answers(claims: Iterable[RoleClaim]) -> list[str]:
    """One block for each different fact, in the order of the text."""
    return list(dict.fromkeys(block(claim) for claim in claims if held(claim)))


def held(claim: RoleClaim) -> bool:
    """Whether the text says outright that a post in some body is or was held."""
    return claim.status in ("current", "former") and not claim.reported and claim.organization is not None


def block(claim: RoleClaim) -> str:
    lines = ["Occupation", f"who : {value(claim.antecedent.normal)}"]
    if claim.role is not None:
        lines.append(f"position : {value(position(claim.role.text, claim.role.normal))}")
    if claim.organization is not None:
        lines.append(f"where : {value(claim.organization.normal)}")
    return "\n".join(lines) + "\n\n"


def position(text: str, normal: str) -> str:
    """The text's words, but the noun where the text has a verb (возглавил → глава)."""
    return text if text[:3].casefold() == normal[:3].casefold() else normal


def value(text: str) -> str:
    """A value fit for the format: one line, and no colon beside the one after the argument's name."""
    return " ".join(text.replace(":", " ").split())


if __name__ == "__main__":
    main()
