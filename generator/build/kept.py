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
class Kept:
    """All that is kept of a build.

    `world` is the digest of what every page is made with, `keys` are those of what was read.

    Records of which `keys` or the world are others now are worth nothing.
    """

    world: str = ""
    keys: Mapping[Key, str] = field(default_factory=dict)
    files: Mapping[str, FileRecord] = field(default_factory=dict)
    outputs: Mapping[str, OutputRecord] = field(default_factory=dict)


NOTHING = Kept()
"""What is kept before the first build."""
