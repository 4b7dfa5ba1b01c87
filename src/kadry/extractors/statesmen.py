"""Statesmen: a leader whom a text names, and whose post it speaks of without the name.

«Нетаньяху не полетит в Вашингтон. Премьер-министр Израиля заявил …»: that the one is the other is what readers of news
know, and the table of leaders (``lexicon/leaders.txt``). Nothing is said where the text gives that post of the country
to anybody by name, or names two who held it.
"""

from collections.abc import Iterator, Sequence

from kadry.claim import Chain, Mention, RoleClaim
from kadry.extractors.linking import claim_of, organization_of, role_start
from kadry.fold import fold
from kadry.russian.countries import countries_by_name
from kadry.russian.leaders import SYNONYMS, TOP, country_headed
from kadry.russian.parse import Clause, Parse
from kadry.russian.roles import Role
from kadry.russian.triggers import posts
from kadry.russian.words import noun_lemmas

RULE = ("statesmen@1", 0.5)
# nouns of a post that is given, or of those who may get it, had it, or belong to the family of who has it
OF_POSTS = frozenset(
    "выбор выборы голосование дочь жена инаугурация институт кандидат кандидатка кандидатура муж отставка переворот "
    "перевыборы преемник преемница претендент предшественник предшественница супруг супруга сын".split()
)


def statesmen(parse: Parse, claims: Sequence[RoleClaim]) -> Iterator[RoleClaim]:
    """A claim for the first mention of each leading post whose holder the text names elsewhere, without the post."""
    bare = [role for clause in parse.clauses for role in clause.roles if role.lemma in TOP]
    if not bare:
        return
    told = [c for c in claims if c.role is not None and _post(c.role.normal) in TOP]
    claimed = {c.role.start for c in told if c.role is not None}
    settled = {(_post(c.role.normal), _country(parse, c.organization)) for c in told if c.role is not None}
    titled = {c.antecedent.key for c in told}
    for role in bare:
        clause = parse.clauses[role.sentence]
        code = _country(parse, organization_of(parse, role)[0])
        leading = (_post(role.lemma), code)
        if code is None or leading in settled or role_start(parse, role) in claimed or not _means_holder(clause, role):
            continue
        settled.add(leading)
        people = (c for c in parse.chains if c.head.type == "person" and c.head.key not in titled)
        leaders = [c for c in people if country_headed(c.head.normal, role.lemma) == code]
        if len(leaders) == 1 and not _is_near(clause, leaders[0]):
            yield claim_of(parse, _nearest(leaders[0], role_start(parse, role)), role, RULE)


def _post(name: str) -> str:
    """The lemma of a post, one for both words for a head of government; what else a role is stays as it is."""
    low = name.casefold()
    return SYNONYMS.get(low, low)


def _country(parse: Parse, body: Mention | None) -> str | None:
    """The code of the country that a post names; where it names no body that of the text."""
    if body is None:
        return parse.country
    country = countries_by_name().get(fold(body.normal))
    return country.code if country is not None else None


def _means_holder(clause: Clause, role: Role) -> bool:
    """Whether a title stands for who holds the post now, not for the post («на пост президента», «стал премьером»)."""
    tokens = clause.sentence.tokens
    plain = not (role.plural or role.fresh or role.event or role.acting) and role.status == "current"
    if not plain or role.normal.casefold() != role.lemma:
        return False
    head = tokens[role.head]
    if role.case == "nomn":
        return head.rel.startswith("nsubj")
    if role.start and tokens[role.start - 1].pos == "ADP":
        return True
    governor = tokens[head.head] if head.head >= 0 else None
    if role.case == "ablt" or governor is None:
        return False
    return not (OF_POSTS | posts()).intersection(noun_lemmas(governor.low))


def _is_near(clause: Clause, leader: Chain) -> bool:
    """Whether a leader is named in the title's own sentence, where the title would hardly be his."""
    return any(clause.sentence.start <= m.start < clause.sentence.end for m in leader.mentions)


def _nearest(leader: Chain, place: int) -> Mention:
    """The last mention before a place, else the first behind it."""
    before = [m for m in leader.mentions if m.start < place]
    return before[-1] if before else leader.mentions[0]
