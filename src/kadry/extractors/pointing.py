"""Pointing: which post «эту должность» means, of those that verbs gave and those beside names."""

from collections.abc import Sequence

from msgspec.structs import replace

from kadry.claim import Mention
from kadry.extractors.frames import Frame
from kadry.extractors.inheritance import Held, posts_beside
from kadry.extractors.references import OFFICIALS, holders_of
from kadry.russian.parse import Parse
from kadry.russian.roles import Role
from kadry.russian.triggers import Trigger

BEFORE = frozenset(("ранее", "раньше", "прежде", "до"))  # «ранее этот пост занимал», «до этого», «до него»
REACH = 3  # sentences back in which a title may stand that «этот пост» means
ACTING = frozenset(("исполнять", "исправлять"))


def pointed(parse: Parse, number: int, frame: Frame, spoken: Sequence[tuple[Role, ...]], held: Held) -> Frame:
    """A frame that only points at a post, or a participle that says when one began, with the post.

    spoken: the last role that a verb governed, before this sentence and by now; held: what verbs have given to people.
    """
    trigger = frame.trigger
    if trigger.lemma in ACTING and trigger.time == "past":
        return frame  # «назначен министром Ким, исполнявший эти обязанности с мая»: no news of the post
    come = trigger.modifier and trigger.kind in ("appoint", "become")  # «мэр Ким, избранный на эту должность в мае»
    for person in holders_of(parse, number, frame)[:1] if come or trigger.kind == "hold" else ():
        if not frame.anaphor and parse.document.text[person.end : _start(parse, number, trigger)].strip() != ",":
            return frame
        lasts = come or trigger.time == "present"
        own = _own(parse, number, person, held) if lasts else _former(parse, number, person)
        if own:
            return replace(frame, roles=own)
    if not frame.anaphor:
        return frame
    last = next((roles for roles in reversed(spoken) if not roles or _is_before(roles[0], number, trigger)), ())
    return replace(frame, roles=_unheld(parse, number, trigger, last))


def _start(parse: Parse, number: int, trigger: Trigger) -> int:
    return parse.clauses[number].sentence.tokens[trigger.token].start


def _own(parse: Parse, number: int, person: Mention, held: Held) -> tuple[Role, ...]:
    """«Ван занимает эту должность с мая»: what a verb gave to the person, else the only post beside the name."""
    head = parse.antecedents.get(person.key, person)
    given = held.get(head.key, ())
    if given:
        return tuple(given[-1:])
    for clause in reversed(parse.clauses[max(0, number - REACH) : number + 1]):
        posts = [r for r in posts_beside(parse, clause, head) if r.status == "current" and not r.plural]
        if posts:
            return tuple(posts) if len(posts) == 1 else ()
    return ()


def _former(parse: Parse, number: int, person: Mention) -> tuple[Role, ...]:
    """«Прежний мэр Ким занимал эту должность с 2020 года»: the former post beside the name."""
    clause = parse.clauses[number]
    posts = [clause.roles[t.role] for t in clause.titles if clause.names[t.person] == person]
    former = [r for r in posts if r.role_class == "post" and r.status == "former"]
    return tuple(former) if len(former) == 1 else ()


def _is_before(role: Role, number: int, trigger: Trigger) -> bool:
    """Not of a later verb: «сменил на этом посту Кима, который назначен послом»."""
    return (role.sentence, role.start) < (number, trigger.token)


def _unheld(parse: Parse, number: int, trigger: Trigger, spoken: tuple[Role, ...]) -> tuple[Role, ...]:
    """The only post of the sentence before: «должность главы посольства пустовала», «представил нового директора».

    Where that names somebody, only the post of a new holder, or of any whom another came before («ранее этот пост
    занимал …»).
    """
    before = parse.clauses[number - 1] if number else None
    if before is None or any(role.sentence == number for role in spoken):
        return spoken
    posts = [r for r in before.roles if r.role_class == "post" and not (r.plural or r.event)]
    if before.names and not (len(posts) == 1 and not spoken and _told_before(parse, number, trigger)):
        posts = [r for r in posts if r.fresh and not any(s.sentence == number - 1 for s in spoken)]
        posts = [] if spoken and len(posts) == 1 and posts[0].lemma in OFFICIALS and posts[0].body is None else posts
    return tuple(posts) if len(posts) == 1 else spoken


def _told_before(parse: Parse, number: int, trigger: Trigger) -> bool:
    """«ранее этот пост занимал», «до этого данную должность занимала»."""
    tokens = parse.clauses[number].sentence.tokens[: trigger.token]
    return trigger.kind == "hold" and trigger.time == "past" and any(t.low in BEFORE for t in tokens)
