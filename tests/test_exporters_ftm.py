"""FollowTheMoney: the followthemoney package itself checks every line, where KADRY_FTM names a Python that has it."""

import io
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from ftm_peer import checked, output
from graphs import ANY_TEXT, CONTROL, HOSTILE, UNCARRIED, named, small
from hypothesis import given, settings
from msgspec import structs
from scenes import with_scene
from scenic import scenic

from kadry.exporters import ftm
from kadry.exporters.ftm_model import date, name, place, schema_of, text
from kadry.ftm import code_of, country_of
from kadry.graph import Body, Bounds, Certainty, Event, Graph, Structure, Tenure
from kadry.plugins import ExportOptions
from kadry.russian import lexicon
from kadry.scene import Relation

Entities = Mapping[str, Mapping[str, Any]]


def written(graph: Graph) -> bytes:
    out = io.BytesIO()
    ftm.write(graph, out, ExportOptions())
    return out.getvalue()


def entities(graph: Graph) -> Entities:
    lines = [json.loads(line) for line in written(graph).splitlines()]
    found = {line["id"]: line for line in lines}
    assert len(found) == len(lines)
    return found


def shown(graph: Graph) -> list[Tenure]:
    """The tenures that name a role or a body."""
    posts, bodies = {post.id: post for post in graph.posts}, {body.id: body for body in graph.bodies}
    return [t for t in graph.tenures if posts[t.post].role is not None or not bodies[posts[t.post].body].unspecified]


def around() -> tuple[Graph, Structure, Event]:
    """A graph with a relation, and one that is denied, and an event that took place."""
    graph = with_scene(small())
    event = structs.replace(graph.events[0], standing="asserted")
    (relation,) = (one for one in graph.structures if one.standing == "asserted")
    return structs.replace(graph, events=[event]), relation, event


def properties(graph: Graph, id: str) -> Mapping[str, list[str]]:
    found: Mapping[str, list[str]] = entities(graph)[f"kadry-{id}"]["properties"]
    return found


def test_followthemoney_takes_every_entity_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "small").write_bytes(written(small()))
    (found,) = checked(tmp_path / "small")
    assert found["lines"] == len(found["entities"]) > 0
    assert found["faults"] == found["changed"] == []


def test_followthemoney_reads_what_the_graph_holds(tmp_path: Path) -> None:
    graph = small()
    (tmp_path / "small").write_bytes(written(graph))
    (found,) = checked(tmp_path / "small")
    read = found["entities"]
    assert Counter(entity["schema"] for entity in read.values()) == {
        "Person": 2,
        "PublicBody": 2,
        "Position": 2,
        "Occupancy": 2,
    }
    held = {tenure.id: tenure for tenure in graph.tenures}
    for id, entity in read.items():
        if entity["schema"] == "Occupancy":
            tenure, values = held[id.removeprefix("kadry-")], entity["properties"]
            assert values["holder"] == [f"kadry-{tenure.person}"]
            assert values["post"] == [f"kadry-{tenure.post}"]
            assert values["recordId"] == list(tenure.claims)
    assert {entity["caption"] for entity in read.values() if entity["schema"] == "Position"} == {
        "президент, Администрация президента",
        "министр, Министерство",
    }


def test_followthemoney_takes_relations_and_events_as_they_are(tmp_path: Path) -> None:
    graph, relation, event = around()
    (tmp_path / "around").write_bytes(written(graph))
    (found,) = checked(tmp_path / "around")
    assert found["faults"] == found["changed"] == []
    read = found["entities"]
    assert Counter(entity["schema"] for entity in read.values() if entity["schema"] in ("UnknownLink", "Event")) == {
        "UnknownLink": 2,
        "Event": 1,
    }
    assert read[f"kadry-{event.id}"]["caption"] == "XIV съезд"
    assert read[f"kadry-{relation.id}"]["properties"]["role"] == ["part of"]


def test_followthemoney_refuses_what_is_wrong(tmp_path: Path) -> None:
    right = {"id": "a", "schema": "Person", "properties": {"name": ["Иван"]}}
    link = {"id": "b", "schema": "Occupancy", "properties": {"holder": ["a"], "post": ["a"], "startDate": ["вчера"]}}
    (tmp_path / "bad").write_text("\n".join(map(json.dumps, (right, link))), encoding="utf-8")
    (found,) = checked(tmp_path / "bad")
    assert len(found["faults"]) == 2


def test_hostile_texts_stay_values(tmp_path: Path) -> None:
    texts = (*HOSTILE, CONTROL, UNCARRIED)
    files = [tmp_path / str(number) for number in range(len(texts))]
    for file, hostile in zip(files, texts, strict=True):
        file.write_bytes(written(named(hostile)))
    for found, hostile in zip(checked(*files), texts, strict=True):
        assert found["faults"] == [], hostile
        person = next(entity for entity in found["entities"].values() if entity["schema"] == "Person")
        assert person["properties"]["name"] == [name(hostile)]


@settings(max_examples=60)
@given(scenic(ANY_TEXT))
def test_every_line_is_an_entity_and_every_reference_leads_to_one(graph: Graph) -> None:
    found = entities(graph)
    assert written(graph) == written(graph)
    bodies = {"Organization", "PublicBody", "Company"}
    ranges = {"holder": {"Person"}, "member": {"Person"}, "post": {"Position"}, "organization": bodies}
    ranges |= {"organizer": bodies, **{key: {"Person", *bodies} for key in ("subject", "object", "involved")}}
    for entity in found.values():
        assert all(value and isinstance(value, str) for values in entity["properties"].values() for value in values)
        for key, schemata in ranges.items():
            assert all(found[value]["schema"] in schemata for value in entity["properties"].get(key, ()))
    assert ids(found, "Occupancy", "Membership") == {tenure.id for tenure in shown(graph)}
    related = {one.id for one in graph.structures if one.standing == "asserted"}
    changed = [one for one in graph.successions if one.standing == "asserted" and one.person]
    assert ids(found, "UnknownLink") == related | {one.id for one in changed}
    events = [one for one in graph.events if one.standing == "asserted"]
    assert ids(found, "Event") == {one.id for one in events}
    present = {part.entity for one in events for part in one.parts if part.type == "person"}
    present |= {person for one in changed for person in (one.person, one.predecessor)}
    assert ids(found, "Person") == {tenure.person for tenure in graph.tenures} | present


def ids(found: Entities, *schemata: str) -> set[str]:
    return {id.removeprefix("kadry-") for id, entity in found.items() if entity["schema"] in schemata}


def test_what_is_not_asserted_is_not_written() -> None:
    graph = small()
    found = {claim for entity in entities(graph).values() for claim in entity["properties"].get("recordId", ())}
    assert found == {claim for tenure in shown(graph) for claim in tenure.claims}
    assert not found & {statement.claim.id for statement in graph.statements if statement.tenure is None}
    alone = structs.replace(graph, tenures=[], statements=[s for s in graph.statements if s.tenure is None])
    assert written(alone) == b""


def test_a_relation_is_a_link_of_two_bodies_with_its_sentences() -> None:
    graph, relation, _ = around()
    values = properties(graph, relation.id)
    (telling,) = (one for one in graph.tellings if one.about == relation.id)
    assert (values["subject"], values["object"]) == ([f"kadry-{relation.body}"], [f"kadry-{relation.other}"])
    assert (values["role"], values["date"]) == (["part of"], ["2021"])
    assert (values["summary"], values["recordId"]) == ([telling.claim.evidence.text], [telling.claim.id])
    assert values["description"][0] == "decision: указ № 5"
    assert "status" not in values
    over = structs.replace(graph, structures=[structs.replace(relation, over=True)])
    assert properties(over, relation.id)["status"] == ["ended"]


@pytest.mark.parametrize(
    ("relation", "as_of", "status", "note"),
    [
        ("part_of", "known", ["current"], "held on 2021-05: known"),
        ("part_of", "possible", None, "held on 2021-05: possible"),
        ("created_by", "known", None, "come about by 2021-05: known"),
    ],
)
def test_only_what_lasts_is_current_on_a_day(
    relation: Relation, as_of: Certainty, status: list[str] | None, note: str
) -> None:
    graph, old, event = around()
    changed = [structs.replace(old, relation=relation, as_of=as_of)]
    day = structs.replace(graph, structures=changed, events=[structs.replace(event, as_of="possible")], as_of="2021-05")
    values = properties(day, old.id)
    assert values.get("status") == status
    assert note in values["description"]
    assert "come about by 2021-05: possible" in properties(day, event.id)["description"]


def test_one_who_came_after_another_is_a_link_of_the_two(tmp_path: Path) -> None:
    graph, _, _ = around()
    (one,) = (one for one in graph.successions if one.standing == "asserted" and one.person)
    values = properties(graph, one.id)
    assert (values["subject"], values["object"]) == ([f"kadry-{one.person}"], [f"kadry-{one.predecessor}"])
    assert (values["role"], values["date"], values["recordId"]) == (["successor of"], ["2021"], list(one.claims))
    (body,) = (body.name for body in graph.bodies if body.id == one.body)
    assert values["description"][0] == "post: " + ", ".join(filter(None, (one.role, body)))


def test_an_event_says_who_organized_it_who_was_there_and_as_what() -> None:
    graph, _, event = around()
    values = properties(graph, event.id)
    chair, host, _ = event.parts
    assert (values["name"], values["date"], values["location"]) == (["XIV съезд"], ["2021"], ["Ханой"])
    assert (values["organizer"], values["involved"]) == ([f"kadry-{host.entity}"], [f"kadry-{chair.entity}"])
    assert values["weakAlias"] == ["съезд"]
    assert values["description"][:3] == ["chair: Иван Петров", "host: Министерство", "participant: делегаты"]
    assert values["summary"] == ["Шёл съезд."]


def test_those_who_are_only_in_relations_and_events_are_written() -> None:
    graph, relation, event = around()
    alone = structs.replace(graph, posts=[], tenures=[], statements=[], successions=[])
    found = entities(alone)
    assert set(found) == {f"kadry-{id}" for id in (relation.id, relation.body, relation.other, event.id)} | {
        f"kadry-{part.entity}" for part in event.parts if part.entity
    }


def test_decisions_and_what_is_not_asserted_around_the_posts_are_not_written() -> None:
    graph, (_, relation, _) = with_scene(small()), around()
    (change,) = (one for one in graph.successions if one.standing == "asserted" and one.person)
    assert set(entities(graph)) == {*entities(small()), f"kadry-{relation.id}", f"kadry-{change.id}"}
    said = [structs.replace(one, standing="reported") for one in graph.structures]
    vacant = [one for one in graph.successions if one is not change]
    assert written(structs.replace(graph, structures=said, successions=vacant)) == written(small())


def test_hostile_texts_around_the_posts_stay_values(tmp_path: Path) -> None:
    graph, relation, event = around()
    texts = (*HOSTILE, CONTROL, UNCARRIED)
    files = [tmp_path / str(number) for number in range(len(texts))]
    for file, hostile in zip(files, texts, strict=True):
        other = structs.replace(event, title=hostile, place=hostile, names=(hostile,))
        own = structs.replace(relation, decision=hostile, date=hostile)
        file.write_bytes(written(structs.replace(graph, structures=[own], events=[other])))
    for found, hostile in zip(checked(*files), texts, strict=True):
        assert found["faults"] == found["changed"] == [], hostile
        assert found["entities"][f"kadry-{event.id}"]["properties"]["name"] == [name(hostile)]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Ханой", "Ханой"),
        ("Минск; Дом правительства", "Минск, Дом правительства"),
        (" ,, ;.Минск,\n, ", "Минск"),
        ("я" * 400, "я" * 250),
        ("\x00", ""),
    ],
)
def test_a_place_is_one_line_parted_by_commas(written: str, read: str) -> None:
    assert place(written) == read


def test_a_tenure_carries_its_evidence() -> None:
    graph = small()
    headers = {header.id: header for header in graph.documents}
    for tenure in shown(graph):
        values = properties(graph, tenure.id)
        own = [statement.claim for statement in graph.statements if statement.tenure == tenure.id]
        assert values["summary"] == list(dict.fromkeys(claim.evidence.text for claim in own))
        addresses = {headers[claim.document].source or "" for claim in own}
        expected = [address for address in sorted(addresses) if address.startswith("https://")]
        assert sorted(values.get("sourceUrl", [])) == expected


def test_no_known_end_is_not_current() -> None:
    graph = small()
    assert {tenure.over for tenure in shown(graph)} == {True, False}
    for tenure in shown(graph):
        assert properties(graph, tenure.id)["status"] == ["ended" if tenure.over else "unknown"]
    of_a_day = [
        structs.replace(tenure, as_of="known" if tenure.over else "possible", over=True) for tenure in graph.tenures
    ]
    day = structs.replace(graph, tenures=of_a_day, as_of="2020-01")
    for tenure in shown(day):
        values = properties(day, tenure.id)
        assert values["status"] == ["current" if tenure.as_of == "known" else "unknown"]
        assert f"held on 2020-01: {tenure.as_of}" in values["description"]


def test_only_stated_dates_are_dates_and_bounds_are_notes() -> None:
    graph = small()
    ended = next(tenure for tenure in graph.tenures if tenure.bounds.until)
    values = properties(graph, ended.id)
    assert (values["startDate"], values["endDate"]) == (["2019"], ["2024-05"])
    assert {"acting", "start_earliest: 2019-01-01", "end_latest: 2024-05-31"} <= set(values["description"])
    observed = properties(graph, next(t.id for t in graph.tenures if not t.bounds.until and t.bounds.start_latest))
    assert not {"startDate", "endDate"} & set(observed)
    assert "start_latest: 2024-05-07" in observed["description"]
    assert [date(value) for value in ("2019-02", "0999", "2019-13", "вчера", None)] == ["2019-02", *[None] * 4]


def test_identities_and_earlier_ids_are_kept() -> None:
    graph = small()
    found = entities(graph)
    person = next(person for person in graph.persons if person.same_as)
    entity = found[f"kadry-{person.id}"]
    assert entity["properties"]["wikidataId"] == ["Q1"]
    assert entity["properties"]["sourceUrl"] == ["https://kadry.example/identity/own/1"]
    assert entity["referents"] == [f"kadry-{id}" for id in person.replaced]
    assert "role.pep" not in written(graph).decode()


def test_a_name_that_fits_many_is_a_weak_alias() -> None:
    graph = small()
    names = ("Иван Петров", "И. Петров", "Петров", "Иван Степанович Петров", "Ivan Petrov")
    person = structs.replace(graph.persons[0], name="Иван Степанович Петров", names=names)
    mononym = structs.replace(graph.persons[1], name="Пеле", names=("Пеле",))
    found = structs.replace(graph, persons=[person, mononym])
    shown = properties(found, person.id)
    assert shown["name"] == ["Иван Степанович Петров"]
    assert shown["alias"] == ["Иван Петров", "Ivan Petrov"]
    assert shown["weakAlias"] == ["И. Петров", "Петров"]
    assert properties(found, mononym.id)["name"] == ["Пеле"]
    assert "weakAlias" not in properties(found, mononym.id)


def test_a_role_without_a_body_and_a_body_without_a_role() -> None:
    graph = small()
    unnamed = next(body for body in graph.bodies if body.unspecified)
    post = next(post for post in graph.posts if post.body == unnamed.id)
    tenure = next(tenure for tenure in graph.tenures if tenure.post == post.id)
    assert f"kadry-{tenure.id}" not in entities(graph)
    role = [structs.replace(one, role="советник") if one.id == post.id else one for one in graph.posts]
    values = properties(structs.replace(graph, posts=role), post.id)
    assert values == {"name": ["советник"]}
    club = [Body(unnamed.id, "Клуб", ("Клуб",)) if body.id == unnamed.id else body for body in graph.bodies]
    member = entities(structs.replace(graph, bodies=club))[f"kadry-{tenure.id}"]
    assert member["schema"] == "Membership"
    assert member["properties"]["organization"] == [f"kadry-{unnamed.id}"]


def test_an_address_is_escaped_or_left_out() -> None:
    graph = small()
    for source, expected in (
        ("https://news.example/Новость 1", "https://news.example/%D0%9D%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D1%8C%201"),
        ("https://news.example/%D0%9D?a=b&c", "https://news.example/%D0%9D?a=b&c"),
        ("javascript:alert(1)", None),
        ("ftm:roster/1", None),
    ):
        moved = structs.replace(graph, documents=[structs.replace(one, source=source) for one in graph.documents])
        assert properties(moved, shown(moved)[0].id).get("sourceUrl") == (None if expected is None else [expected])


def test_bounds_of_no_date_are_left_out() -> None:
    graph = small()
    odd = structs.replace(shown(graph)[0], bounds=Bounds("вчера", "0000", "2019-13"))
    values = properties(structs.replace(graph, tenures=[odd]), odd.id)
    assert not {"startDate", "endDate"} & set(values)
    assert not any("2019-13" in note for note in values["description"])


@pytest.mark.parametrize(
    ("body", "schema"),
    [
        ("Министерство обороны", "PublicBody"),
        ("МВД", "PublicBody"),
        ("Заречная область", "PublicBody"),
        ("Казахстан", "PublicBody"),
        ("Подлесский областной исполнительный комитет", "PublicBody"),
        ("Федеральная служба безопасности", "PublicBody"),
        ("АО «Зареченская ипотечная корпорация»", "Company"),
        ("национальная компания «Кокдала Су»", "Company"),
        ("Центральный Комитет партии", "Organization"),
        ("Комитет солдатских матерей", "Organization"),
        ("Фонд «Заречье»", "Organization"),
        ("Устав области", "Organization"),
        ("трест «Заречстрой»", "Organization"),
        ("", "Organization"),
    ],
)
def test_a_body_gets_the_schema_that_its_name_plainly_says(body: str, schema: str) -> None:
    assert schema_of(body, None) == schema


def test_every_country_has_a_code_of_the_model() -> None:
    codes = [code_of(country.code) for country in lexicon.countries()]
    ask = "import json; from followthemoney.types import registry; print(json.dumps(sorted(registry.country.codes)))"
    known = json.loads(output("-c", ask))
    assert set(codes) <= set(known)
    assert len(set(codes)) == len(codes)
    assert (code_of("SU"), code_of("VN"), code_of("Вьетнам"), code_of(None)) == ("suhh", "vn", None, None)
    assert [country_of(str(code)) for code in codes] == [country.code for country in lexicon.countries()]
    assert (country_of("VN"), country_of("zz")) == ("VN", None)


def test_what_is_too_long_is_cut() -> None:
    assert len(name("я" * 400)) == 384
    assert len(text("я" * 70_000)) == 65_000
