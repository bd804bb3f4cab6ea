"""The known name that is nearest to an unknown one, for "did you mean"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from difflib import SequenceMatcher

_LIKENESS: Final = 0.6
"""The least ratio at which a name is worth suggesting: difflib's own choice for words."""

_LONGEST: Final = 80
"""Characters past which nothing is a misspelt name."""


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Give the candidate most like `word`, whatever its case, or None where none is near.

    Of equally near ones it gives the first in alphabetical order, so that messages do not depend on hash order.
    """
    if not word or len(word) > _LONGEST:
        return None
    from difflib import SequenceMatcher  # noqa: PLC0415 - most runs misspell nothing

    matcher = SequenceMatcher(autojunk=False)
    folded = word.casefold()
    matcher.set_seq2(folded)
    best, best_ratio = None, _LIKENESS
    for candidate in sorted(set(candidates)):
        ratio = _ratio(matcher, len(folded), candidate.casefold(), best_ratio)
        if ratio > best_ratio or (best is None and ratio == best_ratio):
            best, best_ratio = candidate, ratio
    return best


def _ratio(matcher: SequenceMatcher[str], size: int, candidate: str, floor: float) -> float:
    """Give the likeness from 0 to 1, or 0.0 as soon as a cheap upper bound shows that it is under `floor`."""
    length = len(candidate)
    if 2 * min(length, size) < floor * (length + size):  # the most that the two lengths allow
        return 0.0
    matcher.set_seq1(candidate)
    if matcher.quick_ratio() < floor:
        return 0.0
    return matcher.ratio()
