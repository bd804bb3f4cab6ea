"""The feed, the sitemap and robots.txt: templates of their own."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.plan import Addresses
from generator.render.pages.article import article_days, article_view
from generator.render.pages.page import site_view
from generator.render.prose import plain
from generator.render.views import EntryView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.article import Article
    from generator.render.library import Library

# What the feed of a site without articles says of its own age: RFC 4287, 4.1.1 wants a date.
EPOCH = "1970-01-01T00:00:00Z"
NOT_IN_SITEMAP = frozenset({"404", "embed", "gone", "redirect"})


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


def entry_view(near: Library, article: Article) -> EntryView:
    """Give what the feed tells of an article, with whole addresses in its words."""
    config = near.site.config
    library = replace(near, addresses=Addresses(config.base_url, config.base_url))
    url = library.addresses.article(article.slug.text)
    view = article_view(library, article, url)
    published, updated = article_days(library, article)
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


def sitemap_context(library: Library) -> Mapping[str, object]:
    """Give the addresses of all pages that may be found, articles with the day of their last change."""
    urls = []
    for output in library.plan.outputs:
        if not output.path.endswith(".html") or output.kind in NOT_IN_SITEMAP:
            continue
        article = library.site.articles.get(output.key) if output.kind == "article" else None
        if article is not None and library.edition.states[output.key] != "published":
            continue
        url = library.addresses.absolute(library.addresses.url(output.path))
        urls.append((url, library.gists[output.key].changed if article is not None else ""))
    return {"urls": tuple(sorted(urls))}


def robots_context(library: Library) -> Mapping[str, object]:
    """Give the address of the sitemap."""
    return {"sitemap": library.addresses.absolute(library.addresses.url("sitemap.xml"))}
