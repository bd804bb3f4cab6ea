"""What the browser gets: the last good build, and what has been wrong since."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.serve.attempt import Attempt, Failure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.diagnostics.report import Report


@dataclass(frozen=True, slots=True)
class Shown:
    """The state of the preview. `files` are those of the last good build, by path below `base_path`.

    `trouble` is why the newest build failed, None where it did not. `stamp` names the state: every page carries it, so
    that a page can be told from a newer one.
    """

    files: Mapping[str, bytes]
    base_path: str
    trouble: Report | Failure | None
    stamp: int


def advance(shown: Shown, tried: Attempt) -> Shown:
    """Give the state after a build: itself where the browser would see no difference."""
    if isinstance(tried, Failure):
        new = replace(shown, trouble=tried)
    elif tried.report.failed:
        new = replace(shown, trouble=tried.report)
    else:
        new = replace(shown, files=tried.files, base_path=tried.base_path, trouble=None)
    return shown if new == shown else replace(new, stamp=shown.stamp + 1)
