"""The time between two dates, in days or in whole months and years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Fault
from generator.facts.derive.amount import Amount, exact
from generator.model.unit.builtin import BY_NAME

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from generator.model.dates import Date
    from generator.model.unit import Unit

UNITS: Mapping[str, Unit] = {name: BY_NAME[name] for name in ("days", "months", "years")}
"""What may be counted between two dates, by the name of its function."""

_MONTHS_OF_A_YEAR = 12


def between(first: Date, last: Date, word: str) -> Amount | Fault:
    """Give the days, months or years from one date to another: a range where either is coarser than a day.

    Months and years are those that are over: someone born on 29 February is a year older on 1 March.
    """
    if not (first.earliest and first.latest and last.earliest and last.latest):
        return Fault("E-DERIVE", f"an open date has no number of {word}", "name two days")
    if last.earliest < first.latest and last.latest < first.earliest:
        return Fault("E-DERIVE", "the second date is before the first", "put the earlier date first")
    if last.earliest < first.latest:
        return Fault("E-DERIVE", "the second date may be before the first", "name dates that do not overlap")
    count = _COUNTS[word]
    shortest, longest = count(first.latest, last.earliest), count(first.earliest, last.latest)
    vague = any(date.approximate or date.uncertain for date in (first, last))
    found = exact(shortest, UNITS[word])
    return Amount(found.low, exact(longest).high, found.unit, approximate=vague)


def _days(first: dt.date, last: dt.date) -> int:
    return (last - first).days


def _months(first: dt.date, last: dt.date) -> int:
    whole = (last.year - first.year) * _MONTHS_OF_A_YEAR + last.month - first.month
    return whole - (last.day < first.day)


def _years(first: dt.date, last: dt.date) -> int:
    return _months(first, last) // _MONTHS_OF_A_YEAR


_COUNTS: Mapping[str, Callable[[dt.date, dt.date], int]] = {"days": _days, "months": _months, "years": _years}
