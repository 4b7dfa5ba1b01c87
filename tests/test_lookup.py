import pytest

from kadry.authority import entry_chains, make_entry
from kadry.claim import Chain, Mention, Partition, entity_id
from kadry.errors import AmbiguousName, UnknownName
from kadry.lookup import Entity, entities, find
from kadry.spelling import latin


def chain(document: str, start: int, name: str, *, body: bool = False, generic: bool = False) -> Chain:
    head = Mention(document, start, start + len(name), "body" if body else "person", name, name)
    return Chain(head, (head,), generic=generic)


PETROV = chain("d1", 0, "Иван Сергеевич Петров")
PETROV_AGAIN = chain("d2", 5, "Иван Петров")
NAMESAKE = chain("d2", 90, "Иван Ильич Петров")
CUONG = chain("d1", 40, "Лыонг Кыонг")
BODY = chain("d1", 60, "Министерство обороны", body=True)
BARE = chain("d3", 0, "Петров", generic=True)
CHAINS = [PETROV, PETROV_AGAIN, NAMESAKE, CUONG, BODY, BARE]
MERGED = Partition({PETROV.key: entity_id(PETROV_AGAIN.key), PETROV_AGAIN.key: entity_id(PETROV_AGAIN.key)})
KNOWN = entities(CHAINS, MERGED, {"d2": "2025-01-01"})


def named(text: str) -> Entity:
    return find(KNOWN, text)


def test_entities_are_grouped_sorted_and_led_by_their_founder() -> None:
    assert [entity.id for entity in KNOWN] == sorted({MERGED.find(c.key) for c in CHAINS})
    merged = next(entity for entity in KNOWN if len(entity.chains) == 2)
    assert merged.founder == PETROV_AGAIN.key
    assert entity_id(merged.founder) == merged.id
    assert merged.name == "Иван Сергеевич Петров"
    assert merged.names == ("Иван Петров", "Иван Сергеевич Петров")


@pytest.mark.parametrize(
    "text",
    [
        "Лыонг Кыонг", "лыонг  кыонг", "КЫОНГ", "Л. Кыонг", "Кыонг Л.", "Lyong Kyong", "kyong", "L. Kyong",
        CUONG.key, entity_id(CUONG.key), entity_id(CUONG.key)[:8],
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_typed(text: str) -> None:
    assert named(text).founder == CUONG.key


def test_a_whole_name_comes_before_its_parts() -> None:
    assert named("иван петров").id == entity_id(PETROV_AGAIN.key)
    assert named("Иван Ильич Петров").founder == NAMESAKE.key
    assert named("Министерство обороны").type == "body"


def test_several_are_listed_with_their_keys() -> None:
    with pytest.raises(AmbiguousName) as caught:
        named("И. Петров")
    assert PETROV_AGAIN.key in str(caught.value)
    assert NAMESAKE.key in str(caught.value)


def test_a_generic_mention_does_not_stand_in_the_way_of_names() -> None:
    assert find(entities([CUONG, BARE, chain("d4", 0, "Олег Петров")], Partition({}), {}), "о. петров").name
    assert find(entities([CUONG, BARE], Partition({}), {}), "петров").founder == BARE.key


@pytest.mark.parametrize("text", ["Сидоров", "", "   ", "И. Сидоров", "Иван Иван Петров", "abcdef", "d1:0:3:person"])
def test_what_is_not_there_is_unknown(text: str) -> None:
    with pytest.raises(UnknownName):
        named(text)


@pytest.mark.parametrize(
    ("russian", "transcribed"),
    [
        ("Щербаков", "Shcherbakov"),
        ("Сергей", "Sergey"),
        ("Дмитрий", "Dmitry"),
        ("Юлия", "Yuliya"),
        ("Цой", "Tsoi"),
        ("Хабаров", "Khabarov"),
        ("Жанна", "Zhanna"),
    ],
)
def test_common_transcriptions_agree(russian: str, transcribed: str) -> None:
    assert latin(russian) == latin(transcribed)


def known_outside() -> list[Entity]:
    """Иван Петров with an outside identity of another name, and Пётр Кыонг whom only an authority file knows."""
    entries = [
        make_entry("own:9", "person", ["Пётр Кыонг", "Иван Сергеевич Петров"]),
        make_entry("Q1", "person", ["Ян Вернер"]),
    ]
    nobody, werner = entry_chains(entries)
    owner = entity_id(PETROV_AGAIN.key)
    merged = Partition({PETROV.key: owner, PETROV_AGAIN.key: owner, werner.key: owner})
    return entities([nobody, werner, *CHAINS], merged, {"d2": "2025-01-01"})


@pytest.mark.parametrize("text", ["Q1", " wikidata:Q1", "http://www.wikidata.org/entity/Q1"])
def test_an_outside_id_finds_whom_it_names(text: str) -> None:
    found = find(known_outside(), text)
    assert found.founder == PETROV_AGAIN.key
    assert found.names == ("Иван Петров", "Иван Сергеевич Петров")
    assert [chain.authority for chain in found.identities] == ["wikidata:Q1"]
    assert found.mentioned == (PETROV_AGAIN, PETROV)


def test_what_documents_mention_comes_before_what_only_an_authority_file_knows() -> None:
    known = known_outside()
    assert find(known, "Иван Сергеевич Петров").founder == PETROV_AGAIN.key
    assert find(known, "Кыонг").founder == CUONG.key
    alone = find(known, "Пётр Кыонг")
    assert (alone.mentioned, alone.names) == ((), ("Иван Сергеевич Петров", "Пётр Кыонг"))
    assert find(known, "own:9") == alone
    with pytest.raises(UnknownName):
        find(known, "Q2")


def test_a_judgement_names_the_identity_that_was_typed_and_the_founder_otherwise() -> None:
    found = find(known_outside(), "Q1")
    (outside,) = found.identities
    assert found.key("Q1") == found.key(outside.key) == outside.key
    assert found.key(PETROV.key) == PETROV.key
    assert found.key("Иван Петров") == found.key("Q2") == PETROV_AGAIN.key
