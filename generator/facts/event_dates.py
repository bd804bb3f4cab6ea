"""When an event was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Fault
from generator.model.value import DateValue

if TYPE_CHECKING:
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
