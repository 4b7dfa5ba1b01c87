"""What is timed: texts through plain natasha, through Kadry's analysis, through its whole extraction, through pullenti.

Each is a function of a batch of texts and a watch, on which it marks the end of each stage.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from kadry.build import extract_batch
from kadry.document import Document, make_document
from kadry.russian.analysis import Sentence, analyse
from kadry.russian.models import segmenter, taggers


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


Engine = Callable[[Sequence[str], Watch], object]


@cache
def vocabulary() -> Any:
    """A dictionary of natasha's own, so that neither engine warms the other's."""
    from natasha import MorphVocab

    return MorphVocab()


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


def analysis(texts: Sequence[str], watch: Watch) -> list[tuple[Sentence, ...]]:
    """Each text's sentences and tokens with all that Kadry's analysis says of them."""
    sentences = [analyse(make_document(text)) for text in texts]
    watch.mark("analysis")
    return sentences


def analysed(documents: Sequence[Document]) -> list[int]:
    """How many sentences each document has, for worker processes."""
    return [len(analyse(document)) for document in documents]


def extraction(texts: Sequence[str], watch: Watch) -> object:
    """Each text's claims and chains."""
    found = extract_batch([make_document(text) for text in texts])
    watch.mark("extraction")
    return found


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
    "pullenti": pullenti,
}
