"""Marks: what opens and closes quotations and brackets, and dashes however they are typed."""

OPENING, CLOSING = '«"“„', '»"”“'
QUOTES = frozenset(OPENING + CLOSING)
DASHES = frozenset("—–-―−") | {"--"}
BRACKETS = frozenset("()[]")
