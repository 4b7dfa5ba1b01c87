"""Resolve: which in-document entities are one person or one body. Derived, never stored as truth."""

from kadry.resolve.clusters import partition
from kadry.resolve.compare import Comparison, Reason, compare

__all__ = ["Comparison", "Reason", "compare", "partition"]
