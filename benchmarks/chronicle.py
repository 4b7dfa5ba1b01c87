"""Made-up news by the million: who holds which post, as documents with what is found in them.

``chronicle.py CLAIMS FILE`` writes the pairs of ``articles`` to a file and says how long that took; ``read`` gives them
again. A world of N claims has 0.3 N people, 0.05 N bodies and 0.7 N tenures, each stated at least once. Few bodies have
very many tenures and most a few; so it is with people, and with how often a tenure is stated. One document in forty is
printed again at another address, half of these with е for ё; names come in two spellings. The same N gives the same.
"""

import argparse
import sys
import time
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from random import Random
from typing import IO

import msgspec
from msgspec import Struct

import name_makers as makers
from chronicle_words import DONE, ROLES, UNITS
from kadry.claim import Chain, Change, Extraction, Held, Mention, Quote, RoleClaim, Status, Support
from kadry.document import Document, Reading, make_document
from kadry.fold import fold

SEED = 5
PEOPLE, BODIES, TENURES, AGAIN = 0.3, 0.05, 0.7, 0.275  # of each claim
FALL, SHIFT = 0.9, 2  # weight of the body of rank r: (r + SHIFT) ** -FALL; the first has about 3 claims in 100
REPRINTED, PLAIN = 0.025, 0.5  # documents that are printed again, and those of them without ё
TOPICAL = 2000  # claims that are sorted by body, since an article is about something
LENGTHS = (8, 12)  # claims in a document
FOLLOWED = 0.25  # claims after which the person is named once more
DENIED, ACTING, DATED = 0.01, 0.03, 0.2
OTHER_BODY, FULL_NAME = 0.2, 0.55
FIRST_YEAR, LAST_BEGIN, FIRST_ISSUE, LAST_ISSUE = 1990, 2016, 2010, 2025
OPEN = 0.5  # tenures without an end
VERSION = "made up"

Pair = tuple[Reading, Extraction]


class Being(Struct, frozen=True):
    """A person or body with two spellings, the fuller one first, and how it is compared."""

    gender: str | None
    names: tuple[str, str]
    folded: str


class World(Struct, frozen=True):
    """People, bodies, and the tenures of people in bodies, as parallel rows: a year of 0 is an end that is open."""

    people: Sequence[Being]
    bodies: Sequence[Being]
    person: "array[int]"
    body: "array[int]"
    role: "array[int]"
    begin: "array[int]"
    end: "array[int]"


class Stated(Struct, frozen=True):
    """A sentence's tenure, what it says of it, and where in the text: name, role and body begin, sentence ends."""

    tenure: int
    status: Status
    change: Change | None
    acting: bool
    since: str | None
    until: str | None
    name: str
    body: str
    places: tuple[int, int, int, int, int]
    again: tuple[int, str] | None


POSTS = tuple(f"{role} {unit}".strip() for role in ROLES for unit in UNITS)
FOLDED_POSTS = tuple(map(fold, POSTS))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", type=int)
    parser.add_argument("file", type=argparse.FileType("wb"), help="- for standard output")
    parser.add_argument(
        "--world", type=int, metavar="N", help="of so many claims, of which these are the first or more"
    )
    arguments = parser.parse_args()
    world = make_world(arguments.world or arguments.claims)
    ready = time.process_time()
    with arguments.file as out:
        documents = write(until(articles(world), arguments.claims), out)
    counts = f"{len(world.people):,} people, {len(world.bodies):,} bodies, {len(world.person):,} tenures"
    print(f"{counts}: {ready:.1f} s of CPU", file=sys.stderr)
    print(f"{documents:,} documents: {time.process_time() - ready:.1f} s of CPU", file=sys.stderr)


def write(pairs: Iterable[Pair], out: IO[bytes]) -> int:
    """Write pairs one after the other, each after its length; how many there were."""
    encoder, number = msgspec.msgpack.Encoder(), 0
    for pair in pairs:
        data = encoder.encode(pair)
        out.write(len(data).to_bytes(4, "big") + data)
        number += 1
    return number


def read(source: IO[bytes]) -> Iterator[Pair]:
    """The pairs that were written."""
    decoder = msgspec.msgpack.Decoder(Pair)
    while size := source.read(4):
        yield decoder.decode(source.read(int.from_bytes(size, "big")))


def until(pairs: Iterator[Pair], claims: int) -> Iterator[Pair]:
    """The first pairs that hold so many claims together, or a few more."""
    while claims > 0 and (pair := next(pairs, None)):
        claims -= len(pair[1].claims)
        yield pair


# who and where


def make_world(claims: int) -> World:
    """The people, bodies and tenures that so many claims are about."""
    dice = Random(f"{SEED} world {claims}")
    people = beings(dice, max(1, round(claims * PEOPLE)), {makers.russian: 94, makers.vietnamese: 3, makers.chinese: 3})
    bodies = beings(dice, max(1, round(claims * BODIES)), {makers.office: 6, makers.company: 3, makers.numbered: 1})
    number = max(len(people), round(claims * TENURES))
    weights = list(accumulate((rank + SHIFT) ** -FALL for rank in range(len(bodies))))
    rest = dice.choices(range(len(bodies)), cum_weights=weights, k=number - len(bodies))
    begin = [dice.randrange(FIRST_YEAR, LAST_BEGIN) for _ in range(number)]
    return World(
        people=people,
        bodies=bodies,
        person=array("l", chain(range(len(people)), skewed(dice, len(people), 1.5, number - len(people)))),
        body=array("l", chain(range(len(bodies)), rest)),
        role=array("l", dice.choices(range(len(POSTS)), k=number)),
        begin=array("l", begin),
        end=array("l", (0 if dice.random() < OPEN else year + dice.randrange(1, 13) for year in begin)),
    )


def beings(dice: Random, number: int, kinds: Mapping[Callable[[Random], makers.Being], int]) -> list[Being]:
    """So many people or bodies, no two of one usual name."""
    found: dict[str, Being] = {}
    makes, shares = tuple(kinds), tuple(accumulate(kinds.values()))
    while len(found) < number:
        made = dice.choices(makes, cum_weights=shares)[0](dice)
        usual, other = (name for _, name in sorted(made.spellings, key=weight, reverse=True)[:2])
        key = fold(usual)
        if key not in found:
            names = (other, usual) if len(other) > len(usual) else (usual, other)
            found[key] = Being(made.gender or None, names, key)
    return list(found.values())


def weight(spelling: tuple[float, str]) -> float:
    return spelling[0]


def skewed(dice: Random, size: int, power: float, number: int) -> Iterator[int]:
    """Ranks below ``size``, the first ones the more often the greater the power."""
    return (int(size * dice.random() ** power) for _ in range(number))


# what is written


def articles(world: World) -> Iterator[Pair]:
    """Documents without end; when as many claims as the world is made for have come, every tenure has been stated."""
    dice = Random(f"{SEED} articles {len(world.person)}")
    order, number = topical(world, dice), 0
    while True:
        year = dice.randrange(FIRST_ISSUE, LAST_ISSUE + 1)
        published = f"{year}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}"
        tenures = [next(order) for _ in range(dice.randint(*LENGTHS))]
        text, stated = compose(world, dice, tenures, year)
        yield article(world, text, stated, published, number)
        number += 1
        if dice.random() < REPRINTED:
            if dice.random() < PLAIN:
                text = text.replace("ё", "е")
            yield article(world, text, stated, published, number)
            number += 1


def topical(world: World, dice: Random) -> Iterator[int]:
    """Tenures without end: each once, some again, those of one body near one another; then any."""
    number = len(world.person)
    order = array("l", chain(range(number), skewed(dice, number, 2, round(number / TENURES * AGAIN))))
    dice.shuffle(order)
    for start in range(0, len(order), TOPICAL):
        yield from sorted(order[start : start + TOPICAL], key=world.body.__getitem__)
    while True:
        yield from skewed(dice, number, 2, TOPICAL)


def compose(world: World, dice: Random, tenures: Iterable[int], year: int) -> tuple[str, list[Stated]]:
    """A text of a sentence for each tenure, as they are seen in a year, and what stands where."""
    parts: list[str] = []
    stated, place = [], 0
    for tenure in tenures:
        status, change, acting, since, until, lead, end = view(world, dice, tenure, year)
        person, body = world.people[world.person[tenure]], world.bodies[world.body[tenure]]
        name = person.names[dice.random() > FULL_NAME]
        called = body.names[dice.random() < OTHER_BODY]
        role = POSTS[world.role[tenure]]
        sentence = f"{lead}{name}, {role} ({called}){end}"
        at = place + len(lead)
        at_role = at + len(name) + 2
        at_body = at_role + len(role) + 2
        stop = place + len(sentence)
        places = (place, at, at_role, at_body, stop)
        again = None
        if dice.random() < FOLLOWED:
            short = person.names[1]
            again = (stop + 11, short)
            sentence += f" Что решит {short}, пока неизвестно."
        stated.append(Stated(tenure, status, change, acting, since, until, name, called, places, again))
        parts.append(sentence)
        place += len(sentence) + 1
    return "\n".join(parts), stated


Seen = tuple[Status, Change | None, bool, str | None, str | None, str, str]


def view(world: World, dice: Random, tenure: int, year: int) -> Seen:
    """What can be said of a tenure in a year: status, change, acting, since, until, and the words around it."""
    begin, end = world.begin[tenure], world.end[tenure]
    month, day = tenure * 7 % 12 + 1, tenure * 11 % 28 + 1
    if dice.random() < DENIED:
        return "denied", None, False, None, None, "Слухи не подтвердились: ", " — назначения не было."
    if year < begin:
        return "future", "appointed", False, None, None, "Следующим станет ", ", об этом уже договорились."
    if year == begin:
        date = f"{begin}-{month:02}-{day:02}"
        return "current", "appointed", False, date, None, f"{day:02}.{month:02}.{begin} на новом месте ", "."
    if end == year:
        date = f"{end}-{month:02}"
        return "former", "dismissed", False, None, date, f"В {month}-м месяце {end} года отставка: ", "."
    if end and end < year:
        return "former", None, False, str(begin), str(end), f"С {begin} по {end} год так: ", "."
    done = DONE[tenure % len(DONE)]
    if dice.random() < DATED:
        return "current", None, False, str(begin), None, f"На посту с {begin} года ", f", {done}."
    if dice.random() < ACTING:
        return "current", None, True, None, None, "Временно на посту ", f", {done}."
    return "current", None, False, None, None, "", f", {done}."


def article(world: World, text: str, stated: Iterable[Stated], published: str, number: int) -> Pair:
    """The document at an address, and what is found in it."""
    source = f"https://press{number % 997}.example/{number}"
    document = make_document(text, source=source, title=f"Хроника, выпуск {number}", published=published)
    reading = Reading(document=document, name=str(number), location=f"/chronicle/{number}.txt")
    return reading, found(world, document, list(stated))


def found(world: World, document: Document, stated: Sequence[Stated]) -> Extraction:
    """What a perfect extractor finds in a text."""
    id, text = document.id, document.text
    named: dict[tuple[bool, int], list[Mention]] = {}
    posts: dict[int, set[Held]] = {}
    marked = []
    for one in stated:
        _, at, at_role, at_body, _ = one.places
        who, where, role = world.person[one.tenure], world.body[one.tenure], POSTS[world.role[one.tenure]]
        stop = at + len(one.name)
        name = text[at:stop]
        person = Mention(id, at, stop, "person", name, name)
        named.setdefault((True, who), []).append(person)
        if one.again:
            place, short = one.again
            short = text[place : place + len(short)]
            named[True, who].append(Mention(id, place, place + len(short), "person", short, short))
        called = text[at_body : at_body + len(one.body)]
        body = Mention(id, at_body, at_body + len(called), "body", called, called)
        named.setdefault((False, where), []).append(body)
        posts.setdefault(who, set()).add(Held(FOLDED_POSTS[world.role[one.tenure]], world.bodies[where].folded))
        role = text[at_role : at_role + len(role)]
        marked.append((one, who, person, Mention(id, at_role, at_role + len(role), "role", role, role), body))
    heads = {key: max(mentions, key=fullness) for key, mentions in named.items()}
    claims = tuple(
        RoleClaim(
            document=id,
            person=person,
            antecedent=heads[True, who],
            role=role,
            organization=body,
            evidence=Quote(one.places[0], one.places[4], text[one.places[0] : one.places[4]]),
            supports=(Support("titles@1", 0.9),),
            status=one.status,
            change=one.change,
            acting=one.acting,
            since=one.since,
            until=one.until,
            observed=document.published,
        )
        for one, who, person, role, body in marked
    )
    chains = (
        Chain(
            heads[key],
            tuple(mentions),
            gender=world.people[key[1]].gender if key[0] else None,
            setting="RU",
            posts=tuple(sorted(posts[key[1]])) if key[0] else (),
        )
        for key, mentions in named.items()
    )
    ordered = sorted(chains, key=lambda chain: (chain.head.start, chain.head.end, chain.head.type))
    return Extraction(document=id, claims=claims, chains=tuple(ordered), version=VERSION)


def fullness(mention: Mention) -> tuple[int, int]:
    return len(mention.text), -mention.start


if __name__ == "__main__":
    main()
