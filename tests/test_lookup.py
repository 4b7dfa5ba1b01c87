import pytest

from kadry.claim import Chain, Mention, Partition, entity_id
from kadry.errors import AmbiguousName, UnknownName
from kadry.lookup import Entity, entities, find, latin


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
