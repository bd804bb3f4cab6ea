"""What one build shows of a site: everything for the preview, the public part for the public."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.model.publication import is_public, publication

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from generator.model.article import Article
    from generator.model.site import Site

_UNLISTED = frozenset({"expired", "withdrawn"})


@dataclass(frozen=True, slots=True)
class Edition:
    """A site as it is shown at a moment. `states` tells for each article whether it is a draft, embargoed and so on.

    `listed` are the articles that lists show, newest first: not the expired and the withdrawn ones.
    """

    site: Site
    now: dt.datetime
    preview: bool
    states: Mapping[str, str]
    listed: Sequence[Article]

    @property
    def today(self) -> dt.date:
        """Give the day in the site's time zone."""
        return self.now.astimezone(self.site.config.timezone).date()


def newest_first(article: Article) -> tuple[int, str]:
    """Give the key by which lists are sorted: the day of publication, the newest first, then the address."""
    day = article.published.earliest if article.published is not None else None
    return (-day.toordinal() if day is not None else -(10**7), article.slug.text)


def edition(site: Site, now: dt.datetime, *, preview: bool) -> Edition:
    """Give what is shown of a site; without `preview` unpublished articles and the facts written in them are gone."""
    articles = {slug: a for slug, a in site.articles.items() if preview or is_public(a, now)}
    facts = {name: fact for name, fact in site.facts.items() if not fact.home or fact.home in articles}
    states = {slug: publication(article, now) for slug, article in articles.items()}
    listed = sorted((a for slug, a in articles.items() if states[slug] not in _UNLISTED), key=newest_first)
    return Edition(replace(site, articles=articles, facts=facts), now, preview, states, tuple(listed))
