"""The files of the theme, each published under a name that tells its content."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_DIGITS = 10


def published_names(assets: Mapping[str, bytes]) -> dict[str, str]:
    """Give for each file the name under which it is published: `style.css` becomes `style.1a2b3c4d5e.css`.

    A browser may keep such a file for ever, since a change gives it another name.
    """
    return {name: _hashed(name, data) for name, data in assets.items()}


def _hashed(name: str, data: bytes) -> str:
    stem, dot, ending = name.rpartition(".")
    digest = hashlib.sha256(data).hexdigest()[:_DIGITS]
    return f"{stem}.{digest}.{ending}" if dot else f"{name}.{digest}"
