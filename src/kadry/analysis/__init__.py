"""Analysis: a Graph, or its GraphML export, in; flat rows out.

Nothing here adds a fact. An unknown date stays None, two people overlap "certainly" only where the known bounds leave
no other possibility, and what is known is counted apart from what is possible. docs/analysis.md says why.
"""

from kadry.analysis.clashes import (
    Contradiction,
    Rival,
    contradictions,
    own_contradictions,
    rival,
    rival_holders,
)
from kadry.analysis.networks import (
    Central,
    Interlock,
    centrality,
    communities,
    from_networkx,
    interlocks,
    projection,
    two_mode,
)
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
from kadry.analysis.sources import (
    Agreed,
    Bin,
    Covered,
    Site,
    Speaker,
    agreement,
    confidences,
    coverage,
    sites,
    speakers,
)
from kadry.analysis.stays import Length, Survival, Turnover, Undated, lengths, survival, turnover, undated

__all__ = [
    "Agreed",
    "Bin",
    "Central",
    "Contradiction",
    "Covered",
    "Interlock",
    "Length",
    "Overlap",
    "Rival",
    "Shared",
    "Site",
    "Size",
    "Speaker",
    "Spell",
    "Survival",
    "Turnover",
    "Undated",
    "agreement",
    "career",
    "centrality",
    "communities",
    "confidences",
    "contradictions",
    "coverage",
    "find_body",
    "find_person",
    "from_networkx",
    "interlocks",
    "lengths",
    "members",
    "overlap",
    "own_contradictions",
    "projection",
    "rival",
    "rival_holders",
    "shared",
    "sites",
    "sizes",
    "speakers",
    "spells",
    "survival",
    "turnover",
    "two_mode",
    "undated",
]
