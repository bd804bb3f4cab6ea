"""What is to be made, and what came of it."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.build.watch import NOBODY
from generator.plan import LIMITS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping
    from concurrent.futures import Executor
    from pathlib import Path

    from generator.build.watch import Watch
    from generator.diagnostics.report import Report
    from generator.model.site import Site
    from generator.plan import Limits


def _silent(_done: int, _all: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be made: the folder of the site, the moment, drafts or not, and how strictly it is judged.

    A moment without a zone is in the site's own. `progress` is told after each page how many of how many are made.
    `against` is where the lock of what is deployed is, or "". `limits` are the most entries that a page lists.
    `jobs` is how many processes share the work, 0 for as many as pay. Where files need not be kept, what is wrong is
    told, and none are given; `scratch` is the folder where those of a large site wait to be asked for, None for that of
    temporary files. `watch` is told where the work is. Where there is an `executor`, its workers make the articles:
    they need not be on this machine, but see the same folder.
    """

    root: Path
    now: dt.datetime
    preview: bool = False
    strict: bool = False
    progress: Callable[[int, int], None] = _silent
    against: str = ""
    limits: Limits = LIMITS
    jobs: int = 0
    keep: bool = True
    scratch: Path | None = None
    watch: Watch = NOBODY
    executor: Executor | None = None

    def moment(self, site: Site) -> dt.datetime:
        """Give the moment with a time zone."""
        return self.now if self.now.tzinfo is not None else self.now.replace(tzinfo=site.config.timezone)


@dataclass(frozen=True, slots=True)
class Made:
    """A site's files by path, and all that was found; there are no files where there is an error.

    `base_path` is where the site's address has its home page: "/" or "/sub/". `moment` is what the files were made for,
    None where the settings could not be read; `inputs` are the digests of the files that they were made from, by path.
    `digests` are the sha256 of all files; `files` may lack those that are as they were at an earlier time, and
    reads the bytes of the others from a disk where they are many.
    """

    report: Report
    files: Mapping[str, bytes]
    base_path: str = "/"
    moment: dt.datetime | None = None
    inputs: Mapping[str, str] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)
