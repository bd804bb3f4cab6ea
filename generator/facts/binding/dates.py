"""Whether words say a date."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from generator.base import dataclass
from generator.facts.binding.calendar_words import narrows_wrongly, relative
from generator.facts.numbers import language as numbers_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.facts.binding.said import Saying
    from generator.model.dates import Date

_BOUNDS: Final = re.compile(
    r"\b(?P<word>before|by|until|till|after|since|from|ahead of|prior to|following|no later than|not before)\s+"
    r"(?:the\s+|end of\s+|about\s+)*$",
    re.IGNORECASE,
)
_BEYOND: Final = frozenset({"before", "ahead of", "prior to", "after", "following"})
"""Words that leave the date itself out. Outside the words they may speak of it: `after [April 2025](event:x)`."""
_ENDS: Final = frozenset({"until", "till"})
_BETWEEN: Final = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_JOINED: Final = re.compile(r"\s*(?:–|—|-|to|and|until|through)\s*(?:the\s+)?", re.IGNORECASE)
_QUARTERS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_CENTURIES: Final = {
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "twenty-first": 21,
}
_SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_FIRST_YEAR, _LAST_YEAR = 1000, 2199


@dataclass(frozen=True, slots=True)
class Point:
    """A day, month or year in words, as far as it is said: 0 is for what is not. `months` is how long it lasts."""

    start: int
    end: int
    year: int
    month: int = 0
    day: int = 0
    months: int = 1
    years: int = 1

    def span(self, year: int) -> tuple[dt.date, dt.date] | None:
        """Give the first and last day, in a year where none is said; None for a day that does not exist."""
        year = self.year or year
        try:
            if not self.month:
                return dt.date(year, 1, 1), dt.date(year + self.years - 1, 12, 31)
            if self.day:
                day = dt.date(year, self.month, self.day)
                return day, day
            last = self.month + self.months - 1
            until = (year + (last - 1) // 12, (last - 1) % 12 + 1)
            return dt.date(year, self.month, 1), dt.date(*until, monthrange(*until)[1])
        except (ValueError, OverflowError):
            return None


@lru_cache(maxsize=64)
def _form(tag: str) -> re.Pattern[str]:
    """Give the pattern of dates in a language."""
    language = numbers_language(tag)
    names = "|".join(sorted(map(re.escape, language.months), key=len, reverse=True)) or "(?!)"
    month = rf"(?P<{{0}}>{names})\b\.?"
    day = r"(?<!\d)(?P<{0}>[0-9]{{1,2}})(?:st|nd|rd|th|er|\.|º)?(?![\d:%])"
    year = r"(?P<{0}>[12][0-9]{{3}})(?!\d)"
    early = r"(?:(?<!\d)(?P<{0}>[0-9]{{1,2}})\s*(?:–|-|\bto\b|\band\b)\s*)?"
    late = r"(?:\s*(?:–|-|\bto\b|\band\b)\s*(?P<e3>[0-9]{1,2})(?![\d:%]))?"
    link = r"\s+(?:of\s+|de\s+|di\s+)?"
    forms = (
        r"(?P<y0>[12][0-9]{3})-(?P<m0>[0-9]{2})(?:-(?P<d0>[0-9]{2}))?(?!\d)",
        r"(?:(?P<y1>[0-9]{4})年)?(?P<m1>[0-9]{1,2})月(?:(?P<d1>[0-9]{1,2})日)?|(?P<y7>[0-9]{4})年",
        early.format("e2")
        + day.format("d2")
        + link
        + r"\b"
        + month.format("m2")
        + rf"(?:,?{link}{year.format('y2')})?",
        r"\b" + month.format("m3") + r"\s+" + day.format("d3") + late + rf"(?:,?\s+{year.format('y3')})?",
        r"\b" + month.format("m4") + rf"(?:,?{link}{year.format('y4')})?",
        rf"\b(?P<season>spring|summer|autumn|fall|winter)(?:{link}{year.format('y5')})",
        rf"\b(?:Q(?P<quarter>[1-4])|(?P<nth>first|second|third|fourth)\s+quarter){link}{year.format('y6')}",
        r"\b(?:(?P<age>[0-9]{1,2})(?:st|nd|rd|th)|(?P<named>" + "|".join(_CENTURIES) + r"))[\s-]+century",
        rf"(?<![\d.,$€£¥]){year.format('y8')}(?P<decade>s)?(?![.,]?\d|\s*(?:%|percent|per cent))",
    )
    return re.compile("|".join(f"(?:{form})" for form in forms), re.IGNORECASE)


def points(text: str, tag: str) -> tuple[Point, ...]:
    """Give the dates that a text names."""
    months = numbers_language(tag).months
    return tuple(_points(text, tag, dict(months)))


def _points(text: str, tag: str, months: dict[str, int]) -> Iterator[Point]:
    for found in _form(tag).finditer(text):
        said = {key: value for key, value in found.groupdict().items() if value}
        year = next((int(value) for key, value in said.items() if key[0] == "y"), 0)
        place = found.start(), found.end()
        if "season" in said:
            yield Point(*place, year, _SEASONS[said["season"].lower()], months=3)
        elif "quarter" in said or "nth" in said:
            number = int(said.get("quarter", 0)) or _QUARTERS[said["nth"].lower()]
            yield Point(*place, year, number * 3 - 2, months=3)
        elif "age" in said or "named" in said:
            number = int(said.get("age", 0)) or _CENTURIES[said["named"].lower()]
            if number > 1:
                yield Point(*place, number * 100 - 100, years=100)
        elif "decade" in said:
            yield Point(*place, year, years=100 if year % 100 == 0 else 10)
        else:
            yield from _days(found, _plain_point(text, place, year, said, months))


def _days(found: re.Match[str], plain: Iterator[Point]) -> Iterator[Point]:
    """Give a day with the other end of `8 to 12 May` or `May 8–12`."""
    groups = found.re.groupindex
    for point in plain:
        if "e2" in groups and found["e2"]:
            yield replace(point, end=found.end("e2"), day=int(found["e2"]))
            yield replace(point, start=found.start("d2"))
        elif "e3" in groups and found["e3"]:
            yield replace(point, end=found.end("d3"))
            yield replace(point, start=found.start("e3"), day=int(found["e3"]))
        else:
            yield point


def _plain_point(
    text: str, place: tuple[int, int], year: int, said: dict[str, str], months: dict[str, int]
) -> Iterator[Point]:
    day = next((int(value) for key, value in said.items() if key[0] == "d" and key != "decade"), 0)
    name = next((value for key, value in said.items() if key[0] == "m"), "")
    month = int(name) if name.isdigit() else months.get(name.lower(), 0)
    verb = name.lower() in {"may", "march", "mar", "dec", "sat", "sun"} and not text[place[0] :].lstrip()[:1].isupper()
    if not (verb and not day and not year):
        yield Point(*place, year, month, day)


def date_problem(date: Date, saying: Saying, tag: str) -> str | None:
    """Give None where the dates in the words are true of a date, or where there are none; else why they are not."""
    if numbers_language(tag).english and relative(saying.words):
        return "a page is read for years, and these words are true for a while"
    found = points(saying.words, tag)
    day = date.earliest if date.relation == "on" and date.earliest == date.latest else None
    if day is not None and numbers_language(tag).english and narrows_wrongly(saying.words, day):
        return "that is another date"
    if not found or _is_between(found, date, saying.words):
        return None
    wrong = _wrong_end(found, date, saying.words)
    if not wrong and any(_is_true(point, date, saying) for point in found):
        return None
    if not wrong and any(_is_finer(point, date) for point in found):
        return "that says more than is known"
    return "that is another date"


def _years(date: Date) -> range:
    first, last = date.earliest or date.latest, date.latest or date.earliest
    if first is None or last is None:
        return range(0)
    return range(first.year, min(last.year, first.year + 200) + 1)


def _is_true(point: Point, date: Date, saying: Saying) -> bool:
    """Tell whether a date in words covers the true one, lies in a longer one, or bounds it."""
    for year in _years(date):
        span = point.span(year)
        if span is None:
            continue
        inside = _BOUNDS.search(saying.words[: point.start])
        strict = inside is not None and inside["word"].lower() in _BEYOND and date.relation == "on"
        strict = strict or (inside is not None and inside["word"].lower() in _ENDS and date.precision == "interval")
        if _bounds(span, date, saying.text[: saying.start + point.start]) or (_covers(span, date) and not strict):
            return True
    return False


def _covers(span: tuple[dt.date, dt.date], date: Date) -> bool:
    first, last = span
    if date.relation != "on":
        return first <= date.anchor <= last
    earliest, latest = date.earliest, date.latest
    if date.precision == "interval":  # one day of several, or a month in which they lie
        return (latest is None or first <= latest) and (earliest is None or last >= earliest)
    return earliest is not None and latest is not None and first <= earliest and latest <= last


def _bounds(span: tuple[dt.date, dt.date], date: Date, before: str) -> bool:
    """Tell whether `before August` or `by 2026` is true of a date."""
    found = _BOUNDS.search(before)
    if found is None:
        return False
    first, last = span
    word = found["word"].lower()
    if word in {"before", "ahead of", "prior to"}:
        return date.latest is not None and date.latest < first
    if word in {"by", "until", "till", "no later than"}:
        return date.latest is not None and date.latest <= last
    if word in {"after", "following"}:
        return date.earliest is not None and date.earliest > last
    if word == "not before":
        return date.earliest is not None and date.earliest >= first
    return date.earliest is not None and first <= date.earliest <= last


def _is_between(found: tuple[Point, ...], date: Date, words: str) -> bool:
    """Tell whether a date lies between two in the words: `between June and August 2025`."""
    if len(found) != 2 or date.earliest is None or date.latest is None or date.precision == "interval":  # noqa: PLR2004 - two ends
        return False
    if not _BETWEEN.search(words[: found[0].start]):
        return False
    last = found[1].span(date.latest.year)
    first = found[0].span(last[0].year if last else date.earliest.year)
    return first is not None and last is not None and first[0] <= date.earliest and date.latest <= last[1]


def _wrong_end(found: tuple[Point, ...], date: Date, words: str) -> bool:
    """Tell whether two joined dates name another interval than the true one: `5 to 7 June` for 5 to 6 June."""
    if len(found) != 2 or date.precision != "interval" or date.earliest is None or date.latest is None:  # noqa: PLR2004 - two ends
        return False
    if not _JOINED.fullmatch(words[found[0].end : found[1].start]):
        return False
    first, last = found[0].span(date.earliest.year), found[1].span(date.latest.year)
    if first is None or last is None:
        return True
    return not (first[0] <= date.earliest <= first[1] and last[0] <= date.latest <= last[1])


def _is_finer(point: Point, date: Date) -> bool:
    """Tell whether a date in words lies within the true one, and so says more than is known."""
    for year in _years(date):
        span = point.span(year)
        if span and date.earliest and date.latest and date.earliest <= span[0] and span[1] <= date.latest:
            return True
    return False
