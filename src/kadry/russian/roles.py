"""Roles: phrases that name a post, profession, rank or title, with the body that belongs to them.

A role is a head noun with the adjectives before it, the roles in the genitive that it takes (заместитель министра), the
field that is part of its name (министр юстиции, уполномоченный по правам человека), and then its body: in the case
that the head governs, after a preposition, or as a country's adjective in front (литовский премьер-министр). Words that
say when or whether (бывший, новый, исполняющий обязанности) are read off and left out of the nominative, except those
of an acting holder.
"""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from kadry.claim import RoleClass, Status
from kadry.russian import lexicon
from kadry.russian.analysis import Sentence, Token
from kadry.russian.bodies import OPENING, Body, Finder, is_abbreviation, is_role, normal_phrase, quoted_normal
from kadry.russian.countries import country_of_adjective, place_of_adjective
from kadry.russian.words import agree, can_be, case_of, forms, nominative, noun_lemmas, reading

EX = ("экс-", "экс")
# what a post may be «по»: the genitive after it belongs to the role (по делам разведки)
MATTERS = frozenset(("делам", "вопросам", "проблемам"))
NOT_FIELDS = frozenset(("правительство", "кабинет", "администрация", "министерство"))
AGED = re.compile(r"\d+-?летн")
NEVER = frozenset(("ADV", "ADP", "CCONJ", "SCONJ", "PRON", "DET", "NUM", "PUNCT"))
SHORTENED = frozenset(("зав", "зам", "пом", "нач", "дир", "исп", "врио"))
# prepositions before the place of a post, and their cases
PLACED = {"в": ("loct",), "во": ("loct",), "на": ("loct",), "при": ("loct",), "от": ("gent",), "по": ("datv",)}


@lru_cache(maxsize=50_000)
def _entry_of(low: str) -> lexicon.Role | None:
    """The lexicon's entry of a word form: as a noun, as an adjective made a noun, or behind a hyphen."""
    table = lexicon.roles()
    nouns = (f.lemma for f in forms(low) if f.kind == "NOUN")
    adjectives = (lemma for lemma in noun_lemmas(low) if lemma in table and "adj" in table[lemma].flags)
    for lemma in (*nouns, *adjectives, low):
        if lemma in table:
            return table[lemma]
    prefix, _, last = low.rpartition("-")
    return _entry_of(last) if prefix else None


class Role(Struct, frozen=True):
    """A role in a sentence.

    first, last: the role's own tokens (half-open); end: past its body; start: with words that are not part of the
    role (бывший, литовский). head: its head noun. post: the nominative without the words of an acting holder.
    body: what belongs to it; country: the adjective token that stands for its employer, with its name in normal.
    """

    sentence: int
    start: int
    first: int
    last: int
    end: int
    head: int
    case: str
    plural: bool
    lemma: str
    role_class: RoleClass
    normal: str
    post: str | None
    status: Status
    fresh: bool
    acting: bool
    body: Body | None
    adjective: int | None
    employer: str | None
    possessive: int | None
    event: bool


def _case(token: Token) -> str:
    """The case of a role's head: people's accusative is never like their nominative but in feminines."""
    case = case_of(token)
    possible = {f.case for f in forms(token.low) if f.kind in ("NOUN", "ADJF", "PRTF")}
    return "nomn" if case == "accs" and "nomn" in possible and "gent" not in possible else case


def _only_plural(token: Token) -> bool:
    """A form that is a plural whatever the tagger says («Президенты»)."""
    numbers = {f.number for f in forms(token.low) if f.kind == "NOUN"}
    return numbers == {"plur"}


class RoleFinder:
    """Finds the roles of one sentence, each with its body."""

    def __init__(self, number: int, sentence: Sentence, blocked: Collection[int]) -> None:
        self.number = number
        self.tokens = sentence.tokens
        self.blocked = blocked
        self.bodies = Finder(number, sentence, blocked)

    def all(self) -> list[Role]:
        """Every role, from the left, none inside another."""
        found: list[Role] = []
        i = floor = 0
        while i < len(self.tokens):
            role = None if i in self.blocked else self.at(i, floor)
            if role is None:
                i += 1
            else:
                found.append(role)
                i = floor = max(role.end, i + 1)
                found += self._joined(role)
                i = floor = max(found[-1].end, i)
        return found

    def _joined(self, role: Role) -> list[Role]:
        """The same role in a further body: «член Общественной палаты и рабочей группы»."""
        entry = _entry_of(role.lemma)
        if role.body is None or entry is None or "single" in entry.flags or not self._and(role.end):
            return []
        body = self.bodies.at(role.end + 1, ("gent",))
        if body is None or body.kind in ("place", "country") or role.body.kind in ("place", "country"):
            return []
        return [replace(role, start=role.end + 1, end=body.last, body=body)]

    def _and(self, i: int) -> bool:
        return i + 1 < len(self.tokens) and self.tokens[i].text == "и"

    def others(self, roles: Sequence[Role]) -> list[Role]:
        """Nouns for people that are no roles (совладелец WFC, республиканец): rows of titles run on over them."""
        taken = {i for role in roles for i in range(role.start, role.end)}
        found: list[Role] = []
        for i, token in enumerate(self.tokens):
            if i in taken or i in self.blocked or token.pos != "NOUN" or token.text[0].isupper():
                continue
            form = reading(token, case_of(token))
            tag = form.parse.tag if form is not None else ""
            if "anim" in tag and not lexicon.particles("kinship").intersection(noun_lemmas(token.low)):
                role = self._found(i, lexicon.Role(token.low, "title", frozenset()), 0)
                found.append(role)
                taken.update(range(role.start, role.end))
        return found

    def at(self, head: int, floor: int) -> Role | None:
        """The role whose head noun is token ``head``; modifiers are looked for down to ``floor``."""
        entry = self._entry(head)
        if entry is None or self._inside_name(head):
            return None
        token = self.tokens[head]
        if head and token.plural and self.tokens[head - 1].low == "в" and token.case in ("nomn", "accs"):
            return None  # «кандидат в президенты»
        return self._found(head, entry, floor)

    def _found(self, head: int, entry: lexicon.Role, floor: int) -> Role:
        token = self.tokens[head]
        first, before = self._modifiers(head, floor)
        last, acting, inner = self._own(head, entry)
        case = (_case(token) if "indecl" not in entry.flags else "") or self._case_beside(head, first)
        body, end = self._body(last, entry, inner)
        start, status, fresh, adjective = first, "current", False, None
        acting = acting or "acting" in entry.flags
        low = token.low
        if low.startswith(EX[0]):
            status = "former"
        for k in reversed(before):
            start = min(start, k)
            word = self._sense(k)
            if word in ("former", "future"):
                status = word
            elif word == "fresh":
                fresh = True
            elif word == "country":
                adjective = k
        employer = self._employer(entry, adjective)
        if employer is None and adjective is None and body is None and first < head:
            region = "губернатор" in entry.lemma
            local = entry.lemma in lexicon.particles("local")
            place = place_of_adjective(self.tokens[first], region=region) if local else None
            if place is not None:
                first, adjective, employer = first + 1, first, place
        normal = self._normal(first, head, last, case, entry)
        return Role(
            sentence=self.number,
            start=start,
            first=first,
            last=last,
            end=max(end, last),
            head=head,
            case=case,
            plural=token.plural or _only_plural(token),
            lemma=entry.lemma,
            role_class=self._class(entry, first, head),
            normal=normal,
            post=self._post(head, last, case) if acting else None,
            status=status,  # type: ignore[arg-type]
            fresh=fresh,
            acting=acting,
            body=body,
            adjective=adjective,
            employer=employer,
            event=body is None
            and last < len(self.tokens)
            and not lexicon.particles("gathering").isdisjoint(noun_lemmas(self.tokens[last].low)),
            possessive=start - 1 if start > floor and self.tokens[start - 1].low in ("его", "ее", "их") else None,
        )

    def _class(self, entry: lexicon.Role, first: int, head: int) -> RoleClass:
        """A profession with «главный» before it is a post (главный инженер, главный врач)."""
        chief = any("главный" in noun_lemmas(t.low) for t in self.tokens[first:head])
        return "post" if chief and entry.role_class == "profession" else entry.role_class

    def _employer(self, entry: lexicon.Role, adjective: int | None) -> str | None:
        """The country that an adjective before a post stands for; before a profession it tells the origin only."""
        country = country_of_adjective(self.tokens[adjective]) if adjective is not None else None
        return country.name if country is not None and entry.role_class == "post" else None

    def _entry(self, i: int) -> lexicon.Role | None:
        """The lexicon's entry of a head noun, also behind a hyphen (экс-президент, вице-спикер)."""
        token = self.tokens[i]
        if self._abbreviated(i):
            return lexicon.roles()["и.о."]
        if token.pos in NEVER or token.verb in ("Fin", "Inf"):
            return None
        entry = _entry_of(token.low)
        if entry is None or ("adj" in entry.flags and self._modifies_noun(i)):
            return None
        return entry

    def _abbreviated(self, i: int) -> bool:
        """«и. о.», which the tokenizer cuts into letters and dots."""
        return [t.low for t in self.tokens[i : i + 4]] == ["и", ".", "о", "."]

    def _modifies_noun(self, i: int) -> bool:
        """«управляющий директор», «рабочий визит»: an adjective before a noun that it agrees with."""
        if i + 1 >= len(self.tokens) or i + 1 in self.blocked or self.tokens[i + 1].low == "обязанности":
            return False
        return self.tokens[i + 1].pos in ("NOUN", "ADJ") and agree(self.tokens[i], self.tokens[i + 1])

    def _inside_name(self, i: int) -> bool:
        """A role word within the name of a body or of a person («Президент-Отель», «Король»)."""
        token = self.tokens[i]
        if token.name in ("ORG", "PER") and token.text[0].isupper() and i > 0:
            return self.tokens[i - 1].span == token.span
        return False

    def _modifiers(self, head: int, floor: int) -> tuple[int, list[int]]:
        """The first token of the role, and the tokens before it that tell of it without being part of it."""
        first, before = head, []
        k = head - 1
        while k >= floor and k not in self.blocked and (self._modifies(k, head) or self._and_modifier(k, head, floor)):
            if self._sense(k):
                before.append(k)
            elif not before:
                first = k
            else:
                before.append(k)
            k -= 1
        while before and not self._sense(before[-1]):
            before.pop()
        return first, before

    def _and_modifier(self, k: int, head: int, floor: int) -> bool:
        """«чрезвычайный и полномочный посол»: «и» between two adjectives of the role."""
        return self.tokens[k].low == "и" and k - 1 >= floor and k + 1 < head and self._modifies(k - 1, head)

    def _modifies(self, k: int, head: int) -> bool:
        token = self.tokens[k]
        if token.pos == "ADV" and token.low in ("временно", "вновь", "ныне", "недавно"):
            return k + 1 < head or token.low == "временно"
        if token.pos not in ("ADJ", "VERB", "NOUN", "PROPN", "DET") or token.verb in ("Fin", "Inf", "Conv"):
            return False
        adjectival = [f for f in forms(token.low)[:3] if f.kind in ("ADJF", "PRTF")]
        return bool(adjectival) and token.pos in ("ADJ", "VERB", "PROPN") and agree(token, self.tokens[head])

    def _sense(self, k: int) -> str:
        """What an adjective says of the holder (former, fresh, country …); "" for a part of the role."""
        token = self.tokens[k]
        if AGED.match(token.low):
            return "quality"
        if token.low == "и":
            return ""
        names = noun_lemmas(token.low)
        for sense, group in (("former", "former"), ("future", "future"), ("fresh", "fresh"), ("current", "current")):
            if any(name in lexicon.particles(group) for name in names):
                return sense
        if country_of_adjective(token) is not None:
            return "country"
        return "quality" if lexicon.particles("descriptive").intersection(names) else ""

    def _own(self, head: int, entry: lexicon.Role) -> tuple[int, bool, lexicon.Role]:
        """The end of the role's own words, whether they make its holder an acting one, and the innermost role."""
        i = head + (4 if self._abbreviated(head) else 1)
        acting = False
        if self.tokens[head].low in SHORTENED and i < len(self.tokens) and self.tokens[i].text == ".":
            i += 1
        if entry.lemma.startswith("исполняющ") and i < len(self.tokens) and self.tokens[i].low == "обязанности":
            i, acting = i + 1, True
        if i >= len(self.tokens) or i in self.blocked:
            return i, acting, entry
        if "of" in entry.flags or acting or entry.lemma in lexicon.particles("envoy"):
            nested = self._nested(i)
            if nested is not None:
                return nested[0], acting, nested[1]
        if "domain" in entry.flags:
            i = self._domain(i, "министр" in entry.lemma or entry.lemma == "нарком")
        return i, acting, entry

    def _nested(self, i: int) -> tuple[int, lexicon.Role] | None:
        """The role in the genitive that a deputy or assistant takes, with its own field: its end and its entry."""
        k = i
        while k < len(self.tokens) and k - i < 4 and k not in self.blocked:
            inner = self._entry(k)
            if inner is not None and (can_be(self.tokens[k], "gent") or "indecl" in inner.flags):
                end, _, innermost = self._own(k, inner)
                return end, innermost
            if not any(f.kind in ("ADJF", "PRTF") for f in forms(self.tokens[k].low)[:2]):
                return None
            k += 1
        return None

    def _is_body(self, i: int, minister: bool) -> bool:
        """Whether a body begins here; «сельское хозяйство» after a minister is his field, «края» is not."""
        body = self.bodies.at(i, ("gent",))
        if body is None or not minister:
            return body is not None
        head = self.tokens[body.head]
        field = head.text.islower() and body.kind in ("organ", "company") and not head.name
        return not field or not NOT_FIELDS.isdisjoint(noun_lemmas(head.low))

    def _domain(self, i: int, minister: bool) -> int:
        """The end of a field that is part of a role: a common genitive (иностранных дел) or «по» with a dative."""
        end = i
        while end < len(self.tokens) and end not in self.blocked:
            matter = end > i and self.tokens[end - 1].low in MATTERS
            if not matter and self._is_body(end, minister and end == i):
                break
            if end == i and self.tokens[end].low == "по":
                nxt = self.bodies.after_preposition(end, ("datv",))
            elif end > i and self.tokens[end].text in ("и", ","):
                nxt = self.bodies.coordinated(end)
            else:
                nxt, _ = self.bodies.genitive(end)
                if nxt > end and any(
                    is_abbreviation(t) or t.name or (t.text[0].isupper() and end > i) for t in self.tokens[end:nxt]
                ):
                    nxt = end
            if nxt == end:
                break
            end = nxt
        return end

    def _body(self, i: int, outer: lexicon.Role, entry: lexicon.Role) -> tuple[Body | None, int]:
        """The body that follows the role, and its end; a bracketed short form after it is passed over."""
        if i >= len(self.tokens) or i in self.blocked:
            return None, i
        wanted = ("ablt", "gent") if "ins" in entry.flags else ("gent",)
        token = self.tokens[i]
        body = self.bodies.at(i, wanted)
        if body is None and token.low in ("при", "в", "во", "на", "от", "из") and i + 1 < len(self.tokens):
            found = self.bodies.at(i + 1, ("gent",) if token.low in ("от", "из") else ("loct",))
            if found is not None and (token.low == "от" or self._is_organ(found)):
                body = found
            if body is None and token.low == "от":
                body = self._quoted_body(i + 1)
        if body is None:
            body = self._quoted_body(i) or (self._unknown_place(i) if entry.role_class == "post" else None)
        end = i if body is None else self._past_bracket(body.last)
        envoy = not lexicon.particles("envoy").isdisjoint((outer.lemma, entry.lemma))
        return body, self._past_place(end, envoy or body is not None)

    def _unknown_place(self, i: int) -> Body | None:
        """A capitalised genitive that nothing knows («мэр Верхнеозёрска»)."""
        token = self.tokens[i]
        if (
            not token.text[0].isupper()
            or token.text.isupper()
            or token.name == "PER"
            or token.pos not in ("NOUN", "PROPN")
        ):
            return None
        if not can_be(token, "gent"):
            return None
        return Body(self.number, i, i + 1, i, "place", "gent", nominative(token, "gent"), True)

    def _is_organ(self, body: Body) -> bool:
        return body.kind not in ("place", "country", "name") and self.tokens[body.first].name != "LOC"

    def _quoted_body(self, i: int) -> Body | None:
        """A body by its quoted name alone, with adjectives before it («лидер московского „Центра“»)."""
        k = i
        while k < len(self.tokens) and k - i < 4 and self.bodies.adjective(k) and can_be(self.tokens[k], "gent"):
            k += 1
        if k + 2 >= len(self.tokens) or self.tokens[k].text not in OPENING:
            return None
        end = self.bodies.quoted(k)
        if end == k:
            return None
        return Body(self.number, i, end, k + 1, "name", "gent", quoted_normal(self.tokens[k + 1 : end - 1]), True)

    def _past_place(self, i: int, placed: bool) -> int:
        """The end of the place or matter where a post is held («посол Лаоса в КНР», «член палаты от штата Аризона»)."""
        if not placed or i + 1 >= len(self.tokens) or i + 1 in self.blocked:
            return i
        wanted = PLACED.get(self.tokens[i].low)
        if wanted is None:
            return i
        place = self.bodies.at(i + 1, wanted)
        end = place.last if place is not None else self.bodies.after_preposition(i, wanted)
        closed = (
            end >= len(self.tokens)
            or end in self.blocked
            or self.tokens[end].text in ",.;)"
            or is_role(self.tokens[end])
        )
        return end if closed else i

    def _past_bracket(self, i: int) -> int:
        if i >= len(self.tokens) or self.tokens[i].text != "(":
            return i
        for k in range(i + 1, min(i + 8, len(self.tokens))):
            if self.tokens[k].text == ")":
                return k + 1
            if k in self.blocked or not (self.tokens[k].text[0].isupper() or self.tokens[k].text in "«»-"):
                return i
        return i

    def _case_beside(self, head: int, first: int) -> str:
        """The case of a head that does not decline: that of an adjective before it, else ""."""
        return next((t.case for t in self.tokens[first:head] if t.case), "")

    def _normal(self, first: int, head: int, last: int, case: str, entry: lexicon.Role) -> str:
        if "indecl" in entry.flags:
            case = "nomn"
        text = normal_phrase(self.tokens, first, head, last, case, singular=self.tokens[head].plural)
        for prefix in EX:
            if text.lower().startswith(prefix) and len(text) > len(prefix) + 3 and prefix.endswith("-"):
                return text[len(prefix) :]
        return text

    def _post(self, head: int, last: int, case: str) -> str | None:
        """The nominative of the post that an acting holder fills: the first role noun after the acting words."""
        for k in range(head + 1, last):
            inner = self._entry(k)
            if inner is not None:
                start = k
                while start - 1 > head and any(
                    f.kind in ("ADJF", "PRTF") for f in forms(self.tokens[start - 1].low)[:2]
                ):
                    start -= 1
                return normal_phrase(self.tokens, start, k, last, "gent")
        return None
