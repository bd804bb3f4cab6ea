"""Files to the output folder in one step: a reader finds the last build or this one, never a mixture."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.diagnostics import Abort
from generator.publish.clock import settle_marks
from generator.publish.difference import difference
from generator.publish.durable import flush
from generator.publish.exchange import exchange, settle
from generator.publish.holding import try_to_own
from generator.publish.in_place import change
from generator.publish.lock import locked
from generator.publish.look import look
from generator.publish.manifest import Manifest, read_manifest, write_manifest
from generator.publish.moment import note_moment
from generator.publish.record import RECORD, head, record
from generator.publish.spare import fill
from generator.publish.workspace import Workspace, exchanges, open_workspace, remove_workspace, where
from generator.publish.writing import FOLDER_MODE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from generator.publish.difference import Plan
    from generator.publish.look import Standing

_PATIENCE = 20.0
_PAUSE = 0.05


@dataclass(frozen=True, slots=True)
class Published:
    """What a build changed: how many files it wrote and removed, how many stayed, and which files are not its own.

    `whole` tells whether readers saw the change as one step. Where `stale` names files, nothing was changed: the output
    does not hold them as they were said to stand in it, and their bytes must be given.
    """

    written: int
    removed: int
    unchanged: int
    foreign: tuple[str, ...]
    whole: bool = True
    stale: frozenset[str] = frozenset()


def standing(folder: Path) -> Standing:
    """Look at an output: which files of builds stand in it whole, with digests. It changes nothing, and takes no lock.

    `Standing.stale` tells which files must be made again; `publish` takes it, and looks again only where another build
    came between. Aborts with 3 where the folder cannot be read.
    """
    with _told(folder, "read"):
        live = folder.resolve()
        return Workspace(where(folder), live).standing()


def publish(
    files: Mapping[str, bytes],
    folder: Path,
    *,
    digests: Mapping[str, str] | None = None,
    seen: Standing | None = None,
    inputs: Mapping[str, str] | None = None,
    moment: dt.datetime | None = None,
    preview: bool = False,
    durable: bool = False,
) -> Published:
    """Make a folder hold exactly these files, in one step where the machine can, and keep what no build wrote.

    Of a file that stands in the folder as it must be, the sha256 in `digests` is enough; `files` is asked for the bytes
    of the others only, and where it has none, nothing is changed and they are told as stale. `seen` is a look at the
    folder that was taken before. `moment` is what the files were made for, `preview` whether there are drafts among
    them: a deploy asks for both. `inputs` are the digests of what the files were made from, for the build's record.
    With `durable` all is on the disk, and safe from a loss of power, before the step. Aborts with exit code 3, the path
    and the reason where the disk refuses, and the folder is as it was.
    """
    given = digests or {}
    wanted = {**given, **{path: hashlib.sha256(files[path]).hexdigest() for path in files.keys() - given.keys()}}
    order = _Order(wanted, files, head(inputs or {}, preview=preview), moment, durable=durable)
    with _told(folder, "write"):
        folder.resolve().parent.mkdir(parents=True, exist_ok=True)
        space = open_workspace(folder)
        with _alone(folder, space):
            return _publish(order, folder.resolve(), space, seen)


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be published: digests of all files, the bytes of some, and the beginning of the record."""

    digests: Mapping[str, str]
    files: Mapping[str, bytes]
    head: str
    moment: dt.datetime | None
    durable: bool


@contextmanager
def _told(folder: Path, what: str) -> Iterator[None]:
    """Tell what the machine refused, in one sentence."""
    try:
        yield
    except OSError as error:
        at = error.filename2 or error.filename or folder
        message = f"error: cannot {what} {at}: {error.strerror or error}"
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


def _publish(order: _Order, live: Path, space: Workspace | None, seen: Standing | None) -> Published:
    now = _standing(live, space, seen)
    stale = now.stale(order.digests) - order.files.keys()
    if stale:
        return Published(0, 0, 0, (), stale=stale)
    plan = _planned(order, now)
    told = Published(
        len(plan.fresh - {RECORD}),
        len(plan.gone),
        len(plan.kept.keys() - {RECORD}),
        tuple(sorted(path for path in plan.foreign if not _hidden(path))),
    )
    if plan.fresh or plan.gone:
        exchanged = space is not None and exchanges(space)
        whole = (
            _exchange(space, live, plan, order)
            if space is not None and exchanged
            else _in_place(space, live, plan, order)
        )
        told = replace(told, whole=whole)
    elif space is not None and not now.settled:
        _note(space, live, Manifest(plan.files, {**plan.kept, **plan.foreign}, now.folders, head=plan.head))
    if order.moment is not None:
        note_moment(live, plan.files[RECORD], order.moment)
    return told


def _standing(live: Path, space: Workspace | None, seen: Standing | None) -> Standing:
    if space is None:
        return look(live, None)
    if seen is not None and seen.live == live and seen.token is not None and seen.token == space.token(live):
        return seen
    return space.standing()


def _planned(order: _Order, now: Standing) -> Plan:
    """Plan with the record of the build, which is made only where the one that stands may be another."""
    beginning = hashlib.sha256(order.head.encode()).hexdigest()
    noted = now.digests.get(RECORD, "")
    wanted = {**order.digests, RECORD: noted}
    if noted and now.head == beginning and wanted == now.built:
        return difference(now, wanted, beginning, order.files.__getitem__)
    data = record(order.head, order.digests)
    wanted[RECORD] = hashlib.sha256(data).hexdigest()
    return difference(now, wanted, beginning, lambda path: data if path == RECORD else order.files[path])


def _hidden(path: str) -> bool:
    return path.startswith(".") and "/" in path


def _exchange(space: Workspace, live: Path, plan: Plan, order: _Order) -> bool:
    """Fill a spare tree and put it in the place of the live one. The exchange is the only step that a reader sees."""
    with space.spare() as spare:
        manifest = space.manifest(spare)
        known = read_manifest(manifest)
        manifest.unlink(missing_ok=True)
        try:
            made = fill(spare, known, live, plan)
            spare.chmod(stat.S_IMODE(live.stat().st_mode) if live.exists() else FOLDER_MODE)
            if order.durable:
                flush(spare)
            _note(space, spare, made)
            whole = exchange(spare, live)
        except OSError:
            shutil.rmtree(spare, ignore_errors=True)  # give the room back: the disk may be full
            raise
    if order.durable:
        flush(live.parent)
    return whole


def _note(space: Workspace, tree: Path, made: Manifest) -> None:
    """Write down what a finished tree holds."""
    same_disk = tree.stat().st_dev == space.folder.stat().st_dev
    write_manifest(space.manifest(tree), settle_marks(made, space.folder, same_disk=same_disk))


def _in_place(space: Workspace | None, live: Path, plan: Plan, order: _Order) -> bool:
    if not live.is_dir():
        live.mkdir(parents=True)
        live.chmod(FOLDER_MODE)
    handle = _wait_to_own(live)
    try:
        if space is not None:
            space.manifest(live).unlink(missing_ok=True)
        made = change(live, plan)
        if order.durable:
            flush(live)
        if space is not None:
            _note(space, live, made)
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
    with _told(folder, "remove"):
        if not live.is_dir():
            return 0
        space = open_workspace(folder)
        with _alone(folder, space):
            removed = _clean(_standing(live, space, None))
        remove_workspace(folder)
    return removed


def _clean(now: Standing) -> int:
    files = now.digests.keys() | now.damaged | now.doubtful
    for path in files:
        (now.live / path).unlink()
    for path in sorted(now.folders, reverse=True):
        if not os.listdir(now.live / path):
            (now.live / path).rmdir()
    if not os.listdir(now.live):
        now.live.rmdir()
    return len(files - {RECORD})
