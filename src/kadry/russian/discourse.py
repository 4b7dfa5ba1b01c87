"""Discourse: which mentions of bodies in one document are the same, and whom a bare title means.

Phrases with the same words are one body; a bare head noun (комиссия, партком) belongs to the nearest body before it
with that head. Bare titles («Президент отметил») join after the claims are known, to the one person of the document who
has such a post. Names of persons are told apart in ``persons``.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from kadry.claim import Chain, Mention
from kadry.russian import lexicon
from kadry.russian.bodynames import body_name
from kadry.russian.onomastics.bodies import INTERNATIONAL
from kadry.russian.placed import is_of_place
from kadry.russian.shortened import CLASS, BodyKey, head_noun, lengthened, numbered, parted, spelled_out
from kadry.russian.words import noun_lemmas


class NamedBody(Struct, frozen=True):
    """A mention of a body with what its chain is found by.

    head: the head noun's lemma; kind: as in Body; place: the tagger takes it for a place; country: its own country's
    code or None; proper: something in it names one body; name: the mention of its proper name alone, where it has one.
    plural: its head stands in the plural; many: it is a common noun with nothing behind it, a class of bodies
    («подчинённые парткомы»).
    """

    mention: Mention
    head: str
    kind: str
    place: bool
    country: str | None
    proper: bool
    name: Mention | None = None
    plural: bool = False
    many: bool = False


def body_chains(
    named: Sequence[NamedBody], country: str | None, defined: Mapping[str, str] = MappingProxyType({})
) -> tuple[Chain, ...]:
    """The chains of a document's bodies; country is the text's own, for bodies that name none.

    defined: the key of a mention that defines a short name → that of the whole name.
    """
    groups: dict[BodyKey, list[NamedBody]] = {}
    seen: list[tuple[BodyKey, NamedBody]] = []
    ordered = sorted(named, key=lambda n: n.mention.start)
    bare = [is_bare(n) for n in ordered]
    keys = _keys(ordered, bare, country or "")
    told_by = dict(zip([n.mention.key for n in ordered], keys, strict=True)) if defined else {}
    shorts = {told_by[short]: told_by[whole] for short, whole in defined.items()}
    later = [(key, n) for key, n, plain in zip(keys, ordered, bare, strict=True) if not plain]
    told: Counter[BodyKey] = Counter()
    for own, item, plain in zip(keys, ordered, bare, strict=True):
        key = shorts.get(own, own)
        if plain and own not in shorts:
            key = _antecedent(item, seen, told, country) or _only(item, later) or key
        elif item.proper or " " in item.mention.normal:
            seen.append((key, item))
        told[key] += 1
        groups.setdefault(key, []).append(item)
    chains = [_body_chain(group, country) for group in groups.values()]
    return tuple(sorted(chains, key=lambda c: _place(c.head)))


def _keys(ordered: Sequence[NamedBody], bare: Sequence[bool], setting: str) -> list[BodyKey]:
    """What each mention is grouped by: the name's words, the class where it tells bodies of one name apart, country."""
    spans = [(n.mention.start, n.mention.end) for n in ordered]
    names = {span: body_name((n.name or n.mention).normal, setting) for span, n in zip(spans, ordered, strict=True)}
    known = {name.words for name in names.values() if name.sure}
    single = {body_key(n.mention.normal) for n in ordered if not n.plural} if any(n.many for n in ordered) else ()
    kinds: dict[tuple[str, ...], str] = {}
    keys: dict[tuple[int, int], BodyKey] = {}
    for span, item in zip(spans, ordered, strict=True):
        name = names[span]
        words = name.words if name.sure or name.words in known else body_key(item.mention.normal)
        if item.many and words in single:
            words = (*words, CLASS)  # «партийные комитеты» beside «партийный комитет»
        elif item.kind == "country" and item.country:
            words = (item.country,)  # «Лаос», «ЛНДР»
        if item.name is not None and (kind := _distinct(item)) and kinds.setdefault(words, kind) != kind:
            words = body_key(item.mention.normal)  # the newspaper and the party, the city and the province
        keys[span] = (words, name.country)
    placed = _placed(set(keys.values()), setting)
    own = [placed[keys[span]] for span in spans]
    proper = [(n, key) for n, key, plain in zip(ordered, own, bare, strict=True) if not plain]
    spelled = spelled_out({((n.name or n.mention).normal, n.mention.normal, key) for n, key in proper})
    whole = _replaced(own, spelled)
    full = _replaced(whole, lengthened(whole))
    return _replaced(full, numbered(full))


def _distinct(item: NamedBody) -> str:
    """What tells a body from others of its proper name, by the noun before that; "" for a noun that tells nothing."""
    if item.kind in DISTINCT:
        return item.head if item.kind == "place" else item.kind
    return lexicon.places("body_kind").get(item.head, "")


def _replaced(keys: list[BodyKey], longer: Mapping[BodyKey, BodyKey]) -> list[BodyKey]:
    """Keys, those of short names as that of the longer one."""
    return [longer.get(key, key) for key in keys] if longer else keys


def _placed(keys: Collection[BodyKey], setting: str) -> Mapping[BodyKey, BodyKey]:
    """A name without country is of the only country that the document gives the name elsewhere, else of the text's."""
    stated: dict[tuple[str, ...], set[BodyKey]] = {}
    for key in keys:
        if key[1]:
            stated.setdefault(parted(key[0]), set()).add(key)
    return {key: _of_country(key, stated, setting) if stated and not key[1] else key for key in keys}


def _of_country(key: BodyKey, stated: Mapping[tuple[str, ...], Collection[BodyKey]], setting: str) -> BodyKey:
    known = stated.get(parted(key[0]), ())
    if len(known) == 1:
        return next(iter(known))
    return key[0], setting * bool(known)


def is_bare(item: NamedBody) -> bool:
    """A common noun alone: «комиссия», «страна», «клуб»; no «Страна.ua»."""
    if " " in item.mention.normal or "." in item.mention.normal:
        return False
    entry = lexicon.bodies().get(item.head)
    return entry is not None and "generic" in entry.flags


def _antecedent(
    bare: NamedBody, seen: Sequence[tuple[BodyKey, NamedBody]], told: Mapping[BodyKey, int], country: str | None
) -> BodyKey | None:
    """The nearest body before with the same head, else, of those that such a noun can stand for, the one named most.

    told: how often the text has spoken of each; a body that it goes on speaking of is meant, none named in passing.
    """
    if bare.head in ("страна", "государство", "республика"):
        states = [(key, n) for key, n in seen if n.kind == "country" or (n.country and n.head in STATES)]
        own = [key for key, n in states if n.country == country] or [key for key, _ in states]
        if own or bare.head != "республика":
            return own[-1] if own else None
    near = seen[-REACH:]
    fitting = [(k, n) for k, n in near if (n.plural or not bare.many) and (bare.plural or not n.many)]
    alike = [(k, n) for k, n in fitting if bare.head == n.head or _in_full(bare.head, k[0])]
    if alike:
        own = [key for key, _ in alike if not _is_world(key)] or [alike[-1][0]]
        topic = max(reversed(own), key=told.__getitem__)
        last = next(n for key, n in reversed(alike) if key == own[-1])
        passing = told[own[-1]] == 1 and bare.kind == "organ" and bare.mention.start - last.mention.end > AWAY
        return topic if passing and told[topic] > TOPIC else own[-1]
    if bare.head in SORTS:
        meant = [(key, n.head == MINISTRY) for key, n in near if n.head in SORTS[bare.head] and not _is_of_party(n)]
        return max(reversed(meant), key=lambda one: (one[1], told[one[0]]), default=(None, False))[0]
    named = Counter(key for key, n in reversed(near) if _stands_for(bare, n))
    return max(named, key=named.__getitem__, default=None)


def _is_of_party(name: NamedBody) -> bool:
    """Many bodies at once, or a committee of a party, which nobody calls a «ведомство»."""
    return name.many or any(word.startswith("парт") for word in name.mention.normal.lower().split())


def _only(bare: NamedBody, named: Sequence[tuple[BodyKey, NamedBody]]) -> BodyKey | None:
    """The only body with that head that the document names, though further down («министерство»)."""
    found = {key for key, n in named if n.head == bare.head and n.kind == bare.kind == "organ" and not n.many}
    return found.pop() if len(found) == 1 and not bare.many else None


def _is_world(key: BodyKey) -> bool:
    """«Организация Объединённых Наций»: a body of the world, which its name's first noun seldom means alone."""
    return body_name(" ".join(key[0])).scope == INTERNATIONAL


@lru_cache(maxsize=10_000)
def _in_full(head: str, name: tuple[str, ...]) -> bool:
    """Whether a short name has a head noun when it is read in full («облдума»); no исполком is called a комитет."""
    return head != "комитет" and head == head_noun(parted(name))


def _stands_for(bare: NamedBody, name: NamedBody) -> bool:
    if not name.proper or name.kind == "country":
        return False
    if name.kind in NAMING:
        return name.place == (bare.kind == "place") and bare.kind in NAMED
    return name.kind == bare.kind and bare.kind in NAMED


@lru_cache(maxsize=10_000)
def body_key(name: str) -> tuple[str, ...]:
    """The words of a body's name without inflection, marks and capitals."""
    return tuple(map(head_lemma, WORD.findall(name.lower().replace("ё", "е"))))


WORD = re.compile(r"\w+(?:-\w+)*")
STATES = frozenset(("республика", "королевство", "государство", "федерация", "княжество", "эмират", "султанат"))
# what a word for a sort of body may mean, by the heads of names
SORTS = {
    "ведомство": frozenset(
        "министерство агентство служба инспекция госкомитет комитет департамент "
        "казначейство прокуратура аудит надзор".split()
    ),
    "предприятие": frozenset("завод комбинат фабрика верфь шахта рудник концерн корпорация трест депо".split()),
}
MINISTRY = "министерство"
TOPIC = 2  # more mentions make a body what the text is about
AWAY = 150  # characters behind the only mention of another that a common noun no longer takes it up
REACH = 300  # bodies before a common noun that it may stand for
# classes of common nouns that tell bodies of one proper name apart
DISTINCT = frozenset(("party", "media", "team", "church", "place"))
# classes of common nouns that go on speaking of a named body
NAMED = frozenset(("company", "team", "party", "media", "place"))


@lru_cache(maxsize=20_000)
def head_lemma(low: str) -> str:
    """A noun's lemma, the lexicon's where it has one."""
    found = noun_lemmas(low)
    return next((lemma for lemma in found if lemma in lexicon.bodies()), found[0])


NAMING = ("name", "abbreviation")  # kinds of mentions that name one body by themselves


def _place(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


def _fullness(item: NamedBody) -> tuple[bool, int, int]:
    return not is_bare(item), len(item.mention.normal.split()), -item.mention.start


def _body_chain(group: Sequence[NamedBody], country: str | None) -> Chain:
    head = max(group, key=_fullness) if len(group) > 1 else group[0]
    mentions = [m for n in group for m in (n.mention, n.name) if m is not None]
    own = next(filter(None, [n.country for n in group]), None)
    entry = lexicon.bodies().get(head.head)
    unique = (
        entry is None
        or "generic" not in entry.flags
        or any(n.proper or n.kind in NAMING for n in group)
        or head.head in lexicon.particles("national_body")
    )
    name = body_name(head.mention.normal, own or country or "")
    if not unique and " " in head.mention.normal:
        unique = (name.scope != "" and not name.local) or is_of_place(head.mention.normal)
    return Chain(
        head=head.mention,
        mentions=tuple(sorted(set(mentions), key=_place) if len(mentions) > 1 else mentions),
        country=own or name.country or None,
        generic=not unique,
        setting=country if not unique or name.placed else None,
    )


class Title(Struct, frozen=True):
    """A post with the words of role and body, and who is meant: a claim's holder, or a bare title's own mention.

    former and fresh: the text calls the holder a former one, or reports the appointment.
    """

    mention: Mention
    head: str
    body: str  # the body's head noun, or ""
    words: frozenset[str]
    former: bool
    fresh: bool


def add_titles(chains: Sequence[Chain], holders: Iterable[Title], bare: Iterable[Title]) -> tuple[Chain, ...]:
    """The chains with bare titles added, each to the only person whose post has the same head and no other words."""
    known: dict[str, list[Title]] = {}
    for holder in holders:
        known.setdefault(holder.head, []).append(holder)
    added: dict[str, list[Mention]] = {}
    for title in bare:
        meant = _only_holder(title, known.get(title.head, ()))
        if meant is not None:
            added.setdefault(meant, []).append(title.mention)
    return tuple([_extended(chain, added.get(chain.key, ())) for chain in chains]) if added else tuple(chains)


def _only_holder(title: Title, holders: Iterable[Title]) -> str | None:
    """The key of the only person whom a title can mean."""
    found: str | None = None
    for holder in holders:
        if holder.mention.key != found and _means(title, holder):
            if found is not None:
                return None
            found = holder.mention.key
    return found


def _means(title: Title, holder: Title) -> bool:
    if not title.words <= holder.words or (title.body and title.body != holder.body):
        return False
    if title.former and not holder.former:
        return False
    return holder.fresh if title.fresh else True


def _extended(chain: Chain, added: Sequence[Mention]) -> Chain:
    return replace(chain, mentions=tuple(sorted((*chain.mentions, *added), key=_place))) if added else chain
