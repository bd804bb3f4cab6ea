"""What stands in a finished tree: the digest of every file, and by which marks of the file system we know it again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.publish.writing import write_whole

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping
    from pathlib import Path

_VERSION = 1
# A change within this time of the look at a file may leave its marks as they were: clocks tick coarsely.
_COARSE = 2_000_000_000

Marks = tuple[int, int, int, int, int]
"""Inode, size, mode, and the times of the last change of content and of inode, in nanoseconds."""


def marks(state: os.stat_result) -> Marks:
    """Give the marks of a file."""
    return (state.st_ino, state.st_size, state.st_mode, state.st_mtime_ns, state.st_ctime_ns)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a tree: its sha256 as hex, and its marks when it was looked at."""

    digest: str
    marks: Marks


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files that builds wrote into a tree, by path; `taken` is when they were looked at, in nanoseconds."""

    files: Mapping[str, Entry]
    taken: int

    def knows(self, path: str, seen: Marks) -> str:
        """Give the digest of a file whose marks say that it was not touched; "" where it must be read."""
        entry = self.files.get(path)
        if entry is None or entry.marks != seen or seen[4] >= self.taken - _COARSE:
            return ""
        return entry.digest


def read_manifest(file: Path) -> Manifest | None:
    """Give a manifest; None where there is none, or it is damaged, or another version wrote it."""
    try:
        head, _, body = file.read_bytes().partition(b"\n")
        if head.decode("ascii", "replace") != hashlib.sha256(body).hexdigest():
            return None
        held = json.loads(body)
        if held["version"] != _VERSION:
            return None
        files = {path: Entry(digest, tuple(seen)) for path, (digest, seen) in held["files"].items()}
        return Manifest(files, held["taken"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_manifest(file: Path, manifest: Manifest) -> None:
    """Write a manifest whole or not at all."""
    files = {path: (entry.digest, entry.marks) for path, entry in manifest.files.items()}
    body = json.dumps({"version": _VERSION, "taken": manifest.taken, "files": files}, separators=(",", ":")).encode()
    write_whole(file, hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
