"""The graph that a store keeps beside its ledger: always what projecting everything from scratch gives."""

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from projecting import project, with_followers
from scenes import scenery

from kadry import graphing, merging
from kadry.authority import make_entry
from kadry.bounds import last_day
from kadry.claim import Chain, Extraction, Judgement, Mention, Quote, Rejection, RoleClaim, Support, Verdict, cut
from kadry.document import Document, Reading, Span, make_document
from kadry.errors import UsageError
from kadry.graph import Graph
from kadry.moments import lives, marked
from kadry.scene import BodyClaim, DecisionClaim, Effect, join_scene
from kadry.scenery import by_decision, on_tenures
from kadry.store import Store
from kadry.store.graph import reading
from kadry.store.graph import refresh as refreshing
from kadry.store.graph.refresh import Refresh

PEOPLE = ("Иван Петров", "Иван Ильич Петров", "И. И. Петров", "Петров", "Лыонг Кыонг", "Луонг Куонг", "Анна Белова")
BODIES = (
    "",
    "Министерство финансов",
    "Минфин",
    "КГБ СССР",
    "ФСБ России",
    "Секретариат",
    "группа",
    "a\0b\U0001f468 тест",
)
ROLES = ("министр", "Министр", "член", "")
STATUS = ("current", "former", "future", "denied", "appointed", "dismissed", "reported")
DATES = ("", "2019", "2020-05", "2021-01-02")
ENTRIES = (
    make_entry("Q1", "person", ["Иван Ильич Петров", "Ivan Petrov"]),
    make_entry("Q2", "body", ["Министерство финансов"], country="RU"),
)
VERDICTS: Sequence[Verdict] = ("same", "different", "unsure")
VOICES = ("titles@1", "predicates@2")
SCENE = ("structures", "decisions", "events", "successions", "tellings")


def mined(document: Document, version: str = "v1") -> Extraction:
    """Each line is a claim, «name|role|body|status|since|until»; equal names in a document are one.

    Each pair of bodies that follow one another makes a claim of another kind, with the people between (scenes.py).
    """
    mentions: dict[str, list[Mention]] = {}
    claims = []
    start = 0
    for number, line in enumerate(document.text.split("\n")):
        name, role, body, status, since, until = line.split("|")
        places = [start, start + len(name) + 1, start + len(name) + len(role) + 2]
        types = ("person", "role", "body")
        who, what, where = (
            cut(document.id, document.text, Span(at, at + len(text)), type, text) if text else None  # type: ignore[arg-type]
            for at, text, type in zip(places, (name, role, body), types, strict=True)
        )
        assert who is not None
        for one in (who, where):
            if one is not None:
                mentions.setdefault(one.text, []).append(one)
        if what is not None or where is not None:
            claims.append(
                RoleClaim(
                    document=document.id,
                    person=who,
                    antecedent=mentions[name][0],
                    role=what,
                    organization=where,
                    evidence=Quote(start, start + len(line), line),
                    supports=tuple(Support(rule, 0.1 * (number + 7) / 3) for rule in VOICES[: 1 + number % 2]),
                    status=status if status in ("former", "future", "denied") else "current",  # type: ignore[arg-type]
                    change=status if status in ("appointed", "dismissed") else None,  # type: ignore[arg-type]
                    reported=status == "reported",
                    since=since or None,
                    until=until or None,
                    observed=document.published,
                )
            )
        start += len(line) + 1
    chains = [
        Chain(
            own[0],
            tuple(own),
            country="RU" if "нс" in text else None,
            setting="BY" if len(own) > 1 else None,
            generic=text == "группа",
        )
        for text, own in mentions.items()
        if text != "Секретариат"  # stands in no chain
    ]
    found = tuple(sorted(chains, key=lambda chain: chain.head))
    scene = join_scene(scenery(document, [own[-1] for own in mentions.values()], mentions))
    return Extraction(document=document.id, claims=tuple(claims), chains=found, version=version, scene=scene)


def add(store: Store, lines: Sequence[str], place: int = 0, day: str | None = None, version: str = "v1") -> str:
    document = make_document("\n".join(lines), source=f"https://press.example/{place}", published=day)
    store.add(Reading(document=document, name=str(place), location=f"/{place}.txt"), mined(document, version))
    return document.id


def from_scratch(store: Store) -> Graph:
    return with_followers(
        project(
            list(store.headers()),
            store.claims(),
            store.chains(),
            merging.merged(store),
            store.rejected(),
            store.copies(),
            store.scene(),
        )
    )


def same(left: Graph, right: Graph) -> None:
    for part in ("documents", "persons", "bodies", "posts", "tenures", "statements", "rules", *SCENE):
        assert list(getattr(left, part)) == list(getattr(right, part)), part
    assert dict(left.copies) == dict(right.copies)
    assert list(left.dossiers()) == list(right.dossiers())


def is_right(store: Store) -> None:
    assert graphing.refresh(store)
    with graphing.opened(store) as graph:
        same(graph, from_scratch(store))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "kadry.db") as opened:
        yield opened


@pytest.fixture(autouse=True, scope="module")
def _two_persons_at_once() -> Iterator[None]:
    """So that the dossiers of a small graph are read in several parts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "_PERSONS", 2)
        yield


lines = st.builds(
    lambda *parts: "|".join(parts),
    st.sampled_from(PEOPLE),
    st.sampled_from(ROLES),
    st.sampled_from(BODIES),
    st.sampled_from(STATUS),
    st.sampled_from(DATES),
    st.sampled_from(DATES),
)
acts = st.lists(
    st.one_of(
        st.tuples(
            st.just("add"),
            st.lists(lines, min_size=1, max_size=4),
            st.integers(0, 5),
            st.sampled_from((None, "2020", "2021-01-02")),
            st.sampled_from(("v1", "v2")),
        ),
        st.tuples(st.just("reprint"), st.integers(0, 9), st.integers(0, 5)),
        st.tuples(st.sampled_from(("retract", "restore", "erase")), st.integers(0, 9)),
        st.tuples(st.just("judge"), st.integers(0, 40), st.integers(0, 40), st.sampled_from(VERDICTS)),
        st.tuples(st.just("reject"), st.integers(0, 20), st.booleans()),
        st.tuples(st.sampled_from(("add_authority", "remove_authority")), st.integers(0, len(ENTRIES) - 1)),
        st.tuples(st.just("refresh")),
    ),
    min_size=1,
    max_size=10,
)


def do(store: Store, documents: dict[str, list[str]], number: int, act: tuple[object, ...]) -> None:
    """One act on a store; documents: the lines of all that it has ever held, in order of arrival."""
    at = f"2025-01-01T00:{number:02}"
    match act:
        case "add", [*written], int(place), day, str(version):
            texts = list(map(str, written))
            documents[add(store, texts, place, None if day is None else str(day), version)] = texts
        case "reprint", int(of), int(place) if documents:
            add(store, list(documents.values())[of % len(documents)], place + 10)
        case ("retract" | "restore" | "erase") as name, int(of) if documents:
            getattr(store, name)(list(documents)[of % len(documents)])
        case "judge", int(left), int(right), verdict:
            keys = [chain.key for chain in store.chains()]
            sides = (keys[left % len(keys)], keys[right % len(keys)]) if keys else ("", "")
            if sides[0] != sides[1] and sides[0].rpartition(":")[2] == sides[1].rpartition(":")[2]:
                store.judge(Judgement(at=at, left=sides[0], right=sides[1], verdict=verdict, by="Анна"))  # type: ignore[arg-type]
        case "reject", int(of), bool(withdrawn):
            claims = [claim.id for claim in (*store.claims(), *store.scene())]
            if claims:
                store.reject(Rejection(at=at, claim=claims[of % len(claims)], by="Анна", withdrawn=withdrawn))
        case ("add_authority" | "remove_authority") as name, int(of):
            getattr(store, name)([ENTRIES[of]])
        case ("refresh",):
            is_right(store)


@settings(max_examples=150, deadline=None)
@given(acts)
def test_the_view_is_what_projecting_from_scratch_gives(done: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder, "kadry.db")) as store:
        documents: dict[str, list[str]] = {}
        for number, act in enumerate(done):
            do(store, documents, number, act)
        is_right(store)


def filled(store: Store) -> list[str]:
    """Three documents of different days."""
    return [
        add(store, ["Иван Петров|министр|Министерство финансов|current||", "Анна Белова|член||denied||"], 0, "2020"),
        add(store, ["Иван Петров|министр|Министерство финансов|dismissed||2021-01-02"], 1, "2021-01-05"),
        add(store, ["Анна Белова|член|Секретариат|current||"], 2),
    ]


def test_nothing_new_changes_nothing(store: Store) -> None:
    filled(store)
    is_right(store)
    before = store._connection.execute("SELECT * FROM graph_state").fetchall()
    assert graphing.refresh(store)
    assert store._connection.execute("SELECT * FROM graph_state").fetchall() == before


def test_only_what_a_document_touches_is_worked_out(store: Store) -> None:
    filled(store)
    is_right(store)
    stamp = store._connection.execute("SELECT stamp FROM graph_state").fetchone()[0]
    add(store, ["Анна Белова|член|Секретариат|former||"], 3, "2022")
    is_right(store)
    query = "SELECT founder FROM graph_entity WHERE stamp > ? AND kind = 'person'"
    founders = [founder for (founder,) in store._connection.execute(query, (stamp,))]
    names = {chain.key: chain.head.normal for chain in store.chains()}
    assert [names[founder] for founder in founders] in ([], ["Анна Белова"])
    changed = store._connection.execute("SELECT count(*) FROM graph_tenure WHERE stamp > ?", (stamp,)).fetchone()
    assert changed[0] >= 1


def test_a_graph_stays_of_its_moment_while_the_store_goes_on(store: Store) -> None:
    ids = filled(store)
    with graphing.opened(store) as graph:
        before = list(graph.statements)
        store.retract(ids[0])
        graphing.refresh(store)
        assert list(graph.statements) == before
    with graphing.opened(store) as graph:
        assert list(graph.statements) != before


def test_a_graph_in_memory_needs_no_store(store: Store) -> None:
    filled(store)
    found = graphing.held(store)
    right = from_scratch(store)
    store.close()
    same(found, right)


def scene_of(graph: Graph) -> set[str]:
    """The persons and bodies whom relations, decisions, events and successions name."""
    found = {body for one in graph.structures for body in (one.body, one.other)}
    found |= {effect.entity or "" for one in graph.decisions for effect in one.effects}
    found |= {one.issuer or "" for one in graph.decisions}
    found |= {id or "" for one in graph.successions for id in (one.person, one.predecessor, one.body)}
    return (found | {part.entity or "" for one in graph.events for part in one.parts}) - {""}


def is_of_day(graph: Graph, whole: Graph) -> None:
    """Whether a graph has, of the scene of the whole, what was so on its day, and everyone who is named in it."""
    day, bounds = graph.as_of or "", lives(whole.structures)
    decisions, structures = list(marked(whole.decisions, day, bounds)), marked(whole.structures, day, bounds)
    made, held = {one.id for one in decisions}, {tenure.id for tenure in graph.tenures}
    assert [on_tenures(one, held) for one in decisions] == list(graph.decisions)
    assert [by_decision(one, made) for one in structures] == list(graph.structures)
    assert list(marked(whole.events, day, bounds)) == list(graph.events)
    assert list(marked(whole.successions, day, bounds)) == list(graph.successions)
    kept = {one.id for part in SCENE[:-1] for one in getattr(graph, part)}
    assert {one.post for one in graph.successions} - {None} <= {post.id for post in graph.posts}
    assert list(graph.tellings) == [telling for telling in whole.tellings if telling.about in kept]
    assert scene_of(graph) <= {one.id for one in graph.persons} | {one.id for one in graph.bodies}
    assert {telling.claim.document for telling in graph.tellings} <= {header.id for header in graph.documents}


@settings(max_examples=60, deadline=None)
@given(acts, st.sampled_from(("2018", "2020-05", "2020-05-20", "2021-01-02", "2030")))
def test_the_scene_of_a_day_is_of_that_day_and_whole(done: list[tuple[object, ...]], day: str) -> None:
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder, "kadry.db")) as store:
        documents: dict[str, list[str]] = {}
        for number, act in enumerate(done):
            do(store, documents, number, act)
        with graphing.opened(store) as whole, graphing.opened(store, as_of=day) as graph:
            is_of_day(graph, whole)


def test_what_is_around_the_posts_is_in_the_view_and_in_a_graph_of_one_day(store: Store) -> None:
    names = ["Министерство финансов", "КГБ СССР", "ФСБ России", "Секретариат", "Минфин"]
    for number, day in enumerate(("2019", "2020", "2021", None)):
        people = [f"{name}|член||current||" for name in PEOPLE]
        add(store, [*people, *(f"Анна Белова|член|{name}|current||" for name in names[number:])] * 2, number, day)
    is_right(store)
    with graphing.opened(store) as graph:
        assert all(list(getattr(graph, part)) for part in SCENE)
        assert len(graph.tellings) == len(list(graph.tellings))
        before = list(graph.tellings)
    store.reject(Rejection(at="2025", claim=before[0].claim.id, by="Анна"))
    is_right(store)
    with graphing.opened(store) as graph:
        assert before[0] not in graph.tellings
    with graphing.opened(store, as_of="2020") as graph, graphing.opened(store) as whole:
        assert list(graph.structures)
        assert len(graph.tellings) < len(whole.tellings)
        is_of_day(graph, whole)
        for one in (graph, whole):
            tells_the_same(one, graphing.in_memory(one))


def tells_the_same(stored: Graph, held: Graph) -> None:
    """Both graphs know by their ids what tells of all that is around the posts."""
    read, known = stored.told(), held.told()
    about = {telling.about for telling in held.tellings}
    things = {one.id for part in SCENE[:-1] for one in getattr(held, part)}
    assert things == about
    for id in things:
        assert list(read(id)) == list(known(id)) == [telling for telling in held.tellings if telling.about == id]


def test_a_body_is_a_node_as_long_as_any_claim_names_it_and_reprints_are_one_source(store: Store) -> None:
    said = ["Анна Белова|член|КГБ СССР|current||", "Анна Белова|член|Секретариат|current||"]
    ids = [add(store, said, place, "2019") for place in range(3)]
    is_right(store)
    while kept := [claim.id for claim in (*store.claims(), *store.scene()) if claim.id not in store.rejected()]:
        with graphing.opened(store) as graph:
            assert all(one.sources == 1 for one in graph.structures)
        store.reject(Rejection(at="2025", claim=kept[0], by="Анна"))
        is_right(store)
    assert len(ids) == 3
    with graphing.opened(store) as graph:
        assert not any(map(list, (graph.bodies, graph.documents, *(getattr(graph, part) for part in SCENE))))


def test_erased_words_are_nowhere_in_the_file(store: Store, tmp_path: Path) -> None:
    said = ["Ксаверий Неповторимов|обер-прокурор|Тайный приказ|current||", "Анна Белова|член|Приказ шипов|current||"]
    gone = add(store, said, 7)
    filled(store)
    is_right(store)
    store.erase(gone)
    data = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert not any(word.encode() in data for word in ("Неповторимов", "обер-прокурор", "Тайный", "шипов"))
    is_right(store)


def test_what_was_held_on_a_day(store: Store) -> None:
    filled(store)
    with graphing.opened(store, as_of="2020-06") as graph:
        held = {(d.person.name, h.post.role): h.tenure.as_of for d in graph.dossiers() for h in d.holdings}
        assert graph.as_of == "2020-06"
        assert held == {("Иван Петров", "министр"): "possible", ("Анна Белова", "член"): "possible"}
        assert not any(dossier.others for dossier in graph.dossiers())
        assert len(graph.statements) == len(list(graph.statements)) == 3
    with graphing.opened(store, as_of="2022") as graph:
        assert [person.name for person in graph.persons] == ["Анна Белова"]
        assert [len(part) for part in (graph.tenures, graph.statements)] == [1] * 2
        vacant = {one.post for one in graph.successions} - {None}
        assert {post.id for post in graph.posts} == {tenure.post for tenure in graph.tenures} | vacant
        assert {body.id for body in graph.bodies} <= {*(post.body for post in graph.posts), *scene_of(graph)}


@settings(max_examples=60, deadline=None)
@given(acts, st.sampled_from(("2019", "2020-12-31", "2021-01-02")))
def test_what_was_known_by_a_day_is_what_a_store_with_those_documents_has(
    done: list[tuple[object, ...]], day: str
) -> None:
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder, "kadry.db")) as store:
        documents: dict[str, list[str]] = {}
        for number, act in enumerate(done):
            do(store, documents, number, act)
        with graphing.opened(store, known_at=day) as graph:
            assert all((last_day(one.published) or "9") <= (last_day(day) or "") for one in graph.documents)
            assert graph.known_at == day
            found, told = list(graph.statements), list(graph.tellings)
            assert {one.claim.document for one in told} <= {one.id for one in graph.documents}
        late = (last_day(day) or "") >= "2021-01-02"
        live = {one.id: last_day(one.published) for one in store.headers()}
        if late and all(live.values()) and not any(act[0] in ("retract", "erase", "restore") for act in done):
            right = from_scratch(store)
            assert (found, told) == (list(right.statements), list(right.tellings))


@pytest.mark.parametrize(("as_of", "known_at"), [("вчера", None), (None, "2025-13")])
def test_a_day_that_is_none_is_refused(store: Store, as_of: str | None, known_at: str | None) -> None:
    filled(store)
    with pytest.raises(UsageError, match="no date"), graphing.opened(store, as_of=as_of, known_at=known_at):
        pass


@pytest.mark.parametrize("step", ["_each_post", "_each"])
def test_another_process_may_take_away_what_is_due(store: Store, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    gone = filled(store)[0]
    act, pieces = getattr(Refresh, step), refreshing._in_pieces

    def meanwhile(rows: Sequence[int], size: int) -> Iterator[Sequence[int]]:
        monkeypatch.undo()
        with Store(store.path) as other:
            other.retract(gone)
            assert graphing.refresh(other)
        return pieces(rows, size)

    def interrupted(one: Refresh, *what: Any) -> None:
        if "careers" not in what:
            monkeypatch.setattr(refreshing, "_in_pieces", meanwhile)
        act(one, *what)

    monkeypatch.setattr(Refresh, step, interrupted)
    graphing.refresh(store)
    monkeypatch.undo()
    is_right(store)


def test_where_another_writes_the_graph_is_of_a_copy(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kadry.store.transactions.HASTE", 0.01)
    filled(store)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with graphing.opened(store) as graph:
            same(graph, from_scratch(store))
        other.execute("ROLLBACK")
    is_right(store)


def test_what_comes_between_the_two_views_waits_until_both_know_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As documents do that are mined while the views of others are made: nobody would know yet who is who in them."""
    filled(store)

    def with_another(store: Store) -> bool:
        monkeypatch.undo()
        done = merging.refresh(store)
        add(store, ["Анна Петрова|министр|Секретариат|current||"], 99)
        return done

    monkeypatch.setattr(graphing, "refresh_partition", with_another)
    assert not graphing.refresh(store)
    known = [store._connection.execute(f"SELECT edition FROM {view}_edition").fetchall() for view in ("view", "graph")]
    assert known[0] == known[1]
    is_right(store)


def linked(store: Store) -> tuple[str, str]:
    """A document by whose decision a body was created and somebody appointed; its claims on a post and a relation."""
    text = (
        "Указом № 7 образован Отдел печати Администрации. Указом № 7 Анна Белова назначена главой отдела Отдел печати."
    )
    document = make_document(text, source="https://press.example/link", published="2020-05-17")

    def at(words: str, type: str, last: bool = False) -> Mention:
        start = text.rindex(words) if last else text.index(words)
        return cut(document.id, text, Span(start, start + len(words)), type, words)  # type: ignore[arg-type]

    who, body, other = at("Анна Белова", "person"), at("Отдел печати", "body"), at("Администрации", "body")
    half = text.index(". ") + 1
    said: dict[str, Any] = {"document": document.id, "supports": (Support("scene@1", 0.5),)}
    first, second = Quote(0, half, text[:half]), Quote(half + 1, len(text), text[half + 1 :])
    post = RoleClaim(
        document=document.id, person=who, antecedent=who, role=at("главой отдела", "role"), supports=said["supports"],
        organization=at("Отдел печати", "body", last=True), evidence=second, change="appointed", observed="2020-05-17",
    )  # fmt: skip
    relation = BodyClaim(
        body=body, body_entity=body, relation="created_by", other=other, other_entity=other, date="2020-05-17",
        decision=at("Указом № 7", "decision"), evidence=first, **said,
    )  # fmt: skip
    decisions = [
        DecisionClaim(
            words=at("Указом № 7", "decision", last=late), type="указ", number="7", issuer=other, issuer_entity=other,
            effects=(Effect("appoints", who, who),) if late else (), evidence=second if late else first,
            date="2020-05-17", **said,
        )
        for late in (False, True)
    ]  # fmt: skip
    chains = tuple(sorted(Chain(one, (one,)) for one in (who, body, other)))
    found = Extraction(
        document=document.id, claims=(post,), chains=chains, version="v1", scene=join_scene((relation, *decisions))
    )
    store.add(Reading(document=document, name="link", location="/link.txt"), found)
    return post.id, decisions[1].id


def test_a_decision_leads_to_the_tenure_that_it_began_and_a_relation_to_its_decision(store: Store) -> None:
    linked(store)
    is_right(store)
    with graphing.opened(store) as graph:
        (decision,), (tenure,) = graph.decisions, graph.tenures
        assert [effect.tenures for effect in decision.effects] == [(tenure.id,)]
        assert [one.decided_by for one in graph.structures] == [decision.id]
    with graphing.opened(store, as_of="2020-05-16") as graph:
        assert not list(graph.decisions)
        assert not list(graph.structures)


def test_links_follow_what_they_lead_to(store: Store) -> None:
    post, decision = linked(store)
    is_right(store)
    store.reject(Rejection(at="2025-01", claim=post, by="Анна"))
    is_right(store)
    with graphing.opened(store) as graph:
        assert [effect.tenures for one in graph.decisions for effect in one.effects] == [()]
    store.reject(Rejection(at="2025-02", claim=post, by="Анна", withdrawn=True))
    add(store, ["Анна Белова|глава отдела|Отдел печати|current||"], 1, "2019")  # another claim gives the tenure its id
    is_right(store)
    with graphing.opened(store) as graph:
        held = {tenure.id for tenure in graph.tenures}
        assert {id for one in graph.decisions for effect in one.effects for id in effect.tenures} <= held
        assert any(effect.tenures for one in graph.decisions for effect in one.effects)
    store.reject(Rejection(at="2025-03", claim=decision, by="Анна"))
    is_right(store)
    with graphing.opened(store) as graph:
        assert {one.decided_by for one in graph.structures} - {None} <= {one.id for one in graph.decisions}
        assert any(one.decided_by for one in graph.structures)
