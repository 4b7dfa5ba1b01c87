"""Standing: what stands before a name and its titles, and which names stand with a verb."""

from collections.abc import Sequence

from kadry.extractors.frames import TAKING
from kadry.russian.handovers import stands_instead
from kadry.russian.parse import Clause
from kadry.russian.triggers import Trigger
from kadry.russian.words import forms, noun_lemmas

ENDS = frozenset(
    ("отставка", "уход", "увольнение", "освобождение", "отстранение", "снятие", "арест", "смерть", "гибель")
)
SUCCESSOR = frozenset(("преемник", "преемница", "сменщик", "сменщица", "наследник", "наследница"))
PASSING = frozenset(("перейти", "переходить", "достаться"))


def start_of(clause: Clause, index: int) -> int:
    """Where a name begins, with the titles before it."""
    titles = (clause.roles[t.role].start for t in clause.titles if t.person == index and t.place == "before")
    return min((clause.persons[index].first, *titles))


def words_before(clause: Clause, index: int) -> list[str]:
    """The two words before a name and the titles in front of it, without a participle («вместо умершего Кима»)."""
    tokens, start = clause.sentence.tokens, start_of(clause, index)
    while start > 1 and tokens[start - 1].case and any(f.kind == "PRTF" for f in forms(tokens[start - 1].low)):
        start -= 1
    return [t.low for t in tokens[max(0, start - 2) : start]]


def is_left_behind(clause: Clause, index: int, trigger: Trigger) -> bool:
    """Whether the words before a name and its titles say that another comes in its place."""
    words = words_before(clause, index)
    if not words:
        return False
    if words[-1] == "и" and index and clause.persons[index - 1].last == start_of(clause, index) - 1:
        return "gent" in clause.persons[index].cases and is_left_behind(clause, index - 1, trigger)
    last = noun_lemmas(words[-1])
    if words == ["на", "место"] and "gent" in clause.persons[index].cases:
        return True
    if words == ["на", "смену"] or not SUCCESSOR.isdisjoint(last):
        return True
    if stands_instead(clause.sentence.tokens, start_of(clause, index), [person.first for person in clause.persons]):
        return True
    if words[-1] == "от" and trigger.lemma in PASSING | TAKING:
        return True
    return (words[-1] == "после") or (words[0] == "после" and not ENDS.isdisjoint(last))


def receives(clause: Clause, index: int) -> bool:
    """«перешла к Киму», «досталась Киму»."""
    person = clause.persons[index]
    tagged = all(t.case == "datv" for t in clause.sentence.tokens[person.first : person.last])
    given = "datv" in person.cases and (tagged or "nomn" not in person.cases)
    return given or words_before(clause, index)[-1:] == ["к"]


def beside(clause: Clause, trigger: Trigger, fitting: Sequence[int]) -> Sequence[int]:
    """Those of some names that stand with the verb between the same semicolons, if any do."""
    ends = [k for k, t in enumerate(clause.sentence.tokens) if t.text == ";"] if len(fitting) > 1 else []
    own = [i for i in fitting if not any(_parts(k, clause.persons[i].first, trigger.token) for k in ends)]
    return own or fitting


def _parts(mark: int, one: int, other: int) -> bool:
    return min(one, other) < mark < max(one, other)
