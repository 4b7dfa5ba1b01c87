"""Accounts: what is told of one decision or event under one name, and the words by which two accounts may be of one.

An account is of one document, or of all that give a decision one number, issuer and year. Reprints of a text that say
the same are one account.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from kadry.bounds import first_day, last_day
from kadry.fold import fold
from kadry.project.things import Seen, issuer_of
from kadry.scene import DecisionClaim, EventClaim

Key = tuple[str, ...]
Issuer = tuple[str, str]  # an entity, "" for an office; a folded name

_WORDS = re.compile(r"\w+")
# Endings of declension: the graph asks no dictionary, and a title stands in few cases.
_ENDING = re.compile(
    "и?(?:[аия]ми|ыми|[ое]го|[ое]му|[аяыи]х|[ое]в|[оеыи]й|[ая]я|[оеыи]е|[ыиоеая]м|[ую]ю|ью|[аеиоуыэюяьй])$"
)
_DECLINED = 4  # letters from which a word may have an ending
_SMALL = frozenset("о об обо по на в во и с со для за при из от до к ко у".split())
# Letters of two alphabets that look alike, in which «118-К» is typed, and the Vietnamese one that is often left plain.
_ALIKE = str.maketrans("авекмнорстухđ", "abekmhopctyxd")
_ORDINAL = re.compile(r"[ivxlcdm]+|\d+")
_LETTERS = re.compile(r"[^\W\d_]+")
_CODE = 3  # letters
_RECURRING = ("о внесен изменен", "о признан утративш")


class Description(Struct, frozen=True):
    """What an account says; words are folded, titles as ``plain`` makes them.

    type: the noun. named: the titles that have a name in them. numbers: of an event those with which titles begin.
    deeds: result, and entity or name. chairs, people: ids of those who led an event, and of all persons in it.
    """

    type: str
    dates: frozenset[str]
    titles: frozenset[str]
    named: frozenset[str]
    numbers: frozenset[str]
    issuers: frozenset[Issuer] = frozenset()
    deeds: frozenset[tuple[str, str]] = frozenset()
    places: frozenset[str] = frozenset()
    chairs: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()

    @property
    def days(self) -> frozenset[str]:
        """The dates that are days."""
        return frozenset(filter(is_day, self.dates))

    @property
    def clues(self) -> set[tuple[str, ...]]:
        """What two descriptions share at least one of, if they are of one thing."""
        dated = {*self.places, *(who for who, _ in self.issuers if who)}
        shared = {(self.type, clue) for clue in self.titles | self.numbers}
        return shared | {(self.type, clue, day) for clue in dated for day in self.days}


class Account(Struct, frozen=True):
    """The claims of one account, and what they say.

    key: what tells it from other accounts: the first of its document's copy group, "" where it is of all documents; its
    type; the rest.
    """

    key: Key
    seen: tuple[Seen, ...]
    said: Description

    @property
    def id(self) -> Key:
        """What tells it from all other accounts, reprints of other documents included; shared ones come first."""
        home = min(seen.claim.document for seen in self.seen) if self.key[0] else ""
        return (home, *self.key[1:])


def is_day(date: str | None) -> bool:
    """Whether a date is known to the day."""
    return date is not None and first_day(date) == last_day(date) == date


def plain(title: str) -> str:
    """A title to compare by: folded words without their endings and without the marks between them."""
    return " ".join(_ENDING.sub("", word) if len(word) >= _DECLINED else word for word in _WORDS.findall(fold(title)))


def weight(title: str) -> int:
    """How many words of a plain title say something."""
    return sum(word not in _SMALL for word in title.split())


def ordinal(title: str) -> str | None:
    """The number with which the plain title of a congress or session begins."""
    first = title.partition(" ")[0]
    return first if _ORDINAL.fullmatch(first) else None


def is_coded(number: str) -> bool:
    """Whether a folded number tells whose it is: «242-qd/tw», not «91-уг», «118-k» or «1908-vii»."""
    return sum(len(word) for word in _LETTERS.findall(number) if not _ORDINAL.fullmatch(word)) >= _CODE


def is_recurring(title: str) -> bool:
    """Whether one issuer may give a plain title again and again."""
    return title.startswith(_RECURRING)


def numbered(claim: DecisionClaim) -> tuple[str, str]:
    """Type and number of a decision, however they are typed; "" for no number."""
    return fold(claim.type), fold(claim.number or "").translate(_ALIKE)


def decisions(claims: Iterable[Seen], copies: Mapping[str, str]) -> list[Account]:
    """The accounts of decisions that claims give. copies: document → the first of its copy group."""
    issuers: dict[Key, set[Issuer]] = defaultdict(set)
    found: dict[Key, list[Seen]] = defaultdict(list)
    told = [(seen, seen.claim) for seen in claims if isinstance(seen.claim, DecisionClaim)]
    for seen, claim in told:
        if issuer_of(seen):
            issuers[claim.document, *numbered(claim)].add(_issuer(seen))
    for seen, claim in sorted(told, key=lambda pair: pair[1].id):
        among = issuers.get((claim.document, *numbered(claim)), set())
        own = min(among) if claim.number and not issuer_of(seen) and len(among) == 1 else _issuer(seen)
        found[_decision(claim, own, copies)].append(seen)
    return [_decided(part, own) for key, group in found.items() for part, own in _by_year(key, group)]


def _issuer(seen: Seen) -> Issuer:
    return (seen.who[0], "") if issuer_of(seen) and seen.who[0] else ("", issuer_of(seen))


def _decision(claim: DecisionClaim, issuer: Issuer, copies: Mapping[str, str]) -> Key:
    """Type, number and issuer, where that tells whose it is; else these, or what it is called, in its document.

    An office of one word is nobody's: «президент» and «министр» are many.
    """
    who, office = issuer
    if claim.number and (who or " " in office):
        return ("", *numbered(claim), *issuer)
    home = copies.get(claim.document, claim.document)
    called = "" if claim.number and office else fold(claim.title or claim.words.normal)
    return (home, *numbered(claim), *issuer, called)


def _by_year(key: Key, group: Sequence[Seen]) -> Iterator[tuple[Key, Sequence[Seen]]]:
    """Numbers begin anew each year; a claim without a date is of the only year, or of none."""
    years: dict[str, list[Seen]] = defaultdict(list)
    for seen in group:
        years[(seen.claim.date or "")[:4]].append(seen)
    if len(years.keys() - {""}) == 1:
        yield (*key, max(years)), group
    else:
        yield from (((*key, year), own) for year, own in years.items())


def _decided(key: Key, group: Sequence[Seen]) -> Account:
    told = [(seen, seen.claim) for seen in group if isinstance(seen.claim, DecisionClaim)]
    deeds = (
        (effect.result, who or fold(effect.entity.normal))
        for seen, claim in told
        for effect, who in zip(claim.effects, seen.who[claim.issuer is not None :], strict=True)
    )
    named = (((seen.who[0] or ""), claim.issuer_entity or claim.issuer) for seen, claim in told if claim.issuer)
    said = Description(
        type=key[1],
        **_titled([claim for _, claim in told]),
        numbers=frozenset(number for _, claim in told if (number := numbered(claim)[1])),
        issuers=frozenset((who, fold(mention.normal)) for who, mention in named if mention is not None),
        deeds=frozenset(deeds),
    )
    return Account(key, tuple(group), said)


def events(claims: Iterable[Seen], copies: Mapping[str, str]) -> list[Account]:
    """The accounts of events that claims give."""
    found: dict[Key, list[Seen]] = defaultdict(list)
    for seen in sorted(claims, key=lambda seen: seen.claim.id):
        if isinstance(claim := seen.claim, EventClaim):
            home = copies.get(claim.document, claim.document)
            found[home, fold(claim.type), claim.date or "", fold(claim.title or claim.words.normal)].append(seen)
    return [_happened(key, group) for key, group in found.items()]


def _happened(key: Key, group: Sequence[Seen]) -> Account:
    told = [(seen, seen.claim) for seen in group if isinstance(seen.claim, EventClaim)]
    shares = [
        (part, who)
        for seen, claim in told
        for part, who in zip(claim.parts, seen.who, strict=True)
        if who is not None and part.entity.type == "person"
    ]
    titled = _titled([claim for _, claim in told])
    said = Description(
        type=key[1],
        **titled,
        numbers=frozenset(filter(None, map(ordinal, titled["titles"]))),
        places=frozenset(fold(claim.place.normal) for _, claim in told if claim.place is not None),
        chairs=frozenset(who for part, who in shares if part.part in ("chair", "co_chair")),
        people=frozenset(who for _, who in shares),
    )
    return Account(key, tuple(group), said)


def _titled(claims: Sequence[DecisionClaim | EventClaim]) -> dict[str, Any]:
    """Dates, titles, and which of these have a name in them: a capital behind the first word."""
    titles = [claim.title for claim in claims if claim.title]
    named = (
        t for t in titles if any(w[0].isupper() for w in _WORDS.findall(t)[1:] if not _ORDINAL.fullmatch(w.lower()))
    )
    return {
        "dates": frozenset(claim.date for claim in claims if claim.date),
        "titles": frozenset(map(plain, titles)),
        "named": frozenset(map(plain, named)),
    }
