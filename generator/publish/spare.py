"""The next tree, made out of sight from the one that stands: links to what stays, new files for what does not."""

from __future__ import annotations

import errno
import os
import shutil
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


def fill(spare: Path, known: Manifest | None, live: Path, plan: Plan) -> Manifest:
    """Make a spare tree hold what is planned, and give its manifest; `known` is what it held when it was finished.

    A file of the spare stays only if it is the very file of the live tree (one inode): whatever an interrupted build
    left, or somebody put there, goes. Files are never written over in place, since both trees may share them.
    """
    standing = _as_known(spare, known) if known is not None else None
    held = known.folders if known is not None and standing is not None else {}
    if standing is None:
        standing = inodes(spare)
    wanted = _wanted(plan)
    unwanted = sorted(path for path, inode in standing.items() if wanted.get(path) != inode)
    missing = sorted(path for path, inode in wanted.items() if standing.get(path) != inode)
    _remove(f"{spare}/", unwanted, standing)
    added = _add(f"{spare}/", live, plan, missing, wanted)
    # Who edits a file between the look at it and the link is found out by the next build, which reads it.
    late = frozenset(path for path, seen in added.items() if seen[1:4] != plan.kept.get(path, seen)[1:4])
    touched = parents((*unwanted, *missing, *(f"{path}/" for path in missing)))
    folders = _folders(spare, held, [path for path, inode in wanted.items() if not inode], touched)
    return Manifest(plan.files, {**plan.kept, **plan.foreign, **added}, folders, late, plan.head)


def _as_known(spare: Path, known: Manifest) -> dict[str, int] | None:
    """Give the inode of each thing in a spare tree, and 0 for folders, if they are as known; else None.

    A folder with the marks that are known has the names in it that are known, and each is the same file. Only the marks
    of the tree itself are new, by the exchange, and so it is read.
    """
    if known.late & known.folders.keys() or seen_at(spare, known.folders) != list(known.folders.values()):
        return None
    found = {path: seen[0] for path, seen in known.marks.items()}
    found |= dict.fromkeys(known.folders, 0)
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


def _wanted(plan: Plan) -> dict[str, int]:
    """Give the inode of each thing that the next tree holds: 0 for folders, and -1 for what is yet to be written."""
    wanted = {path: seen[0] for path, seen in plan.kept.items()}
    wanted |= {path: seen[0] for path, seen in plan.foreign.items()}
    folders = parents((*wanted, *plan.fresh, *(f"{path}/" for path in plan.folders)))
    return {**dict.fromkeys(folders, 0), **wanted, **dict.fromkeys(plan.fresh, -1)}


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
            if path in plan.folders:
                os.chmod(target, plan.folders[path])
    return found


def _folders(
    spare: Path, held: Mapping[str, Marks], folders: Iterable[str], touched: frozenset[str]
) -> dict[str, Marks]:
    """Give the marks of a tree's folders; those that are held and that nothing touched need no look."""
    fixed = {path: held[path] for path in folders if path in held and path not in touched}
    unknown = [path for path in folders if path not in fixed]
    return fixed | dict(zip(unknown, seen_at(spare, unknown), strict=True))


def _link_file(source: str, target: str) -> None:
    """Give a file a second name, or make a copy where the file system has no links."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        shutil.copy2(source, target, follow_symlinks=False)
