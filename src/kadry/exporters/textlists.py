"""Values of a drawing's attributes, and several texts as one."""

from collections.abc import Iterable

Value = str | bool | int | float | None


def joined(items: Iterable[str]) -> str | None:
    """The items as one string; a bar within one becomes a broken bar, so that no text can pose as two items."""
    parts = [item.replace("|", "¦") for item in items]
    return " | ".join(parts) if parts else None
