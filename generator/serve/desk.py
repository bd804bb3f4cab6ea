"""The one thing of the preview that changes: what is shown now, and who waits for the next."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from generator.serve.shown import Shown


class Waiter(Protocol):
    """An open page."""

    def reload(self) -> None:
        """Tell the page to load itself again."""


class Desk:
    """Holds the state of the preview; requests wait on `ready` until the first build is over, good or bad."""

    def __init__(self, shown: Shown) -> None:
        """Begin with a state, and nobody waiting."""
        self.shown = shown
        self.ready = asyncio.Event()
        self._waiting: set[Waiter] = set()

    def show(self, shown: Shown) -> None:
        """Take a new state; open pages are told where it differs from theirs."""
        differs = shown.stamp != self.shown.stamp
        self.shown = shown
        self.ready.set()
        for waiter in tuple(self._waiting) if differs else ():
            waiter.reload()

    def join(self, waiter: Waiter, stamp: str) -> None:
        """Let a page wait. One that was loaded before the present state is told at once."""
        self._waiting.add(waiter)
        if stamp != str(self.shown.stamp):
            waiter.reload()

    def leave(self, waiter: Waiter) -> None:
        """Forget a page."""
        self._waiting.discard(waiter)
