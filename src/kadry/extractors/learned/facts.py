"""What the rules have found in a document, counted so that a pair can be seen beside its rivals."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from msgspec import Struct

from kadry.claim import RoleClaim
from kadry.extractors.focus import focus, main_person
from kadry.extractors.linking import role_start
from kadry.russian.parse import Parse

Numbers = dict[str, float]


class Line(Struct, frozen=True):
    """A sentence's names and roles: where they begin and end, sorted, and of each name its chain.

    meant: the first offsets of names elsewhere that a role before all names of the sentence may speak of.
    """

    firsts: list[int]
    lasts: list[int]
    starts: list[int]
    ends: list[int]
    chains: list[str]
    meant: list[int]


class Facts:
    """A document's parse and its rules' claims, by role, by person and by word. Roles are keyed by their first offset.

    Chains are keyed by their head mention's key. What is asked for again and again is kept when it is first asked for;
    nothing else here is changed after it is made.
    """

    def __init__(self, parse: Parse, claims: Sequence[RoleClaim]) -> None:
        self.parse = parse
        self.claims = claims
        self.roles = {role_start(parse, r): r for clause in parse.clauses for r in clause.roles}
        self.said: dict[tuple[int, str], list[RoleClaim]] = defaultdict(list)  # role and chain → claims
        self.employed: dict[tuple[str, int], list[RoleClaim]] = defaultdict(list)  # chain and body → claims
        self.holders: dict[int, dict[str, float]] = defaultdict(dict)  # role → chain → the surest claim
        self.alike: dict[str, Counter[str]] = defaultdict(Counter)  # head noun → chains that claims give it to
        self.held: Counter[str] = Counter()  # chain → claims
        for claim in claims:
            if claim.role is not None:
                self._count(claim, claim.role.start, claim.antecedent.key)
            if claim.organization is not None:
                self.employed[claim.antecedent.key, claim.organization.start].append(claim)
        people = {c.key: c for c in parse.chains if c.head.type == "person"}
        self.sizes = {key: len(c.mentions) for key, c in people.items()}
        self.chains = {m.start: key for key, c in people.items() for m in c.mentions}  # of a name → its chain
        self.genders = {key: c.gender or "" for key, c in people.items()}
        self.mentions = max(1, sum(self.sizes.values()))
        self.heads = Counter(r.lemma for r in self.roles.values())
        # the persons and words of roles that rules have joined, wherever in the document
        self.known = {(c.antecedent.key, c.role.normal.casefold()) for c in claims if c.role is not None}
        self.kept: dict[tuple[str, int, int], Numbers] = {}  # of one role or one person
        self._lines: dict[int, Line] = {}

    def _count(self, claim: RoleClaim, role: int, chain: str) -> None:
        self.said[role, chain].append(claim)
        self.holders[role][chain] = max(claim.confidence, self.holders[role].get(chain, 0.0))
        if role in self.roles:
            self.alike[self.roles[role].lemma][chain] += 1
        self.held[chain] += 1

    def line(self, number: int) -> Line:
        """What stands in sentence ``number``."""
        found = self._lines.get(number)
        if found is None:
            found = self._lines[number] = self._line(number)
        return found

    def _line(self, number: int) -> Line:
        clause = self.parse.clauses[number]
        persons, roles = clause.persons, clause.roles
        starts = sorted(r.start for r in roles)
        before = bool(roles) and (not persons or persons[0].first > starts[0])
        spoken_of = (focus(self.parse, number), main_person(self.parse, number)) if before else ()
        return Line(
            firsts=[p.first for p in persons],
            lasts=[p.last for p in persons],
            starts=starts,
            ends=sorted(r.end for r in roles),
            chains=[self.chains[name.start] for name in clause.names],
            meant=[m.start for m in spoken_of if m is not None],
        )
