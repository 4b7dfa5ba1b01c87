"""Holders of one post in order, as kadry show prints them for a body."""

from msgspec import structs

from kadry.cli.succession import succession
from kadry.graph import Body, Bounds, Dossier, Holding, Person, Post, Tenure

BODY = Body("b", "Министерство", ("Министерство",))
MINISTER, MEMBER = Post("o1", "b", "министр"), Post("o2", "b", "член коллегии")


def holder(name: str, *terms: tuple[Post, Bounds], over: bool = False) -> Dossier:
    held = (
        Holding(Tenure(f"{name}{n}", name, post.id, False, bounds, (), over=over), post, BODY, ())
        for n, (post, bounds) in enumerate(terms)
    )
    return Dossier(Person(name, name, (name,)), tuple(held), ())


def test_holders_stand_by_their_days_and_those_without_any_last() -> None:
    later = Bounds(since="2021-05", start_earliest="2021-05-01", start_latest="2021-05-31")
    first = Bounds("2015", "2019", "2015-01-01", "2015-12-31", "2019-01-01", "2019-12-31")
    seen = Bounds(start_latest="2020-03-04", end_latest="2021-01-02")
    people = [
        holder("Анна", (MINISTER, Bounds()), over=True),
        holder("Борис", (MINISTER, later), (MEMBER, later)),
        holder("Вера", (MINISTER, first)),
        holder("Глеб", (MINISTER, seen)),
    ]
    assert list(succession(people)) == [
        "",
        "holders of one post, in order:",
        "  министр",
        "    2015 – 2019  Вера",
        "    ≤ 2020-03-04 – ≤ 2021-01-02  Глеб",
        "    2021-05 –  Борис",
        "    ? – ?  Анна",
    ]
    assert list(succession(reversed(people))) == list(succession(people))


def test_a_post_with_one_holder_and_hostile_names_make_no_noise() -> None:
    assert list(succession([holder("Борис", (MINISTER, Bounds()), (MINISTER, Bounds(since="2020")))])) == []
    post = structs.replace(MINISTER, role="\x1b[31mминистр")
    lines = list(succession([holder("А\x1b[2J", (post, Bounds())), holder("Б", (post, Bounds()))]))
    assert len(lines) == 5
    assert "\x1b" not in "".join(lines)
