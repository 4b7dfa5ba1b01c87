"""Merging beside others: what peers are given and how their links become clusters; made-up names; the table."""

import json
import math
import os
import re
import sys
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from random import Random

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import merge_link
import merge_peers
import merge_table
import name_forms
import name_lists
import name_makers
from merge_peers import Entity
from name_forms import Growth

TEXT = "Мэра Петра Лунина сняли. Лунину помог Комитет по делам Зареченска. О Лунине молчит комитет."
KINDS = {"P": "PERSON", "O": "ORGANIZATION"}


def record(doc: str, text: str, *mentions: str) -> merge_peers.Record:
    """A document with its mentions, "P Лунину" each; of equal words each takes the next place."""
    found, after = [], 0
    for number, mention in enumerate(mentions):
        kind, words = mention.split(" ", 1)
        start = text.index(words, after)
        after = start + 1
        place = {"start": start, "end": start + len(words), "text": words}
        found.append({"id": f"{doc}#{number}", "type": KINDS[kind], **place})
    return {"doc": doc, "text": text, "mentions": found}


ONE = record("d1", TEXT, "P Петра Лунина", "P Лунину", "O Комитет по делам Зареченска", "P Лунине", "O комитет")
TWO = record("d2", "Лунин уехал. Лунина ждут.", "P Лунин", "P Лунина")


def sets(found: merge_peers.Clusters) -> set[frozenset[str]]:
    """The clusters, whatever they are called."""
    groups: dict[str, set[str]] = {}
    for mention, cluster in found.items():
        groups.setdefault(cluster, set()).add(mention)
    return {frozenset(group) for group in groups.values()}


def test_surface_knows_letters_only() -> None:
    same = record("d3", "Лунин и Лунин.", "P Лунин", "P Лунин")
    body = record("d4", "Общество «Лунин».", "O Лунин")
    found = sets(merge_peers.clusters("surface", [TWO, same, body], {}, None))
    assert found == {frozenset(("d2#0", "d3#0", "d3#1")), frozenset(("d2#1",)), frozenset(("d4#0",))}


def test_natasha_inflects() -> None:
    forms = merge_peers.natasha_forms([ONE, TWO])
    assert forms["d1#0"] == "Петр Лунин"
    assert forms["d1#2"] == "Комитет по делам Зареченска"
    found = sets(merge_peers.clusters("natasha", [ONE, TWO], forms, None))
    assert frozenset(("d1#3", "d2#0", "d2#1")) in found


def test_a_mention_that_ends_inside_a_token_keeps_its_letters() -> None:
    assert merge_peers.natasha_forms([record("d", "Ждут Лунина.", "P Лунин")])["d#0"] == "Лунин"


def test_inside_a_document_a_person_goes_to_the_longest_name_and_a_body_to_its_like() -> None:
    forms = {"d1#0": "Петр Лунин", "d1#1": "Лунин", "d1#2": "Комитет по делам", "d1#3": "ЛУНИН", "d1#4": "Комитет"}
    forms |= {"d2#0": "Лунин", "d2#1": "Лунин"}
    assert list(merge_peers.entities([ONE, TWO], forms)) == [
        Entity("PERSON", "Петр Лунин", ("d1#0", "d1#1", "d1#3")),
        Entity("ORGANIZATION", "Комитет по делам", ("d1#2",)),
        Entity("ORGANIZATION", "Комитет", ("d1#4",)),
        Entity("PERSON", "Лунин", ("d2#0", "d2#1")),
    ]


def of(*names: str) -> list[Entity]:
    """An entity for each "P Лунин", with its place as the id of its one mention."""
    split = (name.split(" ", 1) for name in names)
    return [Entity(KINDS[kind], name, (str(place),)) for place, (kind, name) in enumerate(split)]


BOTH = {"PERSON": 0.5, "ORGANIZATION": 0.9}


def test_equal_names_of_one_type_are_one_without_a_link() -> None:
    found = merge_peers.closure(of("P Лунин", "P лунин", "O Лунин"), [], BOTH)
    assert sets(found) == {frozenset("01"), frozenset("2")}


def test_a_link_counts_at_or_above_the_threshold_of_its_type() -> None:
    names = of("P А", "P Б", "P В", "O А", "O Б", "O В")
    links = [(0, 1, 0.5), (1, 2, 0.49), (3, 4, 0.9), (4, 5, 0.89)]
    assert sets(merge_peers.closure(names, links, BOTH)) == {*map(frozenset, ("01", "2", "34", "5"))}


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from((0.1, 0.5, 0.9))), max_size=15))
def test_clusters_are_the_components_of_the_links(links: list[tuple[int, int, float]]) -> None:
    names = of(*(f"P {letter}" for letter in "абвгдежзик"))
    graph = nx.Graph((left, right) for left, right, sure in links if sure >= 0.5)
    graph.add_nodes_from(range(10))
    expected = {frozenset(map(str, component)) for component in nx.connected_components(graph)}
    assert sets(merge_peers.closure(names, links, BOTH)) == expected
    assert merge_peers.closure(names, links[::-1], BOTH) == merge_peers.closure(names, links, BOTH)


def test_a_peer_gets_types_and_names_and_gives_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in that links each entity with itself and says in the score which line it read."""
    peer = tmp_path / "peer.py"
    peer.write_text(
        "import json, sys\n"
        "method, given, taken = sys.argv[1:]\n"
        "assert method == 'splink'\n"
        "lines = [json.loads(line) for line in open(given, encoding='utf-8')]\n"
        "assert lines == [['PERSON', 'Пётр\\u2028Лунин'], ['ORGANIZATION', 'Комитет']], lines\n"
        "open(taken, 'w').write('[0, 1, 0.25]\\n[1, 1, 1.0]\\n')\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(merge_peers, "LINK", peer)
    assert merge_peers.linked(sys.executable, "splink", of("P Пётр\u2028Лунин", "O Комитет")) == [
        (0, 1, 0.25),
        (1, 1, 1.0),
    ]


def test_the_peers_script_keeps_places_and_types(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given, taken = tmp_path / "entities.jsonl", tmp_path / "links.jsonl"
    lines = (["ORGANIZATION", "А"], ["PERSON", "Б"], ["ORGANIZATION", "В"], ["PERSON", "Г"])
    given.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")

    def linker(type: str, names: Sequence[str]) -> list[merge_link.Link]:
        assert (type, list(names)) in (("PERSON", ["Б", "Г"]), ("ORGANIZATION", ["А", "В"]))
        return [(0, len(names) - 1, 0.75), (0, 0, merge_link.LEAST / 2)]

    monkeypatch.setitem(merge_link.LINKERS, "splink", linker)
    monkeypatch.setattr(sys, "argv", ["merge_link.py", "splink", str(given), str(taken)])
    merge_link.main()
    assert [json.loads(line) for line in taken.read_text().splitlines()] == [[1, 3, 0.75], [0, 2, 0.75]]


@pytest.mark.parametrize("method", merge_peers.PEERS)
def test_the_peers_themselves(method: str) -> None:
    """Where PEERS names their interpreter; enough names that Splink can learn from them."""
    python = os.environ.get("PEERS")
    if not python:
        pytest.skip("PEERS names no interpreter of the peers' environment")
    names = [f"P {one.head.normal}" for one in islice(name_forms.chains(), 600) if one.gender]
    found = of(*names, "P Яромир Ильич Жилохвостый", "P Яромир Жилохвостый", "O Комитет мер")
    links = merge_peers.linked(python, method, found)
    assert links == merge_peers.linked(python, method, found)
    clusters = merge_peers.closure(found, links, merge_peers.THRESHOLDS[method])
    assert frozenset((str(len(found) - 3), str(len(found) - 2))) in sets(clusters)


def test_names_are_compared_where_words_begin_alike() -> None:
    names = ["Пётр Лунин", "Лунина Анна-Мария", "Марианна Ким"]
    assert merge_link.pairs(names) == {("Лунина Анна-Мария", "Пётр Лунин"), ("Лунина Анна-Мария", "Марианна Ким")}


@pytest.mark.parametrize(
    ("name", "given", "patronymic", "surname"),
    [
        ("Пётр Лунин", "петр", None, "лунин"),
        ("Лунин", None, None, "лунин"),
        ("Лунин Пётр Ильич", "петр", "ильич", "лунин"),
        ("Пётр Ильич Лунин", "петр", "ильич", "лунин"),
        ("П.И. Лунин", "п.", "и.", "лунин"),
        ("Лунин П. И.", "п.", "и.", "лунин"),
    ],
)
def test_splink_compares_the_parts_of_a_name(
    name: str, given: str | None, patronymic: str | None, surname: str
) -> None:
    row = merge_link.columns("PERSON", name)
    assert (row["given"], row["patronymic"], row["surname"]) == (given, patronymic, surname)


def test_the_peers_are_pinned() -> None:
    lines = Path(merge_peers.__file__).with_name("peers-requirements.txt").read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines)
    assert {"nomenklatura", "splink", "duckdb"} <= {line.partition("==")[0].lower() for line in lines}


SOME = list(islice(name_forms.chains(), 3000))


def test_made_up_names_are_distinct_and_the_same_each_time() -> None:
    assert len({(one.head.type, one.head.normal) for one in SOME}) == len({one.key for one in SOME}) == len(SOME)
    assert list(islice(name_forms.chains(), 500)) == SOME[:500]


def test_there_are_all_kinds_of_names() -> None:
    names = [one.head.normal for one in SOME if one.head.type == "person"]
    kinds = (r"[А-ЯЁ]\. [А-ЯЁ]\. \w+", r"\w+ [А-ЯЁ]\. [А-ЯЁ]\.", r"\w+ \w+(?:ович|евич) \w+", r"\w+ \w+ \w+овна")
    for kind in (*kinds, r"[A-Z]\w+ [A-Z]\w+", "Ким .*", "Нгуен .*", "Nguyễn .*", "Nguyen .*", "Ван .*"):
        assert any(re.fullmatch(kind, name) for name in names), kind
    assert 0.2 < 1 - len(names) / len(SOME) < 0.4
    assert {one.gender for one in SOME} == {"masc", "femn", None}


def test_a_few_surnames_are_very_frequent_and_most_are_rare() -> None:
    dice = Random(1)
    ranks = [name_makers.ranked(dice, name_makers.RANKS) for _ in range(20_000)]
    listed = sum(rank < 250 for rank in ranks) / len(ranks)
    assert 0.2 < listed < 0.3  # a quarter, as the source has it
    assert 0.005 < ranks.count(0) / len(ranks) < 0.02


def test_made_up_surnames_are_distinct() -> None:
    names = [name_makers.surname(rank, woman=False) for rank in range(len(name_lists.SURNAMES), 30_000)]
    assert len(set(names)) == len(names)
    assert len({name_makers.made_up(number) for number in range(name_makers.STEMS)}) == name_makers.STEMS


@pytest.mark.parametrize(
    ("father", "son", "daughter"),
    [
        ("Иван", "Иванович", "Ивановна"),
        ("Сергей", "Сергеевич", "Сергеевна"),
        ("Николай", "Николаевич", "Николаевна"),
        ("Игорь", "Игоревич", "Игоревна"),
        ("Дмитрий", "Дмитриевич", "Дмитриевна"),
        ("Василий", "Васильевич", "Васильевна"),
        ("Юрий", "Юрьевич", "Юрьевна"),
        ("Георгий", "Георгиевич", "Георгиевна"),
        ("Пётр", "Петрович", "Петровна"),
        ("Павел", "Павлович", "Павловна"),
        ("Лев", "Львович", "Львовна"),
        ("Илья", "Ильич", "Ильинична"),
    ],
)
def test_patronymics(father: str, son: str, daughter: str) -> None:
    assert name_makers.patronymic(father, woman=False) == son
    assert name_makers.patronymic(father, woman=True) == daughter


def test_every_listed_name_is_written_as_such() -> None:
    for father in name_lists.MEN:
        assert re.fullmatch(r"[А-Я][а-яё]+(?:[оеь]вич|[ьт]ич)", name_makers.patronymic(father, woman=False)), father
    women = [name_makers.surname(rank, woman=True) for rank in range(len(name_lists.SURNAMES))]
    assert all(re.fullmatch(r"[А-ЯЁ][а-яё]+(?:[оеё]ва|[иы]на|ская)", name) for name in women), women
    assert name_makers.latin("Щукин Юрий") == "Shchukin Iurii"


@given(st.integers(), st.text("абвгд", min_size=2, max_size=9))
def test_a_misspelling_is_one_slip(seed: int, name: str) -> None:
    wrong = name_makers.misspelt(Random(seed), name)
    assert abs(len(wrong) - len(name)) <= 1
    assert sorted(wrong) == sorted(name) or len(wrong) != len(name)


def test_growth_is_measured_in_processes_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    row = name_forms.measure(300)
    assert row is not None
    assert row.forms == 300
    assert 0 < row.entities <= 300
    assert 10 < row.megabytes < 1000
    name_forms.show([row, Growth(3000, row.seconds * 10, 50, 2900, 1, 1)])
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_pairs_are_judged_by_who_was_made() -> None:
    beings = [str(being) for being, *_ in islice(name_forms.forms(), 200)]
    assert len(set(beings)) < 200
    assert name_forms.right_pairs(beings) == (1, 1)
    precision, recall = name_forms.right_pairs(["one"] * 200)
    assert (recall, precision < 0.1) == (1, True)
    assert name_forms.right_pairs([str(place) for place in range(200)]) == (0, 0)


def test_the_exponent_of_growth() -> None:
    assert name_forms.exponent(Growth(10, 2, 0, 0, 1, 1), Growth(100, 20, 0, 0, 1, 1)) == pytest.approx(1)
    assert name_forms.exponent(Growth(10, 2, 0, 0, 1, 1), Growth(100, 200, 0, 0, 1, 1)) == pytest.approx(2)


def test_what_took_too_long_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    name_forms.show([Growth(10, 1, 1, 1, 1, 1), None])
    assert capsys.readouterr().out.splitlines()[-1] == f"more than {name_forms.LIMIT} s"


def values(b3: float) -> Mapping[str, Mapping[str, float]]:
    return {type: {"B3": b3, "xpair": 0.97, "xB3": 0.9396} for type in merge_table.MUSTS}


def test_the_table_shows_changes_and_what_is_missed() -> None:
    scores = {"surface": values(0.5), "splink": None, "kadry": values(0.95)}
    title, surface, splink, kadry, must = merge_table.table("PERSON", scores, {"PERSON Kadry": {"B3": 0.94}})
    assert title.split() == ["PERSON", "B3", "cross-document", "pair", "cross-document", "B3"]
    assert surface.split() == ["exact", "surface", "50.0", "97.0", "94.0"]
    assert splink.split() == ["Splink", "5", "not", "installed"]
    assert kadry.split() == ["Kadry", "95.0", "(+1.0)", "[0.5", "below]", "97.0", "94.0"]
    assert must.split() == ["must", "95.5", "97.0", "94.0"]
    assert merge_table.summary(values(0.955)) == "6 of 6 musts reached"
    assert merge_table.summary(values(0.8)) == "4 of 6 musts reached"


def test_what_is_quick_enough() -> None:
    assert merge_table.quick(Growth(100_000, 59.9, 1, 1, 1, 1)).endswith(": reached")
    assert merge_table.quick(Growth(100_000, 75, 1, 1, 1, 1)).endswith(": 15 s too many")


def test_a_peer_is_installed_where_its_python_says_so() -> None:
    assert not merge_table.installed(None, "json")
    assert merge_table.installed(sys.executable, "json")
    assert not merge_table.installed(sys.executable, "no_such_module")


def test_the_scorer_gets_every_mention(data: Path) -> None:
    """The gold itself is right in all; mentions alone are right in no pair."""
    nerel = data / "nerel"
    gold = json.loads((nerel / "gold_dev.json").read_text(encoding="utf-8"))
    right = merge_table.score({id: one["e"] for id, one in gold.items()}, nerel, ("dev",))
    assert all(math.isclose(value, 1) for found in right.values() for value in found.values())
    alone = merge_table.score({id: id for id in gold}, nerel, ("dev",))
    assert all(found["xpair"] == found["xB3"] == 0 < found["B3"] < 1 for found in alone.values())
