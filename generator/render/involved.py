"""What each person, organisation or state had a part in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import field
from typing import TYPE_CHECKING

from generator.base import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.article import Article
    from generator.model.event import Event
    from generator.model.quote import Quote
    from generator.plan import Edition


@dataclass(frozen=True, slots=True)
class Involved:
    """The events, the quotes and the claims (by their addresses) of somebody, and the articles that they wrote."""

    events: tuple[Event, ...] = ()
    quotes: tuple[Quote, ...] = ()
    claims: tuple[str, ...] = ()
    articles: tuple[Article, ...] = ()


NOBODY = Involved()


@dataclass(slots=True)
class _Gathered:
    """What was found so far."""

    events: list[Event] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)


def involved(edition: Edition) -> Mapping[str, Involved]:
    """Give what everybody had a part in, by id or by the words that stand for one."""
    found: dict[str, _Gathered] = defaultdict(_Gathered)
    site = edition.site
    for event in site.events.values():
        for person in {text.text for text in event.people}:
            found[person].events.append(event)
    for quote in site.quotes.values():
        found[quote.by.text].quotes.append(quote)
    for fact in site.facts.values():
        for claim in fact.claims:
            found[claim.by.text].claims.append(f"{fact.id}#{claim.key}")
    for article in edition.listed:
        for author in {text.text for text in article.authors}:
            found[author].articles.append(article)
    return {
        name: Involved(tuple(one.events), tuple(one.quotes), tuple(one.claims), tuple(one.articles))
        for name, one in found.items()
    }
