"""The texts of a site by their paths; those that nobody needed to read are read when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.load.tree import read_text

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, eq=False)
class Texts(Mapping[str, str]):
    """Texts by path. `unread` are files below `root` that nobody read yet."""

    held: Mapping[str, str]
    root: Path
    unread: Mapping[str, str]

    def __getitem__(self, path: str) -> str:
        """Give a text, which is read now where nobody did before; "" where it has gone meanwhile."""
        if path in self.held:
            return self.held[path]
        if path not in self.unread:
            raise KeyError(path)
        found = read_text(self.root, path)
        return found.text if found is not None else ""

    def __iter__(self) -> Iterator[str]:
        """Give all paths."""
        yield from self.held
        yield from self.unread

    def __len__(self) -> int:
        """Count all texts."""
        return len(self.held) + len(self.unread)
