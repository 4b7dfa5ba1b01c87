"""Entities as the graph shows them: who a mention is, and the names, country and former ids of each."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from kadry.claim import Chain, Mention, Partition, entity_id
from kadry.fold import fold
from kadry.graph import Body, Person


class Entities:
    """Persons and bodies by entity id, gathered from the chains that the partition puts together.

    A form of a name counts once for each document that has it.
    """

    def __init__(self, chains: Iterable[Chain], partition: Partition) -> None:
        self._partition = partition
        self._owners: dict[str, str] = {}
        self._forms: dict[str, Counter[str]] = defaultdict(Counter)
        self._countries: dict[str, Counter[str]] = defaultdict(Counter)
        self._ids: dict[str, set[str]] = defaultdict(set)
        for chain in chains:
            self._gather(chain)

    def _gather(self, chain: Chain) -> None:
        entity = self._partition.find(chain.key)
        for mention in (*chain.mentions, chain.head):
            # a mention in two chains is a fault of whoever made them; even so the order of chains must not show
            self._owners[mention.key] = min(entity, self._owners.get(mention.key, entity))
        self._forms[entity].update({m.normal for m in (*chain.mentions, chain.head) if _is_name(m, chain.head)})
        self._ids[entity].add(entity_id(chain.key))
        if chain.country is not None:
            self._countries[entity][chain.country] += 1

    def find(self, *mentions: Mention) -> str:
        """The entity of the first mention that stands in a chain; a mention outside all chains is its own entity."""
        for mention in mentions:
            if mention.key in self._owners:
                return self._owners[mention.key]
        last = mentions[-1]
        entity = self._partition.find(last.key)
        self._owners[last.key] = entity
        self._forms[entity][last.normal] += 1
        return entity

    def person(self, entity: str) -> Person:
        """The person that the graph shows for an entity."""
        forms = self._forms[entity]
        return Person(entity, best_name(forms), tuple(sorted(forms)), self._replaced(entity))

    def body(self, entity: str) -> Body:
        """The body that the graph shows for an entity."""
        forms, countries = self._forms[entity], self._countries[entity]
        country = most_frequent(countries) if countries else None
        return Body(entity, best_name(forms), tuple(sorted(forms)), country, replaced=self._replaced(entity))

    def _replaced(self, entity: str) -> tuple[str, ...]:
        return tuple(sorted(self._ids[entity] - {entity}))


def best_name(forms: Mapping[str, int]) -> str:
    """The fullest form (most words that are no initials), then the most frequent, then the first by alphabet."""
    return min(forms, key=lambda form: (-_fullness(form), -forms[form], form))


def most_frequent(forms: Mapping[str, int]) -> str:
    """The most frequent form, then one in lower case (a capital may only begin a sentence), then by alphabet."""
    return min(forms, key=lambda form: (-forms[form], form[:1].isupper(), form))


def _fullness(form: str) -> int:
    return sum(len(word) > 1 for word in form.replace(".", " ").split())


def _is_name(mention: Mention, head: Mention) -> bool:
    """Whether a mention's form names its entity: «Петров» names Иван Петров, «президент» and «группа» name nobody."""
    if mention.normal == head.normal:
        return True
    if head.type == "person":
        return bool(set(fold(mention.normal).split()) & set(fold(head.normal).split()))
    return len(mention.normal.split()) > 1 or (len(mention.normal) > 1 and mention.normal.isupper())
