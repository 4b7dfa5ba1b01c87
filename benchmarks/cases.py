"""How many of the text cases in tests/cases come out right: ``cases.py [KIND…] [--errors] [--write|--first]``.

A case is right only if every expected claim is found and nothing else is. The format is told in tests/cases/README.md.
The table shows each kind of case; benchmarks/results/cases.json holds what passed at first and what passed last.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct, structs

import cases_record
from kadry.build import extract
from kadry.claim import RoleClaim
from kadry.document import make_document

FOLDER = Path(__file__).parent.parent / "tests" / "cases"
STATUSES = ("current", "former", "future", "denied")
CHANGES = ("appointed", "dismissed")
FLAGS = ("acting", "reported")
DATES = ("since", "until", "term_until")
PARAGRAPH = " ¶ "


class State(Struct, frozen=True):
    """The last field of a claim. A date is compared only where the case states it; "-" states that there is none."""

    status: str
    change: str | None = None
    flags: frozenset[str] = frozenset()
    dates: tuple[tuple[str, str], ...] = ()

    def accepts(self, found: "State") -> bool:
        """Status, change and flags are equal, and so is each date that is stated here."""
        if (self.status, self.change, self.flags) != (found.status, found.change, found.flags):
            return False
        known = dict(found.dates)
        return all(known.get(name, "-") == value for name, value in self.dates)


class Expected(Struct, frozen=True):
    """A line under a text: for each field the readings that count as right."""

    persons: tuple[str, ...]
    roles: tuple[str, ...]
    bodies: tuple[str, ...]
    states: tuple[State, ...]
    optional: bool = False

    def accepts(self, found: "Found") -> bool:
        """Each field of what was found is one of the readings."""
        named = found.person in self.persons and found.role in self.roles and found.body in self.bodies
        return named and any(state.accepts(found.state) for state in self.states)


class Found(Struct, frozen=True):
    """A claim that extraction found, in the words of a case. ``free``: a profession, rank or title."""

    person: str
    role: str
    body: str
    state: State
    free: bool = False

    def shortens(self, other: "Found") -> bool:
        """It says the other one again, without the organization."""
        return self.body == "-" != other.body and structs.replace(self, body=other.body) == other


class Case(Struct, frozen=True):
    """A text and the claims that it makes; ``line`` is the text's line in the file of its kind."""

    kind: str
    line: int
    text: str
    expected: tuple[Expected, ...]


class Result(Struct, frozen=True):
    """What was found for a case; ``wrong`` are missed lines and false findings."""

    case: Case
    found: tuple[Found, ...]
    missed: tuple[Expected, ...]
    false: tuple[Found, ...]

    @property
    def passed(self) -> bool:
        """Nothing is missed and nothing is false."""
        return not self.missed and not self.false


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help="only these kinds of cases")
    parser.add_argument("--errors", action="store_true", help="show each case that fails, with expected and found")
    record = parser.add_mutually_exclusive_group()
    record.add_argument("--write", action="store_true", help="record the counts as the last ones")
    record.add_argument("--first", action="store_true", help="record the first run of cases added since the last one")
    arguments = parser.parse_args()
    results = [check(case) for case in read(FOLDER) if not arguments.kinds or case.kind in arguments.kinds]
    if arguments.errors:
        print("\n\n".join(report(result) for result in results if not result.passed), end="\n\n")
    counts = tally(results)
    print(cases_record.table(counts, cases_record.read(cases_record.RECORD)))
    if arguments.write or arguments.first:
        keep = cases_record.write if arguments.write else cases_record.add
        keep(counts, cases_record.RECORD, FOLDER / "README.md")


def read(folder: Path) -> Iterator[Case]:
    """The cases of every .txt file of a folder, by name. Raises ValueError naming file and line of a bad one."""
    for path in sorted(folder.glob("*.txt")):
        yield from cases(path.stem, path.read_text(encoding="utf-8"))


def cases(kind: str, content: str) -> Iterator[Case]:
    """The cases of one file: a text line, then its claims, indented. Raises ValueError naming kind and line."""
    text, start, lines = "", 0, list[str]()
    for number, line in enumerate([*content.splitlines(), "end"], 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("  "):
            lines.append(line.strip())
            continue
        if text:
            try:
                yield Case(kind, start, text.replace(PARAGRAPH, "\n\n"), claims(lines))
            except ValueError as error:
                raise ValueError(f"{kind}.txt:{start}: {error}") from error
        elif lines:
            raise ValueError(f"{kind}.txt:{number}: claims stand before any text")
        text, start, lines = line.strip(), number, []


def claims(lines: list[str]) -> tuple[Expected, ...]:
    """The expected claims; "-" alone says that there are none. Raises ValueError where a line is not well formed."""
    if not lines:
        raise ValueError("no claims stand under the text; write - where it makes none")
    return () if lines == ["-"] else tuple(map(expected, lines))


def expected(line: str) -> Expected:
    """One line ``person | role | organization | state``. Raises ValueError where it is not well formed."""
    optional = line.endswith(" ?")
    fields = [field.strip() for field in line.removesuffix(" ?").split("|")]
    if len(fields) != 4 or not all(fields):
        raise ValueError(f"{line}: four fields are wanted: person | role | organization or - | status")
    persons, roles, bodies, states = ([reading.strip() for reading in field.split(" / ")] for field in fields)
    if "-" in persons or ("-" in roles and "-" in bodies):
        raise ValueError(f"{line}: a claim has a person, and a role or an organization")
    return Expected(plain(persons), plain(roles), plain(bodies), tuple(map(state, states)), optional)


def state(words: str) -> State:
    """A status with its change, flags and dates. Raises ValueError for a word that is none of these."""
    status, *others = words.split()
    if status not in STATUSES:
        raise ValueError(f"{words}: the status is one of {', '.join(STATUSES)}")
    changes = [word for word in others if word in CHANGES]
    dates = [(name, value) for name, mark, value in (word.partition("=") for word in others) if mark]
    unknown = [word for word in others if word not in (*CHANGES, *FLAGS) and "=" not in word]
    unknown += [name for name, value in dates if name not in DATES or not value]
    if unknown or len(changes) > 1:
        raise ValueError(f"{words}: cannot be read as status, change, flags and dates")
    flags = frozenset(word for word in others if word in FLAGS)
    return State(status, changes[0] if changes else None, flags, tuple(sorted(dates)))


def plain(readings: Iterable[str]) -> tuple[str, ...]:
    """Letter case and ё do not count."""
    return tuple(" ".join(reading.casefold().replace("ё", "е").split()) for reading in readings)


def check(case: Case) -> Result:
    """Runs extraction over a case."""
    return compare(case, {adapt(claim) for claim in extract(make_document(case.text)).claims})


def adapt(claim: RoleClaim) -> Found:
    """A claim in the words of a case; an inferred organization counts as none."""
    body = None if claim.organization_inferred else claim.organization
    names = (claim.antecedent.normal, claim.role.normal if claim.role else "-", body.normal if body else "-")
    person, role, place = plain(names)
    flags = frozenset(name for name in FLAGS if getattr(claim, name))
    dates = tuple((name, value) for name in sorted(DATES) if (value := getattr(claim, name)))
    stated = State(claim.status, claim.change, flags, dates)
    return Found(person, role, place, stated, free=claim.role_class != "post")


def compare(case: Case, found: Iterable[Found]) -> Result:
    """Pairs expected lines with findings, one to one, as many as can be, the required lines first."""
    findings = sorted(found, key=lambda one: (one.free, show_found(one)))
    lines = sorted(case.expected, key=lambda line: line.optional)
    answers: dict[int, int] = {}
    missed = [
        line for i, line in enumerate(lines) if not answer(i, lines, findings, answers, set()) and not line.optional
    ]
    right = [findings[j] for j in answers]
    rest = [one for j, one in enumerate(findings) if j not in answers]
    false = [one for one in rest if not one.free and not any(one.shortens(other) for other in right)]
    return Result(case, tuple(findings), tuple(missed), tuple(false))


def answer(
    line: int, lines: Sequence[Expected], findings: Sequence[Found], answers: dict[int, int], tried: set[int]
) -> bool:
    """Finds an answer for a line, where need be by moving answered lines to others (Kuhn's algorithm).

    ``answers`` maps findings to lines; a line that has an answer keeps one.
    """
    for j, one in enumerate(findings):
        if j not in tried and lines[line].accepts(one):
            tried.add(j)
            if j not in answers or answer(answers[j], lines, findings, answers, tried):
                answers[j] = line
                return True
    return False


def report(result: Result) -> str:
    """A failing case as it stands in its file, with what was found instead."""
    case = result.case
    lines = [f"{case.kind}.txt:{case.line}  {case.text.replace(chr(10) * 2, PARAGRAPH)}"]
    lines += [f"  missed  {show_expected(line)}" for line in result.missed]
    lines += [f"  false   {show_found(one)}" for one in result.false]
    lines += [f"  right   {show_found(one)}" for one in result.found if one not in result.false]
    return "\n".join(lines)


def show_expected(line: Expected) -> str:
    fields = (line.persons, line.roles, line.bodies, tuple(map(show_state, line.states)))
    return " | ".join(" / ".join(field) for field in fields)


def show_found(one: Found) -> str:
    return " | ".join((one.person, one.role, one.body, show_state(one.state)))


def show_state(shown: State) -> str:
    dates = (f"{name}={value}" for name, value in shown.dates)
    return " ".join((shown.status, *([shown.change] if shown.change else ()), *sorted(shown.flags), *dates))


def tally(results: Iterable[Result]) -> dict[str, tuple[int, int]]:
    """For each kind the number of cases and of those that pass."""
    counts: dict[str, tuple[int, int]] = {}
    for result in results:
        number, passed = counts.get(result.case.kind, (0, 0))
        counts[result.case.kind] = (number + 1, passed + result.passed)
    return counts


if __name__ == "__main__":
    main()
