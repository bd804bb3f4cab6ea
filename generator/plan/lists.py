"""Every list of a site with its pages: built once, and known before anything is rendered."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.diagnostics import Fault
from generator.model.dates import parse_date
from generator.plan import orders
from generator.plan.levels import by_date
from generator.plan.limits import LIMITS
from generator.plan.parts import Entry, Listing, listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.diagnostics import Span
    from generator.facts.changes import Past
    from generator.facts.ledger import Ledger
    from generator.model.site import Site
    from generator.model.text import Text
    from generator.plan.edition import Edition
    from generator.plan.limits import Limits


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of an edition.

    `quotes` are those of each person, by id. `tags` are the topics, each with the place where it stands first. By topic
    there are its articles, newest first, its events, oldest first, and the pages of both together, whose ids are
    `article:slug` and `event:id`. `corrections` has ids of the form `fact:id:3`, the fourth correction of that fact.
    """

    limits: Limits
    events: Listing
    terms: Listing
    facts: Listing
    people: Listing
    sources: Listing
    topics: Listing
    articles: Listing
    corrections: Listing
    quotes: Mapping[str, Listing]
    tags: Mapping[str, Span]
    topic_articles: Mapping[str, tuple[str, ...]]
    topic_events: Mapping[str, tuple[str, ...]]
    topic_pages: Mapping[str, Listing]


def lists(edition: Edition, ledger: Ledger, past: Past, limits: Limits = LIMITS) -> Lists:
    """Lay out all lists of an edition; of its articles the heads are enough."""
    site = edition.site
    tags = topics(site)
    events = orders.event_entries(site, ledger, site.events.values())
    articles = orders.article_entries(site, edition.listed)
    written = _by_tag(tags, ((entry, site.articles[entry.id].tags) for entry in articles))
    happened = _by_tag(tags, ((entry, site.events[entry.id].tags) for entry in events))
    return Lists(
        limits=limits,
        events=listing(events, limits.events),
        terms=listing(orders.term_entries(site), limits.terms, by_name=True),
        facts=listing(orders.fact_entries(site), limits.facts, by_name=True),
        people=listing(orders.person_entries(site), limits.people, by_name=True),
        sources=listing(orders.source_entries(site), limits.sources, by_name=True),
        topics=listing(orders.topic_entries(site, tags), limits.topics, by_name=True),
        articles=listing(articles, limits.articles),
        corrections=listing(_corrections(site, past), limits.corrections),
        quotes=_quotes(site, limits),
        tags=tags,
        topic_articles={tag: tuple(entry.id for entry in written[tag]) for tag in tags},
        topic_events={tag: tuple(entry.id for entry in happened[tag]) for tag in tags},
        topic_pages={tag: _pages_of_topic(written[tag], happened[tag], limits) for tag in tags},
    )


def _quotes(site: Site, limits: Limits) -> dict[str, Listing]:
    """Give the words of everybody by their dates."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for id_, quote in site.quotes.items():
        found[quote.by.text].append(Entry(id_, by_date(quote.date, site.config.language)))
    for entries in found.values():
        entries.sort(key=lambda entry: entry.levels.keys)
    return {person: listing(entries, limits.quotes) for person, entries in found.items() if person in site.people}


def topics(site: Site) -> dict[str, Span]:
    """Give every tag that an article or an event has, and where it stands first."""
    found: dict[str, Span] = {}
    tags = (*(a.tags for a in site.articles.values()), *(e.tags for e in site.events.values()))
    for tag in (tag for group in tags for tag in group):
        found.setdefault(tag.text, tag.span)
    return dict(sorted(found.items()))


def _by_tag(tags: Iterable[str], entries: Iterable[tuple[Entry, tuple[Text, ...]]]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {tag: [] for tag in tags}
    for entry, own in entries:
        for tag in dict.fromkeys(text.text for text in own):
            found[tag].append(entry)
    return found


def _pages_of_topic(articles: list[Entry], events: list[Entry], limits: Limits) -> Listing:
    """Give the pages of a topic: one of articles and events, or both by date."""
    both = [Entry(f"article:{entry.id}", entry.levels) for entry in articles]
    both += [Entry(f"event:{entry.id}", entry.levels) for entry in events]
    both.sort(key=lambda entry: entry.levels.keys, reverse=True)
    return listing(both, limits.articles)


def _corrections(site: Site, past: Past) -> list[Entry]:
    """Give all corrections, newest first, by their dates."""
    found = [
        (one.date, f"fact:{fact.id}:{index}")
        for fact in site.facts.values()
        for index, one in enumerate(fact.all_corrections)
    ]
    found += [
        (one.date, f"article:{slug}:{index}")
        for slug, article in site.articles.items()
        for index, one in enumerate(article.corrections)
    ]
    dated = [(by_date(date, site.config.language), id_) for date, id_ in found]
    for index, orphan in enumerate(past.orphans):
        date = parse_date(orphan.date)
        dated.append((by_date(None if isinstance(date, Fault) else date, site.config.language), f"gone::{index}"))
    return [Entry(id_, levels) for levels, id_ in sorted(dated, key=lambda pair: pair[0].keys, reverse=True)]
