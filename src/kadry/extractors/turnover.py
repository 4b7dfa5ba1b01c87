"""Turnover: verbs by which one comes after another («сменил», «уступил пост», «назначен вместо»)."""

from collections.abc import Iterator

from msgspec import Struct

from kadry.extractors.parties import PRONOUNS, Party
from kadry.extractors.stages import NOMINATIVE, OBJECT, Stage
from kadry.russian.handovers import is_instead, is_negated, is_noun, stands_instead, time, verb
from kadry.russian.roles import Role
from kadry.russian.triggers import Trigger, is_post
from kadry.russian.words import forms

COMING = ("appoint", "become", "head", "succeed")
THIS = frozenset(("этом", "этой", "данном", "данной", "том", "той"))
POINTED = 6  # tokens between a verb and «этом посту»
FROM = frozenset(("от", "у"))


class Change(Struct, frozen=True):
    """That one came after another, by the word at a token; role: the post, where the sentence says which."""

    token: int
    person: Party
    before: Party
    role: Role | None
    time: str
    negated: bool


def by_verbs(stage: Stage) -> Iterator[Change]:
    """What the verbs of a sentence say."""
    for i, token in enumerate(stage.tokens):
        told = verb(token.low)
        if told is None:
            continue
        group, kind = told
        if group in ("replace", "substitute"):
            yield from _replaced(stage, i, group, kind)
        elif group in ("hand", "take", "pass"):
            yield from _handed(stage, i, group, kind)
        elif group == "fill":
            yield from _filled(stage, i, kind)
    for trigger in stage.triggers:
        if trigger.kind in COMING and trigger.voice != "noun" and verb(stage.tokens[trigger.token].low) is None:
            yield from _coming(stage, trigger)


def _replaced(stage: Stage, i: int, group: str, kind: str) -> Iterator[Change]:
    """«Ли сменил Кима», «Ким был сменён Ли», «Ли, сменивший Кима»."""
    tokens = stage.tokens
    if stage.governs(i) or any(p.start > i and _before(stage, p)[1] == "на" for p in stage.parties):
        return  # «сменил тему», «сменил тренера на Кима»
    grammemes = next(f.grammemes for f in forms(tokens[i].low) if f.kind == kind)
    passive = "pssv" in grammemes
    if kind == "PRTF" and not passive:
        pair = _relative(stage, i)
    elif passive:
        pair = stage.pair(i, ("ablt",))
        pair = pair and (pair[1], pair[0])
    else:
        pair = stage.pair(i, OBJECT)
    if pair is None:
        return
    role = stage.place(i) or _title(pair) or (_same_post(stage, i) and _kept(pair)) or None
    if role is None and (group == "substitute" or _plays(stage) or _differ(pair)):
        return
    yield _change(stage, i, kind, pair, role)


def _relative(stage: Stage, i: int) -> tuple[Party, Party] | None:
    """Whom an active participle is of, and whom it governs."""
    whose = next((p for p in stage.parties if p.end == i - 1 and stage.tokens[i - 1].text == ","), None)
    governed = next((p for p in stage.parties if p.start > i and not p.cases.isdisjoint(OBJECT)), None)
    if governed is None:
        return None
    whose = whose or next((p for p in stage.parties if p.start == stage.post_end(governed.end)), None)
    return None if whose is None else (whose, governed)


def _title(pair: tuple[Party, Party]) -> Role | None:
    """The post before the name of whoever held it, unless the other has another one before his."""
    return None if _differ(pair) else pair[1].title


def _same_post(stage: Stage, i: int) -> bool:
    """«сменил на этом посту», «на этой должности сменил»: the post is the one of which the sentence has spoken."""
    words = range(max(1, i - POINTED), min(i + POINTED, len(stage.tokens) - 1))
    pointed = (k for k in words if stage.tokens[k].low in THIS and is_post(stage.tokens[k + 1].low, taken=False))
    return any(stage.tokens[k - 1].low in ("на", "в") and stage.open(i, k) for k in pointed)


def _kept(pair: tuple[Party, Party]) -> Role | None:
    """«Министр Ким сменил на этом посту Пака»: the post before the new holder's name, where it is held."""
    role = pair[0].title
    return role if role is not None and role.status == "current" and pair[1].title is None else None


def _differ(pair: tuple[Party, Party]) -> bool:
    """«президент сменил министра»: two different posts."""
    one, other = (party.title for party in pair)
    return one is not None and one.status == "current" and other is not None and one.lemma != other.lemma


def _plays(stage: Stage) -> bool:
    return any(is_noun(token.low, "play") for token in stage.tokens)


def _handed(stage: Stage, i: int, group: str, kind: str) -> Iterator[Change]:
    """«Ким уступил пост Ли», «Ли принял дела у Кима», «пост перешёл от Кима к Ли»."""
    what = stage.handed(i, NOMINATIVE | OBJECT)
    if what is None:
        return
    pair = stage.pair(i, ("datv",)) if group == "hand" else _from(stage, i, group)
    if pair is not None and group == "hand":
        pair = pair[1], pair[0]
    behind = (r for r in stage.clause.roles if r.start == what + 1 and not r.plural)
    role = next((r for r in behind if r.case == "gent"), None)
    if pair is None or (role is None and (is_noun(stage.tokens[what].low, "thing") or _plays(stage))):
        return  # «уступил место в автобусе»
    yield _change(stage, i, kind, pair, role)


def _from(stage: Stage, i: int, group: str) -> tuple[Party, Party] | None:
    """Who took it, or to whom it went, and from whom."""
    old = next((p for p in stage.parties if p.start and stage.tokens[p.start - 1].low in FROM), None)
    if old is None:
        return None
    new = stage.subject(i, (old,)) if group == "take" else next(stage.near(i, ("datv",), (old,), behind="к"), None)
    return None if new is None else (new, old)


def _filled(stage: Stage, i: int, kind: str) -> Iterator[Change]:
    """«На смену Киму пришёл Ли», «кресло Кима получил Ли»."""
    before = next((p for p in stage.parties if _behind(stage, p) or _seat(stage, p)), None)
    person = None if before is None else stage.subject(i, (before,))
    if before is None or person is None or not person.here or not stage.open(i, before.start):
        return
    role = stage.place(i) or before.title
    if role is not None or not _plays(stage):
        yield _change(stage, i, kind, (person, before), role)


def _coming(stage: Stage, trigger: Trigger) -> Iterator[Change]:
    """«Вместо Кима министром назначен Ли», «его место занял Ли», «после ухода Кима пост занял Ли»."""
    i = trigger.token
    before = next((p for p in stage.parties if _behind(stage, p) or _seat(stage, p) or _instead(stage, p)), None)
    left = next((p for p in stage.parties if departed(stage, p)), None)
    old = before or left
    if old is None or not stage.open(i, old.start) or stage.tokens[i - 1].low.startswith("котор"):
        return  # «избран вместо Ким, которая | возглавила отдел»
    role = stage.place(i, trigger)
    if role is None and (before is None or _plays(stage) or (trigger.kind == "become" and not _fills(stage, i))):
        return
    if before is None and old.title is not None and role is not None and old.title.lemma != role.lemma:
        return  # «после отставки президента Кима премьером стал Ли»
    active = trigger.kind == "appoint" and trigger.voice == "active"
    same = [p for p in stage.parties if stage.is_one(p, old)]
    person = next(stage.near(i, OBJECT, same), None) if active else stage.subject(i, same)
    if person is not None and not stage.is_one(person, old):
        yield Change(i, person, old, role or old.title, trigger.time, trigger.negated)


def _fills(stage: Stage, i: int) -> bool:
    """Whether a verb takes a post, a place or a seat."""
    return any(is_post(t.low, taken=True) and stage.open(i, k) for k, t in enumerate(stage.tokens))


def _before(stage: Stage, party: Party) -> tuple[str, str]:
    """The two words before somebody and what goes with the name."""
    start = party.start if _is_pronoun(stage, party) else stage.lead(party)
    clause = stage.clause
    titles = (clause.roles[t.role] for t in clause.titles if clause.persons[t.person].first == party.start)
    start = next((role.start for role in titles if role.end == start), start)  # «на место | директора завода Кима»
    words = ("", "", *(t.low for t in stage.tokens[max(0, start - 2) : start]))
    return words[-2], words[-1]


def _behind(stage: Stage, party: Party) -> bool:
    """«на смену Киму», «на место Кима», «на его место»."""
    first, second = _before(stage, party)
    if first == "на" and is_noun(second, "behind"):
        return "datv" in party.cases if second == "смену" else "gent" in party.cases and second == "место"
    if second == "на" and _is_pronoun(stage, party):
        return party.end < len(stage.tokens) and stage.tokens[party.end].low in ("место", "должность", "пост")
    return False


def _seat(stage: Stage, party: Party) -> bool:
    """«место Кима», «её пост»: a noun for posts that is somebody's."""
    tokens = stage.tokens
    if _is_pronoun(stage, party):
        after = tokens[party.end] if party.end < len(tokens) else None
        return after is not None and is_post(after.low, taken=True) and after.case in ("nomn", "accs")
    noun = tokens[party.start - 1] if party.start else None
    if noun is None or not is_post(noun.low, taken=True) or noun.case not in ("nomn", "accs"):
        return False
    return "gent" in party.cases and (party.start < 2 or tokens[party.start - 2].pos != "ADP")


def _instead(stage: Stage, party: Party) -> bool:
    """«вместо Кима», «взамен него», «вместо ушедшей на пенсию Белой»."""
    if "gent" not in party.cases:
        return False
    near = is_instead(_before(stage, party)[1])
    return near or stands_instead(stage.tokens, party.start, [p.start for p in stage.parties])


def departed(stage: Stage, party: Party) -> bool:
    """«после ухода Кима», «с уходом Кима»."""
    first, second = _before(stage, party)
    return first in ("после", "с") and is_noun(second, "departure") and "gent" in party.cases


def _is_pronoun(stage: Stage, party: Party) -> bool:
    return party.end == party.start + 1 and stage.tokens[party.start].low in PRONOUNS


def _change(stage: Stage, i: int, kind: str, pair: tuple[Party, Party], role: Role | None) -> Change:
    return Change(i, *pair, role, time(stage.tokens, i, kind), is_negated(stage.tokens, i))
