"""Leaders: of which country somebody is or was the head of state or of government, where a text does not say so."""

from functools import cache

from kadry.fold import fold
from kadry.russian import lexicon
from kadry.russian.onomastics.people import given_forms, is_common_surname

# where the surname stands first, and no part of a name stands for the whole
SURNAME_FIRST = frozenset(("CN", "KH", "KP", "KR", "LA", "SG", "TW", "VN"))
TOP = frozenset(("президент", "премьер", "премьер-министр", "канцлер"))  # posts by which a surname alone is enough
SYNONYMS = {"премьер-министр": "премьер"}

Name = tuple[str, ...]


def country_led(name: str, role: str) -> str | None:
    """The code of the one country that somebody of this nominative name leads or led, by the table of leaders.

    role: the lemma of the post that a text gives; by another than those at the top, a surname tells nobody.
    """
    words = tuple(fold(name).split())
    found = {code for known, code, _ in _by_surname().get(words[-1], ()) if _is_named(words, known, code, role)}
    return found.pop() if len(found) == 1 else None


def country_headed(name: str, post: str) -> str | None:
    """The code of the one country in which somebody of this nominative name held the post that leads it, or has it.

    post: its lemma, of which «премьер-министр» is another word for «премьер».
    """
    words = tuple(fold(name).split())
    post = SYNONYMS.get(post, post)
    known = (one for one in _by_surname().get(words[-1], ()) if _is_named(words, one[0], one[1], post))
    found = {(code, held) for _, code, held in known}
    code, held = found.pop() if len(found) == 1 else (None, "")
    return code if held == post else None


def _is_named(words: Name, known: Name, code: str, role: str) -> bool:
    """Whether a name may be that of a leader: in full, with an initial or a patronymic, or the surname alone."""
    if words == known:
        return True
    if code in SURNAME_FIRST:
        return False
    if len(words) == 1:
        return role in TOP and not is_common_surname(words[0]) and not given_forms(words[0])
    first = words[0].rstrip(".")
    return words == known[-len(words) :] or (known[0].startswith(first) if len(first) == 1 else known[0] == first)


@cache
def _by_surname() -> dict[str, list[tuple[Name, str, str]]]:
    """Names by the surname, each with its country and the leading post that its bearer held there, or ""."""
    found: dict[str, list[tuple[Name, str, str]]] = {}
    for code, leaders in lexicon.leaders().items():
        for names, post in ((leaders.holders, leaders.post), (leaders.others, "")):
            for name in names:
                words = tuple(fold(name).split())
                found.setdefault(words[-1], []).append((words, code, post))
    return found
