"""Resolve: which in-document entities are one person or one body. Derived, never stored as truth."""

from kadry.resolve.clusters import partition
from kadry.resolve.compare import Comparison
from kadry.resolve.explain import Resolution, Unsure, compare, resolve
from kadry.resolve.likeness import Reason

__all__ = ["Comparison", "Reason", "Resolution", "Unsure", "compare", "partition", "resolve"]
