"""A roster on the command line: taken, shown, exported, changed, retracted, merged with what articles say."""

import json
from collections import Counter
from pathlib import Path

import fakes
import pytest
from commands import bad, export, good, nonsense
from ftm_peer import checked
from rosters import MINISTER, MINISTRY, PETROV, ROSTER, SEAT, entity, person, seat, write

import kadry.build
from kadry.claim import RoleClaim
from kadry.document import Reading
from kadry.graph import Dossier, Graph
from kadry.readers import read
from kadry.store import Store

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder; the store of the commands is in it."""
    monkeypatch.setattr(kadry.build, "extract_batch", fakes.extract_batch)
    monkeypatch.setattr(kadry.build, "version", lambda: "fake")
    monkeypatch.setenv("KADRY_STORE", str(tmp_path / "kadry.db"))
    return tmp_path


def claims(place: Path) -> list[RoleClaim]:
    with Store(place / "kadry.db") as store:
        return list(store.claims())


def graph(place: Path) -> Graph:
    with Store(place / "kadry.db") as store:
        return kadry.build.graph(store)


def test_what_was_taken_and_left_is_said(place: Path) -> None:
    path = write(place / "peps.ftm.json", *ROSTER, entity("v", "Vessel", name="Заря"))
    said = good("import", path).stderr
    assert "1 added" in said
    assert f"{path}: took people: 1, posts: 1, bodies: 1" in said
    assert f"{path}: left 1: Vessel: no schema of posts" in said
    assert "1 unchanged" in good("import", path).stderr


def test_a_claim_quotes_the_line_of_its_post(place: Path) -> None:
    good("import", write(place / "peps.json", *ROSTER), "--published", "2025-03")
    (claim,) = claims(place)
    with Store(place / "kadry.db") as store:
        document = store.document(claim.document)
        (chain,) = (chain for chain in store.chains() if chain.head.type == "person" and not chain.authority)
    assert document.source == "ftm:peps/p1"
    assert document.published == "2025-03"
    assert document.text.splitlines() == [
        "Иван Петров",
        "Другие имена: Ivan Petrov",
        "Пол: мужской",
        "Страна: Казахстан",
        "Дата рождения: 1960-05",
        "Запись: p1; набор данных: peps",
        "министр, Министерство труда; страна: Казахстан; начало: 2019-05; конец: 2021; статус: ended; "
        "источник: https://a.example/1; текст: Иван Петров был министром.",
    ]
    assert claim.evidence.text == document.text.splitlines()[-1]
    assert claim.person.text == claim.antecedent.text == "Иван Петров"
    assert claim.role is not None
    assert claim.organization is not None
    assert (claim.role.text, claim.organization.text) == ("министр", "Министерство труда")
    assert (claim.status, claim.since, claim.until, claim.observed) == ("former", "2019-05", "2021", "2025-03")
    assert [(support.rule, support.confidence) for support in claim.supports] == [("ftm@1", 1.0)]
    assert (chain.gender, chain.country, chain.born) == ("masc", "KZ", "1960-05")
    assert [held.role for held in chain.posts] == ["министр"]


@pytest.mark.parametrize(
    ("stated", "published", "status", "until", "term", "observed"),
    [
        ({}, "2025", "current", None, None, None),
        ({"status": "unknown"}, "2025", "current", None, None, None),
        ({"status": "Current"}, "2025", "current", None, None, "2025"),
        ({"status": "current"}, None, "current", None, None, None),
        ({"status": "ended"}, None, "former", None, None, None),
        ({"endDate": "2021"}, None, "former", "2021", None, None),
        ({"endDate": "2021"}, "2025", "former", "2021", None, "2025"),
        ({"endDate": "2030"}, "2025", "current", None, "2030", "2025"),
        ({"endDate": "2030", "status": "current"}, None, "current", None, "2030", None),
        ({"endDate": "2021", "status": "current"}, "2025", "former", "2021", None, "2025"),
        ({"endDate": "2025", "status": "current"}, "2025-03", "current", None, "2025", "2025-03"),
        ({"startDate": "2026"}, "2025", "future", None, None, "2025"),
    ],
)
def test_no_known_end_is_not_current_and_a_planned_end_is_none(
    place: Path,
    stated: dict[str, str | list[str]],
    published: str | None,
    status: str,
    until: str | None,
    term: str | None,
    observed: str | None,
) -> None:
    path = write(place / "r.json", PETROV, MINISTER, MINISTRY, seat("o", "p1", "mp", **stated))
    good("import", path, *(["--published", published] if published else []))
    (claim,) = claims(place)
    assert (claim.status, claim.until, claim.term_until, claim.observed) == (status, until, term, observed)


def test_a_post_without_a_body_is_one_of_its_country(place: Path) -> None:
    post = entity("s", "Position", name="депутат", country="at")
    good("import", write(place / "r.json", PETROV, person("p2", "Пётр Ким"), post, *seats("s")))
    assert {claim.organization_inferred for claim in claims(place)} == {True}
    found = graph(place)
    assert [(body.name, body.country) for body in found.bodies] == [("Австрия", "AT")]
    assert len(found.posts) == 1


def seats(post: str) -> list[dict[str, object]]:
    return [seat("o1", "p1", post), seat("o2", "p2", post)]


def test_namesakes_of_one_file_stay_two(place: Path) -> None:
    twin = person("p2", "Иван Петров")
    city, town = (entity(id, "PublicBody", name="Городской совет") for id in ("c", "t"))
    posts = [entity(f"p{id}", "Position", name="депутат", organization=id) for id in ("c", "t")]
    bare = person("p1", "Иван Петров")
    path = write(place / "r.json", bare, twin, city, town, *posts, seat("o1", "p1", "pc"), seat("o2", "p2", "pt"))
    good("import", path)
    found = graph(place)
    assert len(found.persons) == len(found.bodies) == len(found.posts) == 2
    assert sorted(person.same_as for person in found.persons) == [
        ("https://kadry.example/identity/ftm-r/p1",),
        ("https://kadry.example/identity/ftm-r/p2",),
    ]


def test_one_body_of_many_people_is_one(place: Path) -> None:
    office = entity("c", "PublicBody", name="Администрация")
    post = entity("pc", "Position", name="советник", organization="c")
    good("import", write(place / "r.json", PETROV, person("p2", "Пётр Ким"), office, post, *seats("pc")))
    assert [len(sequence) for sequence in (graph(place).bodies, graph(place).posts)] == [1, 1]


def test_an_article_joins_whom_the_roster_knows(place: Path) -> None:
    (place / "a.txt").write_text("Министр Финляндии Иван Петров прибыл.\n", encoding="utf-8")
    known = person("NK-1", "Иван Петров", wikidataId="Q17")
    good("import", write(place / "r.json", known, MINISTER, MINISTRY, seat("o", "NK-1", "mp")))
    good("build", place / "a.txt")
    (one,) = graph(place).persons
    assert one.same_as == ("http://www.wikidata.org/entity/Q17", "https://kadry.example/identity/ftm-r/NK-1")
    assert len(graph(place).tenures) == 2


def test_an_article_joins_nobody_where_the_roster_has_two(place: Path) -> None:
    (place / "a.txt").write_text("Министр Финляндии Иван Петров прибыл.\n", encoding="utf-8")
    twins = [person("p1", "Иван Петров", birthDate="1960"), person("p2", "Иван Петров", birthDate="1971")]
    said = good("import", write(place / "r.json", *twins, MINISTER, MINISTRY, *seats("mp"))).stderr
    good("build", place / "a.txt")
    assert sorted(len(one.same_as) for one in graph(place).persons) == [0, 1, 1]
    assert "name of another" not in said


def test_namesakes_whom_nothing_tells_apart_are_counted(place: Path) -> None:
    people = [
        *(person(f"a{n}", name) for n, name in enumerate(["Иван Петров", "Петров Иван", "Иван Сидоров"])),
        *(person(f"b{year}", "Пётр Ким", birthDate=year) for year in ("1960", "1961")),
        *(person(f"c{day[-1]}", "Ян Ли", birthDate=day) for day in ("1960-01", "1960-02")),
    ]
    links = [seat(f"o{one['id']}", str(one["id"]), "mp") for one in people]
    said = good("import", write(place / "r.json", MINISTER, MINISTRY, *people, *links)).stderr
    assert "4 people have the name of another, and no birth tells them apart" in said
    assert len(graph(place).persons) == 7


def test_a_persons_word_overrules_the_file(place: Path) -> None:
    good("import", write(place / "r.json", *ROSTER))
    assert graph(place).persons[0].same_as
    good("judge", "ftm-r:p1", "different", "Иван Петров", "--by", "me")
    assert not graph(place).persons[0].same_as


def test_a_changed_file_replaces_and_names_who_is_gone(place: Path) -> None:
    path = write(place / "r.json", *ROSTER, person("p2", "Пётр Ким"), seat("o2", "p2", "mp"))
    good("import", path)
    renamed = person("p1", ["Иван Сидоров"])
    (place / "moved").mkdir()
    said = good("import", write(place / "moved" / "r.json", renamed, MINISTER, MINISTRY, SEAT)).stderr
    assert "1 replaced" in said
    assert "ftm:r/p2: is no longer there" in said
    assert Counter(claim.antecedent.normal for claim in claims(place)) == {"Иван Сидоров": 1, "Пётр Ким": 1}
    with Store(place / "kadry.db") as store:
        assert [entry.names for entry in store.authority() if entry.identity == "ftm-r:p1"] == [("Иван Сидоров",)]
    good("retract", "ftm:r/p2")
    assert [claim.antecedent.normal for claim in claims(place)] == ["Иван Сидоров"]
    assert "is no longer there" in good("import", place / "moved" / "r.json").stderr


def test_what_was_retracted_stays_out(place: Path) -> None:
    path = write(place / "r.json", *ROSTER)
    good("import", path)
    good("retract", "ftm:r/p1")
    assert "ftm:r/p1: was retracted and is left out" in good("import", path).stderr
    assert not claims(place)
    good("restore", "ftm:r/p1")
    assert len(claims(place)) == 1


def test_a_rejected_claim_and_a_dump(place: Path) -> None:
    good("import", write(place / "r.json", *ROSTER))
    good("dump", place / "dump.jsonl")
    good("load", place / "dump.jsonl", "--store", place / "copy.db")
    one, other = (
        good("export", "--format", "nquads", "--store", place / name).stdout for name in ("kadry.db", "copy.db")
    )
    assert one == other != ""
    good("reject", claims(place)[0].id)
    assert not graph(place).tenures


def test_a_broken_line_is_named_and_the_status_says_so(place: Path) -> None:
    path = write(place / "r.json", *ROSTER)
    with path.open("a", encoding="utf-8") as file:
        file.write('{"id": "\\u001b[2J"}\n')
    said = bad("import", path)
    assert f"{path}:5: is no FollowTheMoney entity" in said
    assert "\x1b" not in said
    assert len(claims(place)) == 1


def test_names_that_no_outside_identity_can_have_are_a_failure_of_their_person(place: Path) -> None:
    path = write(place / "r.json", person("p1", "…"), person("p2", "Пётр Ким"), MINISTER, MINISTRY, *seats("mp"))
    assert f"{path}:1: there is no name" in bad("import", path)
    assert [claim.antecedent.normal for claim in claims(place)] == ["Пётр Ким"]


def test_a_body_whose_name_no_outside_identity_can_have_has_none(place: Path) -> None:
    office = entity("m", "PublicBody", name="Управление " + "делами " * 60)
    good("import", write(place / "r.json", PETROV, MINISTER, office, SEAT))
    (body,) = graph(place).bodies
    assert body.name.startswith("Управление делами")
    assert not body.same_as


def test_what_is_taken_out_again_leaves_no_trace(place: Path) -> None:
    (place / "a.txt").write_text("Министр Финляндии Иван Петров прибыл.\n", encoding="utf-8")
    good("build", place / "a.txt")
    plain = export()
    good("import", write(place / "r.json", *ROSTER))
    assert export() != plain
    good("retract", "ftm:r/p1")
    good("authority", "remove", "ftm-r:p1", "ftm-r:m")
    assert export() == plain


def test_hostile_values_stay_in_their_line(place: Path) -> None:
    role = "министр\nПоддельный Человек\u2028\u202eпредседатель; конец: 1999 =A1 <b>"
    post = entity("mp", "Position", name=role, organization="m")
    good("import", write(place / "r.json", PETROV, MINISTRY, post, SEAT))
    (claim,) = claims(place)
    assert claim.role is not None
    assert claim.role.text == "министр Поддельный Человек председатель; конец: 1999 =A1 <b>"
    assert claim.until == "2021"
    assert claim.evidence.text.count("\n") == 0


def test_the_datasets_name_is_the_files_or_the_given_one(place: Path) -> None:
    good("import", write(place / "RU_Duma.ftm.json", *ROSTER))
    good("import", place / "RU_Duma.ftm.json", "--dataset", "own")
    with Store(place / "kadry.db") as store:
        assert sorted(store.locations()) == ["ftm:own/p1", "ftm:ru-duma/p1"]
    assert "names no dataset" in nonsense("import", place / "RU_Duma.ftm.json", "--dataset", "Ж")
    assert "is not a date" in nonsense("import", place / "RU_Duma.ftm.json", "--published", "вчера")


def test_a_file_that_cannot_be_read_stops_no_other_and_a_missing_one_stops_all(place: Path) -> None:
    (place / "bad.json.gz").write_bytes(b"no gzip")
    assert "there is no such file" in bad("import", write(place / "r.json", *ROSTER), place / "none.json")
    assert not (place / "kadry.db").exists()
    said = bad("import", place / "bad.json.gz", place / "r.json")
    assert f"{place}/bad.json.gz:1: the gzip file is damaged" in said
    assert "took people: 1" in said
    assert len(claims(place)) == 1


def test_ids_of_any_kind_are_pinned(place: Path) -> None:
    odd = person("имя с пробелом/17", "Иван Петров")
    good("import", write(place / "r.json", odd, MINISTER, MINISTRY, seat("o", "имя с пробелом/17", "mp")))
    (identity,) = graph(place).persons[0].same_as
    assert identity.startswith("https://kadry.example/identity/ftm-r/")
    assert identity.isascii()


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the examples."""
    folder = tmp_path_factory.mktemp("examples")
    with Store(folder / "kadry.db") as store:
        for reading in read([EXAMPLES]):
            if isinstance(reading, Reading):
                store.add(reading, kadry.build.extract(reading.document))
    return folder


def told(dossier: Dossier) -> tuple[str, frozenset[object]]:
    """A person as a roster can carry one: the name, and each post with its body and what was stated of its time."""
    held = (
        (h.post.role, h.body.name, h.body.country, h.tenure.bounds.since, h.tenure.bounds.until, h.tenure.over)
        for h in dossier.holdings
    )
    return dossier.person.name, frozenset(zip(held, (h.tenure.acting for h in dossier.holdings), strict=True))


def test_a_graph_that_goes_out_and_comes_in_is_the_same(examples: Path, tmp_path: Path) -> None:
    out = tmp_path / "kadry.ftm.json"
    good("export", "--format", "ftm", "-o", out, "--store", examples / "kadry.db")
    good("import", out, "--store", tmp_path / "kadry.db")
    before, after = graph(examples), graph(tmp_path)
    assert Counter(map(told, after.dossiers())) == Counter(told(one) for one in before.dossiers() if one.holdings)
    assert len(after.tenures) == len(before.tenures) > 100
    held = {tenure.post for tenure in before.tenures}
    assert len(after.posts) == len(held)
    assert len(after.bodies) == len({post.body for post in before.posts if post.id in held})
    lines = [json.loads(line) for line in out.read_bytes().splitlines()]
    holders = {id for line in lines for key in ("holder", "member") for id in line["properties"].get(key, ())}
    assert len(after.persons) == len(holders)
    assert {line["schema"] for line in lines} >= {"UnknownLink", "Event"}
    assert not any(tenure.bounds.end_latest and not tenure.over for tenure in after.tenures)


def test_followthemoney_takes_the_examples_as_they_are(examples: Path, tmp_path: Path) -> None:
    out = tmp_path / "kadry.ftm.json"
    good("export", "--format", "ftm", "-o", out, "--store", examples / "kadry.db")
    (found,) = checked(out)
    assert found["faults"] == found["changed"] == []
    assert found["lines"] == len(found["entities"]) > 300
