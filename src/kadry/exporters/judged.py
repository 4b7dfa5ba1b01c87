"""Judgements in RDF: who said of which two in-document entities that they are the same."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kadry.claim import Judgement, entity_id
from kadry.document import digest
from kadry.exporters import vocabulary as v
from kadry.exporters.pens import Node, Pen, Written, each, node
from kadry.exporters.terms import instant


class Judged:
    """The judgements of which a graph's entities speak.

    The graph's persons and bodies are told one by one (``meet``); a word counts once one of its two was among them.
    """

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        self._words = sorted(judgements)
        self._sought = {_entity(key) for word in self._words for key in (word.left, word.right)}
        self._met: set[tuple[str, str]] = set()

    def meet(self, kind: str, ids: Iterable[str]) -> None:
        """The graph has a person or body (``kind``) of these ids, those before merging among them."""
        if self._sought:
            self._met.update(self._sought.intersection((kind, id) for id in ids))

    def nodes(self, pen: Pen[Written, Any]) -> Iterator[Node[Written]]:
        """What is known of each of them, by time."""
        for word in self._words:
            entities = sorted({_entity(word.left), _entity(word.right)})
            if not self._met.isdisjoint(entities):
                yield _judgement(word, entities, pen)


def _entity(key: str) -> tuple[str, str]:
    """The kind (``person`` or ``body``) and the id, before merging, of an in-document entity."""
    return key.rpartition(":")[2], entity_id(key)


def _judgement(word: Judgement, entities: Sequence[tuple[str, str]], pen: Pen[Written, Any]) -> Node[Written]:
    id = digest("judgement", word.at, word.left, word.right, word.by, word.reason)
    about, said = node(
        pen.own("judgement", id),
        (v.TYPE, pen.known[v.JUDGEMENT]),
        (v.REASON, pen.string(word.reason)),
        (v.CREATOR, pen.string(word.by)),
        (v.CREATED, pen.optional(instant(word.at))),
    )
    return about, said + each(v.JUDGES, (pen.own(kind, id) for kind, id in entities))
