"""Readings: one sentence with its events, its words of taking part, and those of whom these are said."""

from collections.abc import Collection, Sequence
from functools import cached_property
from itertools import chain, pairwise

from msgspec.structs import replace

from kadry.claim import Mention
from kadry.extractors.focus import focus
from kadry.extractors.references import described
from kadry.russian.attendants import Attendant, find_attendants
from kadry.russian.bodies import Body
from kadry.russian.events import OWN, Happening, event_noun, find_happenings, is_house
from kadry.russian.marks import DASHES
from kadry.russian.offices import filling, office
from kadry.russian.parse import Parse
from kadry.russian.partaking import AMONG, Partaking, find_partakings, is_converb, is_verb
from kadry.russian.signs import EVENT
from kadry.russian.words import cases, forms, lemmas, noun_lemmas

NOMINATIVE = frozenset(("nomn",))
FEMININE = frozenset(("она", "ей"))
PRONOUNS = frozenset(("он", "она"))
BOUNDS = frozenset(("что", "чтобы", "если", "где", "когда", "хотя", "поскольку", "который"))  # what opens a clause
INSERTS = frozenset(("если", "где", "когда", "хотя", "поскольку", "пока", "чтобы", "ибо"))  # those set into another
COPULAS = frozenset(
    "быть стать являться выступить выступать избрать становиться находиться оказаться оказываться значиться".split()
)
COPULA, PREDICATE = 3, 8  # tokens before a noun, and behind it, in which a verb says it of somebody
FELLOW = "коллега"
QUANTITY = frozenset(("более", "свыше", "около", "порядка", "до"))  # «более 300 делегатов»
HEADLINES = 2  # sentences in which a post may be named before its holder
BEHIND = 3  # tokens from a passive verb to who did it
RELATIVE = frozenset(("который", "которая", "которые"))
FELLOWS = 8  # tokens between two verbs with one subject: «открыл конференцию и выступил»
TURN = 2  # tokens from a turn of speech to whom it names


class Reading:
    """One sentence: its events, its words of taking part, and who may take part, each found once."""

    def __init__(self, parse: Parse, number: int) -> None:
        self.parse = parse
        self.number = number
        self.clause = parse.clauses[number]
        self.tokens = self.clause.sentence.tokens
        self.signs = self.clause.signs

    @cached_property
    def nouns(self) -> frozenset[str]:
        """The lemmas of its words as nouns: a rule that looks for others need not look at each."""
        return frozenset([lemma for token in self.tokens for lemma in noun_lemmas(token.low)])

    @cached_property
    def line(self) -> str:
        """Its words in lower case, a space before and behind each."""
        return " ".join(("", *[token.low for token in self.tokens], ""))

    @cached_property
    def happenings(self) -> tuple[Happening, ...]:
        """The events of the sentence; «Пленумом» is one though the tagger takes it for somebody's name."""
        persons = (p for p in self.clause.persons if p.last - p.first > 1 or not self.signs[p.first] & EVENT)
        blocked = {i for p in persons for i in range(p.first, p.last)}
        blocked.update(b.head for b in self.clause.bodies if self.signs[b.head] & EVENT and self._is_house(b))
        inner = (i for b in self.clause.bodies for i in range(b.head + 1, b.last) if self.signs[i] & EVENT)
        blocked.update(i for i in inner if self._of_house(self.tokens[i].low))
        return find_happenings(self.tokens, blocked, self.signs)

    def _of_house(self, low: str) -> bool:
        """«комитет | собрания», where the text names a parliament with that noun."""
        noun = event_noun(low)
        if noun is None or "body" not in noun.flags:
            return False
        names = (c.head.normal for c in self.parse.chains if c.head.type == "body" and is_house(c.head.normal))
        return any(noun.lemma in name.lower().split() for name in names)

    def _is_house(self, body: Body) -> bool:
        """«Законодательное собрание», and «собрание» where the text means that by it."""
        mention = self.parse.body_mention(body)
        return is_house(self.parse.antecedents.get(mention.key, mention).normal)

    @cached_property
    def partakings(self) -> tuple[Partaking, ...]:
        """Its words of taking part that stand outside of titles and events."""
        found = find_partakings(self.tokens, self.signs)
        nouns = [p for p in found if p.voice == "noun" and self._is_part(p)]
        joined = {p.token: self._copula(p.token) for p in nouns}
        verbs = (p for p in found if p.voice != "noun" and p.token not in joined.values())
        said = (replace(p, time="future") if self.tokens[joined[p.token]].tense == "Fut" else p for p in nouns)
        return tuple(sorted((*verbs, *said), key=lambda p: p.token))

    def _is_part(self, noun: Partaking) -> bool:
        if noun.lemma == "председатель" and not self._of_event(noun.token):
            return self.tokens[noun.token - 1].low == "за" and self._predicate(noun.token)
        return self._predicate(noun.token) or self._of_event(noun.token)

    def _of_event(self, token: int) -> bool:
        """«сопредседатель встречи»."""
        beside = (h for h in self.happenings if h.first == token + 1)
        ruler = "председатель" in lemmas(self.tokens[token].low)
        return any(not (ruler and "body" in h.flags) for h in beside)  # but «председатель собрания» of some body

    def _predicate(self, token: int) -> bool:
        """«докладчиком был», «ведущий — Ким», «среди гостей были», «в роли ведущего»: it says who somebody is."""
        if office(self.tokens, token):
            return self._copula(token) != token
        possible = cases(self.tokens[token].low)
        among = any(t.low in AMONG for t in self.tokens[max(0, token - COPULA) : token])
        if among or ("ablt" in possible and "nomn" not in possible):
            return self._copula(token) != token
        return token + 1 < len(self.tokens) and self.tokens[token + 1].text in DASHES

    @cached_property
    def attendants(self) -> tuple[Attendant, ...]:
        """Those who may take part; an event is nobody."""
        events = {i for h in self.happenings if not self._sits(h) for i in range(h.first, h.last)}
        return tuple(a for a in find_attendants(self.parse, self.number) if a.head not in events)

    def _sits(self, happening: Happening) -> bool:
        """«заседание | коллегии министерства»: a body whose noun may be an event too, behind another's."""
        beside = any(h.head + 1 == happening.first and h.type in OWN for h in self.happenings)
        return beside and "body" in happening.flags and self.tokens[happening.head].case == "gent"

    def subjects(self, verb: Partaking) -> list[Attendant]:
        """Whom a verb is said of: by the parser, else those behind it, else those before; several for a plural verb."""
        meant = self._meant(verb) or self._relative(verb)
        if meant:
            return meant
        if verb.voice == "modifier":
            head = self.tokens[verb.token].head
            owner = [a for a in self.attendants if a.first <= head < a.last or a.last == verb.token - 1]
            return owner[:1]
        fitting = (a for a in self.attendants if not a.cases.isdisjoint(NOMINATIVE) and self.free(a))
        wanted = [a for a in fitting if a.head != verb.token and not self._aside(a)]
        left, right = self._sides(wanted, verb)
        found = right or left or [a for a in wanted if any(self.ruled(a, k) for k in self.fellows(verb.token))]
        found = found or self._before_where(verb)
        if verb.plural or verb.part == "participant" or verb.voice == "noun":
            return found
        return self._one(found) if right else found[-1:]

    def _relative(self, verb: Partaking) -> list[Attendant]:
        """«министр, | который председательствовал»: whom the subject of a relative clause stands for."""
        told = (
            k
            for k in range(max(1, verb.token - FELLOWS), verb.token)
            if self.tokens[k].low in RELATIVE
            and self.tokens[k].head == verb.token
            and self.tokens[k].rel.startswith("nsubj")
            and self.tokens[k].case == "nomn"
        )
        k = next(told, None)
        return [] if k is None else [a for a in self.attendants if a.last == k - 1 and self.tokens[k - 1].text == ","]

    def _before_where(self, verb: Partaking) -> list[Attendant]:
        """«посетил завод, где | выступил»: the subject of the verb before a clause that has none of its own."""
        before = range(verb.token - 1, max(0, verb.token - FELLOWS), -1)
        k = next((k for k in before if self.tokens[k].low == "где" or self._acts(k)), 0)
        if not k or self.tokens[k].low != "где" or self.tokens[k - 1].text != ",":
            return []
        main = next((m for m in range(k - 1, -1, -1) if self._acts(m)), None)
        if main is None or verb.voice != "active" or self.tokens[main].plural != verb.plural:
            return []
        return self.subjects(replace(verb, token=main))

    def _one(self, found: Sequence[Attendant]) -> list[Attendant]:
        """The first of a list; its titles before a name are no others («секретарь парткома, комиссар войск Ким»)."""
        for attendant, following in pairwise(found):
            if not _is_post(attendant) or not self._touching(attendant, following):
                break
            if not _is_post(following):
                return [following]
        return list(found[:1])

    def _touching(self, left: Attendant, right: Attendant) -> bool:
        """Whether nothing but a comma, or a title more, stands between."""
        between = self.tokens[left.last : right.first]
        return all(t.text == "," or (t.pos == "NOUN" and "nomn" in cases(t.low)) for t in between)

    def _sides(self, wanted: Sequence[Attendant], verb: Partaking) -> tuple[list[Attendant], list[Attendant]]:
        """The list of those before a verb, and of those behind it; where the parser knows the subject, only one."""
        titled = [a for a in wanted if verb.voice == "noun" and a.first <= verb.token < a.last]
        if titled and titled[0].head > verb.token:
            return [], titled[:1]  # «докладчик — заместитель министра Вера Гай», of whom it is a title
        ruled = self._known(wanted, verb)
        if ruled and ruled[0].last <= verb.token:
            return self.row([a for a in wanted if ruled[0].first <= a.first < verb.token]), []
        start = self._copula(verb.token) if verb.voice == "noun" else verb.token
        if verb.voice == "noun" and start == verb.token:
            return [], self._beside(wanted, start)
        own = -1 if verb.voice == "noun" else verb.token
        behind = [a for a in wanted if a.first > start and self.open(start + 1, a.first, own)]
        right = self.row(behind)
        if ruled and ruled[0] in behind and ruled[0] not in right:
            right = self.row([a for a in behind if a.first >= ruled[0].first])
        left = [a for a in wanted if a.last <= verb.token and self.open(a.last, verb.token, own)]
        return ([] if ruled or right else self.row(left[::-1])[::-1]), right

    def _beside(self, wanted: Sequence[Attendant], noun: int) -> list[Attendant]:
        """«сопредседатель встречи Олег Зуев», «Олег Зуев, сопредседатель встречи»: the name right beside."""
        if "nomn" not in cases(self.tokens[noun].low):
            return []
        ends = {h.end for h in self.happenings if h.first == noun + 1}
        comma = noun > 0 and self.tokens[noun - 1].text == ","
        titled = (a for a in wanted if a.first <= noun < a.last or a.head in ends)
        return [*titled, *(a for a in wanted if comma and a.last == noun - 1)][:1]

    def _aside(self, attendant: Attendant) -> bool:
        """Whether somebody is named in a bracket."""
        before = [t.text for t in self.tokens[: attendant.first]]
        return before.count("(") > before.count(")")

    def _copula(self, token: int) -> int:
        """The verb or dash that joins a noun to whom it is said of; the noun where there is none."""
        if office(self.tokens, token):
            return filling(self.tokens, token)
        behind = range(token + 1, min(len(self.tokens), token + PREDICATE))
        for k in chain(behind, (token - 1, token - 2)):
            if k >= 0 and (self.tokens[k].text in DASHES or not COPULAS.isdisjoint(lemmas(self.tokens[k].low))):
                return k
            if k > token and (self.tokens[k].verb == "Fin" or self.tokens[k].pos == "PUNCT"):
                break
        return token

    def free(self, attendant: Attendant) -> bool:
        """Whether no preposition governs the phrase."""
        first = self.past_fellow(attendant.first)
        before = self.tokens[first - 1] if first else None
        return before is None or before.pos != "ADP" or before.low in QUANTITY

    def past_fellow(self, first: int) -> int:
        """Where the words begin that say whose fellow is named at a token («с | лаосским коллегой | Кимом»)."""
        if not first or FELLOW not in noun_lemmas(self.tokens[first - 1].low):
            return first
        case = self.tokens[first - 1].case
        first -= 1
        while first and self.tokens[first - 1].case == case and forms(self.tokens[first - 1].low)[0].kind == "ADJF":
            first -= 1
        return first

    def ruled(self, attendant: Attendant, verb: int) -> bool:
        """Whether the parser makes it the subject of a verb."""
        own = range(attendant.first, attendant.last)
        return not self.parted(attendant.first, verb) and any(
            self.tokens[k].head == verb and self.tokens[k].rel.startswith("nsubj") for k in own
        )

    def _known(self, wanted: Sequence[Attendant], verb: Partaking) -> list[Attendant]:
        """The subject by the parser, else that of a verb to which this one is joined."""
        if verb.voice == "noun":
            return []
        rows = ([verb.token], self.joined(verb.token))
        known = next((found for row in rows if (found := [a for a in wanted if self._rules(row, a)])), [])
        return sorted(known, key=lambda a: abs(a.first - verb.token))[: None if verb.plural else 1]

    def _rules(self, verbs: Sequence[int], attendant: Attendant) -> bool:
        return any(self.ruled(attendant, verb) for verb in verbs)

    def joined(self, verb: int) -> list[int]:
        """The verbs that share a subject with the one at a token: «открыл и вёл», «собравшись, рассмотрел»."""
        row, token = [verb], self.tokens[verb]
        own = any(t.head == verb and t.rel.startswith("nsubj") for t in self.tokens)
        beside = token.rel == "conj" or (token.verb == "Conv" and token.rel == "advcl")
        if beside and token.head >= 0 and not own and not self.parted(token.head, verb):
            row.append(token.head)
        later = range(verb + 1, min(verb + FELLOWS, len(self.tokens))) if not own else ()
        return [*row, *(k for k in later if self.tokens[k].head == verb and self.tokens[k].rel == "conj")]

    def fellows(self, verb: int) -> list[int]:
        """The verbs that the parser joins to one: «пленум открыл и | вёл председатель», whose subject is behind."""
        return [k for k, t in enumerate(self.tokens) if t.head == verb and t.rel == "conj" and t.verb == "Fin"]

    def parted(self, left: int, right: int) -> bool:
        """Whether a semicolon stands between two places."""
        first, last = sorted((left, right))
        return any(token.text == ";" for token in self.tokens[first:last])

    def open(self, start: int, end: int, verb: int = -1) -> bool:
        """Whether no other verb or clause lies between two places, but one that is closed again by a comma.

        verb: the one that is asked about, whose fellows with the same subject are no others.
        """
        fellows = self.joined(verb) if verb >= 0 else ()
        k = start
        while k < end:
            if k and self.tokens[k - 1].text == "," and self._inserts(k):
                k = next((n for n in range(k, end) if self.tokens[n].text == ","), end)
                if k >= end:
                    return False
            elif k not in fellows and (self.tokens[k].low in BOUNDS or self._acts(k)):
                return False
            k += 1
        return True

    def _acts(self, k: int) -> bool:
        token = self.tokens[k]
        return token.verb in ("Fin", "Conv") and token.pos != "AUX" and is_verb(token.low)

    def _inserts(self, k: int) -> bool:
        """Whether a clause opens at token k that may be set into another: «, который …,», «, хотя …,», «, сидя …,»."""
        token = self.tokens[k]
        behind = self.tokens[k + 1] if token.pos == "ADP" and k + 1 < len(self.tokens) else token
        return behind.low.startswith("котор") or token.low in INSERTS or is_converb(token.low)

    def row(self, found: Sequence[Attendant]) -> list[Attendant]:
        """The first and those that follow it, or go before it, in one list."""
        row: list[Attendant] = []
        for attendant in found:
            if row:
                low, high = sorted((row[-1], attendant), key=lambda a: a.first)
                if not self._listed(low.last, high.first):
                    break
            row.append(attendant)
        return [a for a in row if not (self._heads_list(a) and len(row) > 1)]

    def _heads_list(self, attendant: Attendant) -> bool:
        """«члены Политбюро: Ким, Пак»: a group whose members are named behind a colon."""
        return attendant.last < len(self.tokens) and self.tokens[attendant.last].text == ":"

    def _listed(self, start: int, end: int) -> bool:
        """Whether a comma, a semicolon or «и» stands between, and no verb."""
        between = self.tokens[start:end]
        marks = any(t.text in (",", ";", ":") or t.low in ("и", "также") for t in between)
        closed = [t.low for t in between[-2:]] == [",", "и"]
        bound = any(t.verb == "Part" for t in between) and not closed  # «…, завоевавшая титул „Мисс Россия“»
        return marks and not bound and self.open(start, end)

    def _meant(self, verb: Partaking) -> list[Attendant]:
        """«Он отметил»: whom the text goes on speaking of."""
        pronoun = next((i for i, t in enumerate(self.tokens) if t.low in PRONOUNS and t.head == verb.token), None)
        if pronoun is None or verb.part == "participant":
            return []
        return self.meant(pronoun)

    def meant(self, pronoun: int) -> list[Attendant]:
        """Whom a pronoun means: the last subject before it in the sentence, else whom the text goes on speaking of."""
        person = self._before(pronoun) or focus(self.parse, self.number)
        if person is None:
            return []
        entity = self.parse.antecedents.get(person.key, person)
        return [Attendant(pronoun, pronoun + 1, pronoun, NOMINATIVE, person, entity)]

    def _before(self, pronoun: int) -> Mention | None:
        """The last subject before a pronoun that it may mean."""
        gender = "femn" if self.tokens[pronoun].low in FEMININE else "masc"
        persons = zip(self.clause.persons, self.clause.names, strict=True)
        fit = [(p, m) for p, m in persons if p.last <= pronoun and p.gender in (gender, "")]
        own = {a.head for a in self.attendants if "nomn" in a.cases and self.free(a)}
        return next((m for p, m in reversed(fit) if p.first in own), None)

    def named(self, attendant: Attendant) -> Attendant:
        """«Министр» as the person who was called so before, where it can be only one."""
        if attendant.role is None or attendant.role.plural:
            return attendant
        person = described(self.parse, self.number, attendant.role) or self._titled(attendant.role.lemma)
        if person is None:
            return attendant
        return replace(attendant, mention=person, entity=self.parse.antecedents.get(person.key, person), role=None)

    def _titled(self, lemma: str) -> Mention | None:
        """The only person who has a title with that head in the text, as a headline may speak of him before."""
        found = {self.parse.antecedents.get(m.key, m).key: m for _, m in self.parse.titled.get(lemma, ())}
        return next(iter(found.values())) if len(found) == 1 and self.number < HEADLINES else None

    def agents(self, verb: Partaking) -> list[Attendant]:
        """«проведено министерством»: in the instrumental, right behind the verb."""
        near = (a for a in self.attendants if 0 < a.first - verb.token <= BEHIND)
        return [a for a in near if "ablt" in a.cases and self.free(a)][:1]

    def governed(self, start: int, wanted: Collection[str]) -> list[Attendant]:
        """Those in a case from token ``start`` on, listed."""
        fitting = [a for a in self.attendants if a.first >= start and not a.cases.isdisjoint(wanted)]
        if not fitting or fitting[0].first - start > TURN:
            return []
        if any(t.verb == "Fin" for t in self.tokens[start : fitting[0].first]):
            return []
        row = self.row(fitting)
        ends = range(1, len(row))
        apart = (k for k in ends if any(t.pos == "ADP" for t in self.tokens[row[k - 1].last : row[k].first]))
        return row[: next(apart, len(row))]  # «в присутствии посла, при поддержке фонда»


def _is_post(attendant: Attendant) -> bool:
    return attendant.role is not None and not attendant.role.plural
