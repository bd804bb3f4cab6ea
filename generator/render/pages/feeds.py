"""The feed, the sitemap and robots.txt: templates of their own."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.render.pages.article import article_days, article_view
from generator.render.pages.page import site_view
from generator.render.prose import plain
from generator.render.views import EntryView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.article import Article
    from generator.plan import Output
    from generator.render.library import Library

# What the feed of a site without articles says of its own age: RFC 4287, 4.1.1 wants a date.
EPOCH = "1970-01-01T00:00:00Z"


def feed_context(library: Library) -> Mapping[str, object]:
    """Give what the Atom feed is made from (RFC 4287): the newest articles, with whole addresses in their words."""
    config = library.site.config
    told = (library.gists[slug].entry for slug in library.newest if slug in library.gists)
    entries = tuple(entry for entry in told if entry is not None)
    url = library.addresses.absolute(library.addresses.url("feed.xml"))
    return {
        "site": site_view(library, ""),
        "entries": entries,
        "updated": max((entry.updated for entry in entries), default=EPOCH),
        "feed_url": url,
        "id": config.base_url,
    }


def whole_addresses(library: Library) -> Library:
    """Give what pages are made from with the whole address of everything, for words that are read elsewhere."""
    base = library.site.config.base_url
    return replace(library, addresses=replace(library.addresses, base_url=base, base_path=base))


def entry_view(near: Library, article: Article) -> EntryView:
    """Give what the feed tells of an article, with whole addresses in its words."""
    library = whole_addresses(near)
    url = library.addresses.article(article.slug.text)
    view = article_view(library, article, url)
    published, updated = article_days(article, view.changed)
    content = (
        view.summary
        + view.body
        + Markup().join(Markup("<h2>{}</h2>{}").format(card.question, card.answer) for card in view.cards)
    )
    return EntryView(
        id=url,
        title=plain(library, article.title),
        url=url,
        published=_moment(library, article, published),
        updated=_moment(library, article, updated),
        summary=plain(library, article.summary),
        content=str(content) if library.site.config.feeds.full else "",
        authors=tuple(author.words for author in view.authors),
        topics=tuple(topic.words for topic in view.topics),
    )


def _moment(library: Library, article: Article, day: str) -> str:
    """Give a day as RFC 3339: its first moment in the site's time zone, or when an embargo ended on that day."""
    zone = library.site.config.timezone
    if article.publish_at is not None and article.publish_at.day(zone).isoformat() == day:
        return article.publish_at.moment.astimezone(zone).isoformat()
    return dt.datetime.fromisoformat(day).replace(tzinfo=zone).isoformat() if day else EPOCH


def sitemap_context(library: Library, key: str = "") -> Mapping[str, object]:
    """Give the addresses of the pages of a sitemap, articles with the day of their last change."""
    return {"urls": tuple(sorted(_url(library, output) for output in library.plan.sitemaps[key]))}


def _url(library: Library, output: Output) -> tuple[str, str]:
    url = library.addresses.absolute(library.addresses.url(output.path))
    return url, library.gists[output.key].changed if output.kind == "article" else ""


def sitemap_index_context(library: Library) -> Mapping[str, object]:
    """Give the addresses of the sitemaps of a large site, each with the day of the last change of its articles."""
    addresses = library.addresses
    return {
        "sitemaps": tuple(
            (addresses.absolute(addresses.url(f"sitemap-{key}.xml")), max(_url(library, one)[1] for one in outputs))
            for key, outputs in library.plan.sitemaps.items()
        )
    }


def robots_context(library: Library) -> Mapping[str, object]:
    """Give the address of the sitemap."""
    return {"sitemap": library.addresses.absolute(library.addresses.url("sitemap.xml"))}
