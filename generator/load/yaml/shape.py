"""What stands at the top of a file: the keys that every file of a site begins with, or something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator.diagnostics import Diagnostic, Span, diagnose
from generator.load.node import Mapping, Node, Scalar

if TYPE_CHECKING:
    from generator.load.tree import TextFile

_BLANK: Final = re.compile(r"(?:\s|-{3}(?=\s|\Z)|\.{3}(?=\s|\Z))*")
_GLUED: Final = re.compile(r"[\w-]+:\S")
_SHOWN: Final = 40


def as_mapping(
    file: TextFile, root: Node | None, diagnostics: tuple[Diagnostic, ...], what: str
) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    """Give the mapping at the top; report (E-SHAPE) a file that is empty or holds a list or a single text.

    Where reading ended in an error, the shape of what was read before it is no second error.
    """
    if isinstance(root, Mapping):
        return root, diagnostics
    if any(found.severity == "error" for found in diagnostics):
        return None, diagnostics
    return None, (*diagnostics, _misshapen(file, root, what))


def _misshapen(file: TextFile, root: Node | None, what: str) -> Diagnostic:
    if root is None or (isinstance(root, Scalar) and not root.text and not root.style):
        return _empty(file, what)
    span = Span(root.span.path, root.span.line, root.span.column)
    if not isinstance(root, Scalar):
        message = f"{what} is a list; it must hold keys with values, such as `title: ...`"
        return diagnose("E-SHAPE", span, message, hint="put the list under its key")
    words = root.text if len(root.text) <= _SHOWN else f"{root.text[:_SHOWN]}..."
    message = f'{what} is a single text ("{words}"); it must hold keys with values, such as `title: ...`'
    glued = _GLUED.match(root.text) and not root.style
    hint = "put a space after each colon" if glued else "write a key and a colon before the text"
    return diagnose("E-SHAPE", root.span, message, hint=hint)


def _empty(file: TextFile, what: str) -> Diagnostic:
    blank = _BLANK.match(file.text)
    if blank is None or blank.end() == len(file.text):
        return diagnose("E-SHAPE", Span(file.path), f"{what} is empty", hint="write its keys, or delete it")
    message = f"{what} holds nothing but comments"
    return diagnose("E-SHAPE", Span(file.path), message, hint="remove the # before what should count, or delete it")
