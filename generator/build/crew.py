"""Who does the work: this process alone, or processes that share it where that is quicker."""

from __future__ import annotations

import os
import sys
import threading
from typing import TYPE_CHECKING, TypeVar

from generator.base import dataclass
from generator.build.spool import InMemory, Nowhere, on_disk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.build.job import Job
    from generator.build.spool import Spool
    from generator.build.watch import Watch

P = TypeVar("P")
R = TypeVar("R")

ARTICLES, PAGES, HEADS = 50, 500, 2_000
"""So many parts of each kind of work make up for the start of a process: articles, other pages, heads of articles."""

FEW = 2_000
"""So many parts may be in memory: of articles of 600 words, with all that they bring, some 35 MB."""

_MOST = 16
"""Without being told how many, no more processes are begun: a machine may show more processors than it may use."""


@dataclass(frozen=True, slots=True)
class Crew:
    """Processes that share work, at most one for each spool of `disks`, in which it keeps the bytes of files.

    What few parts give is kept in `memory`. `jobs` is how many processes were asked for, 0 for as many as pay;
    `progress` is told how many of `outputs` are done, `watch` where the work is.
    """

    jobs: int
    memory: Spool
    disks: tuple[Spool, ...]
    progress: Callable[[int, int], None]
    outputs: int
    watch: Watch

    @property
    def spools(self) -> tuple[Spool, ...]:
        """Give all spools, by their numbers."""
        return (self.memory, *self.disks)

    def spool(self, parts: int) -> Spool:
        """Give where one process keeps what so many parts give."""
        return self.disks[0] if self.disks and parts >= FEW else self.memory


def gather(job: Job, articles: int, outputs: int) -> Crew:
    """Give those who are to work on so many files of articles, of a site of so many outputs."""
    many = max(processes(job.jobs, articles, ARTICLES), processes(job.jobs, outputs, PAGES))
    if not job.keep:
        return Crew(job.jobs, Nowhere(), (Nowhere(),) * many, job.progress, outputs, job.watch)
    needed = many > 1 or (outputs >= FEW and can_put_aside())
    disks = tuple(on_disk(number, job.scratch) for number in range(1, many + 1)) if needed else ()
    return Crew(job.jobs, InMemory(), disks, job.progress, outputs, job.watch)


def can_put_aside() -> bool:
    """Tell whether bytes can be put into a file and read from any place of it by several at once: not on Windows."""
    return hasattr(os, "pread")


def processes(jobs: int, parts: int, least: int) -> int:
    """Give how many processes are to share so many parts; for 0 jobs so many that each has at least `least` of them."""
    if jobs == 1 or parts < 2 or not _can_fork():  # noqa: PLR2004 - one part cannot be shared
        return 1
    return min(jobs, parts) if jobs else max(1, min(_processors(), _MOST, parts // least))


def sharing(crew: Crew, parts: int, least: int) -> int:
    """Give how many processes of a crew share so many parts of the work."""
    return max(1, min(processes(crew.jobs, parts, least), len(crew.disks)))


def spread(run: Callable[[P, Spool], R], parts: Sequence[P], crew: Crew, least: int) -> Iterator[R]:
    """Give what `run` makes of each part, in the order of the parts, with bytes put into the spool of a process.

    `run` and the parts reach other processes as they are in memory, by a fork; what they give is pickled. A process is
    begun for at least `least` parts. Aborts with 3 where one is killed; an exception in one is raised here, with the
    place where it happened.
    """
    many = sharing(crew, len(parts), least)
    if many < 2:  # noqa: PLR2004 - alone
        spool = crew.spool(len(parts))
        return (run(part, spool) for part in parts)
    return _shared([_with(run, spool) for spool in crew.disks[:many]], parts)


def share(run: Callable[[P], R], parts: Sequence[P], jobs: int, least: int) -> Iterator[R]:
    """Give what `run` makes of each part, as `spread` does, where there are no bytes to put aside.

    However many processes were asked for, each has at least `least` parts: such work is soon done.
    """
    many = processes(0, len(parts), least)
    return _shared([run] * (min(jobs, many) if jobs else many), parts)


def _with(run: Callable[[P, Spool], R], spool: Spool) -> Callable[[P], R]:
    return lambda part: run(part, spool)


def _shared(runs: Sequence[Callable[[P], R]], parts: Sequence[P]) -> Iterator[R]:
    if len(runs) == 1:
        return map(runs[0], parts)
    from generator.build.forked import forked  # noqa: PLC0415 - small sites need not wait for multiprocessing

    return forked(runs, parts)


def _processors() -> int:
    """Count the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _can_fork() -> bool:
    """Tell whether a fork is safe: not where another thread may hold a lock, and not under macOS's own libraries."""
    return hasattr(os, "fork") and sys.platform != "darwin" and _threads() == 1


def _threads() -> int:
    """Count the threads of this process, where the system tells also those that Python does not know."""
    try:
        return len(os.listdir("/proc/self/task"))  # noqa: PTH208 - names are enough
    except OSError:
        return threading.active_count()
