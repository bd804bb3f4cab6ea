"""The next tree, made out of sight from the one that stands: links to what stays, new files for what does not."""

from __future__ import annotations

import errno
import os
import shutil
import time
from typing import TYPE_CHECKING

from generator.publish.look import inodes
from generator.publish.manifest import Entry, Manifest, marks
from generator.publish.writing import make_folder, write_new

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.publish.difference import Plan

_NO_LINKS = frozenset({errno.EPERM, errno.EMLINK, errno.EXDEV, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})


def fill(spare: Path, live: Path, plan: Plan) -> Manifest:
    """Make a spare tree hold what is planned, and give its manifest.

    A file of the spare stays only if it is the very file of the live tree (one inode): whatever an interrupted build
    left, or somebody put there, goes. Files are never written over in place, since both trees may share them.
    """
    base = f"{spare}/"
    standing = inodes(spare)
    wanted = _folders((*plan.kept, *plan.fresh, *plan.foreign, *(f"{path}/" for path in plan.folders)))
    _remove(base, standing, wanted, plan)
    for folder in sorted(wanted):
        if standing.get(folder) != 0:
            make_folder(base + folder)
            if folder in plan.folders:
                os.chmod(base + folder, plan.folders[folder])
    entries = {path: _link(live, base, path, entry, standing) for path, entry in plan.kept.items()}
    for path, seen in plan.foreign.items():
        if standing.get(path) != seen[0]:
            _link_file(f"{live}/{path}", base + path)
    for path, digest in plan.fresh.items():
        entries[path] = Entry(digest, marks(write_new(base + path, plan.read(path))))
    return Manifest(entries, time.time_ns())


def _folders(paths: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return frozenset(found)


def _remove(base: str, standing: Mapping[str, int], folders: frozenset[str], plan: Plan) -> None:
    """Remove from the spare tree what the next one does not hold, or holds as another file."""
    gone: set[str] = set()
    for path in sorted(standing):
        if path.rpartition("/")[0] in gone:
            gone.add(path)
        elif standing[path] == 0 and path not in folders:
            shutil.rmtree(base + path)
            gone.add(path)
        elif standing[path] != 0 and standing[path] != _inode(path, plan):
            os.unlink(base + path)


def _inode(path: str, plan: Plan) -> int:
    if path in plan.kept:
        return plan.kept[path].marks[0]
    return plan.foreign[path][0] if path in plan.foreign else -1


def _link(live: Path, base: str, path: str, entry: Entry, standing: Mapping[str, int]) -> Entry:
    if standing.get(path) == entry.marks[0]:
        return entry
    _link_file(f"{live}/{path}", base + path)
    # Linking changes the time of the inode, so that the marks are those after it.
    return Entry(entry.digest, marks(os.stat(base + path, follow_symlinks=False)))


def _link_file(source: str, target: str) -> None:
    """Give a file a second name, or make a copy where the file system has no links."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        shutil.copy2(source, target, follow_symlinks=False)
