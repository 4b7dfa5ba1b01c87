"""Claims in RDF: what one document states, with the sentence that says so and the rules that found it."""

from collections.abc import Iterable, Iterator, Mapping

from kadry.claim import Claim
from kadry.document import digest
from kadry.exporters import vocabulary as v
from kadry.exporters.terms import Literal, Triple, boolean, decimal, mint, moment, node, number, string
from kadry.graph import Effect, Statement

EFFECTS: Mapping[Effect, str] = {
    "supports": v.SUPPORTS,
    "starts": v.STARTS,
    "ends": v.ENDS,
    "denies": v.DENIES,
    "plans": v.PLANS,
    "reports": v.REPORTS,
}


def document_triples(statements: Iterable[Statement], base: str) -> Iterator[Triple]:
    """What one document states: its claims in the order given, then the sentences that are their evidence."""
    quotes = {}
    for statement in statements:
        yield from _claim(statement, base)
        evidence = statement.claim.evidence
        quotes[evidence.start, evidence.end] = statement.claim
    for span in sorted(quotes):
        yield from _evidence(quotes[span], base)


def _claim(statement: Statement, base: str) -> Iterator[Triple]:
    claim, id = statement.claim, statement.claim.id
    subject, post = mint(base, "claim", id), mint(base, "post", statement.post)
    yield from node(
        subject,
        (v.TYPE, v.CLAIM),
        (v.ABOUT_PERSON, mint(base, "person", statement.person)),
        (v.ABOUT_POST, post),
        (EFFECTS[statement.effect], mint(base, "tenure", statement.tenure) if statement.tenure else post),
        (v.DERIVED_FROM, mint(base, "document", claim.document)),
        (v.EVIDENCE, mint(base, "evidence", _place(claim))),
    )
    yield from _stated(subject, claim)
    rules = [(digest("rule", support.rule), decimal(support.confidence)) for support in claim.supports]
    for rule, _ in rules:
        yield subject, v.ATTRIBUTED_TO, mint(base, "rule", rule)
        yield subject, v.QUALIFIED_ATTRIBUTION, mint(base, "attribution", f"{id}-{rule}")
    for rule, sure in rules:
        attribution, agent = mint(base, "attribution", f"{id}-{rule}"), mint(base, "rule", rule)
        yield from node(attribution, (v.TYPE, v.ATTRIBUTION), (v.HAS_AGENT, agent), (v.CONFIDENCE, sure))


def _stated(subject: str, claim: Claim) -> Iterator[Triple]:
    return node(
        subject,
        (v.CONFIDENCE, decimal(claim.confidence)),
        (v.STATUS, string(claim.status)),
        (v.CHANGE, string(claim.change)),
        (v.ACTING, boolean(claim.acting)),
        (v.REPORTED, boolean(claim.reported)),
        (v.ROLE_CLASS, string(claim.role_class)),
        (v.SINCE, moment(claim.since)),
        (v.UNTIL, moment(claim.until)),
        (v.TERM_UNTIL, moment(claim.term_until)),
        (v.OBSERVED, moment(claim.observed)),
        (v.PERSON_AS_WRITTEN, string(claim.person.text)),
        (v.ROLE_AS_WRITTEN, string(claim.role.text if claim.role else None)),
        (v.ORGANIZATION_AS_WRITTEN, string(claim.organization.text if claim.organization else None)),
        (v.ORGANIZATION_INFERRED, boolean(claim.organization_inferred)),
    )


def _place(claim: Claim) -> str:
    return f"{claim.document}-{claim.evidence.start}-{claim.evidence.end}"


def _evidence(claim: Claim, base: str) -> Iterator[Triple]:
    subject, quote, position = (mint(base, kind, _place(claim)) for kind in ("evidence", "quote", "position"))
    yield from node(
        subject,
        (v.TYPE, v.SPECIFIC_RESOURCE),
        (v.HAS_SOURCE, mint(base, "document", claim.document)),
        (v.HAS_SELECTOR, quote),
        (v.HAS_SELECTOR, position),
    )
    yield from node(quote, (v.TYPE, v.QUOTE_SELECTOR), (v.EXACT, string(claim.evidence.text) or Literal("")))
    yield from node(
        position,
        (v.TYPE, v.POSITION_SELECTOR),
        (v.START, number(claim.evidence.start)),
        (v.END, number(claim.evidence.end)),
    )
