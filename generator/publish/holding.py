"""A tree that stays as it is while somebody reads it."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.diagnostics import Abort

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TRIES = 100

if sys.platform == "win32":  # a folder cannot be opened there; the system keeps open files in place by itself

    def try_to_own(tree: Path) -> int | None:  # noqa: ARG001 - as on the other systems
        """Give a handle of nothing, to be closed."""
        return os.open(os.devnull, os.O_RDONLY)

else:
    import fcntl

    def try_to_own(tree: Path) -> int | None:
        """Take a tree for changes; None where somebody holds it. The handle, once closed, lets it go."""
        handle = os.open(tree, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            return None
        return handle


@contextmanager
def held(folder: Path) -> Iterator[int]:
    """Hold the tree that is at a place now: builds may put another there, but change nothing of this one.

    Gives a handle of the folder, for `dir_fd`. Aborts with 3 where there is none.
    """
    for _ in range(_TRIES):
        handle = _shared(folder)
        try:
            if os.fstat(handle).st_ino == folder.stat().st_ino:
                yield handle
                return
        finally:
            os.close(handle)
    message = f"error: {folder} changes all the time"
    raise Abort(message)


def _shared(folder: Path) -> int:
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        message = f"error: cannot read {folder}: {error.strerror}"
        raise Abort(message) from error
    if sys.platform != "win32":
        fcntl.flock(handle, fcntl.LOCK_SH)
    return handle
