"""The files of a theme: the default's, which the package carries, and a site's own folder."""

from __future__ import annotations

import os
import stat
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.diagnostics import Diagnostic, Span, diagnose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable

LARGEST_FILE: Final = 2 * 2**20
"""Bytes of the largest file of a theme."""

FOLDER: Final = "templates"

SUFFIXES: Final = (".html", ".xml", ".txt")
"""How the names of templates end."""


def default_folder() -> Traversable:
    """Give the folder of the default theme: in the package, or in a checkout beside it."""
    packed = files("generator") / FOLDER
    return packed if packed.is_dir() else Path(__file__).resolve().parents[3] / FOLDER


def default_files() -> dict[str, bytes]:
    """Give the files of the default theme by their names in its folder, in the order of the names."""
    return dict(_walk(default_folder(), ""))


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _walk(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry.read_bytes()


def own_files(folder: Path) -> tuple[Mapping[str, bytes], tuple[Diagnostic, ...]]:
    """Give the files of a site's own `templates/`, {} where there are none, and what is wrong with them.

    The folder of the default theme itself is no override of it: so is this very project's demonstration built.
    Hidden files are left alone. Reports E-SYMLINK, E-NOT-FILE and E-LIMIT.
    """
    default = default_folder()
    if not folder.is_dir() or (isinstance(default, Path) and folder.samefile(default)):
        return {}, ()
    found: dict[str, bytes] = {}
    problems: list[Diagnostic] = []
    for path in _visible(folder):
        name = path.relative_to(folder).as_posix()
        content = _read(path, Span(f"{FOLDER}/{name}"))
        if isinstance(content, Diagnostic):
            problems.append(content)
        elif content is not None:
            found[name] = content
    return found, tuple(problems)


def _visible(folder: Path) -> list[Path]:
    paths = folder.rglob("*")
    return sorted(path for path in paths if not any(part.startswith(".") for part in path.relative_to(folder).parts))


def _read(path: Path, span: Span) -> bytes | Diagnostic | None:
    """Give a file's bytes, None for a folder. It is opened once and judged by what was opened."""
    if path.is_symlink():
        return diagnose("E-SYMLINK", span, "a theme may not hold a symbolic link: it could publish any file")
    if path.is_dir():
        return None
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | getattr(os, "O_NOFOLLOW", 0))
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            return diagnose("E-NOT-FILE", span, "this is a device or a pipe, not a file")
        content = stream.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        return diagnose("E-LIMIT", span, f"the file is larger than {LARGEST_FILE // 2**20} MiB")
    return content


def template_texts(own: Mapping[str, bytes]) -> dict[str, str]:
    """Give the texts of a site's own templates by their paths in the site, to show the lines of problems from."""
    texts = ((f"{FOLDER}/{name}", content) for name, content in own.items() if name.endswith(SUFFIXES))
    return {path: content.decode("utf-8-sig", "replace").replace("\r\n", "\n") for path, content in texts}
