"""The made-up chronicle: the same each time, true to its own texts, and of the sizes that it promises."""

import io
from collections import Counter
from itertools import islice
from pathlib import Path
from random import Random

import pytest

import chronicle
import store_speed
from chronicle import Pair
from kadry.document import document_id
from kadry.store import Store
from kadry.store.sheet import check

CLAIMS = 6000


@pytest.fixture(scope="module")
def world() -> chronicle.World:
    return chronicle.make_world(CLAIMS)


@pytest.fixture(scope="module")
def pairs(world: chronicle.World) -> list[Pair]:
    return list(chronicle.until(chronicle.articles(world), CLAIMS))


def test_the_same_number_gives_the_same_and_goes_on(pairs: list[Pair]) -> None:
    again = chronicle.articles(chronicle.make_world(CLAIMS))
    assert list(islice(again, len(pairs))) == pairs
    further = list(islice(again, 50))
    assert not {reading.document.id for reading, _ in further} & {reading.document.id for reading, _ in pairs}


def test_what_is_found_stands_in_the_text(pairs: list[Pair]) -> None:
    for reading, extraction in pairs:
        check(reading.document, extraction)
        assert reading.document.id == document_id(reading.document.source, reading.document.text)
        assert len({claim.id for claim in extraction.claims}) == len(extraction.claims)
        heads = {chain.head for chain in extraction.chains}
        assert {claim.antecedent for claim in extraction.claims} <= heads
        named = {mention for chain in extraction.chains for mention in chain.mentions}
        assert all({claim.person, claim.organization} <= named for claim in extraction.claims)


def test_every_person_body_and_tenure_is_spoken_of(world: chronicle.World) -> None:
    claims = round(CLAIMS * (chronicle.TENURES + chronicle.AGAIN))
    order = list(islice(chronicle.topical(world, Random(1)), claims))
    assert set(order) == set(range(len(world.person)))
    assert set(world.person) == set(range(round(CLAIMS * chronicle.PEOPLE)))
    assert set(world.body) == set(range(round(CLAIMS * chronicle.BODIES)))
    assert len({being.folded for being in world.people}) == len(world.people)


def test_few_bodies_have_very_many_claims_and_most_people_few(world: chronicle.World, pairs: list[Pair]) -> None:
    assert sum(len(extraction.claims) for _, extraction in pairs) in range(CLAIMS, CLAIMS + chronicle.LENGTHS[1])
    bodies = Counter(world.body).most_common()
    assert bodies[0][1] > 20 * len(world.body) / len(world.bodies)
    people = sorted(Counter(world.person).values())
    assert people[len(people) // 2] <= 4 < people[-1]


def test_reprints_are_one_text_at_two_addresses_or_differ_in_one_letter(pairs: list[Pair]) -> None:
    texts = Counter(reading.document.text for reading, _ in pairs)
    plain = Counter(reading.document.text.replace("ё", "е") for reading, _ in pairs)
    same, alike = (sum(count - 1 for count in counted.values()) for counted in (texts, plain))
    assert 0 < same < alike
    assert alike == pytest.approx(len(pairs) * chronicle.REPRINTED, rel=0.6)


def test_every_kind_of_statement_occurs(pairs: list[Pair]) -> None:
    kinds = {(claim.status, claim.change) for _, extraction in pairs for claim in extraction.claims}
    planned = {("denied", None), ("future", "appointed")}
    assert kinds == {("current", None), ("current", "appointed"), ("former", None), ("former", "dismissed")} | planned


def test_what_is_written_is_read_again(pairs: list[Pair]) -> None:
    out = io.BytesIO()
    assert chronicle.write(pairs[:20], out) == 20
    assert list(chronicle.read(io.BytesIO(out.getvalue()))) == pairs[:20]


def test_both_ways_of_filling_make_one_store(pairs: list[Pair], tmp_path: Path) -> None:
    dumps = []
    for name, way in (("many", store_speed.together), ("one", store_speed.one_by_one)):
        with Store(tmp_path / name) as store:
            filled = store_speed.fill(store, pairs[:60], way)
            assert filled.documents == 60 == len(list(store.headers()))
            assert filled.claims == store.counts()["claims"]
            out = io.BytesIO()
            store.dump(out)
            dumps.append(out.getvalue())
    assert dumps[0] == dumps[1]


def test_filling_twice_says_that_nothing_was_added(pairs: list[Pair], tmp_path: Path) -> None:
    with Store(tmp_path / "kadry.db") as store:
        store_speed.fill(store, pairs[:5])
        with pytest.raises(ValueError, match="0 of 5"):
            store_speed.fill(store, pairs[:5])


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_the_measure_runs_from_end_to_end(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with store_speed.made(300) as made:
        store_speed.show_filling(tmp_path / "kadry.db", made, 300)
    out = capfd.readouterr().out
    assert [line.partition(":")[0] for line in out.splitlines()] == ["filled", "on disk", "peak memory", "further"]
