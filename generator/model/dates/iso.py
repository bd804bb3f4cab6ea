"""Dates in digits: ISO 8601, EDTF's everyday forms, and the look-alikes that are refused."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange

from generator.diagnostics import Fault
from generator.model.dates.date import Date

HINT = (
    "write 2025-04-23, 2025-04 or 2025, two of them with “ to ” between, or words such as `April 2025` or `before 1945`"
)
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_ISO = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{1,2})(?:-(?P<day>[0-9]{1,2}))?)?(?P<mark>[~?%])?")
_QUARTER = re.compile(r"(?P<year>[0-9]{4})[- ]?Q(?P<number>[0-9])(?P<mark>[~?%])?")
_DECADE = re.compile(r"(?:(?P<digits>[0-9]{3})X|(?:the )?(?P<words>[0-9]{2}[1-9])0s)(?P<mark>[~?%])?")
_CENTURY = re.compile(r"(?P<digits>[0-9]{2})XX(?P<mark>[~?%])?")
_ROUND_DECADE = re.compile(r"(?:the )?(?P<digits>[0-9]{2})00s")
_SLASHED = re.compile(r"[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?|[0-9]{1,2}/[0-9]{4}|[0-9]{4}/[0-9]{1,2}(?:/[0-9]{1,2})?")
_FISCAL = re.compile(r"(?P<year>[0-9]{4})/(?:1[3-9]|[2-9][0-9])")
_DOTTED = re.compile(r"[0-9]{1,2}([.-])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})|[0-9]{1,2}\.[0-9]{4}")
_MONTH_FIRST = re.compile(r"(?P<month>[0-9]{1,2})[/.](?P<year>[0-9]{4})")
_DASHED_YEARS = re.compile(r"(?P<first>[0-9]{4})\s?[-–]\s?(?P<last>[0-9]{4})")
_SPRING, _LAST_SEASON, _FIRST_QUARTER, _LAST_QUARTER = 21, 24, 33, 36
_YEAR_MONTHS = 12


def parse_iso(text: str) -> Date | Fault | None:
    """Give a day, month, year, season, quarter, decade or century in digits, or None where the text is no such thing.

    Faults (E-DATE): days and months that do not exist, year 0, and codes that people read as something else.
    """
    for form, make in ((_ISO, _day), (_QUARTER, _quarter), (_DECADE, _decade), (_CENTURY, _century)):
        found = form.fullmatch(text)
        if found is not None:
            return make(text, found)
    return None


def refuse_ambiguous(text: str) -> Fault | None:
    """Give the fault of digits that people read in two ways (`07/04/2025`, `4.7.2025`, `1900s`), or None."""
    found = _FISCAL.fullmatch(text)
    if found is not None:
        first = int(found["year"])
        hint = f"write {first} to {first + 1}, or the months, such as {first}-04 to {first + 1}-03"
        return Fault("E-DATE", f"“{text}” may mean two years or a part of one", hint)
    found = _MONTH_FIRST.fullmatch(text)
    if found is not None and 1 <= int(found["month"]) <= _YEAR_MONTHS:
        hint = f"write {found['year']}-{int(found['month']):02}"
        return Fault("E-DATE", f"“{text}” has the month before the year", hint)
    if _SLASHED.fullmatch(text) or _DOTTED.fullmatch(text):
        message = f"“{text}” can be read in two ways: the day or the month may stand first"
        return Fault("E-DATE", message, "write the year, the month and the day, such as 2025-07-04")
    found = _ROUND_DECADE.fullmatch(text)
    if found is not None:
        digits = found["digits"]
        hint = f"write {digits}0X for the ten years from {digits}00, or {digits}XX for all hundred"
        return Fault("E-DATE", f"“{text}” may mean ten years or a hundred", hint)
    found = _DASHED_YEARS.fullmatch(text)
    if found is not None and "–" not in text:
        return Fault("E-DATE", f"“{text}” looks like two years", f"write {found['first']} to {found['last']}")
    return None


def span(text: str, first: tuple[int, int], last: tuple[int, int], precision: str, mark: str | None = None) -> Date:
    """Give the date from the first day of one (year, month) to the last day of another."""
    earliest = dt.date(first[0], first[1], 1)
    latest = dt.date(last[0], last[1], monthrange(*last)[1])
    return marked(Date(text, earliest, latest, precision), mark)


def marked(date: Date, mark: str | None) -> Date:
    """Give the date with EDTF's mark: `~` approximate, `?` uncertain, `%` both."""
    if not mark:
        return date
    return Date(date.text, date.earliest, date.latest, date.precision, mark in "~%", mark in "?%")


def season(text: str, year: int, code: int, mark: str | None = None) -> Date | Fault:
    """Give a season of the northern calendar; 21 is spring (March to May), 24 the winter that begins in December."""
    month = 3 * (code - _SPRING + 1)
    if code < _LAST_SEASON:
        return span(text, (year, month), (year, month + 2), "season", mark)
    if year == dt.date.max.year:
        return out_of_calendar(text)
    return span(text, (year, 12), (year + 1, 2), "season", mark)


def quarter(text: str, year: int, number: int, mark: str | None = None) -> Date:
    """Give the first to fourth quarter of a calendar year."""
    return span(text, (year, 3 * number - 2), (year, 3 * number), "quarter", mark)


def day_of(text: str, year: int, month: int, day: int, mark: str | None = None) -> Date | Fault:
    """Give a day, or the fault of a day that no calendar has."""
    try:
        date = dt.date(year, month, day)
    except ValueError:
        if year == 0:
            return out_of_calendar(text)
        days = monthrange(year, month)[1]
        return Fault("E-DATE", f"there is no day “{text}”", f"{MONTHS[month - 1]} {year} has {days} days")
    return marked(Date(text, date, date, "day"), mark)


def _day(text: str, found: re.Match[str]) -> Date | Fault:
    year, mark = int(found["year"]), found["mark"]
    if year == 0:
        return out_of_calendar(text)
    if found["month"] is None:
        return span(text, (year, 1), (year, 12), "year", mark)
    month = int(found["month"])
    if found["day"] is None and month >= _SPRING:
        return _season_code(text, year, month, mark)
    if not 1 <= month <= _YEAR_MONTHS:
        return Fault("E-DATE", f"“{text}” has no such month: they run from 01 to 12", HINT)
    return _month_or_day(text, found, year, month)


def _month_or_day(text: str, found: re.Match[str], year: int, month: int) -> Date | Fault:
    if len(found["month"]) == 1 or len(found["day"] or "00") == 1:
        tail = f"-{int(found['day']):02}" if found["day"] else ""
        return Fault("E-DATE", f"“{text}” needs two digits for month and day", f"write {year:04}-{month:02}{tail}")
    if found["day"] is None:
        return span(text, (year, month), (year, month), "month", found["mark"])
    return day_of(text, year, month, int(found["day"]), found["mark"])


def _season_code(text: str, year: int, code: int, mark: str | None) -> Date | Fault:
    """Read EDTF's codes for seasons and quarters, unless they look like two years (`2023-24`)."""
    if code == (year + 1) % 100:
        hint = f"write {year} to {year + 1} for the two years"
        if code <= _LAST_SEASON:
            name = ("spring", "summer", "autumn", "winter")[code - _SPRING]
            hint += f", or {name} {year} for the season"
        return Fault("E-DATE", f"“{text}” may mean two years or a part of one", hint)
    if code <= _LAST_SEASON:
        return season(text, year, code, mark)
    if _FIRST_QUARTER <= code <= _LAST_QUARTER:
        return quarter(text, year, code - _FIRST_QUARTER + 1, mark)
    hint = "months run from 01 to 12, seasons from 21 (spring) to 24 (winter); for two years write 2024 to 2025"
    return Fault("E-DATE", f"“{text}” has no such month or season", hint)


def _quarter(text: str, found: re.Match[str]) -> Date | Fault:
    year, number = int(found["year"]), int(found["number"])
    if not 1 <= number <= 4:  # noqa: PLR2004 - a year has four quarters
        return Fault("E-DATE", f"“{text}” has no such quarter: they run from Q1 to Q4", HINT)
    return quarter(text, year, number, found["mark"]) if year else out_of_calendar(text)


def _decade(text: str, found: re.Match[str]) -> Date | Fault:
    year = int(found["digits"] or found["words"]) * 10
    return span(text, (year, 1), (year + 9, 12), "decade", found["mark"]) if year else out_of_calendar(text)


def _century(text: str, found: re.Match[str]) -> Date | Fault:
    year = int(found["digits"]) * 100
    return span(text, (year, 1), (year + 99, 12), "century", found["mark"]) if year else out_of_calendar(text)


def out_of_calendar(text: str) -> Fault:
    """Give the fault of a year that the calendar of this program does not reach."""
    return Fault("E-DATE", f"“{text}” lies outside the years 1 to 9999", "write a year from 0001 to 9999")
