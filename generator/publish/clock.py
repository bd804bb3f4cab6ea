"""From when on the marks of files say whether they changed: clocks of file systems tick, and a tick may be long."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from generator.publish.manifest import Manifest

_NAME = "clock"
# Some file systems count in whole seconds or two.
_LONGEST_TICK = 2_000_000_000
_PATIENCE = 0.03
_PAUSE = 0.001


def settle_marks(manifest: Manifest, folder: Path, *, same_disk: bool) -> Manifest:
    """Give a manifest that names the paths whose marks are too young; `folder` is where the clock can be asked.

    The file system's own clock decides. It is waited for until it shows a later time than all marks: from then on any
    change gives other marks. Where it does not for some tens of milliseconds, it ticks coarsely, or it was set back,
    and all that was changed in its last two seconds is late; so it is where the clock is another disk's.
    """
    newest = max((seen[4] for seen in manifest.marks.values()), default=0)
    newest = max(newest, max((seen[4] for seen in manifest.folders.values()), default=0))
    end = time.monotonic() + _PATIENCE
    while (now := _now(folder / _NAME)) <= newest or not same_disk:
        if time.monotonic() >= end or not same_disk:
            return _with_late(manifest, now - _LONGEST_TICK)
        time.sleep(_PAUSE)
    return manifest


def _now(file: Path) -> int:
    """Give the time that the file system gives to a change now, in nanoseconds."""
    handle = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o644)
    try:
        os.utime(file)
        return os.fstat(handle).st_ctime_ns
    finally:
        os.close(handle)


def _with_late(manifest: Manifest, since: int) -> Manifest:
    late = {path for path in manifest.files if manifest.marks[path][4] >= since}
    late |= {path for path, seen in manifest.folders.items() if seen[4] >= since}
    return replace(manifest, late=manifest.late | late)
