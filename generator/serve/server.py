"""The preview's life: listen, watch, build, show, until it is stopped."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import threading
import time
from typing import TYPE_CHECKING, Final, TypeVar

from tornado.web import Application

from generator.base import dataclass
from generator.diagnostics import Abort
from generator.serve.attempt import Attempt, Failure, attempt
from generator.serve.burst import Saves, git_is_busy
from generator.serve.desk import Desk
from generator.serve.door import Door
from generator.serve.gate import Gate, is_loopback, loopback_gate
from generator.serve.handlers import Live, Page, Script, Style
from generator.serve.listen import listen
from generator.serve.shown import Shown, advance
from generator.serve.watch import watch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.build import Made

T = TypeVar("T")

HEADER_BYTES: Final = 256 * 1024
"""What is read of a request before it is judged: more than any that gets an answer other than 400."""

IDLE_SECONDS: Final = 60
MESSAGE_BYTES: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Preview:
    """What to serve and where.

    `make` builds once; `built` is told of each build and its seconds, `started` of the address after the first one.
    """

    root: Path
    make: Callable[[], Made]
    built: Callable[[Attempt, float], None]
    started: Callable[[str], None]
    host: str = "127.0.0.1"
    port: int = 8000


def serve(preview: Preview) -> None:
    """Serve until interrupted. Aborts with 3 where the port is taken, and as the first build does where it aborts."""
    asyncio.run(_serve(preview))


async def _serve(preview: Preview) -> None:
    sockets, port = listen(preview.host, preview.port)
    gate = loopback_gate(port) if is_loopback(preview.host) else Gate(frozenset(), secrets.token_urlsafe(16))
    desk = Desk(Shown({}, "/", None))
    server = _server(desk, gate)
    server.add_sockets(sockets)
    saves, ready = Saves(git_is_busy(preview.root)), asyncio.Event()
    watching = asyncio.create_task(watch(preview.root, saves.add, ready))
    try:
        await ready.wait()  # before the first build reads anything
        await _build(preview, desk, saves, first=True)
        preview.started(_address(preview.host, port, desk.shown.base_path, gate.token))
        await _follow(preview, desk, saves, watching)
    finally:
        watching.cancel()
        server.stop()


def _server(desk: Desk, gate: Gate) -> Door:
    _hush()
    shared = {"desk": desk, "gate": gate}
    rules = [
        (r"/livereload", Live, shared),
        (r"/livereload\.js", Script, shared),
        (r"/\.factbox/overlay\.css", Style, shared),
        (r".*", Page, shared),
    ]
    application = Application(rules, log_function=lambda _handler: None, websocket_max_message_size=MESSAGE_BYTES)
    return Door(
        application,
        max_header_size=HEADER_BYTES,
        max_body_size=MESSAGE_BYTES,
        idle_connection_timeout=IDLE_SECONDS,
        body_timeout=IDLE_SECONDS,
    )


def _hush() -> None:
    """Keep what the libraries say of odd requests out of an editor's terminal; errors of ours still come through."""
    for name in ("tornado.general", "tornado.access", "livereload", "watchfiles"):
        logging.getLogger(name).addHandler(logging.NullHandler())


async def _follow(preview: Preview, desk: Desk, saves: Saves, watching: asyncio.Task[None]) -> None:
    """Build after each burst of saves. One that comes during a build is followed by another: the last save wins."""
    hasty = False
    while True:
        waiting = asyncio.create_task(saves.burst())
        await asyncio.wait({waiting, watching}, return_when=asyncio.FIRST_COMPLETED)
        if watching.done():
            waiting.cancel()
            watching.result()
        hasty = not await _build(preview, desk, saves, hasty=hasty)


async def _build(preview: Preview, desk: Desk, saves: Saves, *, first: bool = False, hasty: bool = False) -> bool:
    """Build and show what came of it.

    A mistake that may be gone already, since something was saved meanwhile, is passed over once (and False given): it
    may be half of a save. `hasty` is whether that has just happened.
    """
    begun = time.perf_counter()
    tried = await _in_thread(lambda: attempt(preview.make, preview.root))
    seconds = time.perf_counter() - begun
    failed = isinstance(tried, Failure) or tried.report.failed
    if first and isinstance(tried, Failure) and tried.exit_code:
        raise Abort(tried.message, exit_code=tried.exit_code)
    if failed and saves.waiting and not hasty:
        desk.ready.set()
        return False
    desk.show(advance(desk.shown, tried))
    preview.built(tried, seconds)
    return True


async def _in_thread(work: Callable[[], T]) -> T:
    """Do some work beside the server. The thread is a daemon, so that Ctrl-C does not wait for a long build."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def finish(result: T) -> None:
        if not future.done():
            future.set_result(result)

    def run() -> None:
        result = work()
        with contextlib.suppress(RuntimeError):  # the loop was closed meanwhile: nobody wants the result
            loop.call_soon_threadsafe(finish, result)

    threading.Thread(target=run, daemon=True).start()
    return await future


def _address(host: str, port: int, base_path: str, token: str) -> str:
    name = f"[{host}]" if ":" in host and not host.startswith("[") else host
    return f"http://{name}:{port}" + (f"/?token={token}" if token else base_path)
