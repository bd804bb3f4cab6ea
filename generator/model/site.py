"""The whole site as frozen values: what `load` gives."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.model.lock import EMPTY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from generator.model.article import Article, Page, Sidebar
    from generator.model.baseline import KnownFigure
    from generator.model.chart import Chart, Image
    from generator.model.config import Config
    from generator.model.event import Event
    from generator.model.fact import Fact
    from generator.model.gone import Gone
    from generator.model.lock import Lock
    from generator.model.person import Person
    from generator.model.quote import Quote
    from generator.model.source import Source
    from generator.model.term import Term
    from generator.model.unit import Units


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file of content/media/: its path under that folder, its bytes' digest, and the size of a picture in pixels."""

    key: str
    path: str
    data: bytes
    type: str
    width: int | None
    height: int | None


@dataclass(frozen=True, slots=True)
class Site:
    """Every entry of every kind, by id, in the order of the files' names.

    `lost` are ids that stand in files which could not be read whole: nobody can say that they do not exist.
    `unread` are entries that have an error in them (`fact:levy`), and kinds of which a file cannot be read (`fact`).
    `gone` are addresses that the author took away, `lock` what was published so far.
    `baseline` are the figures that were bound to nothing when the site took up the lint.
    """

    config: Config
    articles: Mapping[str, Article]
    pages: Mapping[str, Page]
    facts: Mapping[str, Fact]
    sidebars: Mapping[str, Sidebar]
    events: Mapping[str, Event]
    terms: Mapping[str, Term]
    people: Mapping[str, Person]
    sources: Mapping[str, Source]
    quotes: Mapping[str, Quote]
    charts: Mapping[str, Chart]
    images: Mapping[str, Image]
    media: Mapping[str, MediaFile]
    units: Units
    lost: AbstractSet[str] = frozenset()
    unread: AbstractSet[str] = frozenset()
    gone: Mapping[str, Gone] = field(default_factory=dict)
    lock: Lock = EMPTY
    baseline: tuple[KnownFigure, ...] = ()

    def entries(self) -> tuple[Article | Page, ...]:
        """Give what has an address of the author's choice: articles, then pages."""
        return (*self.articles.values(), *self.pages.values())
