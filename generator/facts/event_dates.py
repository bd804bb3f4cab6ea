"""When an event was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Fault
from generator.model.value import DateValue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.facts.ledger import Ledger
    from generator.model.dates import Date
    from generator.model.event import Event


def event_date(ledger: Ledger, event: Event) -> Date | None:
    """Give an event's date: its own, or that of the first of its facts whose value is a date."""
    if event.date is not None:
        return event.date
    for text in event.facts:
        found = ledger.find(text.text)
        if not isinstance(found, Fault) and isinstance(found.value, DateValue):
            return found.value.date
    return None


def in_order(ledger: Ledger, events: Iterable[Event]) -> list[tuple[Date, Event]]:
    """Give events with their dates, oldest first; of two with one date the longer first, then by id."""
    dated = [(event_date(ledger, event), event) for event in events]
    known = [(date, event) for date, event in dated if date is not None]
    return sorted(known, key=_order)


def _order(pair: tuple[Date, Event]) -> tuple[int, int, int, int, str]:
    date, event = pair
    first, last = date.sort_key
    return (date.year, month_of(date), first.toordinal(), -last.toordinal(), event.id.text)


def month_of(date: Date) -> int:
    """Give the month in which a date begins, 0 for one that is known by its year alone."""
    whole_years = date.earliest is not None and (date.earliest.month, date.earliest.day) == (1, 1)
    coarse = date.precision in {"year", "decade", "century"} or (date.text[:1] in {"[", "{"} and whole_years)
    return 0 if coarse or date.earliest is None else date.earliest.month
