"""A save reaches the open page, by livereload's protocol; a mistake lies over the last good page until it is mended."""

from __future__ import annotations

import asyncio
import json
import re
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from preview_process import running
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from preview_process import Running

ARTICLE = "content/articles/first-article.yaml"
HELLO = {"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]}


def _stamp(preview: Running) -> str:
    found = re.search(rb"snipver=(\d+)", preview.get("/")[2])
    assert found is not None
    return found[1].decode()


@asynccontextmanager
async def _page(preview: Running, stamp: str) -> AsyncIterator[WebSocketClientConnection]:
    """Be a page that shows a state and waits for the next."""
    own = f"127.0.0.1:{preview.port}"
    socket = await websocket_connect(HTTPRequest(f"ws://{own}/livereload", headers={"Origin": f"http://{own}"}))
    try:
        await socket.write_message(json.dumps({**HELLO, "snipver": stamp}))
        answer = await asyncio.wait_for(socket.read_message(), 5)
        assert json.loads(answer or "")["command"] == "hello"
        await socket.write_message(json.dumps({"command": "info", "url": f"http://{own}/"}))
        yield socket
    finally:
        socket.close()
        while await socket.read_message() is not None:
            pass


async def _told(socket: WebSocketClientConnection) -> dict[str, object]:
    message = await asyncio.wait_for(socket.read_message(), 20)
    held: dict[str, object] = json.loads(message or "")
    return held


def _write(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_save_reloads_the_page_and_tells_nothing_of_the_machine(site: Path) -> None:
    async def story(preview: Running) -> None:
        async with _page(preview, _stamp(preview)) as page:
            _write(site / ARTICLE, "title: What is a metre?", "title: What was a metre?")
            assert await _told(page) == {"command": "reload", "path": "*", "liveCSS": False, "liveImg": False}
            assert b"What was a metre?" in preview.get("/first-article/")[2]
            (site / "templates").mkdir()
            (site / "templates/404.html").write_text("<title>Gone</title><p>A page of our own.", "utf-8")
            await _told(page)
            assert b"A page of our own." in preview.get("/nothing/")[2]
            _write(site / "templates/404.html", "of our own", "of ours")
            await _told(page)
            assert b"A page of ours." in preview.get("/nothing/")[2]
            _write(site / "config.yaml", "title: The Measure of Things\n\n", "title: Measures\n\n")
            await _told(page)
            assert b"<title>Measures</title>" in preview.get("/")[2]

    with running(site) as preview:
        asyncio.run(story(preview))


def test_a_mistake_lies_over_the_last_good_page_until_it_is_mended(site: Path) -> None:
    async def story(preview: Running) -> None:
        before = preview.get("/first-article/")[2]
        async with _page(preview, _stamp(preview)) as page:
            _write(site / ARTICLE, "short_title:", "shrot_title:")
            await _told(page)
            status, _, broken = preview.get("/first-article/")
            assert status == 200
            assert b"In the 1790s a commission" in broken
            assert b"content/articles/first-article.yaml:3:1" in broken
            assert b'<link rel="stylesheet" href="/.factbox/overlay.css">' in broken
            _write(site / ARTICLE, "shrot_title:", "short_title:")
            await _told(page)
            mended = preview.get("/first-article/")[2]
            assert re.sub(rb"snipver=\d+", b"", mended) == re.sub(rb"snipver=\d+", b"", before)

    with running(site) as preview:
        asyncio.run(story(preview))


def test_while_nothing_was_ever_good_the_errors_are_the_page(site: Path) -> None:
    async def story(preview: Running) -> None:
        status, _, body = preview.get("/first-article/")
        assert (status, preview.get("/any/thing")[0]) == (503, 503)
        assert b"content/articles/first-article.yaml:3:1" in body
        async with _page(preview, _stamp(preview)) as page:
            _write(site / ARTICLE, "shrot_title:", "short_title:")
            await _told(page)
            assert preview.get("/first-article/")[0] == 200

    _write(site / ARTICLE, "short_title:", "shrot_title:")
    with running(site) as preview:
        asyncio.run(story(preview))


def test_a_page_that_missed_the_news_hears_it_when_it_comes_back(site: Path) -> None:
    async def story(preview: Running) -> None:
        async with _page(preview, "1") as page:
            assert (await _told(page))["command"] == "reload"

    with running(site) as preview:
        asyncio.run(story(preview))


def test_of_a_burst_of_saves_the_last_one_wins(site: Path) -> None:
    with running(site) as preview:
        path = site / ARTICLE
        text = path.read_text("utf-8")
        for number in range(40):
            path.write_text(text.replace("What is a metre?", f"Number {number}."), "utf-8")
            time.sleep(0.03)
        deadline = time.monotonic() + 20
        while b"Number 39." not in preview.get("/first-article/")[2]:
            assert time.monotonic() < deadline
            time.sleep(0.1)
