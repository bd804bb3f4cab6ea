"""Articles and plain pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.diagnostics import Fault
from generator.facts.staleness import is_overdue
from generator.facts.wording import date_words
from generator.model.dates import parse_date
from generator.render.article_changes import article_changes, changed_day
from generator.render.citations import Citations
from generator.render.cite import article_cite
from generator.render.coverage import coverage_view
from generator.render.directives import render_directive
from generator.render.figures import find, view_of
from generator.render.json_ld import article_json
from generator.render.pages.page import Page
from generator.render.paths import CARD
from generator.render.people import date_view, name_link, source_views, time_of
from generator.render.pictures import named_picture
from generator.render.prose import Setting, plain, prose, title
from generator.render.teasers import documents, teaser_view
from generator.render.timelines import in_order, timeline_view, topic_links
from generator.render.views import (
    ArticleView,
    CardView,
    ContentsView,
    CorrectionView,
    DateView,
    NoticeView,
    PlainView,
    SidebarView,
    SourceView,
    TeaserView,
    TimelineView,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.article import Article, SidebarGroup
    from generator.model.document import Document
    from generator.plan import Output
    from generator.render.library import Library
    from generator.render.views import ChangeView

RELATED = 3
LINKED = 2
"""As many shared topics a link to an article is worth."""


def article_page(library: Library, output: Output) -> Page:
    """Give the page of an article; of a withdrawn one only that it was withdrawn, and why."""
    article = library.site.articles[output.key]
    view = article_view(library, article, library.addresses.url(output.path))
    published, modified = article_days(article, view.changed)
    withdrawn = view.withdrawn
    return Page(
        template="article.html",
        context={"article": view},
        title=plain(library, article.title),
        description="" if withdrawn else plain(library, article.summary),
        kind="article",
        picture=None if withdrawn else view.picture,
        published=published,
        modified=modified,
        json_ld=None if withdrawn else article_json(library, article, view),
        indexed=library.edition.states[article.slug.text] == "published",
    )


def article_days(article: Article, changed: DateView | None) -> tuple[str, str]:
    """Give the days on which an article was published and last changed in what it says, "" where there is none.

    `changed` is when what it says changed since it was published, if it did.
    """
    day = article.published.machine if article.published is not None else ""
    return day, max(day, changed.machine if changed is not None else "") if day else ""


def article_view(library: Library, article: Article, here: str) -> ArticleView:
    """Give all that an article's page shows."""
    citations = Citations()
    setting = Setting(here, citations, render_directive)
    withdrawn = library.edition.states[article.slug.text] == "withdrawn"
    summary = prose(library, article.summary, setting)
    body = prose(library, None if withdrawn else article.body, setting)
    cards = tuple(_cards(library, article, setting)) if not withdrawn else ()
    changes = article_changes(library, article)
    return ArticleView(
        title=title(library, article.title, setting),
        summary=Markup() if withdrawn else summary,
        authors=tuple(name_link(library, author) for author in article.authors),
        published=date_view(library, article.published) if article.published is not None else None,
        changed=changed_view(library, article, changes),
        topics=topic_links(library, (tag.text for tag in article.tags)),
        picture=named_picture(library, article.image),
        contents=() if withdrawn else contents(library, article.body, article),
        notices=tuple(_notices(library, article)),
        body=body,
        cards=cards,
        sidebar=() if withdrawn else tuple(_sidebar(library, article)),
        timeline=None if withdrawn else _timeline(library, article),
        citations=citations.views(library),
        fact_sources=() if withdrawn else _fact_sources(library, article),
        corrections=corrections(library, article, setting),
        related=() if withdrawn else tuple(_related(library, article)),
        withdrawn=withdrawn,
        coverage=None if withdrawn else coverage_view(library, article.slug.text),
        cite=None if withdrawn else article_cite(library, article),
        changes=() if withdrawn else changes,
    )


def changed_view(library: Library, article: Article, changes: Iterable[ChangeView]) -> DateView | None:
    """Give the day on which what an article says last changed, by its changes; None if never."""
    date = parse_date(changed_day(article, changes) or " ")
    return None if isinstance(date, Fault) else date_view(library, date)


def contents(library: Library, body: Document | None, article: Article | None = None) -> tuple[ContentsView, ...]:
    """Give a table of contents: the headings of the second and third level, and the question cards."""
    headings = body.headings if body is not None else ()
    found = [ContentsView(h.words, f"#{h.id}", h.level) for h in headings if h.level in {2, 3}]
    cards = article.cards if article is not None else ()
    return (*found, *(ContentsView(plain(library, card.question), f"#{CARD}{card.id}", 2) for card in cards))


def _cards(library: Library, article: Article, setting: Setting) -> Iterator[CardView]:
    for card in article.cards:
        anchor = f"{CARD}{card.id}"
        question = title(library, card.question, setting)
        former = tuple(f"{CARD}{old}" for old in card.was)
        yield CardView(anchor, question, prose(library, card.answer, setting, prefix=f"{anchor}-"), former)


def _sidebar(library: Library, article: Article) -> Iterator[SidebarView]:
    groups: tuple[SidebarGroup, ...] = article.sidebar
    if article.shared_sidebar is not None:
        shared = library.site.sidebars.get(article.shared_sidebar.text)
        groups = shared.groups if shared is not None else ()
    for group in groups:
        found = (view_of(library, e.address.text, e.label.text if e.label else "") for e in group.entries)
        figures = tuple(view for view in found if view is not None)
        yield SidebarView(group.name.text if group.name is not None else "", figures)


def _timeline(library: Library, article: Article) -> TimelineView | None:
    """Give an article's own part of the timeline: the events that it names, else those of its topics.

    There is none where the author placed one in the body.
    """
    if any(block.name == "timeline" for document in documents(article) for block in document.directives):
        return None
    events, lists = library.site.events, library.lists
    named = dict.fromkeys(r.target for d in documents(article) for r in d.references if r.scheme == "event")
    found = [events[id_] for id_ in named if id_ in events]
    if found:
        return timeline_view(library, found)
    tags = [tag.text for tag in article.tags]
    of_topics = dict.fromkeys(id_ for tag in tags for id_ in lists.topic_events[tag])
    newest = in_order(library, (events[id_] for id_ in of_topics))[-lists.limits.tagged :]
    return timeline_view(library, (event for _, event in newest)) if newest else None


def _fact_sources(library: Library, article: Article) -> tuple[SourceView, ...]:
    """Give the sources of the figures of an article, each once, with every place in it that a figure rests on."""
    targets = [r.target for d in documents(article) for r in d.references if r.scheme == "fact"]
    targets += [entry.address.text for group in article.sidebar for entry in group.entries]
    found = (find(library, target) for target in dict.fromkeys(targets))
    refs = [ref for figure in found if figure is not None for ref in figure.sources]
    places: dict[str, dict[str, None]] = {}
    for ref in refs:
        places.setdefault(ref.id.text, {}).update({ref.locator: None} if ref.locator else {})
    once = {ref.id.text: ref for ref in refs}.values()
    located = ((view, ", ".join(places[view.id])) for view in source_views(library, once))
    views = [view if view.locator == place else replace(view, locator=place) for view, place in located]
    return tuple(sorted(views, key=lambda view: (view.publisher.casefold(), view.title.casefold())))


def corrections(library: Library, article: Article, setting: Setting) -> tuple[CorrectionView, ...]:
    """Give what an article got wrong, newest first."""
    newest = sorted(article.corrections, key=lambda one: one.date.sort_key, reverse=True)
    return tuple(
        CorrectionView(date_view(library, one.date), "", prose(library, one.text, setting), ()) for one in newest
    )


def _notices(library: Library, article: Article) -> Iterator[NoticeView]:
    state = library.edition.states[article.slug.text]
    language = library.language
    if state == "draft":
        stage = "" if article.status == "draft" else f" ({article.status})"
        yield NoticeView("draft", Markup("This is a draft{}: only the preview shows it.").format(stage))
    if state == "embargoed" and article.publish_at is not None:
        text = Markup("This is not yet published: it will be on {}.").format(article.publish_at.text)
        yield NoticeView("embargo", text)
    if state == "expired" and article.expires is not None:
        text = Markup("This page is out of date: it held until {}.").format(article.expires.text)
        yield NoticeView("expired", text)
    if state == "withdrawn" and article.withdrawn is not None:
        day = date_words(article.withdrawn.date, language)
        because = prose(library, article.withdrawn.because)
        yield NoticeView("withdrawn", Markup("<p>This article was withdrawn on {}.</p>{}").format(day, because))
    due = article.review_by
    if due is not None and is_overdue(due, library.edition.today):
        text = Markup("This page was to be looked at again by {}. That has not been done yet.")
        yield NoticeView("review", text.format(time_of(date_view(library, due))))


def _related(library: Library, article: Article) -> Iterator[TeaserView]:
    """Give the articles that share most topics with one, or that it links to."""
    linked = {r.target.partition("#")[0] for d in documents(article) for r in d.references if r.scheme == "article"}
    tags = tuple(tag.text for tag in article.tags)
    for other in library.relations.related(article.slug.text, tags, tuple(sorted(linked))):
        yield teaser_view(library, library.site.articles[other])


def plain_page(library: Library, output: Output) -> Page:
    """Give a plain page."""
    page = library.site.pages[output.key]
    citations = Citations()
    setting = Setting(library.addresses.url(output.path), citations, render_directive)
    heading = title(library, page.title, setting)
    body = prose(library, page.body, setting)
    view = PlainView(heading, body, contents(library, page.body), citations.views(library))
    description = plain(library, page.description) if page.description is not None else ""
    return Page("page.html", {"page": view}, plain(library, page.title), description)
