"""Stretches of time such as `12 months`."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange

from generator.base import dataclass
from generator.diagnostics import Fault

_FORM = re.compile(r"([0-9]{1,5})\s*(day|week|month|year)s?", re.IGNORECASE)
_HINT = "write a number and days, weeks, months or years, such as `12 months`"
_MONTHS = {"month": 1, "year": 12}
_DAYS = {"day": 1, "week": 7}
_LAST_MONTH = dt.date.max.year * 12 + 11


@dataclass(frozen=True, slots=True)
class Duration:
    """A stretch of time: whole calendar months and days. `text` is as written."""

    text: str
    months: int
    days: int

    def after(self, day: dt.date) -> dt.date:
        """Give the day that lies this long after `day`; a month later than 31 January is the last of February.

        What would lie beyond the calendar's last year stays at its last day.
        """
        index = day.year * 12 + day.month - 1 + self.months
        if index > _LAST_MONTH:
            return dt.date.max
        year, month = index // 12, index % 12 + 1
        moved = dt.date(year, month, min(day.day, monthrange(year, month)[1]))
        left = (dt.date.max - moved).days
        return moved + dt.timedelta(days=min(self.days, left))


def parse_duration(text: str) -> Duration | Fault:
    """Read `90 days`, `2 weeks`, `12 months` or `1 year`; anything else is an E-DATE fault."""
    found = _FORM.fullmatch(text.strip())
    if found is None:
        return Fault("E-DATE", f"“{text.strip()}” is not a length of time", _HINT)
    amount, unit = int(found[1]), found[2].lower()
    if amount == 0:
        return Fault("E-DATE", "a length of time cannot be nothing", _HINT)
    return Duration(text.strip(), amount * _MONTHS.get(unit, 0), amount * _DAYS.get(unit, 0))
