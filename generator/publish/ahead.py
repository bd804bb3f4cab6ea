"""The tree in waiting, made while nobody waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.publish.alone import alone, told
from generator.publish.difference import difference
from generator.publish.step import fill_ahead
from generator.publish.workspace import exchanges, open_workspace

if TYPE_CHECKING:
    from pathlib import Path


def prepare(folder: Path) -> None:
    """Fill the spare tree of an output after its first build, so that the second need not.

    It changes nothing that readers see, and does nothing where there is a spare tree already, where trees are not
    exchanged, or where the output is not as its build left it. Aborts with 3 where the disk refuses.
    """
    live = folder.resolve()
    with told(folder, "write"):
        space = open_workspace(folder) if live.is_dir() else None
        if space is None or not exchanges(space):
            return
        with alone(folder, space):
            now = space.standing()
            if now.digests and now.digests == now.built:
                fill_ahead(space, now, difference(now, now.digests, now.head, _none))


def _none(path: str) -> bytes:
    raise KeyError(path)
