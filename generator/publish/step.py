"""The step from one tree to the next: exchanged for a spare one, or file by file; and a spare one made ahead of it."""

from __future__ import annotations

import os
import shutil
import stat
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.diagnostics import Abort
from generator.publish.clock import settle_marks
from generator.publish.durable import flush
from generator.publish.exchange import exchange
from generator.publish.holding import try_to_own
from generator.publish.in_place import change
from generator.publish.manifest import read_manifest, write_manifest
from generator.publish.spare import fill
from generator.publish.writing import FOLDER_MODE

if TYPE_CHECKING:
    from pathlib import Path

    from generator.publish.difference import Plan
    from generator.publish.look import Standing
    from generator.publish.manifest import Manifest
    from generator.publish.workspace import Workspace

_PATIENCE = 20.0
_PAUSE = 0.05


def exchanged(space: Workspace, live: Path, plan: Plan, *, durable: bool) -> bool:
    """Fill a spare tree and put it in the place of the live one; tell whether readers saw it as one step.

    Raises OSError where the machine refuses, and the live tree is as it was.
    """
    with space.spare() as spare:
        manifest = space.manifest(spare)
        known = read_manifest(manifest)
        manifest.unlink(missing_ok=True)
        try:
            made = fill(spare, known, live, plan)
            spare.chmod(stat.S_IMODE(live.stat().st_mode) if live.exists() else FOLDER_MODE)
            if durable:
                flush(spare)
            note(space, spare, made)
            whole = exchange(spare, live)
            if durable:
                _flush_names(spare, live)
        except OSError:
            shutil.rmtree(spare, ignore_errors=True)  # give the room back: the disk may be full
            raise
    return whole


def _flush_names(spare: Path, live: Path) -> None:
    """Wait until the exchange itself is on the disk. Raises OSError where the disk failed, and it is taken back."""
    try:
        flush(live.parent)
    except OSError:
        if spare.exists():
            exchange(spare, live)
        else:  # there was no live tree before
            live.rename(spare)
        raise


def note(space: Workspace, tree: Path, made: Manifest) -> None:
    """Write down what a finished tree holds."""
    same_disk = tree.stat().st_dev == space.folder.stat().st_dev
    write_manifest(space.manifest(tree), settle_marks(made, space.folder, same_disk=same_disk))


def changed_in_place(space: Workspace | None, live: Path, plan: Plan, *, durable: bool) -> bool:
    """Change the live tree file by file, once nobody holds it; False, since readers may see the steps."""
    if not live.is_dir():
        live.mkdir(parents=True)
        live.chmod(FOLDER_MODE)
    handle = _wait_to_own(live)
    try:
        if space is not None:
            space.manifest(live).unlink(missing_ok=True)
        made = change(live, plan)
        if durable:
            flush(live)
        if space is not None:
            note(space, live, made)
    finally:
        os.close(handle)
    return False


def _wait_to_own(live: Path) -> int:
    """Wait until nobody holds a tree. Aborts with 3 after some seconds."""
    end = time.monotonic() + _PATIENCE
    while (handle := try_to_own(live)) is None:
        if time.monotonic() >= end:
            message = f"error: {live} is being read or written by another process; wait until it is done"
            raise Abort(message)
        time.sleep(_PAUSE)
    return handle


def fill_ahead(space: Workspace, now: Standing, plan: Plan) -> None:
    """Make the spare tree like the live one, of which a plan changes nothing. Links change the marks of its files."""
    with space.spare() as spare:
        manifest = space.manifest(spare)
        if manifest.exists():
            return
        try:
            made = fill(spare, None, now.live, plan)
            spare.chmod(stat.S_IMODE(now.live.stat().st_mode))
            if all(made.marks[path][0] == seen[0] for path, seen in plan.stays.items()):  # links, and no copies
                note(space, now.live, replace(made, folders=now.folders))
            note(space, spare, made)
        except OSError:
            shutil.rmtree(spare, ignore_errors=True)
            raise
