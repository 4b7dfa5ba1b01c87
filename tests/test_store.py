"""The ledger: adding, replacing, superseding, taking out, finding; nothing depends on the order of arrival."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from kadry.claim import Chain, Extraction, Judgement, Mention, Quote, Rejection, RoleClaim, Support, cut
from kadry.document import Document, Reading, Span, make_document
from kadry.errors import AmbiguousName, InputError, StoreError, UnknownName
from kadry.scene import BodyClaim, DecisionClaim, Effect, EventClaim, Part, SceneClaim, SuccessionClaim
from kadry.store import Store

TEXT = "Министр финансов Иван Петров принял участие. Петров отметил успехи Минфина. "


def mined(document: Document, version: str = "v1", observed: str | None = None) -> Extraction:
    """What a very small extractor finds in a text that begins with TEXT."""
    text = document.text
    assert text.startswith(TEXT)
    person = cut(document.id, text, Span(17, 28), "person", "Иван Петров")
    bare = cut(document.id, text, Span(45, 51), "person", "Петров")
    body = cut(document.id, text, Span(67, 74), "body", "Минфин")
    role = cut(document.id, text, Span(0, 16), "role", "министр финансов")
    common: dict[str, Any] = {
        "document": document.id,
        "antecedent": person,
        "role": role,
        "observed": observed or document.published,
    }
    claims = (
        RoleClaim(
            person=person,
            organization=None,
            evidence=Quote(0, 44, text[:44]),
            supports=(Support("titles@1", 0.9), Support("z@2", 0.25)),
            since="2020-01",
            acting=True,
            **common,
        ),
        RoleClaim(
            person=bare,
            organization=body,
            organization_inferred=True,
            evidence=Quote(45, 75, text[45:75]),
            supports=(Support("titles@1", 0.5),),
            post="министр",
            **common,
        ),
    )
    chains = (Chain(person, (person, bare), gender="masc"), Chain(body, (body,), country="RU", generic=True))
    scene = tuple(scenery(document, person, body))
    return Extraction(document=document.id, claims=claims, chains=chains, version=version, scene=scene)


def scenery(document: Document, person: Mention, body: Mention) -> Iterator[SceneClaim]:
    """A claim of each other kind, with every field that it has."""
    text = document.text
    other = cut(document.id, text, Span(8, 16), "body", "финансы")
    supports = (Support("scene@1", 0.75), Support("z@2", 0.25))
    common: dict[str, Any] = {
        "document": document.id,
        "evidence": Quote(0, 44, text[:44]),
        "supports": supports,
        "date": "2020-05",
    }
    words = cut(document.id, text, Span(29, 43), "event", "участие")
    named = cut(document.id, text, Span(52, 66), "decision", "успех № 5")
    yield BodyClaim(
        body=other, body_entity=body, relation="part_of", other=body, other_entity=body, decision=named, **common
    )
    yield EventClaim(
        words=words,
        type="участие",
        title="принял участие",
        place=cut(document.id, text, Span(0, 7), "place", "Министр"),
        parts=(Part(person, person, "chair"), Part(other, body, "participant")),
        status="future",
        **common,
    )
    yield DecisionClaim(
        words=named,
        type="успех",
        number="5",
        title="О «успехах»",
        issuer=other,
        issuer_entity=body,
        effects=(Effect("creates", other, body), Effect("appoints", person, person)),
        reported=True,
        **common,
    )

    yield SuccessionClaim(
        words=cut(document.id, text, Span(29, 43), "succession", "участие"),
        person=person,
        person_entity=person,
        predecessor=cut(document.id, text, Span(52, 66), "person", "Успех"),
        predecessor_entity=person,
        role=cut(document.id, text, Span(0, 7), "role", "министр"),
        organization=other,
        organization_entity=body,
        **common,
    )
    yield SuccessionClaim(
        words=cut(document.id, text, Span(29, 43), "succession", "вакантен"),
        role=cut(document.id, text, Span(0, 7), "role", "министр"),
        **common,
    )


def reading(tail: str = "", location: str = "", **fields: Any) -> Reading:
    document = make_document(TEXT + tail, **fields)
    return Reading(document=document, name=tail, location=location or f"/news/{tail or 'plain'}.txt")


def add(store: Store, *readings: Reading, version: str = "v1") -> list[str]:
    return [store.add(one, mined(one.document, version)) for one in readings]


def seen(store: Store) -> tuple[list[object], ...]:
    """All that an export is made of."""
    words: list[object] = [*store.judgements(), *sorted(store.rejected())]
    return list(store.headers()), [*store.claims(), *store.scene()], list(store.chains()), words


def ids(store: Store) -> set[str]:
    return {header.id for header in store.headers()}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "kadry.db") as opened:
        yield opened


def test_what_is_read_is_what_was_added(store: Store) -> None:
    one = reading(
        "а\r\n\x00б", source="https://press.example/1", title="Заметка", published="2025-03", masked=(Span(1, 4),)
    )
    assert add(store, one) == ["added"]
    found = mined(one.document)
    assert list(store.headers()) == [one.document.header]
    assert list(store.claims()) == list(found.claims)
    assert list(store.scene()) == sorted(found.scene, key=lambda claim: claim.position)
    assert list(store.chains()) == sorted(found.chains)
    assert store.document(one.document.id) == one.document
    assert store.locations() == {one.location: one.document.id}


def test_every_field_of_a_claim_is_kept(store: Store) -> None:
    """A field that is added to the type and forgotten in the tables shows here."""
    one = reading()
    claim = mined(one.document).claims[1]
    values: dict[str, Any] = {
        "role_class": "rank",
        "organization_inferred": True,
        "status": "former",
        "change": "dismissed",
        "acting": True,
        "reported": True,
        "since": "2001",
        "until": "2002-02",
        "term_until": "2003-03-03",
        "observed": "2004",
        "post": "пост",
    }
    plain = set(RoleClaim.__struct_fields__) - {"document", "person", "antecedent", "role", "organization"}
    assert plain - {"evidence", "supports"} == values.keys()
    full = structs.replace(claim, **values)
    store.add(one, structs.replace(mined(one.document), claims=(full,)))
    assert list(store.claims()) == [full]


def test_what_is_unknown_of_a_scene_is_kept_as_unknown(store: Store) -> None:
    one = reading()
    relation, event, decision, *_ = mined(one.document).scene
    bare = (
        structs.replace(relation, date=None, decision=None),
        structs.replace(event, date=None, title=None, place=None, parts=()),
        structs.replace(decision, date=None, number=None, title=None, issuer=None, issuer_entity=None, effects=()),
    )
    store.add(one, structs.replace(mined(one.document), scene=bare))
    assert list(store.scene()) == list(bare)


def test_claims_are_found_by_the_beginning_of_their_ids(store: Store) -> None:
    one = reading()
    add(store, one)
    found = mined(one.document)
    every = sorted(claim.id for claim in (*found.claims, *found.scene))
    assert [store.find_claims(id) for id in every] == [[id] for id in every]
    assert store.find_claims(every[0][:5].upper()) == [every[0]]
    assert [store.find_claims(start) for start in ("", "zz", "0" * 33)] == [[]] * 3
    store.retract(one.document.id)
    assert store.find_claims(every[0]) == []


def test_adding_again_changes_nothing(store: Store) -> None:
    one = reading("а")
    add(store, one)
    before = seen(store), store.counts()
    assert add(store, one) == ["unchanged"]
    assert store.touch(one, "v1") == "unchanged"
    assert (seen(store), store.counts()) == before


def test_an_unknown_document_or_version_needs_extraction(store: Store) -> None:
    one = reading("а")
    assert store.touch(one, "v1") is None
    add(store, one)
    assert store.touch(one, "v2") is None
    assert add(store, one, version="v2") == ["replaced"]
    assert store.touch(one, "v2") == "unchanged"
    assert store.counts()["claims"] == 2


def test_a_newer_version_replaces_the_claims(store: Store) -> None:
    one, other = reading("а"), reading("б")
    add(store, one, other)
    found = structs.replace(mined(one.document, "v2"), claims=mined(one.document).claims[:1], chains=())
    store.add(one, found)
    assert [c for c in store.claims() if c.document == one.document.id] == [found.claims[0]]
    assert {c.head.document for c in store.chains()} == {other.document.id}


def test_a_changed_file_replaces_its_old_text_and_may_change_back(store: Store) -> None:
    old, new = reading("а", "/x.txt"), reading("б", "/x.txt")
    assert add(store, old, new) == ["added", "replaced"]
    assert ids(store) == {new.document.id}
    assert store.locations() == {"/x.txt": new.document.id}
    assert store.touch(old, "v1") == "unchanged"
    assert ids(store) == {old.document.id}


def test_a_text_that_lies_elsewhere_too_stays(store: Store) -> None:
    add(store, reading("а", "/x.txt"), reading("а", "/copy.txt"), reading("б", "/x.txt"))
    assert ids(store) == {reading("а").document.id, reading("б").document.id}


def test_a_corrected_date_replaces_and_the_earliest_of_two_places_counts(store: Store) -> None:
    undated, dated, earlier = (reading("а", "/x.txt", published=date) for date in (None, "2025-03", "2024"))
    assert add(store, undated, dated) == ["added", "replaced"]
    assert [h.published for h in store.headers()] == ["2025-03"]
    assert {c.observed for c in store.claims()} == {"2025-03"}
    add(store, structs.replace(earlier, location="/copy.txt"))
    assert [h.published for h in store.headers()] == ["2024"]
    assert {c.observed for c in store.claims()} == {"2024"}
    add(store, structs.replace(undated, location="/copy.txt"))
    assert [h.published for h in store.headers()] == ["2025-03"]


SOURCE = "https://press.example/1"


@pytest.mark.parametrize(
    ("first", "second", "live"),
    [
        ("2024", "2025", "б"),
        ("2025", "2024", "а"),
        ("2025-03-01", "2025-03-02", "б"),
        ("2025", "2025-03", "аб"),
        ("2025", "2025", "аб"),
        (None, "2025", "аб"),
        (None, None, "аб"),
    ],
)
def test_the_later_text_at_one_address_supersedes(
    store: Store, first: str | None, second: str | None, live: str
) -> None:
    one, other = reading("а", source=SOURCE, published=first), reading("б", source=SOURCE, published=second)
    expected = {r.document.id for r in (one, other) if r.name in live}
    add(store, one, other)
    assert ids(store) == expected
    assert store.counts()["superseded"] == 2 - len(expected)
    if len(expected) == 1:
        store.retract(expected.pop())
        assert len(ids(store)) == 1, "what was superseded by a retracted text is live again"


def test_a_retracted_document_is_as_if_it_had_never_been_here(store: Store) -> None:
    one, other = reading("а"), reading("б")
    add(store, one)
    before = seen(store)
    add(store, other)
    after = seen(store)
    store.retract(other.document.id)
    store.retract(other.document.id)
    assert seen(store) == before
    assert store.touch(other, "v1") == store.touch(other, "v9") == "retracted"
    assert add(store, structs.replace(other, location="/elsewhere.txt")) == ["retracted"]
    assert seen(store) == before
    store.restore(other.document.id)
    assert seen(store) == after


def test_retracting_the_new_text_of_a_file_brings_the_old_one_back(store: Store) -> None:
    old, new = reading("а", "/x.txt"), reading("б", "/x.txt")
    add(store, old)
    before = seen(store)
    add(store, new)
    store.retract(new.document.id)
    assert seen(store) == before


def test_an_erased_document_leaves_its_hash_only(store: Store, tmp_path: Path) -> None:
    one = reading("Секретное-слово", "/6.txt", source="https://press.example/tainyi", title="Тайный заголовок")
    other = reading("б")
    add(store, other)
    before = seen(store)
    add(store, one)
    changed = structs.replace(mined(one.document, "v0"), claims=(), chains=())
    store.add(one, changed)
    add(store, one, version="v2")
    store.erase(one.document.id)
    assert seen(store) == before
    with pytest.raises(UnknownName):
        store.document(one.document.id)
    assert store.counts()["erased"] == 1
    held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    for words in ("Секретное-слово", "tainyi", "Тайный"):
        assert words.encode() not in held
    assert "Минфин".encode() in held, "the other document's words are found, so this search can find"
    assert add(store, one) == ["retracted"]
    assert store.touch(one, "v2") == "retracted"
    store.restore(one.document.id)
    assert seen(store) == before
    assert store.touch(one, "v2") is None
    assert add(store, one) == ["replaced"]
    assert one.document.id in ids(store)
    assert store.document(one.document.id) == one.document


def test_erasing_a_copy_leaves_the_same_text_at_another_address(store: Store) -> None:
    here, there = (reading("а", f"/{n}", source=f"https://press.example/{n}") for n in (1, 2))
    add(store, here, there)
    store.erase(here.document.id)
    assert store.document(there.document.id).text == here.document.text
    assert ids(store) == {there.document.id}


def test_erase_says_when_old_pages_could_not_be_removed(store: Store, tmp_path: Path) -> None:
    one = reading("Секретное-слово", "/6.txt")
    add(store, one)
    with Store(tmp_path / "kadry.db") as other, other.snapshot():
        assert ids(other)
        store._connection.execute("PRAGMA busy_timeout = 10")
        with pytest.raises(StoreError, match="again when it is done"):
            store.erase(one.document.id)
        assert ids(store) == set()
    store.erase(one.document.id)
    held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert "Секретное-слово".encode() not in held


@pytest.mark.parametrize("act", [Store.retract, Store.restore, Store.erase])
@pytest.mark.parametrize("id", ["0" * 32, "нет", ""])
def test_what_was_never_here_cannot_be_taken_out(store: Store, act: Any, id: str) -> None:
    with pytest.raises(UnknownName):
        act(store, id)


def test_an_extraction_of_something_else_is_refused_whole(store: Store) -> None:
    one, other = reading("а"), reading("б")
    found = mined(one.document)
    wrong_quote = structs.replace(found.claims[0], evidence=Quote(1, 45, found.claims[0].evidence.text))
    wrong_words = structs.replace(found.chains[0], head=structs.replace(found.chains[0].head, text="Пётр Иванов"))
    for bad in (
        mined(other.document),
        structs.replace(found, claims=(wrong_quote,)),
        structs.replace(found, chains=(wrong_words,)),
        structs.replace(found, claims=mined(other.document).claims),
    ):
        with pytest.raises(ValueError, match="document"):
            store.add(one, bad)
    assert store.counts()["documents"] == 0


def test_half_a_character_is_named_and_nothing_is_kept(store: Store) -> None:
    for bad in (reading("\ud800", "/x.txt"), reading("а", "/\udcff.txt")):
        with pytest.raises(InputError, match="half a character"):
            add(store, bad)
    assert store.counts()["documents"] == 0
    assert add(store, reading("а")) == ["added"]


def test_words_of_people_are_kept_once_and_the_latest_on_a_claim_counts(store: Store) -> None:
    word = Judgement(at="2025-01-02", left="a:0:1:person", right="b:0:1:person", verdict="same", by="Анна")
    earlier = structs.replace(word, at="2025-01-01", reason="«то же»; DROP TABLE judgement")
    for one in (word, earlier, word):
        store.judge(one)
    assert store.judgements() == [earlier, word]
    wrong = Rejection(at="2025-01-01", claim="c1", by="Анна")
    right = Rejection(at="2025-01-02", claim="c1", by="Борис", withdrawn=True)
    store.reject(right)
    assert store.rejected() == set()
    store.reject(wrong)
    store.reject(structs.replace(wrong, claim="c2"))
    assert store.rejected() == {"c2"}
    assert store.rejections() == [wrong, structs.replace(wrong, claim="c2"), right]
    assert store.counts()["judgements"] == 2


def test_a_document_is_found_as_people_name_it(store: Store) -> None:
    one = reading("а", "/news/2025/zametka.v2.txt", source=SOURCE)
    other, third = reading("б", "/news/2024/obzor.txt"), reading("в", "/old/obzor.txt")
    record = reading("г", "/dump.jsonl#запись-7")
    add(store, one, other, third, record)
    id = one.document.id
    for name in (id, id[:8].upper(), SOURCE, "/news/2025/zametka.v2.txt", "zametka.v2.txt", "zametka.v2", f" {id} "):
        assert store.find_document(name) == id
    assert store.find_document("запись-7") == record.document.id
    store.retract(id)
    assert store.find_document("zametka.v2") == id
    with pytest.raises(AmbiguousName, match=other.document.id):
        store.find_document("obzor")
    for name in ("", "нет", "%", "abc", "f" * 32, "zametka"):
        with pytest.raises(UnknownName):
            store.find_document(name)


READINGS = st.lists(
    st.builds(
        lambda tail, source, date, title: reading(tail, source=source, published=date, title=title),
        st.sampled_from("абвг"),
        st.sampled_from((None, SOURCE, "https://press.example/2")),
        st.sampled_from((None, "2024", "2024-05", "2025", "2025-01-01")),
        st.sampled_from((None, "Заметка")),
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(READINGS, st.sets(st.integers(0, 7)), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, readings: list[Reading], out: set[int], random: Random
) -> None:
    readings = [structs.replace(one, location=f"/{number}") for number, one in enumerate(readings)]
    away = {one.document.id for number, one in enumerate(readings) if number in out}
    results = []
    for _ in range(2):
        with Store(tmp_path_factory.mktemp("order") / "kadry.db") as opened:
            add(opened, *readings)
            for id in sorted(away):
                opened.retract(id)
            results.append(seen(opened))
            assert ids(opened) == expected_live(readings, away)
        random.shuffle(readings)
    assert results[0] == results[1]


def expected_live(readings: list[Reading], away: set[str]) -> set[str]:
    """The same law in plain words: the earliest edition of each document, and none that a later date overtakes."""
    kept = [one.document for one in readings if one.document.id not in away]
    dates: dict[str, tuple[str | None, str | None]] = {}
    for one in sorted(kept, key=lambda d: (d.published is None, d.published)):
        dates.setdefault(one.id, (one.source, one.published))
    days = {"2024": ("2024-01-01", "2024-12-31"), "2024-05": ("2024-05-01", "2024-05-31")}
    days |= {"2025": ("2025-01-01", "2025-12-31"), "2025-01-01": ("2025-01-01", "2025-01-01")}

    def overtaken(id: str) -> bool:
        source, date = dates[id]
        rivals = [other for s, other in dates.values() if s == source and other is not None]
        return source is not None and date is not None and any(days[r][0] > days[date][1] for r in rivals)

    return {id for id in dates if not overtaken(id)}
