"""The author's files as they are on the disk, and the one way to write one of them."""

from __future__ import annotations

import os
import stat
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from generator.diagnostics import Abort
from generator.load.limits import TEXT_BYTES
from generator.load.tree.opening import Folder, open_folder, open_root, read_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def is_ours(path: str) -> bool:
    """Tell whether a path is one of a site's own texts: config.yaml, or a file under content/."""
    parts = path.split("/")
    return path == "config.yaml" or (parts[0] == "content" and not {"", ".", ".."} & set(parts))


def read_bytes(root: Path, path: str) -> bytes | None:
    """Give the bytes of a text; None where it is gone, or is no plain file any more. No link is followed."""
    with _folder(root, path) as folder:
        data = read_file(folder, path.rpartition("/")[2], TEXT_BYTES) if folder is not None else None
    return data if isinstance(data, bytes) else None


def replace_bytes(root: Path, path: str, before: bytes, after: bytes) -> bool:
    """Put new bytes in the place of a file's old ones, in one step; give False where the file is not as it was.

    The new file has the mode of the old one. Aborts (exit 3) where the disk refuses; the old file is then as it was.
    """
    name = path.rpartition("/")[2]
    with _folder(root, path) as folder:
        if folder is None or read_file(folder, name, TEXT_BYTES) != before:
            return False
        spare = f".{name}.factbox"
        try:
            _write(folder, spare, name, after)
            if read_file(folder, name, TEXT_BYTES) == before:
                number = folder.number
                os.replace(_at(folder, spare), _at(folder, name), src_dir_fd=number, dst_dir_fd=number)
                return True
            _forget(folder, spare)
        except OSError as error:
            _forget(folder, spare)
            message = f"error: cannot write {path}: {error.strerror or error}"
            raise Abort(message) from error
    return False


@contextmanager
def _folder(root: Path, path: str) -> Iterator[Folder | None]:
    """Open the folder of a file, step by step from the site's own, so that no link in between is followed."""
    with ExitStack() as stack:
        folder: Folder | None = stack.enter_context(open_root(root))
        for part in path.split("/")[:-1]:
            found = open_folder(folder, part) if folder is not None else None
            folder = stack.enter_context(found) if isinstance(found, Folder) else None
        yield folder


def _write(folder: Folder, spare: str, name: str, data: bytes) -> None:
    """Write a new file beside another, with its mode, and wait until the disk has it."""
    mode = stat.S_IMODE(os.stat(_at(folder, name), dir_fd=folder.number, follow_symlinks=False).st_mode)
    _forget(folder, spare)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    number = os.open(_at(folder, spare), flags, 0o600, dir_fd=folder.number)
    with os.fdopen(number, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        if hasattr(os, "fchmod"):
            os.fchmod(file.fileno(), mode)


def _at(folder: Folder, name: str) -> str:
    """Give how the system finds a file of a folder: by name where the folder has a number, else by its whole path."""
    return name if folder.number is not None else str(folder.path / name)


def _forget(folder: Folder, name: str) -> None:
    with suppress(OSError):
        os.unlink(_at(folder, name), dir_fd=folder.number)
