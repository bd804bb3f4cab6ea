"""factbox.lock and .gitattributes in the site's own folder: each is written whole, or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from generator.diagnostics import Abort
from generator.model.lock import HEADER, LOCK_NAME

if TYPE_CHECKING:
    from pathlib import Path

ATTRIBUTES = ".gitattributes"
UNION = f"{LOCK_NAME} merge=union"
_MODE = 0o644


def extend_lock(root: Path, text: str, lines: str) -> bool:
    """Write the lock with more lines at its end; tell whether .gitattributes was extended for it.

    `text` is the file as it was read, "" for none. Aborts with 3 where the disk refuses, or where somebody else wrote
    the file since it was read.
    """
    target = root / LOCK_NAME
    try:
        now = target.read_text("utf-8").replace("\r\n", "\n") if target.exists() else ""
        if now.removeprefix("\ufeff") != text:
            message = f"error: {target} changed while the site was read; run `factbox release` again"
            raise Abort(message)
        _replace(target, (text or HEADER).rstrip("\n") + "\n" + lines)
        return _extend_attributes(root / ATTRIBUTES)
    except OSError as error:
        message = f"error: cannot write {error.filename or target}: {error.strerror or error}"
        raise Abort(message) from error


def _extend_attributes(path: Path) -> bool:
    """Let git join the lock's lines of two branches, unless the file says something about it already."""
    held = path.read_text("utf-8") if path.exists() else ""
    if any(line.split()[:1] == [LOCK_NAME] for line in held.splitlines()):
        return False
    _replace(path, f"{held}{'' if held.endswith(chr(10)) or not held else chr(10)}{UNION}\n")
    return True


def _replace(target: Path, text: str) -> None:
    spare = target.with_name(f"{target.name}.factbox")
    spare.unlink(missing_ok=True)
    handle = os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), _MODE)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        spare.replace(target)
        _sync_folder(target.parent)
    except OSError:
        spare.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    """Make the new name outlive a loss of power, where the system has such a thing for folders."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
