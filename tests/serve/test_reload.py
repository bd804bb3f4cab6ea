"""A save reaches the open pages that it changes, by livereload's protocol; a mistake lies over the last good page."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from preview_page import HELLO, RELOAD, carried, mend, page, socket_to
from preview_process import ROOT, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from preview_process import Running

ARTICLE = "content/articles/first-article.yaml"
ADDRESS = "/first-article/"
STYLE = re.compile(r'href="(/assets/style\.\w+\.css)"')


def test_a_save_reloads_the_page_and_tells_nothing_of_the_machine(site: Path) -> None:
    async def story(preview: Running) -> None:
        async def until(words: bytes, target: str) -> None:
            """Wait for the news that a page says something."""
            async with page(preview, target) as opened:
                while words not in preview.get(target)[2]:
                    assert await opened.told() == RELOAD

        mend(site / ARTICLE, "title: What is a metre?", "title: What was a metre?")
        await until(b"What was a metre?", ADDRESS)
        (site / "templates").mkdir()
        (site / "templates/404.html").write_text("<title>Gone</title><p>A page of our own.", "utf-8")
        await until(b"A page of our own.", "/nothing/")
        mend(site / "templates/404.html", "of our own", "of ours")
        await until(b"A page of ours.", "/nothing/")
        mend(site / "config.yaml", "title: The Measure of Things\n\n", "title: Measures\n\n")
        await until(b"<title>Measures</title>", "/")

    with running(site) as preview:
        asyncio.run(story(preview))


def test_a_page_that_did_not_change_stays_as_it_is(site: Path) -> None:
    async def story(preview: Running) -> None:
        async with page(preview, "/people/") as people, page(preview, ADDRESS) as article:
            for number in range(3):
                mend(site / ARTICLE, "In the 17", f"({number}) In the 17")
                assert await article.told() == RELOAD
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(people.told(), 0.5)

    with running(site) as preview:
        asyncio.run(story(preview))


def test_a_style_sheet_is_swapped_from_its_old_address_to_its_new_one(site: Path) -> None:
    style = site / "templates/assets/style.css"

    async def story(preview: Running) -> None:
        before = STYLE.findall(preview.get("/")[2].decode())
        async with page(preview) as home, page(preview, ADDRESS) as article:
            for color in ("red", "blue"):
                style.write_text(f"body {{ color: {color} }}", "utf-8")
                heard = [await one.told() for one in (home, article)]
                after = STYLE.findall(preview.get("/")[2].decode())
                assert after != before
                swap = {
                    "command": "reload",
                    "path": after[0],
                    "originalPath": before[0],
                    "liveCSS": True,
                    "liveImg": False,
                }
                assert heard == [swap, swap]
                assert color.encode() in preview.get(after[0])[2]
                before = after

    style.parent.mkdir(parents=True)
    shutil.copy(ROOT / "templates/assets/style.css", style)
    with running(site) as preview:
        asyncio.run(story(preview))


def test_a_picture_that_changes_under_its_name_reloads_the_pages_that_show_it(site: Path) -> None:
    picture = site / "content/media/bar.svg"
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{0}"><rect width="{0}" height="{0}"/></svg>'

    async def story(preview: Running) -> None:
        async with page(preview, "/second/") as shows, page(preview, "/people/") as does_not:
            picture.write_text(svg.format(9).replace("<rect", '<rect fill="red"'), "utf-8")
            assert await shows.told() == RELOAD
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(does_not.told(), 0.3)

    picture.parent.mkdir()
    picture.write_text(svg.format(9), "utf-8")
    (picture.parent / "media.yaml").write_text("bar.svg: {alt: A bar, credit: Us}\n", "utf-8")
    text = "title: Second\nsummary: Words.\nbody: |\n  ![A bar](../media/bar.svg)\n"
    (site / "content/articles/second.yaml").write_text(text, "utf-8")
    with running(site) as preview:
        asyncio.run(story(preview))


def test_a_mistake_lies_over_the_last_good_page_until_it_is_mended(site: Path) -> None:
    async def story(preview: Running) -> None:
        before = preview.get(ADDRESS)[2]
        async with page(preview, ADDRESS) as article:
            mend(site / ARTICLE, "short_title:", "shrot_title:")
            assert await article.told() == RELOAD
            status, _, broken = preview.get(ADDRESS)
            assert status == 200
            assert b"In the 1790s a commission" in broken
            assert b"content/articles/first-article.yaml:3:1" in broken
            assert b'<link rel="stylesheet" href="/.factbox/overlay.css">' in broken
            mend(site / ARTICLE, "shrot_title:", "short_title:")
            assert await article.told() == RELOAD
            assert preview.get(ADDRESS)[2] == before

    with running(site) as preview:
        asyncio.run(story(preview))


def test_while_nothing_was_ever_good_the_errors_are_the_page(site: Path) -> None:
    async def story(preview: Running) -> None:
        status, _, body = preview.get(ADDRESS)
        assert (status, preview.get("/any/thing")[0]) == (503, 503)
        assert b"content/articles/first-article.yaml:3:1" in body
        async with page(preview, ADDRESS) as article:
            mend(site / ARTICLE, "shrot_title:", "short_title:")
            assert await article.told() == RELOAD
            assert preview.get(ADDRESS)[0] == 200

    mend(site / ARTICLE, "short_title:", "shrot_title:")
    with running(site) as preview:
        asyncio.run(story(preview))


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Give a running preview that nobody saves anything in."""
    folder = shutil.copytree(ROOT / "generator/starter", tmp_path_factory.mktemp("preview") / "site")
    with running(folder) as found:
        yield found


def test_a_page_that_missed_the_news_hears_it_when_it_comes_back(preview: Running) -> None:
    async def story() -> None:
        async with page(preview, shows="x0123456789abcdef") as late:
            assert await late.told() == RELOAD

    asyncio.run(story())


def test_a_page_of_an_earlier_run_is_told_to_load_itself_again_and_no_more(preview: Running) -> None:
    async def story() -> None:
        digest, secret = carried(preview)
        other = "t" + "0" * 32
        assert len(secret) == len(other)
        async with socket_to(preview) as late:
            await late.socket.write_message(json.dumps({**HELLO, "snipver": digest, "ext": other}))
            assert (await late.told())["command"] == "hello"
            assert await late.told() == RELOAD
            assert await late.is_ended()

    asyncio.run(story())


@pytest.mark.parametrize(
    "said",
    [
        [{**HELLO, "snipver": "x"}],
        [{**HELLO, "snipver": "x", "ext": ""}],
        [{**HELLO, "snipver": "x", "ext": "t\ud800"}],
        [{**HELLO, "snipver": "x", "ext": 1}],
        [{**HELLO, "snipver": "x", "ext": ["t"]}],
        [{"command": "info", "url": "/"}],
    ],
)
def test_without_the_secret_of_the_run_nothing_is_heard(preview: Running, said: list[object]) -> None:
    async def story() -> None:
        async with socket_to(preview) as stranger:
            for message in said:
                await stranger.socket.write_message(json.dumps(message))
            assert await stranger.is_ended()

    asyncio.run(story())


def test_rubbish_in_the_socket_ends_that_socket_only(preview: Running) -> None:
    async def story(rubbish: str | bytes) -> None:
        async with socket_to(preview) as stranger:
            await stranger.socket.write_message(rubbish, binary=isinstance(rubbish, bytes))
            assert await stranger.is_ended()

    said = ("{", "[]", "1", '{"command": []}', "\x00", '{"path": "*"}', json.dumps({"command": "reload"}), b"\xff",
            "[" * 9999, "a" * 100_000)  # fmt: skip
    for rubbish in said:
        asyncio.run(story(rubbish))
    assert preview.get("/")[0] == 200


def test_an_address_that_is_none_is_no_page_that_waits(preview: Running) -> None:
    async def story(url: object) -> None:
        async with page(preview) as opened:
            await opened.socket.write_message(json.dumps({"command": "info", "url": url}))
            assert (await opened.is_ended()) if not isinstance(url, str) else (await opened.told()) == RELOAD

    for url in (None, 7, "", "http://[", "http://x/../../etc/passwd", "http://x/%00", "\ud800"):
        asyncio.run(story(url))
    assert preview.get("/")[0] == 200
