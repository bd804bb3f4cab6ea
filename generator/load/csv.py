"""CSV files -> tables of cells that know their places (RFC 4180: commas, double quotes, a header)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import field, replace
from typing import TYPE_CHECKING, Final

from generator.base import dataclass
from generator.diagnostics import Diagnostic, Related, Span, diagnose
from generator.load.limits import NODES
from generator.load.node import Scalar
from generator.load.yaml.characters import check_characters, mend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.load.tree import TextFile

# Possessive, so that a quote without an end is found to have none in one pass.
_QUOTED: Final = re.compile(r'"(?:[^"]++|"")*+"')
_BARE: Final = re.compile(r"[^,\n]*")
_SEPARATORS: Final = {";": "semicolons", "\t": "tabs", "|": "bars"}

Row = tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A header and rows of as many cells as it has; all are texts as written, their style is "cell"."""

    header: Row
    rows: tuple[Row, ...]
    span: Span


@dataclass(slots=True)
class _Cursor:
    """Where reading stands: an offset, the line (from 1) and the offset at which that line begins.

    `cut` says that a quote without an end has swallowed the rest of the file.
    """

    file: TextFile
    at: int = 0
    line: int = 1
    begin: int = 0
    cells: int = 0
    cut: bool = False
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def ended(self) -> bool:
        """Whether the text is at its end."""
        return self.at >= len(self.file.text)

    def sees(self, character: str) -> bool:
        """Say whether a character comes next."""
        return self.file.text.startswith(character, self.at)

    def span(self, start: int, end: int) -> Span:
        """Give the span of a part of the present line (or one that begins there)."""
        return Span(self.file.path, self.line, start - self.begin + 1, max(end - start, 1))

    def go(self, offset: int) -> None:
        """Move on to an offset, counting the lines between."""
        breaks = self.file.text.count("\n", self.at, offset)
        if breaks:
            self.line += breaks
            self.begin = self.file.text.rfind("\n", self.at, offset) + 1
        self.at = offset

    def report(self, span: Span, message: str, hint: str) -> None:
        """Note a problem (E-CSV)."""
        self.diagnostics.append(diagnose("E-CSV", span, message, hint=hint))


def read_csv(file: TextFile) -> tuple[Table | None, tuple[Diagnostic, ...]]:
    """Give the table of a CSV file, or None where its header cannot be read.

    Spaces around a cell without quotes do not count. Empty lines, and rows of empty cells alone, are skipped; a row
    with too few or too many cells is reported and left out.
    Reports E-CSV, and E-LIMIT past the largest number of cells.
    """
    strange = check_characters(file, "E-CSV")
    cursor = _Cursor(replace(file, text=mend(file.text)) if strange else file)
    separator = _foreign_separator(cursor)
    if separator is not None:
        return None, (*strange, separator)
    records = _records(cursor)
    header = next(records, None)
    if header is None:
        if not cursor.cut:
            cursor.report(Span(file.path), "this table is empty", "write a header: the names of the columns")
        return None, (*strange, *cursor.diagnostics)
    _check_header(cursor, header)
    rows = tuple(row for row in records if _fits(cursor, header, row))
    return Table(header, rows, header[0].span), (*strange, *cursor.diagnostics)


def _foreign_separator(cursor: _Cursor) -> Diagnostic | None:
    """Report a header that other separators than commas divide, at the first of them."""
    text = cursor.file.text
    start = len(text) - len(text.lstrip("\n"))
    first = text[start:].partition("\n")[0]
    found = [(first.index(sign), sign) for sign in _SEPARATORS if sign in first]
    if "," in first or not found:
        return None
    at, sign = min(found)
    span = Span(cursor.file.path, start + 1, at + 1)
    message = f"the columns of this table are divided by {_SEPARATORS[sign]}"
    return diagnose("E-CSV", span, message, hint="save it with commas between the columns")


def _records(cursor: _Cursor) -> Iterator[Row]:
    """Give the rows that are not empty, up to the end, the limit of cells or a quote without an end."""
    while not cursor.ended:
        row = tuple(_row(cursor))
        if cursor.cut:
            return
        if any(cell.text for cell in row):
            yield row
        cursor.cells += len(row)
        if cursor.cells > NODES:
            message = f"this table has more than {NODES:,} cells"
            cursor.diagnostics.append(diagnose("E-LIMIT", row[0].span, message, hint="split it into several files"))
            return


def _row(cursor: _Cursor) -> Iterator[Scalar]:
    """Read one line of cells, and move past its end."""
    while True:
        yield _cell(cursor)
        if not cursor.sees(","):
            cursor.go(cursor.at + 1)
            return
        cursor.at += 1


def _cell(cursor: _Cursor) -> Scalar:
    """Read one cell, up to the comma or the line break after it."""
    if cursor.sees('"'):
        return _quoted(cursor)
    match = _BARE.match(cursor.file.text, cursor.at)
    raw = match.group() if match else ""
    words = raw.strip()
    start = cursor.at + len(raw) - len(raw.lstrip()) if words else cursor.at
    span = cursor.span(start, start + len(words))
    if words.startswith('"'):
        cursor.report(span, "a space stands before this quote, which is then part of the text", "remove the space")
    cursor.at += len(raw)
    return Scalar(words, span, "cell", start, start + len(words))


def _quoted(cursor: _Cursor) -> Scalar:
    text, start = cursor.file.text, cursor.at
    match = _QUOTED.match(text, start)
    if match is None:
        span = cursor.span(start, start + 1)
        cursor.report(span, "the quote that begins here has no end", "close it")
        cursor.at, cursor.cut = len(text), True
        return Scalar("", span, "cell", start, start)
    span = cursor.span(start, match.end())
    cursor.go(match.end())
    rest = _BARE.match(text, cursor.at)
    if rest is not None and rest.group().strip():
        where = cursor.span(cursor.at, rest.end())
        cursor.report(where, "the cell goes on after its closing quote", 'write a quote inside a quoted cell as ""')
    cursor.at = rest.end() if rest else cursor.at
    return Scalar(match.group()[1:-1].replace('""', '"'), span, "cell", start, match.end())


def _check_header(cursor: _Cursor, header: Row) -> None:
    """Report columns without a name, and two of one name."""
    seen: dict[str, Scalar] = {}
    for number, cell in enumerate(header, start=1):
        if not cell.text:
            cursor.report(cell.span, f"column {number} has no name", "name it, or remove the column")
            continue
        first = seen.setdefault(unicodedata.normalize("NFC", cell.text), cell)
        if first is not cell:
            related = (Related(first.span, "the first one"),)
            message = f"two columns have the name {cell.text}"
            cursor.diagnostics.append(diagnose("E-CSV", cell.span, message, hint="rename one", related=related))


def _fits(cursor: _Cursor, header: Row, row: Row) -> bool:
    """Say whether a row has as many cells as the header; report it where not, at the first cell too many."""
    if len(row) == len(header):
        return True
    many = len(row) > len(header)
    hint = "put a text that holds a comma in quotes" if many else "leave a cell empty by its comma alone"
    message = f"this row has {len(row)} cells, and the header {len(header)}"
    cursor.report(row[len(header)].span if many else row[-1].span, message, hint)
    return False
