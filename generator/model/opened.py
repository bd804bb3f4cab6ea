"""Mappings over others, for parts of a site that are held whole while the rest is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from generator.base import dataclass

if TYPE_CHECKING:
    from generator.model.article import Article

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True, eq=False)
class Opened(Mapping[str, "Article"]):
    """Articles by slug, of which one is held whole."""

    heads: Mapping[str, Article]
    whole: Article

    def __getitem__(self, slug: str) -> Article:
        """Give an article."""
        return self.whole if slug == self.whole.slug.text else self.heads[slug]

    def __iter__(self) -> Iterator[str]:
        """Give the slugs in the order of the site."""
        return iter(self.heads)

    def __len__(self) -> int:
        """Count the articles."""
        return len(self.heads)

    def __contains__(self, slug: object) -> bool:
        """Tell whether there is such an article."""
        return slug in self.heads


@dataclass(frozen=True, slots=True, eq=False)
class Joined(Mapping[K, V]):
    """Two mappings as one; what stands in both is given from the second."""

    first: Mapping[K, V]
    second: Mapping[K, V]

    def __getitem__(self, key: K) -> V:
        """Give what stands under a key."""
        return self.second[key] if key in self.second else self.first[key]

    def __iter__(self) -> Iterator[K]:
        """Give the keys of both."""
        yield from self.first
        yield from (key for key in self.second if key not in self.first)

    def __len__(self) -> int:
        """Count the keys of both."""
        return len(self.first.keys() | self.second.keys())
