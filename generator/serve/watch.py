"""Saves in a site's folder, whatever wrote them: editors, copies, moves, a version control system."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final

from watchfiles import awatch

from generator.diagnostics import Abort
from generator.load.tree.walk import is_leftover

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Collection

    from watchfiles.main import FileChange

FOLDERS: Final = ("content", "templates")
FILES: Final = ("config.yaml", "factbox.lock", "figures.baseline")

STEP: Final = 15
"""Milliseconds between two looks at content/ and templates/; a save is told after one or two.

Each look costs some 40 microseconds of a processor, also when nobody writes: 15 is a third of a percent.
"""

TOP_STEP: Final = 60
"""The same for what stands in the folder itself, which changes rarely."""

LONGEST: Final = 45
"""Milliseconds after which saves are told even if they go on. A burst is waited for longer, or it would seem over."""

FLOOD: Final = 300
"""Changes at a time after which the folders are watched anew: a kernel drops what it cannot queue."""

PAUSE: Final = 0.5
"""Seconds until a folder that is gone is looked for again."""


async def watch(root: Path, saved: Callable[[Collection[str]], None], ready: asyncio.Event) -> None:
    """Tell of saves in config.yaml, factbox.lock, figures.baseline, content/ and templates/, until cancelled.

    `saved` gets the paths as far as they are known; `ready` is set when everything from then on is told. Nothing else
    of the folder is watched: it may hold a site/ or a whole project. Aborts with 3 where the machine watches no more.
    """
    root = root.resolve()  # noqa: ASYNC240 - once
    while True:
        await _until_there(root, ready)
        moved = asyncio.Event()
        watchers = asyncio.gather(_watch_top(root, saved, moved), _watch_folders(root, saved, moved))
        await asyncio.sleep(0)  # both begin now
        if ready.is_set():
            saved(())  # between the watches something may have been saved unseen
        ready.set()
        try:
            await watchers
        except FileNotFoundError:
            await asyncio.sleep(PAUSE)  # a folder went away while it was looked at
        except (OSError, RuntimeError) as error:  # watchfiles has an error of its own beside those of the system
            message = f"cannot watch the folder, as where too many are watched already: {error}"
            raise Abort(message) from error
        finally:
            moved.set()


async def _until_there(root: Path, ready: asyncio.Event) -> None:
    """Wait while there is no such folder: nothing can be saved in it."""
    while not root.is_dir():  # noqa: ASYNC240 - nothing tells when a folder comes
        ready.set()
        await asyncio.sleep(PAUSE)


async def _watch_top(root: Path, saved: Callable[[Collection[str]], None], moved: asyncio.Event) -> None:
    """Watch what stands in the folder itself; set `moved`, and end, where this or a watched folder came or went."""
    async for changes in _changes([root], TOP_STEP, moved, recursive=False):
        paths = {Path(path) for _, path in changes}
        names = {path.name for path in paths if path != root}
        if concerned := names & {*FILES, *FOLDERS}:
            saved({str(root / name) for name in concerned})
        if names & {*FOLDERS} or root in paths:
            moved.set()


async def _watch_folders(root: Path, saved: Callable[[Collection[str]], None], moved: asyncio.Event) -> None:
    """Watch the folders in full; set `moved`, and end, after so many changes that some may not have been told."""
    folders = [root / name for name in FOLDERS if (root / name).is_dir()]
    if not folders:
        await moved.wait()
        return
    async for changes in _changes(folders, STEP, moved, recursive=True):
        if concerned := {path for _, path in changes if is_read(root, Path(path))}:
            saved(concerned)
        if len(changes) >= FLOOD:
            moved.set()


def _changes(
    folders: list[Path], step: int, until: asyncio.Event, *, recursive: bool
) -> AsyncGenerator[set[FileChange], None]:
    return awatch(
        *folders,
        watch_filter=None,
        step=step,
        debounce=LONGEST,
        stop_event=until,
        recursive=recursive,
        ignore_permission_denied=True,
    )


def is_read(root: Path, path: Path) -> bool:
    """Tell whether a build would read a file, or look into a folder, of content/ or templates/."""
    folder, *parts = path.relative_to(root).parts
    if folder == "content":
        return not any(map(is_leftover, parts))
    return not any(part.startswith(".") for part in parts)
