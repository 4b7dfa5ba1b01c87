"""Why a fact was missed: exactly one kind, the first whose rule holds.

Rules about wording look at the one sentence that holds a mention of every argument, and there at the mentions that lie
closest together.
"""

import re
from collections.abc import Callable, Mapping

from msgspec import Struct

from kadry.document import Span
from kadry.russian.words import Form
from quality_facts import WORD, Fact, Page, nearly, reading, scene

LONG = 6  # words of role and body together
COPULA = re.compile(r"[^\w,]*\s[—–-]\s")
TIMES = ("быть", "действовать", "исполнять")  # бывший, действующий: such participles only say when


class Miss(Struct, frozen=True):
    """A missed fact, and where its arguments stand in the sentence that holds them all (spans empty: none does).

    linked: an answer has person and role right, so that only the body is at fault. nearly: an answer has the person
    right and shares words with every other argument.
    """

    fact: Fact
    text: str
    spans: Mapping[str, Span]
    linked: bool = False
    nearly: bool = False

    def words(self, name: str) -> list[str]:
        """The words of an argument."""
        span = self.spans.get(name)
        return WORD.findall(self.text[span.start : span.end]) if span else []

    @property
    def gap(self) -> str:
        """What stands between person and role, but for the body."""
        person, role = self.spans["person"], self.spans["role"]
        start, end = min(person.end, role.end), max(person.start, role.start)
        body = self.spans.get("body", Span(end, end))
        return self.text[start : min(body.start, end)] + self.text[max(body.end, start) : end]


def misdrawn(miss: Miss) -> bool:
    """Found, but with too few or too many words."""
    return miss.nearly


def no_role_word(miss: Miss) -> bool:
    """«Марина Ступак из Министерства …»: the fact has no role."""
    return not miss.fact.role


def discourse(miss: Miss) -> bool:
    """No sentence holds a mention of every argument."""
    return not miss.spans


def adjective_employer(miss: Miss) -> bool:
    """«литовский премьер»: the body is a single adjective."""
    words = miss.words("body")
    return len(words) == 1 and reading(words[0]).kind == "ADJF"


def predicate(miss: Miss) -> bool:
    """A verb or participle between person and role, a verb as role, «Лунин — мэр», «назначил Лунина мэром»."""
    if miss.linked:
        return False
    person, role = miss.spans["person"], miss.spans["role"]
    gap = miss.gap
    first = [reading(word) for word in miss.words("role")[:1]]
    follows = person.end <= role.start
    instrumental = "," not in gap and any(form.case == "ablt" for form in first)
    verbal = any(form.kind == "VERB" for form in first) or any(_is_verb(reading(word)) for word in WORD.findall(gap))
    return verbal or (follows and (instrumental or COPULA.match(gap) is not None))


def long_chain(miss: Miss) -> bool:
    """Role and body have six words or more together: «начальник отдела по работе с … управления …»."""
    spans = [span for name in ("role", "body") if (span := miss.spans.get(name)) is not None]
    return sum(any(s.start <= word.start() < s.end for s in spans) for word in WORD.finditer(miss.text)) >= LONG


def role_right(miss: Miss) -> bool:
    """«Пётр Лунин, мэр Зареченска»: the role stands after the name."""
    return not miss.linked and miss.spans["role"].start >= miss.spans["person"].end


def role_left(miss: Miss) -> bool:
    """«мэр Зареченска Пётр Лунин»: the role stands before the name."""
    return not miss.linked and miss.spans["role"].end <= miss.spans["person"].start


MISSED: Mapping[str, Callable[[Miss], bool]] = {
    "boundary": misdrawn,
    "no role word": no_role_word,
    "discourse": discourse,
    "adjective employer": adjective_employer,
    "predicate": predicate,
    "long chain": long_chain,
    "role right of the name": role_right,
    "role left of the name": role_left,
    "only the body": lambda miss: miss.linked,
    "other": lambda miss: True,
}


def miss(page: Page, f: int) -> Miss:
    """A fact that was missed, as the rules look at it."""
    fact = page.facts[f]
    wanted = {"person", "role"}
    linked = fact.stated > wanted and any(page.common(f, s) >= wanted for s in range(len(page.said)))
    almost = any(nearly(page, f, s) for s in range(len(page.said)))
    return Miss(fact, page.text, scene(page, fact) or {}, linked, almost)


def _is_verb(form: Form) -> bool:
    return form.kind in ("VERB", "PRTS") or (form.kind == "PRTF" and form.lemma not in TIMES)
