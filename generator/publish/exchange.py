"""Two folders change their names in one step, by what the system has for it."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_AT_FDCWD = -100
_EXCHANGE = 2
_UNABLE = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})


def exchange(fresh: Path, live: Path) -> bool:
    """Put `fresh` in the place of `live`, and `live` in that of `fresh`; tell whether that was one step for a reader.

    Linux has renameat2 with RENAME_EXCHANGE, macOS renamex_np with RENAME_SWAP. Where the system or the file system has
    neither, two renames do it, and between them nothing is at the place. Where `live` does not exist yet, one rename is
    enough. Raises OSError where the machine refuses.
    """
    if not os.path.lexists(live):
        fresh.rename(live)
        return True
    try:
        _swap(fresh, live)
    except OSError as error:
        if error.errno not in _UNABLE:
            raise
        _rename_twice(fresh, live)
        return False
    return True


def _swap(fresh: Path, live: Path) -> None:
    """Exchange two names by the system's own call. Raises OSError (ENOSYS where there is none)."""
    first, second = os.fsencode(fresh), os.fsencode(live)
    call = None
    if sys.platform in {"linux", "darwin"}:
        library = ctypes.CDLL(None, use_errno=True)
        call = getattr(library, "renameat2" if sys.platform == "linux" else "renamex_np", None)
    if call is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), str(live))
    given = (_AT_FDCWD, first, _AT_FDCWD, second) if sys.platform == "linux" else (first, second)
    if call(*given, _EXCHANGE):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(live))


def _rename_twice(fresh: Path, live: Path) -> None:
    aside = fresh.with_name(f"{fresh.name}.aside")
    live.rename(aside)
    try:
        fresh.rename(live)
    except OSError:
        aside.rename(live)
        raise
    aside.rename(fresh)


def settle(spare: Path, live: Path) -> None:
    """Finish two renames that a kill cut in half, so that the place is never left empty by it."""
    aside = spare.with_name(f"{spare.name}.aside")
    if not os.path.lexists(aside):
        return
    if not os.path.lexists(live):
        aside.rename(live)
    elif not os.path.lexists(spare):
        aside.rename(spare)
