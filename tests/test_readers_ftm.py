"""FollowTheMoney files: who held what is put together from lines in any order; what is wrong or strange is named."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rosters import MINISTER, MINISTRY, PETROV, ROSTER, SEAT, Entity, entity, person, seat, write

from kadry.document import Failure
from kadry.errors import InputError
from kadry.readers.ftm import Held, Organization, Record, Roster
from kadry.readers.ftm_lines import plain

LABOUR = Organization("m", ("Министерство труда", "Ministry of Works"), "KZ")


def read(path: Path) -> tuple[list[Record], list[Failure], dict[str, int]]:
    roster = Roster(path)
    items = list(roster.records())
    records = [item for item in items if isinstance(item, Record)]
    return records, [item for item in items if isinstance(item, Failure)], dict(roster.left)


def held(tmp_path: Path, *entities: Entity) -> tuple[Held, ...]:
    """What the only person of a file holds; nothing was left."""
    (record,), failures, left = read(write(tmp_path / "r.json", *entities))
    assert not failures
    assert not left
    return record.held


def test_a_person_with_a_post(tmp_path: Path) -> None:
    (record,), failures, left = read(write(tmp_path / "r.json", *ROSTER))
    assert not failures
    assert not left
    assert record == Record(
        id="p1",
        place=f"{tmp_path}/r.json:2",
        names=("Иван Петров", "Ivan Petrov"),
        gender="masc",
        born="1960-05",
        countries=("KZ",),
        held=(
            Held(
                role="министр",
                body=LABOUR,
                country="KZ",
                since="2019-05",
                until="2021",
                status="ended",
                sources=("https://a.example/1",),
                texts=("Иван Петров был министром.",),
            ),
        ),
    )


@given(st.permutations(ROSTER))
def test_the_order_of_lines_does_not_matter(tmp_path_factory: pytest.TempPathFactory, order: list[Entity]) -> None:
    (record,), failures, _ = read(write(tmp_path_factory.mktemp("r") / "r.json", *order))
    assert not failures
    assert record.held[0].body == LABOUR


def test_links_of_other_kinds(tmp_path: Path) -> None:
    club = entity("c", "Organization", name="Клуб")
    firm = entity("f", "Company", name="АО «Заря»", jurisdiction="ru", mainCountry="by")
    found = held(
        tmp_path,
        person("p", "Пётр Ким"),
        club,
        firm,
        entity("1", "Membership", member="p", organization="c"),
        entity("2", "Directorship", director="p", organization="f", role="директор", description="acting"),
        entity("3", "Employment", employee="p", employer="f", role=["clerk", "служащий"]),
    )
    zarya = Organization("f", ("АО «Заря»",), "RU")
    assert found == (
        Held(None, Organization("c", ("Клуб",))),
        Held("директор", zarya, acting=True),
        Held("служащий", zarya),
    )


def test_a_post_without_a_body_keeps_its_country(tmp_path: Path) -> None:
    post = entity("s", "Position", name="Member of the National Council", country="at")
    assert held(tmp_path, person("p", "A B"), post, seat("o", "p", "s", status="current")) == (
        Held("Member of the National Council", None, "AT", status="current"),
    )


def test_what_several_values_contradict_is_not_known(tmp_path: Path) -> None:
    twice = person("p", "Пётр Ким", birthDate=["1960", "1961"], gender=["male", "female"], nationality=["ru", "by"])
    (record,), _, _ = read(write(tmp_path / "r.json", twice, seat("o", "p", "mp"), MINISTER, MINISTRY))
    assert (record.born, record.gender, record.countries) == (None, None, ("BY", "RU"))


def test_of_several_dates_the_outer_ones_count_and_a_time_is_left_out(tmp_path: Path) -> None:
    dated = seat("o", "p", "mp", startDate=["2019", "2020-01-01T00:00:00"], endDate=["2021-03", "2021-05-01"])
    found = held(tmp_path, person("p", "Пётр Ким"), MINISTER, MINISTRY, dated)
    assert (found[0].since, found[0].until) == ("2019", "2021-05-01")
    odd = seat("o", "p", "mp", startDate="вчера", endDate="0000")
    assert held(tmp_path, person("p", "Пётр Ким"), MINISTER, MINISTRY, odd)[0].since is None


def test_what_is_left_is_counted_with_its_reason(tmp_path: Path) -> None:
    _, failures, left = read(
        write(
            tmp_path / "r.json",
            *ROSTER,
            person("idle", "Без Должности"),
            entity("v", "Vessel", name="Заря"),
            entity("w", "Vessel", name="Зорька"),
            seat("o2", "p1", "missing"),
            seat("o3", "nobody", "mp"),
            entity("x", "Membership", member="p1", organization="missing"),
            entity("nameless", "Person"),
            seat("o4", "nameless", "mp"),
        )
    )
    assert not failures
    assert left == {
        "Vessel: no schema of posts": 2,
        "Person without a post in the file": 1,
        "Person without a name": 1,
        "Occupancy of a post that is not in the file or has no name": 1,
        "Occupancy of somebody who is no person of the file": 1,
        "Membership of a body that is not in the file or has no name": 1,
    }


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "is no FollowTheMoney entity"),
        ("[]", "is no FollowTheMoney entity"),
        ('{"id": "x"}', "schema"),
        ('{"id": "", "schema": "Person"}', "its id is ''"),
        ('{"id": "a\\nb", "schema": "Person"}', "its id is 'a b'"),
        ('{"id": "x", "schema": "Person", "properties": {"name": "Иван"}}', "list of texts"),
        ('{"id": "x", "schema": "Occupancy", "properties": {"post": [{"id": "y"}]}}', "Expected `str`, got `object`"),
        (json.dumps(PETROV), "'p1' was in the file before; join its lines first"),
        ("\udcff", "is no FollowTheMoney entity"),
    ],
)
def test_a_broken_line_is_named_and_the_rest_goes_on(tmp_path: Path, line: str, reason: str) -> None:
    path = write(tmp_path / "r.json", PETROV, SEAT)
    with path.open("ab") as file:
        file.write(line.encode("utf-8", "surrogateescape") + b"\n\n")
        file.write(write(tmp_path / "rest", MINISTER, MINISTRY).read_bytes())
    records, (failure,), _ = read(path)
    assert failure.location == f"{path}:3"
    assert reason in failure.reason
    assert [record.id for record in records] == ["p1"]


def test_packed_files_and_damaged_ones(tmp_path: Path) -> None:
    whole = gzip.compress(write(tmp_path / "r.json", *ROSTER).read_bytes())
    (tmp_path / "r.json.gz").write_bytes(whole)
    assert len(read(tmp_path / "r.json.gz")[0]) == 1
    (tmp_path / "cut.json.gz").write_bytes(whole[:-20])
    with pytest.raises(InputError, match="damaged or cut short"):
        Roster(tmp_path / "cut.json.gz")


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        Roster(tmp_path / "none.json")
    (tmp_path / "empty.json").write_bytes(b"\n")
    with pytest.raises(InputError, match="is empty"):
        Roster(tmp_path / "empty.json")


@given(st.text())
def test_every_value_is_one_line(value: str) -> None:
    line = plain(value)
    assert len(line.splitlines()) <= 1
    assert line == plain(line) == line.strip()
