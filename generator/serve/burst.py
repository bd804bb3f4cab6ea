"""Many saves to one build: what was saved is gathered until it is quiet."""

from __future__ import annotations

import asyncio
import os
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

FEW: Final = 2
"""Paths that one save of an editor touches. They are built at once: the watch has waited for a moment's quiet."""

QUIET: Final = 0.15
"""Seconds without a further save after which a larger burst is over."""

LONGEST: Final = 3.0
"""Seconds after which a burst is built even if it goes on."""

GIT_LONGEST: Final = 10.0
"""Seconds that a build waits for git to end a checkout; a lock file that is older was left by a git that died."""

_LOOK: Final = 0.02


class Saves:
    """Gathers paths that were saved, and gives them by bursts."""

    def __init__(
        self, is_busy: Callable[[], bool] = lambda: False, is_file: Callable[[str], bool] = os.path.isfile
    ) -> None:
        """Begin with none.

        `is_busy` tells whether more is sure to come, as in a checkout, `is_file` whether there is a file at a path.
        """
        self._is_busy = is_busy
        self._is_file = is_file
        self._paths: set[str] = set()
        self._is_large = False
        self._some = asyncio.Event()

    @property
    def waiting(self) -> bool:
        """Tell whether something was saved that no burst has given yet."""
        return self._some.is_set()

    def add(self, paths: Collection[str]) -> None:
        """Take note of saves; with no path, of some that nobody saw.

        A folder that came, or something that went, is no save of an editor: what belongs to it comes with it.
        """
        self._paths.update(paths)
        self._is_large = self._is_large or len(self._paths) > FEW or not all(map(self._is_file, paths))
        self._some.set()

    async def burst(self) -> frozenset[str]:
        """Wait for a save and for all that come with it, and give their paths."""
        await self._some.wait()
        await self._quiet()
        if await self._git_ended():
            self._is_large = True
            await self._quiet()
        self._some.clear()
        paths = frozenset(self._paths)
        self._paths.clear()
        self._is_large = False
        return paths

    async def _quiet(self) -> None:
        """Wait until a large burst is over."""
        loop = asyncio.get_running_loop()
        begun = loop.time()
        while self._is_large and loop.time() - begun < LONGEST and await self._more():
            pass

    async def _git_ended(self) -> bool:
        """Wait while git is at work, and tell whether it was."""
        loop = asyncio.get_running_loop()
        begun = loop.time()
        was_busy = False
        while self._is_busy() and loop.time() - begun < GIT_LONGEST:
            was_busy = True
            await asyncio.sleep(_LOOK)
        return was_busy

    async def _more(self) -> bool:
        """Tell whether something else is saved before it has been quiet for long enough."""
        self._some.clear()
        try:
            async with asyncio.timeout(QUIET):
                await self._some.wait()
        except TimeoutError:
            return False
        return True


def git_is_busy(root: Path) -> Callable[[], bool]:
    """Give what tells whether git is changing the files of a folder: it holds `index.lock` all the while."""
    lock = _git_folder(root.resolve()) / "index.lock"

    def is_busy() -> bool:
        try:
            return time.time() - lock.stat().st_mtime < GIT_LONGEST
        except OSError:
            return False

    return is_busy


def _git_folder(root: Path) -> Path:
    """Give the folder in which git keeps the index of the files here; in a worktree `.git` is a file that names it."""
    found = next((folder / ".git" for folder in (root, *root.parents) if (folder / ".git").exists()), root / ".git")
    try:
        named = found.read_text("utf-8").removeprefix("gitdir:").strip() if found.is_file() else ""
    except (OSError, UnicodeError):
        named = ""
    return found.parent / named if named else found
