"""From a site's folder to its files: each is opened once, in an order that no file system decides."""

from __future__ import annotations

import hashlib
import re
import time
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from generator.base import dataclass
from generator.diagnostics import Abort, Diagnostic, Severity, Span, diagnose
from generator.load.kinds import kind_of
from generator.load.limits import FOLDER_DEPTH, LOCK_BYTES, MEDIA_BYTES, TEXT_BYTES
from generator.load.tree.encoding import decode
from generator.load.tree.files import Known, Mark, MediaFile, TextFile, Tree
from generator.load.tree.opening import Folder, Refusal, open_folder, open_root, read_file, unreadable, unusable
from generator.model.baseline import BASELINE
from generator.model.lock import LOCK_NAME

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_CONFIG: Final = "config.yaml"
_INIT: Final = "`factbox init` makes a new site with one"
_CONTENT: Final = "content"
_MEDIA: Final = "content/media/"
TICK: Final = 2_000_000_000
"""Nanoseconds within which a file may change without another time of change: some file systems count whole seconds."""

_TEXTS: Final = frozenset({".yaml", ".yml", ".md", ".csv"})
_MEDIA_TEXTS: Final = frozenset({".yaml", ".yml"})
_PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".pdf"})

# Hidden files and what editors and systems leave behind; 4913 is the file by which vim tries whether it may write.
_LEFTOVER: Final = re.compile(r"\..*|.*~|~\$.*|#.*#|.*\.(?:sw[a-z]|tmp)|Thumbs\.db|desktop\.ini|4913", re.IGNORECASE)
_UNPRINTABLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

_NEAR: Final = {
    ".markdown": "rename it to end in .md",
    ".mdown": "rename it to end in .md",
    ".json": "rename it to end in .yaml: YAML reads JSON",
    ".tsv": "save it with commas, as .csv",
    ".xls": "save the sheet as .csv",
    ".xlsx": "save the sheet as .csv",
    ".ods": "save the sheet as .csv",
    ".doc": "save it as plain text, as .md or .yaml",
    ".docx": "save it as plain text, as .md or .yaml",
    ".txt": "rename it to end in .md or .yaml",
}

Found = TextFile | MediaFile | Diagnostic


def read_tree(root: Path, known: Mapping[str, Known] | None = None, *, every: bool = False) -> Tree:
    """Read config.yaml, factbox.lock, figures.baseline and all of content/, but for articles that are as `known`.

    With `every` no other file of content/ is read either that is as it was known to be.

    A file counts as known where its mark is the same. One that changed less than two seconds ago gives no mark: it
    could be changed again within one tick of the clock. Reports E-SYMLINK, E-NOT-FILE, E-LIMIT, E-ENCODING, E-CHAR (a
    file's name) and W-FILE-UNKNOWN in the tree's diagnostics. Aborts where config.yaml or content/ is missing (exit 2),
    or something cannot be read (exit 3).
    """
    with open_root(root) as folder:
        config = _config(folder)
        lock, baseline = read_lock_file(folder), _baseline(folder)
        walk = _Walk(known or {}, {}, {}, time.time_ns() - TICK, every)
        found = tuple(_content(folder, walk))
    wrong = [item for item in (lock, baseline, *found) if isinstance(item, Diagnostic)]
    return Tree(
        config,
        tuple(sorted((item for item in found if isinstance(item, TextFile)), key=lambda file: file.path)),
        tuple(sorted((item for item in found if isinstance(item, MediaFile)), key=lambda file: file.path)),
        tuple(sorted(wrong, key=lambda item: item.span)),
        lock if isinstance(lock, TextFile) else None,
        baseline if isinstance(baseline, TextFile) else None,
        walk.unread,
        walk.marks,
    )


def read_text(root: Path, path: str) -> TextFile | None:
    """Read one text of a site's content by its path; None where it is not there any more, or is none."""
    *folders, name = path.split("/")
    with ExitStack() as stack:
        folder = stack.enter_context(open_root(root))
        for part in folders:
            below = open_folder(folder, part)
            if not isinstance(below, Folder):
                return None
            folder = stack.enter_context(below)
        data = read_file(folder, name, TEXT_BYTES)
    found = decode(path, data) if isinstance(data, bytes) else None
    return found if isinstance(found, TextFile) else None


def read_lock_file(root: Folder) -> TextFile | Diagnostic | None:
    """Read factbox.lock in a folder; None where there is none. Reports E-SYMLINK, E-NOT-FILE, E-LIMIT, E-ENCODING."""
    data = read_file(root, LOCK_NAME, LOCK_BYTES)
    if data is None:
        return None
    return _refused(LOCK_NAME, data, LOCK_BYTES) if isinstance(data, Refusal) else decode(LOCK_NAME, data)


def read_config(root: Path) -> TextFile:
    """Read config.yaml alone. Aborts as `read_tree` does."""
    with open_root(root) as folder:
        return _config(folder)


def _config(root: Folder) -> TextFile:
    data = read_file(root, _CONFIG, TEXT_BYTES)
    if data is None:
        message = f"there is no config.yaml in {root.path}"
        raise unusable(message, _INIT)
    found = _refused(_CONFIG, data, TEXT_BYTES) if isinstance(data, Refusal) else decode(_CONFIG, data)
    if isinstance(found, Diagnostic):
        place = f"{_CONFIG}:{found.span.line}:{found.span.column}"
        message = f"{place}: {found.message}; {found.hint}"
        raise Abort(message, exit_code=2, problem=replace(found, code="E-CONFIG", severity=Severity.ERROR))
    return found


def _baseline(root: Folder) -> TextFile | Diagnostic | None:
    """Read figures.baseline, which few sites have."""
    data = read_file(root, BASELINE, TEXT_BYTES)
    if data is None:
        return None
    return _refused(BASELINE, data, TEXT_BYTES) if isinstance(data, Refusal) else decode(BASELINE, data)


@dataclass(frozen=True, slots=True)
class _Walk:
    """What is known of files before the walk, and what it finds: files that need not be read, and marks of all."""

    known: Mapping[str, Known]
    unread: dict[str, str]
    marks: dict[str, Known]
    since: int
    every: bool

    def skips(self, path: str, seen: os.stat_result) -> bool:
        """Tell whether a file is as it was known to be."""
        before = self.known.get(path)
        if before is None or before.mark != _mark(seen):
            return False
        self.unread[path] = before.digest
        self.marks[path] = before
        return True

    def note(self, path: str, seen: os.stat_result, digest: str) -> None:
        """Note the mark of a file that was read after it was looked at."""
        if max(seen.st_ctime_ns, seen.st_mtime_ns) < self.since:
            self.marks[path] = Known(_mark(seen), digest)


def _mark(seen: os.stat_result) -> Mark:
    return seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns


def _content(root: Folder, walk: _Walk) -> Iterator[Found]:
    folder = open_folder(root, _CONTENT)
    if folder is None or (isinstance(folder, Refusal) and folder.code == "E-NOT-FILE"):
        message = f"there is no folder {_CONTENT} in {root.path}"
        raise unusable(message, _INIT)
    if isinstance(folder, Refusal):
        yield _refused(_CONTENT, folder, 0)
        return
    with folder:
        yield from _walk(folder, _CONTENT, 1, walk)


def is_leftover(name: str) -> bool:
    """Tell whether a file or folder of content/ is passed over for its name: hidden, or left behind by a program."""
    return _LEFTOVER.fullmatch(name) is not None


def _walk(folder: Folder, path: str, depth: int, walk: _Walk) -> Iterator[Found]:
    for entry in folder.entries():
        if is_leftover(entry.name):
            continue
        place = f"{path}/{entry.name}"
        if _UNPRINTABLE.search(entry.name):
            yield _misnamed(place)
        elif entry.is_symlink():
            yield _refused(place, Refusal("E-SYMLINK"), 0)
        elif entry.is_dir(follow_symlinks=False):
            yield from _folder(folder, entry, place, depth, walk)
        else:
            yield from _file(folder, entry, place, walk)


def _folder(parent: Folder, entry: os.DirEntry[str], path: str, depth: int, walk: _Walk) -> Iterator[Found]:
    kind = _suffix(entry.name)
    if kind in _TEXTS or kind in _PICTURES:
        yield _refused(path, Refusal("E-NOT-FILE"), 0)
        return
    if depth == FOLDER_DEPTH:
        message = f"this folder lies deeper than {FOLDER_DEPTH} folders"
        yield diagnose("E-LIMIT", Span(path), message, hint="move it up; folders mean nothing below their kind")
        return
    folder = open_folder(parent, entry.name)
    if isinstance(folder, Refusal):
        yield _refused(path, folder, 0)
    elif folder is not None:
        with folder:
            yield from _walk(folder, path, depth + 1, walk)


def _file(parent: Folder, entry: os.DirEntry[str], path: str, walk: _Walk) -> Iterator[Found]:
    in_media = path.startswith(_MEDIA)
    kind = _suffix(entry.name)
    is_text = kind in (_MEDIA_TEXTS if in_media else _TEXTS)
    if not entry.is_file(follow_symlinks=False):
        yield _refused(path, Refusal("E-NOT-FILE"), 0)
    elif is_text or in_media:
        seen = _seen(parent, entry)
        if seen is None or ((walk.every or _is_article(path, kind)) and walk.skips(path, seen)):
            return
        limit = TEXT_BYTES if is_text else MEDIA_BYTES
        data = read_file(parent, entry.name, limit)
        if isinstance(data, Refusal):
            yield _refused(path, data, limit)
        elif data is not None:
            found = decode(path, data) if is_text else MediaFile(path, data, hashlib.sha256(data).hexdigest())
            if not isinstance(found, Diagnostic):
                walk.note(path, seen, found.digest)
            yield found
    else:
        yield _unknown(path, kind)


def _is_article(path: str, kind: str) -> bool:
    return kind != ".csv" and kind_of(path) == "articles"


def _seen(parent: Folder, entry: os.DirEntry[str]) -> os.stat_result | None:
    """Look at a file; None where it has gone since it was listed. Aborts (exit 3) where that is forbidden."""
    try:
        return entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise unreadable(parent.path / entry.name, error) from error


def _suffix(name: str) -> str:
    dot = name.rfind(".")
    return name[dot:].lower() if dot > 0 else ""


def _refused(path: str, why: Refusal, limit: int) -> Diagnostic:
    if why.code == "E-SYMLINK":
        return diagnose(why.code, Span(path), "this is a link to another place, which Factbox does not follow")
    if why.code == "E-NOT-FILE":
        return diagnose(why.code, Span(path), "this has the name of a file but is none (a folder, a pipe or a device)")
    mebibyte = 1024 * 1024
    message = f"this file has {why.size / mebibyte:.1f} MiB; at most {limit // mebibyte} MiB are read"
    return diagnose("E-LIMIT", Span(path), message, hint="split it, or make it smaller")


def _misnamed(path: str) -> Diagnostic:
    shown = _UNPRINTABLE.sub(lambda match: ascii(match.group())[1:-1], path)
    message = "the name of this file or folder holds a character that cannot be shown"
    return diagnose("E-CHAR", Span(shown), message, hint="rename it")


def _unknown(path: str, kind: str) -> Diagnostic:
    message = (
        f"Factbox does not read files that end in {kind}" if kind else "Factbox does not read files without an ending"
    )
    hint = "move pictures to content/media" if kind in _PICTURES else _NEAR.get(kind)
    return diagnose("W-FILE-UNKNOWN", Span(path), message, hint=hint)
