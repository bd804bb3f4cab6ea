"""Entries that nobody uses."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Span, diagnose
from generator.model.identity import ID
from generator.model.publication import is_public

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.check.whole import Whole
    from generator.model.site import Site


def unused_entries(whole: Whole) -> Iterator[Diagnostic]:
    """Report W-SOURCE-UNUSED, W-TERM-UNUSED, W-FACT-UNUSED and W-UNUSED (quotes, charts, sidebars, images).

    While a file cannot be read nothing is known to be unused: that file may use it. Nor can what has no proper id.
    """
    site = whole.site
    if site.lost:
        return
    for code, kind, name, place in _entries(site):
        own = kind == "fact" and bool(site.facts[name].home)
        if (kind, name) not in whole.tally.used and not own and (kind == "image" or ID.fullmatch(name)):
            yield diagnose(code, place, f"the {kind} `{name}` is used nowhere")
    yield from _used_by_drafts(whole)


def _used_by_drafts(whole: Whole) -> Iterator[Diagnostic]:
    """Report W-FACT-UNUSED for facts with a public page that only articles refer to which are not public.

    An article with an error in it may be public once that is mended.
    """
    site = whole.site
    for id_, homes in whole.tally.facts.items():
        fact = site.facts.get(id_)
        if fact is not None and not fact.home and not any(_may_show(whole, home) for home in homes):
            message = f"the fact `{id_}` is public, and used only by articles that are not"
            hint = "write it among the `facts:` of its article, which are published with it"
            yield diagnose("W-FACT-UNUSED", fact.id.span, message, hint=hint)


def _may_show(whole: Whole, home: str) -> bool:
    article = whole.site.articles.get(home)
    return article is None or is_public(article, whole.now) or f"article:{home}" in whole.site.unread


def _entries(site: Site) -> Iterator[tuple[str, str, str, Span]]:
    for source in site.sources.values():
        yield "W-SOURCE-UNUSED", "source", source.id.text, source.id.span
    for term in site.terms.values():
        yield "W-TERM-UNUSED", "term", term.id.text, term.id.span
    for fact in site.facts.values():
        yield "W-FACT-UNUSED", "fact", fact.id.text, fact.id.span
    for quote in site.quotes.values():
        yield "W-UNUSED", "quote", quote.id.text, quote.id.span
    for chart in site.charts.values():
        yield "W-UNUSED", "chart", chart.id.text, chart.id.span
    for sidebar in site.sidebars.values():
        yield "W-UNUSED", "sidebar", sidebar.id.text, sidebar.id.span
    files = {posixpath.splitext(posixpath.basename(fact.place.path))[0] for fact in site.facts.values()}
    for tag, _ in site.config.topics:
        if tag.text not in files:  # the index of facts goes by files, and names them as topics are named
            yield "W-UNUSED", "tag", tag.text, tag.span
    for key in site.media:
        image = site.images.get(key)
        yield "W-UNUSED", "image", key, image.place if image else Span(f"content/media/{key}")
