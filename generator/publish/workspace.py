"""The folder beside an output in which the next tree is made, out of sight: lock, trees in waiting, and manifests."""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.publish.holding import try_to_own
from generator.publish.look import look
from generator.publish.manifest import marks, read_manifest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.publish.look import Standing
    from generator.publish.manifest import Marks

HIDDEN = ".factbox"


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where a build works for an output: `folder` is `.factbox/trees/NAME` beside it."""

    folder: Path
    output: Path

    @property
    def lock(self) -> Path:
        """Give the file whose lock a build holds while it writes."""
        return self.folder / "lock"

    def manifest(self, tree: Path) -> Path:
        """Give the file of a tree's manifest. It is named by the tree's inode, which an exchange of names keeps."""
        return self.folder / f"{tree.stat().st_ino}.manifest"

    def token(self, tree: Path) -> tuple[int, Marks] | None:
        """Give what is another after every change of a tree by a build; None where it was never finished."""
        try:
            file = self.manifest(tree)
            return tree.stat().st_ino, marks(file.lstat())
        except (FileNotFoundError, NotADirectoryError):
            return None

    def standing(self) -> Standing:
        """Look at the output. Raises OSError where it cannot be read."""
        token = self.token(self.output)
        return look(self.output, read_manifest(self.manifest(self.output)) if token is not None else None, token)

    @contextmanager
    def spare(self) -> Iterator[Path]:
        """Give a tree to change that nobody reads, new or of an earlier build; the others that nobody reads go.

        A reader who holds the tree of an earlier build keeps it, and another one is made.
        """
        chosen: Path | None = None
        owned = None
        for tree in sorted(self.folder.glob("tree-*")):
            handle = try_to_own(tree)
            if handle is None:
                continue
            if chosen is None:
                chosen, owned = tree, handle
            else:
                os.close(handle)
                shutil.rmtree(tree, ignore_errors=True)
        if chosen is None:
            taken = {tree.name for tree in self.folder.glob("tree-*")}
            chosen = self.folder / next(name for number in range(1000) if (name := f"tree-{number}") not in taken)
            chosen.mkdir()
            owned = try_to_own(chosen)
        try:
            yield chosen
        finally:
            if owned is not None:
                with suppress(OSError):  # nothing was written through it, and by now the trees may be exchanged
                    os.close(owned)


def where(output: Path) -> Path:
    """Give where the workspace of an output is, or would be."""
    whole = output.resolve()
    return whole.parent / HIDDEN / "trees" / whole.name


def open_workspace(output: Path) -> Workspace | None:
    """Give the workspace of an output; None where none can be made beside it."""
    folder = where(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(path.is_symlink() for path in (folder, folder.parent, folder.parent.parent)):
            return None
        if not os.access(folder, os.W_OK) or not os.access(output.resolve().parent, os.W_OK):
            return None
    except OSError:
        return None
    return Workspace(folder, output.resolve())


def is_known(output: Path) -> bool:
    """Tell whether a build is known to have made what stands at a place, even if its record is lost."""
    return Workspace(where(output), output.resolve()).token(output) is not None


def exchanges(space: Workspace) -> bool:
    """Tell whether an output can be exchanged for a tree of its workspace: one file system, and no mount point."""
    output = space.output
    if not output.exists():
        return True
    state = output.stat()
    return stat.S_ISDIR(state.st_mode) and state.st_dev == space.folder.stat().st_dev and not os.path.ismount(output)


def remove_workspace(output: Path) -> None:
    """Remove the workspace of an output, and the hidden folder where nothing else is in it."""
    folder = where(output)
    shutil.rmtree(folder, ignore_errors=True)
    for parent in (folder.parent, folder.parent.parent):
        with suppress(OSError):
            parent.rmdir()
