"""How long a page may become before it goes over several: the one place that says so."""

from __future__ import annotations

from generator.base import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The most entries of a page, by what it lists. With up to that many, a list is one page.

    The numbers keep a page of the default theme under 150 KB. A field of a list is also the most that one of its parts
    holds. `newest` are the articles, and as many events, that the first page of a longer list shows. `links` are the
    places that an entry's own page names of what uses it, `uses` those of all entries of a glossary or a timeline
    together; beyond it each of them names `few`, with a way to the rest. `used_in` are the places that a page of
    places has, `nearby` the articles of a topic that are looked at for related ones, `tagged` the events of its topics
    that an article shows, `tags` the topics that the first page names. `named` are the characters in which an overview
    of a list names its entries, beyond which it has no more than their anchors. `sitemap` are the addresses of a
    single sitemap, `sitemap_part` those of one file of several (the protocol allows 50,000:
    https://www.sitemaps.org/protocol.html).
    """

    articles: int = 80
    newest: int = 40
    events: int = 60
    terms: int = 80
    facts: int = 250
    people: int = 400
    sources: int = 200
    topics: int = 400
    corrections: int = 100
    quotes: int = 60
    used_in: int = 500
    links: int = 100
    uses: int = 600
    few: int = 6
    nearby: int = 100
    tagged: int = 60
    tags: int = 100
    named: int = 120_000
    sitemap: int = 2000
    sitemap_part: int = 10_000


LIMITS = Limits()
