"""One try to build, whatever comes of it: the preview outlives them all."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.build import Made
from generator.diagnostics import Abort

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a build gave not even a report: the machine refused, or Factbox has a bug.

    `message` is for the terminal, `shown` for the browser, which learns nothing of the machine. `exit_code` is that of
    the Abort, and 0 for a bug.
    """

    message: str
    shown: str
    exit_code: int = 0


Attempt = Made | Failure


def attempt(make: Callable[[], Made], root: Path) -> Attempt:
    """Build once. A bug is told with its traceback on stderr, and does not end the preview."""
    try:
        return make()
    except Abort as abort:
        return Failure(abort.message, without_root(abort.message, root), abort.exit_code)
    except Exception as bug:  # noqa: BLE001 - the next save may well not meet it
        traceback.print_exc()
        kind = f"Factbox has a bug: {type(bug).__name__}"
        return Failure(f"{kind}: {bug}; the terminal tells where", f"{kind}; the terminal tells where")


def without_root(text: str, root: Path) -> str:
    """Give a text in which the site's folder is called so, wherever on the machine it is."""
    for name in sorted({str(root.resolve()), str(root.absolute())}, key=len, reverse=True):
        text = text.replace(f"{name}/", "").replace(name, "the site's folder")
    return text
