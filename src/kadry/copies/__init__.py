"""Copies: which texts are one source, since they are reprints of one another (docs/reprints.md).

A pure function of the set of texts: a pair is judged by its own two texts and nothing else, and a group is what
pairs connect. It knows texts only, so that the store can keep their fingerprints and the graph can count by groups.
"""

from functools import cache

from kadry.copies.fingerprints import FORMAT, fingerprint, index
from kadry.copies.groups import copy_groups
from kadry.copies.verdict import are_copies
from kadry.versions import hashed

__all__ = ["FORMAT", "are_copies", "copy_groups", "fingerprint", "index", "version"]


@cache
def version() -> str:
    """What groups were worked out by: another one where these modules are others."""
    return hashed("copies", "fold.py")
