"""Requests to the preview: livereload's protocol and script, and the pages, each behind the same gate."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler  # type: ignore[import-untyped]
from tornado.web import HTTPError, RequestHandler
from tornado.websocket import WebSocketClosedError

from generator.render.hosts.headers import EVERYWHERE
from generator.serve.dress import dress
from generator.serve.gate import is_of_another_run
from generator.serve.sight import BAD_REQUEST, NOT_FOUND, REDIRECT, UNAVAILABLE, Swap, look

if TYPE_CHECKING:
    from generator.serve.desk import Desk
    from generator.serve.gate import Gate
    from generator.serve.sight import Reload

COOKIE: Final = "factbox-preview"
HEADERS: Final = 100
"""Lines of a request's head that no browser comes near."""

PAGES: Final = 200
"""Open pages that hear of changes at a time."""

_FORBIDDEN: Final = 403
_NOT_ALLOWED: Final = 405
_MISDIRECTED: Final = 421
_POLICY_VIOLATION: Final = 1008
_RELOAD: Final[dict[str, object]] = {"command": "reload", "path": "*", "liveCSS": False, "liveImg": False}
_KEPT: Final = "private, max-age=3600, immutable"
"""For files whose names are those of their content, so that a reload asks for the page alone."""

_REASONS: Final = {
    BAD_REQUEST: "This is not a request for a page.",
    _FORBIDDEN: "This is not for you: open the whole address that `factbox serve` printed.",
    NOT_FOUND: "There is no such page.",
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
        for name, value in EVERYWHERE:
            self.set_header(name, value)
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Security-Policy", "frame-ancestors 'self'")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")

    def compute_etag(self) -> None:
        """Give no tag: a page that changed twice within a second must never be taken for an old one."""

    async def prepare(self) -> None:
        """Refuse with 421 who asks for another host, with 403 who lacks the secret; then wait for the first build."""
        if sum(1 for _ in self.request.headers.get_all()) > HEADERS:
            raise HTTPError(BAD_REQUEST)
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

    def head(self) -> None:
        """Send what `get` sends, without its body."""
        self.get()

    def write_error(self, status_code: int, **_: Any) -> None:  # noqa: ANN401 - tornado's own signature
        """Say in one line what was wrong with a request, and nothing of the machine."""
        if status_code == _NOT_ALLOWED:
            self.set_header("Allow", "GET, HEAD")
        self.set_header("Content-Type", _TYPES["txt"])
        self.finish(_REASONS.get(status_code, "The preview could not answer; the terminal tells why.") + "\n")


class Script(Guarded, LiveReloadJSHandler):  # type: ignore[misc]
    """livereload's own script, and before it the preview's plug-in for it."""

    def get(self) -> None:
        """Send both."""
        self.write(_file("preview.js"))
        super().get()
        self.set_header("Content-Type", _TYPES["js"])


class Style(Guarded):
    """The overlay's style sheet."""

    def get(self) -> None:
        """Send it."""
        self.set_header("Content-Type", _TYPES["css"])
        self.finish(_file("overlay.css"))


@cache
def _file(name: str) -> bytes:
    return (files("generator.serve") / "pages" / name).read_bytes()


class Live(Guarded, LiveReloadHandler):  # type: ignore[misc]
    """The socket over which open pages hear of changes, by livereload's protocol."""

    shows = ""
    """The digest of what the page shows; "" until it has shown the secret of this run."""

    async def prepare(self) -> None:
        """Refuse with 403 a socket that a page of another origin opens, or that names none; this is no page (404)."""
        await super().prepare()
        if self.request.headers.get("Upgrade", "").lower() != "websocket":
            raise HTTPError(NOT_FOUND)
        if not self.check_origin(self.request.headers.get("Origin", "")):
            raise HTTPError(_FORBIDDEN)
        if self.desk.waiting >= PAGES:
            raise HTTPError(UNAVAILABLE)

    def open(self, *_args: str, **_kwargs: str) -> None:
        """Count the page in."""
        self.desk.enter(self)

    def check_origin(self, origin: str) -> bool:
        """Tell whether a socket was opened by one of our own pages."""
        return origin == f"http://{self.request.host}"

    def on_message(self, message: str | bytes) -> None:
        """Hear `hello` with the secret of this run, then `info` with the page's address. All else ends the socket."""
        try:
            held = json.loads(message)
            command = held["command"]
        except (ValueError, KeyError, TypeError, RecursionError):
            command = ""
        if command == "hello":
            self._welcome(held, message)
        elif command == "info" and self.shows and isinstance(held.get("url"), str):
            self._join(held["url"])
        else:
            self.close(_POLICY_VIOLATION)

    def _welcome(self, held: dict[str, object], message: str | bytes) -> None:
        """Answer a page that knows the secret. One of an earlier run is told to load itself again, and no more."""
        if self.gate.allows_channel(held.get("ext")):
            self.shows = f"{held.get('snipver')}"
            LiveReloadHandler.on_message(self, message)
            return
        if is_of_another_run(held.get("ext")):
            LiveReloadHandler.on_message(self, message)
            self._send(_RELOAD)
        self.close(_POLICY_VIOLATION)

    def _join(self, url: str) -> None:
        """Let the page wait; if what it shows is old already, tell it at once."""
        try:
            target = urlsplit(url).path
        except ValueError:
            target = ""
        if self.desk.join(self, target) != self.shows:
            self._send(_RELOAD)

    def on_close(self) -> None:
        """Forget the page."""
        self.desk.leave(self)

    def hear(self, change: Swap | Reload) -> None:
        """Tell the page to load itself again, or only some of its style sheets, each from its new address."""
        if not isinstance(change, Swap):
            self._send(_RELOAD)
            return
        for old, new in change.sheets:
            self._send({"command": "reload", "path": new, "originalPath": old, "liveCSS": True, "liveImg": False})

    def _send(self, message: dict[str, object]) -> None:
        try:
            self.write_message(json.dumps(message))
        except WebSocketClosedError:
            self.desk.leave(self)


class Page(Guarded):
    """The site's files, pages among them with what the preview adds."""

    def get(self) -> None:
        """Send a file, a redirect to a folder's address, or the site's own 404 page."""
        sight = look(self.desk.shown, self.request.path)
        if sight.status == REDIRECT:
            self.redirect(sight.name)
        elif not sight.name:
            raise HTTPError(sight.status)
        else:
            self.set_status(sight.status)
            kind = _TYPES.get(sight.name.rpartition(".")[2].lower(), "application/octet-stream")
            self.set_header("Content-Type", kind)
            if sight.is_named_by_content:
                self.set_header("Cache-Control", _KEPT)
            self.finish(dress(sight.data, self._script(sight.digest)) if sight.is_page else sight.data)

    def _script(self, digest: str) -> str:
        """Give the address of livereload's script, which reads from it where to connect, and what to say there.

        Its `snipver` is what the page shows, its `ext` the secret of this run.
        """
        host, _, port = self.request.host.rpartition(":")
        if not port.isdigit():
            host, port = self.request.host, "80"
        place = f"host={host}&port={port}" if host.startswith("[") else f"port={port}"
        return f"/livereload.js?{place}&snipver={digest}&ext={self.gate.channel}&mindelay=200&maxdelay=2000"
