"""Where articles are read whole: from their files, one at a time, or from a site that is in memory."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from generator.base import dataclass
from generator.build.crew import HEADS, processes, share
from generator.build.watch import NOBODY
from generator.load.articles import ArticleFile, read_articles
from generator.load.tree import read_text
from generator.model.article import Article
from generator.model.mappings import Keyed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from generator.build.watch import Watch
    from generator.load.articles import Desk
    from generator.load.tree import TextFile
    from generator.model.site import Site


class Stock(Protocol):
    """Files of articles by path, each read whole when it is asked for."""

    def __call__(self, path: str) -> ArticleFile:
        """Give what a file holds."""


@dataclass(frozen=True, slots=True)
class OnFile:
    """Articles that are read from their texts."""

    desk: Desk
    root: Path
    texts: Mapping[str, TextFile]

    def __call__(self, path: str) -> ArticleFile:
        """Read a file; one that has gone meanwhile holds nothing."""
        file = self.texts.get(path) or read_text(self.root, path)
        return read_articles(self.desk, file) if file is not None else ArticleFile(path)


@dataclass(frozen=True, slots=True)
class InMemory:
    """Articles of a site that was read whole, whose problems were told then."""

    files: Mapping[str, ArticleFile]

    def __call__(self, path: str) -> ArticleFile:
        """Give what a file holds."""
        return self.files[path]


def in_memory(site: Site) -> InMemory:
    """Give the articles of a site that was read whole."""
    files: dict[str, list[Article]] = {}
    for article in site.articles.values():
        files.setdefault(article.place.path, []).append(article)
    return InMemory(
        {path: ArticleFile(path, tuple(articles), heads=("",) * len(articles)) for path, articles in files.items()}
    )


def read_heads(
    desk: Desk,
    files: Sequence[TextFile],
    *,
    jobs: int = 1,
    known: Sequence[ArticleFile] = (),
    watch: Watch = NOBODY,
) -> tuple[ArticleFile, ...]:
    """Read the heads of articles; what is wrong with them is told when they are read whole.

    `known` are the heads of files that need not be read; `watch` is told how many are.
    """
    watch.count("heads of articles", len(files), len(known), processes(jobs, len(files), HEADS))
    read = (*share(partial(read_head, desk), files, jobs, HEADS), *known)
    return tuple(sorted(read, key=lambda file: file.path))


def read_head(desk: Desk, file: TextFile) -> ArticleFile:
    """Read the heads of the articles of a file; what is wrong with them is not told."""
    return replace(read_articles(desk, file, whole=False), problems=())


@dataclass(frozen=True, slots=True, eq=False)
class Wholes(Keyed[str, Article]):
    """Articles by slug, read whole when they are asked for; `heads` knows their files."""

    heads: Mapping[str, Article]
    stock: Stock

    def __getitem__(self, slug: str) -> Article:
        """Read an article."""
        head = self.heads[slug]
        return next(one for one in self.stock(head.place.path).articles if one.place.start == head.place.start)

    def keyed(self) -> Mapping[str, object]:
        """Give the heads of articles by slug."""
        return self.heads
