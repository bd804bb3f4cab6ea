"""Texts of many files put aside while a site is made: each is looked at a few times, and all are a lot of memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.build.crew import FEW, can_put_aside
from generator.build.spool import on_disk
from generator.load.kinds import kind_of
from generator.load.tree import TextFile

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.build.spool import Place, Spool


@dataclass(frozen=True, slots=True, eq=False)
class Aside(Mapping[str, TextFile]):
    """Files by path: those `at_hand`, and those whose texts are in a spool, with their digests."""

    at_hand: Mapping[str, TextFile]
    places: Mapping[str, tuple[bytes | Place, str]]
    spool: Spool | None

    def __getitem__(self, path: str) -> TextFile:
        """Give a file as it was read."""
        if path in self.at_hand or self.spool is None:
            return self.at_hand[path]
        held, digest = self.places[path]
        return TextFile(path, (held if isinstance(held, bytes) else self.spool.get(held)).decode(), digest)

    def __iter__(self) -> Iterator[str]:
        """Give the paths."""
        yield from self.at_hand
        yield from self.places

    def __len__(self) -> int:
        """Count the files."""
        return len(self.at_hand) + len(self.places)

    def __contains__(self, path: object) -> bool:
        """Tell whether there is a file."""
        return path in self.at_hand or path in self.places


@dataclass(frozen=True, slots=True, eq=False)
class Sources(Mapping[str, str]):
    """The texts of a site by path: those of some files, and what is `beside` them."""

    files: Aside
    beside: Mapping[str, str]

    def __getitem__(self, path: str) -> str:
        """Give a text as it was read."""
        return self.files[path].text if path in self.files else self.beside[path]

    def __iter__(self) -> Iterator[str]:
        """Give the paths."""
        yield from self.files
        yield from self.beside

    def __len__(self) -> int:
        """Count the texts."""
        return len(self.files) + len(self.beside)

    def __contains__(self, path: object) -> bool:
        """Tell whether there is a text."""
        return path in self.files or path in self.beside


def put_aside(files: Iterable[TextFile], scratch: Path | None) -> Aside:
    """Give files by path, of many articles with their texts in a file of `scratch`. Aborts with 3 as a spool does."""
    read = {file.path: file for file in files}
    articles = [path for path in read if kind_of(path) == "articles"]
    if len(articles) < FEW or not can_put_aside():
        return Aside(read, {}, None)
    spool = on_disk(0, scratch)
    places = {path: (spool.put(read[path].text.encode()), read.pop(path).digest) for path in articles}
    return Aside(read, places, spool)


def sources(files: Aside, texts: Mapping[str, str]) -> Sources:
    """Give the texts of a site, those of some files as these have them."""
    return Sources(files, {path: text for path, text in texts.items() if path not in files})
