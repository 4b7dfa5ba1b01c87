"""What is timed: texts through plain natasha, through Kadry's analysis, through its whole extraction, through pullenti.

Each is a function of a batch of texts and a watch, on which it marks the end of each stage.
"""

import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from typing import Any

from msgspec import Struct

import kadry.build
import kadry.russian.parse
from kadry.document import Document, Reading, make_document
from kadry.russian.engine.labels import Cut, Labels, label
from kadry.russian.engine.lemmas import Word, lemma, normal
from kadry.russian.engine.segments import sentences, tokens
from kadry.russian.engine.tagging import engine
from kadry.russian.models import segmenter, taggers
from kadry.workers import extract_all
from kadry.workers.batches import Supply


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


class Analysed(Struct, frozen=True):
    """One text with the same labels by Kadry: a lemma for each token, a normal form for each name."""

    cut: Cut
    labels: Labels
    lemmas: list[str]
    normals: list[str]


def analysis(texts: Sequence[str], watch: Watch) -> list[Analysed]:
    """The same by Kadry, in batches as a build has them."""
    found: list[Analysed] = []
    both = ("morphology and syntax",) * 2
    with watch.marking(engine(), "tag", *both), watch.marking(engine(), "names", "names", "names"):
        for batch in batched(texts):
            cuts = [cut(text) for text in batch]
            watch.mark("segmentation")
            labelled = list(label(cuts))
            watch.mark("names")
            lemmas = [_lemmas(*one) for one in zip(cuts, labelled, strict=True)]
            watch.mark("lemmas")
            normals = [list(_normals(*one)) for one in zip(cuts, labelled, strict=True)]
            watch.mark("normal forms")
            found += map(Analysed, cuts, labelled, lemmas, normals)
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


def cut(text: str) -> Cut:
    """A text's tokens and sentences as natasha has them, none of them cut into windows."""
    found = tokens(text, 0, len(text))
    starts = [token[0] for token in found]
    return Cut(found, [bisect_left(starts, end) for _, end in sentences(text)])


def _lemmas(one: Cut, labels: Labels) -> list[str]:
    names = engine().tags
    return [lemma(token[2], names[tag]) for token, tag in zip(one.tokens, labels.tags, strict=True)]


def _normals(one: Cut, labels: Labels) -> Iterator[str]:
    starts = [token[0] for token in one.tokens]
    sentence = [begin for begin, end in pairwise((0, *one.ends)) for _ in range(begin, end)]
    for start, end, kind in labels.names:
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        yield normal(
            [_word(one, labels, i, sentence[i], first, last) for i in range(first, last)], agreeing=kind == "ORG"
        )


def _word(one: Cut, labels: Labels, place: int, sentence: int, first: int, last: int) -> Word:
    head = labels.heads[place]
    inside = head >= 0 and first <= sentence + head < last
    return Word(*one.tokens[place], engine().tags[labels.tags[place]], sentence + head - first if inside else -1)


def analysed(documents: Sequence[Document]) -> list[int]:
    """How many tokens each document has, for worker processes."""
    return [len(one.cut.tokens) for one in analysis([document.text for document in documents], Watch())]


def extraction(texts: Sequence[str], watch: Watch) -> object:
    """Each text's claims and chains."""
    parse, build = kadry.russian.parse, kadry.build
    with watch.marking(parse, "analyse_all", "rest", "analysis"), watch.marking(build, "link", "parse", "extractors"):
        found = list(extract_all(readings(texts), 1, build.extract_batch))
    watch.mark("rest")
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
