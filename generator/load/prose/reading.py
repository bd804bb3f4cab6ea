"""What the rules of Markdown note down while one text is read."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Final

from generator.base import dataclass

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from typing import Any

KEY: Final = "factbox"
"""The key under which markdown-it's environment carries the Reading."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A problem between two offsets of the text that is read. A `hint` of None stands for the code's own."""

    code: str
    start: int
    end: int
    message: str
    hint: str | None = None


@dataclass(slots=True)
class Reading:
    """The notes of one reading. It lives as long as `read_document` runs and is never shared.

    `base` is the offset of the inline text being read in the content of its block (images and footnotes nest).
    `closers` pairs the lines of `:::` blocks.
    """

    source: str
    inline: bool
    base: int = 0
    marks: list[Mark] = field(default_factory=list)
    closers: dict[int, int] = field(default_factory=dict)

    def mark(self, code: str, start: int, end: int, message: str, hint: str | None = None) -> None:
        """Note a problem."""
        self.marks.append(Mark(code, start, end, message, hint))


def reading_of(env: MutableMapping[str, Any]) -> Reading:
    """Give the notes that markdown-it's environment carries."""
    reading = env[KEY]
    if not isinstance(reading, Reading):
        raise TypeError
    return reading
