"""The pages of a list as views: the ways between them, and the overview of those below one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.render.prose import plain
from generator.render.views import LinkView, PartLinkView, PartsView, PartView, PlaceView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.plan.parts import Listing, Part
    from generator.render.library import Library

_YEAR = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Frame:
    """What a list is called, what its parts are (`Years`), and the address of its pages without the key of a part."""

    title: str
    label: str
    url: str

    def at(self, key: str) -> str:
        """Give the address of a page of the list."""
        return f"{self.url}{key}/" if key else self.url


def parts_view(
    found: Listing, key: str, frame: Frame, overview: Callable[[Part], PartView] | None = None
) -> PartsView | None:
    """Give the ways between the pages of a list; None for one that is one page.

    `overview` gives what the page of a part that is divided says of each page below it; without it they are named.
    """
    if not found.paged:
        return None
    here = found.pages[key]
    tell = overview or (lambda part: PartView(part.name, frame.at(part.key), (), ()))
    return PartsView(
        label=frame.label,
        name=here.name,
        first=LinkView(frame.title, frame.url),
        rows=tuple(_rows(found, here, frame)),
        before=_beside(found, here.before, frame),
        after=_beside(found, here.after, frame),
        overview=_told_once(tell(part) for part in _leaves(found, here)) if here.parts else (),
    )


def _rows(found: Listing, here: Part, frame: Frame) -> Iterator[tuple[PartLinkView, ...]]:
    """Give the pages to choose from, from the coarsest to those beside or below this one."""
    chain = [here]
    while chain[0].key:
        chain.insert(0, found.pages[chain[0].up])
    holds = {part.key for part in chain}
    for part in chain:
        if part.parts:
            yield tuple(_link(found.pages[key], here, holds, frame) for key in part.parts)


def _link(part: Part, here: Part, holds: set[str], frame: Frame) -> PartLinkView:
    current = "page" if part is here else "true" if part.key in holds else ""
    return PartLinkView(part.name, frame.at(part.key), current)


def _beside(found: Listing, key: str | None, frame: Frame) -> LinkView | None:
    return LinkView(found.pages[key].name, frame.at(key)) if key is not None else None


def _leaves(found: Listing, part: Part) -> Iterator[Part]:
    """Give the pages of entries below a part, in order."""
    if not part.parts:
        yield part
    for key in part.parts:
        yield from _leaves(found, found.pages[key])


def _told_once(views: Iterator[PartView]) -> tuple[PartView, ...]:
    """Leave out anchors that a part before has: the year's stands at its first month."""
    known: set[str] = set()
    told = []
    for view in views:
        anchors = tuple(name for name in dict.fromkeys(view.anchors) if name not in known)
        known.update(anchors)
        told.append(PartView(view.words, view.url, anchors, view.places))
    return tuple(told)


# --- what the overviews of lists say, whose first pages had anchors before they were divided


def timeline_parts(library: Library, key: str) -> PartsView | None:
    """Give the pages of the timeline, with the events by name as long as there are not too many of them."""
    found = library.lists.events
    events = library.site.events
    frame = Frame("Timeline", "Years", library.addresses.part("timeline", ""))
    named = len(found.pages[key].entries) <= library.lists.limits.named

    def tell(part: Part) -> PartView:
        held = [events[id_] for id_ in part.entries]
        anchors = [*_date_anchors(part.key), *(f"event-{old}" for event in held for old in event.was)]
        places = tuple(
            PlaceView(f"event-{e.id}", plain(library, e.title), library.addresses.event(e.id.text))
            for e in held
            if named
        )
        anchors += [] if named else [f"event-{event.id}" for event in held]
        return PartView(part.name, frame.at(part.key), tuple(anchors), places)

    return parts_view(found, key, frame, tell)


def _date_anchors(key: str) -> list[str]:
    """Give the anchors of a year and a month from the key of a part of theirs, such as 2025-04."""
    year, _, rest = key.partition("-")
    month = rest.partition("-")[0]
    if not _YEAR.fullmatch(year):
        return []
    return [f"y{year}", *([f"m{year}-{month}"] if month and month != "00" else [])]


def glossary_parts(library: Library, key: str) -> PartsView | None:
    """Give the pages of the glossary, with the terms by name as long as there are not too many of them."""
    found = library.lists.terms
    terms = library.site.terms
    frame = Frame("Glossary", "Letters", library.addresses.part("glossary", ""))
    named = len(found.pages[key].entries) <= library.lists.limits.named

    def tell(part: Part) -> PartView:
        held = [terms[id_] for id_ in part.entries]
        letter = "other" if part.key.startswith("other") else part.key[:1]
        anchors = [f"letter-{letter}", *(f"term-{old}" for term in held for old in term.was)]
        places = tuple(PlaceView(f"term-{t.id}", t.name.text, library.addresses.term(t.id.text)) for t in held if named)
        anchors += [] if named else [f"term-{term.id}" for term in held]
        return PartView(part.name, frame.at(part.key), tuple(anchors), places)

    return parts_view(found, key, frame, tell)


def facts_parts(library: Library, key: str) -> PartsView | None:
    """Give the pages of the index of facts."""
    frame = Frame("Facts", "Topics", library.addresses.part("facts", ""))

    def tell(part: Part) -> PartView:
        topic, _, rest = part.key.partition("/")
        anchors = (f"file-{rest.partition('/')[0]}",) if topic == "by-topic" else ()
        return PartView(part.name, frame.at(part.key), anchors, ())

    return parts_view(library.lists.facts, key, frame, tell)
