"""A date of any precision, from a day to a century, open or closed, certain or not."""

from __future__ import annotations

import datetime as dt

from generator.base import dataclass

_SEASON_MONTHS = {3: "21", 6: "22", 9: "23", 12: "24"}


@dataclass(frozen=True, slots=True)
class Date:
    """A date as an author wrote it, and the days that it covers.

    `text` is the date as written. `earliest` and `latest` are its first and last day; None stands for no end.
    `precision` is day, month, quarter, season, year, decade, century or interval. `relation` is "on", "before" or
    "after" (`before 1945` has precision year and covers the days up to 1944-12-31). `start` and `end` are the two ends
    of an interval as written, None where it is open or where the date is no interval.
    """

    text: str
    earliest: dt.date | None
    latest: dt.date | None
    precision: str
    approximate: bool = False
    uncertain: bool = False
    relation: str = "on"
    start: Date | None = None
    end: Date | None = None

    @property
    def sort_key(self) -> tuple[dt.date, dt.date]:
        """Give what dates are put in order by: the first day that is known, then the last."""
        first = self.earliest or self.latest or dt.date.min
        return first, self.latest or dt.date.max

    @property
    def year(self) -> int:
        """Give the year under which a list puts the date."""
        return self.sort_key[0].year

    @property
    def anchor(self) -> dt.date:
        """Give the day from which the words of the date are made: 1945-01-01 for `before 1945`."""
        if self.relation == "before" and self.latest is not None:
            return self.latest + dt.timedelta(days=1)
        if self.relation == "after" and self.earliest is not None:
            return self.earliest - dt.timedelta(days=1)
        return self.sort_key[0]

    def includes_day(self, day: dt.date) -> bool:
        """Tell whether a day is one of the days that the date covers."""
        after_start = self.earliest is None or self.earliest <= day
        return after_start and (self.latest is None or day <= self.latest)

    def contains(self, other: Date) -> bool:
        """Tell whether every day of `other` is covered: April 2025 contains 2025-04-23, `before 1945` contains 1944."""
        from_start = self.earliest is None or (other.earliest is not None and self.earliest <= other.earliest)
        to_end = self.latest is None or (other.latest is not None and other.latest <= self.latest)
        return from_start and to_end

    @property
    def machine(self) -> str:
        """Give a date that HTML's `<time datetime>` accepts, or "" where HTML has none (a season, an interval)."""
        if self.relation != "on" or self.precision not in {"day", "month", "year"}:
            return ""
        return self._iso

    @property
    def edtf(self) -> str:
        """Give the date in EDTF (ISO 8601-2), for data files. `before 1945` becomes `../1944-12-31`."""
        if self.relation != "on" or self.precision == "interval":
            return self._interval
        return self._iso + self._qualifier

    @property
    def _qualifier(self) -> str:
        return {(False, False): "", (True, False): "~", (False, True): "?"}.get((self.approximate, self.uncertain), "%")

    @property
    def _iso(self) -> str:
        day = self.sort_key[0]
        if self.precision == "day":  # as most are
            return day.isoformat()
        year = f"{day.year:04}"
        forms = {
            "month": f"{year}-{day.month:02}",
            "quarter": f"{year}-{32 + (day.month + 2) // 3}",
            "season": f"{year}-{_SEASON_MONTHS.get(day.month, '')}",
            "year": year,
            "decade": f"{year[:3]}X",
            "century": f"{year[:2]}XX",
        }
        return forms[self.precision]

    @property
    def _interval(self) -> str:
        ends = (self.start.edtf if self.start else "", self.end.edtf if self.end else "")
        days = (self.earliest, self.latest)
        first, last = (end or (day.isoformat() if day else "..") for end, day in zip(ends, days, strict=True))
        return f"{first}/{last}"
