"""What stands in an output: every file with its marks, and the digests of those that a build wrote."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import field
from itertools import compress
from operator import ne
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.publish.manifest import NOTHING, Manifest, Marks, marks
from generator.publish.record import RECORD, read_record
from generator.publish.writing import FILE_MODE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Walked:
    """The things in a folder by path, with their marks: `files` (links and devices too), and the folders in it."""

    files: Mapping[str, Marks]
    folders: Mapping[str, Marks]


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in an output.

    `digests` are the files that a build wrote and that are whole, `damaged` those that it wrote and that are not so any
    more; `doubtful` are the files of which only build.json, which can be edited, says that a build wrote them. `files`
    and `folders` are the marks of all that is there. `built` is what the build that made the tree wrote, with digests;
    `token` tells the tree and the build that made it, None where that
    cannot be told; `settled` is whether its manifest says just this; `head` is as in a manifest.
    """

    live: Path
    digests: Mapping[str, str]
    damaged: frozenset[str]
    doubtful: frozenset[str]
    files: Mapping[str, Marks]
    folders: Mapping[str, Marks]
    built: Mapping[str, str] = field(default_factory=dict)
    head: str = ""
    token: tuple[int, Marks] | None = None
    settled: bool = False

    def stale(self, wanted: Mapping[str, str]) -> frozenset[str]:
        """Give which of some files, given with their sha256, do not stand here whole with that content."""
        if wanted == self.digests:
            return frozenset()
        return frozenset(compress(wanted, map(ne, map(self.digests.get, wanted), wanted.values())))


def walk(folder: Path | str) -> Walked:
    """Give what stands in a folder, hidden things too; nothing where there is no folder. Links are not followed."""
    files: dict[str, Marks] = {}
    folders: dict[str, Marks] = {}
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
                    folders[name] = marks(os.lstat(entry.path))
                    waiting.append((f"{name}/", entry.path))
                else:
                    files[name] = marks(entry.stat(follow_symlinks=False))
    return Walked(files, folders)


def seen_at(folder: Path | str, paths: Iterable[str]) -> list[Marks]:
    """Give the marks of paths in a folder, NOTHING for what is not there. Raises OSError where it cannot be looked at.

    Looking at names that are known is half the work of reading folders for them.
    """
    base = f"{folder}/"
    whole = [base + path for path in paths]
    try:
        return list(map(marks, map(os.lstat, whole)))
    except (FileNotFoundError, NotADirectoryError):
        return [_seen(path) for path in whole]


def _seen(path: str) -> Marks:
    try:
        return marks(os.lstat(path))
    except (FileNotFoundError, NotADirectoryError):
        return NOTHING


def look(live: Path, known: Manifest | None, token: tuple[int, Marks] | None = None) -> Standing:
    """Look at an output, by the manifest of it where there is one. Raises OSError where it cannot be read."""
    if known is None:
        return _at_first(live)
    return _as_known(live, known, token) or _as_walked(live, known, token)


def _as_known(live: Path, known: Manifest, token: tuple[int, Marks] | None) -> Standing | None:
    """Give what stands where that is just what is known; None where anything is otherwise.

    A folder whose marks are the same has the same names in it. Only the output's own are new in any case, since
    building exchanged it, and so the names in it are read.
    """
    if known.late & known.folders.keys() or seen_at(live, known.folders) != list(known.folders.values()):
        return None
    if seen_at(live, known.marks) != list(known.marks.values()):
        return None
    names = set(os.listdir(live))
    if names - known.marks.keys() - known.folders.keys():
        return None
    late = known.late & known.files.keys()
    damaged = frozenset(path for path in late if _digest(live, path, known.marks[path]) != known.files[path])
    sound = {path: digest for path, digest in known.files.items() if path not in damaged} if damaged else known.files
    settled = not known.late
    return Standing(
        live, sound, damaged, frozenset(), known.marks, known.folders, known.files, known.head, token, settled
    )


def _as_walked(live: Path, known: Manifest, token: tuple[int, Marks] | None) -> Standing:
    walked = walk(live)
    sound: dict[str, str] = {}
    damaged: set[str] = set()
    for path, digest in known.files.items():
        seen = walked.files.get(path, NOTHING)
        same = seen == known.marks[path] and path not in known.late
        if same or (is_page(seen) and _digest(live, path, seen) == digest):
            sound[path] = digest
        elif path in walked.files:
            damaged.add(path)
    return Standing(
        live=live,
        digests=sound,
        damaged=frozenset(damaged),
        doubtful=frozenset(),
        files=walked.files,
        folders=walked.folders,
        built=known.files,
        head=known.head,
        token=token,
    )


def _at_first(live: Path) -> Standing:
    """Look at an output without a manifest: its record says what builds wrote, and is believed only of what is so."""
    walked = walk(live)
    recorded = read_record(live) or {}
    found = {path: digest_at(live, walked.files, path) for path in (*recorded, *([RECORD] if recorded else ()))}
    same = {path for path, digest in found.items() if digest and recorded.get(path, digest) == digest}
    sound = {path: found[path] for path in same if is_page(walked.files[path])}
    own = same | ({RECORD} & walked.files.keys() if recorded else set())
    doubtful = (recorded.keys() & walked.files.keys()) - own
    return Standing(live, sound, frozenset(own - sound.keys()), frozenset(doubtful), walked.files, walked.folders)


def digest_at(live: Path, files: Mapping[str, Marks], path: str) -> str:
    """Give the sha256 of a file that was seen, "" where it is no plain file that can be read."""
    seen = files.get(path, NOTHING)
    return _digest(live, path, seen) if stat.S_ISREG(seen[2]) else ""


def is_page(seen: Marks) -> bool:
    """Tell whether marks are of a plain file with the mode of all files of a site."""
    return stat.S_ISREG(seen[2]) and stat.S_IMODE(seen[2]) == FILE_MODE


def _digest(live: Path, path: str, seen: Marks) -> str:
    """Read a file for its sha256; "" where it is not the file any more that was seen."""
    try:
        handle = os.open(live / path, _READ)
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return ""
    with os.fdopen(handle, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() if marks(os.fstat(handle)) == seen else ""
