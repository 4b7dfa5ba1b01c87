"""What is timed: texts through plain natasha, through Kadry's analysis, through its whole extraction, through pullenti.

Each is a function of a batch of texts and a watch, on which it marks the end of each stage.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

import kadry.build
import kadry.russian.parse
from kadry.claim import Extraction
from kadry.document import Document, Reading, make_document
from kadry.plugins import BUILT_IN
from kadry.russian.engine import annotation
from kadry.russian.engine.annotation import Annotation
from kadry.russian.engine.tagging import engine
from kadry.workers import extract_all
from kadry.workers.batches import Supply
from plain_natasha import segmenter, taggers, vocabulary

SCENE = frozenset(("decisions", "events", "structure", "succession"))  # extractors of other things than roles


class Watch:
    """Seconds of CPU by stage; a stage begins where the one before it ended."""

    def __init__(self) -> None:
        self.stages: defaultdict[str, float] = defaultdict(float)
        self._last = time.process_time()

    def mark(self, stage: str) -> None:
        """What was spent since the last mark was spent on this stage."""
        now = time.process_time()
        self.stages[stage] += now - self._last
        self._last = now

    @contextmanager
    def marking(self, owner: object, name: str, before: str, stage: str) -> Iterator[None]:
        """Meanwhile calls of a function are a stage, and what comes before them is another."""
        plain = getattr(owner, name)

        def marked(*arguments: object) -> object:
            self.mark(before)
            found = plain(*arguments)
            found = list(found) if isinstance(found, Iterator) else found
            self.mark(stage)
            return found

        setattr(owner, name, marked)
        try:
            yield
        finally:
            setattr(owner, name, plain)


Engine = Callable[[Sequence[str], Watch], object]


def natasha(texts: Sequence[str], watch: Watch) -> list[Any]:
    """Each text with every label that plain natasha gives, and a lemma for each token, a normal form for each name."""
    return [_natasha(text, watch) for text in texts]


def _natasha(text: str, watch: Watch) -> Any:
    from natasha import Doc

    doc, models = Doc(text), taggers()
    doc.segment(segmenter())
    watch.mark("segmentation")
    doc.tag_morph(models.morphology)
    watch.mark("morphology")
    doc.parse_syntax(models.syntax)
    watch.mark("syntax")
    doc.tag_ner(models.names)
    watch.mark("names")
    for token in doc.tokens:
        token.lemmatize(vocabulary())
    watch.mark("lemmas")
    for span in doc.spans:
        span.normalize(vocabulary())
    watch.mark("normal forms")
    return doc


def analysis(texts: Sequence[str], watch: Watch) -> list[Annotation]:
    """The same by Kadry, in batches as a build has them."""
    found: list[Annotation] = []
    with (
        watch.marking(engine(), "tag", "segmentation", "morphology and syntax"),
        watch.marking(engine(), "names", "names", "names"),
        watch.marking(annotation, "words", "names", "lemmas"),
        watch.marking(annotation, "names", "lemmas", "normal forms"),
    ):
        for batch in batched(texts):
            found += annotation.annotate(batch)
    return found


def batched(texts: Iterable[str]) -> Iterator[list[str]]:
    """The texts in batches as one process of Kadry takes them."""
    supply = Supply(readings(texts), 1)
    while batch := supply.take():
        yield [document.text for document in batch.documents]
        list(supply.release(batch.answered([""] * len(batch.documents))))


def readings(texts: Iterable[str]) -> Iterator[Reading]:
    """The texts as a reader gives them."""
    return (Reading(document=make_document(text), name="", location="") for text in texts)


def analysed(documents: Sequence[Document]) -> list[int]:
    """How many tokens each document has, for worker processes."""
    found = analysis([document.text for document in documents], Watch())
    return [sum(map(len, one.sentences)) for one in found]


def extraction(texts: Sequence[str], watch: Watch) -> object:
    """Each text's claims and chains."""
    parse, build = kadry.russian.parse, kadry.build
    with (
        watch.marking(parse, "analyse_all", "rest", "analysis"),
        watch.marking(build, "link_all", "parse", "extractors"),
    ):
        found = list(extract_all(readings(texts), 1, build.extract_batch))
    watch.mark("rest")
    return found


def roles(texts: Sequence[str], watch: Watch) -> object:
    """Each text's claims of roles, and nothing about relations of bodies, decisions and events."""
    found = list(extract_all(readings(texts), 1, roles_alone))
    watch.mark("all")
    return found


def roles_alone(documents: Sequence[Document]) -> list[Extraction]:
    spoken = [name for name in BUILT_IN["extractors"] if name not in SCENE]
    return kadry.build.link_all(list(kadry.russian.parse.parse_all(documents)), spoken)


def pullenti(texts: Sequence[str], watch: Watch) -> object:
    """Each text through all of pullenti's analyzers. It is not ours to ship; the user may have installed it."""
    from pullenti.ner.SourceOfAnalysis import SourceOfAnalysis

    found = [_pullenti().process(SourceOfAnalysis(text), None, None) for text in texts]
    watch.mark("all")
    return found


@cache
def _pullenti() -> Any:
    from pullenti.ner.ProcessorService import ProcessorService
    from pullenti.Sdk import Sdk

    Sdk.initialize_all()
    return ProcessorService.create_processor()


ENGINES: dict[str, Engine] = {
    "natasha": natasha,
    "analysis": analysis,
    "extraction": extraction,
    "roles": roles,
    "pullenti": pullenti,
}
