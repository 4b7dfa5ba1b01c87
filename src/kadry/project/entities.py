"""Entities as the graph shows them: who a mention is, and the names, country and former ids of each."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from kadry.authority import iri
from kadry.claim import Chain, Mention, MentionType, Partition, entity_id
from kadry.fold import fold
from kadry.graph import Body, Person, Post

_LATIN = re.compile("[A-Za-z]")


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
        self._name(entity, *names_among((m.normal for m in mentions), chain.head.normal, chain.head.type))
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
        return person_of(entity, self._told(entity))

    def body(self, entity: str) -> Body:
        """The body that the graph shows for an entity."""
        return body_of(entity, self._told(entity))

    def _told(self, entity: str) -> "Known":
        return Known(
            forms=Counter(self._forms[entity]),
            countries=Counter(self._countries.get(entity, ())),
            settings=Counter(self._settings.get(entity, ())),
            replaced=self._replaced.get(entity, ()),
            identities=self._identities.get(entity, ()),
        )


class Known(Struct, frozen=True):
    """What is known of an entity: how many documents have each form of its name, give it a country, are about one.

    replaced: ids of the members that were merged into it. identities: outside ids.
    """

    forms: Mapping[str, int]
    countries: Mapping[str, int]
    settings: Mapping[str, int]
    replaced: Iterable[str]
    identities: Iterable[str]


def person_of(id: str, known: Known) -> Person:
    """The person that the graph shows for an entity of that id: by a Russian name, where there is one."""
    russian = {form: number for form, number in known.forms.items() if not _LATIN.search(form)}
    return Person(
        id, best_name(russian or known.forms), tuple(sorted(known.forms)), _once(known.replaced), _same_as(known)
    )


def body_of(id: str, known: Known) -> Body:
    """The body that the graph shows for an entity of that id."""
    countries = known.countries or known.settings
    return Body(
        id,
        best_name(known.forms),
        tuple(sorted(known.forms)),
        most_frequent(countries) if countries else None,
        replaced=_once(known.replaced),
        same_as=_same_as(known),
    )


def shown(post: str, body: str, written: Mapping[str, int]) -> Post:
    """A post with its most frequent spelling, the others beside it. written: how many claims have each."""
    role = most_frequent(written) if written else None
    return Post(post, body, role, tuple(sorted(written.keys() - {role})))


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(ids)))


def _same_as(known: Known) -> tuple[str, ...]:
    return _once(map(iri, known.identities))


def best_name(forms: Mapping[str, int]) -> str:
    """The fullest form (most words that are no initials), then the most frequent, then the first by alphabet."""
    return min(forms, key=lambda form: (-_fullness(form), -forms[form], form))


def most_frequent(forms: Mapping[str, int]) -> str:
    """The most frequent form, then one in lower case (a capital may only begin a sentence), then by alphabet."""
    return min(forms, key=lambda form: (-forms[form], form[:1].isupper(), form))


def _fullness(form: str) -> int:
    return sum(len(word) > 1 for word in form.replace(".", " ").split())


def names_among(forms: Iterable[str], head: str, type: MentionType) -> frozenset[str]:
    """The forms that name an entity whose fullest is ``head``.

    «Петров» and «Ivan Petrov» name Иван Петров, «президент» and «группа» name nobody.
    """
    return frozenset(form for form in forms if form == head or _is_name(form, head, type))


def _is_name(form: str, head: str, type: MentionType) -> bool:
    if type == "person":
        return bool(set(fold(form).split()) & set(fold(head).split())) or _in_other_letters(form, head)
    return len(form.split()) > 1 or (len(form) > 1 and form.isupper())


def _in_other_letters(form: str, head: str) -> bool:
    """Whether a form is a whole name in letters of another alphabet: the words of the two cannot be equal."""
    words = form.split()
    capital = len(words) > 1 and all(word[:1].isupper() for word in words)
    return capital and bool(_LATIN.search(form)) != bool(_LATIN.search(head))
