"""What is kept of a build, to the disk and back: only what is another than before is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.build.kept import NOTHING, Kept

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.build.memory import Memory

_PARTS = ("heads", "files", "outputs")
"""The fields of `Kept` that have a value of its own for each of their keys."""


def recall(memory: Memory) -> Kept:
    """Give what was kept; nothing where that is not whole."""
    base = memory.take(("base", "keys"))
    if len(base) != 2:  # noqa: PLR2004 - both
        return NOTHING
    world, desk, known = base["base"]
    parts: dict[str, Any] = {name: memory.take_all(f"{name}:") for name in _PARTS}
    return Kept(world=world, desk=desk, known=known, keys=base["keys"], **parts)


def keep(memory: Memory, before: Kept, now: Kept) -> None:
    """Write what is kept now; `before` is what the memory holds already."""
    values: dict[str, Any] = {"base": (now.world, now.desk, now.known)}
    if now.keys != before.keys:
        values["keys"] = now.keys
    gone: list[str] = []
    for name in _PARTS:
        old, new = getattr(before, name), getattr(now, name)
        values.update(_changed(name, old, new))
        gone += (f"{name}:{key}" for key in old if key not in new)
    memory.keep(values, gone, anew=before is NOTHING)


def _changed(name: str, old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    return ((f"{name}:{key}", value) for key, value in new.items() if old.get(key) is not value)
