"""Renamed and successor bodies: two nodes, of which the earlier one names the later one."""

from itertools import permutations
from pathlib import Path
from random import Random
from time import process_time

import fakes
import pytest
from click.testing import CliRunner
from graphs import CONTROL, HOSTILE, UNCARRIED, graphs
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from projecting import with_followers

from kadry.build import graph
from kadry.cli import main
from kadry.document import Reading, make_document
from kadry.graph import Body, Graph
from kadry.lineage import Identity, identities
from kadry.russian.onomastics.bodies import successors
from kadry.store import Store


def body(id: str, *names: str, country: str | None = None) -> Body:
    return Body(id, names[0], names, country)


def of(*bodies: Body) -> Graph:
    return Graph((), (), bodies, (), (), ())


def followers(*bodies: Body) -> dict[str, tuple[str, ...]]:
    """The later bodies of those that have some."""
    return {found.id: found.followed_by for found in with_followers(of(*bodies)).bodies if found.followed_by}


NKVD = body("nkvd", "НКВД", country="SU")
SOVIET = body("soviet", "МВД СССР", country="SU")
RUSSIAN = body("russian", "Министерство внутренних дел", "МВД", country="RU")
KAZAKH = body("kazakh", "МВД", country="KZ")
KGB = body("kgb", "Комитет государственной безопасности", "КГБ", country="SU")
FSK = body("fsk", "ФСК", "Федеральная служба контрразведки", country="RU")
FSB = body("fsb", "ФСБ России", country="RU")


def test_a_body_names_the_one_that_followed_it() -> None:
    assert followers(FSK, FSB) == {"fsk": ("fsb",)}


def test_nothing_but_that_changes() -> None:
    before = of(FSB, FSK, RUSSIAN)
    after = with_followers(before)
    assert [structs.replace(one, followed_by=()) for one in after.bodies] == list(before.bodies)
    assert structs.replace(after, bodies=()) == structs.replace(before, bodies=())


def test_a_kind_is_that_of_the_same_country() -> None:
    assert followers(NKVD, RUSSIAN, KAZAKH, SOVIET) == {"nkvd": ("soviet",)}


def test_what_is_soviet_goes_to_russia_where_nothing_soviet_is_there() -> None:
    assert followers(NKVD, KAZAKH, RUSSIAN) == {"nkvd": ("russian",)}
    assert followers(NKVD, KAZAKH) == {}


def test_a_russian_body_is_not_followed_by_a_soviet_one() -> None:
    assert followers(body("fms", "ФМС", country="RU"), SOVIET) == {}


def test_several_bodies_follow_one() -> None:
    abroad = body("ua", "Служба безопасности Украины", country="UA")
    foreign = body("svr", "СВР", "Служба внешней разведки", country="RU")
    others = body("svru", "Служба внешней разведки", country="UA")
    assert followers(KGB, abroad, foreign, others, FSK) == {"kgb": ("fsk", "svr", "ua")}


def test_of_a_name_that_several_countries_have_it_is_that_of_the_same_country(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kadry.lineage.successors", lambda: {"национальное собрание": ("сенат",)})
    earlier = body("earlier", "Национальное собрание", country="FR")
    french, italian = body("french", "Сенат", country="FR"), body("italian", "Сенат", country="IT")
    assert len({identity.country for one in (french, italian) for identity in identities(one)}) == 2
    assert followers(earlier, french, italian) == {"earlier": ("french",)}
    assert followers(earlier, italian) == {}


def test_a_step_that_nobody_speaks_of_is_passed_over() -> None:
    assert followers(KGB, FSB) == {"kgb": ("fsb",)}
    assert followers(KGB, FSK, FSB) == {"kgb": ("fsk",), "fsk": ("fsb",)}
    assert followers(body("cheka", "ВЧК", country="SU"), SOVIET) == {"cheka": ("soviet",)}


def test_an_international_body_has_no_country_whatever_the_text_is_about() -> None:
    earlier, later = body("league", "Лига Наций", country="CH"), body("un", "ООН", country="US")
    assert followers(earlier, later) == {"league": ("un",)}


def test_an_unknown_country_is_no_country() -> None:
    assert followers(NKVD, body("any", "МВД")) == {}
    assert identities(body("any", "МВД")) == frozenset()


def test_the_country_that_the_name_states_comes_before_that_of_the_text() -> None:
    assert identities(body("one", "МВД Казахстана", country="RU")) == {Identity("министерство внутренних дел", "KZ")}


def test_names_that_state_two_countries_mean_nothing() -> None:
    assert identities(body("odd", "МВД Казахстана", "МВД России", country="RU")) == frozenset()


def test_a_kind_that_every_town_has_means_nothing() -> None:
    assert identities(body("town", "горсовет", country="RU")) == frozenset()


def test_what_could_be_either_is_neither() -> None:
    assert followers(FSK, FSB, body("other", "ФСБ", country="RU")) == {}


def test_a_body_under_both_names_does_not_follow_itself() -> None:
    assert followers(body("both", "ФСК", "Федеральная служба контрразведки", "ФСБ", country="RU")) == {}


def test_an_alias_with_other_readings_counts_beside_the_full_name_only() -> None:
    full = "Межреспубликанская служба безопасности"
    assert followers(KGB, body("mb", "МСБ", country="SU")) == {}
    assert followers(KGB, body("mb", "МСБ", full, country="SU")) == {"kgb": ("mb",)}


def test_a_body_without_a_name_stays_as_it_is() -> None:
    unnamed = Body("b", "", (), unspecified=True)
    assert with_followers(of(unnamed)).bodies == [unnamed]


COUNTRIES = (None, "SU", "RU", "KZ", "UA", "FR")


def table_bodies() -> list[Body]:
    """A body for every name of the section of successors, in every country that it may be of."""
    names = sorted({*successors(), *(name for later in successors().values() for name in later)})
    return [
        body(f"{number}-{country}", name, country=country) for number, name in enumerate(names) for country in COUNTRIES
    ]


@pytest.mark.parametrize("earlier", sorted(successors()))
def test_every_row_of_the_table_links_two_bodies(earlier: str) -> None:
    first = next(
        one
        for one in (body("earlier", earlier, country=country) for country in COUNTRIES)
        if any(identity.name == earlier for identity in identities(one))
    )
    for later in successors()[earlier]:
        reached = [c for c in COUNTRIES if followers(first, body("later", later, country=c))]
        assert reached, f"«{later}» never follows «{earlier}»"
        assert "FR" not in reached or None in reached, "a body of some country that has nothing to do with it"


@settings(deadline=None, max_examples=100)
@given(bodies=st.lists(st.sampled_from(table_bodies()), unique_by=lambda one: one.id, max_size=12), seed=st.integers())
def test_order_does_not_matter_and_links_stay_in_the_graph(bodies: list[Body], seed: int) -> None:
    mixed = list(bodies)
    Random(seed).shuffle(mixed)
    found = followers(*bodies)
    assert found == followers(*mixed)
    ids = {one.id for one in bodies}
    for earlier, later in found.items():
        assert set(later) <= ids - {earlier}
        assert list(later) == sorted(set(later))


def test_every_order_of_a_chain_gives_the_same() -> None:
    assert {str(sorted(followers(*order).items())) for order in permutations((NKVD, SOVIET, KGB, FSK, FSB))} == {
        str([("fsk", ("fsb",)), ("kgb", ("fsk",)), ("nkvd", ("soviet",))])
    }


@settings(deadline=None, max_examples=40)
@given(random=graphs(st.sampled_from((*HOSTILE, CONTROL, UNCARRIED, "НКВД", "ФСБ", "RU"))))
def test_names_that_try_to_be_something_else_do_no_harm(random: Graph) -> None:
    once = with_followers(random)
    assert with_followers(once) == once
    assert [one.id for one in once.bodies] == [one.id for one in random.bodies]


def test_many_bodies_take_time_in_proportion() -> None:
    def seconds(size: int) -> float:
        others = (body(f"{i:06}", f"Комитет «Заречье-{size}-{i}»", country="RU") for i in range(size))
        bodies = [NKVD, RUSSIAN, *others]
        start = process_time()
        assert followers(*bodies) == {"nkvd": ("russian",)}
        return process_time() - start

    seconds(100)
    small = seconds(1_500)
    assert seconds(15_000) < 30 * small


@pytest.fixture
def place(tmp_path: Path) -> Path:
    texts = ("Министр ОГПУ Иван Петров прибыл.", "Министр НКВД Анна Белова прибыла.", "Министр НАСА Пётр Лунин прибыл.")
    path = tmp_path / "kadry.db"
    with Store(path) as store:
        for number, text in enumerate(texts):
            document = make_document(text, source=f"https://{number}.example/", published="2001-01-01")
            store.add(Reading(document=document, name=str(number), location=f"/{number}.txt"), fakes.extract(document))
    return path


def test_the_graph_of_a_store_has_the_links(place: Path) -> None:
    with Store(place) as store:
        bodies = {one.name: one for one in graph(store).bodies}
    assert {name: one.followed_by for name, one in bodies.items()} == {
        "ОГПУ": (bodies["НКВД"].id,),
        "НКВД": (),
        "НАСА": (),
    }


def test_show_names_what_follows_and_what_is_followed(place: Path) -> None:
    def shown(name: str) -> str:
        result = CliRunner().invoke(main, ["show", name, "--store", str(place)])
        assert result.exit_code == 0, result.output
        return result.stdout

    with Store(place) as store:
        ids = {one.name: one.id[:12] for one in graph(store).bodies}
    assert f"\nfollowed by: НКВД (body {ids['НКВД']})\n" in shown("ОГПУ")
    assert f"\nfollows: ОГПУ (body {ids['ОГПУ']})\n" in shown("НКВД")
    assert "follow" not in shown("НАСА") + shown("Иван Петров")
