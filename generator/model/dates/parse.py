"""The grammar of dates: EDTF, and the words that people write instead."""

from __future__ import annotations

import datetime as dt
import re
import sys
import warnings
from dataclasses import replace
from typing import Protocol

from generator.diagnostics import Fault
from generator.model.dates.date import Date
from generator.model.dates.english import complete, parse_english
from generator.model.dates.iso import HINT, out_of_calendar, parse_iso, refuse_ambiguous

_LONGEST = 100
_HEDGED = re.compile(r"(?P<hedge>about|around|approximately|roughly|circa|ca\.|c\.|~)\s*(?P<rest>\S.*)", re.IGNORECASE)
_RELATED = re.compile(r"(?P<word>before|after|since|from|until)\s+(?P<rest>\S.*)", re.IGNORECASE)
_WORDED = re.compile(r"(?:from\s+)?(?P<first>\S.*?)\s+to\s+(?P<last>\S.*)", re.IGNORECASE)
_BETWEEN = re.compile(r"between\s+(?P<first>\S.*?)\s+and\s+(?P<last>\S.*)", re.IGNORECASE)
_DASHED = re.compile(r"(?P<first>[^–]*[^–\s])\s*–\s*(?P<last>[^–\s][^–]*)")
_EDTF_ONLY = re.compile(r"[\[{]?[0-9X.]{2}(?:[0-9X~?%.,-]|, )+[\]}]?")


def parse_date(text: str) -> Date | Fault:
    """Read a date of EDTF levels 0 and 1, most of level 2, or English words; anything else is an E-DATE fault.

    Seasons are those of the north. `A to B`, `between A and B`, `A–B` and `A/B` are intervals, `A/..` and `since A` are
    open. `07/04/2025` and its like are refused, since people read them in two ways.
    """
    stripped = text.strip()
    offset = len(text) - len(text.lstrip())
    if not stripped:
        return Fault("E-DATE", "there is no date here", HINT)
    if len(stripped) > _LONGEST:
        return Fault("E-DATE", "this is too long for a date", HINT)
    found = _whole(stripped)
    if isinstance(found, Fault):
        return replace(found, start=found.start + offset, length=found.length or len(stripped))
    return replace(found, text=stripped)


def _whole(text: str) -> Date | Fault:
    """Read a text as one date, an interval, or a bound."""
    for stage in (parse_iso, refuse_ambiguous, _interval, _related):
        found = stage(text)
        if found is not None:
            return found
    return _point(text)


def _point(text: str, offset: int = 0) -> Date | Fault:
    """Read a text as one date, without ends or bounds; `offset` is where it begins in the whole."""
    for stage in (parse_iso, refuse_ambiguous, _hedged, parse_english, _edtf):
        found = stage(text)
        if isinstance(found, Date):
            return found
        if found is not None:
            return replace(found, start=found.start + offset, length=found.length or len(text))
    return Fault("E-DATE", f"“{text}” is not a date that can be read", HINT, offset, len(text))


def _hedged(text: str) -> Date | Fault | None:
    found = _HEDGED.fullmatch(text)
    if found is None:
        return None
    if _HEDGED.fullmatch(found["rest"]):
        return Fault("E-DATE", f"“{text}” is hedged twice", "write `about` once")
    date = _point(found["rest"], found.start("rest"))
    return date if isinstance(date, Fault) else replace(date, text=text, approximate=True)


def _related(text: str) -> Date | Fault | None:
    """Read `before 1945`, `after 2020`, `since 2 April 2025`, `until 2025`."""
    found = _RELATED.fullmatch(text)
    if found is None:
        return None
    date = _point(found["rest"], found.start("rest"))
    if isinstance(date, Fault):
        return date
    word = found["word"].lower()
    if word in {"before", "after"}:
        return _beyond(text, word, date)
    return _between(text, date, None) if word in {"since", "from"} else _between(text, None, date)


def _beyond(text: str, word: str, date: Date) -> Date | Fault:
    step = dt.timedelta(days=1)
    try:
        if word == "before" and date.earliest is not None:
            return replace(date, earliest=None, latest=date.earliest - step, relation=word)
        if word == "after" and date.latest is not None:
            return replace(date, earliest=date.latest + step, latest=None, relation=word)
    except OverflowError:
        return out_of_calendar(text)
    return Fault("E-DATE", f"“{text}” has no day to be {word}", HINT)


def _interval(text: str) -> Date | Fault | None:
    """Read two ends with a slash, `to`, `between … and` or an en dash between them."""
    if text.count("/") == 1:
        first, last = text.split("/")
        return _ends(text, (first, 0), (last, len(first) + 1))
    found = _BETWEEN.fullmatch(text) or _WORDED.fullmatch(text) or _DASHED.fullmatch(text)
    if found is None:
        return None
    first, last = complete(found["first"], found["last"]), found["last"]
    return _ends(text, (first, found.start("first")), (last, found.start("last")))


def _ends(text: str, first: tuple[str, int], last: tuple[str, int]) -> Date | Fault:
    if not first[0].strip() or not last[0].strip():
        return Fault("E-DATE", f"“{text}” lacks one of its ends", "write `..` for an end that is open")
    start = None if first[0].strip() == ".." else _point(*_stripped(*first))
    end = None if last[0].strip() == ".." else _point(*_stripped(*last))
    if isinstance(start, Fault):
        return start
    if isinstance(end, Fault):
        return end
    return _between(text, start, end)


def _stripped(text: str, offset: int) -> tuple[str, int]:
    return text.strip(), offset + len(text) - len(text.lstrip())


def _between(text: str, start: Date | None, end: Date | None) -> Date | Fault:
    earliest = start.earliest if start else None
    latest = end.latest if end else None
    if start is None and end is None:
        return Fault("E-DATE", f"“{text}” is open at both ends", HINT)
    if start and end and (start.sort_key[0] > end.sort_key[0] or start.sort_key[1] > end.sort_key[1]):
        return Fault("E-DATE", f"“{text}” ends before it begins", "put the earlier date first")
    ends = [side for side in (start, end) if side]
    approximate, uncertain = any(side.approximate for side in ends), any(side.uncertain for side in ends)
    return Date(text, earliest, latest, "interval", approximate, uncertain, "on", start, end)


class _Edtf(Protocol):
    """What is used of the objects of the edtf library."""

    def lower_strict(self) -> object: ...
    def upper_strict(self) -> object: ...


def _edtf(text: str) -> Date | Fault | None:
    """Read the rarer forms of EDTF (`1985-04-XX`, `156X-12-25`, `[1667,1668]`), or give None."""
    if not _EDTF_ONLY.fullmatch(text):
        return None
    parsed = _parsed_by_library(text)
    if parsed is None:
        return None
    first, last = _calendar_day(parsed.lower_strict()), _calendar_day(parsed.upper_strict())
    if first is None or last is None or first > last:
        return out_of_calendar(text)
    marks = any(mark in text for mark in "~%"), any(mark in text for mark in "?%")
    return Date(text, first, last, _precision(first, last), *marks)


def _precision(first: dt.date, last: dt.date) -> str:
    """Give the precision of a span of days: `1985-04-XX` is known to the month."""
    if first == last:
        return "day"
    after = last + dt.timedelta(days=1) if last < dt.date.max else last
    if first.day != 1 or after.day != 1:
        return "interval"
    months = (after.year - first.year) * 12 + after.month - first.month
    return {1: "month", 12: "year" if first.month == 1 else "interval"}.get(months, "interval")


def _parsed_by_library(text: str) -> _Edtf | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pyparsing warns about the library's own grammar while it is imported
        import edtf  # noqa: PLC0415 - it takes 0.12 s to import, and most sites never need it
    try:
        parsed: _Edtf = edtf.parse_edtf(text)
    except (edtf.EDTFParseException, ValueError, OverflowError, TypeError, AttributeError, IndexError):
        return None
    finally:
        # The grammar keeps its last exceptions, and with their frames all that was in memory: a whole site.
        sys.modules["pyparsing"].ParserElement.reset_cache()
    return parsed


def _calendar_day(moment: object) -> dt.date | None:
    """Give the day of the library's struct_time; None for infinity and for what lies outside the calendar."""
    try:
        return dt.date(*moment[:3])  # type: ignore[index]
    except (ValueError, TypeError, OverflowError):
        return None
