"""What the FollowTheMoney model asks of entities and values: clean texts, dates, a schema for each body."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kadry.bounds import first_day
from kadry.claim import RoleClaim
from kadry.fold import fold
from kadry.graph import Tenure, Thing
from kadry.russian import lexicon
from kadry.russian.bodynames import body_name
from kadry.russian.countries import countries_by_name
from kadry.scene import SceneClaim

DATASET = "kadry"
Properties = Mapping[str, Iterable[str | None]]

_LONGEST_NAME, _LONGEST_TEXT, _LONGEST_PLACE = 384, 65_000, 250  # characters, by its types
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn"}
_KEPT = frozenset("\n\r\t")
_PARTED = re.compile(r"[;,\r\n\t]")
_YEAR = re.compile("[12][0-9]{3}")  # what prefixdate, its parser of dates, takes

# Bodies of a state by the noun that heads their name; the second lot only beside a word that begins like the third.
_STATE = frozenset(
    "министерство правительство кабмин парламент сенат дума госдума облдума гордума мажилис меджлис маслихат "
    "прокуратура генпрокуратура суд мэрия администрация акимат хокимият исполком облисполком горисполком райисполком "
    "посольство консульство генконсульство полиция милиция казначейство госсовет госкомитет избирком".split()
)
_MIXED = frozenset(
    "агентство служба комитет комиссия управление департамент инспекция собрание совет канцелярия аппарат "
    "кабинет".split()
)
_STATE_WORDS = (
    *("государственн", "федеральн", "законодательн", "исполнительн", "избирательн", "народн"),
    *("правительств", "президент", "министр", "губернатор", "аким"),
)
_ADJECTIVE = ("ый", "ий", "ой")
# What says of which legal kind a firm is, and nouns that mean nothing else.
_FORMS = re.compile(r"(?<!\w)(?:[ОЗП]?АО|ООО|ТОО|Ltd|LLC|Inc|PLC|GmbH|AG|S\.A)(?!\w)", re.IGNORECASE)
_FIRMS = frozenset("компания авиакомпания нефтекомпания телекомпания концерн холдинг авиаконцерн фирма".split())


def entity_id(id: str) -> str:
    """The id of a FollowTheMoney entity for one of the graph's."""
    return f"{DATASET}-{id}"


def entity(id: str, schema: str, properties: Properties, referents: Sequence[str] = ()) -> dict[str, object]:
    """An entity without the properties that have no value; each value once. id: the graph's, as are the referents."""
    values = ((key, list(dict.fromkeys(filter(None, found)))) for key, found in properties.items())
    return {
        "id": entity_id(id),
        "schema": schema,
        "properties": {key: found for key, found in values if found},
        "datasets": [DATASET],
        "referents": [entity_id(other) for other in referents],
    }


def evidence(claims: Sequence[RoleClaim | SceneClaim], sources: Mapping[str, str]) -> Properties:
    """The sentences, ids and addresses of claims. sources: addresses of documents, of those that have one."""
    return {
        "summary": [text(claim.evidence.text) for claim in claims],
        "recordId": [claim.id for claim in claims],
        "sourceUrl": [sources.get(claim.document) for claim in claims],
    }


def weight(one: Tenure | Thing) -> Iterator[str]:
    """How well founded it is, for which the model has no property, as «word: value»."""
    yield f"independent sources: {one.sources}"
    yield f"confidence: {one.confidence:g}"


def text(value: str) -> str:
    """A text as the model takes it: composed, without characters that nobody sees, cut where it is too long."""
    return _plain(value).strip()[:_LONGEST_TEXT].strip()


def name(value: str) -> str:
    """A name as the model takes it: one line with single blanks, cut where it is too long."""
    return " ".join(_plain(value).split())[:_LONGEST_NAME].strip()


def place(value: str) -> str:
    """The name of a place as an address: one line, in which commas alone part what stands in it."""
    parts = (name(part).lstrip(",. ") for part in _PARTED.split(value))
    return ", ".join(filter(None, parts))[:_LONGEST_PLACE].rstrip(", ")


def _plain(value: str) -> str:
    composed = unicodedata.normalize("NFC", value)
    if composed.isprintable():  # as most are; a look at each letter is slow
        return composed
    dropped = {c for c in set(composed) - _KEPT if not c.isprintable() and unicodedata.category(c) in _DROPPED}
    return composed.translate({ord(c): None for c in dropped}) if dropped else composed


def date(value: str | None) -> str | None:
    """A partial ISO date; None for what is none, or of a year that the model does not know."""
    if value is None or first_day(value) is None or not _YEAR.match(value):
        return None
    return value[:10]


def schema_of(name: str, country: str | None) -> str:
    """PublicBody for what is plainly a body of a state, Company for what is plainly a firm, else Organization."""
    if _FORMS.search(name):
        return "Company"
    if fold(name) in countries_by_name():
        return "PublicBody"
    words = " ".join(body_name(name, country or "", alone=True).words).split()
    place = next((i for i, word in enumerate(words) if word in _STATE or word in lexicon.bodies()), len(words))
    head = words[place] if place < len(words) else ""
    if head in _FIRMS:
        return "Company"
    if head in _STATE or (head in _MIXED and any(word.startswith(_STATE_WORDS) for word in words)):
        return "PublicBody"
    return "PublicBody" if _is_territory(words[: place + 1]) else "Organization"


def _is_territory(words: Sequence[str]) -> bool:
    """Whether words are a territory («Заречный область», as lemmas), which as a body stands for its authorities."""
    noun = lexicon.bodies().get(words[-1]) if words else None
    return noun is not None and noun.body_class == "place" and all(word.endswith(_ADJECTIVE) for word in words[:-1])
