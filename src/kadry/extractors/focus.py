"""Focus: which names of a sentence can be its subjects, and whom the text goes on speaking of."""

from bisect import bisect_right
from collections.abc import Sequence

from kadry.claim import Mention
from kadry.russian.dates import YEAR
from kadry.russian.marks import DASHES
from kadry.russian.parse import Clause, Parse

NOMINATIVE = ("nomn",)
BORN = frozenset(("родился", "родилась"))
MEMORY, LONG = 2, 8  # sentences after which a subject is forgotten; later where the text has no main person


def focus(parse: Parse, number: int) -> Mention | None:
    """Whom the text goes on speaking of.

    The person of a biography; else the subject just before, the main person, an earlier subject, the only one before.
    """
    near = portrayed(parse, number) or _last_subject(parse, number, MEMORY)
    return near or main_person(parse, number) or _last_subject(parse, number, LONG) or _only_one(parse, number)


def portrayed(parse: Parse, number: int) -> Mention | None:
    """Whose life the text tells: the name that opens it, its birth in a bracket behind («Ван Ли (род. 1961) — …»).

    Or a dash tells who it is and the birth opens the next sentence («Ван Ли — политик. Родился в 1961 году»), or the
    name is all of a heading.
    """
    at = parse.opening
    if at is None or at > number or parse.clauses[at].persons[0].first > 0:
        return None
    first = parse.clauses[at]
    tokens = first.sentence.tokens[first.persons[0].last :]
    end = next((i for i, t in enumerate(tokens) if t.text == ")"), 0) if tokens[:1] and tokens[0].text == "(" else 0
    born = any(YEAR.match(t.text) for t in tokens[:end])
    if not tokens or tokens[0].text in DASHES or (len(tokens) == 1 and tokens[0].text == "."):
        born = any(clause.sentence.tokens[0].low in BORN for clause in parse.clauses[at + 1 : at + 3])
    wanted = _pronoun_gender(parse.clauses[number]) if born else None
    return first.names[0] if born and (not wanted or first.persons[0].gender in (wanted, "")) else None


def _last_subject(parse: Parse, number: int, reach: int) -> Mention | None:
    """The first subject of the nearest of the sentences before that has one which the pronoun here can mean."""
    named = [clause for clause in reversed(parse.clauses[max(0, number - reach) : number]) if clause.names]
    wanted = _pronoun_gender(parse.clauses[number]) if named else None
    for clause in named:
        for i, name in enumerate(clause.names):
            if is_subject(clause, i) and (not wanted or clause.persons[i].gender in (wanted, "")):
                return name
    return None


def _only_one(parse: Parse, number: int) -> Mention | None:
    """«Ветерану Олегу Киму исполнилось 90 лет. Он возглавлял …»: whom alone the sentence before names, in any case."""
    before = parse.clauses[number - 1] if number else None
    if before is None or len(before.names) != 1:
        return None
    return before.names[0] if _pronoun_gender(parse.clauses[number]) == before.persons[0].gender else None


def _pronoun_gender(clause: Clause) -> str | None:
    """The gender of «он» or «она» in a sentence that has no name."""
    words = [t.low for t in clause.sentence.tokens]
    if "он" in words:
        return "masc"
    return "femn" if "она" in words else None


def is_subject(clause: Clause, index: int) -> bool:
    """Whether a name stands in the nominative, outside of brackets."""
    if not can_stand(clause, index, NOMINATIVE) or is_owner(clause, index):
        return False
    before = [t.text for t in clause.sentence.tokens[: clause.persons[index].first]]
    return before.count("(") <= before.count(")")


def is_owner(clause: Clause, index: int) -> bool:
    """«был адъютантом генерала Дорохова»: a genitive by the tagger right behind a role that a verb governs."""
    person = clause.persons[index]
    owned = all(t.case == "gent" for t in clause.sentence.tokens[person.first : person.last])
    return owned and any(r.end == person.first and r.case == "ablt" for r in clause.roles)


def main_person(parse: Parse, number: int) -> Mention | None:
    """The person that more than half of the document's names mean: the last mention before sentence ``number``."""
    if parse.main is None:
        return None
    mentions = parse.main.mentions
    before = bisect_right(mentions, parse.clauses[number].sentence.start, key=lambda mention: mention.end)
    return mentions[before - 1] if before else parse.main.head


def can_stand(clause: Clause, index: int, wanted: Sequence[str]) -> bool:
    """Whether a name can be in one of the cases: by its title's case, else by its own form."""
    person = clause.persons[index]
    for title in clause.titles:
        case = clause.roles[title.role].case
        undeclined = not case and title.place == "before"  # «маэстро Ким»
        if title.person == index and case != "ablt" and not undeclined:
            return case in wanted
    return not person.cases.isdisjoint(wanted)
