"""Sameness: when two accounts are of one decision or event, and what becomes of accounts that fit several.

Rather two records of one thing than one of two: a clash of numbers, dates or issuers keeps accounts apart whatever else
they share, and an account that fits two which clash with one another stays alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from kadry.project.accounts import Account, Issuer, is_coded, is_recurring, ordinal, weight

LONG, SHORT, FEW = 5, 3, 2  # words of a title that tell a decision by themselves; with its issuer, or a day; with both


def same_decision(one: Account, other: Account) -> bool:
    """Whether two accounts are of one decision.

    They share a number that says whose it is; or a number and a day; or a title, which must be the longer the less is
    known of who issued it and when; or issuer and day, where neither number, title nor effect tells them apart.
    """
    if one.type != other.type or clashing_decisions(one, other):
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


def _told_apart(one: Account, other: Account) -> bool:
    """Whether two decisions of one issuer and day may be two."""
    deeds = one.deeds and other.deeds and one.deeds.isdisjoint(other.deeds)
    return bool(one.numbers and other.numbers) or _differ(one.titles, other.titles) or bool(deeds)


def _differ(left: Iterable[str], right: Iterable[str]) -> bool:
    """Whether titles are told on both sides of which none begins another."""
    pairs = [(a, b) for a in left for b in right]
    return bool(pairs) and not any(a.startswith(b) or b.startswith(a) for a, b in pairs)


def clashing_decisions(one: Account, other: Account) -> bool:
    """Whether two accounts cannot be of one decision."""
    numbers = one.numbers and other.numbers and one.numbers.isdisjoint(other.numbers)
    return bool(numbers) or not _meet(one.dates, other.dates) or _foreign(one, other)


def _issued(one: Account, other: Account) -> bool:
    """Whether one person or body issued both; an office of the same name may be another's."""
    return not {who for who, _ in one.issuers if who}.isdisjoint(who for who, _ in other.issuers)


def _foreign(one: Account, other: Account) -> bool:
    """Whether both say who issued them, and it is not the same: neither is an office, and no name is in the other."""
    pairs = [(a, b) for a in one.issuers for b in other.issuers]
    return bool(pairs) and not any(map(_near, pairs))


def _near(pair: tuple[Issuer, Issuer]) -> bool:
    (who, name), (whom, other) = pair
    short, long = sorted((set(name.split()), set(other.split())), key=len)
    return who == whom != "" or (not who) != (not whom) or short <= long


def same_event(one: Account, other: Account) -> bool:
    """Whether two accounts are of one event.

    They share a numbered title that names whose it is; or a title on a common day; or place, day and who led it, or at
    least two of the people.
    """
    if one.type != other.type or clashing_events(one, other):
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


def _tells(title: str, named: bool, day: bool, one: Account, other: Account) -> bool:
    """Whether a title without a number tells an event, of which the dates overlap."""
    if day:
        return named or weight(title) >= FEW
    apart = one.places and other.places and one.places.isdisjoint(other.places)
    months = all(len(date) > len("2025") for date in one.dates | other.dates)
    return months and not apart and (named or weight(title) >= SHORT)


def clashing_events(one: Account, other: Account) -> bool:
    """Whether two accounts cannot be of one event."""
    left, right = ({ordinal(title) for title in titles} - {None} for titles in (one.titles, other.titles))
    return bool(left and right and left.isdisjoint(right)) or not _meet(one.dates, other.dates)


def _meet(left: Iterable[str], right: Iterable[str]) -> bool:
    """Whether some of the dates may be of one day, or one side has none."""
    pairs = [(a, b) for a in left for b in right]
    return not pairs or any(a.startswith(b) or b.startswith(a) for a, b in pairs)


def joined(
    accounts: Sequence[Account], same: Callable[[Account, Account], bool], clash: Callable[[Account, Account], bool]
) -> Iterator[list[Account]]:
    """Accounts that are of one thing, together; which are is the same in any order of ``accounts``."""
    beside: dict[int, set[int]] = {i: set() for i in range(len(accounts))}
    for i, one in enumerate(accounts):
        for j in range(i):
            if same(one, accounts[j]):
                beside[i].add(j)
                beside[j].add(i)
    torn = {i for i, near in beside.items() if _clash([accounts[j] for j in near], clash)}
    for group in _groups({i: near - torn if i not in torn else set() for i, near in beside.items()}):
        own = [accounts[i] for i in sorted(group)]
        yield from ([one] for one in own) if _clash(own, clash) else [own]


def _clash(accounts: Sequence[Account], clash: Callable[[Account, Account], bool]) -> bool:
    return any(clash(one, other) for i, one in enumerate(accounts) for other in accounts[:i])


def _groups(beside: Mapping[int, set[int]]) -> Iterator[set[int]]:
    """Connected components."""
    left = set(beside)
    while left:
        ahead = [left.pop()]
        group = set(ahead)
        while ahead:
            fresh = beside[ahead.pop()] & left
            left -= fresh
            group |= fresh
            ahead += fresh
        yield group
