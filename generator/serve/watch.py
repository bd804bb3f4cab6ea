"""Saves in a site's folder, told in bursts."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final

from watchfiles import Change, DefaultFilter, awatch

from generator.diagnostics import Abort

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDERS: Final = ("content", "templates")
QUIET: Final = 80
"""Milliseconds without a further save after which a burst is over; editors save one file in several steps."""

LONGEST: Final = 1500
"""Milliseconds after which a burst is told even if it goes on."""


async def watch(root: Path, changed: Callable[[], None]) -> None:
    """Call `changed` after every burst of saves in config.yaml, factbox.lock, content/ or templates/, until cancelled.

    Nothing else of the folder is watched: it may hold a site/ or a whole project. Aborts with 3 where the machine
    watches no more files.
    """
    again = False
    while True:
        moved = asyncio.Event()
        watchers = asyncio.gather(_watch_top(root, changed, moved), _watch_folders(root, changed, moved))
        if again:
            # Between the watches something may have been saved unseen.
            await asyncio.sleep(0)
            changed()
        again = True
        try:
            await watchers
        except FileNotFoundError:
            await asyncio.sleep(QUIET / 1000)  # a folder went away while it was looked at
        except OSError as error:
            message = f"cannot watch {root}: {error.strerror or error}"
            raise Abort(message) from error


async def _watch_top(root: Path, changed: Callable[[], None], moved: asyncio.Event) -> None:
    """Watch what stands in the folder itself; set `moved`, and end, where a watched folder came or went."""

    def concerns(_change: Change, path: str) -> bool:
        return Path(path).name in {"config.yaml", "factbox.lock", *FOLDERS}

    watching = awatch(
        root,
        recursive=False,
        watch_filter=concerns,
        step=QUIET,
        debounce=LONGEST,
        stop_event=moved,
        ignore_permission_denied=True,
    )
    async for changes in watching:
        changed()
        if any(Path(path).name in FOLDERS for _, path in changes):
            moved.set()


async def _watch_folders(root: Path, changed: Callable[[], None], moved: asyncio.Event) -> None:
    folders = [root / name for name in FOLDERS if (root / name).is_dir()]
    if not folders:
        await moved.wait()
        return
    watching = awatch(
        *folders,
        watch_filter=DefaultFilter(),
        step=QUIET,
        debounce=LONGEST,
        stop_event=moved,
        ignore_permission_denied=True,
    )
    async for _ in watching:
        changed()
