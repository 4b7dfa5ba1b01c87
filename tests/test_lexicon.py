"""The word lists: their format, and that the morphological dictionary can lead a text's words to them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, get_args

import pytest

from kadry.claim import RoleClass
from kadry.russian import lexicon
from kadry.scene import Share

LISTS = {
    "roles.txt": (set(get_args(RoleClass)), {"of", "domain", "ins", "acting", "indecl", "adj", "single"}),
    "bodies.txt": (set(get_args(lexicon.BodyClass)), {"generic", "indecl", "adj", "plural"}),
    "events.txt": (set(get_args(lexicon.EventClass)), {"body", "plural", "either"}),
    "parts.txt": (set(get_args(Share)), {"alone", "noun", "object", "paper", "signing", "visit"}),
    "verbs.txt": (set(get_args(lexicon.VerbClass)), {"perf", "impf", "postnoun"}),
    "decisions.txt": (set(get_args(lexicon.DecisionClass)), set()),
}
FILES = (*LISTS, "countries.txt", "particles.txt")
LEMMA = re.compile(r"[a-zа-я0-9.]+([- ][a-zа-я0-9.]+)*")
# The dictionary reads the nominative as a genitive, and no better lemma exists.
MISREAD = {"аятолла"}
FORMER_STATES = {"SU", "YU", "CS", "DD"}
USER_ASSIGNED = {"XA", "XC", "XK", "XN", "XO", "XP"}
TERRITORIES = {"BM", "CK", "EH", "FO", "GI", "GL", "HK", "MO", "NU", "PR", "PS", "TW", "VA"}
UNITED_NATIONS = set(
    re.findall(
        r"[A-Z]{2}",
        """
        AF AL DZ AD AO AG AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI CV KH CM
        CA CF TD CL CN CO KM CG CD CR CI HR CU CY CZ KP DK DJ DM DO EC EG SV GQ ER EE SZ ET FJ FI FR
        GA GM GE DE GH GR GD GT GN GW GY HT HN HU IS IN ID IR IQ IE IL IT JM JP JO KZ KE KI KW KG LA
        LV LB LS LR LY LI LT LU MG MW MY MV ML MT MH MR MU MX FM MC MN ME MA MZ MM NA NR NP NL NZ NI
        NE NG MK NO OM PK PW PA PG PY PE PH PL PT QA KR MD RO RU RW KN LC VC WS SM ST SA SN RS SC SL
        SG SK SI SB SO ZA SS ES LK SD SR SE CH SY TJ TH TL TG TO TT TN TR TM TV UG UA AE GB TZ US UY
        UZ VU VE VN YE ZM ZW
        """,
    )
)


@cache
def morph() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


def lines(name: str) -> list[str]:
    return files(lexicon).joinpath(name).read_text(encoding="utf-8").splitlines()


def groups(name: str) -> Iterator[list[str]]:
    """The entries between one comment and the next."""
    group: list[str] = []
    for line in [*lines(name), "#"]:
        if line.startswith(("#", "[")):
            yield group
            group = []
        elif line:
            group.append(line)


def declined(table: Mapping[str, Any]) -> list[str]:
    """Lemmas of one word that decline."""
    return sorted(w for w, entry in table.items() if " " not in w and "." not in w and "indecl" not in entry.flags)


@pytest.mark.parametrize("name", FILES)
def test_lines_are_clean(name: str) -> None:
    text = "\n".join(lines(name))
    assert text.startswith("# ")
    assert [line for line in lines(name) if line != line.strip()] == []
    assert [line for line in lines(name) if "  " in line and line[0] != "#"] == []
    assert max(map(len, lines(name))) <= 300
    assert "ё" not in re.sub(r"(?m)^#.*$", "", text)


@pytest.mark.parametrize("name", LISTS)
def test_an_entry_has_a_lemma_a_class_and_flags(name: str) -> None:
    classes, flags = LISTS[name]
    for line in (line for group in groups(name) for line in group):
        lemma, kind, *rest = line.split("\t")
        assert LEMMA.fullmatch(lemma), line
        assert kind in classes, line
        assert len(rest) <= (3 if kind == "head" or " " in lemma else 1), line
        marks = rest[0].split(",") if rest else []
        assert set(marks) <= flags, line
        assert marks == sorted(set(marks)), line


@pytest.mark.parametrize("name", LISTS)
def test_no_lemma_stands_twice(name: str) -> None:
    lemmas = Counter(line.split("\t")[0] for group in groups(name) for line in group)
    assert [lemma for lemma, count in lemmas.items() if count > 1] == []


@pytest.mark.parametrize("name", LISTS)
def test_groups_are_sorted(name: str) -> None:
    for group in groups(name):
        assert all(left < right for left, right in pairwise(group)), group[:1]


@pytest.mark.parametrize("name", LISTS)
def test_each_group_is_of_one_class(name: str) -> None:
    for group in groups(name):
        assert len({line.split("\t")[1] for line in group}) <= 1, group[:1]


def test_the_lists_are_disjoint() -> None:
    roles, bodies = set(lexicon.roles()), set(lexicon.bodies())
    assert roles & bodies == set()
    for group in ("event", "kinship", "honorific", "postnoun", "former", "current", "future"):
        assert lexicon.particles(group) & (roles | bodies) == set(), group


@pytest.mark.parametrize("lemma", declined(lexicon.roles()) + declined(lexicon.bodies()))
def test_a_head_noun_is_its_own_lemma(lemma: str) -> None:
    """Known, or declined by analogy, as a noun (or as an adjective that stands for one) with this very nominative."""
    parses = [p for p in morph().parse(lemma) if p.tag.POS in ("NOUN", "ADJF", "PRTF") and "nomn" in p.tag]
    entry = lexicon.roles().get(lemma) or lexicon.bodies()[lemma]
    nouns = {lexicon.fold(p.normal_form) for p in parses if p.tag.POS == "NOUN"}
    adjectival = "adj" in entry.flags and any(p.tag.POS != "NOUN" for p in parses)
    assert lemma in nouns or adjectival or lemma in MISREAD


def test_almost_every_simple_head_noun_is_known() -> None:
    """Syllabic abbreviations and hyphenated names are coined daily; the rest must be words of the dictionary."""
    words = [w for w in declined(lexicon.roles()) + declined(lexicon.bodies()) if "-" not in w]
    unknown = [w for w in words if not morph().word_is_known(w)]
    assert len(unknown) < 0.2 * len(words), unknown


@pytest.mark.parametrize("lemma", sorted(lexicon.verbs()))
def test_a_verb_is_a_known_infinitive_of_its_aspect(lemma: str) -> None:
    verb = lexicon.verbs()[lemma]
    first = lemma.split(maxsplit=1)[0]
    parses = [p for p in morph().parse(first) if p.tag.POS == "INFN" and lexicon.fold(p.normal_form) == first]
    assert morph().word_is_known(first)
    assert {p.tag.aspect for p in parses} & (verb.flags - {"postnoun"})
    assert verb.flags & {"perf", "impf"}


def test_a_verb_that_makes_a_post_of_a_body_says_how_it_governs_that() -> None:
    making = [verb for verb in lexicon.verbs().values() if verb.role or verb.governs]
    assert making
    for verb in making:
        assert verb.verb_class == "head" or " " in verb.lemma
        assert lexicon.fold(verb.role) in lexicon.roles()
        last = verb.lemma.split()[-1]
        assert verb.governs in ((last, "ablt") if " " in verb.lemma else ("accs", "ablt", "в"))


def test_countries_are_complete_and_their_codes_unique() -> None:
    codes = Counter(country.code for country in lexicon.countries())
    assert max(codes.values()) == 1
    assert set(codes) == UNITED_NATIONS | TERRITORIES | FORMER_STATES | USER_ASSIGNED


@pytest.mark.parametrize("field", ["names", "adjectives", "capitals", "organs"])
def test_a_word_gives_one_country_away(field: str) -> None:
    found = Counter(
        lexicon.fold(word)
        for country in lexicon.countries()
        for word in {*getattr(country, field), *([country.name] if field == "names" else [])}
    )
    assert [word for word, count in found.items() if count > 1] == []


@pytest.mark.parametrize(
    ("adjective", "name"),
    [
        ("российский", "Россия"),
        ("вьетнамский", "Вьетнам"),
        ("американский", "США"),
        ("северокорейский", "КНДР"),
        ("литовский", "Литва"),
        ("белорусский", "Белоруссия"),
        ("казахстанский", "Казахстан"),
        ("голландский", "Нидерланды"),
        ("советский", "СССР"),
        ("восточногерманский", "ГДР"),
    ],
)
def test_an_adjective_gives_its_country(adjective: str, name: str) -> None:
    assert [c.name for c in lexicon.countries() if adjective in c.adjectives] == [name]


def test_a_country_adjective_is_an_adjective_of_the_dictionary() -> None:
    for country in lexicon.countries():
        for adjective in country.adjectives:
            lemmas = {lexicon.fold(p.normal_form) for p in morph().parse(adjective) if p.tag.POS == "ADJF"}
            assert adjective in lemmas, adjective


@pytest.mark.parametrize(
    ("lemma", "role_class", "flags"),
    [
        ("министр", "post", {"domain", "single"}),
        ("заместитель", "post", {"of", "domain"}),
        ("врио", "post", {"of", "acting", "indecl"}),
        ("заведующий", "post", {"adj", "ins", "single"}),
        ("замминистра", "post", {"domain", "indecl"}),
        ("член", "post", set()),
        ("епископ", "post", {"single"}),
        ("писатель", "profession", set()),
        ("генерал-лейтенант", "rank", set()),
        ("доктор наук", "title", set()),
    ],
)
def test_roles(lemma: str, role_class: str, flags: set[str]) -> None:
    assert lexicon.roles()[lemma] == lexicon.Role(lemma, role_class, frozenset(flags))  # type: ignore[arg-type]


@pytest.mark.parametrize("word", ["владелец", "основатель", "учредитель", "кандидат", "чемпион", "жена", "участник"])
def test_owners_winners_and_relatives_hold_no_role(word: str) -> None:
    assert word not in lexicon.roles()
    assert word in lexicon.particles("event") | lexicon.particles("kinship")


@pytest.mark.parametrize(
    ("lemma", "body_class", "generic"),
    [
        ("министерство", "organ", True),
        ("госдума", "organ", False),
        ("минобороны", "organ", False),
        ("партком", "organ", True),
        ("завод", "company", True),
        ("партия", "party", True),
        ("газета", "media", True),
        ("епархия", "church", True),
        ("сборная", "team", True),
        ("область", "place", True),
    ],
)
def test_bodies(lemma: str, body_class: str, generic: bool) -> None:
    body = lexicon.bodies()[lemma]
    assert (body.body_class, "generic" in body.flags) == (body_class, generic)


@pytest.mark.parametrize(
    ("infinitive", "verb_class", "flags"),
    [
        ("назначить", "appoint", {"perf"}),
        ("освободить", "dismiss", {"perf", "postnoun"}),
        ("покинуть", "leave", {"perf", "postnoun"}),
        ("стать", "become", {"perf"}),
        ("являться", "hold", {"impf"}),
        ("возглавить", "head", {"perf"}),
        ("сменить", "succeed", {"perf"}),
        ("войти", "join", {"perf"}),
        ("заявить", "speech", {"perf"}),
    ],
)
def test_verbs(infinitive: str, verb_class: str, flags: set[str]) -> None:
    verb = lexicon.verbs()[infinitive]
    assert (verb.lemma, str(verb.verb_class), set(verb.flags)) == (infinitive, verb_class, flags)


@pytest.mark.parametrize("group", ["city_adjective", "region_adjective"])
def test_an_adjective_of_a_place_is_its_own_lemma_and_has_a_place(group: str) -> None:
    for adjective, place in lexicon.places(group).items():
        assert adjective in {lexicon.fold(p.normal_form) for p in morph().parse(adjective) if p.tag.POS == "ADJF"}
        assert place[0].isupper()


def test_an_adjective_of_an_oblast_has_a_feminine() -> None:
    for adjective in lexicon.particles("oblast_adjective"):
        assert any(p.inflect({"femn", "sing", "nomn"}) for p in morph().parse(adjective) if p.tag.POS == "ADJF")


def test_months_in_their_cases() -> None:
    months = lexicon.months()
    assert [months[word] for word in ("январь", "января", "мае", "мая", "сентябрю", "декабрем")] == [1, 1, 5, 5, 9, 12]
    assert set(months.values()) == set(range(1, 13))


def test_an_unknown_group_of_particles_is_an_error() -> None:
    assert {"товарищ", "товарища", "г-н"} <= lexicon.particles("honorific")
    with pytest.raises(KeyError):
        lexicon.particles("no such group")


def test_fold() -> None:
    assert lexicon.fold("Учёный ЁЖ") == "ученый еж"


def test_fresh_is_part_of_current() -> None:
    assert "новый" in lexicon.particles("fresh")
    assert "нынешний" not in lexicon.particles("fresh")
    assert lexicon.particles("fresh") < lexicon.particles("current")


def test_no_particle_has_two_times() -> None:
    times = [lexicon.particles(group) for group in ("former", "current", "future")]
    assert sum(map(len, times)) == len(frozenset().union(*times))
    phrases = [lexicon.particles(group) for group in ("earlier", "sequence", "now", "future_phrase")]
    assert sum(map(len, phrases)) == len(frozenset().union(*phrases))


@pytest.mark.parametrize("lemma", sorted(lexicon.decisions()))
def test_a_word_of_decisions_is_its_own_lemma(lemma: str) -> None:
    parses = [p for p in morph().parse(lemma) if p.tag.POS in ("NOUN", "INFN")]
    verb = lexicon.decisions()[lemma] in ("issue", "publish", "prepare")
    assert lemma in {lexicon.fold(p.normal_form) for p in parses if not verb or p.tag.POS == "INFN"}
