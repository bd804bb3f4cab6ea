"""Files to the output folder in one step: a reader finds the last build or this one, never a mixture."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.publish.alone import alone, told
from generator.publish.difference import difference
from generator.publish.look import look
from generator.publish.manifest import Manifest
from generator.publish.moment import note_moment
from generator.publish.record import RECORD, head, record
from generator.publish.step import changed_in_place, exchanged, note
from generator.publish.workspace import Workspace, exchanges, open_workspace, remove_workspace, where

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

    from generator.publish.difference import Plan
    from generator.publish.look import Standing


@dataclass(frozen=True, slots=True)
class Published:
    """What a build changed: how many files it wrote and removed, how many stayed, and which files are not its own.

    `whole` tells whether readers saw the change as one step. Where `stale` names files, nothing was changed: the output
    does not hold them as they were said to stand in it, and their bytes must be given. `record` is the sha256 of the
    build.json that stands now.
    """

    written: int
    removed: int
    unchanged: int
    foreign: tuple[str, ...]
    whole: bool = True
    stale: frozenset[str] = frozenset()
    record: str = ""


def standing(folder: Path) -> Standing:
    """Look at an output: which files of builds stand in it whole, with digests. It changes nothing, and takes no lock.

    `Standing.stale` tells which files must be made again; `publish` takes it, and looks again only where another build
    came between. Aborts with 3 where the folder cannot be read.
    """
    with told(folder, "read"):
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
    with told(folder, "write"):
        folder.resolve().parent.mkdir(parents=True, exist_ok=True)
        space = open_workspace(folder)
        with alone(folder, space):
            return _publish(order, folder.resolve(), space, seen)


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be published: digests of all files, the bytes of some, and the beginning of the record."""

    digests: Mapping[str, str]
    files: Mapping[str, bytes]
    head: str
    moment: dt.datetime | None
    durable: bool


def _publish(order: _Order, live: Path, space: Workspace | None, seen: Standing | None) -> Published:
    now = _standing(live, space, seen)
    stale = now.stale(order.digests) - order.files.keys()
    if stale:
        return Published(0, 0, 0, (), stale=stale)
    plan = _planned(order, now)
    done = Published(
        len(plan.fresh - {RECORD}),
        len(plan.gone),
        len(plan.files.keys() - plan.fresh - {RECORD}),
        tuple(sorted(path for path in plan.foreign if not is_hidden(path))),
        record=plan.files[RECORD],
    )
    if plan.fresh or plan.gone:
        if space is not None and exchanges(space):
            whole = exchanged(space, live, plan, durable=order.durable)
        else:
            whole = changed_in_place(space, live, plan, durable=order.durable)
        done = replace(done, whole=whole)
    elif space is not None and not now.settled:
        note(space, live, Manifest(plan.files, plan.stays, now.folders, head=plan.head))
    if order.moment is not None:
        note_moment(live, plan.files[RECORD], order.moment)
    return done


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


def is_hidden(path: str) -> bool:
    """Tell whether a file lies in a hidden folder, such as that of a version control: nobody need be told of it."""
    return path.startswith(".") and "/" in path


def clean(folder: Path) -> int:
    """Remove what a build wrote into a folder, and the folder where nothing else is in it; give how many files."""
    live = folder.resolve()
    with told(folder, "remove"):
        if not live.is_dir():
            return 0
        space = open_workspace(folder)
        with alone(folder, space):
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
