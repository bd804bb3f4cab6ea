"""A finished build, whole and as it was made: what may be deployed, and nothing else."""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from generator.base import dataclass
from generator.deploy.live import DEPLOY, HIDDEN
from generator.deploy.secrets import secrets_in
from generator.diagnostics import Abort
from generator.publish import held
from generator.publish.moment import moment_of
from generator.publish.record import RECORD, files_in, has_drafts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping

_SHOWN = 5
_LONG_PATH = 3
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class File:
    """A file of a build: its sha256, its MD5 (by which stores tell what they hold), and its size."""

    digest: str
    md5: str
    size: int


@dataclass(frozen=True, slots=True)
class Tree:
    """A finished build. `record` is the sha256 of its build.json, `moment` what it was built for where that is known.

    `read` gives the bytes of a file, the same that were looked at, or aborts with 4.
    """

    folder: Path
    files: Mapping[str, File]
    record: str
    moment: dt.datetime | None
    read: Callable[[str], bytes]


@contextmanager
def finished_tree(folder: Path, include: Iterable[str] = (), allow: Iterable[str] = ()) -> Iterator[Tree]:
    """Hold a build while it is deployed: a next build changes nothing of it.

    Every file is read. Aborts with 4 where the folder is not what one finished build wrote, holds drafts or no page,
    or where a file holds what looks like a secret (`allow` names those that may). `include` are files that go along
    though no build made them.
    """
    if not folder.is_dir():
        _refuse(f"{folder} is not there; run `factbox build` first")
    with held(folder) as handle:
        record = _bytes(folder, handle, RECORD) or b""
        wanted = _wanted(folder, record)
        files = _looked_at(folder, handle, {**wanted, **dict.fromkeys(include, "")}, frozenset(allow))
        files[RECORD] = _file(record)

        def read(path: str) -> bytes:
            data = _bytes(folder, handle, path)
            if data is None or hashlib.sha256(data).hexdigest() != files[path].digest:
                _refuse(f"{folder / path} was changed while it was being deployed; build anew")
            return data

        digest = files[RECORD].digest
        yield Tree(folder, dict(sorted(files.items())), digest, moment_of(folder, digest), read)


def _wanted(folder: Path, record: bytes) -> dict[str, str]:
    """Give the digests of what a build wrote. Aborts with 4 where that is nothing that may be deployed."""
    wanted = files_in(record)
    if wanted is None:
        _refuse(f"{folder} is not a finished build: it has no sound {RECORD}; run `factbox build`")
    if has_drafts(record):
        _refuse(f"{folder} was built with drafts, for your own eyes; run `factbox build` without --drafts")
    if "index.html" not in wanted:
        _refuse(f"{folder} has no home page, so there is nothing to deploy; run `factbox build`")
    return wanted


def _looked_at(folder: Path, handle: int, wanted: Mapping[str, str], allow: frozenset[str]) -> dict[str, File]:
    """Give the files that are wanted; those with a digest must have it."""
    local = () if "local-path" in allow else _local(folder)
    files: dict[str, File] = {}
    changed: list[str] = []
    leaks: list[str] = []
    for path, digest in wanted.items():
        data = _bytes(folder, handle, path)
        file = _file(data) if data is not None else None
        if data is None or file is None or digest not in {"", file.digest}:
            changed.append(f"{path} is missing" if data is None else f"{path} was changed")
            continue
        leaks += [f"{path}:{line} ({name})" for name, line in secrets_in(data, local) if name not in allow]
        files[path] = file
    if changed:
        _refuse(f"{folder} is not as the build left it: {_some(changed)}; run `factbox build` again")
    if leaks:
        _refuse(
            f"what looks like a secret would be published: {_some(leaks)}; take it out, and where it may be public, "
            "name it in the target's `allow`"
        )
    return files


def _local(folder: Path) -> tuple[bytes, ...]:
    """Give the folders of this machine that no page may name; short ones could stand in a page by chance."""
    folders = {folder.resolve(), folder.resolve().parent, Path.home()}
    return tuple(sorted(f"{one}/".encode() for one in folders if len(one.parts) >= _LONG_PATH))


def _file(data: bytes) -> File:
    return File(hashlib.sha256(data).hexdigest(), hashlib.md5(data, usedforsecurity=False).hexdigest(), len(data))


def _bytes(folder: Path, handle: int, path: str) -> bytes | None:
    """Give the bytes of a plain file of a tree that is held; None where there is none. No link is followed."""
    try:
        if sys.platform == "win32":  # files cannot be opened from a folder's handle there
            opened = os.open(folder / path, _READ)
        else:
            opened = os.open(path, _READ, dir_fd=handle)
        with os.fdopen(opened, "rb") as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except OSError as error:
        _refuse(f"cannot read {folder / path}: {error.strerror}")


def _some(told: list[str]) -> str:
    more = len(told) - _SHOWN
    return ", ".join(told[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _refuse(reason: str) -> NoReturn:
    message = f"error: {reason}"
    raise Abort(message, exit_code=DEPLOY)


def strangers(folder: Path, tree: Tree) -> tuple[str, ...]:
    """Give the files in the output that do not go along, since no build made them and no `include` names them."""
    found = []
    for base, folders, names in os.walk(folder):
        inside = Path(base).relative_to(folder).as_posix()
        folders[:] = sorted(one for one in folders if one not in {".git", HIDDEN})
        found += [name if inside == "." else f"{inside}/{name}" for name in names]
    return tuple(sorted(set(found) - tree.files.keys()))
