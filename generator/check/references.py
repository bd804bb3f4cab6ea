"""Ids that lead nowhere, to several things, or in a circle."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from generator.diagnostics import Diagnostic, Fault, Related, Span, diagnose
from generator.diagnostics.nearest import nearest
from generator.facts.ledger import now_named
from generator.model.identity import ID

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from generator.check.examined import Examined
    from generator.facts.uses import Use
    from generator.model.site import Site
    from generator.model.source import Source

WHERE = {
    "event": "content/events/",
    "term": "content/glossary/",
    "person": "content/people.yaml",
    "article": "content/articles/",
    "source": "content/sources.yaml",
    "quote": "content/quotes/",
    "chart": "content/charts/",
    "sidebar": "content/sidebars.yaml",
}


def kinds(site: Site) -> dict[str, Mapping[str, object]]:
    """Give the entries of every kind that references can name."""
    return {
        "event": site.events,
        "term": site.terms,
        "person": site.people,
        "article": site.articles,
        "source": site.sources,
        "quote": site.quotes,
        "chart": site.charts,
        "sidebar": site.sidebars,
    }


def unknown_ids(examined: Examined) -> Iterator[Diagnostic]:
    """Report E-REF for references to entries that do not exist, E-REF-AMBIGUOUS for those that could be several."""
    known = kinds(examined.site)
    for use in examined.uses:
        if use.id in examined.site.lost:
            continue
        if use.kind == "fact":
            yield from _fact_problem(examined, use)
        elif use.kind in known and use.id not in known[use.kind]:
            yield _unknown(use, known)
        elif use.kind == "tag" and use.how == "prose":
            yield from _unknown_tag(examined.background.tags, use)


def _fact_problem(examined: Examined, use: Use) -> Iterator[Diagnostic]:
    if use.how == "derive":
        return  # a derivation reports its own inputs, at their places in it
    found = examined.ledger.find(use.target)
    if isinstance(found, Fault):
        if found.code == "E-REF-AMBIGUOUS" and _takes_series(use):
            return
        yield diagnose(found.code, _part(use.place, found), found.message, hint=found.hint or None)
    elif found.value is None and found.fact.claims and use.empty:
        keys = ", ".join(f"`{found.fact.id}#{claim.key}`" for claim in found.fact.claims[:4])
        message = f"`{found.fact.id}` is contested and has no figure of its own"
        yield diagnose("E-REF-AMBIGUOUS", use.place, message, hint=f"name whose it is: {keys}")


def _takes_series(use: Use) -> bool:
    return use.how in {"of", "facts", "sidebar"} or use.series


def _part(place: Span, fault: Fault) -> Span:
    length = fault.length if fault.length is not None else place.length
    if place.length < fault.start + length:
        return place
    return Span(place.path, place.line, place.column + fault.start, max(length, 1))


def _unknown(use: Use, known: Mapping[str, Mapping[str, object]]) -> Diagnostic:
    present = now_named(use.id, known[use.kind])
    if present:
        message = f"there is no {use.kind} `{use.id}` any more"
        return diagnose("E-REF", _start(use.place, use.id), message, hint=f"`{use.id}` is now `{present}`")
    close = nearest(use.id, filter(ID.fullmatch, known[use.kind]))
    other = next((kind for kind, entries in known.items() if kind != use.kind and use.id in entries), None)
    hint = f"write it in {WHERE[use.kind]}, or mend the id"
    if close is not None:
        hint = f"did you mean `{close}`?"
    elif other is not None:
        hint = f"there is {_article(other)} {other} of that name: write `{other}:{use.id}`"
    return diagnose("E-REF", _start(use.place, use.id), f"there is no {use.kind} `{use.id}`", hint=hint)


def _article(kind: str) -> str:
    return "an" if kind[0] in "aeiou" else "a"


def _start(place: Span, id_: str) -> Span:
    return Span(place.path, place.line, place.column, len(id_)) if place.length > len(id_) else place


def _unknown_tag(tags: AbstractSet[str], use: Use) -> Iterator[Diagnostic]:
    if use.target not in tags:
        close = nearest(use.target, sorted(tags))
        hint = f"did you mean `{close}`?" if close else "no article and no event has it"
        yield diagnose("E-REF", use.place, f"there is no tag `{use.target}`", hint=hint)


def media_key(path: str, target: str) -> str:
    """Give the key of an image from a path to it, as written in a content file (`../media/barn.jpg`), or as it is."""
    target = unquote(target)
    if target.startswith("/"):
        return target.removeprefix("/").removeprefix("content/").removeprefix("media/")
    if "/" not in target:
        return target
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    return whole.removeprefix("content/media/") if whole.startswith("content/media/") else target


def missing_images(examined: Examined) -> Iterator[Diagnostic]:
    """Report E-ASSET for images that are not in content/media/, E-ALT for those without words for the blind."""
    site = examined.site
    written = (reference for passage in examined.passages for reference in passage.document.references)
    described = {reference.target_span for reference in written if reference.words}
    for use in examined.uses:
        if use.kind != "image":
            continue
        key = media_key(use.place.path, use.target)
        image = site.images.get(key)
        if key not in site.media:
            yield _missing_image(site, use, key)
        elif use.how != "logo" and use.place not in described and image is None:  # media.yaml's own gap is told there
            hint = f"write `{key}: {{alt: ..., credit: ...}}` in content/media/media.yaml"
            yield diagnose("E-ALT", use.place, f"the image `{key}` has no words for those who cannot see it", hint=hint)
    for key, image in examined.own.images.items():
        if key not in site.media:
            yield diagnose("E-ASSET", image.place, f"there is no file content/media/{key}", hint=_near_file(site, key))


def _near_file(site: Site, key: str) -> str:
    same = next((name for name in site.media if name.casefold() == key.casefold()), None)
    close = same or nearest(key, list(site.media))
    return f"did you mean `{close}`?" if close else "put the file there, or remove the entry"


def _missing_image(site: Site, use: Use, key: str) -> Diagnostic:
    message = f"there is no image `{key}` in content/media/"
    return diagnose("E-ASSET", use.place, message, hint=_near_file(site, key))


def circular_sources(examined: Examined) -> Iterator[Diagnostic]:
    """Report E-REF-CYCLE for sources that cite each other in a circle."""
    sources = examined.site.sources
    done: set[str] = set()
    for name in examined.own.sources:
        for cycle in _cycles(name, sources, done):
            first = sources[cycle[0]]
            place = next(ref.id.span for ref in first.cites if ref.id.text == cycle[1])
            related = tuple(Related(sources[other].id.span, f"`{other}`") for other in cycle[1:-1])
            words = " cites ".join(f"`{other}`" for other in cycle)
            yield diagnose("E-REF-CYCLE", place, f"sources cite each other in a circle: {words}", related=related)


def _cycles(start: str, sources: Mapping[str, Source], done: set[str]) -> Iterator[list[str]]:
    path: list[str] = []
    stack: list[tuple[str, bool]] = [(start, False)]
    while stack:
        name, leaving = stack.pop()
        if leaving:
            path.pop()
            done.add(name)
        elif name in path:
            yield [*path[path.index(name) :], name]
        elif name not in done and name in sources:
            path.append(name)
            stack.append((name, True))
            stack.extend((ref.id.text, False) for ref in reversed(sources[name].cites))


def self_references(examined: Examined) -> Iterator[Diagnostic]:
    """Report E-REF-CYCLE for terms that say "see also" of themselves."""
    for use in examined.uses:
        if use.how == "see_also" and use.target == use.owner.id:
            yield diagnose("E-REF-CYCLE", use.place, f"`{use.target}` refers to itself", hint="remove it")
