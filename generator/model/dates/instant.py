"""Moments: a day, or a day and a time of day, in a time zone."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.diagnostics import Fault

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_FORM = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[T ](?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)\s?(?P<offset>Z|[+-][0-9]{2}:[0-9]{2})?)?"
)
_HINT = "write a day, such as 2025-07-23, or a day and a time, such as 2025-07-23T09:00 or 2025-07-23T09:00+09:00"


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment. `text` is as written, `moment` is in UTC; `date_only` where no time of day was written."""

    text: str
    moment: dt.datetime
    date_only: bool

    def day(self, zone: ZoneInfo) -> dt.date:
        """Give the day of the moment in a time zone; a date without a time of day never shifts to another day."""
        if self.date_only:
            return dt.date.fromisoformat(self.text)
        try:
            return self.moment.astimezone(zone).date()
        except OverflowError:  # the first or last hours of the calendar
            return self.moment.date()


def parse_instant(text: str, zone: ZoneInfo) -> Instant | Fault:
    """Read an ISO date or date and time; without an offset it is taken in `zone`. A Fault of E-DATE otherwise.

    A date alone is the start of that day in `zone`.
    """
    stripped = text.strip()
    found = _FORM.fullmatch(stripped)
    if found is None:
        return Fault("E-DATE", f"“{stripped}” is not a moment", _HINT)
    offset = (found["offset"] or "").replace("Z", "+00:00")
    try:
        local = dt.datetime.fromisoformat(f"{found['day']}T{found['time'] or '00:00'}{offset}")
        moment = (local if local.tzinfo else local.replace(tzinfo=zone)).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return Fault("E-DATE", f"there is no day or no time of day such as “{stripped}”", _HINT)
    return Instant(stripped, moment, date_only=found["time"] is None)
