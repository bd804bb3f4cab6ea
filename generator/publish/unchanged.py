"""Whether a build has nothing to do: the site, the program and the output are as the last good build left them.

It reads a few small files, looks at the others, and needs nothing of what reads, checks or renders a site.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.base.program import program
from generator.diagnostics.report import Report
from generator.load.texts import Texts
from generator.load.tree import TICK, Known, Tree, read_tree
from generator.publish.folder import check_folder
from generator.publish.memory import Memory, memory_beside
from generator.publish.record import RECORD
from generator.publish.tree import Published, is_hidden, standing

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

    from generator.diagnostics import Diagnostic
    from generator.publish.look import Standing

Mark = tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be built: the folder of a site, the moment, drafts or not, and how strictly it is judged."""

    root: Path
    now: dt.datetime
    preview: bool
    strict: bool


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a good build was made of, and what it said.

    `files` are the sha256 of all that was read, by path, `templates` the marks of the site's own theme. It holds from
    `since` up to, not including, `until`, in the time zone `zone`. `record` is the sha256 of its build.json,
    `files_out` how many files it made.
    """

    program: str
    preview: bool
    strict: bool
    since: dt.datetime
    until: dt.datetime
    zone: str
    files: Mapping[str, str]
    templates: tuple[Mark, ...]
    record: str
    files_out: int
    problems: tuple[Diagnostic, ...]
    known: int

    def is_of(self, asked: Asked) -> bool:
        """Tell whether the same was asked for, of the same program, within its time."""
        if (self.program, self.preview, self.strict) != (program(), asked.preview, asked.strict):
            return False
        now = asked.now
        if now.tzinfo is None:
            from zoneinfo import ZoneInfo  # noqa: PLC0415 - most moments have a zone

            now = now.replace(tzinfo=ZoneInfo(self.zone))
        return self.since <= now < self.until


def unchanged(asked: Asked, output: Path) -> tuple[Report, Published] | None:
    """Give what the last build said and left, where a build now would do nothing; else None. It writes nothing."""
    memory = memory_beside(output)
    held = memory.take(("fingerprint", "known", "patch")) if memory is not None else {}
    last = held.get("fingerprint")
    if not isinstance(last, Fingerprint) or not last.is_of(asked) or last.templates != marks_of(asked.root):
        return None
    known: dict[str, Known] = {**held.get("known", {}), **held.get("patch", {}).get("known", {})}
    tree = read_tree(asked.root, known, every=True)
    if tree.diagnostics or files_of(tree) != last.files:
        return None
    check_folder(output, (asked.root / "content", asked.root / "templates"))
    seen = standing(output)
    if not _is_whole(seen, last.record):
        return None
    texts = {file.path: file.text for file in (tree.config, *tree.texts)}
    report = Report(last.problems, Texts(texts, asked.root, tree.unread), last.known)
    foreign = sorted(path for path in seen.files.keys() - seen.digests.keys() if not is_hidden(path))
    return report, Published(0, 0, last.files_out, tuple(foreign))


def _is_whole(seen: Standing, record: str) -> bool:
    """Tell whether an output is what the build of a record left there."""
    return not seen.damaged and seen.digests.get(RECORD) == record and seen.digests == seen.built


def files_of(tree: Tree) -> dict[str, str]:
    """Give the sha256 of all files of a site, by path."""
    read = (file for file in (tree.config, tree.lock, tree.baseline, *tree.texts, *tree.media) if file is not None)
    return {**tree.unread, **{file.path: file.digest for file in read}}


def marks_of(root: Path) -> tuple[Mark, ...]:
    """Give the marks of all files of a site's own theme; of one that changed just now a mark that no file has again."""
    found: list[Mark] = []
    since = time.time_ns() - TICK
    for folder, folders, names in os.walk(root / "templates"):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(folder, name)
            seen = os.lstat(path)
            fresh = max(seen.st_ctime_ns, seen.st_mtime_ns) >= since
            found.append((path, seen.st_ino, seen.st_size, seen.st_mtime_ns, -since if fresh else seen.st_ctime_ns))
    return tuple(found)


def note_unchanged(memory: Memory, fingerprint: Fingerprint | None) -> None:
    """Keep what a good build was made of; after one with errors forget it."""
    if fingerprint is None:
        memory.keep({}, ("fingerprint",))
    else:
        memory.keep({"fingerprint": fingerprint})
