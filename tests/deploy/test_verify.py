"""Proof that a place shows what was built: a folder, and a server on the web with its own ideas."""

from __future__ import annotations

import gzip
import threading
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar

import pytest
from deploying import few, few_site, publish_few

from generator.cli.main import run
from generator.publish import publish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Capture = pytest.CaptureFixture[str]


class Host(SimpleHTTPRequestHandler):
    """A host that shows a folder under /sub/, and changes some of it."""

    habit = ""
    refused: ClassVar[set[str]] = set()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer, each in the way of its kind of host."""
        if not self.path.startswith("/sub/"):
            self.send_error(404)
            return
        if self.habit == "busy" and self.path not in self.refused:
            self.refused.add(self.path)
            self.send_response(503)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.path = self.path.removeprefix("/sub")
        if self.habit == "plain":
            super().do_GET()
            return
        self._changed()

    def _changed(self) -> None:
        file = self.translate_path(self.path) + ("index.html" if self.path.endswith("/") else "")
        if self.habit == "short addresses" and "." not in file.rpartition("/")[2]:
            file += ".html"
        if self.habit == "short addresses" and self.path.endswith(".html"):
            self._send(301, b"", ("Location", f"/sub{self.path.removesuffix('.html')}"))
            return
        if self.habit == "elsewhere":
            self._send(302, b"", ("Location", "http://localhost:9/"))
            return
        try:
            with open(file, "rb") as held:  # noqa: PTH123
                data = held.read()
        except OSError:
            self.send_error(404)
            return
        if self.habit == "windows":
            data = data.replace(b"\n", b"\r\n")
        if self.habit == "analytics":
            data = data.replace(b"<p>", b"<script src=//spy.example></script><p>")
        kind = "application/octet-stream" if self.habit == "no types" else self.guess_type(file)
        if self.habit == "packed":
            self._send(200, gzip.compress(data), ("Content-Type", kind), ("Content-Encoding", "gzip"))
        else:
            self._send(200, data, ("Content-Type", kind))

    def _send(self, status: int, data: bytes, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in (*headers, ("Content-Length", str(len(data)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def host(folder: Path, habit: str) -> Iterator[str]:
    made = type("ThisHost", (Host,), {"habit": habit, "refused": set()})
    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *given: made(*given, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/sub"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def root(tmp_path: Path, slept: list[float]) -> Path:  # noqa: ARG001 - no test waits
    root = few_site(tmp_path / "few", "live: {kind: folder, to: ../www}")
    publish_few(root, "blue")
    return root


def verify(place: str, root: Path, *options: str) -> int:
    return run(["verify", place, str(root), *options])


@pytest.mark.parametrize("habit", ["plain", "busy", "packed", "short addresses"])
def test_a_host_that_shows_the_build_is_proved(root: Path, habit: str, capsys: Capture) -> None:
    with host(root / "site", habit) as address:
        assert verify(address, root) == 0
        assert "10 of 10 files are as they were built" in capsys.readouterr().out
        assert verify(f"{address}/", root.parent, "--quiet") == 0, "with its own build.json"


@pytest.mark.parametrize(
    ("habit", "told"),
    [
        ("windows", "robots.txt is another"),
        ("analytics", "cars/index.html is another: an earlier build, or the host changes pages"),
        ("no types", "index.html is sent as application/octet-stream, not text/html"),
    ],
)
def test_a_host_that_changes_something_is_told(root: Path, habit: str, told: str, capsys: Capture) -> None:
    (root / "site").rename(root.parent / "shown")
    publish_few(root, "blue")
    shown = root.parent / "shown"
    if habit == "windows":
        (shown / "robots.txt").write_bytes(b"User-agent: *\n")
    with host(shown, habit) as address:
        assert verify(address, root) == 4
    assert told in capsys.readouterr().out


def test_another_release_and_a_missing_page_are_told(root: Path, tmp_path: Path, capsys: Capture) -> None:
    red = publish_few(tmp_path / "red", "red")
    (tmp_path / "red/site/404.html").unlink()
    with host(tmp_path / "red/site", "plain") as address:
        assert verify(address, root) == 4
    told = capsys.readouterr().out
    assert "404.html is missing" in told or "404.html is another" in told
    assert "blue/index.html is missing" in told
    assert "index.html is another" in told
    assert f"of {len(red)} files" in told


@pytest.mark.parametrize("habit", ["elsewhere"])
def test_a_redirect_to_another_host_is_not_followed(root: Path, habit: str, capsys: Capture) -> None:
    with host(root / "site", habit) as address:
        assert verify(address, root) == 4
    assert "answered 302" in capsys.readouterr().err


def test_a_host_that_is_not_there_is_told(root: Path, capsys: Capture) -> None:
    assert verify("http://127.0.0.1:9/", root) == 4
    assert "the line broke" in capsys.readouterr().err


def test_folders_and_targets_are_proved_as_well(root: Path, capsys: Capture) -> None:
    run(["deploy", str(root)])
    assert verify(str(root.parent / "www/current"), root) == 0
    assert verify("live", root) == 0
    (root.parent / "www/current/facts.json").write_bytes(b"")
    (root.parent / "www/current/robots.txt").write_bytes(b"User-agent: *\r\n")
    capsys.readouterr()
    assert verify("live", root) == 4
    assert "facts.json is empty" in capsys.readouterr().out
    assert verify("nowhere", root) == 2


def test_files_that_hosts_keep_for_themselves_are_no_difference(root: Path, capsys: Capture) -> None:
    publish(few("blue") | {"_headers": b"/*\n", ".nojekyll": b""}, root / "site")
    (root.parent / "shown").mkdir()
    run(["deploy", str(root)])
    current = root.parent / "www/current"
    (current / "_headers").unlink()
    (current / ".nojekyll").unlink()
    capsys.readouterr()
    assert verify(str(current), root) == 0
    assert "not shown there, as files for hosts are not: .nojekyll, _headers" in capsys.readouterr().out
