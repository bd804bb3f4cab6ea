"""Ranges of which the words hold one end only: `[45%]–50%`, `[45] to 50%`, `between [45] and 50`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from generator.facts.binding.said import Saying
    from generator.facts.numbers import Number, Phrase

_DASHED: Final = re.compile(r"\s*[-–—‑~〜～]\s*")
_TOGETHER: Final = re.compile(r"\s*(?:to|or|and)\s*", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\bbetween\s+(?:about\s+|some\s+)?$", re.IGNORECASE)
_PLAIN: Final = re.compile(r"[-−–+]?[0-9][0-9.,\s]*")
_SHARED: Final = frozenset({"percent", "points", "money"})
"""Kinds whose sign or word tells the ends apart: `45% to 50%` are two figures, `45 to 50%` is one."""
_VOTES: Final = frozenset(
    {"vote", "votes", "ruling", "decision", "majority", "win", "loss", "defeat", "victory", "split"}
)
_UNJUDGED: Final = frozenset({"bare", "year", "vague"})


def is_torn(phrase: Phrase, number: Number, saying: Saying) -> bool:
    """Tell whether a range is one statement, of which the words hold one number and its other end is bound to nothing.

    Two ends that both name their unit are two figures, as in `from $14 billion to $17 billion`.
    """
    if phrase.bound != "range" or phrase.joined != "range" or len(phrase.numbers) != 2:  # noqa: PLR2004 - two ends
        return False
    first, last = phrase.numbers
    other = last if number is first else first
    if any(start < other.end and other.start < end for start, end in saying.others):
        return False
    between = saying.text[first.end : last.start]
    if _DASHED.fullmatch(between):
        return phrase.kind not in _UNJUDGED and not _VOTES.intersection(phrase.unit.lower().split())
    if not _TOGETHER.fullmatch(between):
        return False
    if phrase.kind in _SHARED:
        return any(_PLAIN.fullmatch(saying.text[one.start : one.end]) for one in (first, last))
    return _BETWEEN.search(saying.text[: first.start]) is not None and phrase.kind != "year"
