"""Somebody's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass

if TYPE_CHECKING:
    from generator.diagnostics import Span
    from generator.model.dates import Date
    from generator.model.source import SourceRef
    from generator.model.text import Text


@dataclass(frozen=True, slots=True)
class Quote:
    """Words, who said them, and where. `translation` is official, ours, machine, or a person's id or name.

    `said` are the keys for its date and sources as far as they are written, even where they cannot be read.
    """

    id: Text
    place: Span
    text: Text
    by: Text
    sources: tuple[SourceRef, ...]
    original: Text | None
    original_language: Text | None
    translation: Text | None
    date: Date | None
    said: frozenset[str] = frozenset()
