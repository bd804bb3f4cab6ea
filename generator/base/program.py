"""The digest of the program itself: what another version of it made is made again."""

from __future__ import annotations

import functools
import hashlib
import os
import sys
from pathlib import Path

from generator import __version__


@functools.cache
def program() -> str:
    """Give the digest of Factbox as it is installed: its version, and the names, sizes and times of its files."""
    root = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256(f"{__version__} {sys.version}".encode())
    for top in (root, root.parent / "templates"):  # in a checkout the default theme stands beside the package
        for folder, folders, names in os.walk(top):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            for name in sorted(names):
                seen = os.stat(f"{folder}/{name}")  # noqa: PTH116 - hundreds of files on the path of every build
                digest.update(f"{folder.removeprefix(str(root))}/{name} {seen.st_size} {seen.st_mtime_ns}".encode())
    return digest.hexdigest()
