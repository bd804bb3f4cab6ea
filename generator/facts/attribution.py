"""Figures in one sentence that stand as one another's: each belongs to whoever is named nearest to it in its clause."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator.base import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.facts.claimants import Names

_CLAUSE: Final = re.compile(
    r";|\s[\u2013\u2014]\s|,?\s(?:while|whereas|but|and|yet|though|although|where|when|against)\s", re.IGNORECASE
)
_SAYS: Final = re.compile(
    r"[\s,(\u2013\u2014]*(?:\(|(?:says?|said|according|as|by|for|in|reports?|reported|writes?|wrote|claims?|claimed|"
    r"counts?|counted|holds?|held|tells?|told|estimates?|estimated)\b)",
    re.IGNORECASE,
)
"""What leads from a figure to whoever is named after it: "9%, says the union", "9% (the union)"."""


@dataclass(frozen=True, slots=True)
class Said:
    """A figure in a sentence: where its words begin and end there, and whose it is (a person's id, or words)."""

    start: int
    end: int
    by: str


def swapped(sentence: str, said: Sequence[Said], names: Iterable[tuple[str, Names]]) -> dict[Said, str]:
    """Give the figures that a sentence clearly gives to another claimant, each with that one.

    It is clear where another claimant is named for a figure, and its own claimant for a figure that is not theirs.
    """
    named = sorted((place, by) for by, one in names for place in one.places(sentence))
    given = {one: _given(sentence, one, said, named) for one in said}
    taken = {by for one, by in given.items() if by != one.by}
    return {one: by for one, by in given.items() if by and by != one.by and one.by in taken}


def _given(sentence: str, one: Said, said: Sequence[Said], named: Sequence[tuple[int, str]]) -> str:
    """Give who is named for a figure: who is said to say it after it, else the last before it; "" for nobody."""
    breaks = [match.start() for match in _CLAUSE.finditer(sentence)]
    first = max((place for place in breaks if place < one.start), default=0)
    ends = (*breaks, *(other.start for other in said))
    last = min((place for place in ends if place >= one.end), default=len(sentence))
    after = next(((place, by) for place, by in named if one.end <= place < last), None)
    if after is not None and _SAYS.match(sentence[one.end : after[0]]):
        return after[1]
    return next((by for place, by in reversed(named) if first <= place < one.end), "")
