"""Fellows: whoever is named as the colleague of a minister has the post in his own country («словацкий коллега»)."""

from collections.abc import Iterator

from msgspec.structs import replace

from kadry.claim import Mention
from kadry.russian import lexicon
from kadry.russian.countries import country_of, country_of_adjective
from kadry.russian.parse import Parse
from kadry.russian.roles import Role
from kadry.russian.words import noun_lemmas

FELLOWS = frozenset(("коллега", "визави"))
SENTENCES = 2  # before the colleague's, in which the post is told


def fellows(parse: Parse, number: int) -> Iterator[tuple[int, Mention, Role]]:
    """The sentence of the post, the colleague, and the post in his country: «министр Чехии Горак и его словацкий …»."""
    clause = parse.clauses[number]
    tokens = clause.sentence.tokens
    for person, name in zip(clause.persons, clause.names, strict=True):
        i = person.first - 1
        if i < 1 or FELLOWS.isdisjoint(noun_lemmas(tokens[i].low)) or tokens[i].plural:
            continue
        country = country_of_adjective(tokens[i - 1])
        post = None if country is None else _post(parse, number, i)
        if country is None or post is None or not _is_abroad(parse, post, country.name):
            continue
        own = {"sentence": number, "start": i - 1, "first": i, "last": i + 1, "end": i + 1, "head": i}
        yield post.sentence, name, replace(post, **own, adjective=i - 1, employer=country.name, body=None)


def _post(parse: Parse, number: int, i: int) -> Role | None:
    """The last post beside a name before a token, in its sentence or shortly before."""
    for k in range(number, max(-1, number - SENTENCES - 1), -1):
        titled = [parse.clauses[k].roles[t.role] for t in parse.clauses[k].titles]
        posts = [r for r in titled if r.role_class == "post" and not r.plural and (k < number or r.end <= i)]
        if posts:
            return max(posts, key=lambda r: r.start)
    return None


def _is_abroad(parse: Parse, post: Role, country: str) -> bool:
    """Whether a post is one's of another country, or of those that countries have."""
    state = _state(parse, post)
    return post.lemma in lexicon.particles("national_post") if state is None else state != country


def _state(parse: Parse, role: Role) -> str | None:
    """The country of a post, if it is one's."""
    if role.employer is not None:
        return role.employer
    tokens = parse.clauses[role.sentence].sentence.tokens
    country = None if role.body is None else country_of(tokens[role.body.head])
    return None if country is None else country.name
