"""Values and prose in the one form in which they are compared with what was published."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

from generator.diagnostics import Fault
from generator.model.value import DateValue, Quantity, Several, YesNo, parse_value

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from generator.model.document import Document
    from generator.model.unit import Units
    from generator.model.value import Value

_BOUNDS = {"over": "over ", "under": "under ", "at-least": "at least ", "at-most": "at most "}
_SCALE = re.compile(r"(?:thousand|million|billion|trillion)\b")
# Thousands as they are printed; a value itself is never written so.
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[,'’ \u00a0\u202f]\d{3})+(?!\d)")
_SPACE = re.compile(r"\s+")
# Typography, which says nothing: quotation marks, dashes, spaces, and marks that are not seen.
_TYPOGRAPHY = str.maketrans(
    dict.fromkeys("‘’‚‛ʼ′", "'")
    | dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
    | {"…": "..."}
)
_DIGITS = 16


def canonical(value: Value) -> str:
    """Give a value in one form for all ways to write it: `1.4 million cars` and `1,400,000 cars` are one value."""
    if isinstance(value, Quantity):
        return _quantity(value)
    if isinstance(value, DateValue):
        return value.date.edtf
    if isinstance(value, YesNo):
        return "yes" if value.yes else "no"
    if isinstance(value, Several):
        return ", ".join(canonical(item) for item in value.items)
    return plain_words(value.text)


def _quantity(value: Quantity) -> str:
    ends = [end for end in (value.low, value.high) if end is not None]
    numbers = " to ".join(_number(end) for end in (ends[:1] if value.bound == "exact" else ends))
    name = value.unit.id
    unit = "%" if name == "percent" else f" {name}" if name else ""
    return f"{'~' if value.approximate else ''}{_BOUNDS.get(value.bound, '')}{numbers}{unit}"


def _number(number: Decimal) -> str:
    """Give a number without zeros at the end of its decimals."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def canonical_text(text: str, units: Units, unit: str, scale: str = "") -> str:
    """Give the one form of a value that an author typed elsewhere, as after `was:`; its words where it is no value.

    `unit` stands for one that is missing; `scale` is the scale word of a fact whose unit is, say, `million cars`.
    """
    text = _GROUPED.sub(lambda found: re.sub(r"\D", "", found.group()), text)
    if scale and text[-1:].isdigit():
        text = f"{text} {scale}"
    for given in (unit or None, None):
        value = parse_value(text, units, given)
        if not isinstance(value, Fault):
            return canonical(value)
    return plain_words(text)


def scale_of(unit: str) -> str:
    """Give the scale word with which a fact's unit begins, or ""."""
    found = _SCALE.match(unit)
    return found.group() if found is not None else ""


def plain_words(text: str) -> str:
    """Give words without typography: straight quotation marks, single spaces, one kind of dash."""
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text.translate(_TYPOGRAPHY))).strip()


def digest(documents: Iterable[Document | None]) -> str:
    """Give a digest of what prose says: its words, without markup, typography and spacing."""
    words = "\n".join(plain_words(document.plain) for document in documents if document is not None)
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
