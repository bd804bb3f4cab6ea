"""`check --external`: what becomes of addresses elsewhere, asked of real servers on this machine."""

from __future__ import annotations

import datetime as dt
import http.server
import json
import socket
import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest
from small_sites import ARTICLE, site, with_body

from generator.cli.main import run
from generator.external import Answer, Manners, ask, links, survey
from generator.external.hosts import Turns, is_public
from generator.external.memory import recalled
from generator.load.site import load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Capture = pytest.CaptureFixture[str]
QUICK = Manners(timeout=0.5, private=True, sleep=lambda _seconds: None)


MOVES = {
    "/moved": (301, "/ok"),
    "/for-now": (302, "/ok"),
    "/twice": (308, "/moved"),
    "/mixed": (301, "/for-now"),
    "/loop": (301, "/loop"),
    "/file": (301, "file:///etc/passwd"),
    "/to-gone": (301, "/404"),
}


@dataclass
class Town:
    """A server, what it was asked, and how many it answered at once."""

    port: int = 0
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    inside: int = 0
    most: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    end: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def methods(self, path: str) -> list[str]:
        return [method for method, asked, _ in self.asked if asked == path]


def _handler(town: Town) -> type[http.server.BaseHTTPRequestHandler]:  # noqa: C901 - one branch for each page
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            with town.lock:
                town.asked.append((self.command, self.path, self.headers.get("User-Agent", "")))
                town.inside += 1
                town.most = max(town.most, town.inside)
            try:
                self._answer(self.path)
            finally:
                with town.lock:
                    town.inside -= 1

        do_GET = do_HEAD  # noqa: N815 - the server's own name

        def _answer(self, path: str) -> None:
            if path in MOVES:
                self._send(MOVES[path][0], Location=MOVES[path][1])
            elif path.startswith("/busy"):
                first = len(town.methods(path)) == 1 or path == "/busy-for-ever"
                self._send(429 if first else 200, **({"Retry-After": "7"} if first else {}))
            elif path == "/no-head":
                self._send(405 if self.command == "HEAD" else 200)
            elif path == "/drop" or (path == "/drop-head" and self.command == "HEAD"):
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
            elif path == "/slow":
                town.end.wait(5)
            elif path == "/drip":
                self.wfile.write(b"HTTP/1.1 200 OK\r\n")
                while not town.end.wait(0.1):
                    self.wfile.write(b"X-More: 1\r\n")
            else:
                self._send(int(path[1:]) if path[1:].isdecimal() else 200)

        def _send(self, status: int, **headers: str) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": "0"}.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    return Handler


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_args: object) -> None:
        """Say nothing of connections that were cut on purpose."""


@pytest.fixture
def town() -> Iterator[Town]:
    town = Town()
    server = Server(("127.0.0.1", 0), _handler(town))
    town.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield town
    town.end.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("path", "kind", "said"),
    [
        ("/ok", "ok", ""),
        ("/a%20b?c=d&e=é", "ok", ""),
        ("/404", "gone", "404"),
        ("/410", "gone", "410"),
        ("/403", "unknown", "403"),
        ("/500", "unknown", "500"),
        ("/for-now", "ok", ""),
        ("/no-head", "ok", ""),
        ("/drop-head", "ok", ""),
        ("/drop", "unknown", "dropped"),
        ("/loop", "unknown", "more than 5 times"),
        ("/file", "unknown", "no page of the web"),
        ("/to-gone", "gone", "404"),
        ("/busy", "ok", ""),
        ("/busy-for-ever", "unknown", "429"),
        ("/slow", "unknown", "in time"),
    ],
)
def test_an_answer_is_what_the_server_means(path: str, kind: str, said: str, town: Town) -> None:
    answer = ask(town.url(path), QUICK, Turns(0))
    assert answer.kind == kind
    assert said in answer.said


@pytest.mark.parametrize(("path", "to"), [("/moved", "/ok"), ("/twice", "/ok"), ("/mixed", "/for-now")])
def test_the_new_address_is_where_permanent_moves_end(path: str, to: str, town: Town) -> None:
    assert ask(town.url(path), QUICK, Turns(0)) == Answer("moved", "", town.url(to))


def test_a_reply_that_drips_for_ever_is_cut(town: Town) -> None:
    assert ask(town.url("/drip"), QUICK, Turns(0)).kind == "unknown"


def test_head_comes_first_and_get_only_where_it_is_refused(town: Town) -> None:
    for path in ("/ok", "/no-head"):
        ask(town.url(path), QUICK, Turns(0))
    assert town.methods("/ok") == ["HEAD"]
    assert town.methods("/no-head") == ["HEAD", "GET"]
    assert all(agent.startswith("Factbox/") for _, _, agent in town.asked)


def test_retry_after_is_honoured_once_and_not_for_ever(town: Town) -> None:
    waits: list[float] = []
    patient = replace(QUICK, sleep=waits.append)
    assert ask(town.url("/busy"), patient, Turns(0)).kind == "ok"
    assert waits == [7]
    assert ask(town.url("/busy-2"), replace(patient, longest_wait=5), Turns(0)).kind == "unknown"
    assert waits == [7]


def test_a_host_is_asked_one_at_a_time_with_a_pause(town: Town, tmp_path: Path) -> None:
    waits: list[float] = []
    turns = Turns(3, sleep=waits.append, clock=lambda: 0.0)
    body = with_body(" ".join(f"[a]({town.url(f'/{number}x')})" for number in range(6)))
    loaded = load(site(tmp_path, {ARTICLE: body})).site
    assert loaded is not None
    survey(tmp_path, links(loaded), lambda url: ask(url, QUICK, turns))
    assert len(town.asked) == 6
    assert town.most == 1
    assert waits == [3] * 5


# --- machines that are not asked


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("127.0.0.1", False), ("10.0.0.1", False), ("192.168.1.1", False), ("169.254.169.254", False),
        ("100.64.0.1", False), ("224.0.0.1", False), ("::1", False), ("fe80::1%eth0", False), ("fd00::1", False),
        ("::ffff:127.0.0.1", False), ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("::ffff:8.8.8.8", True),
        ("8.8.8.8", True), ("2606:4700::1111", True),
    ],
)  # fmt: skip
def test_only_the_open_network_is_public(address: str, *, public: bool) -> None:
    assert is_public(address) == public


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0x7f.1", "2130706433"])
def test_this_machine_is_not_asked(host: str, town: Town) -> None:
    answer = ask(f"http://{host}:{town.port}/ok", replace(QUICK, private=False), Turns(0))
    assert answer.kind in {"unknown", "nameless", "offline"}
    assert town.asked == []


def test_a_redirect_to_this_machine_is_not_followed(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first machine is taken for a public one; the one that it leads to is looked at anew."""
    looked: list[str] = []

    def public_once(address: str) -> bool:
        looked.append(address)
        return len(looked) == 1

    monkeypatch.setattr("generator.external.asking.is_public", public_once)
    answer = ask(town.url("/moved"), replace(QUICK, private=False), Turns(0))
    assert (answer.kind, answer.said) == ("unknown", "it stands in a private network, which is not asked")
    assert town.methods("/ok") == []


def test_the_machine_that_was_looked_at_is_the_one_that_is_asked(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that means another machine the second time gains nothing: it is looked up once for each request."""
    lookups: list[str] = []

    def resolve(host: str, _port: int) -> tuple[str, ...]:
        lookups.append(host)
        return ("127.0.0.1",)

    monkeypatch.setattr("generator.external.asking.resolve", resolve)
    assert ask(f"http://wto.example:{town.port}/ok", QUICK, Turns(0)).kind == "ok"
    assert lookups == ["wto.example"]


# --- memory, and the command


def _with_source(root: Path, *urls: str) -> Path:
    sources = "".join(f"s{n}: {{title: S, publisher: P, date: 1995, url: '{url}'}}\n" for n, url in enumerate(urls))
    base = "wto: {title: Schedule of Japan, publisher: WTO, date: 1995}\n"
    cited = " ".join(f"[@s{n}]" for n in range(len(urls)))
    return site(root, {"content/sources.yaml": base + sources, ARTICLE: with_body(f"More {cited}.")})


def test_the_command_tells_what_is_gone_at_its_place(town: Town, tmp_path: Path, capsys: Capture) -> None:
    root = _with_source(tmp_path, town.url("/404"), town.url("/moved"), town.url("/403"), town.url("/ok"))
    arguments = ["check", str(root), "--external", "--private", "--format", "json", "--now", "2026-11-24"]
    assert run(arguments) == 0
    told = capsys.readouterr()
    found = {(p["code"], p["path"], p["line"]) for p in json.loads(told.out)}
    assert found == {
        ("W-LINK-GONE", "content/sources.yaml", 2),
        ("W-LINK-MOVED", "content/sources.yaml", 3),
        ("N-LINK-UNKNOWN", "content/sources.yaml", 4),
    }
    assert "4 addresses asked" in told.err
    before = len(town.asked)
    assert run([*arguments, "--strict"]) == 1
    assert "1 addresses asked, 3 known from the last days" in capsys.readouterr().err
    assert {path for _, path, _ in town.asked[before:]} == {"/403"}
    assert run([*arguments, "--refresh"]) == 0
    assert "4 addresses asked" in capsys.readouterr().err


def test_no_other_check_and_no_build_asks(town: Town, tmp_path: Path) -> None:
    root = _with_source(tmp_path, town.url("/404"))
    assert run(["check", str(root), "--private", "-q"]) == 0
    assert run(["build", str(root), "-q"]) == 0
    assert town.asked == []
    assert not (root / ".factbox/external.json").exists()


def test_without_a_network_nothing_is_said_of_any_address(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def resolve(_host: str, _port: int) -> tuple[str, ...]:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr("generator.external.asking.resolve", resolve)
    root = _with_source(tmp_path, "https://wto.example/", "https://who.example/")
    assert run(["check", str(root), "--external", "--strict"]) == 0
    told = capsys.readouterr()
    assert "no network: nothing was checked elsewhere" in told.err
    assert "W-LINK" not in told.out
    assert not (root / ".factbox/external.json").exists()


def test_a_host_that_is_no_more_is_gone_where_others_are_there(tmp_path: Path) -> None:
    loaded = load(_with_source(tmp_path, "https://wto.example/", "https://who.example/")).site
    assert loaded is not None
    kinds = {"https://wto.example/": "nameless", "https://who.example/": "ok"}
    found = survey(tmp_path, links(loaded), lambda url: Answer(kinds[url], "there is no such host"))
    assert [problem.code for problem in found.problems] == ["W-LINK-GONE"]


@pytest.mark.parametrize(
    "held", ["", "[]", "{", '{"version": 2, "answers": {}}', '{"version": 1, "answers": {"a": 1}}', '{"version": 1}']
)
def test_a_damaged_memory_is_forgotten(held: str, tmp_path: Path) -> None:
    (tmp_path / ".factbox").mkdir()
    (tmp_path / ".factbox/external.json").write_text(held)
    assert recalled(tmp_path, dt.datetime.now(dt.UTC)) == {}


def test_answers_are_kept_for_a_week(tmp_path: Path) -> None:
    loaded = load(_with_source(tmp_path, "https://wto.example/")).site
    assert loaded is not None
    survey(tmp_path, links(loaded), lambda _url: Answer("ok"))
    now = dt.datetime.now(dt.UTC)
    assert set(recalled(tmp_path, now + dt.timedelta(days=6))) == {"https://wto.example/"}
    assert recalled(tmp_path, now + dt.timedelta(days=8)) == {}


def test_the_memory_follows_no_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    root = _with_source(tmp_path / "site", "https://wto.example/")
    (root / ".factbox").symlink_to(outside)
    loaded = load(root).site
    assert loaded is not None
    survey(root, links(loaded), lambda _url: Answer("ok"))
    assert list(outside.iterdir()) == []
