"""What stands in a finished tree: the digest of every file, and by which marks of the file system we know it again."""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from generator.publish.writing import write_whole

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

_VERSION = 2
_DIGEST = 64
_WIDTH = 5
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
    """Give a manifest; None where there is none, or it is damaged, or another version or kind of machine wrote it."""
    try:
        check, _, rest = file.read_bytes().partition(b"\n")
        if check != _sum(rest):
            return None
        head, _, body = rest.partition(b"\n")
        return _parsed(json.loads(head), body)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _parsed(held: Mapping[str, Any], body: bytes) -> Manifest | None:
    """Give what is written, most of it in few calls: a site has tens of thousands of files."""
    if held["version"] != _VERSION or held["order"] != sys.byteorder:
        return None
    own, files, end = held["own"], held["files"], held["names"]
    names = body[:end].decode("utf-8", "surrogatepass").split("\0")
    start = end + own * _DIGEST
    digests = body[end:start].decode("ascii")
    numbers = iter(array("q", body[start:]))
    found = list(zip(*[numbers] * _WIDTH, strict=True))
    return Manifest(
        files=dict(zip(names, [digests[at : at + _DIGEST] for at in range(0, len(digests), _DIGEST)], strict=False)),
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
    strangers = {path: seen for path, seen in manifest.marks.items() if path not in own}
    names = "\0".join(chain(own, strangers, manifest.folders)).encode("utf-8", "surrogatepass")
    found = chain(map(manifest.marks.__getitem__, own), strangers.values(), manifest.folders.values())
    held = {
        "version": _VERSION,
        "order": sys.byteorder,
        "own": len(own),
        "files": len(own) + len(strangers),
        "names": len(names),
        "late": sorted(manifest.late),
        "head": manifest.head,
    }
    digests = "".join(own.values()).encode("ascii")
    rest = b"".join((json.dumps(held).encode(), b"\n", names, digests, _numbers(list(found)).tobytes()))
    write_whole(file, _sum(rest) + b"\n" + rest)


def _numbers(found: Iterable[Marks]) -> array[int]:
    try:
        return array("q", chain.from_iterable(found))
    except OverflowError:  # a file system may have larger numbers for inodes; cut, they are known as changed
        return array("q", (number if _LEAST <= number <= _MOST else number & _MOST for number in chain(*found)))


def _sum(data: bytes) -> bytes:
    """Give a sum that tells damage by a disk; it is no proof against a forger, who could write any other as well."""
    return b"%08x %d" % (zlib.crc32(data), len(data))
