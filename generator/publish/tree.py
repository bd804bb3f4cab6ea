"""Files to the output folder in one step: a reader finds the last build or this one, never a mixture."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.diagnostics import Abort
from generator.publish.difference import difference, look, own
from generator.publish.durable import flush
from generator.publish.exchange import exchange, settle
from generator.publish.holding import try_to_own
from generator.publish.in_place import change
from generator.publish.lock import locked
from generator.publish.look import walk
from generator.publish.manifest import Manifest, write_manifest
from generator.publish.moment import note_moment
from generator.publish.record import RECORD, read_record, record
from generator.publish.spare import fill
from generator.publish.workspace import exchanges, open_workspace, remove_workspace
from generator.publish.writing import FOLDER_MODE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from generator.publish.difference import Plan
    from generator.publish.workspace import Workspace

_PATIENCE = 20.0
_PAUSE = 0.05


@dataclass(frozen=True, slots=True)
class Published:
    """What a build changed: how many files it wrote and removed, how many stayed, and which files are not its own.

    `whole` tells whether readers saw the change as one step.
    """

    written: int
    removed: int
    unchanged: int
    foreign: tuple[str, ...]
    whole: bool = True


def publish(
    files: Mapping[str, bytes],
    folder: Path,
    *,
    inputs: Mapping[str, str] | None = None,
    moment: dt.datetime | None = None,
    preview: bool = False,
    durable: bool = False,
) -> Published:
    """Make a folder hold exactly these files, in one step where the machine can, and keep what no build wrote.

    `moment` is what the files were made for, `preview` whether there are drafts among them: a deploy asks for both.
    `inputs` are the digests of what the files were made from, for the record of the build.
    With `durable` all is on the disk, and safe from a loss of power, before the step. Aborts with exit code 3, the path
    and the reason where the disk refuses, and the folder is as it was.
    """
    digests = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    data = {**files, RECORD: record(digests, inputs or {}, preview=preview)}
    digests[RECORD] = hashlib.sha256(data[RECORD]).hexdigest()
    with _told(folder):
        folder.resolve().parent.mkdir(parents=True, exist_ok=True)
        space = open_workspace(folder)
        with _alone(folder, space):
            published = _publish(data, digests, folder.resolve(), space, durable=durable)
            if moment is not None:
                note_moment(folder, digests[RECORD], moment)
            return published


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Tell what the machine refused, in one sentence."""
    try:
        yield
    except OSError as error:
        where = error.filename2 or error.filename or folder
        message = f"error: cannot write {where}: {error.strerror or error}"
        raise Abort(message) from error


@contextmanager
def _alone(folder: Path, space: Workspace | None) -> Iterator[None]:
    if space is None:
        yield
        return
    with locked(space.lock, folder):
        for tree in sorted(space.folder.glob("tree-*")):
            settle(tree.with_name(tree.name.removesuffix(".aside")), space.output)
        yield


def _publish(
    data: Mapping[str, bytes], digests: Mapping[str, str], live: Path, space: Workspace | None, *, durable: bool
) -> Published:
    known = space.known(live) if space is not None else None
    plan = difference(look(live, known, digests), digests, data.__getitem__)
    told = Published(
        len(plan.fresh.keys() - {RECORD}),
        len(plan.gone),
        len(plan.kept.keys() - {RECORD}),
        tuple(sorted(path for path in plan.foreign if not _hidden(path))),
    )
    if not plan.fresh and not plan.gone:
        if space is not None and (known is None or _stale(known)):
            write_manifest(space.manifest(live), Manifest(plan.kept, time.time_ns()))
        return told
    if space is not None and exchanges(space):
        whole = _exchange(space, live, plan, durable=durable)
    else:
        whole = _in_place(space, live, plan, durable=durable)
    return Published(told.written, told.removed, told.unchanged, told.foreign, whole)


def _hidden(path: str) -> bool:
    return path.startswith(".") and "/" in path


def _stale(known: Manifest) -> bool:
    """Tell whether a manifest was written so soon after its files that it knows few of them again."""
    return any(not known.knows(path, entry.marks) for path, entry in known.files.items())


def _exchange(space: Workspace, live: Path, plan: Plan, *, durable: bool) -> bool:
    """Fill a spare tree and put it in the place of the live one. The exchange is the only step that a reader sees."""
    with space.spare() as spare:
        manifest = space.manifest(spare)
        manifest.unlink(missing_ok=True)
        try:
            made = fill(spare, live, plan)
            spare.chmod(stat.S_IMODE(live.stat().st_mode) if live.exists() else FOLDER_MODE)
            if durable:
                flush(spare)
            write_manifest(manifest, made)
            whole = exchange(spare, live)
        except OSError:
            shutil.rmtree(spare, ignore_errors=True)  # give the room back: the disk may be full
            raise
    if durable:
        flush(live.parent)
    return whole


def _in_place(space: Workspace | None, live: Path, plan: Plan, *, durable: bool) -> bool:
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
            write_manifest(space.manifest(live), made)
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


def clean(folder: Path) -> int:
    """Remove what a build wrote into a folder, and the folder where nothing else is in it; give how many files."""
    live = folder.resolve()
    with _told(folder):
        if not live.is_dir():
            return 0
        space = open_workspace(folder)
        with _alone(folder, space):
            removed = _clean(live, space.known(live) if space is not None else None)
        remove_workspace(folder)
    return removed


def _clean(live: Path, known: Manifest | None) -> int:
    standing = walk(live)
    files = own(live, standing, known, read_record(live) or {})
    for path in files:
        (live / path).unlink()
    for path in sorted(standing.folders, reverse=True):
        if not os.listdir(live / path):
            (live / path).rmdir()
    if not os.listdir(live):
        live.rmdir()
    return len(files - {RECORD})
