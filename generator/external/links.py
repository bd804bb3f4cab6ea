"""Every address elsewhere that a site names, with the places where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.facts.prose import passages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.diagnostics import Span
    from generator.model.site import Site


@dataclass(frozen=True, slots=True)
class Link:
    """An address, without its fragment, and where it stands, in the order of the files. `copied`: a copy is named."""

    url: str
    places: tuple[Span, ...]
    copied: bool = False


def links(site: Site) -> tuple[Link, ...]:
    """Give the addresses of sources, people and prose, each once; those of the site itself are not elsewhere."""
    places: dict[str, set[Span]] = {}
    for url, place in _written(site):
        address = url.partition("#")[0]
        if address.startswith(("http://", "https://")) and not f"{address}/".startswith(site.config.base_url):
            places.setdefault(address, set()).add(place)
    copied = {s.url.text.partition("#")[0] for s in site.sources.values() if s.url and s.archive_url}
    found = (Link(url, tuple(sorted(spans, key=_order)), url in copied) for url, spans in places.items())
    return tuple(sorted(found, key=lambda link: (_order(link.places[0]), link.url)))


def _written(site: Site) -> Iterator[tuple[str, Span]]:
    texts = [text for source in site.sources.values() for text in (source.url, source.archive_url)]
    texts += [person.url for person in site.people.values()]
    yield from ((text.text, text.span) for text in texts if text is not None)
    for passage in passages(site):
        yield from ((r.target, r.target_span) for r in passage.document.references if r.scheme == "url")


def _order(place: Span) -> tuple[str, int, int]:
    return place.path, place.line, place.column
