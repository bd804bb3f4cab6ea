"""The grammar of values: which of the kinds of value a text is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.diagnostics import Fault
from generator.model.dates import parse_date
from generator.model.unit.money import CODES
from generator.model.value.quantity import parse_quantity
from generator.model.value.types import DateValue, Several, Value, Words, YesNo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model.unit import Units

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_PART = rf"(?:{_MONTH},?\s+(?:{_DAY},?\s+)?|(?:spring|summer|autumn|fall|winter|Q[1-4])\s+)"  # of a year
_BEFORE = r"(?:(?:before|after|since|until|from|between|about|around|circa)\s+|~)?"
_DATES = (
    # digits: 1945-06-26, 2025-06~, 2024-Q1, 201X, 1920s, 2005?, and intervals of them
    r"[0-9]{4}-(?:[0-9]{1,2}(?:-[0-9]{1,2})?|Q[0-9])[~?%]?(?:\s*(?:/|–|\bto\b).*)?",
    r"[0-9]{4}\s?Q[0-9]|[0-9]{3}X.*|[0-9]{2}XX.*|(?:the )?[0-9]{3,4}0s|[0-9]{4}[~?]",
    r"(?:\.\.|[0-9]{4}[0-9X~?%-]*)/(?:\.\.|[0-9X~?%-]*)",
    # what people read in two ways
    r"[0-9]{1,2}(?P<mark>[./-])[0-9]{1,2}(?P=mark)[0-9]{2,4}|[0-9]{1,2}/[0-9]{4}",
    # words: before 1945, 7 July 2025, April to June 2025, about spring 2024, 7 July (which lacks its year)
    r"(?:before|after|since|until)\s+(?:about\s+|~)?[0-9].*",
    rf"{_BEFORE}{_PART}[0-9]{{4}}|{_BEFORE}(?:[0-9]|the\s+[0-9]|{_MONTH}\s|{_PART}).*?\b{_PART}[0-9]{{4}}",
    rf"{_DAY}\s+{_MONTH}",
)
_DATE = re.compile("|".join(_DATES), re.IGNORECASE)
_ORDINAL = re.compile(r"[0-9]+(?:st|nd|rd|th)\b")
_LEADING = re.compile(
    r"(?:~|≈|>=?|<=?|≤|≥|(?:about|around|approximately|roughly|circa|ca\.|c\.|more than|over|above|less than|fewer than"
    r"|under|below|at least|no less than|no fewer than|at most|no more than|up to|nearly|almost|some|just over"
    r"|just under|well over|only|exactly|between|from)\s+)*"
    r"(?P<number>[-−+]?(?:[A-Z]{0,2}[$¥€£₹₩₽₺₴₫₪฿₦₱₸₵]\s?)?[.]?[0-9½⅓⅔¼¾⅕⅛])",
    re.IGNORECASE,
)
_CODE_FIRST = re.compile(r"(?P<code>[A-Z]{3})\s?[0-9]")
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class ItemFault:
    """A fault in an item of a list; `index` counts from 0."""

    index: int
    fault: Fault


def parse_value(text: str, units: Units, unit: str | None = None) -> Value | Fault:
    """Read the value of a fact: a quantity, a date, yes or no, a list in brackets, or words.

    What begins like a number, a hedge before a number, or a date has to be one, so that a misspelt figure never passes
    as words. A bare whole number is a number, also one that looks like a year. `unit` is the fact's own key, for a
    number that has none. Faults: E-VALUE, E-UNIT, E-DATE, their places in `text`.
    """
    stripped = text.strip()
    if not stripped:
        return Fault("E-VALUE", "there is no value here", "write a value, or remove the key")
    offset = len(text) - len(text.lstrip())
    found = _value(stripped, units, unit)
    if not isinstance(found, Fault):
        return found
    if not stripped[found.start :].strip():  # something is missing at the end: the whole is the place
        return replace(found, start=offset, length=len(stripped))
    return replace(found, start=found.start + offset, length=found.length or len(stripped))


def parse_list(items: Sequence[str], units: Units, unit: str | None = None) -> Several | tuple[ItemFault, ...]:
    """Read a list of values, or give the faults of all items that cannot be read."""
    values: list[Value] = []
    faults: list[ItemFault] = []
    for index, item in enumerate(items):
        found = parse_value(item, units, unit)
        if isinstance(found, Fault):
            faults.append(ItemFault(index, found))
        else:
            values.append(found)
    return tuple(faults) or Several(", ".join(item.strip() for item in items), tuple(values))


def _value(text: str, units: Units, unit: str | None) -> Value | Fault:
    lowered = text.lower()
    if lowered in {"yes", "no"}:
        return YesNo(text, lowered == "yes")
    if len(text) > _LONGEST:
        return Fault("E-VALUE", "this is too long for a value", "say it in the note or the basis of the fact")
    if text.startswith("[") and text.endswith("]"):
        return _bracketed(text, units, unit)
    if _DATE.fullmatch(text):
        date = parse_date(text)
        return date if isinstance(date, Fault) else DateValue(text, date)
    return parse_quantity(text, units, unit) if _is_figure(text) else _words(text)


def _is_figure(text: str) -> bool:
    """Tell whether a text begins like a number, perhaps behind a hedge, a sign or a currency's code."""
    if _ORDINAL.match(text):
        return False
    code = _CODE_FIRST.match(text)
    return text[0] in "~≈" or _LEADING.match(text) is not None or (code is not None and code["code"] in CODES)


def _words(text: str) -> Words | Fault:
    if unicodedata.category(text[0]).startswith("N") and not _ORDINAL.match(text):
        return Fault(
            "E-VALUE", f"“{text[0]}” is not one of the digits 0 to 9", "write numbers with the digits 0 to 9", 0, 1
        )
    return Words(text)


def _bracketed(text: str, units: Units, unit: str | None) -> Several | Fault:
    """Read `[French, English]`, as a CSV file holds it."""
    inside = text[1:-1]
    if not inside.strip():
        return Fault("E-VALUE", "the list is empty", "write its items between the brackets")
    items = inside.split(",")
    found = parse_list(items, units, unit)
    if isinstance(found, Several):
        return replace(found, text=text)
    before = 1 + sum(len(item) + 1 for item in items[: found[0].index])
    return replace(found[0].fault, start=before + found[0].fault.start)
