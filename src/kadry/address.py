"""Addresses that can stand as an IRI in every RDF syntax as they are: the only place that decides it."""

import re

# RFC 3986 with a plain ASCII host: no user name that could pose as one, no brackets, nothing left to escape
_PATH = r"(?:[A-Za-z0-9._~:/@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*"
_QUERY = r"(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*"
_ADDRESS = re.compile(
    rf"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{{1,5}})?(?:/{_PATH})?(?:\?{_QUERY})?(?:#{_QUERY})?"
)


def is_address(text: str) -> bool:
    """Whether a text is an http or https address that can stand as an IRI in every syntax as it is."""
    return _ADDRESS.fullmatch(text) is not None
