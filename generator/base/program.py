"""The digest of the program itself: what another version of it made is made again."""

from __future__ import annotations

import functools
import hashlib
import os
import sys
from contextlib import suppress
from pathlib import Path

from generator import __version__

_METADATA = ".dist-info"
"""How the folder is called that each installed package has beside it (packaging.python.org, recording installs)."""


@functools.cache
def program() -> str:
    """Give the digest of Factbox as it is installed: its version, and the names, sizes and times of its files.

    The packages that it can import count by their names and versions: another one may read or render otherwise.
    """
    root = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256(f"{__version__} {sys.version} {_packages()}".encode())
    for top in (root, root.parent / "templates"):  # in a checkout the default theme stands beside the package
        for folder, folders, names in os.walk(top):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            for name in sorted(names):
                seen = os.stat(f"{folder}/{name}")  # noqa: PTH116 - hundreds of files on the path of every build
                digest.update(f"{folder.removeprefix(str(root))}/{name} {seen.st_size} {seen.st_mtime_ns}".encode())
    return digest.hexdigest()


def _packages() -> list[str]:
    """Give the names and versions of all installed packages, as their folders of metadata are called."""
    found: set[str] = set()
    for folder in sys.path:
        with suppress(OSError):
            names = os.listdir(folder or ".")  # noqa: PTH208 - hundreds of names on the path of every build
            found.update(name for name in names if name.endswith(_METADATA))
    return sorted(found)
