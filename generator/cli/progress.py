"""How far a long build is, for people at a terminal."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MANY = 200

_PAUSE = 0.1
"""Seconds between two drawings of the bar."""


@contextmanager
def progress(*, wanted: bool) -> Iterator[Callable[[int, int], None]]:
    """Give what to tell after each page; a bar is drawn on a terminal, from some hundred pages on."""
    if not wanted or not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    from rich.console import Console  # noqa: PLC0415 - 50 ms that piped output and quiet runs need not pay
    from rich.progress import Progress  # noqa: PLC0415 - the same

    # It draws itself when it is told something, not from a thread of its own: a process with two threads cannot fork.
    with Progress(console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("Rendering", total=None, visible=False)

        drawn = 0.0

        def tell(done: int, everything: int) -> None:
            nonlocal drawn
            now = time.monotonic()
            late = now - drawn >= _PAUSE
            bar.update(task, completed=done, total=everything, visible=everything >= MANY, refresh=late)
            drawn = now if late else drawn

        yield tell
