"""A problem in the author's own file and terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.diagnostics.codes import CODES, Severity

if TYPE_CHECKING:
    from generator.diagnostics.edit import Fix
    from generator.diagnostics.span import Span


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that belongs to a problem, such as the first of two equal keys."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: its code, how bad it is, where it is, what it is and how to mend it.

    `fix` is there where the program can mend it itself.
    """

    code: str
    severity: Severity
    span: Span
    message: str
    hint: str = ""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem inside a text whose place is not known yet: what a parser of values, dates or addresses returns.

    `start` and `length` are in characters of the text that was parsed.
    """

    code: str
    message: str
    hint: str = ""
    start: int = 0
    length: int | None = None


def diagnose(
    code: str,
    span: Span,
    message: str,
    *,
    hint: str | None = None,
    related: tuple[Related, ...] = (),
    fix: Fix | None = None,
) -> Diagnostic:
    """Give the diagnostic of a code, with the severity and (unless told otherwise) the hint of the table of codes."""
    entry = CODES[code]
    return Diagnostic(code, entry.severity, span, message, entry.hint if hint is None else hint, related, fix)
