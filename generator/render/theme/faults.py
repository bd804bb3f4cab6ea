"""What went wrong while a page was rendered, as a diagnostic that points into the template."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING, Final

from jinja2.exceptions import SecurityError, TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError

from generator.diagnostics import Diagnostic, Span, diagnose
from generator.render.theme.budget import ExceededError
from generator.render.theme.destination import DestinationError
from generator.render.theme.environment import UnprintableError

if TYPE_CHECKING:
    from collections.abc import Collection

# What an expression of a template can raise: Python's errors about its operands are the template's, not the program's.
CAUGHT: Final = (
    ArithmeticError,
    AttributeError,
    DestinationError,
    ExceededError,
    LookupError,
    MemoryError,
    RecursionError,
    TemplateError,
    TypeError,
    UnprintableError,
    ValueError,
)

_CODES: Final[tuple[tuple[type[BaseException], str], ...]] = (
    (UndefinedError, "E-TPL-UNDEF"),
    (SecurityError, "E-TPL-SANDBOX"),
    (ExceededError, "E-TPL-LIMIT"),
    (RecursionError, "E-TPL-LIMIT"),
    (MemoryError, "E-TPL-LIMIT"),
    (DestinationError, "E-TPL-CONTEXT"),
)


class BrokenPartError(Exception):
    """A template that makes a part of a page cannot be filled in; `problem` says why.

    A page is made of prose, which is made of parts, deep inside values that know nothing of problems: this ends the
    making of that one page, and `render` gives the problem as the page's.
    """

    def __init__(self, problem: Diagnostic) -> None:
        """Keep the problem."""
        super().__init__(problem.message)
        self.problem = problem


def fault(error: BaseException, template: str, files: Collection[str], page: str) -> Diagnostic | None:
    """Give the diagnostic of an error that a template raised, or None where no template was at work: then it is a bug.

    `files` are the files of the theme's templates, `template` the file of the one that was rendered.
    """
    code = next((code for kind, code in _CODES if isinstance(error, kind)), "E-TPL")
    used = f" (used for {page})" if page else ""
    if isinstance(error, TemplateSyntaxError):
        path = error.filename or template
        return diagnose(code, Span(path, error.lineno), f"{error.message}{used}")
    place = _place(error, files)
    if place is None:
        if not isinstance(error, (TemplateError, RecursionError)):
            return None
        place = template, 1
    return diagnose(code, Span(*place), f"{_message(error)}{used}")


def _place(error: BaseException, files: Collection[str]) -> tuple[str, int] | None:
    """Give the innermost line of a template that was at work; Jinja translates the lines of its code back."""
    frames = traceback.walk_tb(error.__traceback__)
    places = [(frame.f_code.co_filename, line) for frame, line in frames]
    return next((place for place in reversed(places) if place[0] in files), None)


def _message(error: BaseException) -> str:
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error.name!r}"
    if isinstance(error, RecursionError):
        return "its macros or templates call themselves without an end"
    if isinstance(error, MemoryError):
        return "it needs more memory than there is"
    return str(error) or type(error).__name__
