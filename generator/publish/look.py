"""What stands in a folder: every file with its marks, and the digests of those that matter."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.publish.manifest import Entry, Marks, marks
from generator.publish.writing import FILE_MODE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from generator.publish.manifest import Manifest

_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Standing:
    """The things in a folder: `files` by path with their marks (links and devices too), and the folders in it."""

    files: Mapping[str, Marks]
    folders: frozenset[str]


def walk(folder: Path | str) -> Standing:
    """Give what stands in a folder, hidden things too; nothing where there is no folder. Links are not followed."""
    files: dict[str, Marks] = {}
    folders: list[str] = []
    waiting = [("", str(folder))]
    while waiting:
        prefix, path = waiting.pop()
        try:
            entries = os.scandir(path)
        except FileNotFoundError:
            continue
        with entries:
            for entry in entries:
                name = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.append(name)
                    waiting.append((f"{name}/", entry.path))
                else:
                    files[name] = marks(entry.stat(follow_symlinks=False))
    return Standing(files, frozenset(folders))


def inodes(folder: Path | str) -> dict[str, int]:
    """Give the inode of each thing in a folder that is no folder, and 0 for folders, without looking at any of them."""
    found: dict[str, int] = {}
    waiting = [("", str(folder))]
    while waiting:
        prefix, path = waiting.pop()
        with os.scandir(path) as entries:
            for entry in entries:
                name = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    found[name] = 0
                    waiting.append((f"{name}/", entry.path))
                else:
                    found[name] = entry.inode()
    return found


def looked_at(folder: Path, standing: Standing, known: Manifest | None, paths: Iterable[str]) -> dict[str, Entry]:
    """Give the plain files among some paths with their digests; those that `known` knows again are not read."""
    return {path: entry for path, entry in _entries(folder, standing, known, paths) if entry is not None}


def _entries(
    folder: Path, standing: Standing, known: Manifest | None, paths: Iterable[str]
) -> Iterator[tuple[str, Entry | None]]:
    for path in paths:
        seen = standing.files.get(path)
        if seen is None or not stat.S_ISREG(seen[2]):
            continue
        digest = known.knows(path, seen) if known is not None else ""
        yield path, Entry(digest, seen) if digest else _read(folder, path, seen)


def _read(folder: Path, path: str, seen: Marks) -> Entry | None:
    """Read a file for its digest; None where it is not the file any more that was seen."""
    try:
        handle = os.open(folder / path, _READ)
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return None
    with os.fdopen(handle, "rb") as file:
        if marks(os.fstat(handle)) != seen:
            return None
        return Entry(hashlib.file_digest(file, "sha256").hexdigest(), seen)


def is_sound(entry: Entry | None, digest: str) -> bool:
    """Tell whether a file is what it must be: its bytes, and a mode that lets everybody read it."""
    return entry is not None and entry.digest == digest and stat.S_IMODE(entry.marks[2]) == FILE_MODE
