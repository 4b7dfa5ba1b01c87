"""Small made-up worlds for merge_laws.py: documents that name a few people and bodies, and people's words on them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random

from msgspec import Struct

import name_makers as makers
from kadry.claim import Chain, Extraction, Held, Judgement, Mention, MentionType, Quote, RoleClaim, Support, cut
from kadry.document import Document, Reading, Span, make_document
from kadry.store import Store

BEINGS, DOCUMENTS, TOGETHER, WORDS = 4, 7, 4, 5  # the most of each
DAYS = (None, "2024", "2024-05", "2025-01-02")
COUNTRIES = (None, None, None, "RU", "BY")
POSTS = (
    (),
    (),
    (Held("министр", "правительство", "RU"),),
    (Held("судья", "верховный суд"),),
    (Held("депутат"),),
)

Act = Callable[[Store], object]


class Found(Struct, frozen=True):
    """A document with what is found in it."""

    document: Document
    extraction: Extraction

    @property
    def reading(self) -> Reading:
        """As it is read from a place of its own."""
        return Reading(document=self.document, name="", location=f"/{self.document.id}.txt")


class Case(Struct, frozen=True):
    """Documents, and words on their in-document entities."""

    found: tuple[Found, ...]
    judgements: tuple[Judgement, ...]

    @property
    def chains(self) -> list[Chain]:
        """All in-document entities."""
        return [chain for one in self.found for chain in one.extraction.chains]

    @property
    def keys(self) -> list[str]:
        """Their keys."""
        return [chain.key for chain in self.chains]

    @property
    def published(self) -> Mapping[str, str | None]:
        """The date of each document."""
        return {one.document.id: one.document.published for one in self.found}


class _Being(Struct, frozen=True):
    type: MentionType
    gender: str | None
    names: tuple[str, ...]


def make(dice: Random) -> Case:
    """A case: names meet often, as there are few beings, some of one surname."""
    beings = [_being(dice) for _ in range(dice.randint(1, BEINGS))]
    found = tuple(_document(dice, beings, number) for number in range(dice.randint(1, DOCUMENTS)))
    keys = [chain.key for one in found for chain in one.extraction.chains]
    words = tuple(_word(dice, keys) for _ in range(dice.randint(0, WORDS))) if len(keys) > 1 else ()
    return Case(found, words)


def fill(store: Store, case: Case) -> None:
    """Put a case into a store."""
    for one in case.found:
        store.add(one.reading, one.extraction)
    store.keep(case.judgements)


def acts(case: Case, dice: Random) -> Iterator[Act]:
    """The case in pieces and in any order; what is taken out in between comes back."""
    steps: list[tuple[Act, ...]] = [_came(one, dice) for one in case.found]
    steps += [(lambda store, word=word: store.judge(word),) for word in case.judgements]  # type: ignore[misc]
    while steps:
        place = dice.randrange(len(steps))
        first, *rest = steps[place]
        steps[place : place + 1] = [tuple(rest)] if rest else []
        yield first


def _came(one: Found, dice: Random) -> tuple[Act, ...]:
    """How a document comes: at once, after another version had found less, or with a time in which it was away."""

    def add(store: Store) -> object:
        return store.add(one.reading, one.extraction)

    def add_less(store: Store) -> object:
        less = Extraction(
            document=one.document.id, claims=(), chains=one.extraction.chains[: dice.randrange(TOGETHER)], version="old"
        )
        return store.add(one.reading, less)

    def put(name: str) -> Act:
        return lambda store: getattr(store, name)(one.document.id)

    ways: Sequence[tuple[Act, ...]] = (
        (add,),
        (add_less, add),
        (add, put("retract"), put("restore")),
        (add, put("erase"), put("restore"), add),
    )
    return dice.choice(ways)


def _being(dice: Random) -> _Being:
    maker = dice.choices(tuple(makers.MAKERS), tuple(makers.MAKERS.values()))[0]
    made = maker(dice)
    names = [name for _, name in made.spellings]
    if maker not in makers.PERSONS:
        return _Being("body", None, tuple(names))
    full = max(names, key=len)
    first, *_, last = full.split()
    weak = (last, first, f"{first[0]}. {last}", f"Иван {last}", f"Пётр {last}")
    return _Being("person", dice.choice((made.gender or None, None)), (*names, *weak))


def _document(dice: Random, beings: Sequence[_Being], number: int) -> Found:
    named = [dice.choice(beings) for _ in range(dice.randint(1, TOGETHER))]
    words = [dice.choice(one.names) for one in named]
    roles = ["министр " if one.type == "person" and dice.random() < 0.5 else "" for one in named]
    text = "\n".join(role + word for role, word in zip(roles, words, strict=True))
    document = make_document(text, source=f"https://press.example/{number}", published=dice.choice(DAYS))
    chains, claims, start = [], [], 0
    for one, role, word in zip(named, roles, words, strict=True):
        end = start + len(role)
        head = cut(document.id, text, Span(end, end + len(word)), one.type, word)
        posts = dice.choice(POSTS) if one.type == "person" else ()
        country = dice.choice(COUNTRIES)
        chains.append(Chain(head, (head,), gender=one.gender, country=country, posts=posts, setting=country))
        if role:
            claims.append(_claim(document, head, start))
        start = end + len(word) + 1
    made = Extraction(document=document.id, claims=tuple(claims), chains=tuple(chains), version="made up")
    return Found(document, made)


def _claim(document: Document, person: Mention, start: int) -> RoleClaim:
    role = cut(document.id, document.text, Span(start, person.start - 1), "role", "министр")
    return RoleClaim(
        document=document.id,
        person=person,
        antecedent=person,
        role=role,
        organization=None,
        evidence=Quote(start, person.end, document.text[start : person.end]),
        supports=(Support("made-up@1", 0.9),),
        observed=document.published,
    )


def _word(dice: Random, keys: Sequence[str]) -> Judgement:
    left, right = dice.sample(keys, 2)
    day = f"2025-0{dice.randint(1, 9)}-01"
    verdict = dice.choices(("same", "different", "unsure"), (4, 4, 1))[0]
    return Judgement(at=day, left=left, right=right, verdict=verdict, by=dice.choice(("Анна", "Глеб")))  # type: ignore[arg-type]
