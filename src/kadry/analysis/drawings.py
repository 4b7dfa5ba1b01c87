"""Drawings: timelines, counts by year and a network, on matplotlib axes; needs the extra ``notebooks``.

Colours are those of M. Okabe and K. Ito (Color Universal Design, 2008), and nothing is told by colour alone. Text from
documents is drawn as it is: ``$`` begins no formula.
"""

import textwrap
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from kadry.analysis.hierarchy import Branch
from kadry.analysis.rows import Spell
from kadry.analysis.stays import Survival, Turnover
from kadry.graph import Bounds

SURE, PERHAPS, INK, PALE = "#0072B2", "#9ECAE8", "#222222", "#8A949E"
GROUPS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7A6A00")
_YEAR = 365.25
_STUB = 0.035  # of the width: the dotted end of a bar whose limit is unknown
_WRAP = 44  # letters of a label's line
_STYLES: dict[str | None, tuple[Any, float]] = {
    "known": ("-", 1.8),
    "possible": ((0, (4, 2)), 1.8),
    None: ((0, (1, 2)), 1.0),
}


def timeline(axes: Any, spells: Sequence[Spell], labels: Sequence[str]) -> None:
    """One bar a tenure, from the top down: dark while held for certain, light while perhaps, dotted where unknown.

    A tenure without any date has a row without a bar.
    """
    spans = [_span(spell.bounds) for spell in spells]
    days = [day for span in spans for day in span if day is not None]
    first, last = min(days, default=2000.0), max(days, default=2001.0)
    stub = max((last - first) * _STUB, 0.1)
    for row, span in enumerate(spans):
        _bar(axes, row, span, stub)
    axes.set_ylim(len(spells) - 0.4, -0.6)
    axes.set_xlim(first - 2 * stub, last + 2 * stub)
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.set_yticks(range(len(spells)), [_wrapped(label) for label in labels], parse_math=False)
    tidy(axes)
    axes.grid(axis="x", color="#E3E6E8")
    _legend(axes, _timeline_key())


def changes(axes: Any, rows: Sequence[Turnover]) -> None:
    """Bars by year: appointed upwards, left downwards; the possible is light and stands beyond the known."""
    years = [row.year for row in rows]
    for sign, known, perhaps, colour, light, word in (
        (1, "appointed", "perhaps_appointed", SURE, PERHAPS, "began"),
        (-1, "left", "perhaps_left", "#D55E00", "#F3C6A5", "ended"),
    ):
        sure = [sign * getattr(row, known) for row in rows]
        axes.bar(years, sure, color=colour, label=f"{word} for certain")
        beyond = [sign * getattr(row, perhaps) for row in rows]
        if any(beyond):
            axes.bar(years, beyond, bottom=sure, color=light, hatch="///", edgecolor="white", label=f"perhaps {word}")
    axes.axhline(0, color=INK, linewidth=0.8)
    axes.yaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
    axes.yaxis.get_major_locator().set_params(integer=True)
    tidy(axes)
    axes.legend(frameon=False, ncols=2, loc="lower left", bbox_to_anchor=(0, 1.0))


def staying(axes: Any, survival: Survival) -> None:
    """The two estimates of how many tenures last how long, and the room between them."""
    for curve, style, word in ((survival.shortest, "--", "shortest"), (survival.longest, "-", "longest")):
        days, shares = zip(*curve, strict=True)
        axes.step([day / _YEAR for day in days], shares, style, where="post", color=SURE, label=f"{word} reading")
    axes.set_ylim(0, 1.02)
    axes.set_xlim(left=0)
    axes.set_xlabel("years in a post")
    axes.set_ylabel("share still in it")
    tidy(axes)
    axes.legend(frameon=False)


def two_columns(axes: Any, network: Any, groups: Sequence[Sequence[str]], held: Mapping[tuple[str, str], str]) -> None:
    """People on the left, bodies on the right, a line from each to each; nothing overlaps, as every name has a row.

    groups: colours of nodes (`communities`). held: (person, body) → "known" or "possible", where it was held at the
    time that the drawing is of; lines of other times are thin. The figure needs ``height(network)``.
    """
    group_of = {node: number for number, group in enumerate(groups) for node in group}
    places = _rows(network, group_of)
    for one, other in network.edges:
        person, body = (one, other) if network.nodes[one]["kind"] == "person" else (other, one)
        _line(axes, places[person], places[body], GROUPS[group_of[person] % len(GROUPS)], held.get((person, body)))
    for node, (x, y) in places.items():
        axes.plot([x], [y], "o" if x == 0 else "s", color=GROUPS[group_of[node] % len(GROUPS)], markersize=6)
        side = {"ha": "right", "x": -0.03} if x == 0 else {"ha": "left", "x": 1.03}
        name = "\n".join(_lines(network.nodes[node]["label"]))
        axes.text(y=y, s=name, va="center", fontsize=10, color=INK, parse_math=False, linespacing=0.95, **side)
    axes.set_xlim(-0.02, 1.02)
    axes.set_ylim(max((y for _, y in places.values()), default=0) + 0.5, 0)
    axes.set_axis_off()
    _legend(axes, _network_key())


def tree(axes: Any, branches: Sequence[Branch]) -> None:
    """Bodies one under another, each a step to the right of the one above it, with a line to it.

    The line is whole where one is a part of the other, broken where it is under its command or reports to it. The
    figure needs ``0.32 × rows + 1`` inches.
    """
    last: dict[int, int] = {}
    for row, branch in enumerate(branches):
        last[branch.depth] = row
        if branch.depth:
            style = "-" if branch.relation == "part_of" else (0, (4, 2))
            left, top = branch.depth - 1, last[branch.depth - 1]
            axes.plot([left, left, left + 0.8], [top + 0.3, row, row], linestyle=style, color=PALE, linewidth=1.2)
        weight = "normal" if branch.depth else "bold"
        name = "\n".join(_lines(branch.body))
        axes.text(branch.depth - 0.1, row, name, va="center", fontsize=10, color=INK, weight=weight, parse_math=False)
    axes.set_xlim(-0.2, max((branch.depth for branch in branches), default=0) + 4)
    axes.set_ylim(len(branches) - 0.4, -0.6)
    axes.set_axis_off()


def height(network: Any) -> float:
    """How many inches high a figure must be for the rows of `two_columns`, with headline and caption."""
    lines = [(data["kind"], len(_lines(data["label"]))) for _, data in network.nodes(data=True)]
    sides = [[number for kind, number in lines if kind == side] for side in ("person", "body")]
    return 1.5 + max((len(side) * (0.16 * max(side) + 0.19) for side in sides if side), default=0)


def tidy(axes: Any) -> None:
    """No frame, no ticks: the bars and the names alone."""
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(length=0)
    axes.set_axisbelow(True)


def headline(figure: Any, text: str) -> None:
    """The line over a picture."""
    figure.suptitle(text, x=0.01, ha="left", fontsize=13, fontweight="bold", color=INK, parse_math=False)


def caption(figure: Any, text: str) -> None:
    """The line under a picture: what is unknown, and where it is from."""
    figure.supxlabel(textwrap.fill(text, 120), x=0.01, ha="left", fontsize=8, color="#5A6066")


Span = tuple[float | None, float | None, float | None, float | None]


def _span(bounds: Bounds) -> Span:
    """The four bounds as years; the certain ones never outside the possible ones."""
    begun = min(filter(None, (bounds.start_latest, bounds.end_latest)), default=None)
    held = max(filter(None, (bounds.end_earliest, bounds.start_earliest)), default=None)
    first, begun_, held_, last = map(_year, (bounds.start_earliest, begun, held, bounds.end_latest))
    return first, begun_, held_, last


def _year(day: str | None) -> float | None:
    return None if day is None else (date.fromisoformat(day) - date(1, 1, 1)).days / _YEAR + 1


def _bar(axes: Any, row: int, span: Span, stub: float) -> None:
    first, begun, held, last = span
    known = [day for day in span if day is not None]
    if not known:
        axes.text(0.5, row, "no date", va="center", ha="center", color=PALE, transform=axes.get_yaxis_transform())
        return
    low, high = min(known), max(known)
    axes.barh(row, max(high - low, stub / 8), left=low, height=0.5, color=PERHAPS)
    if begun is not None and held is not None and begun <= held:
        axes.barh(row, max(held - begun, stub / 4), left=begun, height=0.5, color=SURE)
    for missing, edge, sign in ((first is None, low, -1), (last is None, high, 1)):
        if missing:
            axes.plot([edge, edge + sign * stub], [row, row], ":", color=SURE, linewidth=2)


def _timeline_key() -> list[Any]:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    return [
        Patch(color=SURE, label="held for certain"),
        Patch(color=PERHAPS, label="perhaps held"),
        Line2D([], [], linestyle=":", color=SURE, linewidth=2, label="no text says since or until when"),
    ]


def _network_key() -> list[Any]:
    from matplotlib.lines import Line2D

    said = {"known": "held then for certain", "possible": "perhaps held then", None: "before or after"}
    return [
        Line2D([], [], marker="o", linestyle="", color=INK, label="person"),
        Line2D([], [], marker="s", linestyle="", color=INK, label="body"),
        *(
            Line2D([], [], linestyle=style, linewidth=width, color=INK, label=said[word])
            for word, (style, width) in _STYLES.items()
        ),
    ]


def _rows(network: Any, group_of: Mapping[str, int]) -> dict[str, tuple[float, float]]:
    """A place for each node: one row each, in the order of groups and then of neighbours, so that few lines cross."""
    sides = [
        sorted((n for n, data in network.nodes(data=True) if data["kind"] == kind), key=lambda n: (group_of[n], n))
        for kind in ("person", "body")
    ]
    order = {node: place / len(side) for side in sides for place, node in enumerate(side)}
    for _ in range(8):  # K. Sugiyama et al., Methods for Visual Understanding of Hierarchical System Structures, 1981
        for side in sides:
            side.sort(key=lambda node: (sum(order[n] for n in network[node]) / max(1, len(network[node])), node))
            order |= {node: place / len(side) for place, node in enumerate(side)}
    most = max(map(len, sides))
    return {
        node: (float(x), (place + 0.5) * most / len(side))
        for x, side in enumerate(sides)
        for place, node in enumerate(side)
    }


def _line(axes: Any, start: tuple[float, float], end: tuple[float, float], colour: str, word: str | None) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    (x, y), (right, down) = start, end
    path = Path([(x, y), (0.5, y), (0.5, down), (right, down)], [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4])
    style, width = _STYLES[word]
    axes.add_patch(PathPatch(path, fill=False, alpha=0.85, color=colour, linestyle=style, linewidth=width))


def _lines(name: str) -> list[str]:
    """A name in at most two lines."""
    return textwrap.wrap(name, _WRAP, max_lines=2, placeholder=" …")


def _wrapped(label: str) -> str:
    return textwrap.fill(label, _WRAP)


def _legend(axes: Any, handles: list[Any]) -> None:
    axes.legend(
        handles=handles, frameon=False, ncols=len(handles), loc="lower left", bbox_to_anchor=(0, 1.0), fontsize=9
    )
