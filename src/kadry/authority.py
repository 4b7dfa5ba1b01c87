"""Outside identities: known people and bodies with the ids that registers outside Kadry give them.

An entry says what an authority file says: this id is a person or body of these names. It is never a source: no name,
date or tenure of the graph rests on it. Merged like the in-document entities (`entry_chains`), it gives the entity
that it is found to be its id, and nothing else.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Literal

from msgspec import Struct

from kadry.address import is_address
from kadry.bounds import first_day
from kadry.claim import Chain, Mention
from kadry.document import digest

Kind = Literal["person", "body"]

# Ids of a register are its word and what is left of an address here. Sources: wikidata.org/wiki/Wikidata:Data_access
# (concept URI), opensanctions.org/docs/identifiers, viaf.org and isni.org (linked data).
OUTSIDE = "outside-"  # keys of entries begin so
_REGISTERS: Mapping[str, tuple[str, str, str]] = {
    "wikidata": ("http://www.wikidata.org/entity/", r"Q[1-9][0-9]{0,17}", ""),
    "opensanctions": ("https://www.opensanctions.org/entities/", r"[A-Za-z0-9][A-Za-z0-9-]{0,99}", "/"),
    "viaf": ("http://viaf.org/viaf/", r"[1-9][0-9]{0,21}", ""),
    "isni": ("https://isni.org/isni/", r"[0-9]{15}[0-9X]", ""),
}
# How these registers' ids are also written: alone, and as the address of a page.
_WRITTEN = (
    ("wikidata", re.compile(r"(?:https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/)?(Q[1-9][0-9]{0,17})")),
    ("opensanctions", re.compile(r"(NK-[A-Za-z0-9]{1,97})")),
    ("opensanctions", re.compile(r"https?://(?:www\.)?opensanctions\.org/entities/([A-Za-z0-9][A-Za-z0-9-]{0,99})/?")),
    ("viaf", re.compile(r"https?://(?:www\.)?viaf\.org/viaf/([1-9][0-9]{0,21})/?")),
    ("isni", re.compile(r"https?://(?:www\.)?isni\.org/isni/([0-9]{15}[0-9X])/?")),
)
_OWN = "https://kadry.example/identity/"  # only a name, like the vocabulary's
_OWN_ID = re.compile(r"([a-z][a-z0-9-]{0,30}):([A-Za-z0-9][A-Za-z0-9._-]{0,99})")
_WEB = ("http", "https")
_LONGEST_ADDRESS = 500

_LONGEST_NAME = 200
_MOST_NAMES = 500
_REFUSED = {"Cc", "Cs", "Zl", "Zp"}  # control characters, halves of characters, ends of lines
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)
_COUNTRY = re.compile("[A-Z]{2}")


class Entry(Struct, frozen=True, kw_only=True, tag="authority", tag_field="kind"):
    """A known person or body; make one with ``make_entry``, which checks it.

    identity: the outside id, ``scheme:id`` or an https address. names: the first is the usual one. country: ISO 3166
    alpha-2. born, died: partial ISO dates (of a body: founded, dissolved). "" where unknown.
    """

    identity: str
    type: Kind
    names: tuple[str, ...]
    country: str = ""
    born: str = ""
    died: str = ""


def make_entry(
    identity: str, kind: str, names: Iterable[str], country: str = "", born: str = "", died: str = ""
) -> Entry:
    """An entry in its one form: the id as ``canonical`` has it, each name once, the country in capitals.

    Raises ValueError, in words that say what to do, for what can be no entry.
    """
    if kind not in ("person", "body"):
        raise ValueError(f"the kind is {_quoted(kind)}; write person or body")
    forms = tuple(dict.fromkeys(filter(None, map(_name, names))))
    if not forms:
        raise ValueError("there is no name; give at least one")
    if len(forms) > _MOST_NAMES:
        raise ValueError(f"there are {len(forms)} names; give {_MOST_NAMES} at the most")
    code = country.strip().upper()
    if code and not _COUNTRY.fullmatch(code):
        raise ValueError(f"the country is {_quoted(country)}; write its ISO 3166 code of two letters, or nothing")
    for date in filter(None, (born, died)):
        if not _DATE.fullmatch(date) or first_day(date) is None:
            raise ValueError(f"{_quoted(date)} is no date; write 1960, 1960-05 or 1960-05-14, or nothing")
    type: Kind = "person" if kind == "person" else "body"
    return Entry(identity=canonical(identity), type=type, names=forms, country=code, born=born, died=died)


def canonical(text: str) -> str:
    """The one form of an outside id: ``wikidata:Q7747``, ``opensanctions:NK-…``, ``scheme:id``, or an https address.

    Raises ValueError, in words that say what to do, for what is none.
    """
    text = text.strip()
    for scheme, written in _WRITTEN:
        if found := written.fullmatch(text):
            return f"{scheme}:{found[1]}"
    if text.startswith("https://") and len(text) <= _LONGEST_ADDRESS and is_address(text):
        return text
    found = _OWN_ID.fullmatch(text)
    if found is None or found[1] in _WEB:
        raise ValueError(
            f"the id is {_quoted(text)}; write a Wikidata id (Q7747), an OpenSanctions id (NK-…), scheme:id with "
            "plain letters, digits, dots and hyphens (own:17), or an https address"
        )
    known = _REGISTERS.get(found[1])
    if known is not None and not re.fullmatch(known[1], found[2]):
        raise ValueError(f"the id {_quoted(text)} is none that {found[1]} gives; look it up there")
    return text


def iri(identity: str) -> str:
    """The address that an outside id stands for in RDF; the id in its canonical form."""
    scheme, _, id = identity.partition(":")
    if scheme in _WEB:
        return identity
    start, _, end = _REGISTERS.get(scheme, (f"{_OWN}{scheme}/", "", ""))
    return f"{start}{id}{end}"


def scheme(identity: str) -> str:
    """Who gave the id: two of one scheme are two different people or bodies. Of an address: all but its last part."""
    name, _, id = identity.partition(":")
    if name not in _WEB:
        return name
    end = max(id.rfind("/"), id.rfind("#")) + 1
    return f"{name}:{id[:end]}" if id[:end].strip("/") else identity


def entry_chains(entries: Iterable[Entry]) -> Iterator[Chain]:
    """One chain for each outside id, as if a document of its own had named it; ``entries`` sorted by id and type.

    What two entries of one id state differently, it does not state. The key depends on the id alone, so that a
    judgement on it outlives a new file, and stands after every document's: an entry founds no entity.
    """
    for (identity, type), group in groupby(entries, key=lambda entry: (entry.identity, entry.type)):
        known = list(group)
        names = dict.fromkeys(name for entry in known for name in entry.names)
        place = _place(identity, type)
        # there is no text: a name's place is its number
        mentions = tuple(Mention(place, n, n, type, name, name) for n, name in enumerate(names))
        country = _agreed(entry.country for entry in known)
        born = _agreed(entry.born for entry in known) if type == "person" else None
        yield Chain(mentions[0], mentions, country=country, born=born, authority=identity)


def _place(identity: str, type: Kind) -> str:
    """What stands for a document: no hash of one, and greater than all of them."""
    return f"{OUTSIDE}{digest('outside', type, identity)}"


def _agreed(values: Iterable[str]) -> str | None:
    """The fullest of the values, where all others say the same less exactly («1960» of «1960-05-14»)."""
    stated = set(filter(None, values))
    fullest = max(stated, key=lambda value: (len(value), value), default=None)
    return fullest if fullest is not None and all(map(fullest.startswith, stated)) else None


def _name(text: str) -> str:
    """A name with single blanks. Raises ValueError for what is no name."""
    if any(unicodedata.category(c) in _REFUSED for c in text):
        raise ValueError(f"the name {_quoted(text)} holds a control character or the end of a line; take it out")
    name = " ".join(text.split())
    if len(name) > _LONGEST_NAME:
        raise ValueError(f"a name has {len(name)} characters ({_quoted(name)}); {_LONGEST_NAME} are the most")
    if name and not any(c.isalnum() for c in name):
        raise ValueError(f"the name {_quoted(name)} has neither letter nor digit; take it out")
    return name


def _quoted(text: str) -> str:
    """The beginning of a foreign text; what a terminal could take for a command is escaped."""
    return repr(text[:60])
