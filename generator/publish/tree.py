"""Files to the output folder: only what differs is written, only what an earlier build wrote is removed."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.diagnostics import Abort
from generator.publish.record import RECORD, read_record, record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_FILE_MODE = 0o644
_FOLDER_MODE = 0o755


@dataclass(frozen=True, slots=True)
class Published:
    """What a build changed: how many files it wrote and removed, how many stayed, and which files are not its own."""

    written: int
    removed: int
    unchanged: int
    foreign: tuple[str, ...]


def publish(files: Mapping[str, bytes], folder: Path) -> Published:
    """Make a folder hold exactly these files, and leave alone what no build wrote.

    Pages come last, so that no page is there before what it needs; the record is written after them. Aborts with exit
    code 3, the path and the reason where the disk refuses.
    """
    try:
        return _publish(files, folder)
    except OSError as error:
        where = error.filename or folder
        message = f"error: cannot write {where}: {error.strerror or error}"
        raise Abort(message) from error


def _publish(files: Mapping[str, bytes], folder: Path) -> Published:
    before = read_record(folder) or frozenset()
    _make_folder(folder)
    digests = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    written = 0
    for path in sorted(files, key=lambda path: (path.endswith((".html", ".xml")), path)):
        written += _write(folder, path, files[path], own=path in before)
    removed = sum(_remove(folder, path) for path in sorted(before - files.keys()))
    _write(folder, RECORD, record(digests), own=True)
    return Published(written, removed, len(files) - written, _foreign(folder, files))


def _make_folder(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(_FOLDER_MODE)


def _write(root: Path, path: str, data: bytes, *, own: bool) -> bool:
    """Write one file unless it is there already, byte for byte; tell whether it was written."""
    target = root / path
    current = _read(target)
    if current == data:
        return False
    if current is not None and not own:
        message = f"error: {target} is in the way: Factbox did not write it; move it away"
        raise Abort(message, exit_code=2)
    _make_folders(root, target.parent)
    spare = target.with_name(f".{target.name}.factbox")
    spare.unlink(missing_ok=True)
    handle = os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), _FILE_MODE)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        spare.chmod(_FILE_MODE)
        spare.replace(target)
    except OSError:
        spare.unlink(missing_ok=True)
        raise
    return True


def _make_folders(root: Path, folder: Path) -> None:
    missing = []
    while folder != root and not (folder.is_dir() and not folder.is_symlink()):
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        one.mkdir()
        one.chmod(_FOLDER_MODE)


def _read(path: Path) -> bytes | None:
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return b""
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _remove(root: Path, path: str) -> bool:
    """Remove a file of an earlier build and the folders that it leaves empty."""
    target = root / path
    if ".." in path.split("/") or path.startswith("/"):
        return False
    try:
        target.unlink()
    except (FileNotFoundError, NotADirectoryError):
        return False
    for folder in target.parents:
        if folder == root or any(folder.iterdir()):
            break
        folder.rmdir()
    return True


def _foreign(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Give the paths in a folder that are neither outputs nor hidden folders such as .git."""
    found = []
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            path = os.path.relpath(os.path.join(base, name), folder).replace(os.sep, "/")  # noqa: PTH118 - os.walk's
            if path not in files and path != RECORD:
                found.append(path)
    return tuple(sorted(found))


def clean(folder: Path) -> int:
    """Remove what a build wrote into a folder, and the folder where nothing else is in it; give how many files."""
    before = read_record(folder)
    if before is None:
        return 0
    try:
        removed = sum(_remove(folder, path) for path in sorted(before))
        (folder / RECORD).unlink(missing_ok=True)
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    except OSError as error:
        message = f"error: cannot remove {error.filename}: {error.strerror}"
        raise Abort(message) from error
    return removed
