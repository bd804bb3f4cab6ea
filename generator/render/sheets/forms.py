"""A sheet as text, CSV, JSON or Markdown."""

from __future__ import annotations

import json
import re
import textwrap
from typing import TYPE_CHECKING, Final

from generator.base import dataclass
from generator.render.data import as_csv as table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_MARKUP: Final = re.compile(r"[\\`*_\[\]<>|#]")
_LINE: Final = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_WIDTH: Final = 100
_LABEL: Final = 9
_SHOWN: Final = ("address", "where", "kind")
"""Columns that stand in the first line of an entry of the text, not in a line of their own."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A title, a line that says what is in it, and rows: a text for each of the columns."""

    title: str
    summary: str
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]


def as_text(sheet: Sheet) -> str:
    """Give an entry a figure, with a box to tick, for the terminal and for printing."""
    lines = [sheet.title, sheet.summary]
    for row in sheet.rows:
        head = row["words"] or row.get("value", "") or row.get("label", "") or row["address"]
        lines += ["", f"[ ] {row['number']}. {_one_line(head)}  ({row['kind']}, {row['where']})"]
        lines += [line for column in sheet.columns for line in _entry(column, row.get(column, ""))]
    return "".join(f"{_clean(line)}\n" for line in lines)


def _entry(column: str, words: str) -> Iterable[str]:
    if not words or column in {"number", "where", "kind", "words", "checked"}:
        return ()
    first = f"    {column.replace('_', ' '):{_LABEL}} "
    return textwrap.wrap(
        _one_line(words), _WIDTH, initial_indent=first, subsequent_indent=" " * len(first), break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip


def as_csv(sheet: Sheet) -> str:
    """Give a line a figure (RFC 4180), with nothing that a spreadsheet would take for a formula."""
    return table(sheet.columns, sheet.rows).decode()


def as_markdown(sheet: Sheet) -> str:
    """Give a table with a box to tick in each row; a mark of Markdown in the words stays what it is."""
    shown = [column for column in sheet.columns if column != "checked" and any(row[column] for row in sheet.rows)]
    head = ["", *(column.replace("_", " ") for column in shown)]
    lines = [f"# {_escape(sheet.title)}", "", _escape(sheet.summary), "", _row(head), _row(["---"] * len(head))]
    lines += [_row(["\u2610", *(_escape(row[column]) for column in shown)]) for row in sheet.rows]
    return "".join(f"{line}\n" for line in lines)


def _row(texts: Iterable[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _escape(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", _one_line(text))


def _one_line(text: str) -> str:
    return _LINE.sub(" ", text)


def _clean(text: str) -> str:
    """Replace what a terminal would obey."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", "\ufffd", text)


def as_json_text(sheet: Sheet) -> str:
    """Give the sheet as JSON."""
    held = {"title": sheet.title, "summary": sheet.summary, "rows": [dict(row) for row in sheet.rows]}
    return json.dumps(held, ensure_ascii=False, indent=1) + "\n"


FORMS: Final[dict[str, Callable[[Sheet], str]]] = {
    "text": as_text,
    "csv": as_csv,
    "json": as_json_text,
    "markdown": as_markdown,
}
