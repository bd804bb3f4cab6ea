"""The plain text of a document while it grows, and where each stretch of it stands in the source."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import field
from operator import itemgetter
from typing import TYPE_CHECKING

from generator.base import dataclass

if TYPE_CHECKING:
    from markdown_it.token import Token

_first = itemgetter(0)

Runs = tuple[tuple[int, int], ...]


def content_runs(token: Token, source: str) -> Runs:
    """Give where the content of an `inline` token stands: pairs (offset in the content, offset in the source)."""
    cell: Runs | None = token.meta.get("cell")
    if cell is not None:
        return cell
    lines: tuple[int, ...] = token.meta["lines"]
    runs: list[tuple[int, int]] = []
    position = 0
    for number, line in enumerate(token.content.split("\n")):
        lead = len(line) - len(line.lstrip(" \t"))
        start = source.find(line[:1], lines[number]) if number == 0 and line else lines[number]
        if lead:
            runs.append((position, max(start - lead, 0)))
        runs.append((position + lead, start))
        position += len(line) + 1
    return tuple(runs)


@dataclass(slots=True)
class Plain:
    """Words without markup, piece by piece. `block` is where the content being read stands in the source."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    runs: list[tuple[int, int]] = field(default_factory=list)
    block: Runs = ((0, 0),)

    def origin(self, position: int) -> int:
        """Give the offset in the source of a character of the content being read."""
        if len(self.block) == 1:
            return self.block[0][1] + position
        start, source = self.block[max(bisect_right(self.block, position, key=_first) - 1, 0)]
        return source + max(position - start, 0)

    def add(self, words: str) -> None:
        """Add words that stand nowhere in the source, such as the space for a line's end."""
        self.parts.append(words)
        self.length += len(words)

    def add_content(self, words: str, runs: Runs) -> None:
        """Add words of the content; `runs` are pairs (offset in the words, offset in the content)."""
        for index, (offset, at) in enumerate(runs):
            self._run(self.length + offset, self.origin(at))
            if len(self.block) > 1:
                end = runs[index + 1][0] if index + 1 < len(runs) else len(words)
                self._split(self.length + offset, at, at + end - offset)
        self.add(words)

    def add_source(self, words: str, start: int) -> None:
        """Add words that stand in the source character for character."""
        self._run(self.length, start)
        self.add(words)

    def _split(self, plain: int, start: int, end: int) -> None:
        """Note the runs of the block that begin inside a stretch of its content."""
        index = bisect_right(self.block, start, key=_first)
        while index < len(self.block) and self.block[index][0] < end:
            content, source = self.block[index]
            self._run(plain + content - start, source)
            index += 1

    def _run(self, plain: int, source: int) -> None:
        if not self.runs or source - self.runs[-1][1] != plain - self.runs[-1][0]:
            self.runs.append((plain, source))
