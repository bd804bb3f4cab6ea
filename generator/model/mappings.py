"""Mappings over others: with their keys and other values, with one value replaced, or two as one."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from generator.base import dataclass

if TYPE_CHECKING:
    from generator.model.article import Article

K = TypeVar("K")
V = TypeVar("V")


class Keyed(Mapping[K, V]):
    """A mapping with the keys of another one, in its order. What stands under them is its own."""

    __slots__ = ()

    @abstractmethod
    def keyed(self) -> Mapping[K, object]:
        """Give the mapping that has the keys."""

    def __iter__(self) -> Iterator[K]:
        """Give the keys."""
        return iter(self.keyed())

    def __len__(self) -> int:
        """Count the keys."""
        return len(self.keyed())

    def __contains__(self, key: object) -> bool:
        """Tell whether there is a key."""
        return key in self.keyed()


@dataclass(frozen=True, slots=True, eq=False)
class Opened(Keyed[str, "Article"]):
    """Articles by slug, of which one is held whole."""

    heads: Mapping[str, Article]
    whole: Article

    def __getitem__(self, slug: str) -> Article:
        """Give an article."""
        return self.whole if slug == self.whole.slug.text else self.heads[slug]

    def keyed(self) -> Mapping[str, object]:
        """Give the articles by slug."""
        return self.heads


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
