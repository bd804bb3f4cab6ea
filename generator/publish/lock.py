"""One build at a time writes to an output."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from generator.diagnostics import Abort

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PATIENCE = 20.0
_PAUSE = 0.05


@contextmanager
def locked(file: Path, output: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """Hold the lock of an output, after waiting some seconds for a build that has it. Aborts with 3 and its number.

    The system lets go of the lock when its process ends, however it ends, so that no lock is ever left behind. The
    file stays: removing it would let two processes lock two files of one name.
    """
    handle = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o644)
    try:
        end = time.monotonic() + patience
        while not _taken(handle):
            if time.monotonic() >= end:
                _refuse(handle, output)
            time.sleep(_PAUSE)
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        with suppress(OSError):  # the system lets go of the lock all the same, and the work under it is done
            os.close(handle)


def _taken(handle: int) -> bool:
    try:
        _try(handle)
    except OSError:
        return False
    return True


if sys.platform == "win32":  # it has no flock
    import msvcrt

    def _try(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _refuse(handle: int, output: Path) -> None:
    holder = os.pread(handle, 32, 0).decode("ascii", "replace").strip()
    who = f" (process {holder})" if holder.isdigit() else ""
    message = f"error: another build{who} is writing {output}; wait until it is done"
    raise Abort(message)
