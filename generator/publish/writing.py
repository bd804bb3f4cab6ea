"""A file to the disk: whole, with one mode whatever the machine's habits, or not at all."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FILE_MODE = 0o644
FOLDER_MODE = 0o755
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def write_new(path: Path | str, data: bytes) -> os.stat_result:
    """Write a file where there is none, and give what the system says of it.

    Writing and closing may both fail, and both are looked at: a full disk is sometimes told by the last of them only.
    """
    handle = os.open(path, _NEW, FILE_MODE)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        state = os.fstat(handle)
        if stat.S_IMODE(state.st_mode) != FILE_MODE and hasattr(os, "fchmod"):
            os.fchmod(handle, FILE_MODE)
            state = os.fstat(handle)
    except BaseException:
        os.close(handle)
        raise
    os.close(handle)
    return state


def write_whole(path: Path, data: bytes) -> None:
    """Write a file over another, so that its readers see the old one or the new one."""
    spare = path.with_name(f".{path.name}.factbox")
    spare.unlink(missing_ok=True)
    try:
        write_new(spare, data)
        spare.replace(path)
    except OSError:
        spare.unlink(missing_ok=True)
        raise


def make_folder(path: Path | str) -> None:
    """Make one folder with the mode that all of a site's folders have."""
    os.mkdir(path, FOLDER_MODE)
    if stat.S_IMODE(os.lstat(path).st_mode) != FOLDER_MODE:
        os.chmod(path, FOLDER_MODE)
