"""All that was written, on the disk: what a loss of power cannot take any more."""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def flush(folder: Path) -> None:
    """Wait until everything on a folder's file system is on the disk. Raises OSError where the disk failed.

    syncfs (Linux) is one call for all files and tells of a failed write; elsewhere sync asks for all file systems.
    """
    call = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None) if sys.platform == "linux" else None
    if call is None:
        os.sync()
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        if call(handle):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        with suppress(OSError):  # syncfs has told what there is to tell
            os.close(handle)
