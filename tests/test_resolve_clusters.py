"""The partition: order independence, pieces, cannot-links, and an independent slow implementation."""

from collections.abc import Iterable, Mapping
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kadry.claim import Chain, Held, Judgement, Mention, MentionType, Verdict, entity_id
from kadry.resolve import candidates, compare, partition, resolve
from kadry.resolve import clusters as clustering
from kadry.resolve.compare import score
from kadry.resolve.components import Keys
from kadry.resolve.signatures import signature

NAMES = (
    "Иван Петров",
    "Иван Ильич Петров",
    "Петров Иван Ильич",
    "Иван Олегович Петров",
    "И. И. Петров",
    "Петров",
    "Лыонг Кыонг",
    "Лыонг",
    "Артём Дроздецкий",
    "Артем Олегович Дроздецкий",
    "Ольга Дроздецкий",
    "А. Дроздецкий",
    "Дроздецкий",
    "Artem Drozdetsky",
    "Артём",
    "Кирилл",
)
BODIES = ("Секретариат", "Министерство финансов", "Минфин", "Орбелис", "Orbelis", "группа")
POSTS = ((), (), (Held("министр", "правительство", "RU"),), (Held("судья", "верховный суд"),), (Held("патриарх"),))
VERDICTS: tuple[Verdict, ...] = ("same", "different", "unsure")


def chain(name: str, number: int, type: MentionType = "person", **known: str | None) -> Chain:
    head = Mention(f"d{number:02}", 0, len(name), type, name, name)
    return Chain(head, (head,), known.get("gender"), known.get("country"), name in ("группа", "Лыонг"))


def word(left: Chain, right: Chain, verdict: Verdict, at: str = "2025-01-01", by: str = "Анна") -> Judgement:
    return Judgement(at=at, left=left.key, right=right.key, verdict=verdict, by=by)


def clusters(
    chains: Iterable[Chain], judgements: Iterable[Judgement] = (), published: Mapping[str, str | None] | None = None
) -> set[frozenset[str]]:
    """The partition as sets of keys."""
    found: dict[str, set[str]] = {}
    chains = list(chains)
    merged = partition(iter(chains), judgements, published or {})
    for key in (one.key for one in chains):
        found.setdefault(merged.find(key), set()).add(key)
    return {frozenset(group) for group in found.values()}


def sets(*groups: Iterable[Chain]) -> set[frozenset[str]]:
    return {frozenset(one.key for one in group) for group in groups}


def names(*written: str) -> list[Chain]:
    return [chain(name, number) for number, name in enumerate(written)]


def test_equal_names_are_one_and_bare_surnames_are_not() -> None:
    a, b, c, d, e = names("Лыонг Кыонг", "лыонг  кыонг", "Петров", "Петров", "Чан Кам Ту")
    assert clusters([a, b, c, d, e]) == sets([a, b], [c], [d], [e])


def test_an_omitted_patronymic_joins_the_only_namesake() -> None:
    short, full, other = names("Иван Петров", "Иван Ильич Петров", "Иван Олегович Петров")
    assert clusters([short, full]) == sets([short, full])
    assert clusters([short, full, other]) == sets([short], [full], [other])


def test_a_rival_counts_though_it_shares_no_block_with_whom_it_contradicts() -> None:
    full, other = names("Иван Ильич Петров", "Иван Олегович Петров")
    woman = chain("Иван Петров", 2, gender="femn")
    initials = chain("И. И. Петров", 3, gender="masc")
    assert clusters([full, other, initials]) == sets([full, initials], [other])
    assert clusters([full, other, woman, initials]) == sets([full], [other], [woman], [initials])


def test_a_body_of_unknown_country_joins_the_only_country() -> None:
    home, abroad, unknown = (
        chain("Министерство финансов", number, "body", country=country)
        for number, country in enumerate(("KZ", "BY", None))
    )
    assert clusters([home, unknown]) == sets([home, unknown])
    assert clusters([home, abroad, unknown]) == sets([home], [abroad], [unknown])


def test_the_founder_is_the_earliest_with_null_dates_last() -> None:
    first, second, third = names("Лыонг Кыонг", "Лыонг Кыонг", "Лыонг Кыонг")
    dates = {"d00": None, "d01": "2025-03", "d02": "2025-01-09"}
    everyone = [first, second, third]
    for published, founder in ((dates, third), ({}, first)):
        merged = partition(everyone, [], published)
        assert {merged.find(one.key) for one in everyone} == {entity_id(founder.key)}
        assert founder.key not in merged.entities


def test_a_judgement_separates_and_the_rest_stays() -> None:
    a, b, c = names(*["Лыонг Кыонг"] * 3)
    assert clusters([a, b, c], [word(a, b, "different")]) == sets([a, c], [b])
    both = [word(a, b, "different"), word(c, a, "different")]
    assert clusters([a, b, c], both) == sets([a], [b, c])


def test_the_latest_word_on_a_pair_wins_either_way_round() -> None:
    a, b = names("Петров", "Петров")
    old, new = word(a, b, "same", "2025-01-01"), word(b, a, "different", "2025-02-01")
    assert clusters([a, b], [new, old]) == sets([a], [b])
    assert clusters([a, b], [word(a, b, "unsure", "2025-03-01"), old, new]) == sets([a], [b])
    assert clusters([a, b], [word(a, b, "same", "2025-03-01"), old, new]) == sets([a, b])


def test_different_beats_a_path_of_same() -> None:
    a, b, c = names("Петров", "Сидоров", "Орлов")
    words = [word(a, b, "same", "2025-01-01"), word(b, c, "same", "2025-01-02"), word(a, c, "different", "2020")]
    assert clusters([a, b, c], words) == sets([a], [b, c])  # the later "same" is taken first


def test_a_judgement_on_another_mention_of_a_chain_counts_and_on_an_absent_key_sleeps() -> None:
    a, b = names("Лыонг Кыонг", "Петров")
    later = Mention("d00", 50, 55, "person", "Лыонг", "Лыонг")
    a = Chain(a.head, (a.head, later))
    said = Judgement(at="2025", left=later.key, right=b.key, verdict="same", by="Анна")
    assert clusters([a, b], [said]) == sets([a, b])
    assert clusters([a], [said]) == sets([a])


def test_same_overrules_a_veto_for_these_two_names_and_for_no_others() -> None:
    first, typo, also, again, other = names(
        "Иван Ильич Петров", "Иван Ильич Петров", "Иван Ильич Петров", "Иван Ильич Петров", "Иван Олегович Петров"
    )
    words = [word(first, typo, "same")]
    assert clusters([first, typo, also, again, other], words) == sets([first, typo, also, again], [other])


def test_a_short_form_held_apart_from_one_joins_the_other_of_two_equal_names() -> None:
    first, second, short = names("Иван Ильич Петров", "Иван Ильич Петров", "Иван Петров")
    words = [word(first, second, "different"), word(first, short, "different")]
    assert clusters([first, second, short], words) == sets([first], [second, short])
    first, second, full = names("Иван Петров", "Иван Петров", "Иван Ильич Петров")
    words = [word(first, second, "different"), word(first, full, "different")]
    assert clusters([first, second, full], words) == sets([first], [second, full])


def test_an_excused_contradiction_is_no_reason_to_merge() -> None:
    first, typo, other, strange = names(*["Иван Ильич Петров", "Иван Олегович Петров"] * 2)
    words = [word(first, typo, "same"), word(first, other, "different"), word(typo, strange, "different")]
    assert clusters([first, typo, other, strange], words) == sets([first, typo], [other], [strange])


def test_a_surname_is_no_given_name_for_being_a_form_of_one() -> None:
    """«Сталин» is of several who are called Сталина, too."""
    both = names("Иосиф Сталин", "Сталин")
    assert clusters(both) == sets(both)


def test_initials_are_told_by_the_post_that_a_judgement_brings() -> None:
    full, initials, other = names("Иван Петров", "И. И. Петров", "Лыонг Кыонг")
    initials, other = (replace(one, posts=POSTS[2]) for one in (initials, other))
    assert clusters([full, initials, other], [word(full, other, "same")]) == sets([full, initials, other])


def test_a_person_is_never_one_with_a_body() -> None:
    person, body = chain("Секретариат Партии", 1), chain("Секретариат Партии", 2, "body")
    assert clusters([person, body], [word(person, body, "same")]) == sets([person], [body])


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Chain], list[Judgement]]:
    chains = []
    for number in range(draw(st.integers(0, 12))):
        if draw(st.booleans()):
            gender = draw(st.sampled_from((None, None, "masc", "femn")))
            one = chain(draw(st.sampled_from(NAMES)), number, gender=gender)
            told = {"posts": draw(st.sampled_from(POSTS)), "setting": draw(st.sampled_from((None, "RU", "LT")))}
            chains.append(replace(one, **told))
        else:
            country = draw(st.sampled_from((None, "RU", "BY")))
            chains.append(chain(draw(st.sampled_from(BODIES)), number, "body", country=country))
    if not chains:
        return [], []
    judgements = draw(
        st.lists(
            st.builds(
                word,
                st.sampled_from(chains),
                st.sampled_from(chains),
                st.sampled_from(VERDICTS),
                st.sampled_from(("2025-01-01", "2025-01-02", "2025-01-03")),
                st.sampled_from(("Анна", "Борис")),
            ),
            max_size=6,
        )
    )
    return chains, judgements


def last_words(judgements: Iterable[Judgement]) -> dict[frozenset[str], Judgement]:
    said = sorted(judgements, key=lambda j: (j.at, j.by, j.verdict))
    return {frozenset((j.left, j.right)): j for j in said if j.left != j.right}


@settings(max_examples=400, deadline=None)
@given(cases())
def test_blocks_and_components_lose_nothing(case: tuple[list[Chain], list[Judgement]]) -> None:
    found = clusters(*case)
    with pytest.MonkeyPatch.context() as patch:
        everywhere = Keys(frozenset((0,)), frozenset(), frozenset())
        patch.setattr(clustering, "keys_of", lambda one, tokens: everywhere)
        patch.setattr(candidates, "blocks", lambda one: frozenset(() if one.weak else [("every", "name")]))
        patch.setattr(candidates, "pairs_of", lambda block, among: combinations(among, 2))
        assert clusters(*case) == found


@settings(max_examples=200, deadline=None)
@given(cases(), st.randoms(use_true_random=False))
def test_order_does_not_matter(case: tuple[list[Chain], list[Judgement]], random: Random) -> None:
    chains, judgements = case
    dates = {one.head.document: random.choice((None, "2024", "2025-01")) for one in chains}
    before = partition(chains, judgements, dates).entities
    random.shuffle(chains)
    random.shuffle(judgements)
    assert partition(iter(chains), iter(judgements), dates).entities == before


@settings(max_examples=200, deadline=None)
@given(cases())
def test_without_judgements_no_cluster_holds_a_veto(case: tuple[list[Chain], list[Judgement]]) -> None:
    by_key = {one.key: one for one in case[0]}
    for group in clusters(case[0]):
        assert not any(compare(by_key[x], by_key[y]).vetoed for x, y in combinations(group, 2))


@settings(max_examples=200, deadline=None)
@given(cases(), st.integers(0, 20))
def test_a_word_taken_back_leaves_no_trace(case: tuple[list[Chain], list[Judgement]], chosen: int) -> None:
    chains, judgements = case
    if len(chains) > 1:
        left, right = chains[chosen % len(chains)], chains[(chosen + 1) % len(chains)]
        before = partition(chains, judgements, {})
        for verdict in VERDICTS:
            said = word(left, right, verdict, "2026-01-01")
            back = word(left, right, "unsure", "2026-01-02")
            last = last_words(judgements).get(frozenset((left.key, right.key)))
            undone = [*judgements, said, back] if last is None else [*judgements, said, replace(last, at="2026-01-03")]
            assert partition(chains, undone, {}) == before


@settings(max_examples=200, deadline=None)
@given(cases())
def test_different_is_never_violated(case: tuple[list[Chain], list[Judgement]]) -> None:
    chains, judgements = case
    latest = last_words(judgements)
    for group in clusters(chains, judgements):
        for pair in map(frozenset, combinations(group, 2)):
            assert pair not in latest or latest[pair].verdict != "different"


@settings(max_examples=100, deadline=None)
@given(cases())
def test_unrelated_pieces_do_not_touch_each_other(case: tuple[list[Chain], list[Judgement]]) -> None:
    chains, _ = case
    persons = [one for one in chains if one.head.type == "person"]
    bodies = [one for one in chains if one.head.type == "body"]
    assert clusters(chains) == clusters(persons) | clusters(bodies)


def test_many_equal_names_are_linked_without_all_pairs() -> None:
    chains = [
        Chain(head, (head,))
        for number in range(60_000)
        for head in [Mention(f"d{number:05}", 0, 11, "person", "Лыонг Кыонг", "Лыонг Кыонг")]
    ]
    said = [word(chains[0], chains[n], "different") for n in (10, 20, 30)]
    assert sorted(map(len, clusters(chains, said))) == [3, 59_997]


def said(name: str, number: int, *posts: Held, setting: str | None = None, gender: str | None = None) -> Chain:
    return replace(chain(name, number, gender=gender), posts=posts, setting=setting)


MINISTER = Held("министр финансов", "правительство", "KZ")
DEPUTY = Held("депутат", "мажилис", "KZ")


def test_a_rare_surname_is_its_only_bearer() -> None:
    full, bare = said("Артём Дроздецкий", 1), said("Дроздецкий", 2)
    other = said("Олег Дроздецкий", 3)
    assert clusters([full, bare]) == sets([full, bare])
    assert clusters([full, other, bare]) == sets([full], [other], [bare])


def test_a_rare_surname_is_the_bearer_in_the_country_of_the_text() -> None:
    full, other = said("Артём Дроздецкий", 1, setting="RU"), said("Олег Дроздецкий", 2, setting="LT")
    bare = said("Дроздецкий", 3, setting="LT")
    assert clusters([full, other, bare]) == sets([full], [other, bare])


def test_a_common_surname_needs_a_post_that_one_holds_alone() -> None:
    minister, deputy = said("Иван Петров", 1, MINISTER), said("Олег Петров", 2, DEPUTY)
    told, seated, bare = said("Петров", 3, MINISTER), said("Петров", 4, DEPUTY), said("Петров", 5)
    assert clusters([minister, deputy, told, seated, bare]) == sets([minister, told], [deputy], [seated], [bare])


@pytest.mark.parametrize(
    ("full", "bare"),
    [
        (Held("министр финансов", "казахстан", "KZ"), Held("глава", "минфин", "KZ")),
        (Held("премьер-министр", "казахстан", "KZ"), Held("премьер", "казахстан", "KZ")),
        (Held("премьер-министр", "казахстан", "KZ"), Held("глава", "правительство", "KZ")),
        (Held("генеральный директор", "вельмар"), Held("глава", "вельмар")),
        (Held("губернатор", "лугорская область"), Held("глава", "лугорская область")),
        (Held("председатель", "мажилис", "KZ"), Held("спикер", "мажилис", "KZ")),
    ],
)
def test_who_leads_a_body_is_one_under_several_names_of_the_post(full: Held, bare: Held) -> None:
    chains = [said("Иван Петров", 1, full), said("Олег Петров", 2, DEPUTY), said("Петров", 3, bare)]
    assert clusters(chains) == sets([chains[0], chains[2]], [chains[1]])


@pytest.mark.parametrize(
    ("full", "bare"),
    [
        (Held("глава", "минфин", "KZ"), Held("глава", "минздрав", "KZ")),
        (Held("глава", "правительство", "KZ"), Held("глава", "правительство", "KG")),
        (Held("глава", "администрация"), Held("глава", "администрация")),
        (Held("директор", "завод"), Held("директор", "завод")),
        (Held("министр финансов", "казахстан", "KZ"), Held("заместитель министра финансов", "казахстан", "KZ")),
    ],
)
def test_posts_in_two_bodies_or_in_what_every_town_has_tell_nobody(full: Held, bare: Held) -> None:
    chains = [said("Иван Петров", 1, full), said("Петров", 3, bare)]
    assert clusters(chains) == sets([chains[0]], [chains[1]])


def test_deputies_of_a_common_surname_are_not_one() -> None:
    chains = [said("Петров", number, DEPUTY, setting="KZ") for number in range(3)]
    assert clusters(chains) == sets(*([one] for one in chains))


def test_a_short_form_that_could_be_either_is_the_one_who_has_the_same_post() -> None:
    first, second = said("Иван Ильич Петров", 1, MINISTER), said("Иван Олегович Петров", 2, DEPUTY)
    short, bare = said("Иван Петров", 3, MINISTER), said("Иван Петров", 4)
    assert clusters([first, second, short]) == sets([first, short], [second])
    assert clusters([first, second, bare]) == sets([first], [second], [bare])


def test_of_rivals_with_the_same_post_many_times_as_many_documents_decide() -> None:
    often = [said("Артём Дроздецкий", number, MINISTER) for number in range(3)]
    once, bare = said("Олег Дроздецкий", 7, MINISTER), said("Дроздецкий", 8, MINISTER)
    assert clusters([*often, once, bare]) == sets([*often, bare], [once])
    assert clusters([*often[:2], once, bare]) == sets(often[:2], [once], [bare])


def test_the_younger_is_whoever_has_the_same_post_under_the_name_alone() -> None:
    father, other, son = (chain(name, i) for i, name in enumerate(("Джон Хант", "Джон Хант", "Джон Хант-младший")))
    assert clusters([father, other, son]) == {frozenset((father.key, other.key)), frozenset((son.key,))}
    post = (Held("министр финансов", "правительство", "US"),)
    assert len(clusters([replace(father, posts=post), replace(son, posts=post)])) == 1


def test_who_is_called_by_a_given_name_is_told_by_the_rank() -> None:
    patriarch = [said("Кирилл", number, Held("патриарх")) for number in (1, 2)]
    engineers = [said("Кирилл", number, Held("инженер")) for number in (3, 4)]
    assert clusters([*patriarch, *engineers]) == sets(patriarch, *([one] for one in engineers))


def test_a_gender_keeps_a_surname_from_its_only_bearer() -> None:
    full, bare = said("Ольга Дроздецкий", 1, gender="femn"), said("Дроздецкий", 2, gender="masc")
    assert clusters([full, bare]) == sets([full], [bare])


def test_a_document_with_initials_joins_the_only_one_whom_they_fit() -> None:
    full, initials = said("Артём Олегович Дроздецкий", 1), said("А. О. Дроздецкий", 2)
    single, wrong = said("А. Дроздецкий", 3), said("С. Дроздецкий", 4)
    assert clusters([full, initials, single, wrong]) == sets([full, initials, single], [wrong])


def test_both_initials_are_a_full_name_without_patronymic_that_has_the_same_post_or_is_the_only_one() -> None:
    chief, mayor = Held("начальник", "умвд по лугорской области"), Held("мэр", "мэрия лугорска")
    full, initials = said("Олег Толмачёв", 1, chief), said("О. В. Толмачёв", 2, chief)
    other, wrong = said("О. П. Толмачёв", 3, mayor), said("С. В. Толмачёв", 4, chief)
    assert clusters([full, initials, other, wrong]) == sets([full, initials], [other], [wrong])
    assert compare(full, initials).score > 0 == compare(full, wrong).score
    alone, only = said("Тимур Белькевич", 5), said("Т. Р. Белькевич", 6)
    assert clusters([alone, only]) == sets([alone, only])
    assert clusters([alone, only, said("Тагир Белькевич", 7)]) >= sets([only])


def test_an_entry_of_an_authority_file_parts_and_joins_nobody_by_a_surname() -> None:
    full, short = said("Иван Ильич Петров", 1), said("Иван Петров", 2)
    entry = replace(chain("Иван Олегович Петров", 3), authority="wikidata:Q1")
    assert clusters([full, short, entry]) == sets([full, short], [entry])
    known, bare = replace(chain("Артём Дроздецкий", 4), authority="wikidata:Q2"), said("Дроздецкий", 5)
    assert clusters([known, bare]) == sets([known], [bare])


def test_what_stays_open_is_listed_with_its_reasons() -> None:
    first, second, short = names("Иван Ильич Петров", "Иван Олегович Петров", "Иван Петров")
    found = resolve([first, second, short], (), {})
    assert found.partition == partition([first, second, short], (), {})
    assert [(one.score, {one.left, one.right}) for one in found.unsure] == [
        (0.8, {first.key, short.key}),
        (0.8, {second.key, short.key}),
    ]
    assert "patronymic omitted" in found.unsure[0].reasons[0].what
    parted = [word(first, short, "different"), word(second, short, "different")]
    assert not resolve([first, second, short], parted, {}).unsure


def test_another_spelling_leads_nowhere_by_way_of_a_third(monkeypatch: pytest.MonkeyPatch) -> None:
    left, middle, right = names("Лыонг Кыонг", "Луонг Куонг", "Luong Cuong")
    assert clusters([left, middle, right]) == sets([left, middle, right])
    ends = {signature(left), signature(right)}
    monkeypatch.setattr(clustering, "score", lambda a, b: 0.0 if {a, b} == ends else score(a, b))
    assert sorted(map(len, clusters([left, middle, right]))) == [1, 2]
