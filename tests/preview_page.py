"""An open page of a running preview, by livereload's protocol and without a browser."""

from __future__ import annotations

import asyncio
import json
import re
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from preview_process import Running

HELLO = {"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]}
RELOAD = {"command": "reload", "path": "*", "liveCSS": False, "liveImg": False}
PATIENCE = 20


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A page that waits for news: its socket."""

    socket: WebSocketClientConnection

    async def told(self) -> dict[str, object]:
        """Give the next message."""
        message = await asyncio.wait_for(self.socket.read_message(), PATIENCE)
        held: dict[str, object] = json.loads(message or "null")
        return held

    async def is_ended(self) -> bool:
        """Tell whether the socket is closed rather than spoken to."""
        return await asyncio.wait_for(self.socket.read_message(), PATIENCE) is None


def carried(preview: Running, target: str = "/") -> tuple[str, str]:
    """Give what a page carries: the digest of what it shows, and the secret of the run."""
    found = re.search(rb"snipver=(\w+)&amp;ext=(\w+)&amp;", preview.get(target)[2])
    assert found is not None
    return found[1].decode(), found[2].decode()


@asynccontextmanager
async def socket_to(preview: Running) -> AsyncIterator[OpenPage]:
    """Open a socket, and say nothing yet."""
    own = f"127.0.0.1:{preview.port}"
    socket = await websocket_connect(HTTPRequest(f"ws://{own}/livereload", headers={"Origin": f"http://{own}"}))
    try:
        yield OpenPage(socket)
    finally:
        socket.close()
        await asyncio.sleep(0.05)  # closing is the loop's work, and the loop ends with the story


@asynccontextmanager
async def page(preview: Running, target: str = "/", *, shows: str = "") -> AsyncIterator[OpenPage]:
    """Be a page that waits for news of a target; `shows` is the digest that it names, or what it ought to show."""
    digest, secret = carried(preview, target)
    async with socket_to(preview) as opened:
        await opened.socket.write_message(json.dumps({**HELLO, "snipver": shows or digest, "ext": secret}))
        assert (await opened.told())["command"] == "hello"
        url = f"http://127.0.0.1:{preview.port}{target}"
        await opened.socket.write_message(json.dumps({"command": "info", "plugins": {}, "url": url}))
        yield opened


def mend(path: Path, old: str, new: str) -> None:
    """Save a text with some words changed, in place."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
