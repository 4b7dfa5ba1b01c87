"""What kadry show prints of a body: its tree, other relations, decisions, events, successions, with their sentences."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from commands import good, make_store
from msgspec import structs

from kadry.claim import Chain, Extraction, RoleClaim
from kadry.cli import scenery
from kadry.document import Reading, Span, make_document
from kadry.graph import Body, Structure
from kadry.mention import Mention, MentionType, Quote, Support, cut
from kadry.scene import BodyClaim, DecisionClaim, Effect, EventClaim, Part, Relation, SceneClaim, SuccessionClaim
from kadry.store import Store
from kadry.store.graph.reading import Reader

TEXT = (
    "Отдел связи входит в Управление печати, оно — часть Министерства культуры.\n"
    "Управление печати создано Советом кинематографии.\n"
    "Указом № 17 Министерство культуры назначило Кима Донского.\n"
    "На съезде в Минске от Министерства культуры выступила группа \x1b[31mдокладчиков.\n"
    "Отделом после Олега Лозы руководит Ким; пост зама вакантен с мая.\n"
)
DOCUMENT = make_document(TEXT, source="https://press.example/1", published="2024-05-07")
BODIES = ("Отдел связи", "Управление печати", "Министерства культуры", "Советом кинематографии")


def at(words: str, type: MentionType = "body", normal: str = "") -> Mention:
    start = TEXT.index(words)
    return cut(DOCUMENT.id, TEXT, Span(start, start + len(words)), type, normal or words)


def said(line: int, **fields: Any) -> dict[str, Any]:
    text = TEXT.splitlines(keepends=True)
    start = sum(map(len, text[:line]))
    quote = Quote(start, start + len(text[line]) - 1, text[line][:-1])
    return {"document": DOCUMENT.id, "evidence": quote, "supports": (Support("scene@1", 0.75),), **fields}


def relation(one: str, relation: Relation, other: str, line: int, **fields: Any) -> BodyClaim:
    body, whole = at(one), at(other)
    told: dict[str, Any] = {"body": body, "body_entity": body, "other": whole, "other_entity": whole}
    return BodyClaim(relation=relation, **told, **said(line, **fields))


def scene() -> tuple[SceneClaim, ...]:
    ministry, person = at(BODIES[2]), at("Кима Донского", "person", "Ким Донской")
    before = at("Олега Лозы", "person", "Олег Лоза")
    group = at("группа \x1b[31mдокладчиков", "group")
    return (
        relation(BODIES[0], "part_of", BODIES[1], 0),
        relation(BODIES[1], "part_of", BODIES[2], 0),
        relation(BODIES[1], "created_by", BODIES[3], 1, date="2019", decision=at("Указом № 17", "decision", "указ")),
        relation(BODIES[3], "part_of", BODIES[0], 1, status="denied"),
        DecisionClaim(
            words=at("Указом № 17", "decision", "указ № 17"), type="указ", number="17", issuer=ministry,
            issuer_entity=ministry, effects=(Effect("appoints", person, person),), **said(2, date="2024-05"),
        ),
        EventClaim(
            words=at("съезде", "event", "съезд"), type="съезд", place=at("Минске", "place", "Минск"),
            parts=(Part(ministry, ministry, "co_chair"), Part(group, group, "speaker")), **said(3),
        ),
        SuccessionClaim(
            words=at("после", "succession"), person=at("Ким;", "person", "Ким"), person_entity=person,
            predecessor=before, predecessor_entity=before, role=at("руководит", "role", "\x1b[31mглава"), **said(4),
        ),
        SuccessionClaim(
            words=at("вакантен", "succession"), role=at("зама", "role", "зам"), organization=ministry,
            organization_entity=ministry, **said(4, date="2024-05"),
        ),
    )  # fmt: skip


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    found = make_store(tmp_path, monkeypatch, {})
    heads = [*map(at, BODIES), at("Кима Донского", "person", "Ким Донской"), at("Олега Лозы", "person", "Олег Лоза")]
    chains = tuple(sorted(Chain(head, (head,)) for head in heads))
    extraction = Extraction(document=DOCUMENT.id, claims=(appointed(),), chains=chains, version="v1", scene=scene())
    with Store(found) as store:
        store.add(Reading(document=DOCUMENT, name="1", location="/1.txt"), extraction)
    return found


def appointed() -> RoleClaim:
    """The claim on a post in the sentence of the decision."""
    who = at("Кима Донского", "person", "Ким Донской")
    told = said(2, change="appointed")
    return RoleClaim(
        person=who, antecedent=who, role=at("назначило", "role", "советник"), organization=at(BODIES[2]), **told
    )


def shown(name: str) -> list[str]:
    return good("show", name).stdout.splitlines()


def test_a_body_stands_in_its_tree(place: Path) -> None:
    lines = shown("Управление печати")
    at = lines.index("belongs to:")
    assert lines[at + 1].startswith("  part of Министерства культуры (body ")
    assert lines[at + 2] == "    «Отдел связи входит в Управление печати, оно — часть Министерства культуры.»"
    assert "https://press.example/1" in lines[at + 3]
    assert "scene@1" in lines[at + 4]
    below = lines.index("has as parts:")
    assert lines[below + 1].startswith("  has part Отдел связи (body ")
    others = lines.index("other relations:")
    assert lines[others + 1].startswith("  created by Советом кинематографии (body ")
    assert re.search(
        r"\), 2019, by 2024-05 · указ · № 17 · Министерства культуры \(decision \w{12}\)$", lines[others + 1]
    )


def test_the_tree_goes_all_the_way_and_what_is_denied_is_no_part_of_it(place: Path) -> None:
    lines = shown("Отдел связи")
    up = lines[lines.index("belongs to:") :]
    assert [line.startswith("  part of Упр") for line in up].count(True) == 1
    assert [line.startswith("    part of Мин") for line in up].count(True) == 1
    assert "has as parts:" not in lines
    denied = lines[lines.index("other relations:") + 1]
    assert denied.startswith("  has part Советом кинематографии")
    assert denied.endswith("denied only")


def test_decisions_and_events_tell_who_is_involved(place: Path) -> None:
    lines = shown("Министерства культуры")
    at = lines.index("decisions:")
    assert lines[at + 1] == "  2024-05 · указ · № 17 · Министерства культуры"
    assert re.search(r"^    appoints: Ким Донской \(person \w{12}\), советник · Министерства культуры$", lines[at + 2])
    assert lines[at + 3].startswith("    «Указом № 17")
    at = lines.index("events:")
    assert lines[at + 1] == "  no date · съезд · Минск"
    assert lines[at + 2 : at + 4] == ["    co-chair: Министерства культуры", "    speaker: группа [31mдокладчиков"]
    assert "\x1b" not in "".join(lines)


def test_a_person_has_decisions_too_and_a_circle_ends(place: Path) -> None:
    lines = shown("Ким Донской")
    assert "  2024-05 · указ · № 17 · Министерства культуры" in lines
    assert "no claim says anything about it; it is only mentioned" not in lines
    circle = structs.replace(relation(BODIES[2], "part_of", BODIES[0], 1))
    with Store(place) as store:
        again = Extraction(
            document=DOCUMENT.id, claims=(), chains=tuple(store.chains()), version="v2", scene=(*scene(), circle)
        )
        store.add(Reading(document=DOCUMENT, name="1", location="/1.txt"), again)
    lines = shown("Отдел связи")
    assert len([line for line in lines if "part of" in line]) == 3


def test_a_chain_longer_than_the_stack_is_deep(monkeypatch: pytest.MonkeyPatch) -> None:
    chain = {
        str(n): Structure(id=f"s{n}", body=str(n), relation="part_of", other=str(n + 1), standing="asserted", claims=())
        for n in range(1500)
    }
    reader = SimpleNamespace(body=lambda id: Body(id, f"Отдел {id}", ()), tellings_of=lambda id: ())
    monkeypatch.setattr(scenery, "_evidence", lambda *_: iter(()))

    def scene_of(_: Any, body: str, day: str | None = None) -> Any:
        own = [chain[body]] if body in chain else []
        return SimpleNamespace(structures=own, decisions=[], events=[], successions=[])

    monkeypatch.setattr("kadry.store.graph.looking.scene_of", scene_of)
    lines = list(scenery.scenery(cast(Reader, reader), "0", scene_of(reader, "0")))
    assert [line.strip() for line in lines[2:]] == [f"part of Отдел {n} (body {n})" for n in range(1, 1501)]


def test_who_came_after_whom_and_what_is_vacant(place: Path) -> None:
    for name in ("Ким Донской", "Олег Лоза"):
        lines = shown(name)
        at = lines.index("successions:")
        assert lines[at + 1].startswith("  no date · [31mглава: Ким Донской (person ")
        assert " after Олег Лоза (person " in lines[at + 1]
        assert lines[at + 2].startswith("    «Отделом после Олега Лозы")
    lines = shown("Министерства культуры")
    vacant = lines[lines.index("successions:") + 1]
    assert vacant.startswith("  зам · Министерства культуры (body ")
    assert vacant.endswith("): vacant since 2024-05")
    counts = good("stats").stdout
    assert "2  successions\n" in counts
    assert "2  successions in the graph\n" in counts
    assert "2  posts in the graph\n" in counts
    claim = scene()[-1]
    good("reject", claim.id)
    assert "successions:" not in shown("Министерства культуры")
    assert "1  posts in the graph\n" in good("stats").stdout


def test_a_claim_that_is_rejected_is_printed_no_more(place: Path) -> None:
    claim = scene()[2]
    good("reject", claim.id[:12], "--reason", "не он")
    assert "other relations:" not in shown("Управление печати")
    good("reject", claim.id, "--withdraw")
    assert "other relations:" in shown("Управление печати")
    assert claim.id in good("judgements", "export", "-").stdout
    assert "created_by" in good("judgements", "export", "-").stdout


def on(day: str, name: str) -> list[str]:
    return good("show", name, "--as-of", day).stdout.splitlines()


def test_of_a_day_only_what_was_so_is_told_and_how_surely(place: Path) -> None:
    lines = on("2020", "Управление печати")
    assert next(line for line in lines if "part of Мин" in line).endswith(", possibly held on 2020")
    assert any("created by" in line and "), 2019, by 2024-05 · указ" in line for line in lines)
    assert "belongs to:" not in (before := on("2018", "Управление печати"))
    assert not any("created by" in line for line in before)
    same_day = on("2024-05-07", "Отдел связи")
    assert next(line for line in same_day if "part of Упр" in line).endswith(", held on 2024-05-07")
    assert not any("denied" in line for line in same_day)


def test_decisions_and_events_of_a_day_are_those_by_then(place: Path) -> None:
    lines = on("2024-05-06", "Министерства культуры")
    assert "  2024-05 · указ · № 17 · Министерства культуры, possibly after 2024-05-06" in lines
    assert "  no date · съезд · Минск, possibly after 2024-05-06" in lines
    assert "  no date · съезд · Минск" in on("2024-05-07", "Министерства культуры")
    assert "decisions:" not in on("2024-04", "Министерства культуры")


def test_statistics_of_a_day_count_the_scene_of_that_day(place: Path) -> None:
    assert "0  relations of bodies in the graph" in good("stats", "--as-of", "2018").stdout
    assert "3  relations of bodies in the graph" in good("stats", "--as-of", "2024").stdout


def test_what_is_new_around_the_posts_is_told_in_a_line(place: Path) -> None:
    lines = good("changes", "--since", "2024").stdout.splitlines()
    assert "2024-05-07  related: Отдел связи part of Управление печати" in [line.partition(" · ")[0] for line in lines]
    assert any(line.startswith("2024-05-07  decided: указ № 17: Министерства культуры, Ким Донской") for line in lines)
    assert any(line.startswith("2024-05-07  happened: съезд: Министерства культуры") for line in lines)
    assert not any("denied" in line or "Советом кинематографии part of" in line for line in lines)
    assert good("changes", "--since", "2024-05-08").stdout == ""
