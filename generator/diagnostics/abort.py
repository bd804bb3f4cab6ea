"""The one exception: the machine, the disk or the configuration stops the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.diagnostics.diagnostic import Diagnostic


class Abort(Exception):  # noqa: N818 - it is not an error of the program, and its name is a word of the design
    """The work cannot go on; `exit_code` is 2 (usage, configuration), 3 (machine) or 4 (deploy).

    `problem` says it to programs, where it is a problem of the site's own files.
    """

    def __init__(self, message: str, *, exit_code: int = 3, problem: Diagnostic | None = None) -> None:
        """Keep the message that the command line prints as it is."""
        super().__init__(message)
        self.message = message
        self.exit_code = exit_code
        self.problem = problem
