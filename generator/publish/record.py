"""build.json: what a build wrote, so that the next one knows which files are its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

RECORD = "build.json"


def read_record(folder: Path) -> frozenset[str] | None:
    """Give the paths that the last build wrote into a folder; None where no build did, or its record is damaged."""
    try:
        held = json.loads((folder / RECORD).read_bytes())
        files = held["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return frozenset(path for path in files if isinstance(path, str)) if isinstance(files, dict) else None


def record(digests: Mapping[str, str]) -> bytes:
    """Give the record of a build: its version, and the sha256 of every file by path."""
    held = {"factbox": __version__, "files": dict(sorted(digests.items()))}
    return (json.dumps(held, ensure_ascii=False, indent=1) + "\n").encode()
