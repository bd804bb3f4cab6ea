"""Edits into the text of a file, which keeps its byte order mark and its line ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.diagnostics import Edit

_LINE_END: Final = re.compile("\r\n|\r|\n")
_MARK: Final = "\ufeff"


def line_starts(raw: str) -> list[int]:
    """Give where each line of a text begins, a byte order mark passed over."""
    return [len(_MARK) if raw.startswith(_MARK) else 0, *(match.end() for match in _LINE_END.finditer(raw))]


def offsets(raw: str, starts: Sequence[int], edit: Edit) -> tuple[int, int]:
    """Give where an edit begins and ends in a text; a line break counts as one character, however it is written."""
    first = starts[edit.span.line - 1] + edit.span.column - 1
    last = first
    for _ in range(edit.span.length):
        last += len("\r\n") if raw.startswith("\r\n", last) else 1
    return first, last


def spliced(raw: str, edits: Iterable[Edit]) -> str:
    """Give a text with edits made, which must not overlap."""
    starts = line_starts(raw)
    parts, at = [], 0
    for first, last, words in sorted((*offsets(raw, starts, edit), edit.replacement) for edit in edits):
        parts += [raw[at:first], words]
        at = last
    return "".join([*parts, raw[at:]])
