"""A made-up graph of any number of claims that is never held: each record is made anew whenever it is asked for.

Of each 20 claims 18 support 14 tenures of 6 people in 8 posts, and 2 only plan or deny; each 20 have a body. Some
bodies have very many posts, most have a few. Ten claims make a document, and a person's are in different ones.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from random import Random
from typing import Any, TypeVar

import name_makers as makers
from kadry.claim import Mention, Quote, RoleClaim, Support
from kadry.document import Header
from kadry.graph import Body, Bounds, Dossier, Graph, Holding, Other, Person, Post, Statement, Tenure
from roster_scene import RULE, SceneMaker

BLOCK = 20
IN_DOCUMENT = 10
HOLDERS = (0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5)  # of a block's tenures, whose claims have the same numbers
AGAIN = (0, 4, 7, 9)  # tenures that the next claims support too
UNASSERTED = (0, 5)  # people of whom the last claims plan or deny something
PERSONS, POSTS, TENURES = 6, 8, len(HOLDERS)
SCATTER = 7_368_787  # a prime, so that neighbours part
GOLDEN = 0.6180339887498949
TITLES = ("начальник", "заместитель начальника", "директор", "председатель", "секретарь", "главный специалист")
KINDS = ("document", "person", "body", "post", "tenure", "structure", "decision", "event", "succession")
RULES = ("predicates@3", "titles@5")
Record = TypeVar("Record")


class Made(Sequence[Record]):
    """Records in order, made anew by each pass; like those of a file they cannot be picked by their place."""

    def __init__(self, number: int, make: Callable[[], Iterable[Record]]) -> None:
        self._number, self._make = number, make

    def __len__(self) -> int:
        return self._number

    def __iter__(self) -> Iterator[Record]:
        return iter(self._make())

    def __getitem__(self, index: Any) -> Any:
        raise TypeError("these records can only be gone through")


class Roster(Graph, frozen=True, kw_only=True):
    """A graph whose dossiers are made like its other records."""

    tell: Callable[[bool], Iterator[Dossier]]

    def dossiers(self, *, evidence: bool = True) -> Iterator[Dossier]:
        """As of every graph."""
        return self.tell(evidence)


def roster(claims: int, *, scene: bool = False) -> Roster:
    """A graph of so many claims (a multiple of 20); the same number gives the same graph.

    scene: with what is around the posts, from four claims more for each 20 (roster_scene.py).
    """
    made = _Maker(claims)

    def each(number: int, make: Callable[[int], Record]) -> Made[Record]:
        return Made(number, lambda: map(make, range(number)))

    around = SceneMaker(made.id, PERSONS, BLOCK // IN_DOCUMENT)
    things = made.blocks if scene else 0
    return Roster(
        documents=each(claims // IN_DOCUMENT, made.header),
        persons=each(made.blocks * PERSONS, made.person),
        bodies=each(made.blocks, made.body),
        posts=each(made.blocks * POSTS, made.post),
        tenures=each(made.blocks * TENURES, made.tenure),
        statements=Made(claims, lambda: chain.from_iterable(map(made.stated, range(claims // IN_DOCUMENT)))),
        rules=sorted((*RULES, RULE)) if scene else RULES,
        tell=made.dossiers,
        structures=each(things, around.structure),
        decisions=each(things, around.decision),
        events=each(things, around.event),
        successions=each(things, around.succession),
        tellings=Made(things * 4, lambda: chain.from_iterable(map(around.tellings, range(things)))),
    )


def held(graph: Graph) -> Roster:
    """The same graph in memory, its dossiers too."""
    dossiers = list(graph.dossiers())
    return Roster(
        documents=list(graph.documents),
        persons=list(graph.persons),
        bodies=list(graph.bodies),
        posts=list(graph.posts),
        tenures=list(graph.tenures),
        statements=list(graph.statements),
        copies=graph.copies,
        rules=graph.rules,
        tell=lambda evidence: iter(dossiers),
        structures=list(graph.structures),
        decisions=list(graph.decisions),
        events=list(graph.events),
        successions=list(graph.successions),
        tellings=list(graph.tellings),
    )


class _Maker:
    def __init__(self, claims: int) -> None:
        if claims % BLOCK:
            raise ValueError(f"{claims}: give a multiple of {BLOCK}")
        self.claims, self.blocks, self.step = claims, claims // BLOCK, 2**128 // (claims + 1)
        self.back = pow(SCATTER, -1, claims) if claims > 1 else 0
        self.person = lru_cache(1024)(self._person)
        self.body = lru_cache(None)(self._body)

    def header(self, number: int) -> Header:
        id, day = self.id("document", number), f"20{number % 26:02}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        return Header(id=id, source=f"https://press.example/news/{number}", title=f"Новости, {number}", published=day)

    def _person(self, number: int) -> Person:
        being = makers.russian(Random(number))
        names = [name for _, name in being.spellings]
        return Person(self.id("person", number), names[1], tuple(sorted((names[0], names[1], names[3]))))

    def _body(self, number: int) -> Body:
        name = makers.office(Random(number)).spellings[0][1]
        return Body(self.id("body", number), name, (name,), country="RU")

    def post(self, number: int) -> Post:
        body = int(self.blocks * (number * GOLDEN % 1) ** 3)
        title = TITLES[number % len(TITLES)]
        role = title if number % 2 else f"{title} {number % 397 + 1}-го отдела"
        return Post(self.id("post", number), self.id("body", body), role, (role, role.upper()) if body % 9 == 0 else ())

    def tenure(self, number: int) -> Tenure:
        return self._tenure(number, self._evidence(number))

    def _tenure(self, number: int, statements: Sequence[Statement]) -> Tenure:
        block, place = divmod(number, TENURES)
        since, over = 1990 + number % 30, number % 3 == 0
        until = str(since + 4) if over else None
        days = (f"{since}-01-01", f"{since}-12-31", until and f"{until}-01-01", until and f"{until}-12-31")
        ids = tuple(statement.claim.id for statement in statements)
        person, post = self.id("person", block * PERSONS + HOLDERS[place]), self.id("post", self._held(number))
        return Tenure(
            self.id("tenure", number), person, post, number % 10 == 0, Bounds(str(since), until, *days),
            ids, len(ids), 0.97, over
        )  # fmt: skip

    def _held(self, tenure: int) -> int:
        """The number of a tenure's post."""
        return tenure * SCATTER % (self.blocks * POSTS)

    def _evidence(self, tenure: int) -> list[Statement]:
        block, place = divmod(tenure, TENURES)
        claims = [place, TENURES + AGAIN.index(place)] if place in AGAIN else [place]
        return sorted((self.statement(block * BLOCK + claim) for claim in claims), key=_claim_id)

    def stated(self, document: int) -> list[Statement]:
        places = range(document * IN_DOCUMENT, (document + 1) * IN_DOCUMENT)
        return sorted((self.statement(place * self.back % self.claims) for place in places), key=_claim_id)

    def statement(self, number: int) -> Statement:
        block, place = divmod(number, BLOCK)
        if place < TENURES + len(AGAIN):
            tenure = block * TENURES + (place if place < TENURES else AGAIN[place - TENURES])
            person = block * PERSONS + HOLDERS[tenure % TENURES]
            return self._statement(number, person, self._held(tenure), self.id("tenure", tenure))
        person = block * PERSONS + UNASSERTED[place - TENURES - len(AGAIN)]
        return self._statement(number, person, self._held(number), None)

    def _statement(self, number: int, person: int, post: int, tenure: str | None) -> Statement:
        document, place = divmod(number * SCATTER % self.claims, IN_DOCUMENT)
        id, who, what = self.id("document", document), self.person(person), self.post(post)
        body = self.body(self._number(what.body))
        start, words = place * 300, (who.name, what.role or "", body.name)
        text = f"{words[0]}, как сообщили в пресс-службе, — {words[1]} ({words[2]}) с {1990 + number % 30} года."
        mentions, at = [], 0
        for word, type in zip(words, ("person", "role", "body"), strict=True):
            at = text.index(word, at)
            mentions.append(Mention(id, start + at, start + at + len(word), type, word, word))  # type: ignore[arg-type]
        claim = RoleClaim(
            document=id,
            person=mentions[0],
            antecedent=mentions[0],
            role=mentions[1],
            organization=mentions[2],
            evidence=Quote(start, start + len(text), text),
            supports=tuple(Support(rule, 0.9) for rule in RULES[number % 4 == 0 :]),
            status="current" if tenure else "future",
            since=str(1990 + number % 30),
        )
        return Statement(claim, who.id, what.id, "supports" if tenure else "plans", tenure)

    def id(self, kind: str, number: int) -> str:
        """Ids: those of a kind are sorted as the numbers are, and as long as an id is."""
        return f"{number * self.step + KINDS.index(kind):032x}"

    def _number(self, id: str) -> int:
        return int(id, 16) // self.step

    def dossiers(self, evidence: bool) -> Iterator[Dossier]:
        for number in range(self.blocks * PERSONS):
            block, place = divmod(number, PERSONS)
            tenures = [block * TENURES + one for one, holder in enumerate(HOLDERS) if holder == place]
            holdings = tuple(self._holding(tenure, evidence) for tenure in tenures)
            told = UNASSERTED.index(place) if evidence and place in UNASSERTED else None
            others = (
                () if told is None else (self._other(self.statement((block + 1) * BLOCK - len(UNASSERTED) + told)),)
            )
            yield Dossier(self.person(number), holdings, others)

    def _holding(self, number: int, evidence: bool) -> Holding:
        statements, post = self._evidence(number), self.post(self._held(number))
        tenure = self._tenure(number, statements)
        return Holding(tenure, post, self._body_of(post), tuple(statements) if evidence else ())

    def _other(self, statement: Statement) -> Other:
        post = self.post(self._number(statement.post))
        return Other(statement, post, self._body_of(post))

    def _body_of(self, post: Post) -> Body:
        return self.body(self._number(post.body))


def _claim_id(statement: Statement) -> str:
    return statement.claim.id
