"""What stands in an output against what must: which files stay, are written, go, or are none of our business."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.diagnostics import Abort
from generator.publish.look import digest_at, is_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from generator.publish.look import Standing
    from generator.publish.manifest import Marks


@dataclass(frozen=True, slots=True)
class Plan:
    """What the next tree holds.

    `files` are all files of the build with their digests. `stays` are the files that the next tree takes from the live
    one, with marks: those of the build that stand as they must be, and `foreign`, which Factbox did not write. `fresh`
    must be written, with `read` for the bytes; `gone` are files of an earlier build that are no longer part of the
    site. `folders` are all folders of the next tree, with modes those that are no build's. `head` is as in a manifest.
    """

    files: Mapping[str, str]
    stays: Mapping[str, Marks]
    fresh: frozenset[str]
    foreign: frozenset[str]
    folders: Mapping[str, int | None]
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
    foreign = strangers - adopted
    _refuse_in_the_way(standing, foreign, fresh)
    gone = frozenset(own - wanted.keys())
    stays = dict(standing.files)
    for path in (*gone, *(fresh & stays.keys())):
        del stays[path]
    return Plan(wanted, stays, fresh, foreign, _folders(standing, own, wanted, foreign), gone, read, head)


def _folders(
    standing: Standing, own: AbstractSet[str], wanted: Mapping[str, str], foreign: frozenset[str]
) -> dict[str, int | None]:
    """Give the folders of the next tree: those above its files, and those of strangers, which may be empty."""
    needed = parents(wanted)
    left = standing.folders.keys() - needed - wanted.keys()
    theirs = left - parents(own) if left else left
    every = needed | parents((*foreign, *theirs)) | theirs
    modes = {path: stat.S_IMODE(standing.folders[path][2]) for path in theirs}
    return {**dict.fromkeys(every), **modes}


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
    while above:
        found |= above
        above = {path.rpartition("/")[0] for path in above} - found
    return frozenset(found - {""})
