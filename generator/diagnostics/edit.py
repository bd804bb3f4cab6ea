"""How a problem could be mended by the program: a change of the author's file as a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass

if TYPE_CHECKING:
    from generator.diagnostics.span import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """What to put in the place of `span`, as it must stand in the file, quotes and escapes included.

    A span of length 0 lies before its character: nothing is taken away.
    """

    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits of one file that together mend a problem, in the order of their places; `message` says what they do.

    A fix is `sure` where it cannot make a text say anything else than its author meant. `factbox check --fix` makes no
    other; a suggestion that is not sure is for people, who see it in their editor.
    """

    message: str
    edits: tuple[Edit, ...]
    sure: bool = True
