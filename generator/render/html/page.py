"""HTML while it is written: pieces, and the blocks that are still open."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.base import dataclass
from generator.render.html.tags import escaped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.facts.mentions import Mention
    from generator.model.document import Document
    from generator.render.html.links import Labels, Links


@dataclass(slots=True)
class Page:
    """The writing of one document; all that is `written` is HTML. It lives as long as `render_document` runs.

    `outer` holds what was written before each open directive; `closers` what ends each open link. `figure` is set
    while an image stands alone in its paragraph. `mentions` are those of the block being written, by child.
    """

    document: Document
    links: Links
    labels: Labels
    prefix: str
    shift: int
    blocks: Mapping[int, Sequence[Mention]]
    written: list[str] = field(default_factory=list)
    outer: list[list[str]] = field(default_factory=list)
    closers: list[Markup] = field(default_factory=list)
    figure: bool = False
    starts: Mapping[int, Sequence[Mention]] = field(default_factory=dict)
    ends: Mapping[int, Sequence[Mention]] = field(default_factory=dict)

    def add(self, piece: Markup) -> None:
        """Write a piece of HTML."""
        self.written.append(piece)

    def add_text(self, words: str) -> None:
        """Write a piece of text."""
        self.written.append(escaped(words))

    def html(self) -> Markup:
        """Give all that is written."""
        return Markup("".join(self.written))  # noqa: S704 - every piece is HTML already
