"""The next tree, made out of sight from the one that stands: links to what stays, new files for what does not."""

from __future__ import annotations

import errno
import os
import shutil
from itertools import compress
from operator import itemgetter, ne
from typing import TYPE_CHECKING

from generator.publish.difference import parents
from generator.publish.look import seen_at
from generator.publish.manifest import Manifest, marks
from generator.publish.writing import make_folder, write_new

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.publish.difference import Plan
    from generator.publish.manifest import Marks

_NO_LINKS = frozenset({errno.EPERM, errno.EMLINK, errno.EXDEV, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})
_UNWRITTEN = -1


def fill(spare: Path, known: Manifest | None, live: Path, plan: Plan) -> Manifest:
    """Make a spare tree hold what is planned, and give its manifest; `known` is what it held when it was finished.

    A file of the spare stays only if it is the very file of the live tree (one inode): whatever an interrupted build
    left, or somebody put there, goes. Files are never written over in place, since both trees may share them.
    """
    standing = _as_known(spare, known) if known is not None else None
    held = known.folders if known is not None and standing is not None else {}
    if standing is None:
        standing = inodes(spare)
    wanted = {**dict.fromkeys(plan.folders, 0), **_inodes(plan.stays), **dict.fromkeys(plan.fresh, _UNWRITTEN)}
    unwanted = _other(standing, wanted)
    missing = _other(wanted, standing)
    _remove(f"{spare}/", unwanted, standing)
    added = _add(f"{spare}/", live, plan, missing, wanted)
    # Who edits a file between the look at it and the link is found out by the next build, which reads it.
    late = frozenset(path for path, seen in added.items() if seen[1:4] != plan.stays.get(path, seen)[1:4])
    touched = parents((*unwanted, *missing, *(f"{path}/" for path in missing)))
    folders = _folders(spare, held, plan.folders, touched)
    return Manifest(plan.files, {**plan.stays, **added}, folders, late, plan.head)


def _inodes(files: Mapping[str, Marks]) -> dict[str, int]:
    return dict(zip(files, map(itemgetter(0), files.values()), strict=True))


def _other(these: Mapping[str, int], those: Mapping[str, int]) -> list[str]:
    """Give what is not the same in others, what holds it before what is in it."""
    return sorted(compress(these, map(ne, map(those.get, these), these.values())))


def _as_known(spare: Path, known: Manifest) -> dict[str, int] | None:
    """Give the inode of each thing in a spare tree, and 0 for folders, if they are as known; else None.

    A folder with the marks that are known has the names in it that are known, and each is the same file. Only the marks
    of the tree itself are new, by the exchange, and so it is read.
    """
    if known.late & known.folders.keys() or seen_at(spare, known.folders) != list(known.folders.values()):
        return None
    found = {**_inodes(known.marks), **dict.fromkeys(known.folders, 0)}
    top = {path: inode for path, inode in found.items() if "/" not in path}
    return found if top == dict(_read(str(spare), "")) else None


def inodes(spare: Path) -> dict[str, int]:
    """Give the inode of each thing in a folder, and 0 for folders, without looking at its files."""
    walked: dict[str, int] = {}
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        entries = _read(f"{spare}/{prefix}", prefix)
        walked |= entries
        waiting += [f"{path}/" for path, inode in entries if not inode]
    return walked


def _read(folder: str, prefix: str) -> list[tuple[str, int]]:
    with os.scandir(folder) as entries:
        return [(prefix + entry.name, 0 if entry.is_dir(follow_symlinks=False) else entry.inode()) for entry in entries]


def _remove(base: str, unwanted: Iterable[str], standing: Mapping[str, int]) -> None:
    """Remove from the spare tree what the next one does not hold, or holds as another file."""
    gone: set[str] = set()
    for path in unwanted:
        if path.rpartition("/")[0] in gone:
            gone.add(path)
        elif standing[path]:
            os.unlink(base + path)
        else:
            shutil.rmtree(base + path)
            gone.add(path)


def _add(base: str, live: Path, plan: Plan, missing: Iterable[str], wanted: Mapping[str, int]) -> dict[str, Marks]:
    """Make what the spare tree lacks; folders come before what is in them. Give the marks of the files."""
    found: dict[str, Marks] = {}
    for path in missing:
        target = base + path
        if path in plan.fresh:
            found[path] = marks(write_new(target, plan.read(path)))
        elif wanted[path]:
            _link_file(f"{live}/{path}", target)
            # Linking changes the time of the inode, so that the marks are those after it.
            found[path] = marks(os.lstat(target))
        else:
            make_folder(target)
            mode = plan.folders[path]
            if mode is not None:
                os.chmod(target, mode)
    return found


def _folders(
    spare: Path, held: Mapping[str, Marks], folders: Iterable[str], touched: frozenset[str]
) -> dict[str, Marks]:
    """Give the marks of a tree's folders; those that are held and that nothing touched need no look."""
    unknown = [path for path in folders if path in touched or path not in held]
    seen = dict(zip(unknown, seen_at(spare, unknown), strict=True))
    return {path: seen.get(path) or held[path] for path in folders}


def _link_file(source: str, target: str) -> None:
    """Give a file a second name, or make a copy where the file system has no links."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        shutil.copy2(source, target, follow_symlinks=False)
