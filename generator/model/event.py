"""Entries of the timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass

if TYPE_CHECKING:
    from generator.diagnostics import Span
    from generator.model.dates import Date
    from generator.model.document import Document
    from generator.model.source import SourceRef
    from generator.model.text import Text

EVENT_KINDS = ("event", "era")


@dataclass(frozen=True, slots=True)
class Event:
    """A dated entry of the timeline; an era is one that lasts. `date` is None where one of its facts gives it.

    `display` replaces the words of the date; `people` and `facts` are ids; `image` is a media key;
    `said` are the keys for its date and sources as far as they are written, even where they cannot be read; `was` are
    ids that it had before.
    """

    id: Text
    place: Span
    title: Document
    date: Date | None
    kind: str
    sources: tuple[SourceRef, ...]
    text: Document | None
    display: Text | None
    people: tuple[Text, ...]
    facts: tuple[Text, ...]
    tags: tuple[Text, ...]
    image: Text | None
    said: frozenset[str] = frozenset()
    was: tuple[Text, ...] = ()
