"""A shell on a server, by ssh: commands that are ours, with the words of others behind them as quoted arguments."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

from generator.base import dataclass
from generator.deploy.live import DEPLOY
from generator.diagnostics import Abort

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATIENCE = 3600
"""Seconds that one command may take: the first transfer of a large site over a slow line is one."""

_UNREACHED = 255
_USAGE = 2
_HELD = b"held\n"
# `user@host:path`, as rsync and scp have it, or an address with a port. No part may be taken for an option.
_SHORT = re.compile(r"(?:(?P<user>\w[\w.-]*)@)?(?P<host>[A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9A-Fa-f:.]+\]):(?P<path>[^:].*)")
_LONG = re.compile(
    r"ssh://(?:(?P<user>\w[\w.-]*)@)?(?P<host>[A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9A-Fa-f:.]+\])(?::(?P<port>\d+))?(?P<path>/.*)"
)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")
# The system lets go of `flock` however the session ends; where there is none, a folder is the lock.
_LOCK = """\
cd -- "$1" || exit 1
if command -v flock >/dev/null 2>&1; then
    exec 9>.factbox/lock
    flock -n 9 || exit 75
else
    mkdir .factbox/lock.d 2>/dev/null || exit 75
    trap 'rmdir .factbox/lock.d' EXIT HUP TERM
fi
echo held
cat >/dev/null
"""
_TAKEN = 75


@dataclass(frozen=True, slots=True)
class Shell:
    """A server and a folder on it. `port` is "" for that of ssh's own configuration."""

    user: str
    host: str
    port: str
    path: str

    @property
    def place(self) -> str:
        """Give what messages call it."""
        return f"{self.login}:{self.path}"

    @property
    def login(self) -> str:
        """Give who logs in where."""
        return f"{self.user}@{self.host}" if self.user else self.host

    def ssh(self) -> list[str]:
        """Give ssh with its options: RSYNC_RSH, which rsync knows, or plain ssh; nobody is asked for a password."""
        command = shlex.split(os.environ.get("RSYNC_RSH") or "ssh")
        return [*command, "-o", "BatchMode=yes", "-o", "ConnectTimeout=20", *(("-p", self.port) if self.port else ())]

    def _command(self, script: str, arguments: tuple[str, ...]) -> list[str]:
        line = shlex.join(["sh", "-c", script, "factbox", self.path, *arguments])
        return [*self.ssh(), "--", self.login, line]

    def run(self, script: str, *arguments: str, data: bytes = b"") -> bytes:
        """Run a script with the folder as `$1`, and give what it prints. Aborts with 4 and the server's own words."""
        return self.call(self._command(script, arguments), data)

    def call(self, command: list[str], data: bytes = b"") -> bytes:
        """Run a program of this machine that talks to the server. Aborts with 4 where it fails."""
        try:
            done = subprocess.run(  # noqa: S603 - a list of words that no shell of this machine reads
                command, input=data, capture_output=True, timeout=_PATIENCE, check=False
            )
        except FileNotFoundError:
            message = f"error: there is no {command[0]} on this machine; install it to deploy to {self.place}"
            raise Abort(message, exit_code=DEPLOY) from None
        except subprocess.TimeoutExpired:
            self.refuse("no answer for an hour")
        if done.returncode:
            said = [line for line in done.stderr.decode("utf-8", "replace").splitlines() if line.strip()]
            reached = "cannot be reached: " if done.returncode == _UNREACHED else ""
            self.refuse(reached + ("; ".join(said[-3:]) or f"{command[0]} ended with {done.returncode}"))
        return done.stdout

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock of the folder: as long as a session at the server lasts, which ends with this process."""
        command = self._command(_LOCK, ())
        with subprocess.Popen(  # noqa: S603 - as above
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as session:
            try:
                if session.stdout is None or session.stdout.readline() != _HELD:
                    taken = session.wait() == _TAKEN
                    said = session.stderr.read().decode("utf-8", "replace").strip() if session.stderr else ""
                    self.refuse("another deploy is changing it; wait until it is done" if taken else said)
                yield
            finally:
                if session.stdin is not None:
                    session.stdin.close()

    def refuse(self, reason: str) -> NoReturn:
        """Abort with 4 and a reason."""
        message = f"error: {self.place}: {reason}"
        raise Abort(message, exit_code=DEPLOY)


def shell_of(to: str) -> Shell:
    """Read where a server and a folder on it are. Aborts with 2 where that could be taken for something else."""
    found = _LONG.fullmatch(to) or (None if "://" in to else _SHORT.fullmatch(to))
    path = found["path"].rstrip("/") if found is not None else ""
    if found is None or not path or path.startswith("-") or _UNPRINTABLE.search(to):
        message = (
            f"error: `{to}` is no place on a server; write user@host:/path/ or ssh://user@host:port/path/, "
            "and not the server's root"
        )
        raise Abort(message, exit_code=_USAGE)
    port = found.groupdict().get("port") or ""
    return Shell(found["user"] or "", found["host"], port, path)
