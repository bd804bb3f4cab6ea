"""A real browser, and the demonstration served to it."""

from __future__ import annotations

import datetime as dt
import functools
import http.server
import shutil
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.build import Job, build

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent.parent
NOW = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
# A browser in a container has no sandbox to be had, and ours must not look for its maker's servers.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    assert found, "no Chromium on the PATH: scripts/install-system-tools installs one"
    return {"executable_path": found, "args": FLAGS}


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A plain file server, as a static host is one."""

    def log_message(self, *_args: object) -> None:
        """Say nothing: the tests look at the browser."""


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("demonstration") / "site"
    report, _ = build(Job(ROOT, NOW), folder)
    assert not report.problems
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()
