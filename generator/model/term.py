"""Entries of the glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass

if TYPE_CHECKING:
    from generator.diagnostics import Span
    from generator.model.document import Document
    from generator.model.source import SourceRef
    from generator.model.text import Text

CASE_RULES = ("smart", "exact", "any")
LINK_RULES = ("first", "never")


@dataclass(frozen=True, slots=True)
class Term:
    """A term, its other names and its definition.

    `case`: "exact" links only the written case, "any" links every case, "smart" is exact for names with a capital
    after their first letter or of capitals only, and any otherwise. `link` is "first" (the first use in a section
    links by itself) or "never". `was` are ids that it had before.
    """

    id: Text
    place: Span
    name: Text
    definition: Document
    case: str
    link: str
    aliases: tuple[Text, ...]
    see_also: tuple[Text, ...]
    sources: tuple[SourceRef, ...]
    was: tuple[Text, ...] = ()
