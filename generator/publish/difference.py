"""What stands in an output against what must: which files stay, are written, go, or are none of our business."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.diagnostics import Abort
from generator.publish.look import digest_at, is_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from generator.publish.look import Standing
    from generator.publish.manifest import Marks


@dataclass(frozen=True, slots=True)
class Plan:
    """What the next tree holds.

    `files` are all files of the build with their digests; of these, `kept` stand in the live tree as they must be, and
    `fresh` must be written, with `read` for the bytes. `foreign` and `folders` are what Factbox did not write and
    carries over: files with their marks, folders with their modes. `gone` are files of an earlier build that are no
    longer part of the site. `head` is as in a manifest.
    """

    files: Mapping[str, str]
    kept: Mapping[str, Marks]
    fresh: frozenset[str]
    foreign: Mapping[str, Marks]
    folders: Mapping[str, int]
    gone: frozenset[str]
    read: Callable[[str], bytes]
    head: str


def difference(standing: Standing, wanted: Mapping[str, str], head: str, read: Callable[[str], bytes]) -> Plan:
    """Give what must be done for an output to hold files of some digests; `read` gives the bytes of one.

    Aborts with 2 where another's file is in the way.
    """
    stale = standing.stale(wanted)
    own = standing.digests.keys() | standing.damaged | (standing.doubtful & wanted.keys())
    strangers = frozenset(standing.files.keys() - own)
    adopted = frozenset(path for path in stale & strangers if _is_same(standing, path, wanted[path]))
    fresh = stale - adopted
    _refuse_in_the_way(standing, strangers - adopted, fresh)
    files = standing.files
    ours = parents(own)
    return Plan(
        files=wanted,
        kept={path: files[path] for path in wanted if path not in fresh},
        fresh=fresh,
        foreign={path: files[path] for path in strangers - adopted},
        folders={
            path: stat.S_IMODE(seen[2])
            for path, seen in standing.folders.items()
            if path not in ours and path not in wanted
        },
        gone=frozenset(own - wanted.keys()),
        read=read,
        head=head,
    )


def _is_same(standing: Standing, path: str, digest: str) -> bool:
    return is_page(standing.files[path]) and digest_at(standing.live, standing.files, path) == digest


def _refuse_in_the_way(standing: Standing, strangers: frozenset[str], fresh: frozenset[str]) -> None:
    if not strangers:
        return
    holders = parents(strangers)
    for path in sorted(fresh):
        above = sorted(parents((path,)) & strangers)
        blocked = path if path in strangers or path in holders else next(iter(above), "")
        if blocked:
            message = f"error: {standing.live / blocked} is in the way: Factbox did not write it; move it away"
            raise Abort(message, exit_code=2)


def parents(paths: Iterable[str]) -> frozenset[str]:
    """Give all folders above some paths, but the output itself."""
    found: set[str] = set()
    above = {path.rpartition("/")[0] for path in paths}
    while above - found:
        found |= above
        above = {path.rpartition("/")[0] for path in above}
    return frozenset(found - {""})
