"""Copies: which texts are one source, since they are reprints of one another (docs/reprints.md).

A pure function of the set of texts: a pair is judged by its own two texts and nothing else, and a group is what
pairs connect. It knows texts only, so that the store can keep their fingerprints and the graph can count by groups.
"""

from kadry.copies.fingerprints import FORMAT, fingerprint
from kadry.copies.groups import copy_groups
from kadry.copies.verdict import are_copies

__all__ = ["FORMAT", "are_copies", "copy_groups", "fingerprint"]
