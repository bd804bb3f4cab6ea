"""One try to build, whatever comes of it: the preview outlives them all."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.build import Made
from generator.diagnostics import Abort

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a build gave not even a report: the machine refused, or Factbox has a bug.

    `exit_code` is that of the Abort, and 0 for a bug.
    """

    message: str
    exit_code: int = 0


Attempt = Made | Failure


def attempt(make: Callable[[], Made]) -> Attempt:
    """Build once. A bug is told with its traceback on stderr, and does not end the preview."""
    try:
        return make()
    except Abort as abort:
        return Failure(abort.message, abort.exit_code)
    except Exception as bug:  # noqa: BLE001 - the next save may well not meet it
        traceback.print_exc()
        return Failure(f"Factbox has a bug: {type(bug).__name__}: {bug}; the terminal tells where")
