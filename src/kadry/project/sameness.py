"""Sameness: when two accounts are of one decision or event, and what becomes of accounts that fit several.

Rather two records of one thing than one of two: a clash of numbers, dates or issuers keeps accounts apart whatever else
they share, and an account that fits two which clash with one another stays alone.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from kadry.project.accounts import Account, Description, Issuer, is_coded, is_recurring, ordinal, weight

LONG, SHORT, FEW = 5, 3, 2  # words of a title that tell a decision by themselves; with its issuer, or a day; with both


def same_decision(one: Description, other: Description) -> bool:
    """Whether two descriptions are of one decision.

    They share a number that says whose it is; or a number and a day; or a title, which must be the longer the less is
    known of who issued it and when; or issuer and day, where neither title nor effect tells them apart.
    """
    if one.type != other.type or clashing(one, other):
        return False
    issued, day, titles = _issued(one, other), one.days & other.days, one.titles & other.titles
    numbers, known = one.numbers & other.numbers, bool(one.issuers or other.issuers)
    if any(map(is_coded, numbers)):
        return True
    if numbers and day:
        return known or bool(titles) or bool(one.deeds & other.deeds)
    if _is_titled(titles, issued=issued, day=bool(day), known=known):
        return True
    return issued and bool(day) and not _told_apart(one, other)


def _is_titled(titles: Iterable[str], *, issued: bool, day: bool, known: bool) -> bool:
    """Whether a title is enough to tell a decision."""
    if day:
        return any(weight(title) >= (FEW if known else SHORT) for title in titles)
    least = SHORT if issued else LONG
    return known and any(weight(title) >= least and not is_recurring(title) for title in titles)


def _told_apart(one: Description, other: Description) -> bool:
    """Whether two decisions of one issuer and day may be two, of which not both have a number."""
    deeds = one.deeds and other.deeds and one.deeds.isdisjoint(other.deeds)
    return bool(deeds) or _differ(one.titles, other.titles)


def _differ(left: Iterable[str], right: Iterable[str]) -> bool:
    """Whether titles are told on both sides of which none begins another."""
    pairs = [(a, b) for a in left for b in right]
    return bool(pairs) and not any(a.startswith(b) or b.startswith(a) for a, b in pairs)


def clashing(one: Description, other: Description) -> bool:
    """Whether two descriptions cannot be of one thing: by number, date or issuer."""
    numbers = one.numbers and other.numbers and one.numbers.isdisjoint(other.numbers)
    return bool(numbers) or not _meet(one.dates, other.dates) or _foreign(one, other)


def _issued(one: Description, other: Description) -> bool:
    """Whether one person or body issued both; an office of the same name may be another's."""
    return not {who for who, _ in one.issuers if who}.isdisjoint(who for who, _ in other.issuers)


def _foreign(one: Description, other: Description) -> bool:
    """Whether both say who issued them, and it is not the same: neither is an office, and no name is in the other."""
    pairs = [(a, b) for a in one.issuers for b in other.issuers]
    return bool(pairs) and not any(map(_near, pairs))


def _near(pair: tuple[Issuer, Issuer]) -> bool:
    (who, name), (whom, other) = pair
    short, long = sorted((set(name.split()), set(other.split())), key=len)
    return who == whom != "" or (not who) != (not whom) or short <= long


def same_event(one: Description, other: Description) -> bool:
    """Whether two descriptions are of one event.

    They share a numbered title that names whose it is; or a title on a common day; or place, day and who led it, or at
    least two of the people.
    """
    if one.type != other.type or clashing(one, other):
        return False
    titles, dated = one.titles & other.titles, bool(one.dates and other.dates)
    named = one.named | other.named
    if any(ordinal(title) and (dated or title in named) for title in titles):
        return True
    led = one.chairs & other.chairs
    if one.chairs and other.chairs and not led:
        return False
    if dated and any(_tells(title, title in named, bool(one.days & other.days), one, other) for title in titles):
        return True
    met = bool(led) or len(one.people & other.people) > 1
    return bool(one.days & other.days and one.places & other.places) and met and not _differ(one.titles, other.titles)


def _tells(title: str, named: bool, day: bool, one: Description, other: Description) -> bool:
    """Whether a title without a number tells an event, of which the dates overlap."""
    if day:
        return named or weight(title) >= FEW
    apart = one.places and other.places and one.places.isdisjoint(other.places)
    months = all(len(date) > len("2025") for date in one.dates | other.dates)
    return months and not apart and (named or weight(title) >= SHORT)


def _meet(left: Iterable[str], right: Iterable[str]) -> bool:
    """Whether some of the dates may be of one day, or one side has none."""
    pairs = [(a, b) for a in left for b in right]
    return not pairs or any(a.startswith(b) or b.startswith(a) for a, b in pairs)


def joined(accounts: Iterable[Account], same: Callable[[Description, Description], bool]) -> Iterator[list[Account]]:
    """Accounts that are of one thing, together; which are is the same in any order of ``accounts``."""
    alike: dict[Description, list[Account]] = defaultdict(list)
    for account in accounts:
        alike[account.said].append(account)
    told = list(alike)
    beside = _beside(told, same)
    torn = {i for i, near in enumerate(beside) if _clash(told[j] for j in near)}
    for group in _groups([near - torn if i not in torn else set() for i, near in enumerate(beside)]):
        own = [account for i in group for account in alike[told[i]]]
        alone = len(group) == 1 and not group <= beside[min(group)] - torn
        yield from ([one] for one in own) if alone or _clash(told[i] for i in group) else [own]


def _beside(told: Sequence[Description], same: Callable[[Description, Description], bool]) -> Sequence[set[int]]:
    """For each description those that are of the same thing; itself among them, if all who say just that are of one."""
    sharing: dict[tuple[str, ...], list[int]] = defaultdict(list)
    found: list[set[int]] = [set() for _ in told]
    for i, one in enumerate(told):
        clues = one.clues
        for clue in clues:
            sharing[clue].append(i)
        for j in {j for clue in clues for j in sharing[clue]}:
            if same(one, told[j]):
                found[i].add(j)
                found[j].add(i)
    return found


def _clash(told: Iterable[Description]) -> bool:
    """Whether two of several descriptions clash; those that are alike in what may clash are looked at once."""
    kinds = list({(one.numbers, one.dates, one.issuers): one for one in told}.values())
    return any(clashing(one, other) for i, one in enumerate(kinds) for other in kinds[:i])


def _groups(beside: Sequence[set[int]]) -> Iterator[set[int]]:
    """Connected components."""
    left = set(range(len(beside)))
    while left:
        ahead = [left.pop()]
        group = set(ahead)
        while ahead:
            fresh = beside[ahead.pop()] & left
            left -= fresh
            group |= fresh
            ahead += fresh
        yield group
