"""Events and terms for programs, and the lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.render.data.cells import as_json
from generator.render.data.machine import date_node, filled, refs
from generator.render.people import name_of
from generator.render.prose import plain
from generator.render.timelines import in_order

if TYPE_CHECKING:
    from generator.render.library import Library

TIMELINE_SCHEMA = "schema/timeline-1.json"
GLOSSARY_SCHEMA = "schema/glossary-1.json"


def timeline_json(library: Library) -> bytes:
    """Give every event, oldest first."""
    addresses = library.addresses
    events = [
        filled(
            id=event.id.text,
            title=plain(library, event.title),
            date=date_node(date),
            kind=event.kind,
            text=plain(library, event.text) if event.text is not None else "",
            people=[name_of(library, text) for text in event.people],
            facts=[text.text for text in event.facts],
            tags=[text.text for text in event.tags],
            sources=refs(event.sources),
            url=addresses.absolute(addresses.event(event.id.text)),
        )
        for date, event in in_order(library, library.site.events.values())
    ]
    schema = addresses.absolute(addresses.url(TIMELINE_SCHEMA))
    return as_json({"$schema": schema, "site": library.site.config.base_url, "events": events})


def glossary_json(library: Library) -> bytes:
    """Give every term, in the order of their names."""
    addresses = library.addresses
    terms = [
        filled(
            id=term.id.text,
            name=term.name.text,
            aliases=[text.text for text in term.aliases],
            definition=plain(library, term.definition),
            see_also=[text.text for text in term.see_also],
            sources=refs(term.sources),
            url=addresses.absolute(addresses.term(term.id.text)),
        )
        for term in sorted(library.site.terms.values(), key=lambda term: term.name.text.casefold())
    ]
    schema = addresses.absolute(addresses.url(GLOSSARY_SCHEMA))
    return as_json({"$schema": schema, "site": library.site.config.base_url, "terms": terms})


def published_lock(library: Library) -> bytes:
    """Give the lock as it is, so that `check --against` finds what was deployed; it holds what was public only."""
    return library.site.lock.text.encode()
