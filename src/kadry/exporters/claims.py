"""Claims in RDF: what one document states, with the sentence that says so and the rules that found it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Generic

from kadry.claim import Quote
from kadry.document import digest
from kadry.exporters import vocabulary as v
from kadry.exporters.pens import SHAPES, Form, Node, Pen, Told, Written, blank_id, node
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

# the blanks of forms, by number; behind a claim's come those of its rules' confidences
_CLAIM, _DOCUMENT, _PLACE = range(3)
_CONFIDENCE, _PERSON, _POST, _TENURE = range(3, 7)
_DAYS = dict(zip((v.SINCE, v.UNTIL, v.TERM_UNTIL, v.OBSERVED), range(7, 11), strict=True))
_NAMES = dict(zip((v.PERSON_AS_WRITTEN, v.ROLE_AS_WRITTEN, v.ORGANIZATION_AS_WRITTEN), range(11, 14), strict=True))
_RULES = 14
_ABOUT, _DATE, _NAMED, _RULES_OF_TELLING = range(4, 8)
_TEXT, _START, _END = range(3, 6)


class Stated(Generic[Written, Told]):
    """What documents state, one document at a time; claims that differ in ids, names, days and numbers share a form."""

    def __init__(self, pen: Pen[Written, Told]) -> None:
        self.pen = pen
        self._string = lru_cache(4096)(pen.string)
        self._form_of_claims = lru_cache(SHAPES)(self._claims)
        self._form_of_tellings = lru_cache(SHAPES)(self._tellings)
        self._form_of_evidence = self._evidence()

    def told(self, document: str, statements: Iterable[Statement | Telling]) -> list[Told]:
        """What one document states: its claims in the order given, then the sentences that are their evidence."""
        pen = self.pen
        root = plain("document", document)
        source = pen.id(root)
        quotes: dict[tuple[int, int], tuple[Written, Quote]] = {}
        found: list[Told] = []
        for statement in statements:
            quote = statement.claim.evidence
            span = quote.start, quote.end
            if span not in quotes:
                quotes[span] = pen.id(f"{root}-{quote.start}-{quote.end}"), quote
            write = self._telling if isinstance(statement, Telling) else self._claim
            found.append(write(statement, source, quotes[span][0]))  # type: ignore[arg-type]
        for _, (place, quote) in sorted(quotes.items()):
            text = pen.string(quote.text) or pen.literal(Literal(""))
            ends = pen.number(quote.start), pen.number(quote.end)
            found.append(self._form_of_evidence((None, source, place, text, *ends)))
        return found

    def _claim(self, statement: Statement, document: Written, place: Written) -> Told:
        claim, tenure, id, string = statement.claim, statement.tenure, self.pen.id, self._string
        named, moment, decimal = self.pen.id_of, self.pen.moment, self.pen.decimal
        since = moment(claim.since) if claim.since else None
        until = moment(claim.until) if claim.until else None
        term_until = moment(claim.term_until) if claim.term_until else None
        observed = moment(claim.observed) if claim.observed else None
        person = string(claim.person.text)
        role = string(claim.role.text) if claim.role else None
        body = string(claim.organization.text) if claim.organization else None
        form = self._form_of_claims(
            statement.effect,
            bool(tenure),
            (claim.status, claim.change, claim.role_class),
            (claim.acting, claim.reported, claim.organization_inferred),
            (since is None, until is None, term_until is None, observed is None),
            (person is None, role is None, body is None),
            *[support.rule for support in claim.supports],
        )
        return form(
            (
                id(claim.id),
                document,
                place,
                decimal(claim.confidence),
                named("person", statement.person),
                named("post", statement.post),
                named("tenure", tenure) if tenure else None,
                since,
                until,
                term_until,
                observed,
                person,
                role,
                body,
                *[decimal(support.confidence) for support in claim.supports],
            )
        )

    def _claims(
        self,
        effect: Effect,
        held: bool,
        words: tuple[str | None, ...],
        truths: tuple[bool, ...],
        undated: Sequence[bool],
        unnamed: Sequence[bool],
        *rules: str,
    ) -> Form[Written, Told]:
        """The form of a claim with what it owes to each rule."""
        pen = self.pen
        post = pen.own("post", blank_id(_POST))
        status, change, role_class = map(pen.word, words)
        acting, reported, inferred = map(pen.boolean, truths)
        about = node(
            pen.own("claim", blank_id(_CLAIM)),
            (v.TYPE, pen.known[v.CLAIM]),
            (v.ABOUT_PERSON, pen.own("person", blank_id(_PERSON))),
            (v.ABOUT_POST, post),
            (EFFECTS[effect], pen.own("tenure", blank_id(_TENURE)) if held else post),
            *self._found(),
            (v.STATUS, status),
            (v.CHANGE, change),
            (v.ACTING, acting),
            (v.REPORTED, reported),
            (v.ROLE_CLASS, role_class),
            *self._given(_DAYS, undated),
            *self._given(_NAMES, unnamed),
            (v.ORGANIZATION_INFERRED, inferred),
        )
        return self._attributed(about, rules, _RULES)

    def _telling(self, telling: Telling, document: Written, place: Written) -> Told:
        claim, pen = telling.claim, self.pen
        kind = "structure" if isinstance(claim, BodyClaim) else str(claim.__struct_config__.tag)
        date = pen.moment(claim.date)
        named = self._string((claim.body if isinstance(claim, BodyClaim) else claim.words).text)
        rules = [support.rule for support in claim.supports]
        form = self._form_of_tellings(kind, claim.status, claim.reported, date is None, named is None, *rules)
        confidences = [pen.decimal(support.confidence) for support in claim.supports]
        about, confidence = pen.id_of(kind, telling.about), pen.decimal(claim.confidence)
        return form((pen.id(claim.id), document, place, confidence, about, date, named, *confidences))

    def _tellings(
        self, kind: str, status: str, reported: bool, undated: bool, unnamed: bool, *rules: str
    ) -> Form[Written, Told]:
        """The form of a claim on what is around the posts."""
        pen = self.pen
        about = node(
            pen.own("claim", blank_id(_CLAIM)),
            (v.TYPE, pen.known[v.SCENE_CLAIM]),
            (v.TELLS, pen.own(kind, blank_id(_ABOUT))),
            *self._found(),
            (v.STATUS, pen.word(status)),
            (v.REPORTED, pen.boolean(reported)),
            *self._given({v.DATE: _DATE, v.NAMED_AS_WRITTEN: _NAMED}, (undated, unnamed)),
        )
        return self._attributed(about, rules, _RULES_OF_TELLING)

    def _found(self) -> Iterable[tuple[str, Written | None]]:
        """Where a claim was found, and how sure it is."""
        pen = self.pen
        yield v.DERIVED_FROM, pen.own("document", blank_id(_DOCUMENT))
        yield v.EVIDENCE, pen.own("evidence", blank_id(_PLACE))
        yield v.CONFIDENCE, pen.blank(_CONFIDENCE)

    def _given(self, blanks: Mapping[str, int], unknown: Sequence[bool]) -> Iterable[tuple[str, Written]]:
        """The blanks of what is known."""
        found = zip(blanks.items(), unknown, strict=True)
        return [(predicate, self.pen.blank(number)) for (predicate, number), absent in found if not absent]

    def _attributed(self, claim: Node[Written], rules: Sequence[str], first: int) -> Form[Written, Told]:
        """A claim with the rules that found it, then what it owes to each; first: the blank of their confidences."""
        about, said = claim
        attributions = [self._attribution(rule, number) for number, rule in enumerate(rules, first)]
        said += [(v.ATTRIBUTED_TO, rule) for _, ((_, _), (_, rule), _) in attributions]
        said += [(v.QUALIFIED_ATTRIBUTION, attribution) for attribution, _ in attributions]
        return self.pen.form((about, said), *attributions)

    def _attribution(self, name: str, confidence: int) -> Node[Written]:
        """A claim's debt to a rule: its class, the rule, and how sure the rule is."""
        pen, rule = self.pen, digest("rule", name)
        return node(
            pen.own("attribution", f"{blank_id(_CLAIM)}-{rule}"),
            (v.TYPE, pen.known[v.ATTRIBUTION]),
            (v.HAS_AGENT, pen.own("rule", rule)),
            (v.CONFIDENCE, pen.blank(confidence)),
        )

    def _evidence(self) -> Form[Written, Told]:
        """The form of a sentence: where it stands, and its words."""
        pen, place = self.pen, blank_id(_PLACE)
        words, position = pen.own("quote", place), pen.own("position", place)
        return pen.form(
            node(
                pen.own("evidence", place),
                (v.TYPE, pen.known[v.SPECIFIC_RESOURCE]),
                (v.HAS_SOURCE, pen.own("document", blank_id(_DOCUMENT))),
                (v.HAS_SELECTOR, words),
                (v.HAS_SELECTOR, position),
            ),
            node(words, (v.TYPE, pen.known[v.QUOTE_SELECTOR]), (v.EXACT, pen.blank(_TEXT))),
            node(
                position,
                (v.TYPE, pen.known[v.POSITION_SELECTOR]),
                (v.START, pen.blank(_START)),
                (v.END, pen.blank(_END)),
            ),
        )
