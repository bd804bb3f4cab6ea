"""What changed: the page, the feed and the data."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from generator.diagnostics import Fault
from generator.model.dates import parse_date
from generator.render.changes import (
    correction,
    corrections_of_articles,
    corrections_of_facts,
    gone,
    in_order,
    of_articles,
    orphans,
    updates,
)
from generator.render.data.cells import as_json
from generator.render.paged import Frame, parts_view
from generator.render.pages.feeds import whole_addresses
from generator.render.pages.page import Page, site_view
from generator.render.people import date_view
from generator.render.views import ChangeDayView, ChangesView, EntryView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.plan import Output
    from generator.render.library import Library
    from generator.render.views import ChangeView, DateView

SHOWN: Final = 100
"""Changes that the page shows besides the corrections, of which it shows all."""

EPOCH: Final = "1970-01-01T00:00:00+00:00"
SCHEMA: Final = "schema/changes-1.json"
SCRIPT: Final = "visit.js"
_TITLES: Final = {
    "correction": "Correction: {}",
    "update": "Update: {}",
    "words": "Changed: {}",
    "new": "New: {}",
    "withdrawn": "Withdrawn: {}",
    "gone": "Gone: {}",
}


def corrections(library: Library) -> tuple[ChangeView, ...]:
    """Give all corrections of a site, newest first."""
    facts, articles = library.site.facts.values(), library.site.articles.values()
    found = (*corrections_of_facts(library, facts), *corrections_of_articles(library, articles), *orphans(library))
    return in_order(found)


def others(library: Library) -> tuple[ChangeView, ...]:
    """Give all other changes, newest first."""
    found = (change for changes in library.past.changes.values() for change in changes)
    return in_order((*updates(library, found), *of_articles(library), *gone(library)))


def _held_here(library: Library, key: str) -> tuple[ChangeView, ...]:
    """Give the corrections of a page of changes: all, or of very many the newest, or those of a year."""
    found = library.lists.corrections
    part = found.pages[key]
    if not found.paged:
        return corrections(library)
    ids = part.entries[: library.lists.limits.newest] if not key else () if part.parts else part.entries
    return in_order(one for id_ in ids for one in correction(library, id_))


def changes_page(library: Library, output: Output) -> Page:
    """Give the page of changes: corrections first, then the rest by day; or the corrections of a year."""
    found = library.lists.corrections
    rest = others(library) if not output.key else ()
    config, addresses = library.site.config, library.addresses
    days = tuple(
        ChangeDayView(group[0].date, group)
        for group in (tuple(found) for _, found in groupby(rest[:SHOWN], key=lambda one: one.date.words))
    )
    view = ChangesView(
        corrections=_held_here(library, output.key),
        days=days,
        older=max(len(rest) - SHOWN, 0),
        since=_since(library),
        data=addresses.url("changes.json"),
        feed=addresses.url("changes.xml") if config.feeds.changes else "",
        script=addresses.asset(library.assets[SCRIPT]) if SCRIPT in library.assets else "",
    )
    words = "What changed on these pages since they were published: corrections, and figures that the world changed."
    frame = Frame("What changed", "Years", addresses.part("changes", ""))
    return Page("changes.html", {"changes": view}, "What changed", words, parts=parts_view(found, output.key, frame))


def _since(library: Library) -> DateView | None:
    first = library.past.first
    if first is None:
        return None
    date = parse_date(first.astimezone(library.site.config.timezone).date().isoformat())
    return None if isinstance(date, Fault) else date_view(library, date)


def changes_feed(library: Library) -> Mapping[str, object]:
    """Give what the Atom feed of changes is made from (RFC 4287), newest first."""
    config = library.site.config
    whole = whole_addresses(library)
    found = in_order((*corrections(whole), *others(whole)))[: config.feeds.limit]
    page = library.addresses.absolute(library.addresses.url("changes/"))
    entries = tuple(_entry(one, page) for one in found)
    site = site_view(library, "")
    return {
        "site": replace(site, title=f"What changed – {site.title}"),
        "entries": entries,
        "updated": max((entry.updated for entry in entries), default=EPOCH),
        "feed_url": library.addresses.absolute(library.addresses.url("changes.xml")),
        "id": page,
    }


def _entry(one: ChangeView, page: str) -> EntryView:
    said = Markup("<p>{} → {}</p>").format(one.was, one.now) if one.was and one.now else Markup()
    if one.was and not one.now:
        said = Markup("<p>We had published: {}</p>").format(one.was)
    return EntryView(
        id=f"{page}#{one.id}",
        title=_TITLES[one.kind].format(one.subject.words),
        url=one.subject.url or f"{page}#{one.id}",
        published=one.moment or EPOCH,
        updated=one.moment or EPOCH,
        summary="",
        content=str(said + one.text),
        authors=(),
        topics=(one.kind,),
    )


def changes_json(library: Library) -> bytes:
    """Give every correction and every other change, newest first."""
    found = in_order((*corrections(library), *others(library)))
    schema = library.addresses.absolute(library.addresses.url(SCHEMA))
    held = [_held(library, one) for one in found]
    return as_json({"$schema": schema, "site": library.site.config.base_url, "changes": held})


def _held(library: Library, one: ChangeView) -> dict[str, object]:
    url = one.subject.url
    held: dict[str, object] = {
        "kind": one.kind,
        "date": one.date.machine,
        "moment": one.moment,
        "subject": one.subject.words,
        "url": library.addresses.absolute(url) if url else "",
        "was": one.was,
        "now": one.now,
        "dates": one.dates,
        "text": " ".join(one.text.striptags().split()),
        "sources": [source.id for source in one.sources],
        "pending": one.pending,
    }
    return {key: value for key, value in held.items() if value}
