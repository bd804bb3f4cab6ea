"""The machine that was measured on, in the words of its system."""

from __future__ import annotations

import os
import platform
from pathlib import Path


def machine(folder: Path) -> dict[str, str]:
    """Describe the machine, the file system that holds a folder, and how busy others keep it."""
    return {
        "processor": f"{_model()}, {len(os.sched_getaffinity(0))} cores",
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.1f} GiB",
        "system": f"{platform.system()} {platform.release()}",
        "file system": file_system(folder),
        "Python": platform.python_version(),
        "load before": f"{os.getloadavg()[0]:.1f}",
    }


def _model() -> str:
    text = Path("/proc/cpuinfo").read_text("utf-8")
    named = (line.partition(":")[2].strip() for line in text.splitlines() if line.startswith("model name"))
    return next(named, platform.machine())


def file_system(folder: Path) -> str:
    """Give the type of the file system that holds a folder."""
    place, best, kind = f"{folder.resolve()}/", "", "unknown"
    for line in Path("/proc/mounts").read_text("utf-8").splitlines():
        _, mount, found, *_ = line.split()
        if place.startswith(f"{mount.rstrip('/')}/") and len(mount) >= len(best):
            best, kind = mount, found
    return kind
