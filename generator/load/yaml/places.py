"""From each character of a text back to its place in the file, for every way in which YAML can write a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator.model.text import Run, SourceMap, Text

if TYPE_CHECKING:
    from generator.load.node import Scalar
    from generator.load.tree import TextFile

# White space around line breaks folds; an escaped line break leaves nothing after; `''` and escapes are one character.
_GAP: Final = r"(?P<gap>[ \t]*\n[ \t\n]*)"
_PLAIN: Final = re.compile(rf"{_GAP}|(?P<same>[^ \t\n]+|[ \t]+)")
_SINGLE: Final = re.compile(rf"{_GAP}|(?P<one>'')|(?P<same>[^ \t\n']+|[ \t]+)")
_DOUBLE: Final = re.compile(
    rf"{_GAP}|(?P<join>\\\n[ \t\n]*)"
    r"|(?P<one>\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.))"
    r"|(?P<same>[^ \t\n\\]+|[ \t]+)"
)
_CELL: Final = re.compile(r'(?P<one>"")|(?P<same>[^"]+)')


class _Trace:
    """The runs of one text while they are found: a place in the file and a position in the text, both moving on."""

    def __init__(self, file: TextFile, scalar: Scalar) -> None:
        self.source = file.text
        self.offset, self.line, self.column = scalar.start, scalar.span.line, scalar.span.column
        self.position = 0
        self.room = len(scalar.text)
        self.runs: list[Run] = []

    def go(self, offset: int) -> None:
        """Move on in the file alone."""
        breaks = self.source.count("\n", self.offset, offset)
        if breaks:
            self.line += breaks
            self.column = offset - self.source.rfind("\n", 0, offset)
        else:
            self.column += offset - self.offset
        self.offset = offset

    def take(self, count: int, *, at: int) -> None:
        """Place the next `count` characters of the text at an offset and after it, as far as the text goes."""
        self.go(at)
        size = min(count, self.room - self.position)
        if size <= 0:
            return
        last = self.runs[-1] if self.runs else None
        goes_on = (
            last is not None and last.line == self.line and last.column - last.start == self.column - self.position
        )
        if not goes_on:
            self.runs.append(Run(self.position, self.offset, self.line, self.column))
        self.position += size

    def take_lines(self, start: int, end: int, indent: int) -> None:
        """Place whole lines after their indentation; what was taken last stands in the line right before them."""
        source = self.source
        while start < end and self.position < self.room:
            stop = source.find("\n", start, end) + 1 or end
            self.offset = min(start + indent, max(start, stop - 1))
            self.line, self.column = self.line + 1, self.offset - start + 1
            self.runs.append(Run(self.position, self.offset, self.line, self.column))
            self.position = min(self.position + stop - self.offset, self.room)
            start = stop


def source_map(file: TextFile, scalar: Scalar) -> SourceMap:
    """Give the place in the file of each character of a scalar's text.

    A space that stands for a line break is placed at the break, an escape or a doubled quote at its first character.
    """
    trace = _Trace(file, scalar)
    if scalar.style in ("|", ">"):
        _block(trace, scalar)
    elif scalar.style == "body":
        _lines(trace, scalar.start, scalar.end, 0)
    else:
        _flow(trace, scalar)
    if not trace.runs:
        trace.runs.append(Run(0, scalar.start, scalar.span.line, scalar.span.column))
    return SourceMap(file.path, tuple(trace.runs))


def text_of(file: TextFile, scalar: Scalar) -> Text:
    """Give a scalar's text with its places; the map is left out where the text stands in the file as it is."""
    as_is = scalar.style in ("", "cell", "body") and scalar.end - scalar.start == len(scalar.text)
    if as_is and "\n" not in scalar.text:
        return Text(scalar.text, scalar.span, None, scalar.style)
    in_quotes = scalar.style == "cell" and file.text.startswith('"', scalar.start)
    return Text(scalar.text, scalar.span, source_map(file, scalar), '""' if in_quotes else scalar.style)


def _flow(trace: _Trace, scalar: Scalar) -> None:
    """Follow a plain or quoted text, or a cell."""
    start, end = scalar.start, scalar.end
    pieces = {"'": _SINGLE, '"': _DOUBLE, "cell": _CELL}.get(scalar.style, _PLAIN)
    quoted = scalar.style in ("'", '"') or (scalar.style == "cell" and trace.source.startswith('"', start))
    if quoted:
        start, end = start + 1, end - 1
    for match in pieces.finditer(trace.source, start, end):
        if match.lastgroup == "same":
            _lines(trace, match.start(), match.end(), 0)
        elif match.lastgroup == "one":
            trace.take(1, at=match.start())
        else:
            _fold(trace, match)


def _fold(trace: _Trace, gap: re.Match[str]) -> None:
    """Place what line breaks between words leave: one gives a space (none if escaped), each further one a break."""
    breaks = [match.start() for match in re.finditer("\n", gap.group())]
    if len(breaks) == 1 and gap.lastgroup == "gap":
        trace.take(1, at=gap.start())
    for at in breaks[1:]:
        trace.take(1, at=gap.start() + at)


def _lines(trace: _Trace, start: int, end: int, indent: int) -> None:
    """Place lines that stand in the file as they are, after their indentation."""
    if start < end:
        stop = trace.source.find("\n", start, end) + 1 or end
        first = min(start + indent, max(start, stop - 1))
        trace.take(stop - first, at=first)
        trace.take_lines(stop, end, indent)


def _block(trace: _Trace, scalar: Scalar) -> None:
    """Follow a text after `|` or `>`."""
    start = trace.source.find("\n", scalar.start) + 1 or scalar.end
    indent = _indent(trace.source, scalar.text, start)
    if scalar.style == "|":
        _lines(trace, start, scalar.end, indent)
    else:
        _folded(trace, start, scalar.end, indent)


def _indent(source: str, text: str, start: int) -> int:
    """Give the indentation that YAML took away: what the first line that is not empty has less in the text."""
    words = text.lstrip("\n")
    for _ in range(len(text) - len(words)):
        start = source.find("\n", start) + 1
    return _spaces(source, start) - _spaces(words, 0)


def _spaces(text: str, start: int) -> int:
    count = start
    while text.startswith(" ", count):
        count += 1
    return count - start


def _folded(trace: _Trace, start: int, end: int, indent: int) -> None:
    """Follow the lines after `>`: a break between two lines that both begin with words becomes a space.

    The rule of YAML 1.2, section 8.1.3, as libyaml applies it: lines that begin with white space keep their breaks.
    """
    breaks: list[int] = []
    spaced = True  # nothing folds before the first line
    while start < end:
        stop = trace.source.find("\n", start, end)
        stop = end if stop < 0 else stop
        begin = start + indent
        if begin < stop:
            spaced_now = trace.source[begin] in " \t"
            _between(trace, breaks, folds=not spaced and not spaced_now)
            trace.take(stop - begin, at=begin)
            breaks, spaced = [], spaced_now
        breaks.append(stop)
        start = stop + 1
    _between(trace, breaks, folds=False)


def _between(trace: _Trace, breaks: list[int], *, folds: bool) -> None:
    """Place the breaks between two lines of a folded text: a single one that folds is a space, a first one is lost."""
    kept = breaks[1:] if folds and len(breaks) > 1 else breaks
    for at in kept:
        trace.take(1, at=at)
