"""Whether the one thing that changed in a file is the one that was meant."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from generator.fix.splice import line_starts, offsets
from generator.load.leaves import leaves
from generator.load.yaml import text_of
from generator.model.quoting import read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.diagnostics import Edit
    from generator.load.node import Scalar
    from generator.load.tree import TextFile


def only_meant(before: TextFile, after: TextFile, edits: Sequence[Edit]) -> bool:
    """Tell whether a file reads as it did but for the edits: the same texts in the same places, written the same way.

    It is read again for that, by the reader of the site: what breaks a text out of its quotes, its indentation or its
    table is found, however it does so.
    """
    old, new = leaves(before), leaves(after)
    if [way for way, _ in old] != [way for way, _ in new]:
        return False
    starts = line_starts(before.text)
    placed = sorted((*offsets(before.text, starts, edit), edit) for edit in edits)
    firsts = [first for first, _, _ in placed]
    met: set[int] = set()
    for (_, was), (_, now) in zip(old, new, strict=True):
        inside = range(bisect_left(firsts, was.start), bisect_right(firsts, was.end))
        met.update(inside)
        if was.style != now.style or now.text != _meant(before, was, [placed[index] for index in inside]):
            return False
    return len(met) == len(placed)


def _meant(file: TextFile, scalar: Scalar, placed: Sequence[tuple[int, int, Edit]]) -> str | None:
    """Give what a text must read after its edits; None where an edit does not stand in its words."""
    if not placed:
        return scalar.text
    text = text_of(file, scalar)
    parts, at = [], 0
    for first, last, edit in placed:
        start = text.find(edit.span)
        if start is None:
            return None
        parts += [text.text[at:start], read(edit.replacement, text.style)]
        at = start + last - first
    return "".join([*parts, text.text[at:]])
