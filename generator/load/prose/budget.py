"""How much one text may hold: bounds that keep a slip, or malice, from taking minutes.

Measured on one core with markdown-it-py 4.3: its rules are linear in the text, but an opening bracket that finds no
partner costs 0.1 ms, because up to 60 levels are looked through for it, and a line some 0.05 ms. Within these bounds
the slowest text takes about two seconds.
"""

from __future__ import annotations

from typing import Final

LENGTH: Final = 500_000
"""Characters: some 80,000 words."""

BRACKETS: Final = 10_000
"""Opening square brackets."""

LINES: Final = 20_000
"""Lines."""


def excess(text: str) -> tuple[int, str] | None:
    """Give what a text has too much of, in words, and where the bound is passed; None where it keeps them all."""
    if len(text) > LENGTH:
        return LENGTH, f"this text has {len(text):,} characters, more than {LENGTH:,}"
    for sign, bound, words in (("[", BRACKETS, "square brackets"), ("\n", LINES, "lines")):
        count = text.count(sign)
        if count > bound:
            return _place(text, sign, bound), f"this text has {count:,} {words}, more than {bound:,}"
    return None


def _place(text: str, sign: str, bound: int) -> int:
    """Give the offset of the first sign past the bound."""
    position = -1
    for _ in range(bound + 1):
        position = text.find(sign, position + 1)
    return position
