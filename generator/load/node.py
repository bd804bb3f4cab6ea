"""What a YAML or CSV file holds, before it means anything: text, lists and mappings with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass

if TYPE_CHECKING:
    from generator.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as the author wrote it: never a number, a truth value or a date.

    `style` is "" (plain), "'" or '"' (quoted), "|" or ">" (block), "body" (what follows a front matter) or "cell".
    `start` and `end` are offsets in the file's text: of the quote or the block's header where there is one.
    An empty plain scalar (`key:`) has the text "".
    """

    text: str
    span: Span
    style: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the file; keys are unique.

    `cut` says that entries are missing because of an error that is reported already: a missing key is then no news.
    """

    entries: tuple[tuple[Scalar, Node], ...]
    span: Span
    cut: bool = False

    def get(self, key: str) -> Node | None:
        """Give the value of a key, or None."""
        for name, value in self.entries:
            if name.text == key:
                return value
        return None


Node = Scalar | Sequence | Mapping
