"""Which articles are related to one: by their topics, by links, and by their time."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from heapq import nsmallest
from itertools import chain
from typing import TYPE_CHECKING

from generator.base import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

RELATED = 3
LINKED = 2
"""As many shared topics a link to an article is worth."""


@dataclass(frozen=True, slots=True)
class Relations:
    """What relates articles: their `places` in the list of all, newest first, and the articles of each topic.

    Of a topic with more than `nearby` articles only as many count that stand around an article in the list.
    """

    places: Mapping[str, int]
    topics: Mapping[str, tuple[str, ...]]
    nearby: int

    def related(self, slug: str, tags: tuple[str, ...], linked: tuple[str, ...]) -> tuple[str, ...]:
        """Give the articles that share most topics with one, or that it links to; of equals the newer.

        Of a topic with very many articles, of equals the nearer: so what is related is of its time, and a new article
        changes the pages of its neighbours and not of a whole topic.
        """
        here = self.places.get(slug, 0)
        many = any(len(self.topics.get(tag, ())) > self.nearby for tag in tags)
        scores = Counter(chain.from_iterable(self._around(tag, here) for tag in tags))
        scores.update({other: LINKED for other in linked if other in self.places})
        scores.pop(slug, None)

        def order(other: str) -> tuple[int, int, int]:
            index = self.places[other]
            return -scores[other], abs(index - here) if many else 0, index

        return tuple(nsmallest(RELATED, scores, key=order))

    def _around(self, tag: str, here: int) -> tuple[str, ...]:
        """Give the articles of a topic; of very many those around a place in the list."""
        articles = self.topics.get(tag, ())
        if len(articles) <= self.nearby:
            return articles
        middle = bisect_left(articles, here, key=lambda slug: self.places[slug])
        return articles[max(middle - self.nearby // 2, 0) : middle + self.nearby // 2]
