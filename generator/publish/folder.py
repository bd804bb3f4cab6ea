"""Which folders may be an output: never one that holds somebody else's files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostics import Abort
from generator.publish.record import RECORD, read_record
from generator.publish.workspace import is_known

if TYPE_CHECKING:
    from collections.abc import Iterable

_USAGE = 2


def check_folder(output: Path, inputs: Iterable[Path]) -> None:
    """Refuse an output folder that is a file, a link, a system's or the site's own folder, or holds foreign files.

    `inputs` are the folders that the site is read from. Aborts with exit code 2 and the reason.
    """
    if output.is_symlink():
        _refuse(output, "is a link; name the folder itself")
    if output.exists() and not output.is_dir():
        _refuse(output, "is not a folder")
    whole = output.resolve()
    if whole == Path(whole.anchor) or whole == Path.home():
        _refuse(output, "is no place for a site")
    for folder in inputs:
        kept = folder.resolve()
        if whole == kept or whole in kept.parents or kept in whole.parents:
            _refuse(output, f"is, holds or lies in {folder}, which the site is read from")
    _refuse_foreign(output)


def _refuse_foreign(output: Path) -> None:
    if not output.is_dir() or is_known(output) or read_record(output) is not None:
        return
    try:
        names = sorted(path.name for path in output.iterdir())
    except OSError as error:
        message = f"error: cannot read {output}: {error.strerror}"
        raise Abort(message) from error
    if names:
        shown = ", ".join(names[:3]) + (" and others" if len(names) > len(names[:3]) else "")
        _refuse(
            output, f"holds files that Factbox did not write ({shown}), and has no {RECORD}; empty it or name another"
        )


def _refuse(output: Path, reason: str) -> None:
    message = f"error: the output folder {output} {reason}"
    raise Abort(message, exit_code=_USAGE)
