"""A running preview, and raw requests to it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]


def _is_whole(held: bytes) -> bool:
    """Tell whether an answer has all of the body that it speaks of."""
    head, _, body = held.partition(b"\r\n\r\n")
    size = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
    return size is not None and 0 < int(size[1]) <= len(body)


@dataclass(frozen=True, slots=True)
class Running:
    """A preview in a process of its own: its site, its address, its port."""

    site: Path
    address: str
    port: int
    process: subprocess.Popen[str]

    def raw(self, request: bytes, *, family: str = "127.0.0.1") -> tuple[int, dict[str, str], bytes]:
        """Send bytes as they are; give the answer's status, headers and body, (0, {}, b"") where there is none."""
        with socket.create_connection((family, self.port), timeout=10) as connection:
            connection.sendall(request)
            held = b""
            while not _is_whole(held) and (part := connection.recv(65536)):
                held += part
        head, _, body = held.partition(b"\r\n\r\n")
        first, _, rest = head.decode("latin-1").partition("\r\n")
        headers = {line.partition(":")[0].lower(): line.partition(":")[2].strip() for line in rest.split("\r\n")}
        return (int(first.split()[1]) if first else 0), headers, body

    def get(self, target: str, *lines: str, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
        """Ask for a target as it is spelt here, with the right host unless `lines` name another."""
        own = () if any(line.lower().startswith("host:") for line in lines) else (f"Host: 127.0.0.1:{self.port}",)
        text = "\r\n".join((f"{method} {target} HTTP/1.1", *own, *lines, "Connection: close", "", ""))
        return self.raw(text.encode("latin-1"))


def _hear_interrupts() -> None:
    """Undo what a shell does to commands in the background: they ignore interrupts, and so do their children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def running(site: Path, *options: str) -> Iterator[Running]:
    """Serve a site until the block ends."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "generator", "serve", str(site), "--port", "0", *options]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
        preexec_fn=_hear_interrupts,  # noqa: PLW1509 - it only sets a signal
    ) as process:
        assert process.stdout is not None
        try:
            found = None
            while found is None:
                line = process.stdout.readline()
                assert line, "the preview ended before it had begun"
                found = re.match(r"(http://[^:]+:(\d+)\S*)", line)
            yield Running(site, found[1], int(found[2]), process)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.communicate(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
