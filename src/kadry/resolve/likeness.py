"""Likeness of names: what two names state differently, and how alike they are otherwise.

Scores are a frozen table. Every answer comes with the reason in words that a reviewer can read.
"""

from msgspec import Struct

from kadry.resolve.personnames import PersonName, is_initial
from kadry.russian.bodynames import BodyName
from kadry.russian.onomastics.people import given_forms, given_gender, masculine, may_be_one_given, patronymic_stem
from kadry.russian.onomastics.transcription import relation, word_variant

FULL, PLAIN, OMITTED, FORM, VARIANT, INITIALS = 1.0, 0.9, 0.8, 0.75, 0.7, 0.65
OPEN = 0.5  # it takes more than the names to say that the two are one


class Reason(Struct, frozen=True, order=True):
    """Why two are, or are not, one: what was found, and the words of each. A veto forbids a merge by rule."""

    what: str
    left: str
    right: str
    veto: bool = False


class Likeness(Struct, frozen=True):
    """A score from 0 (nothing speaks for it) to 1, and what was found."""

    score: float
    what: str


_CASES, _VOWELS = "ауе", "аеиоуыэюя"
_OTHER = Likeness(0.0, "other surname")
_SONS = "сен", "сон"  # Danes and Norwegians, and Swedes: two surnames, however alike


def contradiction(left: PersonName, right: PersonName) -> Reason | None:
    """What two names state differently (patronymic, given name, generation, a syllable); None where they may be one."""
    words = " ".join(left.words), " ".join(right.words)
    if left.generation and right.generation and left.generation != right.generation:
        return Reason("one is the elder, the other the younger", *words, veto=True)
    if left.form == right.form == "syllabic":
        found = relation(left.words, right.words)
        return Reason(found.reason, *words, veto=True) if found.verdict == "different" else None
    if "syllabic" in (left.form, right.form):
        return None
    if left.patronymic and right.patronymic and not _one_patronymic(left.patronymic, right.patronymic):
        return Reason("patronymic contradicted", left.patronymic, right.patronymic, veto=True)
    if (
        left.given
        and right.given
        and not (_one_given(left.given, right.given) or _crossed(left, right) or _one_whole(left, right))
    ):
        return Reason("given name contradicted", left.given, right.given, veto=True)
    if left.given == right.given and len(left.middle) == len(right.middle) == 1:
        mine, other = left.middle[0], right.middle[0]
        if given_forms(mine) and given_forms(other) and not _one_given(mine, other):
            return Reason("second given name contradicted", mine, other, veto=True)
    return None


def _crossed(left: PersonName, right: PersonName) -> bool:
    """«Дыков Акан» beside «Акан Дыков», where the words do not tell which is which."""
    return (left.swapped or right.swapped) and _one_given(left.given, right.surname)


def _one_whole(left: PersonName, right: PersonName) -> bool:
    """«Луиз Инасио Лула», «Касым Жомарт Токаев»: the whole names tell, unless the given names are known ones."""
    if given_forms(left.given) and given_forms(right.given) and "-" not in left.given + right.given:
        return False
    return relation(left.words, right.words).verdict in ("same", "variant")


def _one_patronymic(left: str, right: str) -> bool:
    if is_initial(left) or is_initial(right):
        return left[0] == right[0]
    mine, other = patronymic_stem(left), patronymic_stem(right)
    return left == right or (mine is not None and mine == other) or word_variant(left, right)


def _one_given(left: str, right: str) -> bool:
    return may_be_one_given(left, right) or word_variant(left, right)


def person_likeness(left: PersonName, right: PersonName) -> Likeness:
    """How alike two names of persons are that do not contradict each other."""
    found = _likeness(left, right)
    if found.score > OPEN and bool(left.generation) != bool(right.generation):
        return Likeness(OPEN, f"{found.what}, but only one is told to be the elder or the younger")
    return found


def _likeness(left: PersonName, right: PersonName) -> Likeness:
    if "single" in (left.form, right.form):
        return Likeness(0.0, "a single word identifies nobody outside its document")
    if "syllabic" in (left.form, right.form):
        found = relation(left.words, right.words)
        return Likeness({"same": PLAIN, "variant": VARIANT}.get(found.verdict, 0.0), found.reason)
    parts = {left.given, left.surname}, {right.given, right.surname}
    if left.surname == right.surname or ((left.swapped or right.swapped) and parts[0] == parts[1]):
        return _same_surname(left, right, same_given=parts[0] == parts[1])
    if left.given == right.given and (left.surname in right.middle or right.surname in left.middle):
        return Likeness(OMITTED, "same given name, one of two surnames omitted on one side")
    if "initials" in (left.form, right.form) or {left.surname[-3:], right.surname[-3:]}.issuperset(_SONS):
        return _OTHER
    found = relation(left.words, right.words)
    if found.verdict in ("same", "variant"):
        return Likeness(VARIANT, found.reason)
    if word_variant(left.surname, right.surname) and _one_given(left.given, right.given):
        return Likeness(VARIANT, "another spelling of the same name")
    if left.given == right.given and _declined(left, right):
        return Likeness(VARIANT, "the same name left in another case")
    return _OTHER


def _declined(left: PersonName, right: PersonName) -> bool:
    """«Энтони Рэппа» for Энтони Рэпп: a man's foreign surname that a text has in another case only."""
    short, long = sorted((left.surname, right.surname), key=len)
    ended = long[:-1] == short and long[-1] in _CASES and short[-1] not in _VOWELS
    return ended and (masculine(long) != short or given_gender(left.given) == "masc")


def _same_surname(left: PersonName, right: PersonName, *, same_given: bool) -> Likeness:
    if "initials" in (left.form, right.form):
        both = bool(left.patronymic and right.patronymic)
        what = "same surname and both initials" if both else "same surname and an initial"
        return Likeness(INITIALS if both else 0.0, what)
    if not same_given:
        shared = given_forms(left.given) & given_forms(right.given)
        if len(shared) > 1 and not {left.given, right.given} & shared:
            return Likeness(0.0, "two short forms of several given names")
        told = "forms of one given name" if shared else "another spelling of the given name"
        return Likeness(FORM, f"same surname, {told}")
    if bool(left.patronymic) != bool(right.patronymic):
        return Likeness(OMITTED, "same given name and surname, patronymic omitted on one side")
    if left.middle != right.middle:
        return Likeness(OMITTED, "same given name and surname, a middle name omitted on one side")
    what = "same name" if left.words == right.words else "same name, otherwise written"
    return Likeness(FULL if left.patronymic else PLAIN, what)


def body_likeness(left: BodyName, right: BodyName) -> Likeness:
    """How alike two names of bodies are, countries aside: the same words, in one script or two («Форбс», «Forbes»)."""
    if left.words == right.words:
        return Likeness(PLAIN, "same name")
    known = left.scope or right.scope
    if not known and len(left.words) == len(right.words) and all(map(_one_word, left.words, right.words)):
        return Likeness(VARIANT, "same name in another script")
    return Likeness(0.0, "other name")


def _one_word(left: str, right: str) -> bool:
    return left == right or (left.isascii() != right.isascii() and word_variant(left, right))
