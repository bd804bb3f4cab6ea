"""Entries that nobody uses."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from generator.check.references import media_key
from generator.diagnostics import Diagnostic, Span, diagnose
from generator.model.identity import ID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.check.examined import Examined
    from generator.facts.uses import Use

_SELF = ("see_also", "cites")


def unused_entries(examined: Examined) -> Iterator[Diagnostic]:
    """Report W-SOURCE-UNUSED, W-TERM-UNUSED, W-FACT-UNUSED and W-UNUSED (quotes, charts, sidebars, images).

    While a file cannot be read nothing is known to be unused: that file may use it. Nor can what has no proper id.
    """
    site = examined.site
    if site.lost:
        return
    used = {(use.kind, use.id) for use in examined.uses if use.how not in _SELF and not _is_own(use)}
    used |= {("term", mention.term_id) for each in examined.mentions for mention in each.found}
    used |= {("image", media_key(use.place.path, use.target)) for use in examined.uses if use.kind == "image"}
    used |= {("fact", fact.id.text) for fact in site.facts.values() if fact.home}
    for code, kind, name, place in _entries(examined):
        if (kind, name) not in used and (kind == "image" or ID.fullmatch(name)):
            yield diagnose(code, place, f"the {kind} `{name}` is used nowhere")
    yield from _used_by_drafts(examined)


def _used_by_drafts(examined: Examined) -> Iterator[Diagnostic]:
    """Report W-FACT-UNUSED for facts with a public page that only articles refer to which are not public.

    An article with an error in it may be public once that is mended.
    """
    uses = [use for use in examined.uses if use.kind == "fact" and not _is_own(use)]
    unread = examined.site.unread
    seen = {use.id for use in uses if examined.public(use.owner) or f"article:{use.owner.home}" in unread}
    for id_ in dict.fromkeys(use.id for use in uses):
        fact = examined.site.facts.get(id_)
        if fact is not None and not fact.home and id_ not in seen:
            message = f"the fact `{id_}` is public, and used only by articles that are not"
            hint = "write it among the `facts:` of its article, which are published with it"
            yield diagnose("W-FACT-UNUSED", fact.id.span, message, hint=hint)


def _is_own(use: Use) -> bool:
    """Tell whether an entry speaks of itself; a chart and the fact that it shows may have one id."""
    return (use.owner.kind, use.owner.id) == (use.kind, use.id)


def _entries(examined: Examined) -> Iterator[tuple[str, str, str, Span]]:
    site = examined.site
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
