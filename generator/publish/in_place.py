"""The fall-back where trees cannot be exchanged: file by file, each whole, pages last, removals after them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from generator.publish.look import seen_at
from generator.publish.manifest import Manifest, marks
from generator.publish.record import RECORD
from generator.publish.writing import make_folder, write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from generator.publish.difference import Plan
    from generator.publish.manifest import Marks


def change(live: Path, plan: Plan) -> Manifest:
    """Write what differs into the live tree itself and remove what is gone; give its manifest.

    A kill in between leaves some new files beside old ones, and never half a file; the record of the build is written
    last, so that it tells which build is whole.
    """
    found = dict(plan.stays)
    pages = sorted(path for path in plan.fresh if path.endswith((".html", ".xml")))
    for path in (*sorted(plan.fresh - {RECORD, *pages}), *pages):
        found[path] = _write(live, path, plan)
    for path in sorted(plan.gone):
        _remove(live, path)
    if RECORD in plan.fresh:
        found[RECORD] = _write(live, RECORD, plan)
    folders = dict(zip(plan.folders, seen_at(live, plan.folders), strict=True))
    return Manifest(plan.files, found, folders, head=plan.head)


def _write(live: Path, path: str, plan: Plan) -> Marks:
    target = live / path
    _make_folders(live, target.parent)
    write_whole(target, plan.read(path))
    return marks(target.lstat())


def _make_folders(root: Path, folder: Path) -> None:
    missing = []
    while folder != root and not (folder.is_dir() and not folder.is_symlink()):
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        make_folder(one)


def _remove(root: Path, path: str) -> None:
    """Remove a file of an earlier build and the folders that it leaves empty."""
    target = root / path
    target.unlink(missing_ok=True)
    for folder in target.parents:
        if folder == root or os.listdir(folder):
            break
        folder.rmdir()
