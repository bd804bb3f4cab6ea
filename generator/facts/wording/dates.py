"""Dates in the words of a language."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from babel.dates import format_date, format_interval, format_skeleton

from generator.facts.wording.phrases import is_american, is_english, locale_of, phrases
from generator.model.dates.iso import MONTHS

if TYPE_CHECKING:
    from generator.model.dates import Date

_QUARTERS = ("first", "second", "third", "fourth")
_SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}
_SKELETONS = {"day": "yMMMMd", "month": "yMMMM", "quarter": "yQQQQ", "year": "y"}
_GROUPS = {"season": "month", "decade": "year", "century": "year"}


def date_words(date: Date, language: str) -> str:
    """Give a date as a reader of a language sees it: `23 April 2025`, `5–6 June 2025`, `about April 2023`, `the 1920s`.

    English puts the day first, unless it is American. Other languages follow the Unicode locale data.
    """
    said = phrases(language)
    if date.text[:1] in {"[", "{"}:
        return _set(date)
    if date.precision == "interval":
        return _interval(date, language)
    words = _english(date, language) if is_english(language) else _local(date, language)
    if date.relation == "before":
        return said.before.format(_marked(date, words, language))
    if date.relation == "after":
        return said.after.format(_marked(date, words, language))
    return _marked(date, words, language)


def _set(date: Date) -> str:
    """Give the words of one of several dates, or of all of them, as they are written: `1908 or 1909`."""
    items = [item.strip().replace("..", " to ").strip() for item in date.text.strip("[]{}").split(",")]
    last = " or " if date.text.startswith("[") else " and "
    return last.join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else items[0]


def _marked(date: Date, words: str, language: str) -> str:
    """Add that a date is approximate or uncertain."""
    said = phrases(language)
    words = said.about.format(words) if date.approximate else words
    return said.perhaps.format(words) if date.uncertain else words


def _english(date: Date, language: str) -> str:
    day = date.anchor if date.relation == "before" else _first(date)
    year = str(day.year)
    if date.precision == "day":
        return _day(day, language, year=True)
    if date.precision == "month":
        return f"{MONTHS[day.month - 1]} {year}"
    if date.precision == "quarter":
        return f"the {_QUARTERS[(day.month - 1) // 3]} quarter of {year}"
    if date.precision == "season":
        return f"{_season(day, language)} {year}"
    if date.precision == "decade":
        return f"the {day.year // 10 * 10}s"
    return f"{year} to {day.year + 99}" if date.precision == "century" else year


def _season(day: dt.date, language: str) -> str:
    name = _SEASONS.get(day.month, "")
    return "fall" if name == "autumn" and is_american(language) else name


def _first(date: Date) -> dt.date:
    """Give the first day of what the words name: for `after 2020` that is 2020-01-01."""
    day = date.anchor
    if date.relation != "after":
        return day
    months = {"month": day.month, "quarter": day.month - 2, "year": 1, "decade": 1, "century": 1}
    if date.precision == "season":
        return day.replace(year=day.year - (day.month <= 2), month=(day.month - 2) % 12 or 12, day=1)  # noqa: PLR2004
    if date.precision == "day":
        return day
    back = {"decade": 9, "century": 99}.get(date.precision, 0)
    return day.replace(year=day.year - back, month=months[date.precision], day=1)


def _day(day: dt.date, language: str, *, year: bool) -> str:
    """Give a day in English, with or without its year."""
    name = MONTHS[day.month - 1]
    if is_american(language):
        return f"{name} {day.day}, {day.year}" if year else f"{name} {day.day}"
    return f"{day.day} {name} {day.year}" if year else f"{day.day} {name}"


def _interval(date: Date, language: str) -> str:
    """Give the words of an interval: what both ends share is said once, unless one of them is hedged."""
    said = phrases(language)
    start, end = _ends(date)
    if start is None and end is not None:
        return said.until.format(date_words(end, language))
    if end is None and start is not None:
        return said.since.format(date_words(start, language))
    if start is None or end is None:
        return date.text
    plain = not (start.approximate or start.uncertain or end.approximate or end.uncertain)
    short = _short(start, end, language) if plain else None
    words = short or said.between.format(date_words(start, language), date_words(end, language))
    own = date.start is not None or date.end is not None
    return words if own else _marked(date, words, language)


def _ends(date: Date) -> tuple[Date | None, Date | None]:
    """Give the ends as written, or the first and last day where the interval has no such ends."""
    if date.start is not None or date.end is not None:
        return date.start, date.end
    bare = replace(date, precision="day", approximate=False, uncertain=False)
    start = None if date.earliest is None else replace(bare, latest=date.earliest)
    end = None if date.latest is None else replace(bare, earliest=date.latest)
    return start, end


def _short(start: Date, end: Date, language: str) -> str | None:
    """Give an interval of two days, months or years in its short form, or None where it has none."""
    if start.precision != end.precision or start.precision not in {"day", "month", "year"}:
        return None
    first, last = start.sort_key[0], end.sort_key[0]
    if first == last:
        return date_words(start, language)
    if is_english(language):
        return _short_english(first, last, start.precision, language)
    words: str = format_interval(first, last, _SKELETONS[start.precision], locale=locale_of(language))
    return words


def _short_english(first: dt.date, last: dt.date, precision: str, language: str) -> str | None:
    if first.year != last.year:
        return None
    if precision == "month":
        return f"{MONTHS[first.month - 1]} to {MONTHS[last.month - 1]} {last.year}"
    return _days(first, last, language)


def _days(first: dt.date, last: dt.date, language: str) -> str:
    if first.month != last.month:
        return f"{_day(first, language, year=False)} to {_day(last, language, year=True)}"
    if is_american(language):
        return f"{MONTHS[first.month - 1]} {first.day}–{last.day}, {last.year}"
    return f"{first.day}–{_day(last, language, year=True)}"


def _local(date: Date, language: str) -> str:
    """Give a date that is no interval in a language other than English."""
    locale = locale_of(language)
    first = date.anchor if date.relation == "before" else _first(date)
    if date.precision == "day":
        return format_date(first, "long", locale=locale)
    if date.precision in _GROUPS:
        last = _last(date, first)
        skeleton = _SKELETONS[_GROUPS[date.precision]]
        words: str = format_interval(first, last, skeleton, locale=locale)
        return words
    return format_skeleton(_SKELETONS[date.precision], first, locale=locale)


def _last(date: Date, first: dt.date) -> dt.date:
    """Give the last day, or one in the last month or year, of what the words of a season, decade or century name."""
    if date.precision == "season":
        return first.replace(year=first.year + (first.month > 10), month=(first.month + 1) % 12 + 1)  # noqa: PLR2004
    return first.replace(year=first.year + (9 if date.precision == "decade" else 99))


def month_words(month: int, language: str) -> str:
    """Give the name of a month (1 to 12) as a heading has it: `April`."""
    if is_english(language):
        return MONTHS[month - 1]
    return format_date(dt.date(2000, month, 1), "LLLL", locale_of(language))
