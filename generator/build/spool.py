"""Where the bytes of a site's files are kept until they are asked for: in memory, or in files that have no name."""

from __future__ import annotations

import os
import tempfile
import weakref
from typing import TYPE_CHECKING, Protocol

from generator.base import dataclass
from generator.diagnostics import Abort
from generator.model.mappings import Keyed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """Where bytes are: the number of the spool, and where they begin in it and how many they are."""

    spool: int
    offset: int
    length: int


class Spool(Protocol):
    """What keeps bytes."""

    def put(self, data: bytes) -> bytes | Place:
        """Keep bytes, and give them or where they are."""

    def get(self, place: Place) -> bytes:
        """Give bytes that are kept."""


@dataclass(frozen=True, slots=True)
class InMemory:
    """Keeps bytes as they are, for small sites."""

    def put(self, data: bytes) -> bytes | Place:
        """Give the bytes."""
        return data

    def get(self, place: Place) -> bytes:
        """Give nothing: what is in memory has no place. Raises KeyError."""
        raise KeyError(place)


_NO_PLACE = Place(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Nowhere:
    """Keeps nothing, for who only asks what is wrong with a site."""

    def put(self, data: bytes) -> bytes | Place:  # noqa: ARG002 - they go nowhere
        """Keep nothing."""
        return _NO_PLACE

    def get(self, place: Place) -> bytes:
        """Give nothing. Raises KeyError."""
        raise KeyError(place)


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class OnDisk:
    """Keeps bytes in a file that has no name, so that nothing of it stays, however a build ends.

    Only one process may write to it at a time; any number may read, in any thread.
    """

    number: int
    handle: int
    folder: str

    def put(self, data: bytes) -> bytes | Place:
        """Keep bytes. Aborts with 3 where the disk refuses."""
        try:
            offset = os.lseek(self.handle, 0, os.SEEK_END)
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(self.handle, rest) :]
        except OSError as error:
            raise _refused(self.folder, error) from error
        return Place(self.number, offset, len(data))

    def get(self, place: Place) -> bytes:
        """Give bytes that are kept. Aborts with 3 where the disk refuses."""
        parts = []
        offset, end = place.offset, place.offset + place.length
        try:
            while offset < end:
                part = os.pread(self.handle, end - offset, offset)
                if not part:
                    message = "pages that were kept there are gone"
                    raise OSError(0, message)  # noqa: TRY301 - told as all that a disk refuses
                parts.append(part)
                offset += len(part)
        except OSError as error:
            raise _refused(self.folder, error) from error
        return b"".join(parts)


def _refused(folder: str, error: OSError) -> Abort:
    message = f"{folder}: {error.strerror or error}; a build keeps its pages in a file there until it writes them"
    return Abort(message)


def on_disk(number: int, folder: Path | None = None) -> OnDisk:
    """Give a spool in a file of a folder, else in that for temporary files. Aborts with 3 where there can be none."""
    chosen = str(folder) if folder is not None and os.access(folder, os.W_OK | os.X_OK) else tempfile.gettempdir()
    try:
        with tempfile.TemporaryFile(buffering=0, dir=chosen) as file:
            handle = os.dup(file.fileno())
    except OSError as error:
        raise _refused(chosen, error) from error
    spool = OnDisk(number, handle, chosen)
    weakref.finalize(spool, os.close, handle)
    return spool


@dataclass(frozen=True, slots=True, eq=False)
class Stored(Keyed[str, bytes]):
    """Files by path, whose bytes are read from the spools when they are asked for."""

    held: Mapping[str, bytes | Place]
    spools: tuple[Spool, ...]

    def __getitem__(self, path: str) -> bytes:
        """Give the bytes of a file."""
        held = self.held[path]
        return held if isinstance(held, bytes) else self.spools[held.spool].get(held)

    def keyed(self) -> Mapping[str, object]:
        """Give where each file is."""
        return self.held
