"""Dates in English words: `7 July 2025`, `July 7, 2025`, `April 2023`, `spring 2024`, `Q1 2024`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.diagnostics import Fault
from generator.model.dates.iso import MONTHS, day_of, out_of_calendar, quarter, season, span

if TYPE_CHECKING:
    from generator.model.dates.date import Date

_ABBREVIATED = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTH_NUMBERS = {**_ABBREVIATED, "sept": 9, **{name.lower(): number for number, name in enumerate(MONTHS, 1)}}
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[0-9]{4})"
_DAY_FIRST = re.compile(rf"(?:{_DAY}\s+)?{_MONTH},?\s+{_YEAR}", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}", re.IGNORECASE)
_SEASON = re.compile(rf"(?P<season>spring|summer|autumn|fall|winter)(?:\s+of)?\s+{_YEAR}", re.IGNORECASE)
_QUARTER = re.compile(rf"Q(?P<number>[1-4])\s+{_YEAR}", re.IGNORECASE)
_NO_YEAR = re.compile(rf"(?:{_DAY}\s+)?{_MONTH}|" + _MONTH.replace("month", "other") + r"\s+[0-9]{1,2}", re.IGNORECASE)
_PART_OF = re.compile(r"(?:early|mid|late)[\s-].*[0-9].*", re.IGNORECASE)
_PARTIAL = re.compile(rf"{_DAY}(?:\s+{_MONTH})?|" + _MONTH.replace("month", "alone"), re.IGNORECASE)
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}


def parse_english(text: str) -> Date | Fault | None:
    """Give a date in English words, or None where the text is no such thing; E-DATE for days that do not exist."""
    found = _DAY_FIRST.fullmatch(text) or _MONTH_FIRST.fullmatch(text)
    if found is not None:
        return _day_or_month(text, found)
    found = _SEASON.fullmatch(text)
    if found is not None and int(found["year"]):
        return season(text, int(found["year"]), _SEASONS[found["season"].lower()])
    found = _QUARTER.fullmatch(text)
    if found is not None and int(found["year"]):
        return quarter(text, int(found["year"]), int(found["number"]))
    return _refuse_vague(text)


def complete(first: str, last: str) -> str:
    """Give the first end of `5 to 6 June 2025` or `April to June 2025` with the month and year of the last one.

    What needs nothing, or cannot be completed, comes back as it is.
    """
    ending = _DAY_FIRST.fullmatch(last)
    found = _PARTIAL.fullmatch(first)
    if ending is None or found is None:
        return first
    if found["alone"] or found["month"]:
        return f"{first} {ending['year']}"
    return f"{first} {ending['month']} {ending['year']}" if ending["day"] else first


def _day_or_month(text: str, found: re.Match[str]) -> Date | Fault:
    year, month = int(found["year"]), _MONTH_NUMBERS[found["month"].lower()]
    if year == 0:
        return out_of_calendar(text)
    if found["day"] is None:
        return span(text, (year, month), (year, month), "month")
    return day_of(text, year, month, int(found["day"]))


def _refuse_vague(text: str) -> Fault | None:
    if _NO_YEAR.fullmatch(text):
        return Fault("E-DATE", f"“{text}” has no year", "add the year, such as `7 July 2025` or 2025-07-07")
    if _PART_OF.fullmatch(text):
        hint = "write the days or months you mean, such as `2025-04-01 to 2025-04-10`, or `about April 2025`"
        return Fault("E-DATE", f"“{text}” does not say which days it covers", hint)
    return None
