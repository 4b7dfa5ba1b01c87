"""What an outside identity does to the graph's people and bodies: it names them, and says nothing of them."""

from itertools import permutations

from projecting import project
from test_project import claim

from kadry.authority import entry_chains, make_entry
from kadry.claim import Chain, Partition, entity_id
from kadry.document import Header
from kadry.graph import Graph
from kadry.project.entities import Known, names_among, person_of

KNOWN = sorted(
    [
        make_entry("Q1", "person", ["Пётр Иванов", "Ivan Petrov"], "US", "1960"),
        make_entry("own:1", "person", ["Пётр Иванов"]),
        make_entry("Q2", "body", ["Казначейство"], "US"),
        make_entry("Q3", "person", ["Анна Белова"]),
    ],
    key=lambda entry: entry.identity,
)
OUTSIDE = list(entry_chains(KNOWN))
ONE = claim()
assert ONE.organization is not None
PERSON, BODY = Chain(ONE.person, (ONE.person,)), Chain(ONE.organization, (ONE.organization,))
TOLD = [PERSON, BODY]


def graph(chains: list[Chain]) -> Graph:
    """The entries that are no Анна Белова are the person and the body of the document."""
    owners = {chain.key: entity_id((BODY if chain.head.type == "body" else PERSON).key) for chain in chains}
    merged = {chain.key: owners[chain.key] for chain in chains if chain.head.normal != "Анна Белова"}
    return project([Header(id=ONE.document)], [ONE], chains, Partition(merged))


def test_an_identity_is_shown_and_gives_no_name_country_or_former_id() -> None:
    (person,), (body,) = graph([*TOLD, *OUTSIDE]).persons, graph([*TOLD, *OUTSIDE]).bodies
    assert person.same_as == ("http://www.wikidata.org/entity/Q1", "https://kadry.example/identity/own/1")
    assert (person.name, person.names, person.replaced) == ("Иван Петров", ("Иван Петров",), ())
    assert body.same_as == ("http://www.wikidata.org/entity/Q2",)
    assert (body.name, body.names, body.country, body.replaced) == ("Минфин", ("Минфин",), None, ())


def test_who_is_in_no_document_is_not_in_the_graph() -> None:
    found = graph([*TOLD, *OUTSIDE])
    plain = graph(TOLD)
    assert [person.id for person in found.persons] == [person.id for person in plain.persons]
    assert found.tenures == plain.tenures
    assert plain.persons[0].same_as == ()


def test_the_order_of_chains_does_not_show() -> None:
    expected = graph([*TOLD, *OUTSIDE])
    for chains in permutations([*TOLD, *OUTSIDE]):
        found = graph(list(chains))
        assert (found.persons, found.bodies) == (expected.persons, expected.bodies)


def test_a_whole_name_in_other_letters_is_a_name_and_a_title_is_none() -> None:
    forms = ("Лыонг Кыонг", "Lương Cường", "Кыонг", "Президент Республики", "президент", "President")
    assert names_among(forms, "Лыонг Кыонг", "person") == {"Лыонг Кыонг", "Lương Cường", "Кыонг"}


def test_a_person_is_shown_by_a_russian_name_where_there_is_one() -> None:
    forms = {"Lương Văn Cường": 5, "Лыонг Кыонг": 1}
    known = Known(forms=forms, countries={}, settings={}, replaced=(), identities=())
    assert person_of("0", known).name == "Лыонг Кыонг"
    assert person_of("0", known).names == ("Lương Văn Cường", "Лыонг Кыонг")
    latin = Known(forms={"John Smith": 1}, countries={}, settings={}, replaced=(), identities=())
    assert person_of("0", latin).name == "John Smith"
