"""A place in an author's file."""

from __future__ import annotations

from generator.base import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of characters in a file.

    `path` is relative to the site's folder, with forward slashes. `line` and `column` count from 1, in characters.
    `length` is in characters of the file, a line break counting as one however it is written.
    """

    path: str
    line: int = 1
    column: int = 1
    length: int = 1

    @property
    def start(self) -> tuple[str, int, int]:
        """Give where it begins, however long it is."""
        return self.path, self.line, self.column
