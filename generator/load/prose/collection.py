"""What the walk over markdown-it's tokens gathers."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.load.prose.plain import Plain
from generator.model.document import Zone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown_it.token import Token

    from generator.diagnostics import Fault, Span
    from generator.load.prose.reading import Reading
    from generator.model.document import Directive, Heading, Reference
    from generator.model.text import Text


@dataclass(frozen=True, slots=True)
class Question:
    """A card's question as found: the card's id, the offsets of its words in the source, and its directive's line."""

    id: str
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote that something points at: its number, its block tokens, and the section that names it first."""

    number: int
    tokens: tuple[Token, ...]
    section: str


@dataclass(frozen=True, slots=True)
class OpenLink:
    """A link whose words are still to come: where it stands, its first piece of plain text, its place in references.

    The place is None where the link is refused. The words of an `automatic` one are its target.
    """

    start: int
    end: int
    part: int
    place: int | None
    automatic: bool = False


@dataclass(frozen=True, slots=True)
class OpenHeading:
    """A heading whose words are still to come: its token, its first piece of plain text and its first reference."""

    token: Token
    part: int
    place: int


@dataclass(frozen=True, slots=True)
class OpenDirective:
    """A directive that is not closed yet: its place in directives, and the section in which it stands."""

    section: str
    directive: int


@dataclass(slots=True)
class Collection:
    """All that is gathered of one text. It lives as long as `read_document` runs.

    `defined` are the tokens of the footnotes by label, `notes` those that are pointed at, in order; `uses` counts
    how often. `labels` are the link definitions in use. `sections` are the outer ones while inside directives.
    `quotations` are the places in the plain text where the quotations began that are still open.
    """

    source: Text
    reading: Reading
    defined: Mapping[str, tuple[Token, ...]]
    plain: Plain = field(default_factory=Plain)
    references: list[Reference] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)
    elements: set[str] = field(default_factory=set)
    notes: list[Note] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    uses: dict[int, int] = field(default_factory=dict)
    links: list[OpenLink] = field(default_factory=list)
    heading: OpenHeading | None = None
    section: str = ""
    sections: list[OpenDirective] = field(default_factory=list)
    zones: list[Zone] = field(default_factory=list)
    quotations: list[int] = field(default_factory=list)
    level: int = 1
    in_image: bool = False

    def mark(self, code: str, start: int, end: int, message: str, hint: str | None = None) -> None:
        """Note a problem between two offsets of the content being read."""
        first, last = self.place(start, end)
        self.reading.mark(code, first, last, message, hint)

    def mark_fault(self, fault: Fault, start: int, end: int) -> None:
        """Note a fault of a text that stands between two offsets of the content."""
        first = min(start + fault.start, max(end - 1, start))
        length = end - first if fault.length is None else fault.length
        self.mark(fault.code, first, first + max(length, 1), fault.message, fault.hint)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Give the offsets in the source of a part of the content being read."""
        return self.plain.origin(start), self.plain.origin(max(end - 1, start)) + 1

    def zone(self, kind: str, start: int, number: int = 0) -> None:
        """Note that the plain text from `start` to here is more than running words."""
        self.zones.append(Zone(kind, start, self.plain.length, number))

    def span(self, start: int, end: int) -> Span:
        """Give the place in the author's file of a part of the content being read."""
        first, last = self.place(start, end)
        return self.source.at(first, last - first)
