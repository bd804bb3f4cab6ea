"""What builds keep on the disk for the next one: values by name, each sealed, changed together or not at all."""

from __future__ import annotations

import os
import pickle
import secrets
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any, Final

from generator.base import dataclass
from generator.publish.sealed import seal, unsealed
from generator.publish.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_FORM: Final = 1
"""Another number for another form of what is kept."""

TURN: Final = "turn"
"""The name under which it stands who wrote last."""


@dataclass(frozen=True, slots=True)
class Memory:
    """A file of values by name.

    It may be damaged, of another version, or another's: a value that this user did not seal on this machine under its
    very name is as if it were not there. What cannot be written is not kept, and the next build takes longer.
    """

    path: Path

    def take(self, names: Iterable[str]) -> dict[str, Any]:
        """Give the values of some names, as far as they are there."""
        found: dict[str, Any] = {}
        with suppress(sqlite3.Error, OSError):
            for connection in self._opened():
                for name in names:
                    for (data,) in connection.execute("SELECT data FROM kept WHERE name = ?", (name,)):
                        _note(found, name, data)
        return found

    def take_all(self, prefix: str) -> dict[str, Any]:
        """Give the values of all names with a prefix, by what comes after it."""
        found: dict[str, Any] = {}
        with suppress(sqlite3.Error, OSError):
            for connection in self._opened():
                rows = connection.execute("SELECT name, data FROM kept WHERE name >= ? AND name < ?", _range(prefix))
                for name, data in rows:
                    _note(found, name, data)
        return {name.removeprefix(prefix): value for name, value in found.items()}

    def keep(
        self, values: Mapping[str, Any], gone: Iterable[str] = (), *, anew: bool = False, turn: str | None = None
    ) -> None:
        """Put values under their names, and forget others: all others where it begins `anew`.

        With a `turn` the values go with what was taken when that was the last one. If somebody else wrote since, the
        two do not go together, and all is forgotten.
        """
        try:
            self._keep(values, gone, anew=anew, turn=turn)
        except (sqlite3.Error, OSError):
            with suppress(OSError):
                self.path.unlink(missing_ok=True)

    def _opened(self) -> Iterator[sqlite3.Connection]:
        """Give an open connection, none where there is no file."""
        if self.path.is_file():
            with closing(sqlite3.connect(f"file:{_quoted(self.path)}?mode=ro", uri=True, timeout=1)) as connection:
                yield connection

    def _keep(self, values: Mapping[str, Any], gone: Iterable[str], *, anew: bool, turn: str | None) -> None:
        if turn is not None:
            values = {**values, TURN: secrets.token_hex(8)}
        if seal(b"") is None:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if anew:
            self.path.unlink(missing_ok=True)
        with closing(sqlite3.connect(self.path, timeout=1)) as connection, connection:
            # After a loss of power the file may be damaged, which is seen, and costs one long build.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, data BLOB) WITHOUT ROWID")
            connection.execute("BEGIN IMMEDIATE")
            if turn is not None and not anew and _turn(connection) != turn:
                connection.execute("DELETE FROM kept")
                return
            connection.executemany("DELETE FROM kept WHERE name = ?", ((name,) for name in gone))
            rows = ((name, _sealed(name, value)) for name, value in values.items())  # one at a time: they are large
            connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", rows)


def memory_beside(output: Path) -> Memory | None:
    """Give what builds keep for an output folder; None where nothing can be kept beside it."""
    space = open_workspace(output)
    return Memory(space.folder / "kept.sqlite") if space is not None else None


def _note(found: dict[str, Any], name: str, data: bytes) -> None:
    opened = unsealed(data) if isinstance(data, bytes) else None
    if opened is not None:
        with suppress(Exception):  # a value of another version of a class
            form, own, value = pickle.loads(opened)  # noqa: S301 - only what this user sealed on this machine
            if (form, own) == (_FORM, name):
                found[name] = value


def _turn(connection: sqlite3.Connection) -> str:
    found: dict[str, Any] = {}
    for (data,) in connection.execute("SELECT data FROM kept WHERE name = ?", (TURN,)):
        _note(found, TURN, data)
    turn: str = found.get(TURN, "")
    return turn


def _sealed(name: str, value: object) -> bytes | None:
    return seal(pickle.dumps((_FORM, name, value), pickle.HIGHEST_PROTOCOL))


def _range(prefix: str) -> tuple[str, str]:
    return prefix, prefix[:-1] + chr(ord(prefix[-1]) + 1)


def _quoted(path: Path) -> str:
    from urllib.parse import quote  # noqa: PLC0415 - its module is large, and most builds have it anyway

    return quote(os.fsencode(path))
