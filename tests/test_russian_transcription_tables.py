"""The tables themselves: legal syllables, spellings that lead back to them, and keys that all spellings share."""

from collections.abc import Sequence

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kadry.russian.onomastics.transcription import keys, relation
from kadry.russian.onomastics.transcription.alignment import distance
from kadry.russian.onomastics.transcription.letters import marked, plain, script, standard, tone, without_tones
from kadry.russian.onomastics.transcription.skeletons import skeletons
from kadry.russian.onomastics.transcription.syllables import LANGUAGES, readings
from kadry.russian.onomastics.transcription.tables import Language, Syllable, table, written


def legal(language: Language) -> list[Syllable]:
    known = table(language)
    if known.legal is not None:
        return sorted(known.legal)
    initials = {sound.source for sounds in known.initials["latin"].values() for sound in sounds}
    rests = {sound.source for sounds in known.rests["latin"].values() for sound in sounds}
    return sorted((initial, rest) for initial in initials for rest in rests)


def spelled(syllable: Syllable, language: Language, alphabet: str) -> list[str]:
    """Every spelling by rule of a syllable, put together from those of its parts."""
    known = table(language)
    initials = [
        s
        for s, sounds in known.initials[alphabet].items()
        for x in sounds
        if (x.source, x.cost, x.soft) == (syllable[0], 0, False)
    ]
    rests = [
        s
        for s, sounds in known.rests[alphabet].items()
        for x in sounds
        if (x.source, x.cost, x.soft) == (syllable[1], 0, False)
    ]
    return sorted(initial + rest for initial in initials for rest in rests)


FAMILIES: dict[Language, tuple[str, str]] = {"vi": ("буй", "bui"), "zh": ("чжан", "zhang"), "ko": ("пак", "park")}
LEGAL = {language: legal(language) for language in LANGUAGES}


@st.composite
def two_spellings(draw: st.DrawFn, language: Language) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A name of a family and two syllables in two spellings by rule, in either script."""
    syllables = draw(st.lists(st.sampled_from(LEGAL[language]), min_size=2, max_size=2))
    names = []
    for _ in range(2):
        alphabet = draw(st.sampled_from(("cyrillic", "plain")))
        ways = [spelled(one, language, alphabet) for one in syllables]
        assume(all(ways))
        given = [draw(st.sampled_from(way)) for way in ways]
        names.append((FAMILIES[language][alphabet == "plain"], *_joined(given, language)))
    return names[0], names[1]


def _joined(given: Sequence[str], language: Language) -> tuple[str, ...]:
    """Chinese given names are written together, with a hyphen where that keeps the syllables apart."""
    return ("-".join(given),) if language == "zh" else tuple(given)


@pytest.mark.parametrize("language", LANGUAGES)
def test_spellings_by_rule_are_one_name_with_a_common_key(language: Language) -> None:
    @settings(max_examples=150, deadline=None)
    @given(two_spellings(language))
    def check(names: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
        left, right = names
        assert readings(left, language)
        assert relation(left, right).verdict in ("same", "variant"), (left, right, relation(left, right))
        assert keys(left) & keys(right)

    check()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_syllable_and_its_writing_belong_together(language: Language) -> None:
    assert len({written(one, language) for one in LEGAL[language]}) >= 0.99 * len(LEGAL[language])


def test_sizes_of_the_tables() -> None:
    assert len(LEGAL["zh"]) == pytest.approx(400, abs=15)  # about 400 syllables of Standard Chinese without tones
    assert 400 <= len(LEGAL["ko"]) <= 520  # readings of hanja
    assert len(table("vi").families) > 90


@pytest.mark.parametrize(
    ("left", "right", "cost"),
    [
        ("путин", "путин", 0),
        ("путин", "putin", 0),
        ("щукин", "shchukin", 0),
        ("тэтчер", "тетчер", 1),
        ("хусейн", "хуссейн", 0),
        ("рено", "рино", 2),
        ("хитлер", "гитлер", 2),
        ("петров", "перов", None),
        ("петров", "петрова", None),
        ("пу1тин", "путин", None),
    ],
)
def test_distances_add_up(left: str, right: str, cost: int | None) -> None:
    assert distance(left, right) == distance(right, left) == cost


def test_letters() -> None:
    assert script("кыонг") == "cyrillic"
    assert script("cường") == "latin"
    assert script("кuонг") == script("12") == script("") == "mixed"
    assert plain("łódź") == "lodz"
    assert without_tones("cường") == "cương"
    assert [tone(word) for word in ("hưng", "hùng", "hứng", "hửng", "hững", "hựng")] == [
        "level", "grave", "acute", "hook", "tilde", "dot"
    ]  # fmt: skip
    assert marked("đo")
    assert not marked("май")
    assert standard(("франcиско", "юрій", "madrid")) == ("франсиско", "юрий", "madrid")


def test_skeletons_are_few_and_coarse() -> None:
    assert skeletons("путин") == ("ПТН",)
    assert set(skeletons("хитлер")) & set(skeletons("hitler"))
    assert set(skeletons("уго")) & set(skeletons("hugo"))
    assert set(skeletons("ширак")) & set(skeletons("chirac"))
    assert all(len(skeletons(word)) <= 6 for word in ("czcxchhgcgejuchxch", "", "хххххх"))
