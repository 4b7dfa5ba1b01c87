"""What a false answer is: exactly one kind, the first whose rule holds."""

from collections.abc import Callable, Mapping

from quality_facts import Page, close, nearly, touches


def unasserted(page: Page, said: int) -> bool:
    """The text denies, plans or supposes it."""
    return any(page.in_full(f, said) for f, fact in enumerate(page.facts) if not fact.asserted)


def incomplete(page: Page, said: int) -> bool:
    """All that it states is right, and it leaves out an argument."""
    stated = page.said[said].stated
    return len(stated) > 1 and any(page.common(f, said) >= stated for f in range(len(page.facts)))


def boundary(page: Page, said: int) -> bool:
    """The person of a fact, and each other argument agrees with that fact's or shares words with it."""
    return any(nearly(page, f, said) for f in range(len(page.facts)))


def wrong_body(page: Page, said: int) -> bool:
    """The person of a fact, its role or none, and not its body."""
    answer = page.said[said]
    return answer.body is not None and any(
        "person" in page.common(f, said) and (answer.role is None or close(page, f, said, "role"))
        for f in range(len(page.facts))
    )


def wrong_person(page: Page, said: int) -> bool:
    """The words of the role are annotated as a role, another's or nobody's; or another has it in the same body."""
    others = (f for f in range(len(page.facts)) if close(page, f, said, "role"))
    return touches(page.said[said].role, page.roles) or any("body" in page.common(f, said) for f in others)


def not_a_post(page: Page, said: int) -> bool:
    """The words of the role are no role in the gold."""
    return page.said[said].role is not None


FALSE: Mapping[str, Callable[[Page, int], bool]] = {
    "not asserted": unasserted,
    "incomplete": incomplete,
    "boundary": boundary,
    "wrong body": wrong_body,
    "wrong person": wrong_person,
    "not a post": not_a_post,
    "other": lambda page, said: True,
}
