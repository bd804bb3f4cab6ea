"""`factbox init`: a small site to begin with."""

from __future__ import annotations

import shlex
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import options
from generator.diagnostics import Abort

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

_IGNORED = frozenset({".git"})
# Under their own names these would speak of the folder that they wait in.
_RENAMED = {"gitignore": ".gitignore", "github": ".github"}


@click.command(epilog="\b\nExample:\n  factbox init my-site")
@click.argument("folder", type=click.Path(path_type=Path))
@options.quiet
def init(folder: Path, *, quiet: bool) -> int:
    """Write a small site into FOLDER, which must be new or empty.

    Its files explain themselves: read them, then replace the subject by your own.
    """
    _refuse_full(folder)
    count = 0
    for path, data in _starter(files("generator") / "starter", ""):
        _write(folder / path, data)
        count += 1
    if not quiet:
        _tell(folder, count)
    return 0


def _refuse_full(folder: Path) -> None:
    """Abort with 2 where there is anything that the new site could be mixed up with."""
    try:
        names = sorted(path.name for path in folder.iterdir() if path.name not in _IGNORED)
    except FileNotFoundError:
        return
    except NotADirectoryError:
        message = f"{folder} is a file; name a new or an empty folder"
        raise Abort(message, exit_code=options.USAGE) from None
    except OSError as error:
        message = f"{folder} cannot be read: {error.strerror or error}"
        raise Abort(message) from error
    if names:
        shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > len(names[:3]) else "")
        message = f"{folder} is not empty: it holds {shown}; name a new or an empty folder"
        raise Abort(message, exit_code=options.USAGE)


def _starter(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    """Give the starter's files by their paths in the new site."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = prefix + _RENAMED.get(entry.name, entry.name)
        if entry.is_dir():
            yield from _starter(entry, f"{name}/")
        else:
            yield name, entry.read_bytes()


def _write(path: Path, data: bytes) -> None:
    """Write a file that is not there yet. Aborts with 3 where it is, or where the disk refuses."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(data)
    except OSError as error:
        message = f"{error.filename or path} cannot be written: {error.strerror or error}"
        raise Abort(message) from error


def _tell(folder: Path, count: int) -> None:
    name = shlex.quote(str(folder))
    click.echo(f"{folder}: a small site of {count} files. Look at it while you change it, then build it:")
    click.echo(f"  factbox serve {name}")
    click.echo(f"  factbox build {name}")
