"""One build at a time, and what the machine refused it in one sentence."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.diagnostics import Abort
from generator.publish.exchange import settle
from generator.publish.lock import locked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.publish.workspace import Workspace


@contextmanager
def told(folder: Path, what: str) -> Iterator[None]:
    """Tell what the machine refused, in one sentence."""
    try:
        yield
    except OSError as error:
        at = error.filename2 or error.filename or folder
        message = f"error: cannot {what} {at}: {error.strerror or error}"
        raise Abort(message) from error


@contextmanager
def alone(folder: Path, space: Workspace | None) -> Iterator[None]:
    """Work on an output while no other build does; first finish what a killed one began. Aborts with 3 after a wait."""
    if space is None:
        yield
        return
    with locked(space.lock, folder):
        for tree in sorted(space.folder.glob("tree-*")):
            settle(tree.with_name(tree.name.removesuffix(".aside")), space.output)
        yield
