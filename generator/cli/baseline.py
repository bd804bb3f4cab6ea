"""figures.baseline written anew by `factbox check --write-baseline`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from generator.diagnostics import Abort
from generator.model.baseline import BASELINE, kept, write_baseline

if TYPE_CHECKING:
    from pathlib import Path

    from generator.build import Job
    from generator.model.baseline import KnownFigure


def rewrite(job: Job) -> str:
    """Make the list of a site's unbound figures, or take out of it what was mended; give what was done, in words.

    A list that is there only becomes shorter: a figure that is unbound and new is for its author to bind.
    """
    from generator.build import survey  # noqa: PLC0415 - a check without a baseline needs none of it
    from generator.facts.lint import entries  # noqa: PLC0415 - the same
    from generator.load.site import load  # noqa: PLC0415 - the same

    loaded = load(job.root)
    if loaded.site is None:
        return f"{BASELINE} was not written: config.yaml has errors"
    examined, _ = survey(job, loaded.site)
    found = [one for linted in examined.figures for _, one in entries(linted)]
    old = loaded.site.baseline if BASELINE in loaded.sources else None
    listed = found if old is None else list(kept(old, found))
    _write(job.root, write_baseline(listed))
    return "\n".join(_told(old, found, listed))


def _told(old: tuple[KnownFigure, ...] | None, found: list[KnownFigure], listed: list[KnownFigure]) -> list[str]:
    said = f"{BASELINE}: {_count(len(listed))} listed"
    if old is None:
        return [said]
    gone, new = len(old) - len(listed), len(found) - len(listed)
    lines = [f"{said}, {gone} taken out because they were mended"]
    if new:
        lines.append(f"{_count(new)} that stood unbound since are not listed: bind them, or mark them as free")
    return lines


def _count(number: int) -> str:
    return f"{number} figure" if number == 1 else f"{number} figures"


def _write(root: Path, text: str) -> None:
    """Put the list in its place in one step. Aborts where something else has its name, or the disk refuses."""
    path, spare = root / BASELINE, root / f".{BASELINE}.factbox"
    if path.is_symlink() or (path.exists() and not path.is_file()):
        message = f"{path} is no plain file; remove it, then try again"
        raise Abort(message)
    try:
        spare.unlink(missing_ok=True)
        with spare.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        spare.replace(path)
    except OSError as error:
        spare.unlink(missing_ok=True)
        message = f"error: cannot write {BASELINE}: {error.strerror or error}"
        raise Abort(message) from error
