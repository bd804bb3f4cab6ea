"""Characters that nobody sees and that change what a reader sees."""

from __future__ import annotations

import re
from typing import Final

INVISIBLE: Final = "[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]"
"""A pattern: controls of direction (Unicode's UAX 9, which Trojan Source abuses) and characters without width.

The joiners U+200C and U+200D are left out: Persian, Hindi and emoji need them.
"""

_PATTERN = re.compile(INVISIBLE)
_DIRECTION: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def find_invisible(text: str) -> list[tuple[int, str]]:
    """Give the place and the description of each such character."""
    return [(found.start(), describe(found.group())) for found in _PATTERN.finditer(text)]


def describe(character: str) -> str:
    """Give the words for such a character."""
    kind = "a control that turns the direction of text" if character in _DIRECTION else "a character without width"
    return f"{kind} (U+{ord(character):04X})"
