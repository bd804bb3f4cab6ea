"""Bytes of data files: JSON, and CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# What begins a formula in some spreadsheet (OWASP ASVS 5.0, 1.2.10), and the full-width forms that some take for it.
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_CONTROLS = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f]")


def as_json(value: object) -> bytes:
    """Give JSON as UTF-8, in the order given."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Give a table as RFC 4180 has it: commas, CRLF, quotes where they are needed, UTF-8 without a mark of its order.

    What a row does not have is an empty cell.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([safe_cell(row.get(column, "")) for column in columns] for row in rows)
    return out.getvalue().encode()


def safe_cell(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula; a plain number stays one, also below zero."""
    text = _CONTROLS.sub("", text)
    if _NUMBER.fullmatch(text):
        return text
    return f"'{text}" if text.lstrip(" \N{NO-BREAK SPACE}")[:1] in _FORMULA and text else text
