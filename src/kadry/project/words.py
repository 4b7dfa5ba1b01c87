"""Words: what people's judgements say of which names are one."""

from collections.abc import Iterable

from kadry.claim import Judgement


def joining(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The words by which two names are one: of all words on a pair the last, where it says "same"; sorted.

    What was taken back, or only holds apart, is not among them and leaves no trace.
    """
    ordered = sorted(judgements, key=lambda word: (word.at, word.by, word.verdict, word.reason, word.left, word.right))
    last = {frozenset((word.left, word.right)): word for word in ordered}
    return sorted(word for word in last.values() if word.verdict == "same" and _kind(word.left) == _kind(word.right))


def _kind(key: str) -> str:
    return key.rpartition(":")[2]
