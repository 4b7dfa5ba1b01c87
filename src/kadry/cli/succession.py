"""Who held each post of a body one after the other, as lines of text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kadry.cli.screen import printable
from kadry.graph import Dossier, Post, Tenure

_Held = tuple[str, str, Tenure]  # the person's name and id


def succession(dossiers: Iterable[Dossier]) -> Iterator[str]:
    """The posts that two people or more have held, each with its holders by the days on which they began or ended.

    Who is known without any day comes last: nothing says when. Some posts have several holders at a time.
    """
    posts: dict[str, Post] = {}
    held: dict[str, list[_Held]] = defaultdict(list)
    for dossier in dossiers:
        for holding in dossier.holdings:
            posts[holding.post.id] = holding.post
            held[holding.post.id].append((dossier.person.name, dossier.person.id, holding.tenure))
    shared = [post for post in posts.values() if len({id for _, id, _ in held[post.id]}) > 1]
    if shared:
        yield from ("", "holders of one post, in order:")
    for post in sorted(shared, key=lambda post: (post.role or "", post.id)):
        yield f"  {printable(post.role or '(no role stated)')}"
        for name, _, tenure in sorted(held[post.id], key=_by_day):
            acting = " (acting)" if tenure.acting else ""
            yield f"    {_days(tenure)}  {printable(name)}{acting}"


def _by_day(one: _Held) -> tuple[str, str, str]:
    name, _, tenure = one
    bounds = tenure.bounds
    start = bounds.start_earliest or bounds.start_latest or bounds.end_earliest or bounds.end_latest
    return start or "9999", bounds.end_latest or "9999", name


def _days(tenure: Tenure) -> str:
    """From when till when, each as written, else by the day by which it is known; an open end stays open."""
    bounds = tenure.bounds
    start = bounds.since or (f"≤ {bounds.start_latest}" if bounds.start_latest else "?")
    end = bounds.until or (f"≤ {bounds.end_latest}" if bounds.end_latest else "?" if tenure.over else "")
    return f"{start} – {end}".rstrip()
