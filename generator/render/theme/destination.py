"""Addresses in attributes: which ones a page may hold."""

from __future__ import annotations

import re
from typing import Final

SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
"""The schemes of links; anything else could run as a program."""

_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.\-]*)\s*:")
_PLAIN = re.compile(r"https?://|#|/(?![/\\\x00-\x20])")
"""Beginnings with which an address leads somewhere whatever follows: nearly all begin so."""

_INVISIBLE = re.compile(r"[\x00-\x20]")


class DestinationError(Exception):
    """An address that a page may not hold."""


def is_destination(text: str) -> bool:
    """Tell whether an address is one of the site's own or of a scheme that only leads somewhere.

    Browsers drop blanks and control characters before and inside a scheme, and read a backslash as a slash.
    """
    if _PLAIN.match(text) is not None:
        return True
    bare = _INVISIBLE.sub("", text)
    if bare[:2].replace("\\", "/") == "//":
        return False
    scheme = _SCHEME.match(bare)
    if scheme is None:
        return ":" not in re.split(r"[/?#]", bare, maxsplit=1)[0]
    return scheme[1].lower() in SCHEMES


def checked_destination(value: object) -> object:
    """Give the value of an expression that begins an address, or raise `DestinationError`."""
    text = str(value)
    if not is_destination(text):
        message = f"the address {text[:60]!r} cannot be used here"
        raise DestinationError(message)
    return value
