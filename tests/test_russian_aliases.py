"""Aliases and relatives: what the words between two names say of them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kadry.claim import Mention
from kadry.russian.aliases import Ties, find_ties

NAME = re.compile(r"\[([^\[\]]+)\]")


def ties(marked: str) -> Ties:
    """The ties of a text whose names stand in square brackets, by the names' own words."""
    text, mentions = read(marked)
    found = find_ties(text, mentions)
    names = {m.key: m.text for m in mentions}
    told = ([(names[a], names[b]) for a, b in getattr(found, kind)] for kind in Ties.__struct_fields__)
    return Ties(*map(tuple, told))


def read(marked: str) -> tuple[str, list[Mention]]:
    text, mentions, end = "", [], 0
    for found in NAME.finditer(marked):
        text += marked[end : found.start()] + found[1]
        mentions.append(Mention("d", len(text) - len(found[1]), len(text), "person", found[1], found[1]))
        end = found.end()
    return text + marked[end:], mentions


@pytest.mark.parametrize(
    "text",
    [
        "убит [Глеб Ларин], более известный как [Вектор], сообщил штаб",
        "[Глеб Ларин] также известен как [Вектор]",
        "[Глеб Ларин], он же [Пак Чо Ир], родился в Сеуле",
        "[Глеб Ларин] по прозвищу «[Вектор]» вышел",
        "[Глеб Ларин] под псевдонимом [Вектор] издал книгу",
        "[Вектор] (настоящее имя — [Глеб Ларин]) поёт",
        "[Вектор], настоящее имя которого — [Глеб Ларин], поёт",
        "[Вектор], чьё настоящее имя [Глеб Ларин], поёт",
        "[Анна Ларина] (урождённая [Майя Грач])",
        "[Ларина] (в девичестве [Грач])",
        "[Ларина] (по мужу — [Рок])",
        "[Пётр Грач] (, при рождении [Пит Рук], ; род. 24 мая 1941)",
        "[Пётр Грач] (род. 24 мая 1941, настоящая фамилия [Рукин])",
        "епископ [Феодор] (в миру — [Пётр Грач])",
        "[Марк Ларин] (англ. [Mark Larin])",
        "[Сунь Вэй] (кит. трад. [孫偉], род. 1950)",
        "[Зузанна Остгоф] ([Zuzanna Ostgof]) спаслась",
        "[Марк Ларин] (род. 1950) (англ. [Mark Larin])",
        "[Марк Ларин], прозванный «[Вектор]»,",
        "[Ольга Лис], которую в прессе иногда называют «[Стальная Ольга]»,",
        "[Марк Ларин], который пел под псевдонимом [Вектор]",
        "Настоящее имя [Вектора] — [Глеб Ларин].",
        "[Вектор] поёт. Его настоящее имя — [Глеб Ларин].",
        "[Роман Ли] (также [Роман Лий])",
        "[Глеб Ларин], более известный широкой публике как [Вектор], ушёл",
        "[Глеб Ларин] (aka [Вектор]) ушёл",
        "[Глеб Ларин], писавший под псевдонимом «[Вектор]», умер",
        "[Глеб Ларин], носивший кличку [Вектор], умер",
        "[Анна Ларина], урожд. [Грач], ушла",
        "[Вектор] (наст. имя [Глеб Ларин])",
        "[Вектор] (на самом деле [Глеб Ларин])",
        "[Ирина Громова] (ранее [Орлова])",
        "[Ян Мирек] ([Jan Mirek], [Иван Мирэк])",
    ],
)
def test_a_marker_makes_two_names_one_person(text: str) -> None:
    found = ties(text)
    names = NAME.findall(text)
    assert (names[0], names[1]) in found.same
    assert not found.apart


@pytest.mark.parametrize(
    "text",
    [
        "рэпер [Вектор] ([Глеб Ларин]) дал концерт",
        "[Глеб Ларин] («[Вектор]») убит",
        "митрополит [Никодим] ([Ротин]) прибыл",
        "[Глеб Ларин] ([Гоблин]) снял обзор",
        "[Анна Громова] ([Орлова]) родилась в Омске",
        "сестра, [Саша] ([Наташа]), учится",
        "[Глеб Ларин] ([Осип Грач], 2 мая 1950 — 3 мая 2001)",
        "артист «[Вектор]» [Глеб Ларин] скончался",
    ],
)
def test_a_bracket_with_a_name_alone_makes_one_person_likely(text: str) -> None:
    found = ties(text)
    assert found == Ties(likely=(tuple(NAME.findall(text)),))


@pytest.mark.parametrize(
    "text",
    [
        "[Глеб Ларин] (слева [Осип Грач])",
        "[Глеб Ларин] ([Осип Грач], РИА)",
        "[Ларин] ([Грач])",
        "[Глеб Ларин] ([Орлов]) забил",
        "[Глеб Ларин] (вместо [Осипа Грача])",
        "[Глеб Ларин] (ранее [Осип Грач])",
        "[Глеб Ларин] (также [Осип Грач])",
        "[Глеб Ларин] (сын певца, известного как [Вектор])",
        "[Глеб Ларин], прозванный в честь [Осипа Грача]",
        "[Глеб Ларин] получил премию имени [Осипа Грача]",
        "[Глеб Ларин], сменивший [Осипа Грача]",
        "[Глеб Ларин] или [Осип Грач]",
        "В спектакле играют [Глеб Ларин] ([Волк])",
        "[Вектор] (проф. [Глеб Ларин], Омск)",
        "В фильме заняты [Вектор] ([Глеб Ларин])",
        "[Вектор] ([Глеб Ларин]) — герой фильма",
        "[Вектор] ([Глеб Ларин]), Атом (Осип Грач), Лунь (Яков Рок)",
        "[Глеб Ларин]\n(англ. [Осип Грач])",
        "[Глеб Ларин] пел. Он же [Осип Грач]",
        "[Глеб Ларин] сказал, что [Осип Грач] известен как [Вектор]",
        "[Яна Рок] и [Пётр Рок] приехали. Его имя при рождении — [Глеб Рок].",
    ],
)
def test_two_people_are_not_made_one(text: str) -> None:
    names = NAME.findall(text)
    found = ties(text)
    assert (names[0], names[-1]) not in found.same + found.likely


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("[Глеб Ларин] и его отец [Пётр]", ("Глеб Ларин", "Пётр")),
        ("[Глеба Ларина] и его дочь [Майю]", ("Глеба Ларина", "Майю")),
        ("[Ларин] с женой [Майей]", ("Ларин", "Майей")),
        ("[Ларин], муж — [Пётр Грач]", None),
        ("супруга [Ларина] [Майя]", ("Ларина", "Майя")),
        ("дочь президента [Ларина], [Майя]", ("Ларина", "Майя")),
        ("[Пак Чо Нам], брат лидера страны [Пак Чо Ира]", ("Пак Чо Нам", "Пак Чо Ира")),
        ("[Майя] — дочь певца [Глеба Ларина]", ("Майя", "Глеба Ларина")),
        ("[Глеб] и [Майя Ларины]", ("Глеб", "Майя Ларины")),
        ("[Ларина], дочь [Ларина] сказала", None),  # whose daughter may be the one named before
        ("[Ларин] встретил брата [Ларина]", None),
        ("[Глеб Ларин] открыл завод. Брат [Ларина]", None),
    ],
)
def test_kinship_parts_two_people(text: str, apart: tuple[str, str] | None) -> None:
    assert ties(text) == Ties(apart=(apart,) if apart else ())


def test_a_list_in_a_bracket_goes_on_with_other_names() -> None:
    found = ties("[Карл Ён] ([Karl Yon], также в некоторых источниках — [Карл Юн]; [Карл Ион]) к шести годам")
    assert found.same == (("Карл Ён", "Karl Yon"), ("Карл Ён", "Карл Юн"), ("Карл Юн", "Карл Ион"))


def test_what_stands_behind_a_closed_bracket_belongs_to_the_name_before_it() -> None:
    found = ties("[Марк Ларин] ([Mark Larin]), настоящее имя — [Глеб Рок] — актёр")
    assert found.same == (("Марк Ларин", "Mark Larin"), ("Марк Ларин", "Глеб Рок"))


PIECES = st.lists(
    st.sampled_from(
        ("[Глеб Ларин]", "[Вектор]", "[Mark]", " (", ") ", ", ", " и ", "настоящее имя", "брат ", "«", "\n", ". ")
    ),
    max_size=20,
)


@given(PIECES)
def test_ties_are_of_the_names_given_in_whatever_order(pieces: list[str]) -> None:
    text, mentions = read("".join(pieces))
    found = find_ties(text, mentions)
    assert find_ties(text, mentions[::-1]) == found
    places = {m.key: m.start for m in mentions}
    pairs = [*found.same, *found.likely, *found.apart]
    assert all(places[left] < places[right] for left, right in pairs)
    assert len(pairs) == len(set(pairs))
