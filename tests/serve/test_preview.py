"""The preview answers its own browser and nobody else, whatever is sent to it."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import socket
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from preview_process import ROOT, running

from generator.build import Job, make
from generator.serve.handlers import PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from preview_process import Running

EMBARGOED = """title: Later
summary: Words.
status: published
published: 2025-01-01
publish_at: 2200-01-01
body: Words.
"""
STARTER = Path(__file__).resolve().parents[2] / "generator" / "starter"
SCRIPT = re.compile(
    rb'<script src="/livereload\.js\?port=\d+&amp;snipver=x[0-9a-f]{16}&amp;ext=t[0-9a-f]{32}'
    rb'&amp;mindelay=\d+&amp;maxdelay=\d+"></script>'
)


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Give a running preview of a site with a draft and an embargo, beside files that nobody may read."""
    folder = tmp_path_factory.mktemp("preview")
    site = Path(shutil.copytree(STARTER, folder / "site"))
    (site / "content/articles/second.yaml").write_text("title: Not yet\nsummary: Words.\nbody: Words.\n", "utf-8")
    (site / "content/articles/later.yaml").write_text(EMBARGOED, "utf-8")
    (site / ".env").write_text("SECRET-CANARY")
    (folder / "secret.txt").write_text("SECRET-CANARY")
    with running(site) as found:
        yield found


def test_pages_are_those_of_a_build_but_for_one_script(preview: Running) -> None:
    built = make(Job(preview.site, dt.datetime.now(dt.UTC), preview=True)).files
    assert len(built) > 30
    for path, data in built.items():
        status, _, body = preview.get("/" + path.removesuffix("index.html"))
        if path.startswith("."):  # for hosts alone
            assert status == 404
            continue
        assert status == 200, path
        assert SCRIPT.sub(b"", body) == data, path
        hears = path.endswith(".html") and not path.startswith("embed/")  # no script runs in what others frame
        assert len(SCRIPT.findall(body)) == hears, path


def test_a_public_page_is_that_of_a_public_build_but_for_one_script(preview: Running) -> None:
    public = make(Job(preview.site, dt.datetime.now(dt.UTC))).files
    alike = 0
    for path, data in public.items():
        if path.endswith(".html") and not path.startswith("embed/"):
            sent = SCRIPT.sub(b"", preview.get("/" + path.removesuffix("index.html"))[2])
            policy = re.search(rb'http-equiv="Content-Security-Policy" content="[^"]*"', data)
            assert policy is None or policy[0] in sent
            alike += sent == data
            # Only what lists articles knows of more of them.
            assert sent == data or b"Not yet" in sent or b"Later" in sent, path
    assert alike > 20


def test_drafts_and_what_is_under_embargo_are_shown_and_marked_and_nothing_is_written(preview: Running) -> None:
    public = make(Job(preview.site, dt.datetime.now(dt.UTC))).files
    for name, mark in (("second", b"This is a draft"), ("later", b"it will be on 2200-01-01")):
        status, _, body = preview.get(f"/{name}/")
        assert status == 200
        assert mark in body
        assert f"{name}/index.html" not in public
    assert sorted(path.name for path in preview.site.iterdir()) == [
        ".env",
        "config.yaml",
        "content",
        "github",
        "gitignore",
    ]


def test_what_is_not_there_gets_the_site_s_own_page(preview: Running) -> None:
    status, headers, body = preview.get("/nothing/")
    assert status == 404
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert b"There is no such page" in body
    assert len(SCRIPT.findall(body)) == 1


def test_no_answer_is_stored_or_taken_for_an_older_one(preview: Running) -> None:
    for target in ("/", "/nothing/", "/facts.json", "/livereload.js", "/.factbox/overlay.css"):
        status, headers, _ = preview.get(target, "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT", "If-None-Match: *")
        assert status in {200, 404}
        assert headers["cache-control"] == "no-store"
        assert "etag" not in headers
        assert not [name for name in headers if name.startswith("access-control")]


def test_an_asset_whose_name_is_that_of_its_bytes_may_be_kept(preview: Running) -> None:
    found = re.search(rb'href="(/assets/style[^"]*)"', preview.get("/")[2])
    assert found is not None
    assert preview.get(found[1].decode())[1]["cache-control"] == "private, max-age=3600, immutable"


def test_files_say_what_they_are(preview: Running) -> None:
    kinds = {
        target: preview.get(target)[1]["content-type"] for target in ("/", "/facts.json", "/facts.csv", "/feed.xml")
    }
    assert kinds == {
        "/": "text/html; charset=utf-8",
        "/facts.json": "application/json; charset=utf-8",
        "/facts.csv": "text/csv; charset=utf-8",
        "/feed.xml": "application/xml; charset=utf-8",
    }


def test_a_head_request_is_a_page_without_its_body(preview: Running) -> None:
    status, headers, body = preview.get("/", method="HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["content-length"]) == len(preview.get("/")[2])


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "FOO"])
@pytest.mark.parametrize("target", ["/", "/livereload.js", "/forcereload"])
def test_only_reading_is_allowed(preview: Running, method: str, target: str) -> None:
    status, headers, body = preview.get(target, "Content-Length: 0", "Origin: http://evil.example", method=method)
    assert status == 405
    assert headers["allow"] == "GET, HEAD"
    assert b"<" not in body


@pytest.mark.parametrize(
    ("hosts", "expected"),
    [
        (["evil.example"], 421),
        (["localhost.evil:{port}"], 421),
        (["127.0.0.1"], 421),
        (["127.0.0.1:1"], 421),
        (["evil.example:{port}"], 421),
        ([], 400),
        (["127.0.0.1:{port}", "evil.example"], 400),
        (["localhost:{port}"], 200),
        (["[::1]:{port}"], 200),
    ],
)
@pytest.mark.parametrize("target", ["/", "/livereload.js", "/livereload", "/.factbox/overlay.css"])
def test_only_who_names_this_machine_gets_anything(
    preview: Running, hosts: list[str], expected: int, target: str
) -> None:
    lines = [f"GET {target} HTTP/1.1", *(f"Host: {host.format(port=preview.port)}" for host in hosts)]
    status, _, body = preview.raw("\r\n".join([*lines, "Connection: close", "", ""]).encode())
    assert status == (404 if (expected, target) == (200, "/livereload") else expected)
    if expected != 200:
        assert b"Measure" not in body
        assert b"function" not in body


def test_a_target_with_a_host_in_it_is_refused(preview: Running) -> None:
    for target in ("http://evil.example/", f"http://127.0.0.1:{preview.port}/", "*", "evil.example:443"):
        assert preview.get(target)[0] == 400


@pytest.mark.parametrize(
    "target",
    ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/%252e%252e/secret.txt", "/..%5csecret.txt",
     "//x/..%2fsecret.txt", "/@fs/x#/../secret.txt", "/secret.txt?raw??", "/.env", "/.git/config", "/config.yaml",
     "/content/people.yaml", "/forcereload", "//evil.example/%2e%2e", "/\\evil.example"],
)  # fmt: skip
def test_nothing_but_the_site_is_served_under_any_spelling(preview: Running, target: str) -> None:
    status, headers, body = preview.get(target)
    assert status == 404
    assert b"SECRET-CANARY" not in body
    assert "location" not in headers


@pytest.mark.parametrize("target", ["/a%00b", "/%ff", "/%c0%ae", "/a%0d%0aX:y", "/" + "a" * 65536, "/%"])
def test_an_address_that_is_none_is_a_bad_request(preview: Running, target: str) -> None:
    status, _, body = preview.get(target)
    assert status == 400
    assert b"Traceback" not in body


def test_odd_requests_are_refused_and_the_server_goes_on(preview: Running) -> None:
    many = [f"X-{number}: {'a' * 100}" for number in range(2000)]
    assert preview.get("/", *many)[0] == 400
    assert preview.raw(b"\x16\x03\x01 rubbish\r\n\r\n")[0] == 400
    assert preview.get("/", "X: a\r\n b")[0] in {200, 400}
    assert preview.get("/")[0] == 200


def test_a_redirect_stays_on_the_site(preview: Running) -> None:
    status, headers, _ = preview.get("/first-article?x=//evil.example")
    assert (status, headers["location"]) == (302, "/first-article/")


def test_the_other_form_of_the_own_address_is_served_too(preview: Running) -> None:
    request = f"GET / HTTP/1.1\r\nHost: [::1]:{preview.port}\r\nConnection: close\r\n\r\n".encode()
    if not socket.has_ipv6:
        return
    status, _, body = preview.raw(request, family="::1")
    assert status == 200
    assert f"?host=[::1]&amp;port={preview.port}&amp;".encode() in body


def test_a_port_that_is_taken_is_named_with_the_way_out(preview: Running) -> None:
    command = [sys.executable, "-m", "generator", "serve", str(preview.site), "--port", str(preview.port)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, cwd=ROOT)
    assert done.returncode == 3
    assert f"port {preview.port} is taken" in done.stderr
    assert f"--port {preview.port + 1}" in done.stderr


def test_a_site_below_a_path_is_served_below_it(site: Path) -> None:
    config = site / "config.yaml"
    config.write_text(config.read_text("utf-8").replace("example.org/\n", "example.org/sub/\n", 1), "utf-8")
    with running(site) as preview:
        assert preview.address.endswith("/sub/")
        assert preview.get("/")[:1] == (302,)
        assert preview.get("/")[1]["location"] == preview.get("/sub")[1]["location"] == "/sub/"
        status, _, body = preview.get("/sub/first-article/")
        assert status == 200
        assert SCRIPT.search(body)
        assert preview.get("/first-article/")[0] == 404
        assert preview.get("/livereload.js")[0] == 200


def test_an_open_door_needs_the_secret_and_warns(site: Path) -> None:
    with running(site, "--host", "0.0.0.0") as preview:  # noqa: S104 - that is what is tested
        token = preview.address.partition("?token=")[2]
        assert len(token) >= 20
        assert [preview.get(target)[0] for target in ("/", "/livereload.js", "/?token=wrong")] == [403, 403, 403]
        status, headers, _ = preview.get(f"/?token={token}")
        assert (status, headers["location"]) == (302, "/")
        assert "HttpOnly" in headers["set-cookie"]
        cookie = headers["set-cookie"].partition(";")[0]
        assert preview.get("/", f"Cookie: {cookie}")[0] == 200
        assert preview.get("/", f"Cookie: {cookie}", "Host: newsroom.local:1")[0] == 200


def test_it_ends_quietly_when_it_is_interrupted(site: Path) -> None:
    with running(site) as preview:
        pass
    assert preview.process.returncode == 0


@pytest.mark.parametrize("origin", ["http://evil.example", "http://127.0.0.1:1", "null", "", None])
def test_a_page_of_another_origin_hears_nothing(preview: Running, origin: str | None) -> None:
    lines = ("Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==")
    own = f"GET /livereload HTTP/1.1\r\nHost: 127.0.0.1:{preview.port}\r\nConnection: Upgrade, close\r\n"
    sent = "" if origin is None else f"Origin: {origin}\r\n"
    request = own + sent + "\r\n".join((*lines, "Sec-Fetch-Site: same-origin", "", ""))
    status, _, _ = preview.raw(request.encode())
    assert status == 403


def _answers(preview: Running, *requests: bytes, rest: float = 0.0) -> list[int]:
    """Send requests over one connection, as they are; give the status of each answer until the other side hangs up."""
    with socket.create_connection(("127.0.0.1", preview.port), timeout=10) as connection:
        for request in requests:
            connection.sendall(request)
            time.sleep(rest)
        held = b""
        while part := connection.recv(65536):
            held += part
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", held)]


def _request(preview: Running, first: str, *lines: str, body: bytes = b"") -> bytes:
    return "\r\n".join((first, f"Host: 127.0.0.1:{preview.port}", *lines, "", "")).encode("latin-1") + body


CLOSE = "Connection: close"


@pytest.mark.parametrize(
    "first",
    [
        "GET", "GET /", "GET  / HTTP/1.1", "GET / HTTP/1.1 x", "GET / HTTP/9.9", "GET / HTTP/2", "GET / http/1.1",
        "GET / FTP/1.0", " GET / HTTP/1.1", "GET\t/\tHTTP/1.1", "G\x00T / HTTP/1.1", "GET /\x00 HTTP/1.1",
        "GET /\x7f HTTP/1.1", "GET /a b HTTP/1.1", "\x80\xff", "GET /\xff HTTP/1.1", "GET about/ HTTP/1.1",
        "GET ?x HTTP/1.1", "GET \\ HTTP/1.1", "PRI * HTTP/2.0",
    ],
)  # fmt: skip
def test_a_first_line_that_is_none_is_a_bad_request(preview: Running, first: str) -> None:
    assert _answers(preview, _request(preview, first, CLOSE)) == [400]


@pytest.mark.parametrize(
    "line",
    ["no colon", "X : a", ": a", "X\x00: a", "X: a\x00b", "Content-Length: -1", "Content-Length: 1x",
     "Content-Length: +1", "Content-Length: 999999999", "Transfer-Encoding: gzip, chunked",
     "Transfer-Encoding: chunked\r\nContent-Length: 3"],
)  # fmt: skip
def test_a_head_that_is_none_is_a_bad_request(preview: Running, line: str) -> None:
    assert _answers(preview, _request(preview, "GET / HTTP/1.1", line, CLOSE)) == [400]


def test_an_old_browser_is_served_and_let_go(preview: Running) -> None:
    assert _answers(preview, _request(preview, "GET / HTTP/1.0")) == [200]
    assert _answers(preview, b"GET / HTTP/1.0\r\n\r\n") == [421]


def test_requests_that_wait_in_line_are_answered_in_their_order(preview: Running) -> None:
    line = [_request(preview, f"GET {target} HTTP/1.1") for target in ("/", "/none/", "/first-article", "/a%00")]
    assert _answers(preview, b"".join(line) + _request(preview, "HEAD / HTTP/1.1", CLOSE)) == [200, 404, 302, 400, 200]


def test_a_body_is_no_second_request(preview: Running) -> None:
    smuggled = _request(preview, "GET /facts.json HTTP/1.1")
    length = f"Content-Length: {len(smuggled)}"
    assert _answers(preview, _request(preview, "GET / HTTP/1.1", length, CLOSE, body=smuggled)) == [200]
    assert _answers(preview, _request(preview, "POST / HTTP/1.1", length, CLOSE, body=smuggled)) == [405]


def test_a_request_that_comes_in_drops_is_put_together(preview: Running) -> None:
    whole = _request(preview, "GET / HTTP/1.1", CLOSE)
    assert _answers(preview, *(whole[at : at + 9] for at in range(0, len(whole), 9)), rest=0.01) == [200]


def test_a_part_is_answered_with_the_whole(preview: Running) -> None:
    whole = preview.get("/facts.json")
    for wanted in ("bytes=0-9", "bytes=9-1", "bytes=-5", "lines=1", "bytes=0-0,5-9", "bytes=999999999-"):
        status, headers, body = preview.get("/facts.json", f"Range: {wanted}", 'If-Range: "x"')
        assert (status, body) == (200, whole[2])
        assert "content-range" not in headers


@pytest.mark.parametrize(
    "line",
    ["If-None-Match: *", 'If-None-Match: "{digest}"', 'If-None-Match: W/"x"', "If-Match: *", "If-Match: nothing",
     "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT", "If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT"],
)  # fmt: skip
def test_what_a_browser_holds_already_never_decides(preview: Running, line: str) -> None:
    status, headers, body = preview.get(
        "/facts.json", line.format(digest=sha256(preview.get("/facts.json")[2]).hexdigest())
    )
    assert (status, body) == (200, preview.get("/facts.json")[2])
    assert not {"etag", "last-modified", "expires"} & set(headers)


def test_the_preview_s_own_files_are_read_only_too(preview: Running) -> None:
    for target in ("/livereload.js", "/.factbox/overlay.css"):
        status, headers, body = preview.get(target, method="HEAD")
        assert (status, body) == (200, b"")
        assert int(headers["content-length"]) == len(preview.get(target)[2])
    for target in ("/livereload", "/.factbox/", "/.factbox/preview.js", "/.factbox/../config.yaml", "/livereload.js/"):
        assert preview.get(target)[0] == 404


def test_no_answer_tells_where_on_the_machine_the_site_is(preview: Running) -> None:
    targets = ("/", "/none", "/livereload.js", "/livereload", "/a%00", "/.env", "/second/", "/facts.json")
    for target in targets:
        for method in ("GET", "POST"):
            _, headers, body = preview.get(target, method=method)
            for word in (str(preview.site), str(ROOT), str(Path.home()), "tornado", "Tornado", "Traceback", "python"):
                assert word.encode() not in body.replace(b"livereload-tornado", b""), (target, word)
                assert word not in str(headers)


def test_a_thousand_idle_visitors_and_some_slow_ones_hold_nobody_up(preview: Running) -> None:
    begun = time.monotonic()
    idle = []
    try:
        for number in range(1000):
            connection = socket.create_connection(("127.0.0.1", preview.port), timeout=10)
            idle.append(connection)
            if number % 3 == 0:
                connection.sendall(b"GET / HTTP/1.1\r\nHost: x")
        assert preview.get("/")[0] == 200
        assert idle[0].recv(1) == b""  # who came first has gone for who came last
        assert time.monotonic() - begun < 60  # a runaway takes minutes; the clock of a busy machine must not decide
    finally:
        for connection in idle:
            connection.close()
    assert preview.get("/")[0] == 200


def test_so_many_pages_hear_of_changes_and_no_more(preview: Running) -> None:
    own = f"127.0.0.1:{preview.port}"
    lines = ("Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", f"Origin: http://{own}",
             "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==")  # fmt: skip
    asked = _request(preview, "GET /livereload HTTP/1.1", *lines)
    waiting = []
    try:
        statuses = []
        for _ in range(PAGES + 3):
            connection = socket.create_connection(("127.0.0.1", preview.port), timeout=10)
            waiting.append(connection)
            connection.sendall(asked)
            statuses.append(int(connection.recv(4096).split()[1]))
        assert statuses == [101] * PAGES + [503] * 3
    finally:
        for connection in waiting:
            connection.close()
    assert preview.get("/")[0] == 200


def test_a_link_to_another_place_is_a_mistake_and_not_a_way_out(site: Path) -> None:
    secret = site.parent / "secret.png"
    secret.write_text("SECRET-CANARY")
    (site / "content/media").mkdir()
    (site / "content/media/x.png").symlink_to(secret)
    with running(site) as preview:
        for target in ("/", "/media/x.png"):
            status, _, body = preview.get(target)
            assert status == 503
            assert b"E-SYMLINK" in body
            assert b"SECRET-CANARY" not in body
