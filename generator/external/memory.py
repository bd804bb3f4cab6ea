"""What was found out about addresses before: a file under the site's `.factbox/`, which may be deleted at any time."""

from __future__ import annotations

import datetime as dt
import json
import os
from typing import TYPE_CHECKING, Any

from generator.external.asking import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

VERSION = 1
LASTS = dt.timedelta(days=7)
KEPT = frozenset({"ok", "gone", "moved"})
"""Kinds of answers that are worth remembering; what could not be found out is asked again."""

Memory = dict[str, tuple[Answer, dt.datetime]]


def recalled(root: Path, now: dt.datetime) -> Memory:
    """Give what is still fresh; nothing where the file is missing, damaged, or of another version."""
    try:
        held: Any = json.loads((root / ".factbox" / "external.json").read_text("utf-8"))
        if held["version"] != VERSION:
            return {}
        found = {url: _entry(entry) for url, entry in held["answers"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return {url: (answer, at) for url, (answer, at) in found.items() if answer.kind in KEPT and at <= now <= at + LASTS}


def _entry(entry: Mapping[str, str]) -> tuple[Answer, dt.datetime]:
    at = dt.datetime.fromisoformat(entry["at"])
    return Answer(str(entry["kind"]), str(entry["said"]), str(entry["to"])), at.astimezone(dt.UTC)


def remember(root: Path, memory: Memory) -> None:
    """Write down what is known, in one step. A disk that refuses is no reason to say less; a link is not followed."""
    folder = root / ".factbox"
    answers = {
        url: {"kind": answer.kind, "said": answer.said, "to": answer.to, "at": at.isoformat()}
        for url, (answer, at) in sorted(memory.items())
        if answer.kind in KEPT
    }
    data = json.dumps({"version": VERSION, "answers": answers}, ensure_ascii=False, indent=1) + "\n"
    fresh = folder / f"external.json.{os.getpid()}"
    try:
        folder.mkdir(exist_ok=True)
        if not folder.is_symlink():
            fresh.write_text(data, "utf-8")
            fresh.replace(folder / "external.json")
    except OSError:
        fresh.unlink(missing_ok=True)
