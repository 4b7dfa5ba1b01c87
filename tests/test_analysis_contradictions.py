from collections.abc import Iterable
from datetime import date, timedelta
from zlib import crc32

import pytest
from graphs import Facts, assemble, claim_of, graphs, small
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct, structs

from kadry.analysis import Contradiction, contradictions
from kadry.claim import RoleClaim, entity_id
from kadry.document import Header, document_id
from kadry.graph import Body, Effect, Graph, Person, Post
from kadry.project.tenures import find_terms

NAMES = ("Артём Дроздецкий", "Виктор Рудаков", "Нурлан Байжигитов")
GOVERNOR = ("губернатор", "Заречная область")


class Said(Struct, frozen=True):
    """A claim of a source (its number) about a person (their number)."""

    source: int
    person: int
    claim: RoleClaim
    effect: Effect = "supports"


def said(source: int, person: int, **about: object) -> Said:
    """What a source says, at a place of its own; keyword arguments as those of `claim_of`, and acting."""
    acting = bool(about.pop("acting", False))
    document = document_id(None, str(source))
    start = crc32(repr((person, sorted(about.items()))).encode())
    claim = structs.replace(claim_of(document, start, **about), acting=acting)  # type: ignore[arg-type]
    denied = claim.status == "denied"
    ends = claim.status == "former" or claim.change == "dismissed"
    return Said(source, person, claim, "denies" if denied else "ends" if ends else "supports")


def graph_of(claims: Iterable[Said], post: tuple[str, str] = GOVERNOR, names: tuple[str, ...] = NAMES) -> Graph:
    """A graph of one post, its claims joined to tenures as a store's are."""
    claims = list({one.claim.id: one for one in claims}.values())
    facts, tenures = [], []
    for number, acting in sorted({(one.person, one.claim.acting) for one in claims}):
        own = [one for one in claims if (one.person, one.claim.acting) == (number, acting)]
        found = {claim.id: claim for claim in (one.claim for one in own)}
        homes: dict[str, str] = {}
        for term in find_terms(one.claim for one in own if one.effect != "denies"):
            id = entity_id(f"{number} {acting} {term.claims[0].id}")
            tenures.append((id, acting, term.bounds))
            homes |= {claim.id: id for claim in term.claims}
        for one in own:
            person, home = entity_id(names[number]), homes.get(one.claim.id)
            facts.append(Facts(found[one.claim.id], person, entity_id("post"), one.effect, home))
    return assemble(
        [Header(id=id) for id in {one.claim.document for one in claims}],
        [Person(entity_id(names[n]), names[n], (names[n],)) for n in {one.person for one in claims}],
        [Body(entity_id("body"), post[1], (post[1],))],
        [Post(entity_id("post"), entity_id("body"), post[0])],
        tenures,
        facts,
    )


def found(*claims: Said, post: tuple[str, str] = GOVERNOR) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.kind, one.certainty, one.dates) for one in contradictions(graph_of(claims, post))]


def test_two_sources_that_state_overlapping_terms_of_two_people() -> None:
    left = said(1, 0, status="former", since="2013", until="2021")
    right = said(2, 1, status="former", since="2015-02", until="2018")
    assert found(left, right) == [("two holders", "known", ("2015-02-28", "2018-01-01"))]


def test_a_contradiction_names_post_people_tenures_and_the_claims_that_say_so() -> None:
    left = said(1, 0, status="former", since="2013", until="2021")
    right = said(2, 1, status="former", since="2015", until="2018")
    graph = graph_of([left, right, said(3, 1, observed="2016-05-01", role="губернатор")])
    (one,) = contradictions(graph)
    assert isinstance(one, Contradiction)
    assert (one.role, one.body, sorted(one.people)) == (*GOVERNOR, sorted(NAMES[:2]))
    assert one.claims == tuple(sorted((left.claim.id, right.claim.id)))
    assert {tenure.id for tenure in graph.tenures} == set(one.tenures)


def test_a_holder_observed_in_the_midst_of_anothers_stated_term_is_possible() -> None:
    stated = said(1, 0, since="2013", observed="2021-03-01")
    assert found(stated, said(2, 1, observed="2017-05-05")) == [
        ("two holders", "possible", ("2017-05-05", "2017-05-05"))
    ]
    assert found(stated, said(1, 1, observed="2017-05-05")) == []  # one document tells of both


def test_observations_alone_and_handovers_are_no_contradiction() -> None:
    assert found(*(said(n, n % 2, observed=f"20{n}-05-05") for n in range(10, 20))) == []
    assert (
        found(
            said(1, 0, status="former", since="2013", until="2015-06-30"),
            said(2, 1, status="former", since="2015-06-30", until="2018"),
        )
        == []
    )
    assert (
        found(said(1, 0, status="former", since="2013", until="2015"), said(2, 1, since="2015", observed="2018-01-01"))
        == []
    )


def test_an_acting_and_a_regular_holder_do_not_contradict_but_two_acting_ones_do() -> None:
    left = said(1, 0, status="former", since="2013", until="2021")
    right = said(2, 1, status="former", since="2015", until="2018", acting=True)
    assert found(left, right) == []
    third = said(3, 0, status="former", since="2013", until="2021", acting=True)
    assert [kind for kind, *_ in found(right, third)] == ["two holders"]


@pytest.mark.parametrize("post", [("депутат", "Заречная дума"), ("глава департамента", "МВД"), ("директор", "Москва")])
def test_posts_that_several_hold_are_left_alone(post: tuple[str, str]) -> None:
    left = said(1, 0, status="former", since="2013", until="2021")
    assert found(left, said(2, 1, status="former", since="2015", until="2018"), post=post) == []


@pytest.mark.parametrize(
    ("names", "certainty"),
    [
        (("Артём Дроздецкий", "А. Дроздецкий"), "possible"),
        (("Артём Олегович Дроздецкий", "Артём Олегович Рудаков"), "known"),
        (("Иван Ковалевич", "И. Ковалевич"), "possible"),
        (("Артём", "Артём Олегович"), "possible"),
    ],
)
def test_two_of_one_surname_may_be_one_person(names: tuple[str, str], certainty: str) -> None:
    claims = [said(1, 0, since="2013", observed="2021-01-01"), said(2, 1, status="former", since="2015", until="2018")]
    (one,) = contradictions(graph_of(claims, names=names))
    assert one.certainty == certainty


def test_thousands_of_claims_that_say_the_same_take_no_time() -> None:
    same = [said(n, 0, since="2012", observed=f"2019-0{1 + n % 9}-01", change=None) for n in range(3000)]
    observed = [said(10_000 + n, 1, observed=f"2015-0{1 + n % 9}-02") for n in range(3000)]
    over = [said(20_000 + n, 0, status="former", observed=f"2020-0{1 + n % 9}-02") for n in range(3000)]
    assert {kind for kind, *_ in found(*same, *observed, *over)} == {"two holders"}


def test_starts_that_exclude_each_other() -> None:
    first = said(1, 0, since="2012", observed="2019-01-01")
    assert found(first, said(2, 0, since="2013-03", observed="2020")) == [("dates", "known", ("2012", "2013-03"))]
    assert found(first, said(2, 0, since="2013-01-10", observed="2020")) == [
        ("dates", "possible", ("2012", "2013-01-10"))
    ]
    again = said(2, 0, since="2016", change="appointed", observed="2016-05-05")
    assert found(first, again) == [("dates", "possible", ("2012", "2016"))]
    assert found(first, said(2, 0, since="2012-05", observed="2020")) == []  # only said more exactly
    assert found(first, said(1, 0, since="2013-03", observed="2020")) == []  # one document tells of two terms


def test_starts_of_a_post_that_a_person_came_back_to_do_not_clash() -> None:
    assert found(said(1, 0, since="2001", observed="2003"), said(2, 0, since="2010", observed="2012")) == []
    terms = said(1, 0, status="former", since="2013", until="2018"), said(2, 0, since="2018", observed="2020-01-01")
    assert found(*terms, said(3, 0, since="2013", observed="2020-01-01")) == []


def test_ends_that_exclude_each_other() -> None:
    first = said(1, 0, status="former", since="2012", until="2019")
    assert found(first, said(2, 0, status="former", until="2017")) == [("dates", "known", ("2017", "2019"))]
    assert found(first, said(2, 0, status="former", observed="2018-12-15")) == [
        ("dates", "possible", ("2018-12-15", "2019"))
    ]
    assert found(first, said(2, 0, status="former", since="2012", until="2019-05")) == []


def test_an_end_before_a_day_on_which_another_claim_calls_the_post_held_since_earlier() -> None:
    ended = said(1, 0, status="former", since="2013", until="2015")
    assert found(ended, said(2, 0, since="2013", observed="2019-04-01")) == [("dates", "known", ("2015", "2019-04-01"))]


def test_an_end_before_the_start() -> None:
    assert found(said(1, 0, status="former", since="2019", until="2015")) == [("dates", "known", ("2015", "2019"))]


def test_a_denial_against_what_another_source_asserts() -> None:
    asserted = said(1, 0, since="2013", observed="2021-03-01")
    denied = {"status": "denied", "observed": "2017-05-05"}
    assert found(asserted, said(2, 0, **denied)) == [("denied", "known", ("2017-05-05",))]
    assert found(asserted, said(1, 0, **denied)) == []  # the article tells and corrects it
    assert found(asserted, said(2, 0, status="denied", observed="2022-05-05")) == [
        ("denied", "possible", ("2022-05-05",))
    ]
    assert found(asserted, said(2, 0, status="denied", observed="2011-05-05")) == []  # true then
    over = said(1, 0, status="former", since="2013", until="2015")
    assert found(over, said(2, 0, **denied)) == []


def test_a_denied_dismissal_contradicts_the_dismissal_and_not_the_post() -> None:
    held = said(1, 0, since="2013", observed="2016-03-01")
    denied = said(2, 0, status="denied", change="dismissed", observed="2017-05-05")
    assert found(held, denied) == []
    assert found(held, denied, said(3, 0, change="dismissed", observed="2017-05-03")) == [
        ("denied", "known", ("2017-05-05",))
    ]
    assert found(held, denied, said(3, 0, change="dismissed", observed="2018-01-01")) == []


@pytest.mark.parametrize("most", [1, 4, 7, 100])
def test_what_is_found_does_not_depend_on_how_many_posts_are_kept_at_a_time(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = [said(1, 0, status="former", since="2013", until="2021"), said(2, 1, since="2015", observed="2018-01-01")]
    one = graph_of(claims)
    posts = [Post(f"{n:x}" * 32, entity_id("body"), "губернатор") for n in range(16)]
    tenures = [
        structs.replace(tenure, id=f"{tenure.id}{n}", post=post.id)
        for n, post in enumerate(posts)
        for tenure in one.tenures
    ]
    statements = [
        structs.replace(statement, tenure=f"{statement.tenure}{n}", post=post.id)
        for n, post in enumerate(posts)
        for statement in one.statements
    ]
    graph = structs.replace(one, posts=posts, tenures=sorted(tenures), statements=statements)
    monkeypatch.setattr("kadry.analysis.clashes.MOST", most)
    assert [row.post_id for row in contradictions(graph)] == [post.id for post in posts]


def test_reprints_are_one_source() -> None:
    asserted, denied = (
        said(1, 0, since="2013", observed="2021-03-01"),
        said(2, 0, status="denied", observed="2017-05-05"),
    )
    graph = graph_of([asserted, denied])
    first, second = sorted((asserted.claim.document, denied.claim.document))
    assert list(contradictions(graph))
    assert not list(contradictions(structs.replace(graph, copies={second: first})))


@given(graphs())
def test_what_is_named_is_in_the_graph_and_the_order_is_fixed(graph: Graph) -> None:
    rows = list(contradictions(graph))
    claims = {statement.claim.id for statement in graph.statements}
    assert all(set(row.claims) <= claims and row.claims for row in rows)
    assert {id for row in rows for id in row.tenures} <= {tenure.id for tenure in graph.tenures}
    assert rows == list(contradictions(graph))


def test_the_small_graph_denies_what_nobody_asserts() -> None:
    assert list(contradictions(small())) == []


FIRST = date(2010, 1, 1)


@st.composite
def true_texts(draw: st.DrawFn) -> list[Said]:
    """What truthful sources say of a post that people held one after the other, coming back to it at times."""
    claims: list[Said] = []
    day = FIRST
    for person in draw(st.lists(st.integers(0, 2), min_size=2, max_size=5)):
        if claims and claims[-1].person == person:
            continue  # an unbroken tenure is one term
        start = day
        day += timedelta(draw(st.integers(1, 900)))
        for _ in range(draw(st.integers(1, 3))):
            claims.append(_true(draw, person, start, day))
        day += timedelta(draw(st.sampled_from([0, 0, 1, 200])))
    return claims


def _true(draw: st.DrawFn, person: int, start: date, end: date) -> Said:
    def written(day: date) -> str:
        return day.isoformat()[: draw(st.sampled_from([4, 7, 10]))]

    source, later = draw(st.integers(0, 5)), end + timedelta(draw(st.integers(1, 50)))
    inside = start + timedelta(draw(st.integers(0, (end - start).days)))
    match draw(st.sampled_from(["held", "since", "appointed", "dismissed", "whole", "until"])):
        case "held":
            return said(source, person, observed=inside.isoformat())
        case "since":
            return said(source, person, since=written(start), observed=inside.isoformat())
        case "appointed":
            return said(source, person, since=written(start), change="appointed", observed=inside.isoformat())
        case "dismissed":
            return said(source, person, until=written(end), change="dismissed", observed=later.isoformat())
        case "whole":
            return said(source, person, since=written(start), until=written(end), status="former")
        case _:
            return said(source, person, until=written(end), status="former", observed=later.isoformat())


@given(true_texts())
def test_what_is_true_never_contradicts_itself(claims: list[Said]) -> None:
    assert found(*claims) == []
