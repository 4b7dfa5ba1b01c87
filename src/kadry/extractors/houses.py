"""Houses: which kind of body a post is in, where a text names one of the kind («Банк „Восход“ … Гендиректор Ким»)."""

from collections.abc import Callable, Mapping

from kadry.claim import Mention
from kadry.russian.analysis import Token
from kadry.russian.bodies import Body
from kadry.russian.countries import country_of
from kadry.russian.parse import Parse
from kadry.russian.roles import Role
from kadry.russian.words import noun_lemmas

Test = Callable[[Body, Token], bool]  # a body and its head noun
UNIONS = frozenset(("ООН", "НАТО", "ОБСЕ", "ОДКБ", "АСЕАН", "Интерпол"))


class Houses:
    """The bodies of one document by the posts that are in them; each kind is looked for once."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self._found: dict[Test, tuple[Mention | None, int, int]] = {}

    def of(self, role: Role) -> Mention | None:
        """The one body of a post's kind that the text names up to the role's sentence; None where there are more."""
        test = TESTS.get(role.normal.casefold()) or TESTS.get(role.lemma)
        if test is None:
            return None
        if test not in self._found:
            self._found[test] = self._look(test)
        body, first, second = self._found[test]
        return body if first <= role.sentence < second else None

    def _look(self, test: Test) -> tuple[Mention | None, int, int]:
        """The first body of a kind, its sentence, and that in which the text names another."""
        own: Mention | None = None
        key, start = "", 0
        for number, clause in enumerate(self.parse.clauses):
            for body in clause.bodies:
                head = clause.sentence.tokens[body.head]
                if (body.proper or head.name or head.text.isupper()) and test(body, head):
                    mention = self.parse.body_mention(body)
                    chain = self.parse.antecedents.get(mention.key, mention).key
                    if own is not None and chain != key:
                        return own, start, number
                    if own is None:
                        own, key, start = mention, chain, number
        return own, start, len(self.parse.clauses)


def _headed(nouns: str) -> Test:
    """A body by its head noun, which may be the last part of a longer one (Госдума is a дума)."""
    ends = tuple(nouns.split())
    return lambda body, head: any(lemma.endswith(ends) for lemma in noun_lemmas(head.low))


def _of_kind(kind: str) -> Test:
    return lambda body, head: body.kind == kind


def _is_town(body: Body, head: Token) -> bool:
    return body.kind == "name" and head.name == "LOC" and country_of(head) is None


def _is_union(body: Body, head: Token) -> bool:
    return body.normal in UNIONS


# the posts of each kind of body, by their words or their last noun
KINDS: tuple[tuple[str, Test], ...] = (
    ("спикер вице-спикер", _headed("парламент дума рада сейм сенат кнессет бундестаг конгресс меджлис палата")),
    ("судья", _headed("суд трибунал")),
    ("ректор проректор", _headed("университет институт академия консерватория")),
    ("худрук", _headed("театр ансамбль оркестр хор филармония")),
    ("главврач", _headed("больница клиника госпиталь поликлиника")),
    ("главред", _of_kind("media")),
    ("гендиректор", _of_kind("company")),
    ("наставник", _of_kind("team")),
    ("вокалист вокалистка гитарист барабанщик басист фронтмен", _headed("группа дуэт трио квартет")),
    ("мэр вице-мэр градоначальник", _is_town),
    ("губернатор вице-губернатор", _headed("область край штат провинция")),
    ("генсек", _is_union),
)
ALIKE: Mapping[str, str] = {
    "художественный руководитель": "худрук",
    "главный режиссер": "худрук",
    "главный врач": "главврач",
    "главный редактор": "главред",
    "генеральный директор": "гендиректор",
    "финансовый директор": "гендиректор",
    "исполнительный директор": "гендиректор",
    "коммерческий директор": "гендиректор",
    "председатель правления": "гендиректор",
    "председатель совета директоров": "гендиректор",
    "генеральный секретарь": "генсек",
    "главный тренер": "наставник",
}
TESTS: Mapping[str, Test] = {
    **(own := {post: test for posts, test in KINDS for post in posts.split()}),
    **{post: own[short] for post, short in ALIKE.items()},
}
