"""Pictures of facts and series, and images."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass

if TYPE_CHECKING:
    from generator.diagnostics import Span
    from generator.model.document import Document
    from generator.model.source import SourceRef
    from generator.model.text import Text

CHART_TYPES = ("line", "bar")


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of series, slices (`car-exports.us`) or facts; what it does not say comes from the facts."""

    id: Text
    place: Span
    of: tuple[Text, ...]
    type: str | None
    title: Text | None
    alt: Text | None
    sources: tuple[SourceRef, ...]
    note: Document | None


@dataclass(frozen=True, slots=True)
class Image:
    """A file of content/media/ and what is said of it. `alt` is "" for a decorative image."""

    key: str
    place: Span
    alt: Text | None
    decorative: bool
    credit: Text | None
    caption: Document | None
    licence: Text | None
    source_url: Text | None
