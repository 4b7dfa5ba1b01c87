"""Seats: whether a post has one holder at a time (министр, not депутат)."""

from collections.abc import Iterator
from functools import lru_cache

from kadry.fold import fold
from kadry.russian import lexicon
from kadry.russian.bodynames import body_name
from kadry.russian.countries import countries_by_name
from kadry.russian.words import forms, noun_lemmas

_LONGEST = 4  # words of a fixed name of a role
# who leads a country, a region or a town itself, and not something that lies in it
_RULERS = frozenset(
    "президент премьер премьер-министр канцлер король королева император султан эмир генпрокурор госсекретарь "
    "губернатор генерал-губернатор мэр аким хоким градоначальник глава".split()
)
# one to a body by their nature, but several where the body is a church, an army, a government or a president
_SEVERAL = frozenset(
    "аббат архиепископ благочинный бригадир владыка епископ командир комендант консул концертмейстер легат митрополит "
    "нарком настоятель начальник нунций полпред постпред прораб префект распорядитель староста старпом шейх".split()
)


@lru_cache(maxsize=10_000)
def is_single(role: str) -> bool:
    """Whether the head of a role is one of which a body has one at a time."""
    head = next((entry for word in role.split() if (entry := lexicon.roles().get(word)) is not None), None)
    return head is not None and "single" in head.flags


def may_have_one_holder(role: str) -> bool:
    """Whether there are bodies in which `one_holder` says so of a role."""
    return bool(_parted(role)[0])


@lru_cache(maxsize=10_000)
def one_holder(role: str, body: str, country: str | None = None) -> bool:
    """Whether two people in this post at one time are one too many; stricter than `is_single`.

    «министр юстиции», «губернатор Заречной области», not «начальник отдела», «министр» of a government, «директор» of a
    town, or anything in a body whose name is only that of a kind.
    """
    head, rest = _parted(role)
    if not head or not body or (not country and _is_common(body)):
        return False
    nouns = list(_nouns(body, country or ""))
    if head == "министр":
        return bool(rest) or any(noun.startswith("министерство") for noun in nouns)
    return head in _RULERS or not _is_place(nouns, body)


@lru_cache(maxsize=10_000)
def _parted(role: str) -> tuple[str, tuple[str, ...]]:
    """The head of a role that one person holds at a time, with the words after it; "" for any other."""
    words = fold(role).split()
    size = next((n for n in range(_LONGEST, 0, -1) if " ".join(words[:n]) in lexicon.roles()), 0)
    head, rest = " ".join(words[:size]), tuple(words[size:])
    if not size or "single" not in lexicon.roles()[head].flags or head in _SEVERAL:
        return "", ()
    nouns = {noun for word in rest for noun in noun_lemmas(word)}
    within = any(noun in lexicon.bodies() or noun in lexicon.roles() for noun in nouns)
    return ("", ()) if within else (head, rest)  # «глава департамента»: of several departments


def _nouns(body: str, country: str) -> Iterator[str]:
    """The head nouns of bodies in a name whose abbreviation is written out, in their order."""
    for word in " ".join(body_name(body, country, alone=True).words).split():
        yield from (noun for noun in (fold(word), *noun_lemmas(fold(word))) if noun in lexicon.bodies())


def _is_common(body: str) -> bool:
    """Whether a name is that of a kind and names nobody by itself: «администрация», «верховный суд»."""
    entries = (lexicon.bodies().get(noun) for noun in (fold(body), *noun_lemmas(fold(body))))
    return any(entry is not None and "generic" in entry.flags for entry in entries)


def _is_place(nouns: list[str], body: str) -> bool:
    """Whether a name is that of a country, of a territory or of a town, whose offices are many."""
    if nouns:
        return lexicon.bodies()[nouns[0]].body_class == "place"
    town = len(body.split()) == 1 and any("Geox" in form.grammemes for form in forms(fold(body)))
    return town or fold(body) in countries_by_name()
