"""build.json: what a build read and wrote, so that the next one knows which files are its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

RECORD = "build.json"
_quoted = json.encoder.encode_basestring


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


def head(inputs: Mapping[str, str], *, preview: bool = False) -> str:
    """Give the beginning of the record of a build: its version, whether it has drafts, and the sha256 of its inputs.

    It holds no clock, so that a build which changes nothing changes no file.
    """
    drafts = ' "drafts": true,\n' if preview else ""
    return f'{{\n "factbox": {_quoted(__version__)},\n{drafts} "inputs": {_table(inputs)},\n'


def record(beginning: str, digests: Mapping[str, str]) -> bytes:
    """Give the whole record: its beginning, and the sha256 of all files that the build wrote.

    These are the bytes of `json.dumps(indent=1)`, made here by few calls, since a site has tens of thousands of files.
    """
    return f'{beginning} "files": {_table(digests)}\n}}\n'.encode()


def _table(digests: Mapping[str, str]) -> str:
    if not digests:
        return "{}"
    lines = [f'  {_quoted(path)}: "{digest}"' for path, digest in sorted(digests.items())]
    return "{\n" + ",\n".join(lines) + "\n }"
