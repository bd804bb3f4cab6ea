"""build.json: what a build wrote, so that the next one knows which files are its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

RECORD = "build.json"


def read_record(folder: Path) -> dict[str, str] | None:
    """Give what the last build wrote into a folder, path and sha256; None where no build did, or it is damaged."""
    try:
        files = json.loads((folder / RECORD).read_bytes())["files"]
        return {path: digest for path, digest in files.items() if isinstance(digest, str) and _is_inside(path)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _is_inside(path: str) -> bool:
    return bool(path) and not path.startswith("/") and ".." not in path.split("/")


def record(digests: Mapping[str, str]) -> bytes:
    """Give the record of a build: its version, and the sha256 of every file by path."""
    held = {"factbox": __version__, "files": dict(sorted(digests.items()))}
    return (json.dumps(held, ensure_ascii=False, indent=1) + "\n").encode()
