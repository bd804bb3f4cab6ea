"""Words that know where they stand in the author's file."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from generator.base import dataclass
from generator.diagnostics import Span
from generator.diagnostics.edit import Edit
from generator.model.quoting import written

_START = attrgetter("start")
_PLACE = attrgetter("line", "column")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that stands in the file character for character.

    `start` is its offset in the text; `offset` (from 0), `line` and `column` (from 1) are where it begins in the file.
    """

    start: int
    offset: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Where each character of a text stands in its file: runs in ascending order, the first at offset 0 of the text."""

    path: str
    runs: tuple[Run, ...]

    def place(self, position: int) -> Run:
        """Give the place in the file of the character at `position` (its `start` is `position`)."""
        run = self.runs[bisect_right(self.runs, position, key=_START) - 1]
        ahead = position - run.start
        return Run(position, run.offset + ahead, run.line, run.column + ahead)

    def span(self, start: int, end: int) -> Span:
        """Give the span in the file of the characters from `start` up to, not including, `end`."""
        first = self.place(start)
        last = self.place(max(start, end - 1))
        return Span(self.path, first.line, first.column, last.offset - first.offset + 1)

    def find(self, line: int, column: int) -> int | None:
        """Give the position in the text of a place in the file; None where it is no place of the text."""
        index = bisect_right(self.runs, (line, column), key=_PLACE) - 1
        run = self.runs[max(index, 0)]
        position = run.start + column - run.column
        end = self.runs[index + 1].start if index + 1 < len(self.runs) else None
        if run.line != line or position < run.start or (end is not None and position > end):
            return None
        return position

    def since(self, start: int) -> SourceMap:
        """Give the map of the text that begins at `start`."""
        first = self.place(start)
        later = (Run(run.start - start, run.offset, run.line, run.column) for run in self.runs if run.start > start)
        return SourceMap(self.path, (Run(0, first.offset, first.line, first.column), *later))


@dataclass(frozen=True, slots=True)
class Text:
    """A string and its place. `span` covers it as written, quotes included; `map` is there where the two differ.

    `style` says how the file writes it, as in `model/quoting.py`.
    """

    text: str
    span: Span
    map: SourceMap | None = None
    style: str = ""

    def at(self, start: int, length: int | None = None) -> Span:
        """Give the span of a part of the text, in the file."""
        size = len(self.text) - start if length is None else length
        if self.map is not None and self.map.runs:
            return self.map.span(start, start + max(size, 1))
        return Span(self.span.path, self.span.line, self.span.column + start, max(size, 1))

    def find(self, place: Span) -> int | None:
        """Give the position in the text of a place in its file; None where the place lies elsewhere."""
        if place.path != self.span.path:
            return None
        if self.map is not None and self.map.runs:
            position = self.map.find(place.line, place.column)
        else:
            position = place.column - self.span.column if place.line == self.span.line else None
        return position if position is not None and 0 <= position <= len(self.text) else None

    def before(self, position: int) -> Span:
        """Give the empty span before a character, or after the last one."""
        size = len(self.text)
        span = self.at(min(position, max(size - 1, 0)), 1)
        return Span(span.path, span.line, span.column + (1 if size and position >= size else 0), 0)

    def insert(self, position: int, words: str) -> Edit:
        """Give the edit that puts words before a character, or after the last one."""
        return Edit(self.before(position), written(words, self.style))

    def part(self, start: int, end: int) -> Text:
        """Give a part of the text that knows its own place."""
        return Text(self.text[start:end], self.at(start, end - start), self.map and self.map.since(start), self.style)

    def stripped(self) -> Text:
        """Give the text without the white space around it."""
        start = len(self.text) - len(self.text.lstrip())
        end = len(self.text.rstrip())
        return self if (start, end) == (0, len(self.text)) else self.part(start, max(start, end))

    def __str__(self) -> str:
        """Give the words alone."""
        return self.text
