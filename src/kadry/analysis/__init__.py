"""Analysis: a Graph, or its GraphML export, in; flat rows out.

Nothing here adds a fact. An unknown date stays None, two people overlap "certainly" only where the known bounds leave
no other possibility, and what is known is counted apart from what is possible. docs/analysis.md says why.
"""

from kadry.analysis.clashes import Contradiction, Rival, contradictions, own_contradictions, rival, rival_holders
from kadry.analysis.networks import from_networkx
from kadry.analysis.overlaps import Overlap, overlap
from kadry.analysis.rows import (
    Shared,
    Size,
    Spell,
    career,
    find_body,
    find_person,
    members,
    shared,
    sizes,
    spells,
)

__all__ = [
    "Contradiction",
    "Overlap",
    "Rival",
    "Shared",
    "Size",
    "Spell",
    "career",
    "contradictions",
    "find_body",
    "find_person",
    "from_networkx",
    "members",
    "overlap",
    "own_contradictions",
    "rival",
    "rival_holders",
    "shared",
    "sizes",
    "spells",
]
