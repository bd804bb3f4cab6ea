"""What is kept of a build for the next one: of each file of articles and each other output, what came of it and why."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from generator.base import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.build.trace import Key
    from generator.build.unit import Pages, Unit
    from generator.diagnostics import Diagnostic
    from generator.load import ArticleFile
    from generator.load.tree import Known


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What came of the work on a file of articles.

    `digest` is that of the file and of the CSV files (`tables`) that its facts take their cells from. `problems` and
    `unread` are what reading found; `reads` is all that the work looked at.
    """

    digest: str
    tables: tuple[str, ...]
    problems: tuple[Diagnostic, ...]
    unread: frozenset[str]
    units: tuple[Unit, ...]
    reads: frozenset[Key]


@dataclass(frozen=True, slots=True)
class OutputRecord:
    """What came of an output that is no article's own, made as `kind` of `key`; `reads` is as in `FileRecord`."""

    kind: str
    key: str
    pages: Pages
    reads: frozenset[Key]


@dataclass(frozen=True, slots=True)
class HeadRecord:
    """The heads of the articles of a file; `digest` is that of the file."""

    digest: str
    file: ArticleFile


@dataclass(frozen=True, slots=True)
class Kept:
    """All that is kept of a build.

    `world` is the digest of what every page is made with, `desk` that of what files of articles are read with, `keys`
    are those of what was read. `heads` are the heads of articles by file, `known` the marks of these files.

    Records of which `keys` or the world are others now are worth nothing.
    """

    world: str = ""
    desk: str = ""
    heads: Mapping[str, HeadRecord] = field(default_factory=dict)
    known: Mapping[str, Known] = field(default_factory=dict)
    keys: Mapping[Key, str] = field(default_factory=dict)
    files: Mapping[str, FileRecord] = field(default_factory=dict)
    outputs: Mapping[str, OutputRecord] = field(default_factory=dict)


NOTHING = Kept()
"""What is kept before the first build."""
