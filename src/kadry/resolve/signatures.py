"""Signatures: all that a comparison may look at of an in-document entity.

Equal signatures never contradict each other, and there are far fewer of them than of entities, so that signatures are
compared, not entities.
"""

from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from kadry.claim import Chain, MentionType
from kadry.resolve.personnames import PersonName, person_name
from kadry.russian import lexicon
from kadry.russian.bodykinds import kind_of
from kadry.russian.bodynames import BodyName, body_name, lemma
from kadry.russian.onomastics.people import is_common_surname
from kadry.russian.placed import with_place_behind

AREAS = frozenset("провинция область район край округ уезд штат республика департамент графство кантон".split())
STRENGTH = {"full": 3, "syllabic": 3, "initials": 2, "single": 1, "generic": 0}


class Signature(Struct, frozen=True, order=True, cache_hash=True, gc=False, omit_defaults=True):
    """The names of an in-document entity and what else tells namesakes apart; "" where the text does not say.

    persons, bodies: the distinct names, the fullest first; one of the two is empty. country: a person's, or a body's
    own; that of the text for a body of a kind that every country has. born: partial ISO. weak: the names identify
    nobody by themselves (a surname, initials, one word); such an entity is told by what is said of it. kind: a body's,
    as the words before its name in quotes tell it.
    """

    type: MentionType
    persons: tuple[PersonName, ...] = ()
    bodies: tuple[BodyName, ...] = ()
    gender: str = ""
    country: str = ""
    born: str = ""
    authority: str = ""
    weak: bool = False
    kind: str = ""

    @property
    def common(self) -> bool:
        """Whether a surname is so frequent that it says little alone."""
        return any(is_common_surname(name.surname) for name in self.persons)

    @property
    def whole(self) -> bool:
        """Whether there is a name in full, not initials only."""
        return bool(self.bodies) or any(name.form in ("full", "syllabic") for name in self.persons)

    @property
    def syllabic(self) -> bool:
        """Whether it is read by syllables in every name: Vietnamese, Chinese, Korean."""
        return bool(self.persons) and all(name.form == "syllabic" for name in self.persons)

    @property
    def latin(self) -> bool:
        """Whether a body is written in Latin letters, in any word of any name."""
        return any(word.isascii() and not word.isdigit() for name in self.bodies for word in name.words)

    @property
    def named(self) -> bool:
        """Whether there is a name at all."""
        return bool(self.persons or self.bodies)

    @property
    def seeks(self) -> bool:
        """Whether it may be short for a full name that only what is told of both can find: a weak name or initials."""
        return self.weak or any(name.form == "initials" for name in self.persons)


def signature(chain: Chain) -> Signature:
    """The signature of an in-document entity; of an authority's entry every mention is a full name."""
    if chain.head.type != "person":
        return _body(chain)
    names = _persons(_forms(chain))
    return Signature(
        type="person",
        persons=names,
        gender=chain.gender or "",
        country=chain.country or "",
        born=chain.born or "",
        authority=chain.authority or "",
        weak=not names or names[0].form == "single" or (names[0].form == "initials" and not names[0].patronymic),
    )


def _forms(chain: Chain) -> tuple[str, ...]:
    """The nominative forms of a chain's mentions, each once, its head's first."""
    return tuple(dict.fromkeys([chain.head.normal, *[mention.normal for mention in chain.mentions]]))


@lru_cache(maxsize=1 << 13)
def _persons(forms: tuple[str, ...]) -> tuple[PersonName, ...]:
    """The distinct names, those of the strongest form only; what shorter ones add is taken into the first."""
    names = dict.fromkeys(map(person_name, forms))
    most = max((STRENGTH[name.form] for name in names), default=0)
    if not most:
        return ()
    first, *others = (name for name in names if STRENGTH[name.form] == most)
    if first.form == "full":
        first = _completed(first, names)
    known = (first.given, first.surname, first.middle)
    return (first, *sorted({n for n in others if n.words != first.words and (n.given, n.surname, n.middle) != known}))


def _completed(name: PersonName, others: Iterable[PersonName]) -> PersonName:
    """The name with the patronymic that a shorter form has («Владимир Горин» beside «В. В. Горин»)."""
    fitting = (n.patronymic for n in others if n.given[:1] == name.given[:1] and n.surname in (name.surname, ""))
    longest = max(fitting, key=len, default="")
    return name if len(longest) <= len(name.patronymic) else replace(name, patronymic=longest)


def _body(chain: Chain) -> Signature:
    return _body_of(_forms(chain), chain.country or "", chain.setting or "", chain.generic, chain.authority or "")


@lru_cache(maxsize=1 << 13)
def _body_of(forms: tuple[str, ...], own: str, setting: str, generic: bool, authority: str) -> Signature:
    """The signature of a body; forms: the head's first; own: the country that its chain has."""
    naming = [forms[0], *filter(_names, forms[1:])]
    areas = [form for form in naming if _is_area(form)]
    naming = areas or naming  # what stands alone («Хоашон») may be the city of that name
    told = own or setting
    whole = {form: body_name(form, told) for form in naming}
    full = {name.words for name in whole.values() if name.sure}
    found = {
        name if name.sure or name.words in full else body_name(form, told, alone=True) for form, name in whole.items()
    }
    named = sorted(name for name in found if name.words and not name.local and not generic)
    country = own or next((name.country for name in named if name.country), "")
    if not country and any(name.institution for name in named):
        country = setting
    names = tuple(
        sorted(
            {BodyName(name.words if name.scope else with_place_behind(name.words), "", name.scope) for name in named}
        )
    )
    kind = "" if any(name.scope for name in names) else kind_of(naming)
    return Signature("body", bodies=names, country=country, authority=authority, kind=kind)


def _is_area(form: str) -> bool:
    first, _, rest = form.partition(" ")
    return bool(rest) and lemma(first) in AREAS


def _names(form: str) -> bool:
    """Whether a mention's form names its body rather than calling it by a common noun («комиссия»)."""
    if " " in form:
        return True
    entry = lexicon.bodies().get(lemma(form))
    return form != form.lower() and (entry is None or "generic" not in entry.flags)
