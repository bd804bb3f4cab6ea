"""Events and charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.chart import CHART_TYPES, Chart
from generator.model.event import EVENT_KINDS, Event

if TYPE_CHECKING:
    from generator.load.decode.entries import Entry


def decode_event(entry: Entry) -> Event:
    """Read an entry of the timeline. That it has a date and a source, perhaps from a fact, is checked later."""
    f = entry.fields
    event = Event(
        id=entry.id,
        place=f.span,
        title=f.need_sentence("title"),
        date=f.date("date"),
        kind=f.choice("kind", EVENT_KINDS, "event"),
        sources=f.sources(),
        text=f.prose("text"),
        display=f.line("display"),
        people=f.ids("people"),
        facts=f.lines("facts"),
        tags=f.ids("tags"),
        image=f.line("image"),
        said=f.said(),
        was=f.ids("was"),
    )
    f.done()
    return event


def decode_chart(entry: Entry) -> Chart:
    """Read a chart. What it shows is checked later."""
    f = entry.fields
    kind = f.choice("type", CHART_TYPES, "")
    chart = Chart(
        id=entry.id,
        place=f.span,
        of=f.require("of", f.lines("of") or None) or (),
        type=kind or None,
        title=f.line("title"),
        alt=f.line("alt"),
        sources=f.sources(),
        note=f.prose("note"),
    )
    f.done()
    return chart
