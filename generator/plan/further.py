"""The pages of lists that go over several, besides the first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.plan.output import page_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model.site import Site
    from generator.plan.lists import Lists
    from generator.plan.output import Output
    from generator.plan.popular import Popular

FOLDERS: Final[Mapping[str, str]] = {
    "fact": "facts",
    "term": "glossary",
    "event": "timeline",
    "source": "sources",
    "person": "people",
}
"""Where the places that use an entry are listed: in the folder of its own, below the list of its kind."""


def further_pages(site: Site, lists: Lists) -> Iterator[Output]:
    """Give the pages of all lists that the first page of each leads to. The `key` is that of the part."""
    for section, found in (
        ("timeline", lists.events),
        ("glossary", lists.terms),
        ("facts", lists.facts),
        ("people", lists.people),
        ("sources", lists.sources),
        ("topics", lists.topics),
    ):
        yield from (page_at(f"{section}/{key}", section, key) for key in found.further())
    for tag, pages in lists.topic_pages.items():
        place = lists.tags[tag]
        yield from (page_at(f"topics/{tag}/{key}", "topic", f"{tag}/{key}", place) for key in pages.further())
    for id_, found in lists.quotes.items():
        keys = found.pages if found.paged else ()
        yield from (page_at(f"people/{id_}/quotes/{key}".rstrip("/"), "quotes", f"{id_}/{key}") for key in keys)
    if has_archive(site, lists):
        yield from (page_at(f"articles/{key}".rstrip("/"), "articles", key) for key in lists.articles.pages)
    if not is_taken(site, "changes"):
        yield from (page_at(f"changes/{key}", "changes", key) for key in lists.corrections.further())


def pages_of_places(popular: Popular) -> Iterator[Output]:
    """Give the pages of all places that use an entry, of those entries that are used in many."""
    for (kind, id_), users in popular.entries.items():
        folder = f"{FOLDERS[kind]}/{id_}/used-in"
        yield from (
            page_at(f"{folder}/{key}".rstrip("/"), "used-in", f"{kind}/{id_}/{key}") for key in users.pages.pages
        )


def has_archive(site: Site, lists: Lists) -> bool:
    """Tell whether there are pages of all articles: more than the first page shows, and nobody else at /articles/."""
    return lists.articles.paged and not is_taken(site, "articles")


def is_taken(site: Site, slug: str) -> bool:
    """Tell whether an article or a page of the author's stands where a list of this name would."""
    return slug in site.pages or slug in site.articles
