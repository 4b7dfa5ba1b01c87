"""Evidence: what documents say of people besides their names, as tokens that two of them may share.

A token is a post that one person holds at a time (in a body, at the head of a body, in a country), a seat that many
hold, a body, a role, a rank of those who are called by a given name, or the country that a text is about. A body that
every country has is told with its country; one that every town has tells nobody. Worths are a frozen table; how many
documents say a thing only decides between rivals of whom the same is said.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from msgspec import Struct

from kadry.claim import Held
from kadry.resolve.compare import VETO, score
from kadry.resolve.signatures import Signature
from kadry.russian import lexicon
from kadry.russian.bodynames import BodyName, body_name
from kadry.russian.countries import countries_by_name
from kadry.russian.placed import with_place_behind
from kadry.russian.seats import is_single

Token = tuple[str, ...]
Said = tuple[tuple[Held, ...], str | None]  # what a chain is told by: its posts, the country of its text
WORTH: Mapping[str, int] = {
    **{"post": 3, "lead": 3, "state": 3, "rank": 3},
    **{"seat": 2, "body": 2},
    **{"role": 1, "setting": 1},
}
ENOUGH, SURE = 2, 3  # worth of what singles one out of several, and of several with a common surname
# roles of one who leads a body, of which a text uses several for one person
LEADING = frozenset(
    "глава руководитель шеф босс председатель директор гендиректор начальник президент спикер ректор губернатор мэр "
    "градоначальник главком командующий".split()
) | {"генеральный директор"}
MINISTER, MINISTRY, PREMIER = "министр", "министерство ", "премьер-министр"
CABINETS = frozenset(("правительство", "кабинет министров", "совет министров"))
CLEARLY = 3  # times as many entities that must say the same of one rather than of another


class Told(Struct, frozen=True, dict=True):
    """What is known of some entities that stand together.

    key: the least member; parts: the signatures of all members, in order, each with what those are told by, with the
    number of in-document entities of which that is said.
    """

    key: str
    parts: Mapping[Signature, Mapping[Said, int]]

    @cached_property
    def signatures(self) -> tuple[Signature, ...]:
        """The signatures of all members."""
        return tuple(self.parts)

    @cached_property
    def tokens(self) -> Mapping[Token, int]:
        """The tokens of what is said, worked out once somebody asks: most names are told without."""
        found: Counter[Token] = Counter()
        for said in self.parts.values():
            found.update(counted(said))
        return found

    @property
    def weak(self) -> bool:
        """Whether there is no strong name among them."""
        return all(one.weak for one in self.signatures)

    @property
    def initials(self) -> bool:
        """Whether a surname with both initials is the strongest name among them."""
        return {name.form for one in self.signatures if not one.weak for name in one.persons} == {"initials"}

    @property
    def written(self) -> bool:
        """Whether they are persons, and a document writes of one."""
        return any(one.persons and not one.authority for one in self.signatures)

    @property
    def given(self) -> bool:
        """Whether they have only a given name."""
        return any(name.is_given for one in self.signatures for name in one.persons)

    @property
    def common(self) -> bool:
        """Whether one of their surnames is so frequent that it says little alone."""
        return any(one.common for one in self.signatures)

    @property
    def specific(self) -> frozenset[Token]:
        """The tokens that tell namesakes apart."""
        return frozenset(token for token in self.tokens if WORTH[token[0]] >= ENOUGH)

    @property
    def needed(self) -> int:
        """The worth of what must be shared for somebody to be told by it."""
        return max(map(needed, self.signatures))


def needed(one: Signature) -> int:
    """The worth of what must be shared for a weak name to be told by it."""
    return SURE if one.common else ENOUGH


@lru_cache(maxsize=100_000)
def tokens(posts: tuple[Held, ...], setting: str | None) -> frozenset[Token]:
    """What the posts of a chain and the country of its text say."""
    found = frozenset(token for post in posts for token in _of_post(post, setting or ""))
    return found | {("setting", setting)} if setting else found


def counted(said: Mapping[Said, int]) -> Counter[Token]:
    """The tokens of what is said of some entities, each with the number of those that have it."""
    found: Counter[Token] = Counter()
    for (posts, setting), number in said.items():
        for token in tokens(posts, setting):
            found[token] += number
    return found


def _of_post(post: Held, setting: str) -> Iterator[Token]:
    role, of_country = post.role, post.body in countries_by_name()
    name = body_name(post.body, post.country, alone=True) if post.body and not of_country else None
    country = post.country or (name.country if name is not None else "")
    words = (post.body,) * of_country if name is None else _telling(name, country or setting)
    if words and not of_country:
        yield "body", *words
    if not role:
        return
    yield "role", role
    if role in lexicon.particles("called_by_given_name"):
        yield "rank", role
    single = is_single(role)
    office = _of_state(role, name)
    if country and single and office:
        yield "state", office, country
    if words:
        yield "post" if single else "seat", role, *words
    if words and role in LEADING and not of_country:
        yield "lead", *words


def _telling(name: BodyName, country: str) -> Token:
    """The words that tell a body, with the country where each has one; none for what every town has («завод»)."""
    if name.local or (len(name.words) == 1 and not name.scope and _is_of_many(name.words[0], country)):
        return ()
    words = name.words if name.scope else with_place_behind(name.words)
    return (*words, country) if country and name.institution else words


def _is_of_many(noun: str, country: str) -> bool:
    """Whether a common noun is no body of which a country has one («правительство»)."""
    entry = lexicon.bodies().get(noun)
    if entry is None or "generic" not in entry.flags:
        return False
    return not country or noun not in lexicon.particles("national_body")


def _of_state(role: str, name: BodyName | None) -> str:
    """The office of a state that a role is, under one name; "" for one that any body may have («глава МИД»)."""
    whole = name.words[0] if name is not None and len(name.words) == 1 else ""
    if role in LEADING or role == MINISTER:
        if whole.startswith(MINISTRY):
            return f"{MINISTER} {whole.removeprefix(MINISTRY)}"
        if whole in CABINETS and role != MINISTER:
            return PREMIER
    if name is not None and not role.startswith(MINISTER) and whole not in CABINETS:
        return ""
    return PREMIER if role == "премьер" else role


def evidence(left: Told, right: Told) -> tuple[int, int]:
    """The worth of the best token that two share, and how many of the right one's entities have one of that worth."""
    shared = left.tokens.keys() & right.tokens.keys()
    worth = max((WORTH[token[0]] for token in shared), default=0)
    return worth, max((right.tokens[token] for token in shared if WORTH[token[0]] == worth), default=0)


def best(one: Told, others: Sequence[Told], least: int) -> Told | None:
    """The one with whom it has most in common, worth at least ``least``; None where several stand out alike.

    Of several that share the best with it, one stands out of whom ``CLEARLY`` times as many entities say so.
    """
    ranked = sorted(((*evidence(one, other), -i) for i, other in enumerate(others)), reverse=True)
    if not ranked or ranked[0][0] < least:
        return None
    worth, said, place = ranked[0]
    clear = len(ranked) == 1 or worth > ranked[1][0] or said >= CLEARLY * ranked[1][1]
    return others[-place] if clear else None


def compatible(left: Told, right: Told) -> bool:
    """Whether nothing forbids that two are one."""
    return all(score(mine, theirs) != VETO for mine in left.signatures for theirs in right.signatures)
