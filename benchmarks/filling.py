"""Fill a store without mining: ``filling.py STORE NUMBER`` adds what was found in examples/, under other names.

A name is altered letter for letter in the text, in every mention and in its normal form alike, so that all offsets stay
true. A few variants come up again and again, most of them once or twice, as people do in the news.
"""

import argparse
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import structs

from kadry.build import extract
from kadry.claim import Chain, Claim, Extraction, Mention, Quote
from kadry.document import Document, Reading, make_document
from kadry.readers import read
from kadry.store import Store

EXAMPLES = Path(__file__).parents[1] / "examples"
CONSONANTS, VOWELS = "бвгджзклмнпрстфхцчшщ", "аеиоуыэюя"
PAIRS = [consonant + vowel for consonant in CONSONANTS for vowel in VOWELS]
VARIANTS = len(PAIRS) ** 2
_NAME = re.compile(r"\b[А-ЯЁ][а-яё]{5,}\b")

Alter = Callable[[str], str]
Mined = tuple[Document, Extraction]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("number", type=int)
    arguments = parser.parse_args()
    with Store(arguments.store) as store:
        fill(store, arguments.number)


def fill(store: Store, number: int) -> None:
    """Add ``number`` documents to a store; the same number gives the same store."""
    mined = [mine(reading) for reading in read([EXAMPLES]) if isinstance(reading, Reading)]
    for place, (document, extraction) in enumerate(vary(mined, number)):
        location = f"/articles/{place}.txt"
        store.add(Reading(document=document, name=str(place), location=location), extraction)


def mine(reading: Reading) -> Mined:
    return reading.document, extract(reading.document)


def vary(mined: list[Mined], number: int) -> Iterator[Mined]:
    """The documents in turn, each time with other names and another address and day."""
    dice = random.Random(number)
    for place in range(number):
        document, extraction = mined[place % len(mined)]
        variant = min(int(dice.paretovariate(0.5)), VARIANTS - 1)
        alter = renaming(variant)
        source = f"https://press.example/{place}"
        day = f"20{dice.randrange(10, 26)}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}"
        other = make_document(alter(document.text), source=source, published=day, masked=document.masked)
        yield (
            other,
            Extraction(
                document=other.id,
                claims=tuple(claim_in(other, claim, alter) for claim in extraction.claims),
                chains=tuple(chain_in(other, chain, alter) for chain in extraction.chains),
                version=extraction.version,
            ),
        )


def renaming(variant: int) -> Alter:
    """Other letters after the first of every longer word with a capital; variant 0 leaves them as they are."""
    second, first = divmod(variant, len(PAIRS))
    letters = PAIRS[first] + PAIRS[second]

    def other(match: re.Match[str]) -> str:
        return match[0][0] + letters + match[0][5:]

    return (lambda text: _NAME.sub(other, text)) if variant else (lambda text: text)


def mention_in(document: Document, mention: Mention, alter: Alter) -> Mention:
    text = document.text[mention.start : mention.end]
    return structs.replace(mention, document=document.id, text=text, normal=alter(mention.normal))


def chain_in(document: Document, chain: Chain, alter: Alter) -> Chain:
    mentions = tuple(mention_in(document, mention, alter) for mention in chain.mentions)
    return structs.replace(chain, head=mention_in(document, chain.head, alter), mentions=mentions)


def claim_in(document: Document, claim: Claim, alter: Alter) -> Claim:
    evidence = Quote(claim.evidence.start, claim.evidence.end, document.text[claim.evidence.start : claim.evidence.end])
    return structs.replace(
        claim,
        document=document.id,
        observed=claim.observed and document.published,
        evidence=evidence,
        person=mention_in(document, claim.person, alter),
        antecedent=mention_in(document, claim.antecedent, alter),
        role=claim.role and mention_in(document, claim.role, alter),
        organization=claim.organization and mention_in(document, claim.organization, alter),
    )


if __name__ == "__main__":
    main()
