"""What claims on successions make together: which are one, at which post, and what a vacancy is."""

from random import Random
from typing import Any

import pytest
from test_project_scene import SURE, at, graph, text

from kadry.claim import entity_id
from kadry.document import digest
from kadry.graph import Post
from kadry.mention import Mention, Quote
from kadry.scene import SceneClaim, SuccessionClaim

BODY = entity_id("Секретариат")
ANNA = entity_id("Анна Белова")


def role(of: int, name: str) -> Mention:
    return Mention(text(of).id, 74, 83, "role", "президент", name) if name else at(text(of), "президент", "role")


def succession(of: int, *, body: str = "", post: str = "", vacant: bool = False, **fields: Any) -> SuccessionClaim:
    """Анна Белова after somebody of her document; or, vacant, a post after her."""
    own = text(of)
    anna, other = at(own, "Анна Белова", "person"), at(own, "делегатов", "person")
    house = at(own, body) if body else None
    pair = (None, anna) if vacant else (anna, other)
    return SuccessionClaim(
        document=own.id,
        evidence=Quote(0, 26, own.text[:26]),
        supports=SURE,
        words=at(own, "съезд", "succession"),
        person=pair[0],
        person_entity=pair[0],
        predecessor=pair[1],
        predecessor_entity=pair[1],
        role=role(of, post) if post else None,
        organization=house,
        organization_entity=house,
        **fields,
    )


def many(*claims: SceneClaim) -> int:
    return len(graph(*claims).successions)


def test_a_succession_has_people_and_post_and_the_post_is_a_node() -> None:
    found = graph(succession(1, body="Секретариат", post="Секретарь", date="2020-05"))
    (one,) = found.successions
    post = digest("post", BODY, "секретарь")
    assert (one.person, one.body, one.role, one.post, one.date) == (ANNA, BODY, "Секретарь", post, "2020-05")
    assert one.predecessor in {person.id for person in found.persons}
    assert found.posts == [Post(post, BODY, "Секретарь")]
    assert [telling.about for telling in found.tellings] == [one.id]


@pytest.mark.parametrize(
    ("left", "right", "number"),
    [
        ({}, {}, 1),
        ({"body": "Секретариат", "post": "глава"}, {}, 1),
        ({"body": "Секретариат", "post": "глава"}, {"post": "Глава"}, 1),
        ({"body": "Секретариат", "post": "глава"}, {"post": "член"}, 2),
        ({"body": "Секретариат"}, {"body": "Отдел кадров"}, 2),
        ({"body": "Секретариат"}, {"post": "глава"}, 2),
        ({"date": "2019"}, {"date": "2020"}, 1),
        ({}, {"status": "denied"}, 2),
        ({}, {"reported": True}, 2),
    ],
)
def test_claims_of_one_document_are_one_where_their_posts_agree(
    left: dict[str, Any], right: dict[str, Any], number: int
) -> None:
    other = succession(1, **right)
    assert many(succession(1, **left), other) == number
    assert many(other, succession(1, **left)) == number


def test_a_claim_that_may_mean_two_posts_stands_alone() -> None:
    both = succession(1, body="Секретариат", post="глава"), succession(1, body="Отдел кадров", post="член")
    assert many(*both) == 2
    assert many(*both, succession(1)) == 3
    assert many(*both, succession(1, post="глава")) == 2


def test_a_vacancy_is_one_of_a_post_and_a_year() -> None:
    def vacancy(of: int, **fields: Any) -> SuccessionClaim:
        return succession(of, vacant=True, **{"body": "Секретариат", "post": "глава", **fields})

    (one,) = graph(vacancy(1, date="2020-05"), vacancy(2), vacancy(3, status="former")).successions
    assert (one.person, one.predecessor, one.date, one.over, one.sources) == (None, ANNA, "2020-05", True, 3)
    assert many(vacancy(1, date="2020-05"), vacancy(2, date="2024")) == 2
    assert many(vacancy(1, date="2020"), vacancy(2, date="2024"), vacancy(3)) == 3
    assert many(vacancy(1), vacancy(2, post="член")) == 2
    assert many(vacancy(1, body=""), vacancy(2, body="")) == 2


def test_the_order_of_claims_is_worth_nothing() -> None:
    claims: list[SceneClaim] = [
        succession(1, body="Секретариат", post="глава"),
        succession(1, post="Глава"),
        succession(1, body="Отдел кадров"),
        succession(1, post="член", date="2020"),
        succession(2, vacant=True, body="Секретариат", post="глава", date="2021"),
        succession(3, vacant=True, body="Секретариат", post="глава"),
        succession(4, vacant=True, post="глава"),
    ]
    whole = graph(*claims)
    for seed in range(20):
        Random(seed).shuffle(claims)
        assert graph(*claims) == whole
