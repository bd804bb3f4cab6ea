"""The one thing of the preview that changes: what is shown now, and who waits for the next."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

from generator.serve.sight import Sight, difference, look

if TYPE_CHECKING:
    from generator.serve.shown import Shown
    from generator.serve.sight import Reload, Swap


class Waiter(Protocol):
    """An open page."""

    def hear(self, change: Swap | Reload) -> None:
        """Take note that the page shows something else now."""


class Desk:
    """Holds the state of the preview; requests wait on `ready` until the first build is over, good or bad."""

    def __init__(self, shown: Shown) -> None:
        """Begin with a state, and nobody waiting."""
        self.shown = shown
        self.ready = asyncio.Event()
        self._waiting: dict[Waiter, tuple[str, Sight] | None] = {}

    @property
    def waiting(self) -> int:
        """Count the open pages, those among them that have not said yet what they show."""
        return len(self._waiting)

    def show(self, shown: Shown) -> None:
        """Take a new state; those open pages hear of it that show something else now."""
        self.shown = shown
        self.ready.set()
        for waiter, held in tuple(self._waiting.items()):
            if held is None:
                continue
            target, old = held
            new = look(shown, target)
            self._waiting[waiter] = (target, new)
            change = difference(old, new)
            if change is not None:
                waiter.hear(change)

    def enter(self, waiter: Waiter) -> None:
        """Take note of a page that will say what it shows."""
        self._waiting[waiter] = None

    def join(self, waiter: Waiter, target: str) -> str:
        """Let a page wait that shows a target, and give the digest of what it ought to show."""
        sight = look(self.shown, target)
        self._waiting[waiter] = (target, sight)
        return sight.digest

    def leave(self, waiter: Waiter) -> None:
        """Forget a page."""
        self._waiting.pop(waiter, None)
