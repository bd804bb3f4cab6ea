"""Requests to the preview: livereload's protocol and script, and the pages, each behind the same gate."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler  # type: ignore[import-untyped]
from tornado.web import HTTPError, RequestHandler
from tornado.websocket import WebSocketClosedError

from generator.serve.dress import dress, problem_page
from generator.serve.route import route

if TYPE_CHECKING:
    from generator.serve.desk import Desk
    from generator.serve.gate import Gate

COOKIE: Final = "factbox-preview"
HEADERS: Final = 100
"""Lines of a request's head that no browser comes near."""

_OK: Final = 200
_REDIRECT: Final = 302
_BAD_REQUEST: Final = 400
_FORBIDDEN: Final = 403
_NOT_FOUND: Final = 404
_NOT_ALLOWED: Final = 405
_MISDIRECTED: Final = 421
_UNAVAILABLE: Final = 503
_REASONS: Final = {
    _BAD_REQUEST: "This is not a request for a page.",
    _FORBIDDEN: "This is not for you: open the whole address that `factbox serve` printed.",
    _NOT_FOUND: "There is no such page.",
    _NOT_ALLOWED: "The preview only shows pages.",
    _MISDIRECTED: "The preview answers to its own names only: 127.0.0.1 and localhost, with its port.",
}
_TYPES: Final = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "bib": "text/plain; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "pdf": "application/pdf",
}


class Guarded(RequestHandler):
    """A handler that answers whom the gate lets in only, and whose answers no cache keeps and no other site reads."""

    def initialize(self, desk: Desk, gate: Gate) -> None:
        """Take the preview's state and its gate."""
        self.desk = desk
        self.gate = gate

    def set_default_headers(self) -> None:
        """Send no version of the server, and nothing that could be stored or guessed at."""
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")

    def compute_etag(self) -> None:
        """Give no tag: a page that changed twice within a second must never be taken for an old one."""

    async def prepare(self) -> None:
        """Refuse with 421 who asks for another host, with 403 who lacks the secret; then wait for the first build."""
        if sum(1 for _ in self.request.headers.get_all()) > HEADERS:
            raise HTTPError(_BAD_REQUEST)
        if not self.gate.allows_host(self.request.headers.get("Host", "")):
            raise HTTPError(_MISDIRECTED)
        if not self.gate.allows_token(self.get_cookie(COOKIE) or ""):
            self._take_token()
            return
        await self.desk.ready.wait()

    def _take_token(self) -> None:
        """Put the secret of an address into a cookie, and go on without it. Lax: the address may come from a letter."""
        given = self.get_query_argument("token", "")
        if not given or not self.gate.allows_token(given):
            raise HTTPError(_FORBIDDEN)
        self.set_cookie(COOKIE, given, httponly=True, samesite="Lax")
        self.redirect("/")

    def write_error(self, status_code: int, **_: Any) -> None:  # noqa: ANN401 - tornado's own signature
        """Say in one line what was wrong with a request, and nothing of the machine."""
        if status_code == _NOT_ALLOWED:
            self.set_header("Allow", "GET, HEAD")
        self.set_header("Content-Type", _TYPES["txt"])
        self.finish(_REASONS.get(status_code, "The preview could not answer; the terminal tells why.") + "\n")


class Script(Guarded, LiveReloadJSHandler):  # type: ignore[misc]
    """livereload's own script."""


class Style(Guarded):
    """The overlay's style sheet."""

    def get(self) -> None:
        """Send it."""
        self.set_header("Content-Type", _TYPES["css"])
        self.finish((files("generator.serve") / "pages" / "overlay.css").read_bytes())


class Live(Guarded, LiveReloadHandler):  # type: ignore[misc]
    """The socket over which open pages are told to reload, by livereload's protocol."""

    stamp = ""

    async def prepare(self) -> None:
        """Refuse with 403 a socket that a page of another origin opens, or that names none; this is no page (404)."""
        await super().prepare()
        if self.request.headers.get("Upgrade", "").lower() != "websocket":
            raise HTTPError(_NOT_FOUND)
        if self.request.headers.get("Origin") != f"http://{self.request.host}":
            raise HTTPError(_FORBIDDEN)

    def check_origin(self, origin: str) -> bool:
        """Tell whether a socket was opened by one of our own pages."""
        return origin == f"http://{self.request.host}"

    def on_message(self, message: str | bytes) -> None:
        """Answer the handshake, in which the page names the state that it shows; then let it wait."""
        try:
            held = json.loads(message)
            command = held["command"]
        except (ValueError, KeyError, TypeError):
            self.close()
            return
        if command == "hello":
            self.stamp = str(held.get("snipver", ""))
            super().on_message(message)
        elif command == "info":
            self.desk.join(self, self.stamp)
        else:
            self.close()

    def on_close(self) -> None:
        """Forget the page."""
        self.desk.leave(self)

    def reload(self) -> None:
        """Tell the page to load itself again."""
        message = {"command": "reload", "path": "*", "liveCSS": False, "liveImg": False}
        try:
            self.write_message(json.dumps(message))
        except WebSocketClosedError:
            self.desk.leave(self)


class Page(Guarded):
    """The site's files, pages among them with what the preview adds."""

    def head(self) -> None:
        """Send what `get` sends, without its body."""
        self.get()

    def get(self) -> None:
        """Send a file, a redirect to a folder's address, or the site's own 404 page."""
        shown = self.desk.shown
        answer = route(self.request.path, shown.base_path, shown.files)
        if answer.status == _BAD_REQUEST:
            raise HTTPError(_BAD_REQUEST)
        if not shown.files:
            self.set_status(_UNAVAILABLE)
            self._send("failed.html", problem_page(shown))
        elif answer.status == _REDIRECT:
            self.redirect(answer.path)
        elif answer.status == _OK:
            self._send(answer.path, shown.files[answer.path])
        elif "404.html" in shown.files:
            self.set_status(_NOT_FOUND)
            self._send("404.html", shown.files["404.html"])
        else:
            raise HTTPError(_NOT_FOUND)

    def _send(self, name: str, data: bytes) -> None:
        kind = _TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
        self.set_header("Content-Type", kind)
        self.finish(dress(data, self.desk.shown, self._script()) if kind == _TYPES["html"] else data)

    def _script(self) -> str:
        """Give the address of livereload's script, which reads from it where to connect and which state is shown."""
        host, _, port = self.request.host.rpartition(":")
        if not port.isdigit():
            host, port = self.request.host, "80"
        place = f"host={host}&port={port}" if host.startswith("[") else f"port={port}"
        return f"/livereload.js?{place}&snipver={self.desk.shown.stamp}&maxdelay=4000"
