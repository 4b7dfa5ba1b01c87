"""Merging on our own annotated articles (docs/merging-gold.md): the annotation is sound, the floor holds.

Floors guard against losing what was reached; they are no targets. The scorer is checked by that of the merge benchmark.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

import merge
import merge_own
from merge_own import Linked

FLOORS: Mapping[str, Mapping[str, float]] = {
    "PERSON": {"B3": 0.935, "pair": 0.88, "xpair": 0.87, "xB3": 0.87},
    "ORGANIZATION": {"B3": 0.89, "pair": 0.78, "xpair": 0.76, "xB3": 0.76},
}
# namesakes and bodies of one name that must stay two, whatever else is merged
APART = (
    ("PERSON", "drozd", "drozd.i"),  # Анатолий and Иван Дроздецкий
    ("PERSON", "kopt.v", "kopt.p"),  # Виктор Сергеевич and Павел Игоревич Коптелов
    ("PERSON", "shust.f", "shust.m"),  # Елена Шустикова, and Евгений in the genitive: «Шустикова»
    ("PERSON", "zhar", "zhar.l"),  # two mayors, Жаровцев and Жаровцева
    ("PERSON", "cuong", "cuong2"),  # Фан Куок Кыонг and Фан Тхань Кыонг
    ("PERSON", "lan.f", "thelan"),  # Чан Тхи Лан and Чан Тхе Лан
    ("PERSON", "bekt", "bekt2"),
    ("PERSON", "zhd", "zhd.v"),
    ("PERSON", "lijs", "lijn"),  # Ли Цзяньшэн and Ли Цзяньнань
    ("PERSON", "sato.h", "sato.k"),
    ("ORGANIZATION", "kz.minjust", "kg.minjust"),
    ("ORGANIZATION", "kz.minjust", "by.minjust"),
    ("ORGANIZATION", "kz.mne", "by.mne"),
    ("ORGANIZATION", "kok.ak", "kokgor.ak"),  # the region's and the town's акимат
    ("ORGANIZATION", "vn.ns", "la.ns"),
    ("ORGANIZATION", "vn.mid", "la.mid"),
    ("ORGANIZATION", "vn.org", "la.org"),
    ("ORGANIZATION", "deleg12", "deleg13"),
    ("ORGANIZATION", "gr07", "gr08"),  # groups № 1907 and № 1908
    ("ORGANIZATION", "lug.duma", "oz.duma"),
    ("ORGANIZATION", "mvd", "lug.umvd"),
)


@pytest.fixture(scope="module")
def found() -> list[Linked]:
    records = merge_own.read(merge_own.FOLDER)
    return merge_own.linked(records, merge.clusters(records))


def test_every_mention_stands_where_it_is_said_to_and_has_an_entity() -> None:
    records = merge_own.read(merge_own.FOLDER)
    assert len(records) == 36
    for record in records:
        assert [m["id"] for m in record["mentions"]] == list(record["gold"]), record["doc"]
        for mention in record["mentions"]:
            entry = record["gold"][mention["id"]]
            assert record["text"][mention["start"] : mention["end"]] == mention["text"], mention["id"]
            assert (entry["t"], entry["d"]) == (mention["type"], record["doc"]), mention["id"]
            assert (entry["e"] == "class") == (entry["x"] == ["generic"]), mention["id"]


def test_an_entity_is_of_one_type(found: list[Linked]) -> None:
    assert len({one.entity for one in found}) == len({(one.entity, one.type) for one in found})


@pytest.mark.parametrize("type", FLOORS)
def test_what_was_reached_is_kept(type: str, found: list[Linked]) -> None:
    figures = merge_own.score(one for one in found if one.type == type)
    low = {name: figures[name].f1 for name, floor in FLOORS[type].items() if figures[name].f1 < floor}
    assert not low, low


@pytest.mark.parametrize(("type", "left", "right"), APART)
def test_namesakes_stay_two(type: str, left: str, right: str, found: list[Linked]) -> None:
    clusters = [{o.cluster for o in found if (o.type, o.entity) == (type, name)} for name in (left, right)]
    assert all(clusters)
    assert not clusters[0] & clusters[1]


def made(*mentions: str) -> list[Linked]:
    """Mentions written as document, entity and cluster, a letter each: «1ax»."""
    return [Linked(str(i), "PERSON", *letters) for i, letters in enumerate(mentions)]


def test_the_figures_of_an_example_worked_out_by_hand() -> None:
    figures = merge_own.score(made("1ax", "2ax", "1az", "3bz"))
    assert figures["B3"].precision == pytest.approx((1 + 1 + 0.5 + 0.5) / 4)
    assert figures["B3"].recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert tuple(figures["pair"]) == pytest.approx((1 / 2, 1 / 3))
    assert tuple(figures["xpair"]) == pytest.approx((1 / 2, 1 / 2))
    assert tuple(figures["xB3"]) == pytest.approx(((1 + 1 + 0 + 0) / 4, (1 + 1 / 2 + 0) / 3))


def test_nothing_to_merge_and_nothing_merged_is_right() -> None:
    assert {figure.f1 for figure in merge_own.score(made("1ax", "2by")).values()} == {1.0}


def test_wrong_pairs_are_those_merged_falsely_and_those_missed() -> None:
    pairs = {(w.kind, w.left.id, w.right.id) for w in merge_own.wrong(made("1ax", "2bx", "3ay"))}
    assert pairs == {("false", "0", "1"), ("missed", "0", "2")}


def test_the_scorer_agrees_with_that_of_the_merge_benchmark(data: Path, tmp_path: Path) -> None:
    scorer, gold = data / "nerel" / "score_merge.py", data / "nerel" / "gold_dev.json"
    if not scorer.exists():
        pytest.skip("KADRY_DATA has no nerel/score_merge.py")
    entries = json.loads(gold.read_text(encoding="utf-8"))
    # clusters that are partly right: of one entity and first letter of the document, with strays
    clusters = {id: f"{e['e'][:-1] if i % 7 == 0 else e['e']}{e['d'][0]}" for i, (id, e) in enumerate(entries.items())}
    file = tmp_path / "pred.json"
    file.write_text(json.dumps(clusters), encoding="utf-8")
    command = [sys.executable, str(scorer), str(gold), str(file), "--subset", "core", "--json"]
    theirs = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    linked = merge_own.linked([{"gold": {id: {"x": [], **e} for id, e in entries.items()}}], clusters)
    for type, figure in ((type, figure) for type in FLOORS for figure in merge_own.FIGURES):
        own = merge_own.score(one for one in linked if one.type == type)[figure]
        assert (*own, own.f1) == pytest.approx(tuple(theirs[type][figure])), (type, figure)
