"""The pages of a list as views: the ways between them, and the overview of those below one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.render.prose import plain
from generator.render.views import LinkView, PartLinkView, PartRowView, PartsView, PartView, PlaceView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.model.text import Text
    from generator.plan.parts import Listing, Part
    from generator.render.library import Library

_YEAR = re.compile(r"\d+")
_LINE = 60
"""The characters of a line of an overview besides its words and its addresses, roughly."""


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
        name=here.name,
        first=LinkView(frame.title, frame.url),
        rows=tuple(_rows(found, here, frame)),
        before=_beside(found, here.before, frame),
        after=_beside(found, here.after, frame),
        overview=_told_once(tell(part) for part in _leaves(found, here)) if here.parts else (),
    )


def _rows(found: Listing, here: Part, frame: Frame) -> Iterator[PartRowView]:
    """Give the pages to choose from, from the coarsest to those beside or below this one."""
    chain = [here]
    while chain[0].key:
        chain.insert(0, found.pages[chain[0].up])
    holds = {part.key for part in chain}
    for part in chain:
        if part.parts:
            links = (_link(found.pages[key], part, here, holds, frame) for key in part.parts)
            yield PartRowView(part.name or frame.label, tuple(links))


def _link(part: Part, up: Part, here: Part, holds: set[str], frame: Frame) -> PartLinkView:
    """Give the way to a part, without the words of what holds it: below 2025 it is `April`."""
    current = "page" if part is here else "true" if part.key in holds else ""
    words = part.name.removesuffix(f" {up.name}").removeprefix(f"{up.name}: ").removeprefix(f"{up.name}, ")
    return PartLinkView(words, frame.at(part.key), current)


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
    frame = Frame("Timeline", "Years", library.addresses.part("timeline", ""))

    def place(id_: str) -> tuple[PlaceView, tuple[Text, ...]]:
        event = library.site.events[id_]
        return PlaceView(f"event-{id_}", plain(library, event.title), library.addresses.event(id_)), event.was

    return parts_view(library.lists.events, key, frame, _naming(library.lists.events.pages[key], frame, place, library))


def _naming(
    here: Part, frame: Frame, place: Callable[[str], tuple[PlaceView, tuple[Text, ...]]], library: Library
) -> Callable[[Part], PartView]:
    """Give what tells of a page of events or terms: their names, or of very many only the anchors that they had."""
    found = {id_: place(id_) for id_ in here.entries} if here.parts else {}
    size = sum(_LINE + len(view.words) + len(view.id) + len(view.url) for view, _ in found.values())
    named = size <= library.lists.limits.named

    def tell(part: Part) -> PartView:
        views = [found[id_][0] for id_ in part.entries]
        former = [f"{found[id_][0].id.partition('-')[0]}-{old}" for id_ in part.entries for old in found[id_][1]]
        bare = [] if named else [view.id for view in views]
        return PartView(
            part.name, frame.at(part.key), (*_anchors(part.key), *former, *bare), tuple(views if named else ())
        )

    return tell


def _anchors(key: str) -> list[str]:
    """Give the anchors that a part's headings had on a single page: of a year and a month, or of a letter."""
    year, _, rest = key.partition("-")
    month = rest.partition("-")[0]
    if _YEAR.fullmatch(year):
        return [f"y{year}", *([f"m{year}-{month}"] if month and month != "00" else [])]
    return ["letter-other" if key.startswith("other") else f"letter-{key[:1]}"]


def glossary_parts(library: Library, key: str) -> PartsView | None:
    """Give the pages of the glossary, with the terms by name as long as there are not too many of them."""
    frame = Frame("Glossary", "Letters", library.addresses.part("glossary", ""))

    def place(id_: str) -> tuple[PlaceView, tuple[Text, ...]]:
        term = library.site.terms[id_]
        return PlaceView(f"term-{id_}", term.name.text, library.addresses.term(id_)), term.was

    return parts_view(library.lists.terms, key, frame, _naming(library.lists.terms.pages[key], frame, place, library))


def facts_parts(library: Library, key: str) -> PartsView | None:
    """Give the pages of the index of facts."""
    frame = Frame("Facts", "Topics", library.addresses.part("facts", ""))

    def tell(part: Part) -> PartView:
        topic, _, rest = part.key.partition("/")
        anchors = (f"file-{rest.partition('/')[0]}",) if topic == "by-topic" else ()
        return PartView(part.name, frame.at(part.key), anchors, ())

    return parts_view(library.lists.facts, key, frame, tell)
