"""Apposition: whose role it is that stands beside names, by marks, case and number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sentences import persons_of, sentence, words

from kadry.russian.apposition import find_titles
from kadry.russian.names import Person
from kadry.russian.roles import Role, RoleFinder
from kadry.russian.runs import Title

Found = tuple[tuple[Title, ...], list[Role], tuple[Person, ...]]


def found(notation: str) -> Found:
    made = sentence(notation)
    persons = persons_of(made)
    finder = RoleFinder(0, made, frozenset(i for p in persons for i in range(p.first, p.last)))
    roles = finder.all()
    titles = find_titles(made, (*roles, *finder.others(roles)), persons)
    return tuple(t for t in titles if t.role < len(roles)), roles, persons


def titles(notation: str) -> set[str]:
    """«name: role» of each title."""
    tokens = sentence(notation).tokens
    given, roles, persons = found(notation)
    return {f"{words(tokens, *_bounds(persons[t.person]))}: {roles[t.role].normal}" for t in given}


def _bounds(person: Person) -> tuple[int, int]:
    return person.first, person.last


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("президент PER[Лыонг Кыонг]", {"Лыонг Кыонг: президент"}),
        ("член Политбюро, президент PER[Лыонг Кыонг]", {"Лыонг Кыонг: член", "Лыонг Кыонг: президент"}),
        (
            "члены совета PER[Иван Пак] и PER[Олег Ли], член бюро, секретарь PER[Ким]",
            {"Иван Пак: член", "Олег Ли: член", "Ким: член", "Ким: секретарь"},
        ),
        ("президент и премьер PER[Ким]", {"Ким: президент", "Ким: премьер"}),
        ("генерал, министр обороны PER[Орлов]", {"Орлов: генерал", "Орлов: министр обороны"}),
        ("секретарь ЦК{gent} товарищ PER[Ким]", {"Ким: секретарь"}),
        ("министр обороны — PER[Сергей Орлов]", {"Сергей Орлов: министр обороны"}),
        ("глава района, PER[Пётр Ким], отметил", {"Пётр Ким: глава"}),
        ("«президент» PER[Орлов]", {"Орлов: президент"}),
        ("с министром обороны PER[Сергеем Орловым]", {"Сергеем Орловым: министр обороны"}),
        ("по словам министра{gent} PER[Орлова{gent}]", {"Орлова: министр"}),
    ],
)
def test_roles_before_the_name(notation: str, expected: set[str]) -> None:
    assert titles(notation) == expected


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("PER[Сергей Орлов], министр обороны, прибыл", {"Сергей Орлов: министр обороны"}),
        ("PER[Сергей Орлов] — министр обороны", {"Сергей Орлов: министр обороны"}),
        ("PER[Сергей Орлов] (министр обороны) прибыл", {"Сергей Орлов: министр обороны"}),
        ("PER[Орлову], министру{datv} обороны", {"Орлову: министр обороны"}),
        ("PER[Пётр Ким] президент федерации", {"Пётр Ким: президент"}),
        (
            "PER[Чан Кам Ту], член Политбюро, постоянный член Секретариата, секретарь комиссии{gent}",
            {"Чан Кам Ту: член", "Чан Кам Ту: постоянный член", "Чан Кам Ту: секретарь"},
        ),
        (
            "PER[Орлов], бывший министр, ныне советник президента{gent}, заявил",
            {"Орлов: министр", "Орлов: советник президента"},
        ),
    ],
)
def test_roles_after_the_name(notation: str, expected: set[str]) -> None:
    assert titles(notation) == expected


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("президент PER[Лыонг Кыонг], глава делегации{gent}", {"Лыонг Кыонг: президент", "Лыонг Кыонг: глава"}),
        ("министр PER[Орлов], мэр PER[Ким]", {"Орлов: министр", "Ким: мэр"}),
        ("министр PER[Орлов] и мэр PER[Ким]", {"Орлов: министр", "Ким: мэр"}),
        ("PER[Ким] и министр PER[Орлов]", {"Орлов: министр"}),
        ("PER[Орлов], министр обороны, и мэр PER[Ким]", {"Орлов: министр обороны", "Ким: мэр"}),
        ("PER[Орлов], министр, PER[Ким], мэр", {"Орлов: министр", "Ким: мэр"}),
        ("PER[Орлов], министр и депутат, и PER[Ким]", {"Орлов: министр", "Орлов: депутат"}),
        ("глава МИД{gent} PER[Орлов] и его заместитель PER[Ким]", {"Орлов: глава", "Ким: заместитель"}),
        ("министр обороны PER[Орлов]; глава района PER[Ким]", {"Орлов: министр обороны", "Ким: глава"}),
        (
            "PER[Орлов], министр обороны; PER[Ким], глава района; PER[Лось], мэр",
            {"Орлов: министр обороны", "Ким: глава", "Лось: мэр"},
        ),
        (
            "член Политбюро и секретарь ЦК{gent} PER[Ким], глава района PER[Орлов], мэр PER[Лось]",
            {"Ким: член", "Ким: секретарь", "Орлов: глава", "Лось: мэр"},
        ),
    ],
)
def test_several_people_each_have_their_own(notation: str, expected: set[str]) -> None:
    assert titles(notation) == expected


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("заместители министра{gent} PER[Орлов] и PER[Ким]", {"Орлов", "Ким"}),
        ("заместители министра{gent} PER[А. Орлов], PER[Б. Ким] и PER[В. Лось]", {"А. Орлов", "Б. Ким", "В. Лось"}),
        ("министры{nomn} PER[Орлов] и PER[Ким], мэр PER[Лось]", {"Орлов", "Ким"}),
        ("министр PER[Орлов] и PER[Ким]", {"Орлов"}),
    ],
)
def test_a_plural_role_is_of_all_the_names_and_a_singular_of_one(notation: str, expected: set[str]) -> None:
    given = {title.partition(": ")[0] for title in titles(notation) if ": мэр" not in title}
    assert given == expected


@pytest.mark.parametrize(
    "notation",
    [
        "президент встретил PER[Орлова{accs}]",
        "PER[Орлов] сообщил министру{datv}",
        "министру{datv} PER[Орлова{gent}]",
        "с министром{ablt} обороны PER[Сергей Орлов]",
        "PER[Орлов], жена министра{gent}",
        "министры прибыли",
        "PER[Орлов] и PER[Ким] прибыли",
        "министр уехал; PER[Орлов] остался",
    ],
)
def test_no_title(notation: str) -> None:
    assert titles(notation) == set()


def test_the_nearer_the_role_the_fewer_the_links() -> None:
    given, roles, _ = found("член Политбюро, секретарь ЦК{gent}, президент PER[Лыонг Кыонг], глава делегации{gent}")
    links = {roles[t.role].normal: (t.place, t.links) for t in given}
    assert links == {
        "президент": ("before", 1),
        "секретарь": ("before", 2),
        "член": ("before", 3),
        "глава": ("after", 1),
    }


PIECES = (
    "министр",
    "PER[Орлов]",
    "глава района",
    "PER[Пётр Ким]",
    "министры{nomn}",
    ",",
    "и",
    "—",
    ";",
    "(",
    ")",
    "сказал",
)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12))
def test_a_singular_role_has_one_holder_whatever_the_order(pieces: list[str]) -> None:
    given, roles, persons = found(" ".join(pieces))
    assert len(set(given)) == len(given)
    assert all(0 <= t.role < len(roles) and 0 <= t.person < len(persons) and t.links >= 1 for t in given)
    for number, role in enumerate(roles):
        assert role.plural or len({t.person for t in given if t.role == number}) <= 1


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("председатель — PER[Орлов], секретарь — PER[Ким]", {"Орлов: председатель", "Ким: секретарь"}),
        ("депутатов, включая PER[Орлова{accs}]", {"Орлова: депутат"}),
        ("депутаты: PER[Орлов] и PER[Ким]", {"Орлов: депутат", "Ким: депутат"}),
        ("депутаты: PER[Орлов] погиб", set()),
        ("депутат, включая PER[Орлов]", set()),
        ("один из депутатов PER[Орлов]", {"Орлов: депутат"}),
        ("один из самых молодых депутатов PER[Орлов]", {"Орлов: депутат"}),
        ("менеджер музыканта PER[Том Вито{nomn}]", {"Том Вито: менеджер"}),
        ("адвокат PER[Петрова{gent}] — PER[Иван{nomn} Ким{nomn}]", {"Иван Ким: адвокат"}),
        ("внук министра PER[Орлова{gent}]", {"Орлова: министр"}),
        ("адвокат{nomn} PER[Орлова{gent}] заявил", set()),
    ],
)
def test_lists_partitives_and_complements(notation: str, expected: set[str]) -> None:
    assert titles(notation) == expected
