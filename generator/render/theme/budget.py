"""What one page may cost: counted steps and characters, so that the same page always passes or always fails.

A clock would let a slow machine fail a page that a quick one accepts.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STEPS: Final = 2_000_000
"""Turns of loops, calls and entries given to filters, for a page: some seconds of work at the most."""

CALL: Final = 4
"""Steps of a call, which takes about as long as that many turns of a loop."""

CHARACTERS: Final = 256 * 2**20
"""Characters joined into new texts, for a page."""

LARGEST: Final = 32 * 2**20
"""Characters of the longest single text."""

RANGE: Final = 100_000
"""Numbers of the longest `range()`."""

BITS: Final = 256
"""Binary digits of the largest whole number."""


class ExceededError(Exception):
    """A template asks for more than a page may cost; the message says for what."""


class Budget:
    """What is left for the page that is being rendered."""

    __slots__ = ("characters", "steps")

    def __init__(self) -> None:
        """Begin with the whole allowance."""
        self.steps = STEPS
        self.characters = CHARACTERS


# A context variable, because a macro that another template imported sees nothing of the page's own context.
_current: ContextVar[Budget | None] = ContextVar("budget", default=None)


@contextmanager
def allowance() -> Iterator[Budget]:
    """Give the page that is rendered inside this block an allowance of its own."""
    budget = Budget()
    token = _current.set(budget)
    try:
        yield budget
    finally:
        _current.reset(token)


def spend_steps(count: int) -> None:
    """Take steps from the page's allowance, or raise `ExceededError`."""
    budget = _current.get()
    if budget is None:  # a constant expression, folded while the template is compiled
        return
    budget.steps -= count
    if budget.steps < 0:
        message = f"its loops and calls take more than {STEPS:,} steps"
        raise ExceededError(message)


def spend_characters(count: int) -> None:
    """Take characters from the page's allowance, or raise `ExceededError`."""
    if count > LARGEST:
        message = f"it makes a text of more than {LARGEST:,} characters"
        raise ExceededError(message)
    budget = _current.get()
    if budget is None:
        return
    budget.characters -= count
    if budget.characters < 0:
        message = f"it makes texts of more than {CHARACTERS:,} characters together"
        raise ExceededError(message)


def joined(pieces: Iterable[str]) -> str:
    """Join pieces of text, which are counted while they arrive."""
    kept: list[str] = []
    length = 0
    for piece in pieces:
        kept.append(piece)
        length += len(piece)
        if length > LARGEST:
            break
    spend_characters(length)
    return "".join(kept)
