"""The figures that were unbound when a site took up the lint: a list that only ever becomes shorter.

An entry is a line of four parts with a tab between each: the file, the part of it, the figure's words, and a digest of
its sentence. Lines that move change nothing; a sentence that changes must stand for its figures anew. Entries stand one
a line in the order of their letters, so that two branches which mend different figures merge.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from generator.base import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

BASELINE: Final = "figures.baseline"
"""The file's name, beside config.yaml."""

_HEAD: Final = (
    "# Figures that were bound to nothing when this list was made: file, part, words, digest of the sentence.\n"
    "# `factbox check --write-baseline` takes out what was mended, and never adds to it.\n"
)
_PARTS: Final = 4
_DIGEST: Final = 16
"""Hexadecimal digits of a digest."""


@dataclass(frozen=True, slots=True, order=True)
class KnownFigure:
    """A figure that may stay unbound: its file, the part of it (`body`, `answer#id`), its words, its sentence."""

    path: str
    part: str
    words: str
    digest: str


def entry(path: str, part: str, words: str, sentence: str) -> KnownFigure:
    """Give the entry of a figure. White space in the words and the sentence does not count."""
    digest = sha256(_squeezed(sentence).encode()).hexdigest()[:_DIGEST]
    return KnownFigure(path, part, _squeezed(words), digest)


def _squeezed(words: str) -> str:
    return " ".join(words.split())


def read_baseline(text: str) -> tuple[tuple[KnownFigure, ...], tuple[int, ...]]:
    """Give the entries of a list, and the numbers, from 1, of the lines that are none."""
    entries: list[KnownFigure] = []
    wrong: list[int] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.rstrip("\r").split("\t")
        if len(parts) == _PARTS and all(parts):
            entries.append(KnownFigure(*parts))
        else:
            wrong.append(number)
    return tuple(entries), tuple(wrong)


def write_baseline(entries: Iterable[KnownFigure]) -> str:
    """Give the text of a list."""
    lines = (f"{one.path}\t{one.part}\t{one.words}\t{one.digest}" for one in sorted(entries))
    return _HEAD + "".join(f"{line}\n" for line in lines)


def kept(baseline: Iterable[KnownFigure], found: Iterable[KnownFigure]) -> tuple[KnownFigure, ...]:
    """Give what is left of a list: of equal entries as many as there are figures still."""
    return tuple((Counter(baseline) & Counter(found)).elements())
