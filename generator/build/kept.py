"""What is kept of a build for the next one: of each file of articles and each other output, what came of it and why."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING, TypeVar

from generator.base import dataclass
from generator.build.later import plain
from generator.model.mappings import Joined

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from generator.build.retouch import Context
    from generator.build.sign import Times
    from generator.build.trace import Key
    from generator.build.unit import Pages, Unit
    from generator.diagnostics import Diagnostic
    from generator.load.articles import ArticleFile
    from generator.load.tree import Known
    from generator.plan import Output
    from generator.render.gist import Gist


K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What came of the work on a file of articles.

    `digest` is that of the file and of the CSV files (`tables`) that its facts take their cells from. `problems` and
    `unread` are what reading found; `reads` is all that the work looked at, packed (see `trace`).
    """

    digest: str
    tables: tuple[str, ...]
    problems: tuple[Diagnostic, ...]
    unread: frozenset[str]
    units: tuple[Unit, ...]
    reads: str


@dataclass(frozen=True, slots=True)
class OutputRecord:
    """What came of an output that is no article's own, made as `kind` of `key`; `reads` is as in `FileRecord`."""

    kind: str
    key: str
    pages: Pages
    reads: str


@dataclass(frozen=True, slots=True)
class HeadRecord:
    """The heads of the articles of a file, and their outputs; `digest` is that of the file."""

    digest: str
    file: ArticleFile
    outputs: tuple[Output, ...] = ()


def _no_context() -> Context | None:
    """Give nothing to work in."""
    return None


@dataclass(frozen=True, slots=True)
class Kept:
    """All that is kept of a build.

    `world` is the digest of what every page is made with, `desk` that of what files of articles are read with, `sign`
    that of everything but articles; `times` are when it holds. `keys` are the digests of what was read: records of
    which they, or the world, are others now are worth nothing.

    `heads` are the heads of articles by file, `known` the marks of these files, `inside` their digests. `sums` are the
    sha256 of all outputs, `inputs` those of all that may be told of. `told` is what is wrong with each file of
    articles, `beside` all else that is; `count` is how many figures the baseline lists. `newest` are the gists of the
    articles that the feed tells of. `context` gives what the work on an article is done in, `code` that of templates.
    `turn` is by whom it was written to the disk: as another wrote there since, it is told.
    """

    world: str = ""
    desk: str = ""
    sign: str = ""
    times: Times | None = None
    heads: Mapping[str, HeadRecord] = field(default_factory=dict)
    known: Mapping[str, Known] = field(default_factory=dict)
    inside: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[Key, str] = field(default_factory=dict)
    files: Mapping[str, FileRecord] = field(default_factory=dict)
    outputs: Mapping[str, OutputRecord] = field(default_factory=dict)
    sums: Mapping[str, str] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    beside: tuple[Diagnostic, ...] = ()
    told: Mapping[str, tuple[Diagnostic, ...]] = field(default_factory=dict)
    count: int = 0
    read: Mapping[str, str] = field(default_factory=dict)
    newest: Mapping[str, Gist] = field(default_factory=dict)
    context: Callable[[], Context | None] = _no_context
    code: Callable[[], bytes] = bytes
    turn: str = ""

    def opened(self) -> Kept:
        """Give the same with all of it at hand."""
        return replace(self, heads=plain(self.heads), files=plain(self.files), outputs=plain(self.outputs),
                       known=plain(self.known), keys=plain(self.keys))  # fmt: skip

    def holds(self, sign: str, now: dt.datetime) -> bool:
        """Tell whether at a moment nothing is another but the files of articles."""
        return self.sign == sign and self.times is not None and self.times.hold(now)


NOTHING = Kept()
"""What is kept before the first build."""


def over(first: Mapping[K, V], second: Mapping[K, V]) -> Mapping[K, V]:
    """Give a mapping with some of its values replaced, without a copy of the rest."""
    if not second:
        return first
    if isinstance(first, Joined):
        return Joined(first.first, {**first.second, **second})
    return Joined(first, second)


def found_in(record: FileRecord) -> tuple[Diagnostic, ...]:
    """Give all that is wrong with a file of articles."""
    return (*record.problems, *(problem for unit in record.units for problem in unit.found))


def sums_of(outputs: Iterable[OutputRecord], units: Iterable[Unit]) -> Iterator[tuple[str, str]]:
    """Give the sha256 of all files by path."""
    for pages in (*(record.pages for record in outputs), *(unit.pages for unit in units)):
        yield from pages.files
