"""Claims in RDF: what one document states, with the sentence that says so and the rules that found it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Generic

from kadry.claim import Claim, Quote, Support
from kadry.document import digest
from kadry.exporters import vocabulary as v
from kadry.exporters.pens import Node, Pen, Written, node
from kadry.exporters.terms import Literal, plain
from kadry.graph import Effect, Statement, Telling
from kadry.scene import BodyClaim

EFFECTS: Mapping[Effect, str] = {
    "supports": v.SUPPORTS,
    "starts": v.STARTS,
    "ends": v.ENDS,
    "denies": v.DENIES,
    "plans": v.PLANS,
    "reports": v.REPORTS,
}


class Stated(Generic[Written]):
    """What documents state, one document at a time."""

    def __init__(self, pen: Pen[Written]) -> None:
        self.pen = pen
        self.rule = lru_cache(4096)(lambda rule: digest("rule", rule))

    def nodes(self, document: str, statements: Iterable[Statement | Telling]) -> list[Node[Written]]:
        """What one document states: its claims in the order given, then the sentences that are their evidence."""
        quotes: dict[str, Quote] = {}
        found: list[Node[Written]] = []
        source, root = self.pen.thing("document", document), plain("document", document)
        for statement in statements:
            quote = statement.claim.evidence
            place = f"{root}-{quote.start}-{quote.end}"
            quotes[place] = quote
            if isinstance(statement, Telling):
                found += self._telling(statement, source, place)
            else:
                found += self._claim(statement, source, place)
        for place, quote in sorted(quotes.items(), key=itemgetter(1)):
            found += self._evidence(source, place, quote)
        return found

    def _claim(self, statement: Statement, document: Written, place: str) -> Sequence[Node[Written]]:
        claim, id, pen = statement.claim, statement.claim.id, self.pen
        post, tenure = pen.thing("post", statement.post), statement.tenure
        about, said = node(
            pen.own("claim", id),
            (v.TYPE, pen.known[v.CLAIM]),
            (v.ABOUT_PERSON, pen.thing("person", statement.person)),
            (v.ABOUT_POST, post),
            (EFFECTS[statement.effect], pen.thing("tenure", tenure) if tenure else post),
            (v.DERIVED_FROM, document),
            (v.EVIDENCE, pen.own("evidence", place)),
            *self._words(claim),
        )
        return self._attributed((about, said), id, claim.supports)

    def _telling(self, telling: Telling, document: Written, place: str) -> Sequence[Node[Written]]:
        claim, pen = telling.claim, self.pen
        kind = "structure" if isinstance(claim, BodyClaim) else str(claim.__struct_config__.tag)
        about = node(
            pen.own("claim", claim.id),
            (v.TYPE, pen.known[v.SCENE_CLAIM]),
            (v.TELLS, pen.thing(kind, telling.about)),
            (v.DERIVED_FROM, document),
            (v.EVIDENCE, pen.own("evidence", place)),
            (v.CONFIDENCE, pen.decimal(claim.confidence)),
            (v.STATUS, pen.word(claim.status)),
            (v.REPORTED, pen.boolean(claim.reported)),
            (v.DATE, pen.moment(claim.date)),
            (v.NAMED_AS_WRITTEN, pen.string((claim.body if isinstance(claim, BodyClaim) else claim.words).text)),
        )
        return self._attributed(about, claim.id, claim.supports)

    def _attributed(self, claim: Node[Written], id: str, supports: Iterable[Support]) -> Sequence[Node[Written]]:
        """A claim with the rules that found it, then what it owes to each."""
        about, said = claim
        attributions = [self._attribution(id, support) for support in supports]
        said += [(v.ATTRIBUTED_TO, rule) for _, ((_, _), (_, rule), _) in attributions]
        said += [(v.QUALIFIED_ATTRIBUTION, attribution) for attribution, _ in attributions]
        return (about, said), *attributions

    def _words(self, claim: Claim) -> tuple[tuple[str, Written | None], ...]:
        pen = self.pen
        return (
            (v.CONFIDENCE, pen.decimal(claim.confidence)),
            (v.STATUS, pen.word(claim.status)),
            (v.CHANGE, pen.word(claim.change)),
            (v.ACTING, pen.boolean(claim.acting)),
            (v.REPORTED, pen.boolean(claim.reported)),
            (v.ROLE_CLASS, pen.word(claim.role_class)),
            (v.SINCE, pen.moment(claim.since)),
            (v.UNTIL, pen.moment(claim.until)),
            (v.TERM_UNTIL, pen.moment(claim.term_until)),
            (v.OBSERVED, pen.moment(claim.observed)),
            (v.PERSON_AS_WRITTEN, pen.string(claim.person.text)),
            (v.ROLE_AS_WRITTEN, pen.string(claim.role.text) if claim.role else None),
            (v.ORGANIZATION_AS_WRITTEN, pen.string(claim.organization.text) if claim.organization else None),
            (v.ORGANIZATION_INFERRED, pen.boolean(claim.organization_inferred)),
        )

    def _attribution(self, claim: str, support: Support) -> Node[Written]:
        """A claim's debt to a rule: its class, the rule, and how sure the rule is."""
        pen, rule = self.pen, self.rule(support.rule)
        return node(
            pen.own("attribution", f"{claim}-{rule}"),
            (v.TYPE, pen.known[v.ATTRIBUTION]),
            (v.HAS_AGENT, pen.own("rule", rule)),
            (v.CONFIDENCE, pen.decimal(support.confidence)),
        )

    def _evidence(self, source: Written, place: str, quote: Quote) -> Sequence[Node[Written]]:
        pen = self.pen
        words, position = pen.own("quote", place), pen.own("position", place)
        text = pen.string(quote.text) or pen.literal(Literal(""))
        return (
            node(
                pen.own("evidence", place),
                (v.TYPE, pen.known[v.SPECIFIC_RESOURCE]),
                (v.HAS_SOURCE, source),
                (v.HAS_SELECTOR, words),
                (v.HAS_SELECTOR, position),
            ),
            node(words, (v.TYPE, pen.known[v.QUOTE_SELECTOR]), (v.EXACT, text)),
            node(
                position,
                (v.TYPE, pen.known[v.POSITION_SELECTOR]),
                (v.START, pen.number(quote.start)),
                (v.END, pen.number(quote.end)),
            ),
        )
