"""What was read from the disk: texts, media and what was wrong with the rest."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from generator.base import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text of the author's.

    `path` is relative to the site's folder, with forward slashes. `text` has no byte order mark, and each of its line
    breaks is a single line feed, however the file writes them. `digest` is the sha256 of the file as it is, as hex.
    """

    path: str
    text: str
    digest: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file of content/media as it is: `path` is relative to the site's folder, with forward slashes.

    `digest` is its sha256 as hex.
    """

    path: str
    data: bytes
    digest: str = field(default="", compare=False)


Mark = tuple[int, int, int, int]
"""What tells a file from what it was: its inode, size, and times of modification and of change in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Known:
    """A file as it was read: its mark, and its sha256 as hex."""

    mark: Mark
    digest: str


@dataclass(frozen=True, slots=True)
class Tree:
    """All files of a site, in the order of their paths, which no file system decides.

    `texts` are the .yaml, .yml, .md and .csv files under content; `media` what else content/media holds; `lock` is
    factbox.lock and `baseline` figures.baseline, where there is one. `unread` are files that were not read because
    they are as they were known to be, by path, with their digests. `marks` tell all files of content next time.
    """

    config: TextFile
    texts: tuple[TextFile, ...] = ()
    media: tuple[MediaFile, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    lock: TextFile | None = None
    baseline: TextFile | None = None
    unread: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, Known] = field(default_factory=dict)
