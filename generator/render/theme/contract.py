"""What each template is given, by name: the contract between the pages and the theme."""

from __future__ import annotations

from typing import Any, Final

from markupsafe import Markup

from generator.render.views import (
    ArticleView,
    CardView,
    ChangesView,
    ChartView,
    DateView,
    EmbedView,
    EntryView,
    FactGroupView,
    FactView,
    FigureView,
    HeadView,
    HomeView,
    LastView,
    LetterView,
    LinkView,
    PartsView,
    PersonView,
    PictureView,
    PlainView,
    QuotesView,
    QuoteView,
    SiteView,
    SourcePageView,
    TableView,
    TeaserView,
    TimelineView,
    TopicView,
    UsedInView,
)

PAGES: Final[dict[str, dict[str, Any]]] = {
    "404.html": {"links": tuple[LinkView, ...]},
    "about.html": {"counts": tuple[LinkView, ...]},
    "article.html": {"article": ArticleView},
    "articles.html": {"articles": tuple[TeaserView, ...]},
    "changes.html": {"changes": ChangesView},
    "embed.html": {"embed": EmbedView, "style": str, "policy": str},
    "fact.html": {"fact": FactView},
    "facts.html": {"groups": tuple[FactGroupView, ...]},
    "glossary.html": {"letters": tuple[LetterView, ...]},
    "gone.html": {"date": DateView | None, "because": Markup, "last": tuple[LastView, ...]},
    "home.html": {"home": HomeView},
    "page.html": {"page": PlainView},
    "people.html": {"groups": tuple[tuple[str, tuple[PersonView, ...]], ...]},
    "person.html": {"person": PersonView},
    "quotes.html": {"said": QuotesView},
    "redirect.html": {"target": str},
    "source.html": {"page": SourcePageView},
    "sources.html": {"sources": tuple[SourcePageView, ...]},
    "timeline.html": {"timeline": TimelineView},
    "topic.html": {"topic": TopicView},
    "topics.html": {"topics": tuple[TopicView, ...]},
    "used-in.html": {"used": UsedInView},
}
"""Whole pages, each of which is given SHARED too."""

DIRECTIVES: Final[dict[str, dict[str, Any]]] = {
    "directives/card.html": {"card": CardView},
    "directives/chart.html": {"chart": ChartView},
    "directives/claims.html": {"figure": FigureView},
    "directives/facts.html": {"figures": tuple[FigureView, ...]},
    "directives/image.html": {"picture": PictureView},
    "directives/note.html": {"title": str, "inner": Markup},
    "directives/quote.html": {"quote": QuoteView},
    "directives/table.html": {"table": TableView},
    "directives/timeline.html": {"timeline": TimelineView},
}
"""Parts of bodies, given nothing but what they show."""

DATA: Final[dict[str, dict[str, Any]]] = {
    "changes.xml": {
        "site": SiteView,
        "entries": tuple[EntryView, ...],
        "updated": str,
        "feed_url": str,
        "id": str,
    },
    "feed.xml": {
        "site": SiteView,
        "entries": tuple[EntryView, ...],
        "updated": str,
        "feed_url": str,
        "id": str,
    },
    "robots.txt": {"sitemap": str},
    "sitemap.xml": {"urls": tuple[tuple[str, str], ...]},
    "sitemap-index.xml": {"sitemaps": tuple[tuple[str, str], ...]},
}
"""Files for machines."""

SHARED: Final[dict[str, Any]] = {"site": SiteView, "head": HeadView, "parts": PartsView | None}


def names_of(template: str) -> dict[str, Any] | None:
    """Give the names that a template is given with their types, or None for a part that other templates use."""
    if template in PAGES:
        return {**SHARED, **PAGES[template]}
    return DIRECTIVES.get(template, DATA.get(template))
