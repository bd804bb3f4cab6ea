"""Events as views, and timelines of them by year and month."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from generator.facts.event_dates import event_date as date_of_event
from generator.facts.event_dates import in_order as dated
from generator.facts.event_dates import month_of
from generator.facts.wording import month_words
from generator.render.figures import find, view_of
from generator.render.links import owner_links
from generator.render.people import date_view, name_link, source_views
from generator.render.pictures import named_picture
from generator.render.prose import prose, title
from generator.render.views import DateView, EventView, LinkView, MonthView, SourceView, TimelineView, YearView

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.dates import Date
    from generator.model.event import Event
    from generator.render.library import Library


def event_date(library: Library, event: Event) -> Date | None:
    """Give an event's date, which one of its facts may give."""
    return date_of_event(library.ledger, event)


def in_order(library: Library, events: Iterable[Event]) -> list[tuple[Date, Event]]:
    """Give events with their dates, oldest first; of two with one date the longer first, then by id."""
    return dated(library.ledger, events)


def event_view(library: Library, event: Event, date: Date, prefix: str = "") -> EventView:
    """Give an entry of the timeline; `prefix` goes before its ids, so that a page may show it twice."""
    figures = (view_of(library, text.text) for text in event.facts)
    sources = source_views(library, event.sources) or tuple(_fact_sources(library, event))
    words = DateView(event.display.text, date.machine) if event.display is not None else date_view(library, date)
    return EventView(
        id=f"{prefix}event-{event.id}",
        url=library.addresses.event(event.id.text),
        title=title(library, event.title),
        date=words,
        era=event.kind == "era",
        text=prose(library, event.text, prefix=f"{prefix}event-{event.id}-"),
        people=tuple(name_link(library, person) for person in event.people),
        figures=tuple(view for view in figures if view is not None),
        topics=topic_links(library, (tag.text for tag in event.tags)),
        sources=sources,
        picture=named_picture(library, event.image),
        used_in=owner_links(library, "event", event.id.text),
        former=tuple(f"{prefix}event-{old}" for old in event.was),
    )


def _fact_sources(library: Library, event: Event) -> Iterator[SourceView]:
    """Give the sources of an event's facts, each once."""
    found = (find(library, text.text) for text in event.facts)
    refs = {ref.text.text: ref for figure in found if figure is not None for ref in figure.sources}
    yield from source_views(library, refs.values())


def topic_links(library: Library, tags: Iterable[str]) -> tuple[LinkView, ...]:
    """Give topics by their names."""
    config = library.site.config
    return tuple(LinkView(config.topic(tag), library.addresses.topic(tag)) for tag in tags)


def timeline_view(library: Library, events: Iterable[Event], prefix: str = "") -> TimelineView:
    """Give a timeline by year and month, oldest first; `prefix` goes before all its ids."""
    found = in_order(library, events)
    years = [_year(library, year, list(group), prefix) for year, group in groupby(found, key=lambda pair: pair[0].year)]
    eras = tuple(event_view(library, event, date, prefix) for date, event in found if event.kind == "era")
    return TimelineView(eras, tuple(years))


def _year(library: Library, year: int, dated: list[tuple[Date, Event]], prefix: str) -> YearView:
    months = []
    for month, group in groupby(dated, key=lambda pair: month_of(pair[0])):
        name = month_words(month, library.language) if month else ""
        views = tuple(event_view(library, event, date, prefix) for date, event in group)
        months.append(MonthView(name, f"{prefix}m{year}-{month:02}" if month else "", views))
    return YearView(str(year), f"{prefix}y{year}", tuple(months))
