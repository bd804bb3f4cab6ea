"""One run of a program, from the start of its process to its end: how long, how much memory, what was written."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.programs import environment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_SOON, _LATER, _EARLY = 0.005, 0.05, 2.0
"""Seconds between two looks at the memory: in the first seconds, in which short runs end, and after them."""


class FailedError(Exception):
    """A program ended with an error."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run: wall seconds, and the seconds that processors worked for it, in all its processes.

    Where it was watched, the peak of its memory in bytes; `over` if it was stopped.
    """

    seconds: float
    work: float
    memory: int = 0
    over: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells that a file was written: a new inode, or a new time or size of the old one."""

    inode: int
    changed: int
    size: int


@dataclass(frozen=True, slots=True)
class Written:
    """How many files were written and removed, and how many bytes the written ones hold."""

    files: int
    size: int
    removed: int = 0


def run(command: Sequence[str], folder: Path, cap: float, *, watch: bool) -> Run:
    """Run a command to its end, or for `cap` seconds.

    A run whose memory is watched is not one to take the time of: looking costs processor time.

    Raises `FailedError` with what the program said, if it fails.
    """
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - a command of the table of programs
            command,
            cwd=folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
        limit = threading.Timer(cap, _stop, (process.pid,))
        limit.start()
        memory = _peak(process.pid) if watch else 0
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        limit.cancel()
        process.returncode = code = os.waitstatus_to_exitcode(status)
        found = Run(seconds, usage.ru_utime + usage.ru_stime, memory, over=code == -signal.SIGKILL and seconds >= cap)
        if code and not found.over:
            said.seek(0)
            text = said.read().decode("utf-8", "replace")[-4000:]
            message = f"{' '.join(command)} in {folder} ended with {code}:\n{text}"
            raise FailedError(message)
    return found


def _stop(leader: int) -> None:
    """Stop a program and all that it started."""
    with contextlib.suppress(ProcessLookupError):  # it has just ended by itself
        os.killpg(leader, signal.SIGKILL)


def _peak(leader: int) -> int:
    """Give the highest sum of the memory of all processes of a session until its first one ends, in bytes."""
    begun, peak = time.perf_counter(), 0
    while os.waitid(os.P_PID, leader, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        peak = max(peak, sum(proportional(pid) for pid in session(leader)))
        time.sleep(_SOON if time.perf_counter() - begun < _EARLY else _LATER)
    return peak


def session(leader: int) -> Iterator[int]:
    """Give the processes of a session: a program and all that it started, whoever their parent is now."""
    for name in os.listdir("/proc"):  # noqa: PTH208 - a hundred times a second
        if not name.isdigit():
            continue
        try:
            stat = Path(f"/proc/{name}/stat").read_bytes()
        except OSError:
            continue  # it has ended
        if int(stat.rpartition(b")")[2].split()[3]) == leader:
            yield int(name)


def proportional(pid: int) -> int:
    """Give the proportional set size of a process in bytes: pages that processes share are divided between them."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_bytes()
    except OSError:
        return 0  # it has ended
    found = (line for line in rollup.splitlines() if line.startswith(b"Pss:"))
    return sum(int(line.split()[1]) * 1024 for line in found)


def marks(folder: Path) -> dict[str, Mark]:
    """Give the marks of all files in a folder, by their paths in it."""
    found: dict[str, Mark] = {}
    waiting = [str(folder)] if folder.is_dir() else []
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.is_file(follow_symlinks=False):
                    stat = entry.stat(follow_symlinks=False)
                    found[os.path.relpath(entry.path, folder)] = Mark(stat.st_ino, stat.st_mtime_ns, stat.st_size)
    return found


def written(before: Mapping[str, Mark], after: Mapping[str, Mark]) -> Written:
    """Tell what was written between two looks; a file that has two names counts once."""
    new = {mark.inode: mark for name, mark in after.items() if before.get(name) != mark}
    return Written(len(new), sum(mark.size for mark in new.values()), len(before.keys() - after.keys()))
