"""build.json: what a build read and wrote, so that the next one knows which files are its own."""

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
        return files_in((folder / RECORD).read_bytes())
    except OSError:
        return None


def files_in(data: bytes) -> dict[str, str] | None:
    """Give the files that a record lists, path and sha256; None where it is damaged."""
    try:
        files = json.loads(data)["files"]
        return {path: digest for path, digest in files.items() if isinstance(digest, str) and _is_inside(path)}
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def has_drafts(data: bytes) -> bool:
    """Tell whether a record is of a build with drafts among its pages."""
    return bool(json.loads(data).get("drafts"))


def _is_inside(path: str) -> bool:
    return bool(path) and not path.startswith("/") and ".." not in path.split("/")


def record(digests: Mapping[str, str], inputs: Mapping[str, str], *, preview: bool = False) -> bytes:
    """Give the record of a build: its version, whether it has drafts, and the sha256 of all files by path, in and out.

    It holds no clock, so that a build which changes nothing changes no file.
    """
    held = {
        "factbox": __version__,
        **({"drafts": True} if preview else {}),
        "inputs": dict(sorted(inputs.items())),
        "files": dict(sorted(digests.items())),
    }
    return (json.dumps(held, ensure_ascii=False, indent=1) + "\n").encode()
