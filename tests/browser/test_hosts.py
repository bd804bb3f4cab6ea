"""A built site behind nginx, as `factbox hosts` configures it: the policy of the header holds in a real browser."""

from __future__ import annotations

import datetime as dt
import functools
import http.server
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "hosts"))

from servers import Server, nginx, printed

from generator.build import Job, build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page, Response

ROOT = Path(__file__).parents[2]
NOW = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)

# What the browser itself says when a page asks for something that its policy forbids.
_BROKEN = ("Content Security Policy", "content security policy")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """Serve the demonstration, with every page that it has."""
    folder = tmp_path_factory.mktemp("www")
    report, _ = build(Job(ROOT, NOW), folder / "site")
    assert not report.failed
    work = tmp_path_factory.mktemp("nginx")
    with nginx(printed("nginx", ROOT, folder / "site"), work, "tariffs.example.org") as server:
        yield server, folder / "site"


def test_no_page_breaks_its_policy_or_asks_another_host(page: Page, site: tuple[Server, Path]) -> None:
    server, folder = site
    asked: set[str] = set()
    told: list[str] = []
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    page.on("console", lambda message: told.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: told.append(f"{page.url}: {error}"))
    page.add_init_script(
        "addEventListener('securitypolicyviolation', found => "
        "console.error('Content Security Policy ' + found.blockedURI))"
    )
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    assert len(paths) > 100
    for path in _spread(paths):
        response = page.goto(f"http://127.0.0.1:{server.port}/{path.removesuffix('index.html')}")
        assert _policy(response), path
    assert [words for words in told if any(mark in words for mark in _BROKEN)] == []
    assert asked == {f"127.0.0.1:{server.port}"}


def _spread(paths: list[str]) -> list[str]:
    """Give all articles and lists, and of the pages of one kind every tenth."""
    deep = [path for path in paths if path.count("/") > 1]
    return [path for path in paths if path.count("/") <= 1] + deep[::10]


def _policy(response: Response | None) -> str:
    assert response is not None
    return response.headers["content-security-policy"]


def test_the_policy_is_enforced_and_not_only_told(page: Page, site: tuple[Server, Path]) -> None:
    server, _ = site
    page.goto(f"http://127.0.0.1:{server.port}/")
    broken = page.evaluate(
        """() => new Promise(resolve => {
            addEventListener('securitypolicyviolation', event => resolve(event.effectiveDirective));
            const image = new Image();
            image.src = 'https://elsewhere.example/pixel.png';
            document.body.append(image);
        })"""
    )
    assert broken == "img-src"


def test_another_site_frames_an_embedded_fact_and_no_page(
    page: Page, site: tuple[Server, Path], tmp_path: Path
) -> None:
    server, folder = site
    fact = next(path.parent.name for path in sorted((folder / "embed").glob("*/index.html")))
    here = f"http://127.0.0.1:{server.port}"
    (tmp_path / "index.html").write_text(
        f'<iframe name="fact" src="{here}/embed/{fact}/"></iframe>'
        f'<iframe name="page" src="{here}/facts/{fact}/"></iframe>'
    )
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as other:
        thread = threading.Thread(target=other.serve_forever, daemon=True)
        thread.start()
        page.goto(f"http://127.0.0.1:{other.server_port}/")
        shown, refused = page.frame("fact"), page.frame("page")
        assert shown is not None
        assert refused is not None
        assert shown.locator("main, article, body").first.inner_text().strip()
        assert shown.url == f"{here}/embed/{fact}/"
        assert refused.url.startswith("chrome-error:")
        other.shutdown()
        thread.join()


def test_a_missing_page_is_shown_in_the_site_s_own_dress(page: Page, site: tuple[Server, Path]) -> None:
    server, _ = site
    response = page.goto(f"http://127.0.0.1:{server.port}/there/is/none/")
    assert response is not None
    assert response.status == 404
    assert page.locator("h1").inner_text() == "There is no such page"
    colour = page.evaluate("getComputedStyle(document.querySelector('.site-header')).display")
    assert colour
    assert page.evaluate("document.styleSheets.length") >= 1


def test_a_style_sheet_is_kept_and_never_asked_for_again(page: Page, site: tuple[Server, Path]) -> None:
    server, _ = site
    here = f"http://127.0.0.1:{server.port}"
    page.goto(f"{here}/")
    page.goto(f"{here}/timeline/")
    sizes = page.evaluate(
        "performance.getEntriesByType('resource').filter(e => e.name.endsWith('.css')).map(e => e.transferSize)"
    )
    assert sizes
    assert set(sizes) == {0}  # with a question whether it is still the newest, the answer's headers would count
