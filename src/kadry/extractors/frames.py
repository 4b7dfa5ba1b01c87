"""Frames: a trigger with the roles or bodies that it governs in its sentence."""

import re
from collections.abc import Collection, Sequence

from msgspec import Struct
from msgspec.structs import replace

from kadry.extractors.abandoning import abandoned
from kadry.extractors.governed import BEGINNING, GOING, LINKS, Governed
from kadry.russian.analysis import Token
from kadry.russian.bodies import Body
from kadry.russian.handovers import is_freed
from kadry.russian.marks import DASHES
from kadry.russian.papers import decision_noun
from kadry.russian.parse import Clause
from kadry.russian.roles import Role
from kadry.russian.signs import HANDOVER, POST
from kadry.russian.triggers import Trigger, is_post
from kadry.russian.words import forms

RETIREMENT = frozenset(("отставку", "отставке", "пенсию"))
RELEASED = RETIREMENT | frozenset("переходом назначением избранием выходом достижением истечением желанию".split())
INVITING = frozenset(("пригласить", "приглашать"))  # also as a guest, who has the title («приглашён глава района»)
TAKING = frozenset(("принять", "принимать"))
LEAVING = frozenset(("освободить", "освобождать"))
DEPARTING = ("уйти", "уходить", "выйти", "выходить", "подать", "подавать")  # with «с поста», «в отставку с поста»
COPULAS = frozenset(("быть", "являться", "остаться", "оставаться"))
STANDING_IN = frozenset(("исполнить", "исполнять", "исправлять", "возложить", "возлагать"))
PLACING = frozenset(("в", "во", "от", "при", "на"))
OCCUPYING = frozenset(("занимать", "находиться"))  # a post that a relative takes up
RELATIVES = ("котор", "чей", "чья", "чье", "чьи")
RELATIVE = 4  # tokens from «которую» to its verb
POINTING = frozenset(("этот", "данный", "указанный", "названный", "вышеназванный"))
DECADE = re.compile(r"(?:1[89]|20)?\d0-[ех]$")
PAST_PLACE = DASHES | {",", "и"}
IN_DECADE = frozenset(("в", "годы"))
CALLS = 6  # tokens of «девятого и десятого созывов»
BETWEEN_THAT = "тем"  # of «между тем», which is about no post


class Frame(Struct, frozen=True):
    """A trigger with the roles and bodies that it governs.

    anaphor: «эту должность», the role stands elsewhere. bare: a post or a retirement without its role, so that the
    person's own title is meant. acting: «исполняет обязанности».
    """

    trigger: Trigger
    roles: tuple[Role, ...] = ()
    bodies: tuple[Body, ...] = ()
    anaphor: bool = False
    bare: bool = False
    acting: bool = False


class Framer:
    """Finds the frames of one sentence; a role belongs to one trigger only."""

    def __init__(self, clause: Clause, triggers: Sequence[Trigger]) -> None:
        self.clause = clause
        self.tokens = clause.sentence.tokens
        self.governed = Governed(clause)
        self.triggers = triggers
        self.verbs = [t.token for t in triggers if not t.modifier]
        self.posts = [i for i in clause.signs.where(POST) if self.tokens[i].pos == "NOUN"]
        self.used: set[int] = set()

    def frame(self, trigger: Trigger) -> Frame:
        """What a trigger governs; earlier triggers of the sentence come first."""
        taken = self._relative(trigger) if trigger.lemma in OCCUPYING else None
        return self._governed(trigger) if taken is None else Frame(trigger, (taken,))

    def _governed(self, trigger: Trigger) -> Frame:
        after = next((t.token for t in self.triggers if t.token > trigger.token), len(self.tokens))
        if trigger.voice == "noun":
            heads = {role.head for role in self.clause.roles}  # which the tagger may take for verbs («хокимом»)
            verbs = (i for i in range(trigger.token, after) if self.tokens[i].verb == "Fin" and i not in heads)
            after = min([after, *verbs])
        passed = (k for k in reversed(self.verbs) if k < trigger.token and not self._enclosed(k, trigger.token))
        before = next(passed, -1)
        spans = [(trigger.token + 1, after), (before + 1, trigger.token)]
        if self._fronted(trigger):
            spans.reverse()
        posts = [self._post(start, end, trigger) for start, end in spans]
        trigger = self._turned(trigger, posts)
        for (start, end), post in zip(spans, posts, strict=True):
            pointed = post is not None and self._pointed(post) and not self._told_behind(post)
            stop = post if post is not None and pointed else end
            roles = self._roles(trigger, start, stop, None if pointed else post)
            if pointed and not roles:
                return Frame(trigger, anaphor=True)
            if roles:
                if not self._in_relative(trigger, roles[0]):
                    self.used.update(role.start for role in roles)
                acting = post is not None and trigger.lemma in STANDING_IN
                return Frame(trigger, roles, acting=acting)
        if not any(post is not None for post in posts) and self._taken_up(trigger):
            return Frame(trigger, anaphor=True)
        if members := self._members(trigger, before, after):
            return Frame(trigger, members)
        bodies = tuple(self.governed.bodies(trigger, before, after)) if self.clause.bodies else ()
        made = () if bodies else self._subject(trigger)
        if made or bodies or "postnoun" not in trigger.flags:
            return Frame(trigger, made, bodies, bare=not made and "postnoun" not in trigger.flags)
        bare = any(post is not None for post in posts) or self._retires(trigger)
        return Frame(trigger, bare=bare or abandoned(self.clause, trigger) is not None)

    def _members(self, trigger: Trigger, before: int, after: int) -> tuple[Role, ...]:
        """«выведен из состава кандидатов в члены бюро», «введена в число членов правления»: one of those."""
        wanted = ("из",) if trigger.kind in ("dismiss", "leave") else ("в", "во")
        if trigger.kind not in ("dismiss", "leave", "appoint", "join"):
            return ()
        found = (r for r in self.clause.roles if r.plural and r.case == "gent" and before < r.start < after)
        own = next((r for r in found if r.start not in self.used and self.governed.composed(r.start, wanted)), None)
        return () if own is None else (replace(own, plural=False),)

    def _subject(self, trigger: Trigger) -> tuple[Role, ...]:
        """«Избран председатель совета Ким», «назначены новые акимы: …»: the title that a passive participle makes."""
        if trigger.kind != "appoint" or trigger.voice != "passive" or trigger.modifier:
            return ()
        if "postnoun" in trigger.flags or trigger.lemma in INVITING:
            return ()
        if self.clause.signs.all & HANDOVER or any(t.low == "место" for t in self.tokens[: trigger.token]):
            return ()  # «вместо неё назначен главный инженер завода Ким»
        made = [t for t in self.tokens if t.head == trigger.token and t.case == "ablt" and t.pos == "NOUN"]
        if any(decision_noun(t.low) is None for t in made):
            return ()  # «главным борцом с пробками назначен заместитель министра Ким»
        first = trigger.token + 1
        for title in self.clause.titles:
            role = self.clause.roles[title.role]
            if title.place == "before" and role.start >= first and role.case == "nomn" and role.start not in self.used:
                near = all(t.pos in ("ADJ", "ADV", "DET", "NUM") for t in self.tokens[first : role.start])
                return (role,) if near and role.role_class == "post" and role.status == "current" else ()
        return ()

    def _fronted(self, trigger: Trigger) -> bool:
        """«Секретарём избран Ким, начальником штаба назначен Пак»: the role right before each verb is its own."""
        if trigger.modifier or not self.clause.roles:
            return False
        start = trigger.token
        while start and self.tokens[start - 1].pos in ("ADV", "AUX"):
            start -= 1  # «министром | ранее стал Ким, его на посту директора сменил …»
        near = [r for r in self.clause.roles if r.end == start and r.start not in self.used]
        return any(self._instrumental(r) for r in near)

    def _enclosed(self, verb: int, after: int) -> bool:
        """Whether a verb stands in a relative clause that is closed before another («пост, который оставил Ким, …»)."""
        tokens = self.tokens
        opened = verb - 1
        while opened >= 0 and not tokens[opened].low.startswith(RELATIVES) and tokens[opened].low not in ",.;":
            opened -= 1
        if opened < 0 or tokens[opened].low in (",", ".", ";"):
            return False
        return any(t.low == "," for t in tokens[verb:after])

    def _turned(self, trigger: Trigger, posts: Sequence[int | None]) -> Trigger:
        """The trigger, as one of coming or leaving where a post is its object («принял пост», «освободила кресло»)."""
        kind = "become" if trigger.lemma in TAKING else "leave" if trigger.lemma in LEAVING else trigger.kind
        if kind == trigger.kind or trigger.voice != "active":
            return trigger
        return replace(trigger, kind=kind) if any(p is not None and self._taken(p) for p in posts) else trigger

    def _taken(self, post: int) -> bool:
        """«принял полномочия губернатора», not «принял на должность»."""
        return self.tokens[post].case in ("accs", "nomn") and (post == 0 or self.tokens[post - 1].pos != "ADP")

    def _in_relative(self, trigger: Trigger, role: Role) -> bool:
        """«должность прокурора, которую оставил …, займёт …»: the post is the next verb's too."""
        return any(t.low.startswith("котор") for t in self.tokens[role.end : trigger.token])

    def _roles(self, trigger: Trigger, start: int, end: int, post: int | None) -> tuple[Role, ...]:
        """The roles after a post noun, else those in the instrumental that an unhelped verb governs."""
        free = [r for r in self.clause.roles if r.start not in self.used and not r.event]
        if not free:
            return ()
        if post is not None:
            own = [r for r in free if r.start == post + 1 and not self._heads_subject(r)]
            named = self._joined(free, own[:1], ("gent", "accs"))
            if named:
                return named
        phrase = trigger.kind == "succeed" and " " in trigger.lemma  # «на смену Дубко начальником пришёл»
        if not (phrase or trigger.kind in ("appoint", "hold", "become")):
            return ()
        if "postnoun" in trigger.flags and not (trigger.lemma in GOING and self.governed.come_to(trigger)):
            return ()
        within = [r for r in free if start <= r.start < end]
        within = [r for r in within if not self._another(r, trigger)]
        governed = [r for r in within if self._instrumental(r)] or [r for r in within if self._undeclined(r)]
        if trigger.voice == "passive" and len(governed) == 1 and self._is_agent(governed[0], trigger):
            return ()
        return self._joined(free, governed[:1], ("ablt",), trigger.token)

    def _another(self, role: Role, trigger: Trigger) -> bool:
        """«Мэром вчера избран Ким, секретарём избран Пак»: the role right before a later verb is that one's."""
        return trigger.token < role.end and role.end in self.verbs and self._instrumental(role)

    def _is_agent(self, role: Role, trigger: Trigger) -> bool:
        """«Президентом назначены: …»: one cannot be what several are made."""
        verb = self.tokens[trigger.token]
        several = verb.plural and any(f.number == "plur" for f in forms(verb.low))  # the tagger may err
        return several and not role.plural and role.start < trigger.token

    def _post(self, start: int, end: int, trigger: Trigger) -> int | None:
        """The place of «пост», «должность» (of «место», if taken) that a verb can have between two places."""
        if trigger.kind in ("head", "join"):
            return None
        taken = trigger.lemma in ("занять", "занимать")
        for i in self.posts:
            if not (start <= i < end and is_post(self.tokens[i].low, taken)):
                continue
            named = any(role.start <= i < role.last for role in self.clause.roles)
            if not (named or self._wrong_way(i, trigger) or self._is_participles(i, trigger.token)):
                return i
        return None

    def _is_participles(self, i: int, verb: int) -> bool:
        """«Ким, занимавший этот пост, будет выполнять другие функции»: a post in a clause that ends before the verb."""
        before = any(t.modifier and t.token < i for t in self.triggers)
        return before and any(t.text == "," for t in self.tokens[i:verb])

    def _taken_up(self, trigger: Trigger) -> bool:
        """«теперь её занимает Ким»: the pronoun before the verb means the post."""
        before = self.tokens[trigger.token - 1].low if trigger.token else ""
        return trigger.lemma in ("занять", "занимать") and before in ("его", "ее")

    def _relative(self, trigger: Trigger) -> Role | None:
        """«от должности директора завода, которую занимал с 2019 года»: the post before the verb's relative."""
        near = range(trigger.token - 1, max(1, trigger.token - RELATIVE), -1)
        told = next((k for k in near if self.tokens[k].low.startswith("котор")), 0)
        comma = told - 1 - (told > 1 and self.tokens[told - 1].pos == "ADP")
        if told == 0 or self.tokens[comma].text != "," or self.tokens[told].case not in ("accs", "loct", "nomn"):
            return None
        ending = (r for r in self.clause.roles if r.end == comma and r.start and r.case == "gent")
        return next((r for r in ending if is_post(self.tokens[r.start - 1].low, True)), None)

    def _wrong_way(self, i: int, trigger: Trigger) -> bool:
        """«подал в отставку, и на пост назначен …»: nobody leaves «на пост» or is appointed «с поста»."""
        k = next((k for k in range(i - 1, -1, -1) if self.tokens[k].pos not in ("ADJ", "DET")), 0)
        before = self.tokens[k].low if i else ""
        if trigger.lemma in COPULAS and self.tokens[i].case == "nomn":
            return True  # «вакансия ректора остаётся открытой»
        if trigger.voice == "noun" and trigger.kind == "dismiss":
            return before not in ("с", "со", "от")
        if trigger.kind in ("leave", "dismiss"):
            aside = trigger.lemma.startswith(DEPARTING) and self.tokens[i].case != "gent"  # «занявший пост, ушёл …»
            return aside or (before == "на" and self.tokens[i].case == "accs")
        begun = trigger.lemma in BEGINNING  # «начал с должности бухгалтера»
        return before in ("с", "со", "от", "из") and self.tokens[i].case == "gent" and not begun

    def _pointed(self, post: int) -> bool:
        """«эту должность», «освободившийся пост»: the role is in another sentence."""
        before = self.tokens[post - 1].low if post else ""
        return bool(before) and (any(f.lemma in POINTING for f in forms(before)) or is_freed(before))

    def _told_behind(self, post: int) -> bool:
        """«вакантную должность | директора школы»: a vacant post whose role, nobody's title, stands right behind."""
        if not is_freed(self.tokens[post - 1].low):
            return False
        own = next((i for i, r in enumerate(self.clause.roles) if r.start == post + 1 and r.case == "gent"), None)
        return own is not None and all(t.role != own for t in self.clause.titles)

    def _instrumental(self, role: Role) -> bool:
        """A role in the instrumental that no preposition governs (not «с премьер-министром»)."""
        first = role.start
        while first and self.tokens[first - 1].pos == "DET" and self.tokens[first - 1].low != BETWEEN_THAT:
            first -= 1
        return role.case == "ablt" and (first == 0 or self.tokens[first - 1].pos != "ADP")

    def _heads_subject(self, role: Role) -> bool:
        """«сменил на посту спикер парламента Ким»: a title in the nominative before its bearer's name."""
        titled = any(self.clause.roles[t.role] is role and t.place == "before" for t in self.clause.titles)
        return role.case == "nomn" and titled

    def _undeclined(self, role: Role) -> bool:
        """«назначена и. о. министра», «назначен замминистра»: no case shows, so that the verb may govern it.

        Not beside a name.
        """
        titles = (self.clause.roles[t.role].start for t in self.clause.titles)
        free = role.start == 0 or self.tokens[role.start - 1].pos != "ADP"
        named = role.post is not None or not role.acting  # «и. о.» alone is no post
        return not role.case and role.role_class == "post" and named and free and role.start not in titles

    def _joined(
        self, free: Sequence[Role], first: Sequence[Role], wanted: Collection[str], verb: int = -1
    ) -> tuple[Role, ...]:
        """A role and those that «и» or a comma joins to it in the same case.

        Not what stands right before another verb than its own: «секретарём — Ким, начальником штаба назначен Пак».
        """
        found = list(first)
        for role in free:
            if role.end in self.verbs and role.end != verb:
                continue
            if found and role.start >= found[-1].end and role.case in wanted:
                between = self.tokens[self._past_tail(found[-1].end) : role.start]
                if between and _links(between):
                    found.append(role)
        return tuple(found)

    def _past_tail(self, i: int) -> int:
        """The end of what stands behind a role at token i: «в Тяньцзине», «(2006–2011)», «9–11-го созывов»."""
        if i + 1 < len(self.tokens) and self.tokens[i].low in PLACING:
            end = i + 1
            while end < len(self.tokens) and end - i < CALLS and self.tokens[end].pos in ("ADJ", "NOUN", "PROPN"):
                end += 1
            return end if end < len(self.tokens) and self.tokens[end].low in PAST_PLACE else i
        near = range(i, min(i + CALLS, len(self.tokens)))
        if i < len(self.tokens) and self.tokens[i].text == "(":
            return next((k + 1 for k in near if self.tokens[k].text == ")"), i)
        called = next((k for k in near if self.tokens[k].low in ("созыва", "созывов")), i - 1)
        return i if any(self.tokens[k].text == "," or self.tokens[k].verb for k in range(i, called)) else called + 1

    def _retires(self, trigger: Trigger) -> bool:
        """«отправлен на пенсию», «освобождён в связи с переходом на другую работу»: what is left is a post."""
        behind = self.tokens[trigger.token + 1 : trigger.token + 9]
        if any(t.low in RETIREMENT for t in behind[:4]):
            return True
        return trigger.lemma in LEAVING and any(t.low in RELEASED for t in behind)


def _links(tokens: Sequence[Token]) -> bool:
    """Whether words only join what stands around them, or say in which decade it was («…, а в 1990-е — советником»)."""
    if tuple(t.low for t in tokens) == (",", "но", "и"):
        return True  # «не только министром, но и профессором»
    others = [t.low for t in tokens if t.low not in LINKS]
    return not others or (all(low in IN_DECADE or DECADE.match(low) for low in others) and len(others) > 1)
