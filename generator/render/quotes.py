"""Somebody's words as views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.render.people import date_view, name_link, name_of, source_view, source_views
from generator.render.views import LinkView, QuoteView, SourceView

if TYPE_CHECKING:
    from generator.model.document import Directive
    from generator.model.quote import Quote
    from generator.model.text import Text
    from generator.render.library import Library

_PARAGRAPH = Markup("<p>{}</p>")
TRANSLATIONS = {"official": "official translation", "ours": "our translation", "machine": "machine translation"}


def quote_view(library: Library, quote: Quote) -> QuoteView:
    """Give a quote. Its words are plain text: blank lines part paragraphs."""
    return QuoteView(
        id=f"quote-{quote.id}",
        words=Markup("\n").join(_PARAGRAPH.format(part.strip()) for part in quote.text.text.split("\n\n")),
        by=name_link(library, quote.by),
        date=date_view(library, quote.date) if quote.date is not None else None,
        original=quote.original.text if quote.original is not None else "",
        original_language=quote.original_language.text if quote.original_language is not None else "",
        translation=_translation(library, quote.translation),
        sources=source_views(library, quote.sources),
    )


def _translation(library: Library, text: Text | None) -> str:
    if text is None:
        return ""
    return TRANSLATIONS.get(text.text) or f"translated by {name_of(library, text)}"


def spoken_view(library: Library, directive: Directive, words: Markup) -> QuoteView:
    """Give a quote that is written in a body: `by=` and `source=` say whose it is and where it stands."""
    by, source = directive.option("by"), directive.option("source")
    return QuoteView(
        id="",
        words=words,
        by=name_link(library, by) if by is not None else LinkView("", ""),
        date=None,
        original="",
        original_language="",
        translation="",
        sources=_source(library, source) if source is not None else (),
    )


def _source(library: Library, text: Text) -> tuple[SourceView, ...]:
    id_, _, locator = text.text.partition(" ")
    source = library.site.sources.get(id_.rstrip(","))
    return (source_view(library, source, locator.strip()),) if source is not None else ()
