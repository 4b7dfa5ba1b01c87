"""What the rules have found in a document, counted so that a pair can be seen beside its rivals."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from kadry.claim import RoleClaim
from kadry.extractors.linking import role_start
from kadry.russian.parse import Parse


class Facts:
    """A document's parse and its rules' claims, by role, by person and by word. Roles are keyed by their first offset.

    Chains are keyed by their head mention's key. Nothing here is changed after it is made.
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
        people = [c for c in parse.chains if c.head.type == "person"]
        self.sizes = {c.key: len(c.mentions) for c in people}
        self.genders = {c.key: c.gender or "" for c in people}
        self.mentions = max(1, sum(self.sizes.values()))
        self.heads = Counter(r.lemma for r in self.roles.values())

    def _count(self, claim: RoleClaim, role: int, chain: str) -> None:
        self.said[role, chain].append(claim)
        self.holders[role][chain] = max(claim.confidence, self.holders[role].get(chain, 0.0))
        if role in self.roles:
            self.alike[self.roles[role].lemma][chain] += 1
        self.held[chain] += 1
