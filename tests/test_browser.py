"""The HTML page in a browser (Debian's chromium): what a reader finds, reads and filters; nothing leaves the page."""

import json
import os
import random
import shutil
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from graphs import CONTROL, HOSTILE, claim_of, named, small
from msgspec import structs
from scenes import with_hostile_scene, with_scene

from kadry.claim import entity_id
from kadry.document import Header, document_id
from kadry.exporters import page
from kadry.graph import Body, Bounds, Graph, Person, Post, Statement, Tenure
from kadry.moments import held_at
from kadry.plugins import ExportOptions

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="Debian's chromium and chromium-driver are missing")
WIDE, NARROW = (1360, 900), (360, 740)
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for argument in ("--headless=new", "--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Opens the page of a graph; afterwards, whatever was done on it, nothing was asked for and nothing went wrong."""
    path = tmp_path / "page.html"

    def opened(graph: Graph, size: tuple[int, int] = WIDE) -> Any:
        with path.open("wb") as out:
            page.write(graph, out, ExportOptions())
        metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": False}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        browser.get(path.as_uri())
        return browser

    browser.get("about:blank")
    requested(browser)
    browser.get_log("browser")
    yield opened
    assert {address for address in requested(browser) if not address.startswith("data:")} <= {path.as_uri()}
    assert browser.get_log("browser") == []


def requested(browser: Any) -> set[str]:
    """The addresses that the browser has asked for since the last time."""
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    return {m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"}


def texts(browser: Any, selector: str) -> list[str]:
    """What stands in the elements that are displayed."""
    script = """return [...document.querySelectorAll(arguments[0])]
        .filter((one) => one.getAttribute("display") !== "none").map((one) => one.textContent)"""
    found: list[str] = browser.execute_script(script, selector)
    return found


def drawn(browser: Any, selector: str = ".node") -> set[str]:
    return set(texts(browser, f"{selector} > title"))


def shown(browser: Any, selector: str = ".node") -> set[str]:
    """The boxes, or lines, that are not hidden."""
    script = """return [...document.querySelectorAll(arguments[0])]
        .filter((one) => one.getAttribute("display") !== "none").map((one) => one.querySelector("title").textContent)"""
    return set(browser.execute_script(script, selector))


def click(browser: Any, selector: str, words: str) -> None:
    """Click with the mouse in the middle of the first element that has these words."""
    script = """return [...document.querySelectorAll(arguments[0])]
        .find((one) => one.textContent.includes(arguments[1]))"""
    browser.execute_script(script, selector, words).click()


def enter(browser: Any, id: str, value: str) -> None:
    script = """const one = document.getElementById(arguments[0]);
        one.value = arguments[1]; one.dispatchEvent(new Event("input", { bubbles: true }));"""
    browser.execute_script(script, id, value)


def many(size: int) -> Graph:
    """``size`` people in a tenth as many bodies, some in two, so that a few bodies have most of them."""
    chance = random.Random(size)
    header = Header(id=document_id("many", "many"), title="Список")
    bodies = sorted(Body(entity_id(f"b{n}"), f"Ведомство № {n}", (f"Ведомство № {n}",)) for n in range(size // 10))
    persons = sorted(Person(entity_id(f"p{n}"), f"Иван Петров {n}", (f"Иван Петров {n}",)) for n in range(size))
    posts = sorted((Post(entity_id(f"o{body.id}"), body.id, "советник") for body in bodies), key=lambda post: post.id)
    tenures, statements = [], []
    for number, person in enumerate(persons):
        for turn in range(chance.choice((1, 1, 2))):
            post = posts[int(len(posts) * chance.random() ** 3)]
            claim = claim_of(header.id, 1000 * (2 * number + turn))
            id = entity_id(f"{person.id}{turn}")
            tenures.append(Tenure(id, person.id, post.id, False, Bounds(since="2020"), (claim.id,), 1, 0.9))
            statements.append(Statement(claim, person.id, post.id, "supports", id))
    return Graph([header], persons, bodies, posts, sorted(tenures), sorted(statements, key=lambda s: s.claim.id))


def test_search_finds_any_form_of_a_name(opened: Open) -> None:
    browser = opened(small())
    enter(browser, "search", "lương")
    assert [text.split(" (")[0] for text in texts(browser, "#found button")] == ["Лыонг Кыонг"]
    click(browser, "#found button", "Лыонг")
    assert texts(browser, "#details h2") == ["Лыонг Кыонг"]
    assert "Lương Cường" in texts(browser, "#details")[0]
    enter(browser, "search", "минобор")
    assert [text.split(" (")[0] for text in texts(browser, "#found button")] == ["Министерство"]
    enter(browser, "search", "нет такого")
    assert texts(browser, "#found") == ["Nothing has a name like that."]


def test_a_click_on_a_line_shows_its_sentences(opened: Open) -> None:
    graph = small()
    browser = opened(graph)
    click(browser, ".words", "Лыонг Кыонг: президент")
    held = next(tenure for tenure in graph.tenures if tenure.id == entity_id("t1"))
    details = texts(browser, "#details")[0]
    quotes = [s.claim.evidence.text for s in graph.statements if s.tenure == held.id]
    assert texts(browser, "#details .quote") == quotes
    assert all(claim in details for claim in held.claims)
    assert all(rule in details for rule in ("predicates@2 (50 in 100)", "titles@1 (90 in 100)"))
    links = browser.execute_script("return [...document.querySelectorAll('#details a')].map((a) => a.href)")
    assert links == ["https://news.example/1?a=b&c=d"]
    assert "javascript:alert(1)" in details


def test_a_dossier_keeps_apart_what_was_only_said(opened: Open) -> None:
    browser = opened(small())
    click(browser, ".node", "Иван Петров")
    held, said = texts(browser, "#details ul")
    assert ("министр" in held, "президент" in held) == (True, False)
    assert ("planned: президент" in said, "reported only: президент" in said) == (True, True)
    first, last = texts(browser, "#details .post")
    assert ("since 2019" in first, "dates unknown" in last) == (True, True)  # in their order, what has no date last
    assert shown(browser, ".tenure") == {
        "Лыонг Кыонг: президент, Администрация президента (since 2024-05-07 or earlier, end unknown)",
        "Иван Петров: министр, Министерство (since 2019, until 2024-05)",
        "Иван Петров: post not named, body not named (dates unknown)",
    }


def test_search_finds_a_decision_and_an_event_and_they_show_their_parts(opened: Open) -> None:
    graph = with_scene(small())
    name = graph.persons[0].name
    browser = opened(graph)
    enter(browser, "search", "указ 5 о мер")
    assert texts(browser, "#found button") == ["указ № 5 «О мерах» (decision, 2021-02-03)"]
    click(browser, "#found button", "указ")
    issued, appoints, creates = texts(browser, "#details li")
    assert (issued, creates) == (f"issued by: {graph.bodies[0].name}", "creates: группа")
    assert appoints.startswith(f"appoints: {name}")
    assert texts(browser, "#details .quote") == ["Так решено."]
    enter(browser, "search", "xiv")
    click(browser, "#found button", "XIV")
    assert texts(browser, "#details li") == [f"chair: {name}", f"host: {graph.bodies[1].name}", "participant: делегаты"]
    assert texts(browser, "#details .note")[0] == "event · 2021 · Ханой · planned only"
    assert "plan" in texts(browser, "#details blockquote")[0]
    click(browser, "#details .name", graph.bodies[1].name)
    assert texts(browser, "#details h2") == [graph.bodies[1].name]


def test_a_dossier_tells_of_decisions_and_events(opened: Open) -> None:
    graph = with_scene(small())
    browser = opened(graph)
    click(
        browser,
        ".node",
        next(person.name for person in graph.persons if person.id == graph.decisions[0].effects[0].entity),
    )
    assert texts(browser, "#details h3")[:4] == ["Posts", "Before and after", "Decisions", "Events"]
    assert texts(browser, "#details .post")[-2:] == [
        "указ № 5 «О мерах»appoints · 2021-02-03",
        "XIV съездchair · 2021 · Ханой · planned only",
    ]
    click(browser, "#details .post", "XIV")
    assert texts(browser, "#details h2") == ["XIV съезд"]


def test_a_decision_leads_to_what_it_did_and_back(opened: Open) -> None:
    graph = with_scene(small())
    (effect, _), title = graph.decisions[0].effects, "указ № 5 «О мерах»"
    (relation,) = (one for one in graph.structures if one.decided_by is not None)
    (tenure,) = (one for one in graph.tenures if one.id in effect.tenures)
    role = next(post.role for post in graph.posts if post.id == tenure.post) or "post not named"
    names = {body.id: body.name for body in graph.bodies}
    browser = opened(graph)
    enter(browser, "search", "указ 5")
    click(browser, "#found button", "указ")
    click(browser, "#details .post", role)
    assert texts(browser, "#details h2") == [role]
    click(browser, "#details .name", title)
    assert texts(browser, "#details h2") == [title]
    click(browser, ".node", names[relation.body])
    click(browser, "#details .post", f"part of {names[relation.other]}")
    click(browser, "#details .name", title)
    assert texts(browser, "#details h2") == [title]


def test_who_came_after_whom_stands_with_both_and_with_the_body(opened: Open) -> None:
    graph = with_scene(small())
    (one,) = (one for one in graph.successions if one.standing == "asserted" and one.person)
    names = {person.id: person.name for person in graph.persons} | {body.id: body.name for body in graph.bodies}
    person, predecessor, body = (names[str(id)] for id in (one.person, one.predecessor, one.body))
    post = ", ".join(filter(None, (one.role, body)))
    browser = opened(graph)
    click(browser, ".node", person)
    assert f"came after {predecessor}{post} · 2021" in texts(browser, "#details .post")
    assert f"came after {predecessor}глава · planned only" in texts(browser, "#details .post")
    assert f"vacant{post} · 2021" in texts(browser, "#details .post")
    click(browser, ".node", body)
    assert f"{person} came after {predecessor}{one.role} · 2021" in texts(browser, "#details .post")
    assert f"vacant after {person}{one.role} · 2021" in texts(browser, "#details .post")
    click(browser, ".node", predecessor)
    click(browser, "#details .post", f"was followed by {person}{post}")
    assert texts(browser, "#details h2") == [f"{one.role}: {person} came after {predecessor}"]
    assert texts(browser, "#details .quote") == ["Его сменил Иванов."]
    assert texts(browser, "#details .name") == [person, predecessor, body]


def test_a_body_stands_in_its_tree_and_each_step_leads_to_its_sentence(opened: Open) -> None:
    graph = with_scene(small())
    names = {body.id: body.name for body in graph.bodies}
    first, second, third = (body.id for body in graph.bodies)
    (relation,) = (one for one in graph.structures if one.standing == "asserted")
    above = structs.replace(relation, id=entity_id("s3"), body=second, other=third, claims=())
    again = structs.replace(relation, id=entity_id("s4"), body=third, other=first, claims=())  # a circle
    renamed = structs.replace(relation, id=entity_id("s5"), relation="renamed_from", claims=(), date=None, over=True)
    browser = opened(structs.replace(graph, structures=[*graph.structures, above, again, renamed]))
    click(browser, ".node", names[first])
    up = [f"part of {names[second]}", f"part of {names[third] or 'body not named'}", f"part of {names[first]}"]
    down = [f"has part {names[third] or 'body not named'}", f"has part {names[second]}", f"has part {names[first]}"]
    steps = [words for words in texts(browser, "#details .post") if words.startswith(("part", "has", "renamed"))]
    assert texts(browser, "#details h3")[1:4] == ["Belongs to", "Is made of", "Other relations"]
    assert [step.partition("2021")[0] for step in steps[:6]] == [*up, *down]
    assert steps[6:] == [
        f"part of {names[second]}2021 · указ № 5 · denied only",
        f"renamed from {names[second]}over · указ № 5",
    ]
    click(browser, "#details .post", up[0])
    assert texts(browser, "#details h2") == [f"{names[first]} part of {names[second]}"]
    assert texts(browser, "#details .quote") == ["Так решено."]
    click(browser, "#details .name", names[second])
    assert texts(browser, "#details h2") == [names[second]]


def test_a_tree_without_end_is_shown_some_steps_at_a_time(opened: Open) -> None:
    graph = with_scene(small())
    (relation,) = (one for one in graph.structures if one.standing == "asserted")
    chain = sorted(Body(entity_id(f"c{n}"), f"Отдел № {n}", (f"Отдел № {n}",)) for n in range(2900))
    steps = [
        structs.replace(relation, id=entity_id(f"r{n}"), body=one.id, other=other.id, claims=())
        for n, (one, other) in enumerate(pairwise(chain))
    ]
    browser = opened(structs.replace(graph, bodies=sorted((*graph.bodies, *chain)), structures=steps))
    enter(browser, "search", chain[0].name)
    click(browser, "#found button", f"{chain[0].name} (")
    named = [f"part of {one.name}" for one in chain[1:]]
    assert [words.partition("2021")[0] for words in texts(browser, "#details .post")] == named[:12]
    click(browser, "#details .name", chain[12].name)
    assert texts(browser, "#details .post")[0].partition("2021")[0] == named[12]


def test_what_is_around_the_posts_on_a_day_says_how_surely(opened: Open) -> None:
    graph = with_scene(small())
    (relation,) = (one for one in graph.structures if one.standing == "asserted")
    held = [
        structs.replace(relation, as_of="known"),
        structs.replace(relation, relation="created_by", as_of="possible"),
    ]
    browser = opened(structs.replace(graph, structures=held, as_of="2021-05"))
    click(browser, ".node", graph.bodies[0].name)
    found = [words for words in texts(browser, "#details .post") if "2021 · указ № 5" in words]
    assert [words.partition("указ № 5")[2] for words in found] == [" · held on 2021-05", " · possibly after 2021-05"]


def test_a_body_that_is_only_in_a_tree_can_be_found_and_drawn(opened: Open) -> None:
    graph = with_scene(small())
    (relation,) = (one for one in graph.structures if one.standing == "asserted")
    section = Body(entity_id("section"), "Отдел кадров", ("Отдел кадров",))
    part = structs.replace(relation, id=entity_id("s3"), body=section.id, claims=())
    browser = opened(structs.replace(graph, bodies=sorted((*graph.bodies, section)), structures=[part]))
    assert "Отдел кадров" not in drawn(browser)
    enter(browser, "search", "отдел")
    click(browser, "#found button", "Отдел")
    assert "Отдел кадров" in drawn(browser)
    click(browser, "#details .post", "part of")
    assert texts(browser, "#details h2")[0].startswith("Отдел кадров part of")


@pytest.mark.parametrize("text", [*HOSTILE, CONTROL, "<img src=x onerror='window.ran = 1'>", "__proto__"])
def test_hostile_texts_around_the_posts_stay_text(opened: Open, text: str) -> None:
    graph = with_hostile_scene(text)
    browser = opened(graph)
    issuer, host = graph.decisions[0].issuer, graph.events[0].parts[1].entity
    for name in (body.name for body in graph.bodies if body.id in (issuer, host)):
        click(browser, ".node", name)
        assert text in texts(browser, "#details .post strong")[-1]
        assert text in texts(browser, "#details .post .when")[-1]
        browser.execute_script("[...document.querySelectorAll('#details .post')].pop().click()")
        assert text in texts(browser, "#details h2")[0]
        assert text in texts(browser, "#details .note")[0]
        assert text in "".join(texts(browser, "#details li"))
    assert browser.execute_script("return window.ran === undefined && !document.querySelector('img, b, #details svg')")


def test_filters_hide_the_rest(opened: Open) -> None:
    browser = opened(small())
    everything = {"Лыонг Кыонг", "Иван Петров", "Администрация президента", "Министерство", "body not named"}
    assert shown(browser) == everything
    place = browser.execute_script("return String(graph.nodes.findIndex((one) => one.name === 'Министерство'))")
    enter(browser, "body", place)
    assert shown(browser) == {"Министерство", "Иван Петров"}
    enter(browser, "body", "")
    assert shown(browser) == everything
    enter(browser, "day", "2024-06-01")
    assert shown(browser) == everything - {"Министерство"}
    assert texts(browser, "#sure") == ["post held on 2024-06-01"]
    assert browser.execute_script("return document.querySelectorAll('.tenure:not([display]) .line.sure').length") == 0
    enter(browser, "day", "2020-06-01")
    assert browser.execute_script("return document.querySelectorAll('.tenure:not([display]) .line.sure').length") == 1


def test_a_day_is_judged_as_kadry_judges_it(opened: Open) -> None:
    chance = random.Random(1)
    days = [None, "2019-01-01", "2019-06-30", "2019-12-31", "2020-01-01", "2020-02-29"]
    cases = [
        (Bounds(None, None, *(chance.choice(days) for _ in range(4))), chance.choice(days[1:])) for _ in range(2000)
    ]
    script = "return arguments[0].map(([bounds, day]) => heldAt(bounds, day))"
    told = opened(small()).execute_script(script, [(structs.asdict(bounds), day) for bounds, day in cases])
    assert told == [held_at(bounds, day or "") for bounds, day in cases]
    assert set(told) == {None, "known", "possible"}


def test_a_graph_of_one_day_says_so(opened: Open) -> None:
    graph = small()
    tenures = [
        structs.replace(tenure, as_of="known" if tenure.id == entity_id("t1") else "possible")
        for tenure in graph.tenures
    ]
    browser = opened(structs.replace(graph, tenures=tenures, as_of="2024-05"))
    assert browser.execute_script("return document.getElementById('day').disabled")
    assert texts(browser, "#sure") == ["post held on 2024-05"]
    lines = "return [...document.querySelectorAll('.tenure')].map((one) => one.querySelector('.line').classList.value)"
    assert sorted(browser.execute_script(lines)) == ["line other", "line other", "line sure"]


@pytest.mark.parametrize(
    "name",
    [
        *HOSTILE,
        CONTROL,
        "</script><script>window.ran = 1</script>",
        "<img src=x onerror='window.ran = 1'>",
        "<svg onload='window.ran = 1'>",
        "javascript:window.ran=1",
        "__proto__",
    ],
)
def test_a_hostile_name_stays_text(opened: Open, name: str) -> None:
    browser = opened(named(name))
    click(browser, ".node.person", "")
    assert texts(browser, "#details h2") == [name]
    click(browser, ".words", "")
    assert texts(browser, "#details h2 bdi") == [name]
    assert texts(browser, "#details .quote") == [name]
    assert browser.execute_script("return window.ran === undefined && !document.querySelector('img, b, #details svg')")
    assert not [
        link
        for link in browser.execute_script("return [...document.links].map((a) => a.protocol)")
        if link == "javascript:"
    ]


INJECT = "const one = document.createElement('%s'); one.textContent = '%s'; document.body.append(one);"


@pytest.mark.parametrize(
    ("code", "directive"),
    [
        ("const one = new Image(); one.src = 'https://example.org/a.png';", "img-src"),
        ("fetch('https://example.org/').catch(() => {});", "connect-src"),
        (INJECT % ("script", "window.ran = 1"), "script-src-elem"),
        (INJECT % ("style", "p { color: red }"), "style-src-elem"),
    ],
)
def test_the_policy_is_in_force(browser: Any, opened: Open, code: str, directive: str) -> None:
    opened(small())
    script = f"""const done = arguments[0];
        document.addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective)); {code}"""
    assert browser.execute_async_script(script) == directive
    assert browser.execute_script("return window.ran === undefined")
    requested(browser)  # the browser tells of a picture that it is asked for before it looks at the policy
    browser.get_log("browser")  # it complains, as it should


def test_it_can_be_used_by_keyboard(opened: Open) -> None:
    from selenium.webdriver.common.keys import Keys

    browser = opened(small())
    browser.find_element("id", "fit").send_keys(Keys.TAB)
    labels = []
    for _ in range(8):
        label = browser.switch_to.active_element.get_attribute("aria-label")
        browser.switch_to.active_element.send_keys(Keys.ENTER)
        labels.append((label, texts(browser, "#details h2")[0]))
        browser.switch_to.active_element.send_keys(Keys.TAB)
    assert ("person: Иван Петров", "Иван Петров") in labels
    assert any("министр" in label and title == "министр" for label, title in labels)
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert texts(browser, "#details h2") == []


def overlapping(browser: Any) -> int:
    script = """const boxes = [...document.querySelectorAll('.node .box')].map((one) => one.getBoundingClientRect());
        const clash = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
        return boxes.filter((a, i) => boxes.some((b, j) => i < j && clash(a, b))).length;"""
    return int(browser.execute_script(script))


def places(browser: Any) -> list[str]:
    found: list[str] = browser.execute_script(
        "return [...document.querySelectorAll('.node')].map((one) => one.getAttribute('transform'))"
    )
    return found


def test_a_large_graph_begins_with_the_most_connected_and_grows(opened: Open) -> None:
    graph = many(1000)
    browser = opened(graph)
    first = places(browser)
    assert 20 <= len(first) <= 60
    assert overlapping(browser) == 0
    some = next(person.name for person in graph.persons if person.name not in drawn(browser))
    enter(browser, "search", some)
    click(browser, "#found button", some)
    assert some in drawn(browser)
    assert texts(browser, "#details h2") == [some]
    click(browser, "#more", "")
    assert len(places(browser)) > len(first)
    assert overlapping(browser) == 0
    click(browser, "#reset", "")
    again = opened(graph)
    assert places(again) == first


def test_all_around_a_body_of_hundreds_no_box_covers_another(opened: Open) -> None:
    browser = opened(many(2000))
    hub = browser.execute_script("return graph.nodes[ranked()[0]].name")
    enter(browser, "search", hub)
    click(browser, "#found button", hub)
    click(browser, "#details .act", "Draw all around it")
    assert len(places(browser)) == browser.execute_script("return MOST") > 200
    assert overlapping(browser) == 0
    assert hub in drawn(browser)


def test_a_narrow_window_scrolls_one_way_only(opened: Open) -> None:
    browser = opened(small(), NARROW)
    click(browser, ".words", "Лыонг Кыонг: президент")
    assert browser.execute_script("return document.scrollingElement.scrollWidth <= window.innerWidth")
    assert browser.execute_script("return document.getElementById('details').getBoundingClientRect().width") > 300


def test_the_languages_of_texts_are_told(opened: Open) -> None:
    browser = opened(small())
    click(browser, ".node", "Иван Петров")
    script = (
        "return [...document.querySelectorAll(arguments[0])].map((one) => one.closest('[lang]').getAttribute('lang'))"
    )
    assert set(browser.execute_script(script, "#details h2 bdi, #details .quote bdi, .node text")) == {"ru"}
    assert browser.execute_script(script, "h1, #details h3")[0] == "en"


def test_paper_takes_the_whole_picture(opened: Open) -> None:
    browser = opened(many(300))
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    outside = """const picture = document.getElementById("picture").getBoundingClientRect();
        const out = (one) => one.left < picture.left || one.right > picture.right || one.bottom > picture.bottom;
        return [...document.querySelectorAll(".node .box")].map((one) => one.getBoundingClientRect())
            .filter(out).length"""
    browser.execute_script("for (let i = 0; i < 5; i += 1) document.getElementById('closer').click()")
    assert browser.execute_script(outside) > 0
    browser.execute_script("dispatchEvent(new Event('beforeprint'))")
    assert browser.execute_script(outside) == 0
    assert not browser.find_element("tag name", "form").is_displayed()
    browser.execute_script("dispatchEvent(new Event('afterprint'))")
    assert browser.execute_script(outside) > 0
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
