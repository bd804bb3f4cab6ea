"""Markdown after it was read: what it says, what it refers to, and where."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import field
from operator import itemgetter
from typing import TYPE_CHECKING

from generator.base import dataclass

if TYPE_CHECKING:
    from markdown_it.token import Token

    from generator.diagnostics import Span
    from generator.model.text import Text


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a body: `level` 1 to 6, its words without markup, and the id that it gets in the page."""

    level: int
    words: str
    id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reference:
    """Something that prose points at.

    `scheme` is fact, event, term, person, article, free (a figure left free on purpose), cite (a citation), media (an
    image's path), path (a site path, a path to a content file, or `#anchor`) or url (an address elsewhere). `target` is
    what follows the scheme, as written (for a citation the source's id). `locator` holds what follows the comma of a
    citation, or the reason for which a figure is free. `words` are the words shown,
    without markup, empty for `[](fact:id)`. `span` covers the whole reference in the author's file, `target_span` the
    target alone. `section` is the id of the heading above it, if any. `offset` is where its words begin in the plain
    text of its document. `directive` names the `:::` block whose arguments or options hold it: such a reference has no
    words, and its scheme may also be series, chart, quote or tag.
    """

    scheme: str
    target: str
    words: str
    span: Span
    target_span: Span
    locator: str = ""
    section: str = ""
    offset: int = 0
    directive: str = ""

    def worded(self, words: str) -> Reference:
        """Give the same reference with its words."""
        return Reference(
            self.scheme, self.target, words, self.span, self.target_span, self.locator, self.section, self.offset,
            self.directive,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Directive:
    """A `:::` block: its name, the words after it and its `key=value` options.

    `line` is its first line in the body, from 0: the key by which the page finds it again.
    """

    name: str
    arguments: tuple[Text, ...]
    options: tuple[tuple[Text, Text], ...]
    span: Span
    line: int

    def option(self, key: str) -> Text | None:
        """Give the value of an option, or None where it is not written."""
        return next((value for name, value in self.options if name.text == key), None)


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of a document's plain text that is more than running words, from `start` up to, not including, `end`.

    `kind` is code, quotation (somebody else's words, set apart), image (the words for those who cannot see it), address
    (one that is its own words), heading, cell (of a table), question (that of a card, as written), mark (where a
    footnote is pointed at, without words) or note (a footnote's words). `number` is that of the footnote.
    """

    kind: str
    start: int
    end: int
    number: int = 0


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot: its number from 1, how many places point at it, and its words as block tokens."""

    number: int
    uses: int
    tokens: tuple[Token, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """A `card` block in a body: the id that it gets in the page, its question, and its directive's `line`."""

    id: str
    question: Document
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    """A piece of Markdown: a body, a summary, a definition, or one line such as a title (`inline`).

    `tokens` are markdown-it-py's; nobody changes them after the reading. `plain` is the text without markup: the words
    of its blocks, a line each, then its footnotes. `runs` are pairs (offset in `plain`, offset in `source`) where a
    stretch begins that is the same in both. `zones` are the parts of `plain` that are more than running words.

    What tokens carry in `meta`: an opened link or an image its place in `references` as "reference"; a citation its
    places as "references"; both ends of a directive its place in `directives` as "directive"; a heading its "id"; the
    mark of a footnote its "number" and "use", both from 1.
    """

    source: Text
    inline: bool
    tokens: tuple[Token, ...] = field(repr=False)
    plain: str
    headings: tuple[Heading, ...] = ()
    references: tuple[Reference, ...] = ()
    directives: tuple[Directive, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    cards: tuple[QuestionCard, ...] = ()
    runs: tuple[tuple[int, int], ...] = field(default=(), repr=False)
    zones: tuple[Zone, ...] = ()

    def at(self, start: int, length: int = 1) -> Span:
        """Give the place in the author's file of a part of `plain`."""
        first = self.origin(start)
        last = self.origin(start + max(length, 1) - 1)
        return self.source.at(first, max(last - first, 0) + 1)

    def origin(self, position: int) -> int:
        """Give the offset in the source of the character at `position` of `plain`."""
        if not self.runs:
            return 0
        index = max(bisect_right(self.runs, position, key=itemgetter(0)) - 1, 0)
        plain, source = self.runs[index]
        return source + max(position - plain, 0)

    def card(self, directive: Directive) -> QuestionCard | None:
        """Give the card of a `card` directive, or None."""
        return next((card for card in self.cards if card.line == directive.line), None)
