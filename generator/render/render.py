"""An output to bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.diagnostics import Diagnostic
from generator.render.cite import article_works, bibtex, csl_json, fact_works
from generator.render.data import (
    fact_data_csv,
    fact_data_json,
    facts_csv,
    facts_json,
    glossary_json,
    published_lock,
    schema_json,
    timeline_json,
)
from generator.render.hosts import HOST_FILES
from generator.render.pages import PAGES, head_view, site_view
from generator.render.pages.changes import changes_feed, changes_json
from generator.render.pages.feeds import feed_context, robots_context, sitemap_context, sitemap_index_context
from generator.render.theme.faults import BrokenPartError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.plan import Output
    from generator.render.library import Library

DATA: Mapping[str, Callable[[Library], bytes]] = {
    "facts.json": facts_json,
    "facts.csv": facts_csv,
    "timeline.json": timeline_json,
    "glossary.json": glossary_json,
    "factbox.lock": published_lock,
    "changes.json": changes_json,
    **HOST_FILES,
}
KEYED: Mapping[str, Callable[[Library, str], bytes]] = {
    "article.bib": lambda library, key: bibtex(article_works(library, key)),
    "article.json": lambda library, key: csl_json(article_works(library, key)),
    "fact.bib": lambda library, key: bibtex(fact_works(library, key)),
    "fact.json": lambda library, key: csl_json(fact_works(library, key)),
    "fact-data.json": fact_data_json,
    "fact-data.csv": fact_data_csv,
    "schema": schema_json,
}
TEMPLATED: Mapping[str, Callable[[Library], Mapping[str, object]]] = {
    "feed.xml": feed_context,
    "changes.xml": changes_feed,
    "sitemap.xml": sitemap_context,
    "sitemap-index.xml": sitemap_index_context,
    "robots.txt": robots_context,
}


@dataclass(frozen=True, slots=True)
class Rendered:
    """An output with its bytes."""

    output: Output
    data: bytes


def render(library: Library, output: Output) -> Rendered | Diagnostic:
    """Give the bytes of an output, or what is wrong with the template that makes it or a part of it."""
    try:
        return _render(library, output)
    except BrokenPartError as broken:
        return broken.problem


def _render(library: Library, output: Output) -> Rendered | Diagnostic:
    if output.kind == "asset":
        return Rendered(output, asset_data(library, output.key))
    if output.kind == "media":
        return Rendered(output, library.site.media[output.key].data)
    if output.kind in DATA:
        return Rendered(output, DATA[output.kind](library))
    if output.kind in KEYED:
        return Rendered(output, KEYED[output.kind](library, output.key))
    if output.kind == "sitemap":
        text = library.theme.render("sitemap.xml", sitemap_context(library, output.key), output.path)
    elif output.kind in TEMPLATED:
        text = library.theme.render(output.kind, TEMPLATED[output.kind](library), output.path)
    else:
        page = PAGES[output.kind](library, output)
        url = library.addresses.url(output.path)
        shared = {"site": site_view(library, url), "head": head_view(library, output, page), "parts": page.parts}
        text = library.theme.render(page.template, {**shared, **page.context}, output.path)
    return text if isinstance(text, Diagnostic) else Rendered(output, text.encode())


def asset_data(library: Library, name: str) -> bytes:
    """Give the bytes of a file of the theme by its published name."""
    original = next(own for own, published in library.assets.items() if published == name)
    return library.theme.assets[original]
