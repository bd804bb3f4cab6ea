"""What `factbox hosts` prints makes nginx and Caddy serve a site as it should be served, at a root and below a path."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from servers import SERVERS, Server, printed
from small_sites import ARTICLE, BASE, picture, site

from generator.cli.main import run
from generator.render.hosts.headers import FRAMED_POLICY
from generator.render.pages.page import POLICY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOST = "rice.example.org"


@dataclass(frozen=True)
class Place:
    """A site on a server: the path of its home page, and its folder."""

    server: Server
    base: str
    folder: Path


PLACES = [(kind, base) for kind in SERVERS for base in ("/", "/sub/path/")]


@pytest.fixture(scope="module", params=PLACES, ids=[f"{kind} {base}" for kind, base in PLACES])
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    kind, base = request.param
    tmp_path = tmp_path_factory.mktemp(kind)
    files: dict[str, str | bytes | None] = {
        "config.yaml": f"title: The Rice File\nbase_url: https://{HOST}{base}\n",
        ARTICLE: (BASE / ARTICLE).read_text() + "aliases: [/old/, /older/rice.html]\nimage: barn.png\n",
        "content/media/barn.png": picture(),
        "content/media/media.yaml": "barn.png: {alt: A barn., credit: The Rice File}\n",
    }
    root = site(tmp_path / "my site", files)
    web = tmp_path / "www of mine"
    output = web / base.strip("/") if base != "/" else web
    assert run(["build", "--quiet", str(root), "-o", str(output), "--now", "2026-11-24"]) == 0
    (output / ".git").mkdir()
    (output / ".git" / "config").write_text("secret")
    work = tmp_path / "server"
    work.mkdir()
    with SERVERS[kind](printed(kind, root, web), work, HOST) as server:
        yield Place(server, base, output)


def test_every_file_of_the_output_is_served_as_it_is(place: Place) -> None:
    hidden = {"_headers", "_redirects", "build.json", ".nojekyll", ".git/config"}
    paths = [path.relative_to(place.folder).as_posix() for path in place.folder.rglob("*") if path.is_file()]
    assert len(paths) > 20
    for path in paths:
        if path in hidden:
            assert place.server.ask(place.base + path).status == 404, path
        elif not path.startswith(("old/", "older/")):
            url = place.base + path.removesuffix("index.html")
            answer = place.server.ask(url)
            assert (answer.status, answer.body) == (200, (place.folder / path).read_bytes()), url


def test_pages_have_the_policy_and_nobody_frames_them(place: Place) -> None:
    for path in ("", "rice/", "facts/", "facts/access/", "sources/wto/", "404.html"):
        headers = place.server.ask(place.base + path).headers
        assert headers["content-security-policy"] == f"{POLICY}; frame-ancestors 'none'"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert "camera=()" in headers["permissions-policy"]
        assert headers["cache-control"] == "no-cache"
        assert headers["content-type"] == "text/html; charset=utf-8"


def test_pages_for_frames_may_be_framed(place: Place) -> None:
    headers = place.server.ask(f"{place.base}embed/access/").headers
    assert headers["content-security-policy"] == FRAMED_POLICY
    assert "frame-ancestors" not in FRAMED_POLICY
    assert "x-frame-options" not in headers
    assert headers["x-content-type-options"] == "nosniff"


def test_what_is_named_by_its_content_is_kept_and_all_else_asked_for_again(place: Place) -> None:
    (style,) = (place.folder / "assets").glob("style.*.css")
    headers = place.server.ask(f"{place.base}assets/{style.name}").headers
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert headers["content-type"] == "text/css; charset=utf-8"
    for path in ("", "facts.json", "media/barn.png", "feed.xml"):
        answer = place.server.ask(place.base + path)
        assert answer.headers["cache-control"] == "no-cache"
        again = place.server.ask(place.base + path, **{"If-None-Match": answer.headers["etag"]})
        assert (again.status, again.body) == (304, b"")


def test_data_has_its_type_and_may_be_read_from_elsewhere(place: Place) -> None:
    for path, kind in {"facts.csv": "text/csv", "facts.json": "application/json"}.items():
        headers = place.server.ask(place.base + path).headers
        assert headers["content-type"].partition(";")[0] == kind
        assert headers["access-control-allow-origin"] == "*"
    assert "charset=utf-8" in place.server.ask(f"{place.base}facts.csv").headers["content-type"]
    assert "access-control-allow-origin" not in place.server.ask(place.base).headers


@pytest.mark.parametrize("path", ["nothing/", "nothing", "assets/style.css", "media/", "facts/x.json", "a/b/c/"])
def test_what_is_missing_gets_the_page_for_it(place: Place, path: str) -> None:
    answer = place.server.ask(place.base + path)
    assert answer.status == 404
    assert answer.body == (place.folder / "404.html").read_bytes()
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-security-policy"] == f"{POLICY}; frame-ancestors 'none'"


def test_old_addresses_lead_on(place: Place) -> None:
    for old in ("old/", "older/rice.html"):
        answer = place.server.ask(place.base + old)
        assert (answer.status, answer.headers["location"]) == (301, f"{place.base}rice/")
    assert place.server.ask(f"{place.base}old").headers["location"] in {f"{place.base}old/", "old/"}


def test_a_page_is_found_without_its_last_slash(place: Place) -> None:
    answer = place.server.ask(f"{place.base}rice")
    assert answer.status in {301, 308}
    assert answer.headers["location"] in {f"{place.base}rice/", "rice/"}


def test_texts_are_packed_for_those_who_ask(place: Place) -> None:
    (style,) = (place.folder / "assets").glob("style.*.css")
    for path in ("rice/", f"assets/{style.name}", "facts.json"):
        answer = place.server.ask(place.base + path, **{"Accept-Encoding": "gzip"})
        assert answer.headers["content-encoding"] == "gzip"
        assert "accept-encoding" in answer.headers["vary"].lower()
        plain = place.server.ask(place.base + path)
        assert gzip.decompress(answer.body) == plain.body


def test_no_path_of_the_machine_is_printed_unless_it_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = site(tmp_path)
    for kind in SERVERS:
        assert run(["hosts", kind, str(root)]) == 0
        told = capsys.readouterr().out
        assert f'"/var/www/{HOST}"' in told
        assert str(tmp_path) not in told


@pytest.mark.parametrize("root", ["www", '/a"; }', "/a\nb", "/$uri", "/{a}", "/é"])
def test_a_folder_that_would_change_the_configuration_is_refused(
    root: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for kind in SERVERS:
        assert run(["hosts", kind, str(site(tmp_path)), "--root", root]) == 2
        assert "--root" in capsys.readouterr().err


def test_a_host_that_would_change_the_configuration_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = site(tmp_path, {"config.yaml": 'title: A\nbase_url: "https://a;evil{}/"\n'})
    for kind in SERVERS:
        assert run(["hosts", kind, str(root)]) == 2
        assert "cannot stand" in capsys.readouterr().err


def test_a_site_with_errors_is_told_of_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path, {ARTICLE: (BASE / ARTICLE).read_text() + "aliases: [//evil]\n"})
    assert run(["hosts", "nginx", str(root)]) == 1
    assert "E-REDIRECT" in capsys.readouterr().out
