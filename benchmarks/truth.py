"""What annotation says of a pair that Kadry could make a claim of: NEREL's, and that of our own texts in tests/.

NEREL's is read by the scorer beside the data, which tells what is a fact; here its answers are asked for one by one.
"""

import importlib.util
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import cases
import texts
from kadry.claim import Mention, RoleClaim
from kadry.russian.parse import Parse


class Truth(Protocol):
    """The facts of one document, by the mentions that stand in the text."""

    def held(self, person: Mention, role: Mention) -> int | None:
        """The number of the fact in which the person has a role in these words."""

    def placed(self, role: int, body: Mention) -> bool:
        """Whether a fact has a body."""

    def joined(self, person: Mention, body: Mention) -> bool:
        """Whether the person has anything to do with the body, in whatever role."""

    def tells(self, role_class: str) -> bool:
        """Whether the annotation holds roles of a class at all."""


class Annotated:
    """The facts of a NEREL document. A person, role or body is given by the mention that stands in the text.

    A body's phrase with a proper name in it is known by that name.
    """

    def __init__(self, gold: Any, parse: Parse) -> None:
        self.gold = gold
        bodies = [chain for chain in parse.chains if chain.head.type == "body"]
        self.names: Mapping[str, Mention] = texts.proper_names(bodies)

    def held(self, person: Mention, role: Mention) -> int | None:
        """See Truth."""
        answer = {"person_span": _span(person), "role_span": _span(role)}
        who = self.gold.map_person(answer)
        found: int | None = None if who is None else self.gold.map_role(answer, who, "head")
        return found

    def placed(self, role: int, body: Mention) -> bool:
        """See Truth."""
        found = self._body(body)
        return found is not None and found in self.gold.roles[role]["orgs"]

    def joined(self, person: Mention, body: Mention) -> bool:
        """See Truth."""
        return (self.gold.map_person({"person_span": _span(person)}), self._body(body)) in self.gold.po

    def tells(self, role_class: str) -> bool:
        """See Truth."""
        return True

    def _body(self, body: Mention) -> Any:
        return self.gold.map_org({"organization_span": _span(self.names.get(body.key, body))})


class Stated:
    """The claims that are written under a text of our own. Words are compared without case and ё."""

    def __init__(self, expected: Sequence[cases.Expected], parse: Parse) -> None:
        self.expected = expected
        self.antecedents = parse.antecedents

    def held(self, person: Mention, role: Mention) -> int | None:
        """See Truth."""
        name, words = self._name(person), _plain(role.normal)
        fitting = (i for i, e in enumerate(self.expected) if name in e.persons and words in e.roles)
        return next(fitting, None)

    def placed(self, role: int, body: Mention) -> bool:
        """See Truth."""
        return _plain(body.normal) in self.expected[role].bodies

    def joined(self, person: Mention, body: Mention) -> bool:
        """See Truth."""
        name, words = self._name(person), _plain(body.normal)
        return any(name in e.persons and words in e.bodies for e in self.expected)

    def tells(self, role_class: str) -> bool:
        """See Truth."""
        return role_class == "post"

    def _name(self, person: Mention) -> str:
        return _plain(self.antecedents.get(person.key, person).normal)


def right(truth: Truth, claim: RoleClaim) -> bool:
    """Whether all that a claim says of person, role and stated body is so."""
    body = None if claim.organization_inferred else claim.organization
    if claim.role is None:
        return body is not None and truth.joined(claim.person, body)
    role = truth.held(claim.person, claim.role)
    return role is not None and (body is None or truth.placed(role, body))


def documents(file: Path, scorer: Path) -> Iterator[tuple[str, str, Any]]:
    """Name, text and annotation of each document of a NEREL file (``{doc, text, entities, relations}``, one a line)."""
    spec = importlib.util.spec_from_file_location("nerel_scorer", scorer)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{scorer}: not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for record in module.read_gold(str(file)):
        yield record["doc"], record["text"], module.Gold(record)


def own(tests: Path) -> Iterator[tuple[str, str, Sequence[cases.Expected]]]:
    """Name, text and claims of each text case and of each annotated text of our own (docs/gold.md)."""
    for case in cases.read(tests / "cases"):
        yield case.kind, case.text, case.expected
    for file in sorted((tests / "gold").glob("*.json")):
        record = json.loads(file.read_text(encoding="utf-8"))
        places = (tests / "gold", tests.parent / "examples")
        text = next(p for folder in places if (p := folder / f"{record['doc']}.txt").is_file())
        yield record["doc"], texts.decode(text), [_expected(triple) for triple in record["triples"]]


def _expected(triple: Mapping[str, Any]) -> cases.Expected:
    """An annotated triple with its other readings, as a case would have it."""
    readings = [triple, *triple.get("alt", ())]
    return cases.Expected(
        persons=cases.plain([triple["person"]]),
        roles=cases.plain([reading["role"] for reading in readings]),
        bodies=cases.plain([reading["organization"] or "-" for reading in readings]),
        states=(),
    )


def _span(mention: Mention) -> list[int]:
    return [mention.start, mention.end]


def _plain(words: str) -> str:
    return cases.plain((words,))[0]
