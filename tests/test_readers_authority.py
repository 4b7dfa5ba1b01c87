"""Authority files: both formats, every spelling of CSV, and wrong rows named with their line and refused whole."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kadry.authority import Entry, make_entry
from kadry.errors import InputError
from kadry.readers.authority import COLUMNS, read

ROOT = Path(__file__).parents[1]
PETROV = Entry(
    identity="wikidata:Q1",
    type="person",
    names=("Иван Петров", "Иван Ильич Петров"),
    country="RU",
    born="1960-05-14",
    died="2021",
)
MINISTRY = Entry(identity="own:minfin", type="body", names=("Министерство финансов",))
CSV = """id,kind,names,country,born,died
Q1,person,Иван Петров; Иван Ильич Петров,RU,1960-05-14,2021
own:minfin,body,Министерство финансов,,,
"""


def file(folder: Path, text: str | bytes, name: str = "known.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def refused(folder: Path, text: str | bytes, name: str = "known.csv") -> str:
    path = file(folder, text, name)
    with pytest.raises(InputError) as caught:
        read(path)
    message = str(caught.value)
    assert message.isprintable()
    assert message.startswith(str(path))
    return message.removeprefix(str(path))


@pytest.mark.parametrize(
    "text",
    [
        CSV,
        CSV.replace("\n", "\r\n"),
        "\ufeff" + CSV,
        CSV.rstrip("\n"),
        CSV.replace("\n", "\n\n"),
        CSV + ",,,,,\n",
        'names;born;ID;"Kind";country;died;wikipedia\n'
        '"Иван Петров;Иван Ильич Петров";14.05.1960;Q1;Person;ru;2021;"два\nряда"\n'
        "Министерство финансов;;own:minfin;body;;;\n",
        CSV.replace(",", "\t"),
        CSV.replace("1960-05-14", "1960-05-14T00:00:00Z").replace("Q1,", "http://www.wikidata.org/entity/Q1,"),
        CSV + CSV.partition("\n")[2],
    ],
    ids=["plain", "crlf", "mark", "open end", "blank lines", "empty row", "semicolons", "tabs", "as queried", "twice"],
)
def test_csv_in_every_spelling(tmp_path: Path, text: str) -> None:
    assert read(file(tmp_path, text)) == [PETROV, MINISTRY]


def lines(*records: object) -> str:
    return "\n".join(json.dumps(record, ensure_ascii=False) for record in records)


RECORDS = (
    {
        "id": "Q1",
        "kind": "person",
        "names": PETROV.names,
        "country": "ru",
        "born": "1960-05-14",
        "died": "2021",
        "x": [1],
    },
    {"names": ["Министерство финансов"], "kind": "body", "id": "own:minfin", "country": None},
)


@pytest.mark.parametrize("name", ["known.jsonl", "known.NDJSON", "known.json", "known.csv", "known"])
def test_json_lines_by_suffix_and_by_content(tmp_path: Path, name: str) -> None:
    assert read(file(tmp_path, lines(*RECORDS), name)) == [PETROV, MINISTRY]
    assert read(file(tmp_path, "\ufeff" + lines(*RECORDS) + "\n\n", name)) == [PETROV, MINISTRY]


def test_a_semicolon_within_a_name_of_json_is_part_of_it(tmp_path: Path) -> None:
    record = {"id": "own:1", "kind": "body", "names": ["Дом; мастерская"]}
    assert read(file(tmp_path, lines(record), "known.jsonl"))[0].names == ("Дом; мастерская",)


def test_only_id_kind_and_names_are_needed(tmp_path: Path) -> None:
    assert read(file(tmp_path, "kind,id,names\nbody,own:minfin,Министерство финансов\n")) == [MINISTRY]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Петров,person,Иван Петров,,,", ":3: the id is 'Петров'; write a Wikidata id"),
        ("Q2,place,Псков,,,", ":3: the kind is 'place'; write person or body"),
        ("Q2,person,,,,", ":3: there is no name; give at least one"),
        ("Q2,person,Иван,Россия,,", ":3: the country is 'Россия'"),
        ("Q2,person,Иван,,весной 1960,", ":3: 'весной 1960' is no date"),
        ("Q2,person,Иван,,,2021-13", ":3: '2021-13' is no date"),
        ("Q2,person,Иван", ":3: has 3 cells and the header 6"),
        ("Q2,person,Иван,,,,,", ":3: has 8 cells and the header 6"),
        ('Q2,person,"Иван\nПетров",,,', ":3: the name"),
        ('Q2,person,"Иван" Петров,,,', ":3: is no row of CSV"),
        ('Q2,person,"Иван Петров,,,', ":3: is no row of CSV"),
        ("Q2,person,Иван\x00,,,", ":3: the name"),
        ("Q2,person,Иван\x1b[2J,,,", ":3: the name"),
        ("Q1,body,Иван Петров,,,", ":3: wikidata:Q1 is a person and a body"),
        (f"Q2,person,{'я' * 201},,,", ":3: a name has 201 characters"),
        (f"Q2,person,{'я' * 200_000},,,", ":3: is no row of CSV"),
        (f"Q2,person,{'я' * 600_000},,,", ":3: the line is longer"),
        ("javascript:alert(1),person,Иван,,,", ":3: the id is 'javascript:alert(1)'"),
    ],
)
def test_a_wrong_row_is_named_with_what_to_do_and_nothing_is_taken(tmp_path: Path, row: str, words: str) -> None:
    head, first, *_ = CSV.splitlines()
    message = refused(tmp_path, f"{head}\n{first}\n{row}\nQ9,person,Анна Белова,,,\n")
    assert message.startswith(words), message


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    text = 'id,kind,names,note\n\nQ1,person,Иван,"раз\nдва"\n\nQ2,person,Анна,\nQ3,place,Псков,\n'
    assert refused(tmp_path, text).startswith(":7: the kind is 'place'")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ":1: the header has no column id, kind, names"),
        ("id,kind,names\n", ": holds no entry"),
        ("Q1,person,Иван Петров\n", ":1: the header has no column id, kind, names"),
        ("id,kind,name\nQ1,person,Иван\n", ":1: the header has no column names"),
        ("id,kind,names,id\nQ1,person,Иван,Q2\n", ":1: the header has two columns id"),
        (CSV.encode("cp1251"), ":2: is not UTF-8"),
        (CSV.encode("utf-16"), ":1: is not UTF-8"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, text: str | bytes, words: str) -> None:
    assert refused(tmp_path, text).startswith(words)


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ('{"id": "Q2"', ":2: "),
        ("[1]", ":2: "),
        ("null", ":2: "),
        ('{"id": "Q2", "kind": "person"}', ":2: Object missing required field `names`"),
        ('{"id": "Q2", "kind": "person", "names": "Анна"}', ":2: Expected `array`, got `str` - at `$.names`"),
        ('{"id": 2, "kind": "person", "names": ["Анна"]}', ":2: Expected `str`, got `int` - at `$.id`"),
        ('{"id": "Q2", "kind": "person", "names": ["Анна", null]}', ":2: Expected `str`, got `null`"),
        ('{"id": "Q2", "kind": "person", "names": ["Анна\\u0000"]}', ":2: the name"),
        ('{"id": "Q2", "kind": "person", "names": [], "x": ' + "[" * 100_000, ":2: "),
        ('{"id": "Q2\\u001b[31m", "kind": "person", "names": ["Анна"]}', ":2: the id is 'Q2\\x1b[31m'"),
    ],
)
def test_a_wrong_line_of_json_is_refused(tmp_path: Path, record: str, words: str) -> None:
    text = lines(RECORDS[0]) + f"\n{record}\n" + lines(RECORDS[1])
    assert refused(tmp_path, text, "known.jsonl").startswith(words)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(InputError, match=r"no such file|ordinary file"):
            read(path)


PAGE = (ROOT / "docs" / "authority.md").read_text(encoding="utf-8")
PREFIXES = {
    "p": "http://www.wikidata.org/prop/",
    "psv": "http://www.wikidata.org/prop/statement/value/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "wikibase": "http://wikiba.se/ontology#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def dated(item: str, property: str, day: str, precision: int, *, best: bool = True) -> str:
    """A date in the form of Wikidata's."""
    value = f'wikibase:timeValue "{day}T00:00:00Z"^^xsd:dateTime ; wikibase:timePrecision {precision}'
    rank = "a wikibase:BestRank ; " if best else ""
    return f"wd:{item} p:{property} [ {rank} psv:{property} [ {value} ] ] ."


WIKIDATA = "\n".join(
    (
        *(f"@prefix {name}: <{address}> ." for name, address in PREFIXES.items()),
        "wd:Q9001 wdt:P1001 wd:Q232 . wd:Q9002 wdt:P1001 wd:Q159 .",
        'wd:Q9003 wdt:P297 "KZ" . wd:Q9004 wdt:P297 "SU" .',
        'wd:Q1 wdt:P39 wd:Q9001, wd:Q9002 ; rdfs:label "Нурлан Байжигитов"@ru, "Nurlan Baizhigitov"@en ;',
        '  skos:altLabel "Байжигитов, Нурлан"@ru, "Байжигитов; аким"@ru, "Nurlan"@en ; wdt:P27 wd:Q9003 .',
        'wd:Q2 wdt:P39 wd:Q9001 ; rdfs:label "Сабит Тлеулин"@ru ; wdt:P27 wd:Q9003, wd:Q9004 .',
        'wd:Q3 wdt:P39 wd:Q9002 ; rdfs:label "Иван Петров"@ru .',
        'wd:Q4 wdt:P39 wd:Q9001 ; rdfs:label "John Smith"@en .',
        dated("Q1", "P569", "1978-05-14", 11),
        dated("Q1", "P569", "1977-01-01", 9, best=False),
        dated("Q2", "P569", "1961-01-01", 9),
        dated("Q2", "P569", "1962-01-01", 9),
        dated("Q2", "P570", "2020-03-01", 10),
    )
)


def recipe(language: str) -> str:
    (block,) = re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    return str(block)


def test_what_the_pages_query_gives_is_an_authority_file(tmp_path: Path) -> None:
    """On invented statements in the form of Wikidata's."""
    data = pyoxigraph.Store()
    data.load(WIKIDATA.encode(), pyoxigraph.RdfFormat.TURTLE)
    found = data.query(recipe("sparql"))
    assert isinstance(found, pyoxigraph.QuerySolutions)
    result = found.serialize(format=pyoxigraph.QueryResultsFormat.CSV)
    one, two = sorted(read(file(tmp_path, result or b"")), key=lambda entry: entry.identity)
    assert (one.identity, one.type, one.country, one.born, one.died) == (
        "wikidata:Q1",
        "person",
        "KZ",
        "1978-05-14",
        "",
    )
    assert one.names[0] == "Нурлан Байжигитов"
    assert set(one.names[1:]) == {"Байжигитов, Нурлан", "Байжигитов, аким"}
    assert two == Entry(identity="wikidata:Q2", type="person", names=("Сабит Тлеулин",), died="2020-03")


def test_what_the_pages_script_makes_of_opensanctions_is_an_authority_file(tmp_path: Path) -> None:
    """On invented rows under the column names of targets.simple.csv."""
    targets = (
        '"id","schema","name","aliases","birth_date","countries","addresses"\n'
        '"NK-a1","Person","Нурлан Байжигитов","N. Baizhigitov;=Нурлан","1978-05-14","kz","Кокдала; ул. 1"\n'
        '"Q1","Person","Сабит Тлеулин","","1961;1962","kz;ru",""\n'
        '"xx-list-17","Organization","Кокдала Су","","","suhh",""\n'
        '"xx-list-18","Vessel","Кокдала","","","kz",""\n'
    )
    done = subprocess.run(
        [sys.executable, "-c", recipe("python")], input=targets.encode(), capture_output=True, check=True
    )
    assert read(file(tmp_path, done.stdout)) == [
        Entry(
            identity="opensanctions:NK-a1",
            type="person",
            names=("Нурлан Байжигитов", "N. Baizhigitov", "=Нурлан"),
            country="KZ",
            born="1978-05-14",
        ),
        Entry(identity="wikidata:Q1", type="person", names=("Сабит Тлеулин",)),
        Entry(identity="opensanctions:xx-list-17", type="body", names=("Кокдала Су",)),
    ]


def test_the_example_is_an_authority_file_of_invented_ids() -> None:
    entries = read(ROOT / "examples" / "authority.csv")
    assert {entry.type for entry in entries} == {"person", "body"}
    assert all(re.match(r"own:|https://[a-z.]+\.example/", entry.identity) for entry in entries)


NAMES = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters=";"), max_size=12)
ENTRIES = st.builds(
    make_entry,
    st.sampled_from(["Q1", "NK-a", "own:1", "https://own.example/1,2"]),
    st.just("person"),
    st.lists(NAMES.filter(lambda name: any(map(str.isalnum, name))), min_size=1, max_size=3),
    st.sampled_from(["", "ru"]),
    st.sampled_from(["", "1960", "1960-05"]),
    st.sampled_from(["", "2001-02-03"]),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(ENTRIES, min_size=1, max_size=5, unique=True), st.sampled_from(",;\t"), st.permutations(COLUMNS))
def test_any_entry_is_read_back_from_both_formats(
    tmp_path_factory: pytest.TempPathFactory, entries: list[Entry], delimiter: str, columns: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("formats")
    fields = [(e.identity, e.type, e.names, e.country, e.born, e.died) for e in entries]
    records = [dict(zip(COLUMNS, values, strict=True)) for values in fields]
    assert read(file(folder, lines(*records), "known.jsonl")) == entries
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(columns)
    writer.writerows([";".join(row[c]) if c == "names" else row[c] for c in columns] for row in records)
    assert read(file(folder, out.getvalue())) == entries
