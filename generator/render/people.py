"""Names, sources and dates as views."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from generator.facts.sources import is_primary
from generator.facts.wording import date_words
from generator.render.views import DateView, LinkView, SourceView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.dates import Date
    from generator.model.site import Site
    from generator.model.source import Source, SourceRef
    from generator.model.text import Text
    from generator.render.library import Library

KIND_WORDS = {
    "report": "",
    "web": "Web page",
    "book": "Book",
    "judgment": "Judgment",
    "law": "Law",
    "data": "Data",
    "poll": "Poll",
    "interview": "Interview",
    "file": "File",
}


def name_of(library: Library, text: Text | None) -> str:
    """Give the words for a person's id, or the words themselves."""
    return name_in(library.site, text)


def name_in(site: Site, text: Text | None) -> str:
    """Give the words for a person's id, or the words themselves."""
    if text is None:
        return ""
    person = site.people.get(text.text)
    return person.name.text if person is not None else text.text


def name_link(library: Library, text: Text) -> LinkView:
    """Give a person's name with its page, or plain words."""
    person = library.site.people.get(text.text)
    if person is None:
        return LinkView(text.text, "")
    return LinkView(person.name.text, library.addresses.person(person.id.text))


def date_view(library: Library, date: Date) -> DateView:
    """Give a date in the words of the page's language."""
    return _date_view(date, library.language)


@lru_cache(maxsize=4096)
def _date_view(date: Date, language: str) -> DateView:
    return DateView(date_words(date, language), date.machine)


def time_of(date: DateView) -> Markup:
    """Give a date as an element that machines read as well."""
    if not date.machine:
        return escape(date.words)
    return Markup('<time datetime="{}">{}</time>').format(date.machine, date.words)


def _author(library: Library, authors: tuple[Text, ...]) -> LinkView | None:
    """Give who wrote a source: one name with its page, or several names."""
    if len(authors) > 1:
        return LinkView(", ".join(name_of(library, author) for author in authors), "")
    return name_link(library, authors[0]) if authors else None


def source_view(library: Library, source: Source, locator: str = "") -> SourceView:
    """Give a source as lists show it."""
    return SourceView(
        id=source.id.text,
        title=source.title.text,
        url=library.addresses.source(source.id.text),
        link=source.url.text if source.url is not None else "",
        archive=source.archive_url.text if source.archive_url is not None else "",
        publisher=name_of(library, source.publisher),
        author=_author(library, source.authors),
        date=date_view(library, source.date) if source.date is not None else DateView("undated", ""),
        kind=KIND_WORDS[source.kind],
        language=source.language.text if source.language is not None else "",
        licence=source.licence.text if source.licence is not None else "",
        isbn=source.isbn.text if source.isbn is not None else "",
        accessed=date_view(library, source.accessed) if source.accessed is not None else None,
        locator=locator,
        primary=is_primary(source),
    )


def source_views(library: Library, refs: Iterable[SourceRef]) -> tuple[SourceView, ...]:
    """Give the sources of a statement, each with its place in it."""
    sources = library.site.sources
    return tuple(source_view(library, sources[r.id.text], r.locator) for r in refs if r.id.text in sources)
