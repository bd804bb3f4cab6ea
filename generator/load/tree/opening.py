"""Opening a file so that it is the file that was looked at: no link is followed, no pipe is waited for."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, Final, Self

from generator.base import dataclass
from generator.diagnostics import Abort, Span, diagnose

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

# Windows has none of these but O_BINARY; there the kind of a file is still looked at after it was opened.
_SAFE: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_FOLDER: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_DIRECTORY", 0)
_BY_NUMBER: Final = os.open in os.supports_dir_fd and os.scandir in os.supports_fd

_SITE: Final = Span("config.yaml")
_LINK: Final = frozenset({errno.ELOOP, errno.EMLINK})
_OTHER: Final = frozenset({errno.ENXIO, errno.ENODEV, errno.EISDIR, errno.ENOTDIR, errno.EOPNOTSUPP})


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file was not read: its code is E-SYMLINK, E-NOT-FILE or E-LIMIT; `size` is in bytes."""

    code: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class Folder:
    """An open folder: what stands in it is opened by its number, so that a swapped folder above changes nothing."""

    path: Path
    number: int | None

    def __enter__(self) -> Self:
        """Give the folder itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close it."""
        if self.number is not None:
            os.close(self.number)

    def entries(self) -> list[os.DirEntry[str]]:
        """Give what stands in the folder, by name. Aborts (exit 3) where it cannot be listed."""
        try:
            with os.scandir(str(self.path) if self.number is None else self.number) as found:
                return sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            raise unreadable(self.path, error) from error


def open_root(path: Path) -> Folder:
    """Open the site's own folder, which may be reached through links. Aborts (exit 2) where it is none."""
    try:
        number = os.open(path, _FOLDER & ~getattr(os, "O_NOFOLLOW", 0)) if _BY_NUMBER else None
    except (FileNotFoundError, NotADirectoryError):
        number = -1
    except OSError as error:
        raise unreadable(path, error) from error
    if number == -1 or not path.is_dir():
        message = f"there is no folder {path}"
        raise unusable(message, "name a site's folder, or make a new site with `factbox init`")
    return Folder(path, number)


def open_folder(parent: Folder, name: str) -> Folder | Refusal | None:
    """Open a folder in a folder; None where it has gone since it was listed. Aborts (exit 3) where it is locked."""
    path = parent.path / name
    if not _BY_NUMBER:
        return Folder(path, None) if path.is_dir() else None
    number = _open(parent, name, _FOLDER)
    return Folder(path, number) if isinstance(number, int) else number


def read_file(parent: Folder, name: str, limit: int) -> bytes | Refusal | None:
    """Read a file of at most `limit` bytes; None where it has gone since it was listed.

    The file is opened once and everything is asked of what was opened: a swap for a link, a pipe or a larger file
    between the look and the reading changes nothing. Aborts (exit 3) where it cannot be read.
    """
    number = _open(parent, name, _SAFE)
    if not isinstance(number, int):
        return number
    try:
        return _read(number, limit)
    except OSError as error:
        raise unreadable(parent.path / name, error) from error
    finally:
        os.close(number)


def _read(number: int, limit: int) -> bytes | Refusal:
    status = os.fstat(number)
    if not stat.S_ISREG(status.st_mode):
        return Refusal("E-NOT-FILE")
    if status.st_size > limit:
        return Refusal("E-LIMIT", status.st_size)
    with open(number, "rb", buffering=0, closefd=False) as file:
        data = file.readall()
    return data if len(data) <= limit else Refusal("E-LIMIT", len(data))


def _open(parent: Folder, name: str, flags: int) -> int | Refusal | None:
    path = parent.path / name
    try:
        if parent.number is None:
            return os.open(path, flags)
        return os.open(name, flags, dir_fd=parent.number)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno in _LINK or (error.errno == errno.ENOTDIR and path.is_symlink()):
            return Refusal("E-SYMLINK")
        if error.errno in _OTHER:
            return Refusal("E-NOT-FILE")
        raise unreadable(path, error) from error


def unusable(message: str, hint: str) -> Abort:
    """Give the Abort (exit 2) of a folder that is no site: E-CONFIG, where its config.yaml would be."""
    return Abort(f"{message}; {hint}", exit_code=2, problem=diagnose("E-CONFIG", _SITE, message, hint=hint))


def unreadable(path: Path, error: OSError) -> Abort:
    """Give the Abort (exit 3) of a file or folder that the machine does not let us read."""
    return Abort(f"{path} cannot be read: {error.strerror or error}", exit_code=3)
