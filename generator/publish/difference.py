"""What stands in an output against what must: which files stay, are written, go, or are none of our business."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.diagnostics import Abort
from generator.publish.look import is_sound, looked_at, walk
from generator.publish.record import RECORD, read_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from generator.publish.look import Standing
    from generator.publish.manifest import Entry, Manifest, Marks


@dataclass(frozen=True, slots=True)
class Plan:
    """What the next tree holds.

    `kept` are files that stand in the live tree as they must be, `fresh` those that must be written (path and digest,
    with `read` for the bytes), `foreign` and `folders` what Factbox did not write and carries over: files with their
    marks, folders with their modes. `gone` are files of an earlier build that are no longer part of the site.
    """

    kept: Mapping[str, Entry]
    fresh: Mapping[str, str]
    foreign: Mapping[str, Marks]
    folders: Mapping[str, int]
    gone: frozenset[str]
    read: Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Before:
    """An output as a build finds it.

    `own` are the files in it that a build wrote, `now` those that stand where a file of this build must, with digests.
    """

    live: Path
    standing: Standing
    own: frozenset[str]
    now: Mapping[str, Entry]


def look(live: Path, known: Manifest | None, digests: Mapping[str, str]) -> Before:
    """Look at an output in which files of some digests must stand. Aborts with 2 where another's file is in the way."""
    standing = walk(live)
    before = Before(live, standing, own(live, standing, known, digests), looked_at(live, standing, known, digests))
    _refuse_in_the_way(before, digests)
    return before


def own(live: Path, standing: Standing, known: Manifest | None, digests: Mapping[str, str]) -> frozenset[str]:
    """Give the files in a tree that a build wrote.

    Without a manifest the record says it, and only of what is still as it was written: the record can be edited.
    """
    if known is not None:
        return frozenset(known.files.keys() & standing.files.keys())
    recorded = read_record(live) or {}
    entries = looked_at(live, standing, None, recorded)
    same = {path for path, entry in entries.items() if entry.digest == recorded[path]}
    # What was a page and is one: a damaged copy of it is ours to mend.
    return frozenset(
        same | (recorded.keys() & digests.keys() & standing.files.keys()) | ({RECORD} if recorded else set())
    )


def _refuse_in_the_way(before: Before, digests: Mapping[str, str]) -> None:
    strangers = before.standing.files.keys() - before.own
    holders = {above for path in strangers for above in _above(path.rpartition("/")[0])}
    for path, digest in digests.items():
        same = path in before.now and before.now[path].digest == digest
        blocked = next((above for above in _above(path.rpartition("/")[0]) if above in strangers), "")
        if (path in strangers and not same) or path in holders:
            blocked = path
        if blocked:
            message = f"error: {before.live / blocked} is in the way: Factbox did not write it; move it away"
            raise Abort(message, exit_code=2)


def difference(before: Before, digests: Mapping[str, str], read: Callable[[str], bytes]) -> Plan:
    """Give what must be done for an output to hold files of these digests; `read` gives the bytes of one."""
    files = before.standing.files
    kept = {path: before.now[path] for path, digest in digests.items() if is_sound(before.now.get(path), digest)}
    ours = {above for path in before.own for above in _above(path.rpartition("/")[0])}
    folders = before.standing.folders - ours - digests.keys()
    return Plan(
        kept=kept,
        fresh={path: digest for path, digest in digests.items() if path not in kept},
        foreign={path: seen for path, seen in files.items() if path not in before.own and path not in digests},
        folders={path: stat.S_IMODE((before.live / path).lstat().st_mode) for path in folders},
        gone=before.own - digests.keys(),
        read=read,
    )


def _above(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rpartition("/")[0]
