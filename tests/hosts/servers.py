"""Web servers for tests: nginx and Caddy with what `factbox hosts` prints, and a way to ask them."""

from __future__ import annotations

import contextlib
import http.client
import io
import os
import shutil
import socket
import subprocess
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.cli.main import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PATIENCE = 20


def program(name: str) -> str:
    """Give where a program is: servers stand where not every PATH looks."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    assert found, f"there is no {name}: scripts/install-system-tools installs it"
    return found


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    port: int
    host: str

    def ask(self, path: str, **headers: str) -> Answer:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)) as connection:
            connection.request("GET", path, headers={"Host": self.host, **headers})
            reply = connection.getresponse()
            named = reply.getheaders()
            assert len({name.lower() for name, _ in named}) == len(named), named
            return Answer(reply.status, {name.lower(): value for name, value in named}, reply.read())


def printed(kind: str, site: Path, root: Path) -> str:
    """Give what `factbox hosts` prints."""
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        assert run(["hosts", kind, str(site), "--root", str(root), "--now", "2026-11-24"]) == 0
    return told.getvalue()


@contextmanager
def nginx(block: str, folder: Path, host: str) -> Iterator[Server]:
    """Run nginx with a server block."""
    port = free_port()
    block = block.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("    listen [::]:80;\n", "")
    temporary = " ".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    config = folder / "nginx.conf"
    config.write_text(
        f"pid {folder}/nginx.pid; error_log stderr; daemon off; master_process off;\nevents {{}}\n"
        f"http {{ include /etc/nginx/mime.types; default_type application/octet-stream; access_log off; {temporary}\n"
        f"{block} }}\n"
    )
    with _running([program("nginx"), "-c", str(config), "-p", str(folder)], port):
        yield Server(port, host)


@contextmanager
def caddy(block: str, folder: Path, host: str) -> Iterator[Server]:
    """Run Caddy with a Caddyfile, without its certificates."""
    port = free_port()
    block = block.replace(f"{host} {{", f"http://{host}:{port} {{", 1)
    config = folder / "Caddyfile"
    config.write_text(f"{{\n\tadmin off\n\tauto_https off\n}}\n{block}")
    home = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with _running([program("caddy"), "run", "--config", str(config), "--adapter", "caddyfile"], port, home):
        yield Server(port, host)


@contextmanager
def _running(command: list[str], port: int, environment: dict[str, str] | None = None) -> Iterator[None]:
    process = subprocess.Popen(command, stderr=subprocess.PIPE, env=environment)
    try:
        end = time.monotonic() + _PATIENCE
        while True:
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, process.stderr.read().decode() if process.stderr else ""
            assert time.monotonic() < end, "the server does not answer"
            time.sleep(0.02)
        yield
    finally:
        process.terminate()
        process.communicate(timeout=_PATIENCE)


SERVERS = {"nginx": nginx, "caddy": caddy}
