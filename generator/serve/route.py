"""A request's target to what answers it: a file, another address, or a refusal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote_to_bytes

from generator.base import dataclass

if TYPE_CHECKING:
    from collections.abc import Container

LONGEST: Final = 8000
"""Characters of the longest target, which is what web servers usually allow (RFC 9110, 4.1)."""

_BAD_ESCAPE = re.compile("%(?![0-9A-Fa-f]{2})")
_CONTROL = re.compile("[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request gets: with status 200 `path` is a file's, with 302 the address to go to, else it is ""."""

    status: int
    path: str = ""


def route(target: str, base_path: str, files: Container[str]) -> Answer:
    """Give the answer to a target, which is its path as it was sent, without the query.

    Status 400 is for what cannot be an address, 404 for all that is not a file of the site. Files are looked up by
    their whole names and never on a disk, so that no spelling of a path leads out of the site.
    """
    path = _decoded(target)
    if path is None:
        return Answer(400)
    if path == "/" != base_path or path + "/" == base_path:
        return Answer(302, base_path)
    if not path.startswith(base_path) or _is_hidden(path):
        return Answer(404)
    name = path.removeprefix(base_path)
    if name in files:
        return Answer(200, name)
    if name == "" or name.endswith("/"):
        return Answer(200, f"{name}index.html") if f"{name}index.html" in files else Answer(404)
    return Answer(302, quote(f"{path}/")) if f"{name}/index.html" in files else Answer(404)


def _decoded(target: str) -> str | None:
    """Give a target as text; None where it is not one: too long, not a path, broken escapes, not UTF-8, or controls."""
    if len(target) > LONGEST or not target.startswith("/") or _BAD_ESCAPE.search(target):
        return None
    try:
        path = unquote_to_bytes(target.encode("latin-1")).decode("utf-8")
    except UnicodeError:
        return None
    return None if _CONTROL.search(path) else path


def _is_hidden(path: str) -> bool:
    """Tell whether a path has a part that no page has: an empty one, one with a dot in front, or a backslash."""
    parts = path.removeprefix("/").removesuffix("/").split("/")
    return "\\" in path or (path != "/" and any(not part or part.startswith(".") for part in parts))
