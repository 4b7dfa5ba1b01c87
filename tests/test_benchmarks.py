"""The scorer of the competition's facts against hand-made cases and brute force; adaptors' formats; measures."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import factrueval
import factrueval_gold
import filling
import memory
import score_factrueval as scorer
import texts
import triples
from factrueval_gold import Fact
from kadry.claim import Chain, Extraction, Mention, Quote, RoleClaim, Support
from kadry.document import Reading, Span, make_document
from kadry.store import Store

TEXT = "\ufeffВчера мэр Зареченска Пётр Лунин\r\nуволил Зою Ким. Глава города Лунин в отпуске.\r\n"


def fact(marks: str = "", **forms: str) -> Fact:
    arguments = {name: frozenset(words.split("/")) for name, words in forms.items()}
    return Fact(arguments=arguments, difficult="d" in marks, unreal="u" in marks, shown="", start=0)


RIGHT = {"who": "Пётр Лунин", "position": "мэр", "where": "«Зареченск»"}
GOLD = fact(who="петр лунин/лунин", position="мэр/мэра", where="зареченск")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, 1.0),
        ({"where": None}, 0.60),
        ({"where": "Москва"}, 0.43),
        ({"position": None}, 0.80),
        ({"position": "губернатор"}, 0.67),
        ({"who": "Зоя Ким"}, 0.43),
        ({"who": "Зоя Ким", "where": "Москва"}, 0.0),
        ({"who": "Зоя Ким", "where": None}, 0.0),
    ],
)
def test_quality_has_the_published_values(change: Mapping[str, str | None], expected: float) -> None:
    answer = {name: value for name, value in {**RIGHT, **change}.items() if value is not None}
    assert round(scorer.quality(GOLD, answer), 2) == expected


def test_an_argument_that_the_gold_lacks_costs_as_much_as_one_that_is_missed() -> None:
    assert scorer.quality(fact(who="лунин", position="мэр"), RIGHT | {"who": "Лунин"}) == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [("мэр", "мэра", False), ("министерство", "министерства", True), ("сша", "сша", True), ("иран", "ирак", False)],
)
def test_near_strings_differ_by_a_tenth_at_most(left: str, right: str, expected: bool) -> None:
    assert scorer.near(left, right) is expected


def test_easy_mode_forgives_difficult_facts_and_answers_to_them() -> None:
    facts = [GOLD, fact("d", who="ким", where="москва")]
    answers = [RIGHT, {"who": "Ким", "where": "Москва"}]
    assert scorer.score(facts, answers, hard=False).tally == scorer.Tally(1.0, 1, 1)
    assert scorer.score(facts, answers[:1], hard=False).tally == scorer.Tally(1.0, 1, 1)
    assert scorer.score(facts, answers, hard=True).tally == scorer.Tally(2.0, 2, 2)


def test_hard_mode_counts_an_answer_to_an_unreal_fact_as_false() -> None:
    facts = [fact("u", who="ким", where="москва")]
    answers = [{"who": "Ким", "where": "Москва"}]
    assert scorer.score(facts, answers, hard=True).tally == scorer.Tally(0.0, 1, 0)
    assert scorer.score(facts, answers, hard=False).tally == scorer.Tally(1.0, 1, 1)


def test_one_answer_serves_one_fact_only_and_the_best_assignment_is_taken() -> None:
    facts = [fact(who="ким", position="мэр", where="москва"), fact(who="ким", position="посол", where="иран")]
    answers = [{"who": "Ким", "position": "посол", "where": "Иран"}, {"who": "Ким", "where": "Иран"}]
    result = scorer.score(facts, answers, hard=True)
    assert result.pairs == {0: 1, 1: 0}
    assert result.tally.quality == pytest.approx(1 + 2 / 7)


def test_nothing_to_find_and_nothing_said_is_perfect_and_costs_nothing() -> None:
    assert scorer.score([], [], hard=True).tally == scorer.Tally(0.0, 0, 0)
    assert scorer.score([], [RIGHT], hard=True).tally.f1 == 0.0
    assert scorer.score([GOLD], [], hard=True).tally.f1 == 0.0


WORDS = st.sampled_from(["ким", "мэр", "иран"])
ARGUMENTS = st.fixed_dictionaries({"who": WORDS}, optional={"position": WORDS, "where": WORDS})
FACTS = st.builds(lambda marks, words: fact(marks, **words), st.sampled_from(["", "", "d", "u"]), ARGUMENTS)


def assignments(answers: int, facts: int) -> Iterator[dict[int, int]]:
    """Every way to give each answer one fact or none, no fact twice."""
    slots = [*range(facts), *[-1] * answers]
    for order in set(permutations(slots, answers)):
        yield {a: f for a, f in enumerate(order) if f >= 0}


@settings(max_examples=120, deadline=None)
@given(st.lists(FACTS, max_size=3), st.lists(ARGUMENTS, max_size=3), st.booleans())
def test_the_assignment_is_the_best_of_all(facts: list[Fact], answers: list[dict[str, str]], hard: bool) -> None:
    best = 0.0
    counted = [f for f, item in enumerate(facts) if not (item.unreal if hard else item.difficult)]
    for pairs in assignments(len(answers), len(facts)):
        if any(not scorer.quality(facts[f], answers[a]) or (hard and f not in counted) for a, f in pairs.items()):
            continue
        total = sum(scorer.quality(facts[f], answers[a]) for a, f in pairs.items() if f in counted)
        left = len(answers) - sum(f not in counted for f in pairs.values())
        best = max(best, scorer.Tally(total, left, len(counted)).f1)
    assert scorer.score(facts, answers, hard).tally.f1 == pytest.approx(best)


@pytest.fixture
def devset(tmp_path: Path) -> Path:
    """One document of our own in the competition's layers."""
    text = TEXT.removeprefix("\ufeff")
    words = {name: text.index(name) for name in ("мэр", "Зареченска", "Пётр", "Лунин", "Зою", "Ким", "Глава")}
    layers = {
        "txt": TEXT,
        "spans": "".join(f"{i} t {o} {len(w)} 0 1  # 0 {w}\n" for i, (w, o) in enumerate(words.items())),
        "objects": "10 LocOrg 1 # Зареченска\n11 Person 2 3 # Пётр Лунин\n12 Person 5 4 # Ким Зою\n",
        "coref": "1 10\nname Зареченск\n\n2 11\nfirstname Пётр\nlastname Лунин\n\n3 12\nfirstname Зоя\nlastname Ким\n",
        "facts": "1-0 Occupation\nWho obj2 Лунин Пётр\nPosition span0 мэр | span6 Глава\nWhere obj1 Зареченск | Город\n"
        "\n"
        "1-1 Deal\nType x\n\n1-2 Occupation\nWho obj3 Ким Зоя\nМодальность возможность\nСложность повышенная\n",
    }
    for suffix, content in layers.items():
        (tmp_path / "set").mkdir(exist_ok=True)
        (tmp_path / "set" / f"book_7.{suffix}").write_bytes(content.encode())
    (tmp_path / "positions.txt").write_text("Глава | главарь\n", encoding="utf-8")
    return tmp_path / "set"


def test_gold_arguments_have_every_form(devset: Path) -> None:
    (book,) = factrueval_gold.read(devset)
    first, second = book.facts
    assert first.arguments["who"] == {"петр лунин", "лунин петр", "петр", "лунин"}
    assert first.arguments["position"] == {"мэр", "глава", "главарь"}
    assert first.arguments["where"] == {"зареченск", "зареченска", "город"}
    assert (first.difficult, first.unreal, second.difficult, second.unreal) == (False, False, True, True)
    assert second.arguments.keys() == {"who"}
    assert second.places == {"who": (Span(40, 47),)}
    assert [book.text[p.start : p.end] for p in first.places["position"]] == ["мэр", "Глава"]
    assert [book.text[p.start : p.end] for p in first.places["who"]] == ["Пётр Лунин"]
    assert "ким зоя" in second.arguments["who"]
    assert "зою ким" in second.arguments["who"]
    assert book.sentence(first.start).startswith("Вчера мэр")


def test_the_scorer_reads_answers_and_lists_errors(
    devset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = tmp_path / "answers"
    answers.mkdir()
    blocks = "Occupation\nwho : Лунин\nposition : мэр\nwhere : Москва\n\nOccupation\r\nwho:Никто\r\nposition:отпуске"
    (answers / "book_7.task3").write_text(blocks, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["score", str(devset), str(answers), "--errors"])
    scorer.main()
    shown = capsys.readouterr().out
    assert "imperfect 0.43: Лунин Пётр | мэр" in shown
    assert "false: Никто | отпуске | -\n    Глава города Лунин в отпуске." in shown
    assert shown.splitlines()[-1].split() == ["hard", "0.214", "0.429", "0.286", "0.43", "2", "1"]


def test_a_document_without_answers_counts_as_empty(devset: Path, tmp_path: Path) -> None:
    assert scorer.evaluate(devset, tmp_path / "nowhere")["hard"] == scorer.Tally(0.0, 0, 1)


def mention(type: str, text: str, normal: str, start: int = 0) -> Mention:
    return Mention("d" * 32, start, start + len(text), type, text, normal)  # type: ignore[arg-type]


def claim(**changes: object) -> RoleClaim:
    person = mention("person", "Лунин", "Лунин", 19)
    fields: dict[str, object] = {
        "document": "d" * 32,
        "person": person,
        "antecedent": mention("person", "Пётр Лунин", "Пётр Лунин"),
        "role": mention("role", "мэром", "мэр", 6),
        "organization": mention("body", "Зареченска", "Зареченск", 10),
        "evidence": Quote(0, 5, "Вчера"),
        "supports": (Support("titles@1", 0.9),),
    }
    return RoleClaim(**{**fields, **changes})  # type: ignore[arg-type]


def test_answers_have_the_competitions_format() -> None:
    (answer,) = factrueval.answers([claim(), claim(since="2020")])
    assert factrueval.block(answer) == "Occupation\nwho : Пётр Лунин\nposition : мэром\nwhere : Зареченск\n\n"


def test_answers_hold_what_is_held_only() -> None:
    unsaid = [claim(status="future"), claim(status="denied"), claim(reported=True), claim(organization=None)]
    assert factrueval.answers(unsaid) == []
    assert len(factrueval.answers([claim(status="former")])) == 1


def test_a_verb_is_answered_by_its_noun_and_a_colon_cannot_split_a_line() -> None:
    headed = claim(
        role=mention("role", "возглавил", "глава"), organization=mention("body", "Фонд:\nЗаря", "Фонд:\nЗаря")
    )
    block = factrueval.block(headed)
    assert block == "Occupation\nwho : Пётр Лунин\nposition : глава\nwhere : Фонд Заря\n\n"
    assert scorer.parse_answers(block) == [{"who": "Пётр Лунин", "position": "глава", "where": "Фонд Заря"}]


@pytest.mark.parametrize(
    ("before", "position"), [("Экс-", "Экс-мэра"), ("экс", "эксмэра"), ("секс-", "мэра"), ("", "мэра")]
)
def test_a_position_takes_its_prefix_from_the_text(before: str, position: str) -> None:
    start = 20 + len(before)
    role = Mention("0" * 32, start, start + 4, "role", "мэра", "мэр")
    assert factrueval.position(role, Quote(20, start + 10, f"{before}мэра видели")) == position


def test_triples_have_spans_and_leave_inferred_bodies_out() -> None:
    both = claim(since="2020", term_until="2025"), claim(organization_inferred=True, until="2024-05")
    (stated,) = triples.triples(both)  # the second says the same fact shorter
    (inferred,) = triples.triples(both[1:])
    assert stated == {
        "person": "Пётр Лунин",
        "role": "мэр",
        "organization": "Зареченск",
        "status": "current",
        "start": "2020",
        "end": "2025",
        "person_span": [19, 24],
        "role_span": [6, 11],
        "organization_span": [10, 20],
    }
    assert (inferred["organization"], inferred["organization_span"], inferred["end"]) == (None, None, "2024-05")
    assert triples.triples([claim(role=None, organization_inferred=True)]) == []


def test_a_body_is_marked_by_its_proper_name() -> None:
    whole = Mention("d", 10, 25, "body", "компании «Заря»", "компания «Заря»")
    inner, later = Mention("d", 20, 24, "body", "Заря", "Заря"), Mention("d", 40, 48, "body", "компании", "компания")
    chain = Chain(whole, (whole, inner, later))
    said = claim(organization=whole), claim(organization=later), claim(organization=None)
    found = texts.spelled_out(Extraction(document="d", claims=said, chains=(chain,), version=""))
    span = ("компания «Заря»", 20, 24)
    assert [c.organization and (c.organization.normal, c.organization.start, c.organization.end) for c in found] == [
        *[span] * 2,
        None,
    ]
    assert factrueval.place(found[0]) == "Заря"


def test_triples_of_professions_are_given_on_request() -> None:
    writer = claim(role_class="profession")
    assert triples.triples([writer]) == []
    assert len(triples.triples([writer], "all")) == 1


def test_texts_keep_line_ends_and_lose_the_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(TEXT.encode())
    (tmp_path / "a.txt").write_bytes(b"")
    assert list(texts.read(tmp_path)) == [("a", ""), ("b", TEXT[1:])]
    dump = tmp_path / "dump.jsonl"
    with open(dump, "w", encoding="utf-8") as lines:
        lines.write(json.dumps({"doc": "x", "text": TEXT}) + "\n")
    assert list(texts.read(dump)) == [("x", TEXT)]


def test_a_dump_of_the_wanted_size_is_made_of_readable_documents(tmp_path: Path) -> None:
    dump, again = tmp_path / "dump.jsonl", tmp_path / "again.jsonl"
    documents = memory.write_dump(dump, 50_000)
    memory.write_dump(again, 50_000)
    records = [json.loads(line) for line in dump.read_text(encoding="utf-8").splitlines()]
    assert 50_000 <= dump.stat().st_size < 80_000
    assert dump.read_bytes() == again.read_bytes()
    assert len(records) == documents == len({record["text"] for record in records})


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="memory is read from Linux's /proc")
def test_peak_memory_includes_child_processes() -> None:
    hold = "block = bytearray(b'x') * 60_000_000; import time; time.sleep(1)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {hold!r}])"
    largest, together, seconds = memory.peak([sys.executable, "-c", parent])
    assert largest > 60_000_000
    assert together > 60_000_000
    assert seconds >= 1


def test_the_peak_is_of_the_command_and_not_of_one_before_it() -> None:
    # measured by a small process, since a command starts with the peak of the one that starts it
    measure = """
import sys
sys.path.insert(0, sys.argv[1])
import memory
for held in (300_000_000, 1):
    print(memory.peak([sys.executable, "-c", f"b'x' * {held}"])[0])
"""
    command = [sys.executable, "-c", measure, str(Path(memory.__file__).parent)]
    large, small = map(int, subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())
    assert small < 200_000_000 < large


def test_a_filled_store_holds_what_was_mined_under_other_names(tmp_path: Path) -> None:
    text = "Министр Анна Ковалевская принимала Олега Бережного. Ковалевская ушла."
    document = make_document(text)
    start, again = text.index("Анна"), text.rindex("Ковалевская")
    person = Mention(document.id, start, start + 16, "person", "Анна Ковалевская", "Анна Ковалевская")
    bare = Mention(document.id, again, again + 11, "person", "Ковалевская", "Ковалевская")
    mined = (
        document,
        Extraction(document=document.id, claims=(), chains=(Chain(person, (person, bare)),), version="1"),
    )
    with Store(tmp_path / "filled.db") as store:
        for number, (other, extraction) in enumerate(filling.vary([mined], 40)):
            store.add(Reading(document=other, name="", location=str(number)), extraction)  # refuses a wrong offset
        heads = {chain.head.normal for chain in store.chains()}
        assert store.counts()["chains"] == 40
    assert len(heads) > 10
    assert {name.split()[0] for name in heads} == {"Анна"}
    assert list(filling.vary([mined], 5)) == list(filling.vary([mined], 5))


def test_all_forms_of_a_name_are_altered_alike() -> None:
    alter = filling.renaming(200)
    assert alter("Ковалевская и Ковалевской") == alter("Ковалевская") + " и " + alter("Ковалевской")
    assert alter("Ковалевская")[:-2] == alter("Ковалевской")[:-2] != "Ковалевск"
    assert alter("министр Иван") == "министр Иван"
    assert filling.renaming(0)("Ковалевская") == "Ковалевская"
    assert len({filling.renaming(n)("Ковалевская") for n in range(filling.VARIANTS)}) > filling.VARIANTS - 10


def test_the_table_of_merging(capsys: pytest.CaptureFixture[str]) -> None:
    memory.show_merging([({"documents": 6250, "claims": 61328, "chains": 125394}, 136_000_000, 49.6)])
    header, row = capsys.readouterr().out.splitlines()
    assert header.split() == ["documents", "claims", "chains", "seconds", "peak", "MB"]
    assert row.split() == ["6,250", "61,328", "125,394", "50", "136"]


def test_a_command_that_fails_is_no_measurement() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        memory.peak([sys.executable, "-c", "raise SystemExit(3)"])


def test_the_gold_answers_itself_perfectly(data: Path, tmp_path: Path) -> None:
    devset = data / "factrueval" / "devset"
    for book in factrueval_gold.read(devset):
        blocks = (
            "Occupation\n" + "".join(f"{name} : {min(forms)}\n" for name, forms in fact.arguments.items()) + "\n"
            for fact in book.facts
            if not fact.unreal
        )
        (tmp_path / f"{book.name}.task3").write_text("".join(blocks), encoding="utf-8")
    totals = scorer.evaluate(devset, tmp_path)
    assert totals["hard"] == scorer.Tally(205.0, 205, 205)
    assert totals["easy"].precision == 1.0
