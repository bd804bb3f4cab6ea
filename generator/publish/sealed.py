"""What is kept between builds and believed by the next one: sealed with a secret of this user on this machine.

A folder that somebody sends, or a repository that is cloned, may hold a `.factbox/` of its own. What is run or
unpickled must be ours, and nobody can seal it without the secret, which lies in the user's own folders and in no site.
"""

from __future__ import annotations

import functools
import hashlib
import hmac
import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path

_SIZE = 32


def seal(data: bytes) -> bytes | None:
    """Give data with a seal before it; None where there is no secret and none can be kept."""
    secret = _secret()
    return _mark(secret, data) + data if secret else None


def unsealed(data: bytes) -> bytes | None:
    """Give sealed data without its seal; None where it is not what this user sealed on this machine."""
    secret = _secret()
    if not secret or len(data) < _SIZE:
        return None
    view = memoryview(data)[_SIZE:]
    return bytes(view) if hmac.compare_digest(_mark(secret, view), data[:_SIZE]) else None


def _mark(secret: bytes, data: bytes | memoryview) -> bytes:
    return hmac.digest(secret, data, "sha256")


def _secret() -> bytes:
    """Give the secret, made at the first call; b"" where the user has no folder that can be written."""
    try:
        file = _place()
        try:
            changed = os.stat(file).st_mtime_ns
        except FileNotFoundError:
            _make(Path(file))
            changed = 0
        return _read(file, changed)
    except (OSError, RuntimeError):
        return b""


@functools.lru_cache(maxsize=2)
def _read(file: str, _changed: int) -> bytes:
    """Read a secret, once in a process. What it is used as is no other program's secret."""
    secret = Path(file).read_bytes()
    return hashlib.sha256(secret).digest() if len(secret) == _SIZE else b""


def _place() -> str:
    local = os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else os.environ.get("XDG_STATE_HOME")
    return os.path.join(local or _home(os.environ.get("HOME")), "factbox", "secret")


@functools.lru_cache(maxsize=2)
def _home(_home: str | None) -> str:
    return str(Path.home() / ".local" / "state")


def _make(file: Path) -> None:
    """Write a new secret whole; where two processes do, the first one counts."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    spare = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    handle = os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(secrets.token_bytes(_SIZE))
    try:
        with suppress(FileExistsError):
            os.link(spare, file)
    finally:
        spare.unlink()
