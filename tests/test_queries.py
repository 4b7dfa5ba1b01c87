"""SPARQL on the graph of the examples, as it is kept in graphs/: the ready queries, and what is no query."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions, RdfFormat
from sentences import extracted
from test_graphing import add

from kadry.claim import Judgement
from kadry.document import Reading, make_document
from kadry.errors import UsageError
from kadry.exporters.vocabulary import PREFIXES
from kadry.queries import Store
from kadry.queries.asking import ask, example, examples, purpose
from kadry.queries.view import BASE

EXPORT = Path(__file__).parent.parent / "graphs" / "kadry.nq"
RUDAKOV = "Виктор Николаевич Рудаков"
ROWS = {
    "bodies-of-a-country": (12, ("Кокдалинская область Казахстана", "4")),
    "body-on-a-day": (6, (RUDAKOV, "министр строительства", "known")),
    "career": (12, ("главный инженер, строительное управление № 7", "1996", "2001", "1996-12-31", "2001-01-01", "1")),
    "colleagues": (9, ("правительство области", "Марина Игоревна Белова")),
    "contradictions": (0, None),
    "ended-in-a-year": (6, ("секретарь, партком провинции Хоашон", "Фан Ван Тоай", "2025-03-14", "2025-06-20")),
    "names-that-became-one": (0, None),
    "successions": (
        7,
        (
            "председатель, Заречная областная дума",
            "Геннадий Павлович Остроухов",
            "2003-12-31",
            "Тамара Львовна Ильинская",
            "2025-01-20",
        ),
    ),
}


@pytest.fixture(scope="module")
def quads() -> pyoxigraph.Store:
    found = pyoxigraph.Store()
    found.bulk_load(path=EXPORT, format=RdfFormat.N_QUADS)
    return found


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "kadry.db") as opened:
        yield opened


def rows(quads: pyoxigraph.Store, query: str) -> list[tuple[str, ...]]:
    answer = ask(quads, query, BASE)
    assert isinstance(answer, QuerySolutions)
    return [tuple("" if value is None else value.value for value in row) for row in answer]


def test_there_are_eleven_examples_and_each_says_what_it_asks() -> None:
    assert len(examples()) == 11
    assert all(len(purpose(text)) > 20 and text.startswith("# ") for text in examples().values())
    with pytest.raises(UsageError, match="career, colleagues"):
        example("carreer")


@pytest.mark.parametrize("name", ROWS)
def test_an_example_finds_in_the_examples(name: str, quads: pyoxigraph.Store) -> None:
    number, one = ROWS[name]
    found = rows(quads, example(name))
    assert len(found) == number
    assert one is None or one in found


def test_the_sources_of_a_tenure(quads: pyoxigraph.Store) -> None:
    first, second = rows(quads, example("sources"))
    assert first[1].startswith("Председатель Заречной областной думы Тамара Львовна Ильинская назвала")
    assert first[3:] == ("2025-01-20", "https://zarechye-news.example/2025/01/20/vrio-gubernatora")
    assert second[1].startswith("Председатель Заречной областной думы Т. Л. Ильинская")
    assert second[3:] == ("2025-11-17", "")


def test_the_documents_that_state_most(quads: pyoxigraph.Store) -> None:
    numbers = [int(row[-1]) for row in rows(quads, example("documents-by-claims"))]
    assert numbers == sorted(numbers, reverse=True)
    assert (len(numbers), numbers[0]) == (10, 14)


def test_contradictions_are_two_holders_and_what_is_denied(store: Store) -> None:
    add(store, ["Иван Петров|министр|Минфин|current|2019|2021-01-02"], 1)
    add(store, ["Анна Белова|министр|Минфин|current|2019|2021-01-02"], 2)
    add(store, ["Анна Белова|министр|Минфин|denied||"], 3, "2025")
    found = store.query(example("contradictions"))
    assert [(row["kind"], row["one"], row["other"]) for row in found] == [
        ("denied", "Анна Белова", None),
        ("two holders", *sorted(("Иван Петров", "Анна Белова"), key=ids(store).__getitem__)),
    ]


def test_who_came_after_whom_and_what_is_vacant(store: Store) -> None:
    text = "Пётр Лунин сменил Олега Жука на посту директора Озёрского лесхоза. Пост прокурора вакантен с мая 2024 года."
    store.add(Reading(document=make_document(text), name="1", location="/1.txt"), extracted(text))
    found = store.query(example("handovers"))
    assert [(row["post"], row["before"], row["after"], row["vacant"], row["date"]) for row in found] == [
        ("директор, Озёрский лесхоз", "Олег Жук", "Пётр Лунин", False, None),
        ("прокурор", None, None, True, "2024-05"),
    ]
    assert found[1]["sentence"] == "Пост прокурора вакантен с мая 2024 года."


def ids(store: Store) -> dict[str, str]:
    return {values["label"]: id for id, values in store.graph().nodes(data=True)}


def test_names_that_became_one_by_a_judgement(store: Store) -> None:
    add(store, ["Анна Белова|министр|Минфин|current||"], 1)
    add(store, ["Иван Петров|член|Секретариат|current||"], 2)
    left, right = (chain.key for chain in store.chains() if chain.key.endswith(":person"))
    store.judge(Judgement(at="2025-01-01T00:00:00", left=left, right=right, verdict="same", by="Вера", reason="брак"))
    found = store.query(example("names-that-became-one"))
    assert [(row["by"], row["at"], row["reason"]) for row in found] == [("Вера", "2025-01-01T00:00:00", "брак")]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * {\n ?a bla:b 1 }", "line 2, column .*«bla:b» has a prefix that is not declared"),
        ("SELECT * WERE { ?a ?b ?c }", "line 1, column 16: this is no SPARQL, here or shortly before: «.a"),
        ("SELECT * {\n ?a ?b", "line 2, .*missing"),
        ("", "line 1, "),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", "only reads"),
        ("PREFIX a: <x:y> delete where { ?a ?b ?c }", "only reads"),
        ("SELECT * { SERVICE <http://localhost/> { ?a ?b ?c } }", "SERVICE"),
        ("SELECT * { ?a ?b 'x' . service silent ?a { ?a ?b ?c } }", "SERVICE"),
        ('SELECT * { ?a ?b "\\"" . SERVICE ?a { ?a ?b ?c } }', "SERVICE"),
        ("SELECT * { ?a ?b '''a'b''' . SERVICE ?a { ?a ?b ?c } }", "SERVICE"),
        ("SELECT * # <\n { SERVICE ?a { ?a ?b ?c } }", "SERVICE"),
    ],
)
def test_what_is_no_query_is_told_in_plain_words(query: str, said: str, quads: pyoxigraph.Store) -> None:
    with pytest.raises(UsageError, match=said):
        ask(quads, query, BASE)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?service rdfs:label 'SERVICE' } # SERVICE <http://localhost/>",
        'SELECT * { ?a rdfs:label """a " SERVICE <http://x/> """ }',
        "SELECT * { ?a <http://x/SERVICE> kadry:service }",
    ],
)
def test_the_word_in_a_text_is_no_service(query: str, quads: pyoxigraph.Store) -> None:
    assert rows(quads, query) == []


@given(st.text(alphabet="SELECT*{}?ab'\"\\#<>:. \nSERVICE()", max_size=60))
def test_any_text_is_answered_or_refused(text: str) -> None:
    with suppress(UsageError):
        ask(pyoxigraph.Store(), text, BASE)


def test_our_prefixes_and_ids_need_no_declaration(quads: pyoxigraph.Store) -> None:
    for prefix in (*PREFIXES, "person", "tenure"):
        rows(quads, f"SELECT * {{ ?a ?b {prefix}:x }}")
    ((person,),) = rows(quads, f"SELECT ?a {{ ?a foaf:name '{RUDAKOV}'@ru }}")
    assert rows(quads, f"SELECT ?n {{ person:{person.rpartition('/')[2]} foaf:name ?n }}") == [(RUDAKOV,)]
