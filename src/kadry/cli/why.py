"""Why two are, or are not, one: ``kadry show A --why B``, as lines of text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice
from typing import TYPE_CHECKING

from kadry.claim import Chain, Judgement
from kadry.cli.known import Known, meant, place, told, worded
from kadry.cli.screen import printable
from kadry.fold import fold
from kadry.lookup import Entity

if TYPE_CHECKING:
    from kadry.resolve import Comparison

_SHOWN = 5  # contradictions, and others that either could be
_KINDS, _FEW = 150, 10  # descriptions of an entity that are looked at; of one among many that it may be
_JUDGED = 2.0  # above the score of any rule
_PLURALS = {"person": "persons", "body": "bodies"}
_Pair = tuple[str, str]


def why(known: Known, left: tuple[str, Entity], right: tuple[str, Entity]) -> Iterator[str]:
    """The reasons; each side is what the user typed and the entity that was found by it.

    Of one entity, the path of judgements and rules that joins the two names; of two, what was said of them, what
    contradicts, what is missing, and who else either could be.
    """
    if left[1].id == right[1].id:
        yield from _one(known, left[1], meant(left[1], left[0]), meant(left[1], right[0]))
    else:
        yield from _two(known, left[1], right[1])


def _one(known: Known, entity: Entity, near: Sequence[Chain], far: Sequence[Chain]) -> Iterator[str]:
    start = near[0]
    end = next((chain for chain in reversed(far) if chain.key != start.key), start)
    yield f"{_name(start)} and {_name(end)} are one {entity.type} ({entity.id})"
    yield ""
    yield from _mention(start, known)
    if start.key == end.key:
        yield "both mean this one place; there is no merge to explain"
        return
    words = _joining(known)
    steps = path(known, entity, start, end)
    for here, there in steps:
        yield from _link(known.chains[here], known.chains[there], words, known)
        yield from _mention(known.chains[there], known)
    if not steps:
        yield "    no rule joins these two names alone; they are one by way of all that the entity's documents say"
        yield from _mention(end, known)
    yield ""
    yield f"If they are two: kadry judge {start.key} different {end.key}"


def path(known: Known, entity: Entity, start: Chain, end: Chain) -> list[_Pair]:
    """The steps of the shortest way between two chains of an entity, over judgements first, then the surer rule."""
    from kadry.resolve import compare
    from kadry.resolve.paths import shortest

    words = _joining(known)
    judged = (chain for chain in entity.chains for pair in words if chain.key in pair)
    nodes = {chain.key: chain for chain in (start, end, *judged, *_various(entity.chains, _KINDS))}
    ranked: dict[str, list[tuple[float, str]]] = {key: [] for key in nodes}
    for one, other in combinations(sorted(nodes), 2):
        score = _JUDGED if (one, other) in words else compare(nodes[one], nodes[other]).score
        if score > 0:
            ranked[one].append((-score, other))
            ranked[other].append((-score, one))
    links = {key: [other for _, other in sorted(near)] for key, near in ranked.items()}
    return shortest(links, start.key, end.key)


def _joining(known: Known) -> dict[_Pair, Judgement]:
    return {pair: word for pair, word in _in_force(known).items() if word.verdict == "same"}


def _link(left: Chain, right: Chain, words: Mapping[_Pair, Judgement], known: Known) -> Iterator[str]:
    from kadry.resolve import compare

    word = words.get((min(left.key, right.key), max(left.key, right.key)))
    if word is not None:
        yield f"    judged {told(word, known)}"
    else:
        yield from _by_rule("joined by rule", compare(left, right))


def _two(known: Known, left: Entity, right: Entity) -> Iterator[str]:
    kind = _PLURALS[left.type] if left.type == right.type else "a person and a body"
    both = "are two" if left.type == right.type else "are"
    yield f"{printable(left.name)} and {printable(right.name)} {both} {kind}"
    said = _between(known, left, right)
    yield from _said(known, said)
    if left.type != right.type:
        return
    pairs = sorted(_comparisons(left, right, _KINDS), key=lambda pair: (-pair[0].score, pair[1].key, pair[2].key))
    vetoes = dict.fromkeys(reason for found, _, _ in pairs for reason in found.reasons if reason.veto)
    best, one, other = pairs[0]
    if vetoes:
        yield from (
            "",
            "What contradicts that they are one:",
            *(f"  {worded(reason)}" for reason in islice(vetoes, _SHOWN)),
        )
    elif best.score > 0:
        yield from ("", *_mention(one, known), *_mention(other, known))
        yield from _by_rule("what speaks for it", best)
        doubts = list(islice(_opponents(known, left, right), _SHOWN))
        if doubts:
            yield from ("", "It could be either, so that it is taken for neither:", *doubts)
        elif not said:
            yield from ("", "That is not enough for a merge without a person's word.")
    else:
        yield from ("", "Nothing speaks for it:", *(f"  {worded(reason)}" for reason in best.reasons))
    yield ""
    yield f"If they are one: kadry judge {one.key} same {other.key}"


def _between(known: Known, left: Entity, right: Entity) -> list[Judgement]:
    """The words in force between two entities. A "same" among them is one that others overrule."""
    return [
        word
        for (one, other), word in sorted(_in_force(known).items())
        if {known.homes[one].id, known.homes[other].id} == {left.id, right.id}
    ]


def _said(known: Known, words: Sequence[Judgement]) -> Iterator[str]:
    if words:
        yield from ("", "What was said of them:")
    for word in words:
        yield f"  {told(word, known)}"
        if word.verdict == "same":
            yield "      not honoured: other words hold the two apart (kadry judgements conflicts)"


def _opponents(known: Known, left: Entity, right: Entity) -> Iterator[str]:
    """Who else either could be: a third that one may be and that contradicts the other."""
    for mine, theirs in ((left, right), (right, left)):
        words = _name_words(mine)
        for third in known.entities:
            if third.type == mine.type and third.id not in (left.id, right.id) and words & _name_words(third):
                yield from islice(_could_be(mine, third, theirs), 1)


def _could_be(entity: Entity, third: Entity, against: Entity) -> Iterator[str]:
    for likely, short, other in _comparisons(entity, third, _FEW):
        for found, _, opposed in _comparisons(third, against, _FEW) if likely.score > 0 else ():
            for reason in found.reasons:
                if reason.veto:
                    could = f"  {_name(short)} could as well be {_name(other)}, who is not {_name(opposed)}:"
                    yield f"{could}\n    {worded(reason)}"


def _comparisons(left: Entity, right: Entity, most: int) -> "Iterator[tuple[Comparison, Chain, Chain]]":
    from kadry.resolve import compare

    return ((compare(a, b), a, b) for a in _various(left.chains, most) for b in _various(right.chains, most))


def _various(chains: Iterable[Chain], most: int) -> Iterator[Chain]:
    """The first chain of each name and description: a much-mentioned person has thousands that are alike."""
    kinds: dict[object, Chain] = {}
    for chain in chains:
        traits = (chain.gender, chain.country, chain.setting, chain.born, chain.authority, chain.generic, chain.posts)
        kinds.setdefault((fold(chain.head.normal), *traits), chain)
    return islice(kinds.values(), most)


def _in_force(known: Known) -> dict[_Pair, Judgement]:
    from kadry.resolve.conflicts import in_force

    return in_force(known.judgements, known.holders)


def _name_words(entity: Entity) -> set[str]:
    return {word for name in entity.names for word in fold(name).split()}


def _by_rule(heading: str, found: "Comparison") -> Iterator[str]:
    yield f"    {heading} (score {found.score:.2f}):"
    yield from (f"      {worded(reason)}" for reason in found.reasons)


def _mention(chain: Chain, known: Known) -> Iterator[str]:
    yield f"  {_name(chain)}"
    yield f"      {place(chain, known)}"


def _name(chain: Chain) -> str:
    return printable(chain.head.normal)
