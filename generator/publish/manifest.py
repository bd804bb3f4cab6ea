"""What stands in a finished tree: the digest of every file, and by which marks of the file system we know it again."""

from __future__ import annotations

import json
import struct
import zlib
from itertools import chain, starmap
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from generator.base import dataclass
from generator.publish.writing import write_whole

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

_VERSION = 2
_NUMBERS = struct.Struct("<5q")
_LEAST, _MOST = -(2**63), 2**63 - 1

Marks = tuple[int, int, int, int, int]
"""Inode, size, mode, and the times of the last change of content and of inode, in nanoseconds."""

marks: Callable[[os.stat_result], Marks] = attrgetter("st_ino", "st_size", "st_mode", "st_mtime_ns", "st_ctime_ns")
"""Give the marks of a file. It is called for every file of a site, and so no function of our own."""

NOTHING: Marks = (0, 0, 0, 0, 0)
"""The marks of what is not there."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of a tree: `files` are those that builds wrote, with the sha256 of each.

    `marks` are of all files in the tree, strangers' too, and `folders` of the folders in it. `late` are the paths whose
    marks are so young that a change may leave them as they are: these say nothing. `head` is the digest of all that is
    in build.json before its list of files, "" where that is not known.
    """

    files: Mapping[str, str]
    marks: Mapping[str, Marks]
    folders: Mapping[str, Marks]
    late: frozenset[str] = frozenset()
    head: str = ""


def read_manifest(file: Path) -> Manifest | None:
    """Give a manifest; None where there is none, or it is damaged, or another version wrote it."""
    try:
        check, _, rest = file.read_bytes().partition(b"\n")
        if check != _sum(rest):
            return None
        head, _, body = rest.partition(b"\n")
        return _parsed(json.loads(head), body)
    except (OSError, ValueError, KeyError, TypeError, struct.error):
        return None


def _parsed(held: Mapping[str, Any], body: bytes) -> Manifest | None:
    """Give what is written, most of it in few calls: a site has tens of thousands of files."""
    if held["version"] != _VERSION:
        return None
    files, end = held["files"], held["names"]
    names = body[:end].decode("utf-8", "surrogatepass").split("\0")
    start = end + held["digests"]
    found: list[Marks] = list(_NUMBERS.iter_unpack(body[start:]))
    return Manifest(
        files=dict(zip(names, body[end:start].decode("ascii").split(), strict=False)),
        marks=dict(zip(names[:files], found, strict=False)),
        folders=dict(zip(names[files:], found[files:], strict=False)),
        late=frozenset(held["late"]),
        head=held["head"],
    )


def write_manifest(file: Path, manifest: Manifest) -> None:
    """Write a manifest whole or not at all.

    A line with a sum of the rest, a line of JSON, all names with zeros between them, all digests, all marks as numbers
    of 64 bits: the files that builds wrote, then those of strangers, then folders.
    """
    own = manifest.files
    files = [*own, *sorted(manifest.marks.keys() - own.keys())]
    names = "\0".join(chain(files, manifest.folders)).encode("utf-8", "surrogatepass")
    digests = " ".join(own.values()).encode("ascii")
    held = {
        "version": _VERSION,
        "files": len(files),
        "names": len(names),
        "digests": len(digests),
        "late": sorted(manifest.late),
        "head": manifest.head,
    }
    found = [*map(manifest.marks.__getitem__, files), *manifest.folders.values()]
    rest = b"".join((json.dumps(held).encode(), b"\n", names, digests, _numbers(found)))
    write_whole(file, _sum(rest) + b"\n" + rest)


def _numbers(found: Iterable[Marks]) -> bytes:
    try:
        return b"".join(starmap(_NUMBERS.pack, found))
    except struct.error:  # a file system may have larger numbers for inodes; cut, they are known as changed
        return b"".join(_NUMBERS.pack(*(max(_LEAST, min(number, _MOST)) for number in seen)) for seen in found)


def _sum(data: bytes) -> bytes:
    """Give a sum that tells damage by a disk; it is no proof against a forger, who could write any other as well."""
    return b"%08x %d" % (zlib.crc32(data), len(data))
