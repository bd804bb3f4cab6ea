"""Bytes of data files: JSON, and CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

import json
import re
from json.encoder import encode_basestring
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# What begins a formula in some spreadsheet (OWASP ASVS 5.0, 1.2.10), and the full-width forms that some take for it.
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
_DIVIDED = re.compile(r"([;\t\r\n][ \xa0]*)(?=[=+\-@＝＋－＠])(?!-[0-9.]+(?:[\s;]|\Z))")
"""Where a cell would begin with a formula if a line were divided there, in quotes or not."""
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_NEEDS_QUOTES = re.compile(r"[,;\"\t\r\n]")
_CONTROLS = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f]")


def as_json(value: object) -> bytes:
    """Give JSON as UTF-8, in the order given."""
    return (_indented(value, "\n") + "\n").encode()


def _indented(value: object, line: str) -> str:
    """Give a value as `json.dumps` writes it with an indent of 1, which is slow there; `line` begins each line."""
    if isinstance(value, str):
        return encode_basestring(value)
    inner = f"{line} "
    if isinstance(value, dict) and value:
        parts = [f"{encode_basestring(key)}: {_indented(one, inner)}" for key, one in value.items()]
        return f"{{{inner}{f',{inner}'.join(parts)}{line}}}"
    if isinstance(value, (list, tuple)) and value:
        return f"[{inner}{f',{inner}'.join([_indented(one, inner) for one in value])}{line}]"
    return json.dumps(value)


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Give a table as RFC 4180 has it: commas, CRLF, quotes where they are needed, UTF-8 without a mark of its order.

    What a row does not have is an empty cell. A cell with a semicolon is in quotes as well: some spreadsheets divide
    lines there.
    """
    lines = [list(columns), *([safe_cell(row.get(column, "")) for column in columns] for row in rows)]
    return "".join(f"{','.join(map(_quoted, line))}\r\n" for line in lines).encode()


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES.search(cell) else cell


def safe_cell(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula; a plain number stays one, also below zero.

    Nor is there one in its midst for those that divide lines at semicolons, as they do where a comma stands in numbers.
    """
    if not text or text.isalnum():
        return text
    text = _CONTROLS.sub("", text)
    if _NUMBER.fullmatch(text):
        return text
    text = _DIVIDED.sub(r"\1'", text)
    return f"'{text}" if text.lstrip(" \N{NO-BREAK SPACE}")[:1] in _FORMULA and text else text
