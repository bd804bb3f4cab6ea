"""The parts of a text that are somebody else's words: in quotation marks, or set apart as a quotation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.document import Document

_PAIRS: Final = {
    "\u201c": "\u201d\u201c",
    "\u201e": "\u201c\u201d",
    "\u00ab": "\u00bb",
    "\u00bb": "\u00ab",
    "\u300c": "\u300d",
    "\u300e": "\u300f",
    "\u2018": "\u2019",
    '"': '"',
}
"""Opening marks with what closes each (German closes with the mark that opens in English)."""

_OPENERS: Final = tuple('\u201c\u201e\u00ab\u300c\u300e\u2018"')
_OPEN: Final = re.compile(
    r"[\u201c\u201e\u00ab\u300c\u300e]|\u2018(?<!\w\u2018)|\"(?<![^\s(\[{\u2014\u2013/-]\")(?=\S)"
)
_CLOSE: Final = {
    mark: re.compile(r"(?<=\S)\"(?!\w)" if mark == '"' else rf"[{ends}](?!\w)" if mark == "\u2018" else f"[{ends}]")
    for mark, ends in _PAIRS.items()
}


def quoted_parts(document: Document) -> tuple[tuple[int, int], ...]:
    """Give where quotations begin and end in the plain text of a document, in its order, none inside another."""
    set_apart = [(zone.start, zone.end) for zone in document.zones if zone.kind == "quotation"]
    return tuple(_joined(sorted([*set_apart, *quotations(document.plain)])))


def _joined(parts: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    end = -1
    for start, last in parts:
        if last > end:
            yield start, last
            end = last


def quotations(plain: str) -> Iterator[tuple[int, int]]:
    """Give what stands in quotation marks, each within its line.

    A mark that nothing closes opens a quotation to the end of its line where the next line begins with such a mark, as
    in quotations of several paragraphs; else it is none.
    """
    if not any(mark in plain for mark in _OPENERS):
        return
    start = 0
    for line in plain.splitlines(keepends=True):
        yield from _in_line(plain, start, start + len(line))
        start += len(line)


def _in_line(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    hopeless: set[str] = set()
    while (opened := _OPEN.search(plain, position, end)) is not None:
        position = opened.end()
        mark = opened.group()
        if mark in hopeless:
            continue
        closed = _CLOSE[mark].search(plain, position, end)
        if closed is not None:
            yield opened.start(), closed.end()
            position = closed.end()
        elif plain.startswith(mark, end):
            yield opened.start(), end
            return
        else:
            hopeless.add(mark)
