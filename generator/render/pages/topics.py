"""Topics, all places that use an entry, and all words of somebody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.facts.prose import Owner
from generator.plan import newest_first
from generator.render.links import owner_url, owner_words, use_links
from generator.render.paged import Frame, parts_view
from generator.render.pages.page import Page
from generator.render.quotes import quote_view
from generator.render.teasers import teaser_view
from generator.render.timelines import event_view, in_order
from generator.render.views import LinkView, QuotesView, TopicView, UsedInView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.event import Event
    from generator.plan import Output
    from generator.plan.parts import Part
    from generator.render.library import Library


def topic_page(library: Library, output: Output) -> Page:
    """Give the page of a topic: all of it, or of a large one the newest, or the articles and events of a part."""
    tag, _, key = output.key.partition("/")
    pages = library.lists.topic_pages[tag]
    part = pages.pages[key]
    name = library.site.config.topic(tag)
    frame = Frame(name, "Years", library.addresses.topic(tag))
    articles, events = _of_topic(library, tag, part)
    view = replace(
        topic_line(library, tag),
        articles=tuple(teaser_view(library, library.site.articles[slug]) for slug in articles),
        events=tuple(event_view(library, event, date) for date, event in in_order(library, events)),
    )
    told = f"Articles and events about {name}{f': {part.name}' if part.name else ''}."
    return Page("topic.html", {"topic": view}, name, told, parts=parts_view(pages, key, frame))


def _of_topic(library: Library, tag: str, part: Part) -> tuple[Iterable[str], list[Event]]:
    """Give the articles and the events that a page of a topic shows."""
    lists, events = library.lists, library.site.events
    if not lists.topic_pages[tag].paged:
        return lists.topic_articles[tag], [events[id_] for id_ in lists.topic_events[tag]]
    if not part.key:
        newest = lists.limits.newest
        return lists.topic_articles[tag][:newest], [events[id_] for id_ in lists.topic_events[tag][-newest:]]
    held = [] if part.parts else [id_.partition(":") for id_ in part.entries]
    slugs = (id_ for kind, _, id_ in held if kind == "article")
    articles = sorted(slugs, key=lambda slug: newest_first(library.site.articles[slug]))
    return articles, [events[id_] for kind, _, id_ in held if kind == "event"]


def topic_line(library: Library, tag: str) -> TopicView:
    """Give a topic as lists show it: its name, and how many articles it has."""
    count = len(library.lists.topic_articles[tag])
    return TopicView(tag, library.site.config.topic(tag), library.addresses.topic(tag), (), (), count)


def used_in_page(library: Library, output: Output) -> Page:
    """Give a page of all places that use an entry."""
    kind, id_, key = output.key.split("/", 2)
    users = library.popular.entries[kind, id_]
    part = users.pages.pages[key]
    of = LinkView(owner_words(library, Owner(kind, id_)), owner_url(library, Owner(kind, id_)))
    uses = () if part.parts else (users.users[int(index)] for index in part.entries)
    title = f"Where “{of.words}” is used"
    told = f"{title}{f': {part.name}' if part.name else ''}."
    view = UsedInView(of, use_links(library, uses))
    frame = Frame(title, "Letters", library.addresses.users(kind, id_))
    return Page("used-in.html", {"used": view}, title, told, parts=parts_view(users.pages, key, frame))


def quotes_page(library: Library, output: Output) -> Page:
    """Give a page of all words of somebody who said much."""
    id_, _, key = output.key.partition("/")
    found = library.lists.quotes[id_]
    part = found.pages[key]
    person = library.site.people[id_]
    by = LinkView(person.name.text, library.addresses.person(id_))
    quotes = () if part.parts else (quote_view(library, library.site.quotes[one]) for one in part.entries)
    title = f"In their own words: {by.words}"
    told = f"{title}{f': {part.name}' if part.name else ''}."
    frame = Frame(title, "Years", library.addresses.quotes(id_))
    return Page(
        "quotes.html", {"said": QuotesView(by, tuple(quotes))}, title, told, parts=parts_view(found, key, frame)
    )
