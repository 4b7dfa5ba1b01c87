"""The HTML page: its data read back by an HTML parser of its own, its policy checked against what stands in it."""

import base64
import hashlib
import io
import json
import re
from typing import Any

import pytest
from graphs import ANY_TEXT, CONTROL, HOSTILE, UNCARRIED, named, small
from hypothesis import given
from lxml import etree
from mpld3 import urls
from msgspec import structs
from scenes import with_hostile_scene, with_scene
from scenic import scenic

from kadry.address import is_address
from kadry.errors import PluginError, UsageError
from kadry.exporters import page
from kadry.graph import Decision, Event, Graph, Person
from kadry.plugins import ExportOptions, usual


def written(graph: Graph) -> bytes:
    out = io.BytesIO()
    page.write(graph, out, ExportOptions())
    return out.getvalue()


def parsed(data: bytes) -> Any:
    return etree.fromstring(data.decode(), etree.HTMLParser())


def embedded(data: bytes) -> Any:
    (script,) = parsed(data).xpath("//script[@type='application/json']")
    return json.loads(script.text)


def plain(graph: Graph) -> dict[str, Any]:
    """What the page ought to know, put together in another way than the exporter does."""
    posts, bodies = {post.id: post for post in graph.posts}, {body.id: body for body in graph.bodies}
    things: list[Decision | Event] = [*graph.decisions, *graph.events]
    return {
        "names": [person.name for person in graph.persons]
        + ["" if body.unspecified else body.name for body in graph.bodies],
        "tenures": {
            (t.id, t.person, posts[t.post].body, posts[t.post].role, t.over, t.bounds.since, t.claims)
            for t in graph.tenures
        },
        "said": {(s.person, posts[s.post].body, s.effect, s.claim.id) for s in graph.statements if s.tenure is None},
        "quotes": sorted((s.claim.id, s.claim.document, s.claim.evidence.text) for s in graph.statements),
        "later": {body.id: body.followed_by for body in bodies.values()},
        "related": {
            (r.id, r.body, r.relation, r.other, r.standing, r.over, r.decided_by, r.claims) for r in graph.structures
        },
        "things": {
            (one.id, one.type, one.title, one.date, one.standing, one.names, one.claims, _involved(one))
            for one in things
        },
        "changes": {
            (one.person, one.predecessor, one.body, one.id, one.role, one.standing, one.over)
            for one in graph.successions
        },
        "told": sorted((t.claim.id, t.claim.document, t.claim.evidence.text) for t in graph.tellings),
    }


def _involved(one: Decision | Event) -> tuple[tuple[str, str | None, str | None], ...]:
    if isinstance(one, Event):
        return tuple((part.part.replace("_", " "), part.name, part.entity) for part in one.parts)
    issued = [("issued by", one.issuer_name, one.issuer)] if one.issuer_name is not None else []
    return (*issued, *((effect.result, effect.name, effect.entity) for effect in one.effects))


def known(data: Any) -> dict[str, Any]:
    """The same of the page's own data."""
    nodes, documents = data["nodes"], data["documents"]
    ids = [node["id"] for node in nodes]
    sentences = [s for edge in data["edges"] for s in edge["sentences"]] + [one["sentence"] for one in data["said"]]
    return {
        "names": [node["name"] for node in nodes],
        "tenures": {
            (e["id"], ids[e["person"]], ids[e["body"]], e["role"], e["over"], e["bounds"]["since"], _claims(e))
            for e in data["edges"]
        },
        "said": {
            (ids[o["person"]], ids[o["body"]], o["sentence"]["effect"], o["sentence"]["id"]) for o in data["said"]
        },
        "quotes": sorted((s["id"], documents[s["document"]]["id"], s["quote"]) for s in sentences),
        "later": {n["id"]: tuple(ids[place] for place in n["later"]) for n in nodes if n["kind"] == "body"},
        "related": {
            (
                r["id"],
                ids[r["body"]],
                r["relation"],
                ids[r["other"]],
                r["standing"],
                r["over"],
                _thing(data, r),
                _claims(r),
            )
            for r in data["relations"]
        },
        "things": {
            (
                *(t[key] for key in ("id", "type", "title", "date", "standing")),
                tuple(t["names"]),
                _claims(t),
                _named(t, ids),
            )
            for t in data["things"]
        },
        "changes": {
            (
                *(_id(ids, c[key]) for key in ("person", "predecessor", "body")),
                *map(c.get, ("id", "role", "standing", "over")),
            )
            for c in data["changes"]
        },
        "told": sorted(
            (s["id"], documents[s["document"]]["id"], s["quote"])
            for one in (*data["relations"], *data["things"], *data["changes"])
            for s in one["sentences"]
        ),
    }


def _named(thing: Any, ids: list[str]) -> tuple[tuple[str, str | None, str | None], ...]:
    nodes = ((one["how"], one["name"], one["node"]) for one in thing["involved"])
    return tuple((how, name, _id(ids, node)) for how, name, node in nodes)


def _thing(data: Any, relation: Any) -> str | None:
    return None if relation["decided_by"] is None else str(data["things"][relation["decided_by"]]["id"])


def _id(ids: list[str], node: int | None) -> str | None:
    return None if node is None else ids[node]


def _claims(edge: Any) -> tuple[str, ...]:
    return tuple(sentence["id"] for sentence in edge["sentences"])


@given(scenic(ANY_TEXT))
def test_the_page_knows_what_the_graph_holds(graph: Graph) -> None:
    assert known(embedded(written(graph))) == plain(graph)


@given(scenic())
def test_the_same_graph_gives_the_same_bytes(graph: Graph) -> None:
    assert written(graph) == written(graph)


@pytest.mark.parametrize("name", [*HOSTILE, CONTROL, UNCARRIED, "</script><script>alert(1)</script>", "<!--<script>"])
def test_no_name_is_markup(name: str) -> None:
    data = written(named(name))
    elements = [element.tag for element in parsed(data).iter()]
    assert elements == [element.tag for element in parsed(written(named("Иван"))).iter()]
    assert embedded(data)["nodes"][0]["names"] == [name, name + "!"]
    around = written(with_hostile_scene(name))
    assert [element.tag for element in parsed(around).iter()] == elements
    assert [one["title"] for one in embedded(around)["things"]] == [name, name]


def test_what_the_browser_may_load_is_what_stands_in_the_page() -> None:
    tree = parsed(written(small()))
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["img-src"] == "data:"
    assert set(rules) == {"default-src", "base-uri", "form-action", "img-src", "style-src", "script-src"}
    for kind, elements in (("style-src", tree.xpath("//style")), ("script-src", tree.xpath("//script[not(@type)]"))):
        hashes = [base64.b64encode(hashlib.sha256(one.text.encode()).digest()).decode() for one in elements]
        assert rules[kind].split() == [f"'sha256-{hash}'" for hash in hashes]
    assert [link.get("href") for link in tree.xpath("//link")] == ["data:,"]
    assert not tree.xpath("//@src | //@style | //img | //iframe | //object | //*[starts-with(name(@*), 'on')]")


def test_only_plain_addresses_may_be_followed() -> None:
    data = embedded(written(small()))
    assert {source["address"]: source["link"] for source in data["documents"]} == {
        "https://news.example/1?a=b&c=d": True,
        "javascript:alert(1)": False,
        None: False,
    }
    assert embedded(written(named("javascript:alert(1)")))["nodes"][0]["identities"] == []
    assert all(is_address(one) for node in data["nodes"] for one in node["identities"])
    assert [one for node in data["nodes"] for one in node["identities"]]


def test_the_library_is_the_one_of_the_package_with_its_notice() -> None:
    library = page.drawing_library()
    with open(urls.D3_LOCAL, encoding="utf-8") as file:
        assert file.read().strip() in library
    assert "Redistributions in binary form must reproduce" in library
    assert not re.search(r"</script|<!--", library, re.IGNORECASE)


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "find_spec", lambda name: None)
    with pytest.raises(PluginError, match=r"pip install 'kadry\[html\]'"):
        written(small())


def test_a_graph_that_is_too_large_is_refused() -> None:
    many = [Person(f"{number:032x}", "Иван", ("Иван",)) for number in range(page.MOST + 1)]
    with pytest.raises(UsageError, match=r"3,001 people and bodies are too many .* --around NAME"):
        written(structs.replace(small(), persons=many, bodies=[]))
    decisions = [*with_scene(small()).decisions] * (page.MOST + 1)
    with pytest.raises(UsageError, match=r"3,001 decisions, events and successions are too many .* --around NAME"):
        written(structs.replace(small(), decisions=decisions))


def test_it_is_written_only_where_it_is_named() -> None:
    assert "html" not in usual()
