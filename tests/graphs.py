"""Graphs made by hand and at random, with names that try to be markup, for the tests of exports and analysis."""

import string
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from hypothesis import strategies as st
from msgspec import Struct, structs

from kadry.claim import Change, Judgement, Mention, Quote, RoleClaim, Status, Support, Verdict, entity_id
from kadry.document import Header, document_id
from kadry.graph import Body, Bounds, Effect, Graph, Person, Post, Statement, Tenure
from kadry.project.sources import weigh

HOSTILE = (
    'Иван "Ваня" <b>Грозный</b> & сын',
    '"@en . <http://evil.example/> <http://evil.example/> "x',
    "]]>--><!-- ' \\ \\u0041 \\",
    "строка\nвторая\r\nтретья\tтабуляция\rвозврат",
    "\u202eзадом наперёд\u202c \u200f\u200e\ufeff",
    "\U0001f468\u200d\U0001f469 \U00010400 Ё\u0308 é\u0301",
    "=СУММ(А1) | + - @ ; , \u0085 \u2028 \u2029",
    " пробелы по краям ",
    "Lương Cường",
    "http://example.org/a b>",
)
# what XML cannot carry, and what no RDF tool can be trusted with
CONTROL = "до\x01\x08\x0b\x0c\x0e\x1f\x7fпосле"
UNCARRIED = "нуль\x00 не\ufffeсимвол\uffff половина\ud800"

# addresses of outside identities
OUTSIDE = ("http://www.wikidata.org/entity/Q1", "https://kadry.example/identity/own/1", "https://own.example/p?a=b&c#d")

# keys of in-document entities: a person, one that was merged into it, another person, and one of no document
PRESIDENT, SAME_MAN, MINISTER, NOBODY = (f"{digit * 32}:0:4:person" for digit in "1234")

SPEECH = "Президент Лыонг Кыонг принял министра Ивана Петрова."


def claim_of(
    document: str,
    start: int,
    *,
    text: str = SPEECH,
    status: Status = "current",
    change: Change | None = None,
    reported: bool = False,
    role: str | None = "министр",
    organization: str | None = "Министерство",
    supports: tuple[Support, ...] = (Support("titles@1", 0.97),),
    since: str | None = None,
    until: str | None = None,
    term_until: str | None = None,
    observed: str | None = None,
) -> RoleClaim:
    """A role claim in some document, its mentions at invented places from ``start`` on."""
    person = Mention(document, start, start + 4, "person", "Иван", "Иван")
    return RoleClaim(
        document=document,
        person=person,
        antecedent=person,
        role=None if role is None else Mention(document, start + 5, start + 9, "role", role, role),
        organization=None
        if organization is None
        else Mention(document, start + 10, start + 14, "body", organization, organization),
        evidence=Quote(start, start + len(text), text),
        supports=supports,
        status=status,
        change=change,
        reported=reported,
        since=since,
        until=until,
        term_until=term_until,
        observed=observed,
    )


class Facts(Struct, frozen=True):
    """One statement to be put in a graph: what it says of which person and post, and in which tenure, if any."""

    claim: RoleClaim
    person: str
    post: str
    effect: Effect
    tenure: str | None


def assemble(
    documents: list[Header],
    persons: list[Person],
    bodies: list[Body],
    posts: list[Post],
    tenures: list[tuple[str, bool, Bounds]],
    facts: list[Facts],
    copies: Mapping[str, str] = MappingProxyType({}),
    judgements: Sequence[Judgement] = (),
) -> Graph:
    """A sorted graph; each tenure (id, acting, bounds) takes person, post, claims and sources from its facts."""
    filled = []
    for id, acting, bounds in tenures:
        own = [fact for fact in facts if fact.tenure == id]
        claims = tuple(sorted(fact.claim.id for fact in own))
        weight = weigh((fact.claim for fact in own), copies)
        over = bool(bounds.until or bounds.end_latest) or any(_ends(fact) for fact in own)
        filled.append(Tenure(id, own[0].person, own[0].post, acting, bounds, claims, *weight, over=over))
    statements = [Statement(fact.claim, fact.person, fact.post, fact.effect, fact.tenure) for fact in facts]
    return Graph(
        documents=sorted(documents),
        persons=sorted(persons),
        bodies=sorted(bodies),
        posts=sorted(posts, key=lambda post: post.id),
        tenures=sorted(filled),
        statements=sorted(statements, key=lambda statement: (statement.claim.document, statement.claim.id)),
        copies=dict(copies),
        rules=sorted({support.rule for fact in facts for support in fact.claim.supports}),
        judgements=sorted(judgements),
    )


def _ends(fact: Facts) -> bool:
    return fact.effect == "ends" or fact.claim.status == "former"


def _word(at: str, left: str, right: str, reason: str = "") -> Judgement:
    return Judgement(at=at, left=left, right=right, verdict="same", by="редактор", reason=reason)


WORDS = (
    _word("2025-01-03T10:00:00+00:00", PRESIDENT, SAME_MAN, "одна биография"),
    _word("2025-01-04", MINISTER, NOBODY),
    _word("2025-01-05", NOBODY, NOBODY[:-6] + "body"),
)


def small() -> Graph:
    """Two people, three bodies, three posts, three tenures (one ended) and what is denied, planned and rumoured."""
    one = Header(
        id=document_id("a", "1"), source="https://news.example/1?a=b&c=d", title="Приём", published="2024-05-07"
    )
    two = Header(id=document_id("b", "2"), source="javascript:alert(1)", published="2025-02")
    bare = Header(id=document_id(None, "3"))
    president, minister = entity_id(PRESIDENT), entity_id(MINISTER)
    office, ministry, unnamed = entity_id("b1"), entity_id("b2"), entity_id("b3")
    posts = [
        Post(entity_id("o1"), office, "президент", ("глава государства", "президент")),
        Post(entity_id("o2"), ministry, "министр"),
        Post(entity_id("o3"), unnamed, None),
    ]
    tenures = [
        (entity_id("t1"), False, Bounds(start_latest="2024-05-07", end_earliest="2024-05-07")),
        (entity_id("t2"), True, Bounds("2019", "2024-05", "2019-01-01", "2019-12-31", "2024-05-01", "2024-05-31")),
        (entity_id("t3"), False, Bounds()),
    ]
    two_rules = (Support("predicates@2", 0.5), Support("titles@1", 0.9))
    facts = [
        Facts(claim_of(one.id, 0, observed="2024-05-07"), president, posts[0].id, "supports", tenures[0][0]),
        Facts(claim_of(two.id, 0, supports=two_rules), president, posts[0].id, "supports", tenures[0][0]),
        Facts(claim_of(one.id, 60, status="former", since="2019"), minister, posts[1].id, "supports", tenures[1][0]),
        Facts(claim_of(two.id, 60, change="dismissed", until="2024-05"), minister, posts[1].id, "ends", tenures[1][0]),
        Facts(
            claim_of(bare.id, 0, role="министр", organization=None), minister, posts[2].id, "supports", tenures[2][0]
        ),
        Facts(claim_of(two.id, 120, status="denied"), president, posts[1].id, "denies", None),
        Facts(claim_of(two.id, 180, status="future", since="2026"), minister, posts[0].id, "plans", None),
        Facts(claim_of(two.id, 240, reported=True), minister, posts[0].id, "reports", None),
    ]
    return assemble(
        [one, two, bare],
        [
            Person(president, "Лыонг Кыонг", ("Лыонг Кыонг", "Lương Cường"), (entity_id(SAME_MAN),), OUTSIDE[:2]),
            Person(minister, "Иван Петров", ("Иван Петров",)),
        ],
        [
            Body(
                office,
                "Администрация президента",
                ("Администрация президента",),
                "VN",
                False,
                (entity_id("b0"),),
                OUTSIDE[2:],
                (ministry,),
            ),
            Body(ministry, "Министерство", ("Министерство", "Минобороны")),
            Body(unnamed, "", (), unspecified=True),
        ],
        posts,
        tenures,
        facts,
        copies={max(one.id, two.id): min(one.id, two.id)},
        judgements=WORDS,
    )


def identities(graph: Graph) -> dict[str, tuple[str, ...]]:
    """The outside identities of every person and body that has some, by id."""
    found = {person.id: person.same_as for person in graph.persons} | {body.id: body.same_as for body in graph.bodies}
    return {id: same_as for id, same_as in found.items() if same_as}


def named(name: str) -> Graph:
    """One person, body, role, document and sentence that are all called ``name``."""
    document = Header(id=document_id(name, name), source=name, title=name, published=name)
    person, body, post, tenure = (entity_id(kind) for kind in ("person", "body", "post", "tenure"))
    claim = claim_of(document.id, 0, text=name, role=name, organization=name, since=name)
    return assemble(
        [document],
        [Person(person, name, (name, name + "!"), same_as=(name,))],
        [Body(body, name, (name, name + "!"), name, same_as=(name,))],
        [Post(post, body, name, (name, name + "!"))],
        [(tenure, False, Bounds(since=name))],
        [
            Facts(claim, person, post, "supports", tenure),
            Facts(claim_of(document.id, 9, text=name), person, post, "denies", None),
        ],
    )


CARRIED = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(
        alphabet=st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("\n\r\t\"\\<>&'{}|^`"),
        max_size=12,
    ),
)
ANY_TEXT = CARRIED | st.just(CONTROL) | st.text(st.characters(), max_size=8)
DATES = st.sampled_from([None, "2019", "2019-02", "2019-02-28", "1999-12-31", "0000", "2019-13", "2019-02-30", "вчера"])
IDS = st.text(string.hexdigits[:16], min_size=32, max_size=32)


@st.composite
def graphs(draw: st.DrawFn, texts: st.SearchStrategy[str] = CARRIED) -> Graph:
    """Random consistent graphs whose every text comes from ``texts``."""
    ids = iter(draw(st.lists(IDS, min_size=27, max_size=27, unique=True)))
    documents = [
        Header(id=next(ids), source=draw(st.none() | texts), title=draw(st.none() | texts), published=draw(DATES))
        for _ in range(draw(st.integers(1, 3)))
    ]
    persons = [_person(draw, texts, next(ids)) for _ in range(draw(st.integers(1, 3)))]
    judged = [f"{next(ids)}:0:4:person" for _ in range(3)]
    persons[0] = structs.replace(persons[0], replaced=tuple(entity_id(key) for key in judged[:2]))
    words = draw(
        st.lists(_judgement(judged, texts), max_size=3, unique_by=lambda word: frozenset((word.left, word.right)))
    )
    bodies = [_body(draw, texts, next(ids)) for _ in range(draw(st.integers(1, 3)))]
    bodies = [structs.replace(body, followed_by=_followers(draw, body, bodies)) for body in bodies]
    posts = [
        Post(next(ids), draw(st.sampled_from(bodies)).id, draw(st.none() | texts), draw(_names(texts)))
        for _ in range(draw(st.integers(1, 3)))
    ]
    facts, tenures = [], []
    for number in range(draw(st.integers(0, 5))):
        claim = _claim(draw, texts, draw(st.sampled_from(documents)).id, number)
        person, post = draw(st.sampled_from(persons)).id, draw(st.sampled_from(posts)).id
        if draw(st.booleans()):
            tenures.append((next(ids), draw(st.booleans()), Bounds(*(draw(DATES) for _ in range(6)))))
            facts.append(
                Facts(claim, person, post, draw(st.sampled_from(["supports", "starts", "ends"])), tenures[-1][0])
            )
        else:
            facts.append(Facts(claim, person, post, draw(st.sampled_from(["denies", "plans", "reports"])), None))
    first, *others = sorted(document.id for document in documents)
    copies = dict.fromkeys(draw(st.sets(st.sampled_from(others))) if others else (), first)
    return assemble(documents, persons, bodies, posts, tenures, facts, copies, words)


def _names(texts: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(texts, max_size=3, unique=True).map(sorted).map(tuple)


def _person(draw: st.DrawFn, texts: st.SearchStrategy[str], id: str) -> Person:
    return Person(id, draw(texts), draw(_names(texts)), _replaced(draw), draw(_identities(texts)))


def _body(draw: st.DrawFn, texts: st.SearchStrategy[str], id: str) -> Body:
    country, unspecified, identities = draw(st.none() | texts), draw(st.booleans()), draw(_identities(texts))
    return Body(id, draw(texts), draw(_names(texts)), country, unspecified, same_as=identities)


def _followers(draw: st.DrawFn, body: Body, bodies: list[Body]) -> tuple[str, ...]:
    others = [other.id for other in bodies if other.id != body.id]
    return tuple(sorted(draw(st.sets(st.sampled_from(others))))) if others else ()


def _replaced(draw: st.DrawFn) -> tuple[str, ...]:
    return tuple(draw(st.lists(IDS, max_size=2, unique=True)))


def _identities(texts: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return _names(st.sampled_from(OUTSIDE) | texts)


def _judgement(keys: list[str], texts: st.SearchStrategy[str]) -> st.SearchStrategy[Judgement]:
    pairs = st.lists(st.sampled_from(keys), min_size=2, max_size=2, unique=True)
    verdicts: st.SearchStrategy[Verdict] = st.sampled_from(["same"])
    fields = st.tuples(DATES.map(lambda date: date or "2025-01-01T00:00:00+00:00"), pairs, verdicts, texts, texts)
    return fields.map(lambda f: Judgement(at=f[0], left=f[1][0], right=f[1][1], verdict=f[2], by=f[3], reason=f[4]))


def _claim(draw: st.DrawFn, texts: st.SearchStrategy[str], document: str, number: int) -> RoleClaim:
    return claim_of(
        document,
        number * 100,
        text=draw(texts),
        status=draw(st.sampled_from(["current", "former", "future", "denied"])),
        change=draw(st.sampled_from([None, "appointed", "dismissed"])),
        reported=draw(st.booleans()),
        role=draw(texts),
        organization=draw(st.none() | texts),
        supports=tuple(
            Support(rule, draw(st.integers(0, 1000)) / 1000)
            for rule in draw(_names(texts.filter(bool))) or ("titles@1",)
        ),
        since=draw(DATES),
        term_until=draw(DATES),
    )
