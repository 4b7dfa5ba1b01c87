"""``kadry extract``: claims as JSON lines, without a store."""

import sys
from collections.abc import Iterable, Iterator

import click
import msgspec

from kadry.claim import Claim, Extraction, claim_line, mention_line
from kadry.cli import options
from kadry.cli.screen import printable, say
from kadry.document import Document, Failure
from kadry.scene import SceneClaim, scene_line

DATES = ("since", "until", "term_until")


@click.command()
@options.inputs
@click.option("--mentions", is_flag=True, help="Write each mention of a person or body too.")
@click.option("--explain", is_flag=True, help="Say on stderr which rule or forest found what in which words.")
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, show_default=True, help="Leave out claims less sure."
)
@options.jobs
@options.reading
def extract(
    inputs: tuple[str, ...],
    mentions: bool,
    explain: bool,
    min_confidence: float,
    jobs: int | None,
    published: str | None,
    fields: dict[str, str],
    max_chars: int,
) -> None:
    """Write the claims of documents as JSON lines.

    One line, on standard output and in input order, says who (person), as what (role), where (organization), with the
    offsets of the words, status and dates, and the sentence that says so. Nothing is stored and nothing merged.

    \b
    Examples:
      kadry extract article.txt
      kadry extract texts/ --min-confidence 0.8 > claims.jsonl
      kadry extract - --mentions --explain < article.txt

    The exit status is 1 if some input could not be read; the others are done all the same.
    """
    import kadry.build as flow
    from kadry.readers import read
    from kadry.workers import extract_all

    out = sys.stdout.buffer
    failed = False
    readings = read(inputs, options.read_options(published, fields, max_chars))
    workers = jobs or flow.available_jobs()
    for mined in extract_all(readings, workers, flow.extract_batch, lambda text: say(printable(text))):
        if isinstance(mined, Failure):
            failed = True
            say(printable(f"{mined.location}: {mined.reason}"))
            continue
        reading, found = mined
        for note in reading.notes:
            say(printable(f"{reading.location}: {note}"))
        kept = [claim for claim in found.claims if claim.confidence >= min_confidence]
        scene = [claim for claim in found.scene if claim.confidence >= min_confidence]
        if explain:
            for claim in kept:
                say(printable(f"{reading.name}: {explanation(reading.document, claim)}"))
        for record in records(found, kept, scene, reading.name, mentions):
            out.write(msgspec.json.encode(record) + b"\n")
        out.flush()
    if failed:
        raise click.exceptions.Exit(1)


def records(
    found: Extraction, claims: Iterable[Claim], scene: Iterable[SceneClaim], name: str, mentions: bool
) -> Iterator[dict[str, object]]:
    """The flat records of one document: its claims on roles, then the others, then its mentions, each by position."""
    for claim in claims:
        yield claim_line(claim, name)
    for told in scene:
        yield scene_line(told, name)
    if mentions:
        pairs = [(mention, chain.head.normal) for chain in found.chains for mention in chain.mentions]
        for mention, entity in sorted(pairs):
            yield mention_line(mention, entity, name)


def explanation(document: Document, claim: Claim) -> str:
    """Which rules or forests found a claim, how sure they are, the words of each of its parts, and the sentence.

    Parts are quoted as they stand in the text, status and dates as the claim has them.
    """
    rules = ", ".join(f"{support.rule} {support.confidence:.2f}" for support in claim.supports)
    fuller = claim.antecedent if claim.antecedent != claim.person else None
    parts = [("person", claim.person), ("who is", fuller), ("role", claim.role), ("organization", claim.organization)]
    words = ", ".join(
        f"{label} «{document.text[part.start : part.end]}» at {part.start}" for label, part in parts if part is not None
    )
    marks = [claim.status, claim.change, "acting" if claim.acting else None, "reported" if claim.reported else None]
    inferred = " (organization inferred)" if claim.organization_inferred else ""
    dates = [f"{name} {value}" for name in DATES if (value := getattr(claim, name))]
    state = ", ".join([*(mark for mark in marks if mark), *dates])
    return f"{rules}: {words}{inferred}; {state}; from «{claim.evidence.text}»"
