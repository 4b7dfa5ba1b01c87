"""Entities as the graph shows them: the names, country and former ids of each."""

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from kadry.authority import iri
from kadry.claim import MentionType
from kadry.fold import fold
from kadry.graph import Body, Person, Post

_LATIN = re.compile("[A-Za-z]")


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
