"""The partition: order independence, pieces, cannot-links, and an independent slow implementation."""

from collections.abc import Iterable, Mapping
from itertools import combinations
from random import Random

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from kadry.claim import Chain, Judgement, Mention, MentionType, Verdict, entity_id
from kadry.resolve import compare, partition
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
)
BODIES = ("Секретариат", "Министерство финансов", "группа")


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


def test_a_person_is_never_one_with_a_body() -> None:
    person, body = chain("Секретариат Партии", 1), chain("Секретариат Партии", 2, "body")
    assert clusters([person, body], [word(person, body, "same")]) == sets([person], [body])


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Chain], list[Judgement]]:
    chains = []
    for number in range(draw(st.integers(0, 12))):
        if draw(st.booleans()):
            gender = draw(st.sampled_from((None, None, "masc", "femn")))
            chains.append(chain(draw(st.sampled_from(NAMES)), number, gender=gender))
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
                st.sampled_from(("same", "different", "unsure")),
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


def slow(chains: list[Chain], judgements: list[Judgement]) -> set[frozenset[str]]:
    """The same law by brute force: all pairs of chains, sets of chains, every member against every member."""
    by_key = {one.key: one for one in chains}
    latest = last_words(judgements)
    apart = {pair for pair, said in latest.items() if said.verdict == "different"}
    state = {one.key: frozenset((one.key,)) for one in chains}

    def unite(left: str, right: str, excused: set[frozenset[object]] | None) -> None:
        pairs = [frozenset((x, y)) for x in state[left] for y in state[right]]
        if state[left] == state[right] or apart.intersection(pairs):
            return
        if excused is not None and any(opposed(by_key[x], by_key[y], excused) for x, y in map(tuple, pairs)):
            return
        union = state[left] | state[right]
        state.update(dict.fromkeys(union, union))

    def opposed(x: Chain, y: Chain, excused: set[frozenset[object]]) -> bool:
        return compare(x, y).vetoed and frozenset((signature(x), signature(y))) not in excused

    said_same = sorted(((j.at, j.by, sorted(pair)) for pair, j in latest.items() if j.verdict == "same"), reverse=True)
    for _, _, (left, right) in said_same:
        if by_key[left].head.type == by_key[right].head.type:
            unite(left, right, None)
    excused: set[frozenset[object]] = {
        frozenset((signature(by_key[x]), signature(by_key[y]))) for x in state for y in state[x]
    }
    links = []
    for x, y in combinations(sorted(chains, key=lambda c: (signature(c), c.key)), 2):
        score = compare(x, y).score
        block = [z for z in chains if signature(z).block == signature(x).block]
        fits_one = any(opposed(x, z, excused) != opposed(y, z, excused) for z in block)
        if score and not fits_one:
            links.append((-score, signature(x) != signature(y), signature(x), signature(y), x.key, y.key))
    for *_, left, right in sorted(links):
        unite(left, right, excused)
    return set(state.values())


@settings(max_examples=400, deadline=None)
@given(cases())
def test_the_clusters_are_those_of_the_slow_way(case: tuple[list[Chain], list[Judgement]]) -> None:
    assert clusters(*case) == slow(*case)


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
def test_without_judgements_no_cluster_holds_a_veto_and_each_hangs_together(
    case: tuple[list[Chain], list[Judgement]],
) -> None:
    by_key = {one.key: one for one in case[0]}
    links: nx.Graph = nx.Graph()
    links.add_nodes_from(by_key)
    for x, y in combinations(by_key.values(), 2):
        if compare(x, y).score > 0:
            links.add_edge(x.key, y.key)
    components = [set(c) for c in nx.connected_components(links)]
    for group in clusters(case[0]):
        assert not any(compare(by_key[x], by_key[y]).vetoed for x, y in combinations(group, 2))
        assert any(group <= component for component in components)
        assert nx.is_connected(links.subgraph(group))


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
