"""Outside identities: one form of an id, the address it stands for, what is refused, and the chain of an entry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kadry.address import is_address
from kadry.authority import Entry, canonical, entry_chains, iri, make_entry, scheme


def entry(identity: str = "Q7747", *names: str, kind: str = "person", **fields: str) -> Entry:
    return make_entry(identity, kind, names or ("Иван Петров",), **fields)


@pytest.mark.parametrize(
    ("written", "identity", "address"),
    [
        ("Q7747", "wikidata:Q7747", "http://www.wikidata.org/entity/Q7747"),
        (" wikidata:Q7747\n", "wikidata:Q7747", "http://www.wikidata.org/entity/Q7747"),
        ("http://www.wikidata.org/entity/Q7747", "wikidata:Q7747", "http://www.wikidata.org/entity/Q7747"),
        ("https://www.wikidata.org/wiki/Q7747", "wikidata:Q7747", "http://www.wikidata.org/entity/Q7747"),
        ("NK-3xDy", "opensanctions:NK-3xDy", "https://www.opensanctions.org/entities/NK-3xDy/"),
        ("opensanctions:ofac-12", "opensanctions:ofac-12", "https://www.opensanctions.org/entities/ofac-12/"),
        (
            "https://www.opensanctions.org/entities/NK-3xDy/",
            "opensanctions:NK-3xDy",
            "https://www.opensanctions.org/entities/NK-3xDy/",
        ),
        ("https://viaf.org/viaf/123/", "viaf:123", "http://viaf.org/viaf/123"),
        ("isni:000000012150090X", "isni:000000012150090X", "https://isni.org/isni/000000012150090X"),
        ("own:17", "own:17", "https://kadry.example/identity/own/17"),
        ("https://own.example/people#17", "https://own.example/people#17", "https://own.example/people#17"),
    ],
)
def test_an_id_has_one_form_and_stands_for_one_address(written: str, identity: str, address: str) -> None:
    assert canonical(written) == identity
    assert canonical(canonical(written)) == identity
    assert iri(identity) == address
    assert is_address(address)


@pytest.mark.parametrize(
    "text",
    [
        "", "7747", "q7747", "Q0", "Q7747 Q42", "wikidata:7747", "Иван Петров", "own:", ":17", "own:a/b", "own:a b",
        "javascript:alert(1)", "data:text/html,<b>", "file:///etc/passwd", "http://own.example/17", "https:17",
        "https://own.example/a b", "https://own.example/<b>", 'https://own.example/"', "https://user@own.example/1",
        "https://own.example/\u202e", "https://own.example/> <http://evil.example/", "Q77\x0047",
        "https://own.example/" + "a" * 500, "own:" + "a" * 101, "=HYPERLINK(1)", "ｑ７７４７", "Q７７４７",
    ],
)  # fmt: skip
def test_what_is_no_id_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"write a Wikidata id|look it up there") as caught:
        canonical(text)
    assert str(caught.value).isprintable()


@given(st.text(max_size=40) | st.from_regex(r"[a-z]{1,6}:[ -~]{1,9}", fullmatch=True))
def test_whatever_is_taken_stands_for_an_address(text: str) -> None:
    try:
        identity = canonical(text)
    except ValueError:
        return
    assert is_address(iri(identity))
    assert canonical(identity) == identity
    assert identity.startswith(scheme(identity))


def test_different_ids_stand_for_different_addresses() -> None:
    ids = ("Q1", "Q2", "own:1", "own:2", "other:1", "NK-a", "https://a.example/1", "https://a.example/2", "viaf:1")
    assert len({iri(canonical(id)) for id in ids}) == len(ids)


@pytest.mark.parametrize(
    ("identity", "expected"),
    [
        ("wikidata:Q7747", "wikidata"),
        ("own:17", "own"),
        ("https://own.example/people/17", "https://own.example/people/"),
        ("https://own.example/people#17", "https://own.example/people#"),
        ("https://own.example", "https://own.example"),
    ],
)
def test_the_scheme_says_who_gave_the_id(identity: str, expected: str) -> None:
    assert scheme(identity) == expected


def test_an_entry_is_put_in_its_one_form() -> None:
    made = make_entry(
        "Q1", "person", [" Иван  Петров", "", "Иван Петров", "Ivan\u00a0Petrov "], " ru", "1960-05", "2001"
    )
    assert made == Entry(
        identity="wikidata:Q1",
        type="person",
        names=("Иван Петров", "Ivan Petrov"),
        country="RU",
        born="1960-05",
        died="2001",
    )
    assert make_entry(made.identity, made.type, made.names, made.country, made.born, made.died) == made


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "place"}, "write person or body"),
        ({"kind": "Person"}, "write person or body"),
        ({"names": []}, "give at least one"),
        ({"names": [" ", ""]}, "give at least one"),
        ({"names": ["Иван\nПетров"]}, "control character"),
        ({"names": ["Иван\x1b[31m"]}, "control character"),
        ({"names": ["Иван\u2028"]}, "control character"),
        ({"names": ["\ud800"]}, "control character"),
        ({"names": ["я" * 201]}, "200 are the most"),
        ({"names": ["—"]}, "neither letter nor digit"),
        ({"names": [f"Имя {n}" for n in range(501)]}, "500 at the most"),
        ({"country": "Россия"}, "two letters"),
        ({"country": "RUS"}, "two letters"),
        ({"born": "1960-13"}, "no date"),
        ({"born": "1960-02-30"}, "no date"),
        ({"born": "14.05.1960"}, "no date"),
        ({"died": "2001-03-04T00:00:00Z"}, "no date"),
        ({"died": "１９６０"}, "no date"),
        ({"identity": "Иван"}, "Wikidata"),
    ],
)
def test_what_can_be_no_entry_is_refused_in_words(fields: dict[str, object], words: str) -> None:
    good: dict[str, object] = {"identity": "Q1", "kind": "person", "names": ["Иван Петров"]}
    with pytest.raises(ValueError, match=words) as caught:
        make_entry(**(good | fields))  # type: ignore[arg-type]
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("name", ["=СУММ(А1)", "+1", "@Mail.Ru", "<b>Иван</b>", '"Иван"', "1+1", "\u202eнавет"])
def test_a_strange_name_is_a_name_as_it_stands(name: str) -> None:
    assert entry("Q1", name).names == (name,)


def test_an_entry_is_a_chain_of_its_own() -> None:
    (chain,) = entry_chains([entry("Q1", "Иван Петров", "Ivan Petrov", country="RU", born="1960")])
    assert chain.authority == "wikidata:Q1"
    assert (chain.country, chain.born, chain.gender, chain.generic, chain.posts) == ("RU", "1960", None, False, ())
    assert chain.head == chain.mentions[0]
    assert [m.normal for m in chain.mentions] == [m.text for m in chain.mentions] == ["Иван Петров", "Ivan Petrov"]
    assert {m.type for m in chain.mentions} == {"person"}
    assert len({m.key for m in chain.mentions}) == 2
    assert chain.head.start == 0
    assert chain.head.document > "f" * 32


def test_a_body_has_no_birth() -> None:
    (chain,) = entry_chains([entry("Q1", "Минфин", kind="body", born="1802", died="1946")])
    assert (chain.head.type, chain.born) == ("body", None)


def test_two_entries_of_one_id_are_one_chain_that_states_what_both_do() -> None:
    one, two = (
        entry("Q1", "Иван Петров", country="RU", born="1960"),
        entry("Q1", "И. Петров", "Иван Петров", born="1960-05"),
    )
    other = entry("Q1", "Иван Петров", country="BY", born="1961")
    (chain,) = entry_chains([one, two])
    assert [m.normal for m in chain.mentions] == ["Иван Петров", "И. Петров"]
    assert (chain.country, chain.born) == ("RU", "1960-05")
    (chain,) = entry_chains([one, two, other])
    assert (chain.country, chain.born) == (None, None)


def test_the_key_hangs_on_the_id_and_kind_alone() -> None:
    (one,) = entry_chains([entry("Q1", "Иван Петров")])
    (renamed,) = entry_chains([entry("wikidata:Q1", "Пётр Иванов", "Иван Петров", born="1960")])
    (other,) = entry_chains([entry("Q2", "Иван Петров")])
    (body,) = entry_chains([entry("Q1", "Иван Петров", kind="body")])
    assert one.key == renamed.key
    assert len({one.key, other.key, body.key}) == 3
