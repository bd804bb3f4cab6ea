"""What the browser gets: the last good build, and what has been wrong since."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.serve.attempt import Attempt, Failure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.diagnostics.report import Report


@dataclass(frozen=True, slots=True)
class Shown:
    """The state of the preview. `files` are those of the last good build, by path below `base_path`.

    `trouble` is why the newest build failed, None where it did not.
    """

    files: Mapping[str, bytes]
    base_path: str
    trouble: Report | Failure | None


def advance(shown: Shown, tried: Attempt) -> Shown:
    """Give the state after a build. Nothing is compared here: only what somebody looks at is, later."""
    if isinstance(tried, Failure):
        return replace(shown, trouble=tried)
    if tried.report.failed:
        return replace(shown, trouble=tried.report)
    return Shown(tried.files, tried.base_path, None)
