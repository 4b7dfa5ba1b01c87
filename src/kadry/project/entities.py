"""Entities as the graph shows them: who a mention is, and the names, country and former ids of each."""

from collections import Counter
from collections.abc import Iterable, Mapping

from kadry.authority import iri
from kadry.claim import Chain, Mention, Partition, entity_id
from kadry.fold import fold
from kadry.graph import Body, Person


class Entities:
    """Persons and bodies by entity id, gathered from the chains that the partition puts together.

    A form of a name counts once for each document that has it. ``named`` are the keys of the mentions that will be
    asked for; what holds the others is not kept. An entry of an authority file gives its entity an outside identity
    and no name, country or former id: what the graph says leads to a sentence.
    """

    def __init__(self, chains: Iterable[Chain], partition: Partition, named: Iterable[str]) -> None:
        self._partition = partition
        self._owners: dict[str, str | None] = dict.fromkeys(named)
        self._forms: dict[str, list[str]] = {}
        self._countries: dict[str, list[str]] = {}
        self._settings: dict[str, list[str]] = {}
        self._replaced: dict[str, list[str]] = {}
        self._identities: dict[str, list[str]] = {}
        self._alone: set[str] = set()
        self._shared: dict[str, str] = {}
        for chain in chains:
            self._gather(chain)

    def _gather(self, chain: Chain) -> None:
        entity = self._partition.find(chain.key)
        entity = self._shared.setdefault(entity, entity)
        if chain.authority is not None:
            self._identify(entity, chain.key, chain.authority)
            return
        mentions = (*chain.mentions, chain.head)
        for key in (m.key for m in mentions):
            # a mention in two chains is a fault of whoever made them; even so the order of chains must not show
            if key in self._owners:
                self._owners[key] = min(entity, self._owners[key] or entity)
        self._name(entity, *{m.normal for m in mentions if _is_name(m, chain.head)})
        if (own := entity_id(chain.key)) != entity:
            self._replaced.setdefault(entity, []).append(own)
        for told, country in ((self._countries, chain.country), (self._settings, chain.setting)):
            if country is not None:
                told.setdefault(entity, []).append(self._shared.setdefault(country, country))

    def _identify(self, entity: str, key: str, identity: str) -> None:
        """Note an outside identity; one that was found to be nobody stands alone, and the graph never asks for it."""
        if entity != entity_id(key):
            self._identities.setdefault(entity, []).append(identity)

    def _name(self, entity: str, *forms: str) -> None:
        """One more document has an entity under these forms."""
        self._forms.setdefault(entity, []).extend(self._shared.setdefault(form, form) for form in forms)

    def find(self, *mentions: Mention) -> str:
        """The entity of the first mention that stands in a chain; a mention outside all chains is its own entity."""
        for mention in mentions:
            if (owner := self._owners.get(mention.key)) is not None:
                return owner
        last = mentions[-1]
        entity = self._partition.find(last.key)
        if last.key not in self._alone:
            self._alone.add(last.key)
            self._name(entity, last.normal)
        return entity

    def person(self, entity: str) -> Person:
        """The person that the graph shows for an entity."""
        forms = Counter(self._forms[entity])
        names = tuple(sorted(forms))
        return Person(entity, best_name(forms), names, self._former_ids(entity), self._same_as(entity))

    def body(self, entity: str) -> Body:
        """The body that the graph shows for an entity."""
        forms = Counter(self._forms[entity])
        countries = Counter(self._countries.get(entity) or self._settings.get(entity, []))
        country = most_frequent(countries) if countries else None
        return Body(
            entity,
            best_name(forms),
            tuple(sorted(forms)),
            country,
            replaced=self._former_ids(entity),
            same_as=self._same_as(entity),
        )

    def _former_ids(self, entity: str) -> tuple[str, ...]:
        return tuple(sorted(set(self._replaced.get(entity, []))))

    def _same_as(self, entity: str) -> tuple[str, ...]:
        return tuple(sorted({iri(identity) for identity in self._identities.get(entity, [])}))


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
