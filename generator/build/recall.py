"""What is kept of a build, to the disk and back: a build that changes little reads and writes little of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.build.context import Slim, awaken, slim
from generator.build.kept import NOTHING, Kept, over
from generator.build.later import Row, Rows
from generator.model.mappings import Joined
from generator.publish.memory import TURN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from generator.build.retouch import Context
    from generator.build.themes import Themes
    from generator.publish.memory import Memory
    from generator.render.theme import Theme

_ROWS = ("heads", "files", "outputs")
"""The fields of `Kept` that have a value of its own for each of their keys."""

_WHOLE = ("known", "inside", "keys", "sums", "inputs", "told")
"""Those that are a value each; what a quick build changes in them is put into `patch`."""

_BASE = ("world", "desk", "sign", "times", "beside", "count")


def recall(memory: Memory, root: Path, themes: Themes) -> Kept:
    """Give what was kept; nothing where that is not whole. `root` is the site's folder, `themes` are its themes."""
    found = memory.take(("base", "newest", "patch", TURN))
    if "base" not in found or "newest" not in found:
        return NOTHING
    base = dict(zip(_BASE, found["base"], strict=True))
    patch = found.get("patch", {})
    whole: dict[str, Any] = {name: over(Row(memory, name), patch.get(name, {})) for name in _WHOLE}
    rows: dict[str, Any] = {name: Rows(memory, f"{name}:") for name in _ROWS}
    context = _awakening(memory, lambda found, theme: awaken(found, root, rows["heads"], whole["sums"], theme), themes)
    return Kept(
        **base,
        **whole,
        **rows,
        newest=found["newest"],
        turn=found.get(TURN, ""),
        context=context,
        code=lambda: memory.take(("code",)).get("code", b""),
    )


def _awakening(memory: Memory, wake: Callable[[Slim, Theme], Context], themes: Themes) -> Callable[[], Context | None]:
    """Give what reads the context when it is asked for, and wakes it with the theme of now."""

    def awakened() -> Context | None:
        found = memory.take(("context", "code"))
        slimmed = found.get("context")
        theme, _ = themes.theme(found.get("code", b""), known=True)
        return wake(slimmed, theme) if isinstance(slimmed, Slim) else None

    return awakened


def keep(memory: Memory, before: Kept, now: Kept) -> None:
    """Write what is kept now; `before` is what the memory holds already."""
    if now is not before:
        (_patch if now.context is before.context and before is not NOTHING else _keep)(memory, before, now)


def _patch(memory: Memory, before: Kept, now: Kept) -> None:
    """Write what a quick build changed."""
    values: dict[str, Any] = {"patch": {name: dict(_second(getattr(now, name))) for name in _WHOLE}}
    if now.newest is not before.newest:
        values["newest"] = now.newest
    for name in _ROWS:
        old = getattr(before, name)
        values.update(
            (f"{name}:{key}", value)
            for key, value in _second(getattr(now, name)).items()
            if _second(old).get(key) is not value
        )
    memory.keep(values, turn=before.turn)


def _second(held: Mapping[Any, Any]) -> Mapping[Any, Any]:
    return held.second if isinstance(held, Joined) else {}


def _keep(memory: Memory, before: Kept, now: Kept) -> None:
    values: dict[str, Any] = {"base": tuple(getattr(now, name) for name in _BASE), "newest": now.newest}
    values.update((name, dict(getattr(now, name))) for name in _WHOLE)
    context = now.context()
    if context is not None:
        values["context"] = slim(context)
    code = now.code()
    if code:
        values["code"] = code
    gone = ["patch", *(() if context is not None else ("context",))]
    for name in _ROWS:
        old, new = getattr(before, name), getattr(now, name)
        values.update((f"{name}:{key}", value) for key, value in new.items() if old.get(key) is not value)
        gone += (f"{name}:{key}" for key in old if key not in new)
    memory.keep(values, gone, anew=before is NOTHING, turn=before.turn)
