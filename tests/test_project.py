"""The graph that claims form: the table of effects, absorption, names, and independence of order."""

from collections.abc import Iterable
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from projecting import project

from kadry.claim import Chain, Mention, MentionType, Partition, Quote, RoleClaim, Support, entity_id
from kadry.document import Header
from kadry.graph import Bounds, Graph, Tenure


def mention(document: str, start: int, normal: str, type: MentionType) -> Mention:
    return Mention(document, start, start + len(normal), type, normal, normal)


def claim(
    document: str = "d1",
    person: str = "Иван Петров",
    role: str | None = "министр",
    body: str | None = "Минфин",
    observed: str | None = "2020-05-01",
    **fields: Any,
) -> RoleClaim:
    """A claim whose person stands at 0, role at 50 and body at 100 of its document."""
    named = mention(document, 0, person, "person")
    return RoleClaim(
        document=document,
        person=named,
        antecedent=named,
        role=None if role is None else mention(document, 50, role, "role"),
        organization=None if body is None else mention(document, 100, body, "body"),
        evidence=Quote(0, 3, "Вот"),
        supports=(Support("titles@1", 0.9),),
        observed=observed,
        **fields,
    )


def by_name(claims: Iterable[RoleClaim]) -> tuple[list[Chain], Partition]:
    """A chain for every person and body, and a partition by equal names: what resolve does is not the subject here."""
    chains = {m.key: Chain(m, (m,)) for c in claims for m in (c.person, c.organization) if m is not None}
    founders: dict[str, str] = {}
    for key in sorted(chains):
        founders.setdefault(chains[key].head.normal, key)
    return list(chains.values()), Partition({k: entity_id(founders[c.head.normal]) for k, c in chains.items()})


def graph(*claims: RoleClaim, rejected: Iterable[str] = ()) -> Graph:
    headers = {c.document: Header(id=c.document, published=c.observed) for c in claims}
    return project(headers.values(), claims, *by_name(claims), set(rejected))


def only(sequence: Iterable[Tenure]) -> Tenure:
    (tenure,) = sequence
    return tenure


def test_a_current_post_is_a_tenure_observed_on_the_day_of_the_document() -> None:
    one = claim()
    found = graph(one)
    tenure = only(found.tenures)
    assert tenure.bounds == Bounds(start_latest="2020-05-01", end_earliest="2020-05-01")
    assert tenure.claims == (one.id,)
    (statement,) = found.statements
    assert (statement.effect, statement.tenure, statement.person) == ("supports", tenure.id, tenure.person)
    assert [(p.name, b.name, q.role) for p, b, q in zip(found.persons, found.bodies, found.posts, strict=True)] == [
        ("Иван Петров", "Минфин", "министр")
    ]
    assert found.posts[0].body == found.bodies[0].id
    assert [h.id for h in found.documents] == ["d1"]


@pytest.mark.parametrize(
    ("fields", "effect", "bounds"),
    [
        ({"change": "appointed"}, "starts", Bounds(start_latest="2020-05-01")),
        (
            {"change": "appointed", "since": "2020-04"},
            "starts",
            Bounds(since="2020-04", start_earliest="2020-04-01", start_latest="2020-04-30"),
        ),
        ({"change": "dismissed", "status": "former"}, "ends", Bounds(end_latest="2020-05-01")),
        (
            {"change": "dismissed", "status": "former", "until": "2019"},
            "ends",
            Bounds(until="2019", end_earliest="2019-01-01", end_latest="2019-12-31"),
        ),
        ({"status": "former"}, "ends", Bounds(end_latest="2020-05-01")),
        (
            {"since": "2019-12-09"},
            "supports",
            Bounds(
                since="2019-12-09",
                start_earliest="2019-12-09",
                start_latest="2019-12-09",
                end_earliest="2020-05-01",
            ),
        ),
        (
            {"since": "2020"},
            "supports",
            Bounds(since="2020", start_earliest="2020-01-01", start_latest="2020-05-01", end_earliest="2020-05-01"),
        ),
        ({"term_until": "2026"}, "supports", Bounds(start_latest="2020-05-01", end_earliest="2020-05-01")),
        ({"observed": None}, "supports", Bounds()),
        ({"observed": None, "status": "former"}, "ends", Bounds()),
    ],
)
def test_what_a_claim_does_to_a_tenure(fields: dict[str, Any], effect: str, bounds: Bounds) -> None:
    found = graph(claim(**fields))
    assert only(found.tenures).bounds == bounds
    assert found.statements[0].effect == effect


@pytest.mark.parametrize(
    ("fields", "effect"),
    [
        ({"status": "denied"}, "denies"),
        ({"status": "future"}, "plans"),
        ({"reported": True}, "reports"),
        ({"reported": True, "change": "dismissed", "status": "former"}, "reports"),
        ({"reported": True, "status": "denied"}, "reports"),
    ],
)
def test_what_is_not_asserted_is_a_statement_without_tenure(fields: dict[str, Any], effect: str) -> None:
    found = graph(claim(**fields))
    assert found.tenures == []
    (statement,) = found.statements
    assert (statement.effect, statement.tenure) == (effect, None)
    assert [p.id for p in found.persons] == [statement.person]
    assert [p.id for p in found.posts] == [statement.post]


def test_a_rejected_claim_is_nothing() -> None:
    kept, wrong = claim("d1"), claim("d2", "Анна Сидорова", body="Минтруд")
    assert graph(kept, wrong, rejected=[wrong.id]) == graph(kept)


def test_professions_and_ranks_are_left_in_the_ledger_and_plain_membership_is_not() -> None:
    post, member = claim("d1"), claim("d3", "Анна Сидорова", role=None)
    rank = claim("d2", "Олег Орлов", "генерал", "Минтруд", role_class="rank")
    assert graph(post, member, rank) == graph(post, member)
    assert None in {p.role for p in graph(member).posts}


def test_spelling_of_a_role_makes_no_other_post() -> None:
    found = graph(claim("d1", role="Министр"), claim("d2", role="министр"))
    assert [(p.role, p.variants) for p in found.posts] == [("министр", ("Министр",))]
    assert len(found.tenures) == 1
    found = graph(*(claim(f"d{n}", role=role) for n, role in enumerate(("МИНИСТР", "МИНИСТР", "министр"))))
    assert [(p.role, p.variants) for p in found.posts] == [("МИНИСТР", ("министр",))]


def test_a_claim_that_names_its_post_is_of_that_post() -> None:
    found = graph(claim("d1", role="губернатор"), claim("d2", role="врио губернатора", post="губернатор", acting=True))
    assert [(p.role, p.variants) for p in found.posts] == [("губернатор", ())]


def test_acting_is_another_tenure_of_the_same_post() -> None:
    found = graph(claim("d1"), claim("d2", acting=True))
    assert len(found.posts) == 1
    assert sorted(t.acting for t in found.tenures) == [False, True]


def test_a_claim_without_body_is_absorbed_by_the_only_fitting_tenure() -> None:
    found = graph(claim("d1"), claim("d2", body=None, observed="2021-01-01"))
    assert only(found.tenures).bounds.end_earliest == "2021-01-01"
    assert [b.unspecified for b in found.bodies] == [False]


@pytest.mark.parametrize(
    "others",
    [
        [],
        [claim("d1"), claim("d3", body="Минтруд")],
        [claim("d1", role="советник")],
        [claim("d1", "Анна Сидорова")],
        [claim("d1", acting=True)],
        [claim("d1", status="former", until="2015")],
        [claim("d1", status="denied")],
    ],
)
def test_a_claim_without_body_and_without_one_fitting_tenure_hangs_on_a_body_of_its_own(
    others: list[RoleClaim],
) -> None:
    lone = claim("d2", body=None)
    found = graph(*others, lone)
    (statement,) = [s for s in found.statements if s.claim == lone]
    post = {p.id: p for p in found.posts}[statement.post]
    body = {b.id: b for b in found.bodies}[post.body]
    assert body.unspecified
    assert body.name == ""
    assert [s for s in found.statements if s.post == post.id] == [statement]


def test_unspecified_bodies_of_two_people_are_two() -> None:
    found = graph(claim("d1", body=None), claim("d2", "Анна Сидорова", body=None), claim("d3", body=None))
    assert len(found.bodies) == len(found.tenures) == 2


def test_the_name_is_the_fullest_then_the_most_frequent_and_titles_are_no_names() -> None:
    heads = ("Иван Ильич Петров", "Иван Петров", "Петров Иван Ильич", "Иван Ильич Петров", "И. И. Петров")
    chains = []
    for number, name in enumerate(heads):
        head = mention(f"d{number}", 0, name, "person")
        title, short = (mention(f"d{number}", at, w, "person") for at, w in ((60, "президент"), (80, "Петров")))
        chains.append(Chain(head, (head, title, short)))
    first = chains[0]
    partition = Partition({c.key: entity_id(first.key) for c in chains})
    stated = claim("d0", "Иван Ильич Петров")
    found = project([Header(id="d0"), Header(id="d1")], [stated], chains, partition)
    (person,) = found.persons
    assert person.name == "Иван Ильич Петров"
    assert person.names == tuple(sorted({*heads, "Петров"}))
    assert person.replaced == tuple(sorted(entity_id(c.key) for c in chains[1:]))
    assert [h.id for h in found.documents] == ["d0"]


def test_a_body_shows_abbreviations_but_no_bare_head_noun_and_its_country() -> None:
    head = mention("d1", 100, "Центральный комитет", "body")
    others = [mention("d1", at, w, "body") for at, w in ((130, "ЦК"), (140, "комитет"))]
    stated = claim(body="Центральный комитет")
    chains = [Chain(head, (head, *others), country="VN"), Chain(stated.person, (stated.person,))]
    found = project([Header(id="d1")], [stated], chains, Partition({}))
    assert [(b.name, b.names, b.country) for b in found.bodies] == [
        ("Центральный комитет", ("ЦК", "Центральный комитет"), "VN")
    ]


def test_the_chain_of_a_mention_decides_who_it_is() -> None:
    full = mention("d1", 0, "Иван Петров", "person")
    bare = mention("d1", 70, "Петров", "person")
    stated = RoleClaim(
        document="d1",
        person=bare,
        antecedent=bare,
        role=mention("d1", 50, "министр", "role"),
        organization=None,
        evidence=Quote(0, 3, "Вот"),
        supports=(Support("titles@1", 0.9),),
    )
    found = project([Header(id="d1")], [stated], [Chain(full, (full, bare))], Partition({}))
    assert [(p.id, p.name) for p in found.persons] == [(entity_id(full.key), "Иван Петров")]


def test_a_claim_of_an_unknown_document_is_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match="without a header: d1"):
        project([], [claim()], [], Partition({}))


DATES = st.sampled_from((None, "2001", "2005", "2005-06", "2010-03-04", "2012", "2020-05-01"))
CLAIMS = st.lists(
    st.builds(
        claim,
        document=st.sampled_from(("d1", "d2", "d3", "d4", "d5")),
        person=st.sampled_from(("Иван Петров", "Анна Сидорова")),
        role=st.sampled_from(("министр", "Министр", "член")),
        body=st.sampled_from((None, "Минфин", "Минтруд")),
        observed=DATES,
        status=st.sampled_from(("current", "current", "former", "denied", "future")),
        change=st.sampled_from((None, None, "appointed", "dismissed")),
        acting=st.sampled_from((False, False, True)),
        reported=st.sampled_from((False, False, True)),
        since=DATES,
        until=DATES,
    ),
    max_size=12,
    unique_by=lambda one: one.id,
)


@settings(max_examples=300, deadline=None)
@given(CLAIMS, st.randoms(use_true_random=False))
def test_order_does_not_matter_and_the_graph_hangs_together(claims: list[RoleClaim], random: Random) -> None:
    chains, partition = by_name(claims)
    headers = [Header(id=f"d{number}") for number in range(1, 6)]
    found = project(headers, claims, chains, partition)
    for sequence in (claims, chains, headers):
        random.shuffle(sequence)
    assert project(iter(headers), iter(claims), iter(chains), partition) == found
    check(found)


def check(found: Graph) -> None:
    """What every graph promises its readers."""
    for sequence in (found.documents, found.persons, found.bodies, found.posts, found.tenures):
        ids = [one.id for one in sequence]
        assert ids == sorted(set(ids))
    places = [(s.claim.document, s.claim.id) for s in found.statements]
    assert places == sorted(set(places))
    persons, posts = {p.id for p in found.persons}, {p.id: p for p in found.posts}
    assert persons == {s.person for s in found.statements}
    assert posts.keys() == {s.post for s in found.statements}
    assert {b.id for b in found.bodies} == {p.body for p in posts.values()}
    assert {h.id for h in found.documents} == {s.claim.document for s in found.statements}
    stated = {s.claim.id: s for s in found.statements}
    assert {c: t.id for t in found.tenures for c in t.claims} == {
        s.claim.id: s.tenure for s in found.statements if s.tenure is not None
    }
    for tenure in found.tenures:
        assert {(stated[c].person, stated[c].post) for c in tenure.claims} == {(tenure.person, tenure.post)}
    for statement in found.statements:
        asserted = statement.effect in ("supports", "starts", "ends")
        assert asserted == (statement.tenure is not None)
