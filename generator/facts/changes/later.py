"""Whether the dates of a value are truly later than all that was published before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.diagnostics import Fault
from generator.model.dates import parse_date

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from generator.model.dates import Date
    from generator.model.lock import PublishedFigure

_KEYS = ("as_of", "period", "since")


@dataclass(frozen=True, slots=True)
class Held:
    """A value as it was published, and the day of the release that first had it."""

    figure: PublishedFigure
    day: dt.date


def is_newer(before: Iterable[Held], new: PublishedFigure, today: dt.date) -> bool:
    """Tell whether a value has a later date than all before: of what it describes, when it was known, or since when.

    Later is what begins after the other has ended, so that a vaguer date of the same time (2025 after 2025-01-01) is
    not, nor what has no end or no beginning. A date under a key that a value did not have is compared with all dates
    that it had, or, where it had none, with the day on which it was released. That a value was known on a day after
    `today` cannot be, and so says nothing until then.
    """
    held = tuple(before)
    return any(
        _is_later(held, key, _date(getattr(new, key))) for key in _KEYS if key != "as_of" or not is_to_come(new, today)
    )


def is_to_come(figure: PublishedFigure, today: dt.date) -> bool:
    """Tell whether the day on which a value is said to be known begins after `today`."""
    known = _date(figure.as_of)
    return known is not None and known.earliest is not None and known.earliest > today


def _is_later(before: tuple[Held, ...], key: str, new: Date | None) -> bool:
    if new is None or new.earliest is None or new.latest is None:
        return False
    return all(_follows(new, key, one) for one in before)


def _follows(new: Date, key: str, held: Held) -> bool:
    same = _date(getattr(held.figure, key))
    if same is not None:
        return _moved_on(same, new, key, held.day)
    dates = [date for date in (_date(getattr(held.figure, other)) for other in _KEYS) if date is not None]
    ends = [_end(date, key, held.day) for date in dates] or [held.day]
    return new.earliest is not None and all(new.earliest > end for end in ends)


def _moved_on(old: Date, new: Date, key: str, released: dt.date) -> bool:
    """Tell whether a date follows an earlier one under the same key; spans that a figure describes may lap."""
    if new.earliest is None or new.latest is None or (old.earliest is not None and new.earliest <= old.earliest):
        return False
    if key == "period" and old.precision == new.precision == "interval" and old.earliest and old.latest:
        return new.latest > old.latest
    return new.earliest > _end(old, key, released)


def _end(date: Date, key: str, released: dt.date) -> dt.date:
    """Give the last day of a date. What has no end, and what was known, ended with its release at the latest."""
    if date.latest is None:
        return released
    return min(date.latest, released) if key == "as_of" else date.latest


def _date(text: str) -> Date | None:
    found = parse_date(text) if text else None
    return None if isinstance(found, Fault) else found
