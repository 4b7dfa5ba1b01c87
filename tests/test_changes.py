"""What has changed since a day: against small stores told by hand, and against laws on random ones."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import test_graphing as made
from hypothesis import given, settings
from hypothesis import strategies as st

from kadry import analysis, graphing
from kadry.bounds import first_day
from kadry.changes import Change, changes
from kadry.claim import Chain, Extraction, Judgement, Mention, Quote, Status, Support, cut
from kadry.document import Reading, Span, make_document
from kadry.errors import UsageError
from kadry.graph import Graph
from kadry.scene import BodyClaim, DecisionClaim, EventClaim, Part, SceneClaim, join_scene
from kadry.store import Store

PETROV, BELOVA = "Иван Ильич Петров", "Анна Белова"
FINANCE = "Министерство финансов"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """What was known before 2021."""
    with Store(tmp_path / "kadry.db") as opened:
        made.add(opened, [f"{PETROV}|министр|{FINANCE}|current||"], 0, "2020-05-01")
        made.add(opened, [f"{BELOVA}|член|Секретариат|current||"], 1, "2020-06-01")
        yield opened


def at_posts(store: Store, since: str, until: str | None = None) -> list[Change]:
    """The changes but for those of what is around the posts, which made-up texts (scenes.py) have much of."""
    return [one for one in changes(store, since, until) if one.thing is None]


def told(store: Store, since: str = "2021", until: str | None = None) -> list[tuple[object, ...]]:
    found = at_posts(store, since, until)
    return [(one.kind, one.names, one.role, one.known, one.person_known) for one in found]


def test_nothing_is_new_without_a_new_document(store: Store) -> None:
    assert changes(store, "2021") == []
    assert [kind for kind, *_ in told(store, "2020-05-02")] == ["new"]


def test_an_appointment_of_somebody_known(store: Store) -> None:
    sentence = f"{PETROV}|премьер|Правительство|appointed|2021-02-03|"
    id = made.add(store, [sentence], 2, "2021-02-04")
    (one,) = at_posts(store, "2021")
    assert (one.kind, one.day, one.names, one.role, one.body) == (
        "appointed",
        "2021-02-04",
        (PETROV,),
        "премьер",
        "Правительство",
    )
    assert (one.since, one.known, one.person_known) == ("2021-02-03", False, True)
    (evidence,) = one.evidence
    assert (evidence.sentence, evidence.document) == (sentence, id)
    assert (evidence.source, evidence.published) == ("https://press.example/2", "2021-02-04")


def test_who_was_known_to_hold_a_post_and_leaves(store: Store) -> None:
    made.add(store, [f"{PETROV}|министр|{FINANCE}|dismissed||2021-02-03"], 2, "2021-02-04")
    assert told(store) == [("left", (PETROV,), "министр", True, True)]
    made.add(store, [f"{PETROV}|министр|{FINANCE}|former||"], 3, "2021-03-01")
    assert told(store, "2021-02-05") == []


def test_a_tenure_is_new_once(store: Store) -> None:
    made.add(store, [f"{PETROV}|член|Дума|current||"], 2, "2021-02-04")
    assert told(store) == [("new", (PETROV,), "член", False, True)]
    made.add(store, [f"{PETROV}|член|Дума|current||"], 3, "2021-03-04")
    assert told(store, "2021-03") == []
    assert len(at_posts(store, "2021")[0].evidence) == 2


def test_a_former_post_of_which_nobody_knew_is_new_and_no_leaving(store: Store) -> None:
    made.add(store, [f"{PETROV}|член|Дума|former||"], 2, "2021-02-04")
    assert told(store) == [("new", (PETROV,), "член", False, True)]


def test_somebody_new_of_whom_much_is_only_said(store: Store) -> None:
    made.add(store, ["Олег Попов|член|Дума|future||", "Лев Львов|член|Дума|current||"], 2, "2021-02-04")
    assert told(store) == [
        ("new", ("Лев Львов",), "член", False, False),
        ("new", ("Олег Попов",), "член", None, False),
    ]


def test_a_document_without_a_day_is_on_neither_side(store: Store) -> None:
    made.add(store, [f"{PETROV}|член|Дума|current||"], 2, None)
    made.add(store, [f"{PETROV}|член|Секретариат|current||"], 3, "2021")
    assert told(store, "2021-02") == []
    made.add(store, [f"{PETROV}|член|Дума|current||"], 4, "2021-03-04")
    assert told(store, "2021-02") == [("new", (PETROV,), "член", False, True)]


def test_a_newer_text_at_the_same_address_makes_nothing_new(store: Store) -> None:
    made.add(store, [f"{PETROV}|министр|{FINANCE}|current||", f"{BELOVA}|член|Дума|current||"], 0, "2021-02-04")
    assert told(store) == [("new", (BELOVA,), "член", False, True)]


def test_a_second_term_is_new(store: Store) -> None:
    made.add(store, [f"{PETROV}|министр|{FINANCE}|dismissed||2020-07-01"], 2, "2020-07-02")
    made.add(store, [f"{PETROV}|министр|{FINANCE}|appointed|2021-05-01|"], 3, "2021-05-02")
    assert told(store) == [("appointed", (PETROV,), "министр", False, True)]


def test_an_appointment_is_told_once(store: Store) -> None:
    made.add(store, [f"{PETROV}|судья|Дума|appointed|2020-07-01|"], 2, "2020-07-02")
    made.add(store, [f"{PETROV}|судья|Дума|appointed|2020-07-01|", f"{BELOVA}|судья|Дума|denied||"], 3, "2021-05-02")
    assert told(store) == []


def test_what_is_published_after_the_stretch_does_not_count(store: Store) -> None:
    made.add(store, [f"{PETROV}|член|Дума|current||"], 2, "2021-02-04")
    made.add(store, [f"{BELOVA}|член|Дума|current||"], 3, "2021-03-04")
    assert [names for _, names, *_ in told(store, "2021", "2021-02")] == [(PETROV,)]
    assert [names for _, names, *_ in told(store, "2021-02-05", "2021-12")] == [(BELOVA,)]


def test_people_who_became_one_by_what_was_published(tmp_path: Path) -> None:
    with Store(tmp_path / "kadry.db") as store:
        made.add(store, ["Иван Петров|министр|Секретариат|current||"], 0, "2020-05-01")
        made.add(store, ["И. И. Петров|судья|Дума|current||"], 1, "2020-06-01")
        id = made.add(store, [f"{PETROV}|член|Совет|current||"], 2, "2021-05-01")
        (merged,) = [one for one in at_posts(store, "2021") if one.kind == "merged"]
        assert set(merged.names) == {"Иван Петров", "И. И. Петров"}
        assert (merged.day, [one.document for one in merged.evidence]) == ("2021-05-01", [id])
        with graphing.opened(store) as graph, graphing.opened(store, known_at="2020") as before:
            (person,) = graph.persons
            assert set(merged.ids) == {one.id for one in before.persons} <= {person.id, *person.replaced}
        assert told(store)[-1] == ("merged", merged.names, None, None, None)
        assert [one.kind for one in at_posts(store, "2021-05-02")] == []


def test_judgements_since_the_day_merge(store: Store) -> None:
    keys = {chain.head.normal: chain.key for chain in store.chains()}
    sides = {"left": keys[PETROV], "right": keys[BELOVA], "verdict": "same", "by": "Анна"}
    store.judge(Judgement(at="2021-03-04T05:06:07", reason="брак", **sides))  # type: ignore[arg-type]
    (one,) = at_posts(store, "2021")
    assert (one.kind, one.day, one.why) == ("merged", "2021-03-04", "judged by Анна: брак")
    assert set(one.names) == {PETROV, BELOVA}
    assert at_posts(store, "2021", "2021-03-03") == at_posts(store, "2021-03-05") == []


def test_a_contradiction_in_which_a_new_claim_takes_part(store: Store) -> None:
    made.add(store, [f"{PETROV}|министр|{FINANCE}|current|2019-03-01|"], 2, "2020-05-02")
    others = [f"{name} {word}|член|Дума|current||" for name in ("Лев", "Яков", "Пётр") for word in ("Львов", "Ким")]
    made.add(store, [f"{PETROV}|министр|{FINANCE}|current|2020-01-10|", *others], 3, "2021-02-04")
    with graphing.opened(store) as graph:
        (whole,) = analysis.contradictions(graph)
    (one,) = [one for one in at_posts(store, "2021") if one.kind == "contradicted"]
    assert (one.why, one.certainty, one.dates, one.day) == (whole.kind, whole.certainty, whole.dates, "2021-02-04")
    assert {evidence.claim for evidence in one.evidence} == set(whole.claims)
    assert [one.kind for one in at_posts(store, "2021-02-05")] == []


def test_what_is_no_stretch_of_days_is_refused(store: Store) -> None:
    for since, until in (("вчера", None), ("2021", "2020"), ("2021", "13"), ("0001-01-01", None)):
        with pytest.raises(UsageError):
            changes(store, since, until)


@settings(max_examples=30, deadline=None)
@given(made.acts, st.sampled_from(("2019", "2020-05-02", "2021-01-02")))
def test_laws_on_random_stores(done: list[tuple[object, ...]], since: str) -> None:
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder, "kadry.db")) as store:
        documents: dict[str, list[str]] = {}
        for number, act in enumerate(done):
            made.do(store, documents, number, act)
        found = changes(store, since)
        assert found == changes(store, since)
        first = first_day(since) or ""
        new = [one for one in found if one.kind in ("appointed", "left", "new")]
        around = [one for one in found if one.thing is not None]
        assert all((first_day(one.evidence[0].published) or "") >= first for one in around)
        assert all((first_day(evidence.published) or "") >= first for one in new for evidence in one.evidence)
        assert all(one.evidence for one in new)
        with graphing.opened(store) as graph:
            novel_are_those_of_the_graph(around, graph, store, first)
            contradicted_are_those_of_the_graph([one for one in found if one.kind == "contradicted"], graph, first)
            fresh = {one.id for one in graph.documents if (first_day(one.published) or "") >= first}
            tenures = {t.id for d in graph.dossiers() for t in (h.tenure for h in d.holdings)}
            assert {one.tenure_id for one in new if one.tenure_id} <= tenures
            with graphing.opened(store, known_at="0001" if not first else before(first)) as old:
                claims = {claim for tenure in old.tenures for claim in tenure.claims}
            unknown = {
                holding.tenure.id
                for dossier in graph.dossiers()
                for holding in dossier.holdings
                if claims.isdisjoint(holding.tenure.claims)
                and all(one.claim.document in fresh for one in holding.statements)
            }
            replaced = {one.tenure_id for one in new if one.known}
            assert unknown - replaced - {one.tenure_id for one in new} <= superseded(store)


def before(first: str) -> str:
    year, month, day = map(int, first.split("-"))
    return (
        f"{year}-{month:02}-{day - 1:02}"
        if day > 1
        else f"{year - 1}-12-31"
        if month == 1
        else f"{year}-{month - 1:02}"
    )


def novel_are_those_of_the_graph(found: list[Change], graph: Graph, store: Store, first: str) -> None:
    """All that only fresh documents assert is told, and nothing of which another document speaks that was known."""
    fresh = {one.id for one in graph.documents if (first_day(one.published) or "") >= first}
    sources: dict[str, set[str]] = {}
    for telling in graph.tellings:
        sources.setdefault(telling.about, set()).add(telling.claim.document)
    things = [one for part in made.SCENE[:-1] for one in getattr(graph, part)]
    known = {id for part in made.SCENE[:-1] for id in (one.id for one in getattr(graph, part))}
    told = {one.thing_id for one in found if one.kind != "over"}
    assert told <= known
    if superseded(store):
        return
    assert {one.id for one in things if one.standing == "asserted" and sources[one.id] <= fresh} <= told
    with graphing.opened(store, known_at="0001" if not first else before(first)) as old:
        claims = {telling.claim.id for telling in old.tellings}
    assert not any(one.id in told and not claims.isdisjoint(one.claims) for one in things)


def superseded(store: Store) -> set[str | None]:
    """Tenures may be known from a text that was replaced: then nothing is required of them."""
    if not store.counts()["superseded"] and not store.counts()["retracted"] and not store.counts()["erased"]:
        return set()
    with graphing.opened(store) as graph:
        return {tenure.id for tenure in graph.tenures}


def contradicted_are_those_of_the_graph(found: list[Change], graph: Graph, first: str) -> None:
    fresh = {one.id for one in graph.documents if (first_day(one.published) or "") >= first}
    documents = {statement.claim.id: statement.claim.document for statement in graph.statements}
    right = {
        (one.kind, one.person_ids, one.post_id, one.dates, one.claims)
        for one in analysis.contradictions(graph)
        if any(documents[claim] in fresh for claim in one.claims)
    }
    told = {
        (one.why, one.ids, one.post_id, one.dates, tuple(sorted(evidence.claim for evidence in one.evidence)))
        for one in found
    }
    assert told == right


def relate(store: Store, text: str, place: int, day: str | None, status: Status = "current") -> str:
    """A document that says what its text does: «Отдел … Комиссия …», and «указ № 5 …» where there is one."""
    document = make_document(text, source=f"https://press.example/{place}", published=day)

    def at(words: str, type: str = "body") -> Mention:
        start = text.index(words)
        return cut(document.id, text, Span(start, start + len(words)), type, words)  # type: ignore[arg-type]

    said: dict[str, Any] = {
        "document": document.id,
        "evidence": Quote(0, len(text), text),
        "supports": (Support("scene@1", 0.5),),
    }
    body, other = at("Отдел печати"), at("Комиссия по делам печати")
    claims: list[SceneClaim] = [
        BodyClaim(
            body=body, body_entity=body, relation="part_of", other=other, other_entity=other, status=status, **said
        )
    ]
    if "указ № 5" in text:
        claims.append(
            DecisionClaim(
                words=at("указ № 5", "decision"),
                type="указ",
                number="5",
                issuer=other,
                issuer_entity=other,
                date="2021-03",
                title="О печати",
                **said,
            )
        )
    if "съезд" in text:
        claims.append(
            EventClaim(
                words=at("съезд", "event"),
                type="съезд",
                title="XIV съезд Союза",
                parts=(Part(body, body, "host"),),
                **said,
            )
        )
    chains = tuple(sorted(Chain(one, (one,)) for one in (body, other)))
    found = Extraction(document=document.id, claims=(), chains=chains, version="v1", scene=join_scene(claims))
    store.add(Reading(document=document, name=str(place), location=f"/{place}.txt"), found)
    return document.id


FIRST = "Отдел печати и Комиссия по делам печати работают."
NAMES = ("Отдел печати", "Комиссия по делам печати")


def around(store: Store, since: str) -> list[tuple[object, ...]]:
    return [(one.kind, one.thing, one.names) for one in changes(store, since)]


def test_relations_decisions_and_events_are_new_once(tmp_path: Path) -> None:
    with Store(tmp_path / "kadry.db") as store:
        relate(store, FIRST, 0, "2020-05-01")
        assert around(store, "2020-05-01") == [("related", "part_of", NAMES)]
        assert around(store, "2020-05-02") == []
        id = relate(store, f"{FIRST} Вышел указ № 5, был съезд.", 1, "2021-03-04")
        assert around(store, "2021") == [
            ("decided", "указ № 5 «О печати»", NAMES[1:]),
            ("happened", "XIV съезд Союза", NAMES[:1]),
        ]
        (decided, _) = changes(store, "2021")
        assert (decided.day, decided.dates) == ("2021-03-04", ("2021-03",))
        assert [one.document for one in decided.evidence] == [id]
        relate(store, f"{FIRST} Ещё раз: указ № 5.", 2, "2021-04")
        assert around(store, "2021-04") == []


def test_a_relation_that_is_called_former_is_over_once(tmp_path: Path) -> None:
    with Store(tmp_path / "kadry.db") as store:
        relate(store, FIRST, 0, "2020-05-01")
        relate(store, f"{FIRST} Раньше.", 1, "2021-03-04", status="former")
        assert around(store, "2021") == [("over", "part_of", NAMES)]
        relate(store, f"{FIRST} Давно.", 2, "2021-05", status="former")
        assert around(store, "2021-05") == []


def test_what_is_planned_or_of_no_day_or_said_again_at_the_same_address_is_no_novelty(tmp_path: Path) -> None:
    with Store(tmp_path / "kadry.db") as store:
        relate(store, f"{FIRST} Скоро.", 0, "2021-03-04", status="future")
        relate(store, f"{FIRST} Когда-то.", 1, None)
        assert around(store, "2021") == []
        relate(store, f"Новость. {FIRST} Вышел указ № 5, был съезд.", 2, "2020-05-01")
        relate(store, f"Обновлено. {FIRST} Вышел указ № 5, был съезд.", 2, "2021-03-05")
        assert around(store, "2021") == []
