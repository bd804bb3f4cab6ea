"""All that the work on a page can look at, with everything in the place of what it is that notes each look."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from generator.base import dataclass
from generator.build.trace.notes import Key, Listed, Touched, Traced, TracedSet, Used, Whole
from generator.render.related import Relations

if TYPE_CHECKING:
    from generator.check import Background
    from generator.facts.ledger import Ledger
    from generator.model.site import Site
    from generator.plan import Lists
    from generator.plan.parts import Listing
    from generator.render.library import Library

KINDS = ("pages", "sidebars", "events", "terms", "people", "sources", "quotes", "charts", "images", "media", "gone")
"""The kinds of a site that are the same for its editions, by the names of their fields."""


def trace_ground(ground: Background, reads: set[Key]) -> Background:
    """Give what the parts of a site are looked at against, with every look noted."""
    return replace(
        ground,
        site=_trace_site(ground.site, reads, "articles", "facts"),
        ledger=_trace_ledger(ground.ledger, reads),
        sayings=replace(ground.sayings, by_number=Touched("facts", ground.sayings.by_number, reads)),
        tags=TracedSet("tag", ground.tags, reads),
        pending=Touched("pending", ground.pending, reads),
    )


def trace_library(library: Library, reads: set[Key]) -> Library:
    """Give a library with every look noted."""
    edition = library.edition
    past = library.past
    return replace(
        library,
        edition=replace(
            edition,
            site=_trace_site(edition.site, reads, "shown", "shown-facts"),
            states=Traced("state", edition.states, reads),
            listed=Listed(edition.listed, reads),
        ),
        ledger=_trace_ledger(library.ledger, reads),
        plan=replace(
            library.plan,
            outputs=Whole("plan", library.plan.outputs, reads),
            sitemaps=Traced("sitemap", library.plan.sitemaps, reads),
        ),
        addresses=replace(
            library.addresses,
            events=Traced("event-page", library.addresses.events, reads),
            terms=Traced("term-page", library.addresses.terms, reads),
        ),
        mentions=Touched("terms", library.mentions, reads),
        lists=_trace_lists(library.lists, reads),
        relations=_Related.of(library.relations, reads),
        people=Traced("involved", library.people, reads),
        popular=replace(
            library.popular,
            entries=Used("popular", library.popular.entries, reads),
            few=Touched("few", library.popular.few, reads),
        ),
        past=replace(
            past,
            changes=Traced("change", past.changes, reads),
            reworded=Touched("past", past.reworded, reads),
            orphans=Whole("past", past.orphans, reads),
            titles=Touched("past", past.titles, reads),
            words=Traced("words", past.words, reads),
            last=Traced("last", past.last, reads),
        ),
        newest=Traced("newest", library.newest, reads),
        wholes=Traced("whole", library.wholes, reads),
        used_in=Used("used", library.used_in, reads),
        gists=Traced("gist", library.gists, reads),
        reworded=TracedSet("reworded", library.reworded, reads),
    )


@dataclass(frozen=True, slots=True)
class _Related(Relations):
    """What relates articles, with every question noted: the question is the key, its answer what is compared."""

    reads: set[Key]

    @classmethod
    def of(cls, relations: Relations, reads: set[Key]) -> _Related:
        """Give relations that note what they are asked."""
        return cls(relations.places, relations.topics, relations.nearby, reads)

    def related(self, slug: str, tags: tuple[str, ...], linked: tuple[str, ...]) -> tuple[str, ...]:
        """Give the articles that are related to one."""
        self.reads.add(("related", "\n".join((slug, " ".join(tags), " ".join(linked)))))
        return Relations.related(self, slug, tags, linked)


LISTINGS = ("events", "terms", "facts", "people", "sources", "topics", "articles", "corrections")
"""The lists of an edition that have pages, by the names of their fields."""


def _trace_lists(lists: Lists, reads: set[Key]) -> Lists:
    listed: dict[str, Any] = {
        name: trace_listing(getattr(lists, name), f"{name}-list", f"{name}-place", reads) for name in LISTINGS
    }
    return replace(
        lists,
        tags=Traced("tags", lists.tags, reads),
        topic_articles=Traced("topic-articles", lists.topic_articles, reads),
        topic_events=Traced("topic-events", lists.topic_events, reads),
        topic_pages=Traced("topic-pages", lists.topic_pages, reads),
        quotes=Traced("quote-pages", lists.quotes, reads),
        **listed,
    )


def trace_listing(held: Listing, pages: str, place: str, reads: set[Key]) -> Listing:
    """Give a list with every look noted."""
    return replace(held, pages=Traced(pages, held.pages, reads), place=Traced(place, held.place, reads))


def _trace_site(site: Site, reads: set[Key], articles: str, facts: str) -> Site:
    """Give a site with every look noted; `articles` and `facts` are the kinds as which these are noted."""
    same: dict[str, Any] = {kind: Traced(kind, getattr(site, kind), reads) for kind in KINDS}
    return replace(
        site,
        articles=Traced(articles, site.articles, reads),
        facts=Traced(facts, site.facts, reads),
        lost=TracedSet("lost", site.lost, reads),
        unread=TracedSet("unread", site.unread, reads),
        **same,
    )


def _trace_ledger(ledger: Ledger, reads: set[Key]) -> Ledger:
    return replace(
        ledger,
        facts=Traced("facts", ledger.facts, reads),
        results=Traced("facts", ledger.results, reads),
        inputs=Traced("facts", ledger.inputs, reads),
        expressions=Traced("facts", ledger.expressions, reads),
        found=Traced("facts", ledger.found, reads),
    )
