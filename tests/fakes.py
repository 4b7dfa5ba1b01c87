"""Stand-ins for the extraction that are quick and can be told to fail; worker processes import them by name."""

import os
import re
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from kadry.claim import Chain, Extraction, MentionType, Quote, RoleClaim, Support, cut, join_claims
from kadry.document import Document, Span

NAMED: tuple[tuple[str, MentionType], ...] = (("person", "person"), ("role", "role"), ("body", "body"))
TITLE = re.compile(r"(?P<role>[Мм]инистр|[Аа]ким|[Гг]убернатор) (?P<body>[А-Я]\w+) (?P<person>[А-ЯЁ]\w+ [А-ЯЁ]\w+)")
SENTENCE = re.compile(r"[^\n]+")


def extract(document: Document) -> Extraction:
    """«Министр Финляндии Иван Петров» is a claim; words of command make the process fail."""
    obey(document.text)
    claims, chains = [], []
    for sentence in SENTENCE.finditer(document.text):
        for found in TITLE.finditer(document.text, sentence.start(), sentence.end()):
            person, role, body = (
                cut(document.id, document.text, Span(*found.span(name)), kind, found[name].strip())
                for name, kind in NAMED
            )
            quote = Quote(sentence.start(), sentence.end(), sentence[0])
            claims.append(
                RoleClaim(
                    document=document.id,
                    person=person,
                    antecedent=person,
                    role=role,
                    organization=body,
                    evidence=quote,
                    supports=(Support("fake@1", 0.9),),
                    observed=document.published,
                )
            )
            chains += [Chain(person, (person,)), Chain(body, (body,))]
    chains.sort(key=lambda chain: chain.head)
    return Extraction(document=document.id, claims=join_claims(claims), chains=tuple(chains), version="fake")


def extract_batch(documents: Sequence[Document]) -> list[Extraction]:
    """The same of several documents."""
    return [extract(document) for document in documents]


def obey(text: str) -> None:
    """Carry out the commands that a test has put into a text."""
    if "ОШИБКА" in text:
        raise ValueError("told to")
    if "МЕДЛЕННО" in text:
        time.sleep(0.3)
    if "СМЕРТЬ" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if found := re.search(r"ПОТОМ (\S+)", text):
        await_(Path(found[1]))
    if found := re.search(r"ОДНАЖДЫ (\S+)", text):
        mark = Path(found[1])
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)


def await_(mark: Path) -> None:
    """Wait until somebody else has made a file. Raises TimeoutError where nobody does."""
    end = time.monotonic() + 30
    while not mark.exists():
        if time.monotonic() > end:
            raise TimeoutError(mark)
        time.sleep(0.01)
