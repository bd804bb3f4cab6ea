"""What is noted while a file is read."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.diagnostics import Diagnostic, Fault, Related, diagnose
from generator.load.yaml import text_of

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from generator.diagnostics import Span
    from generator.load.node import Scalar
    from generator.load.tree import TextFile
    from generator.model.text import Text


@dataclass(slots=True)
class Notebook:
    """What is noted while one file is read: its problems, and which keys its entries were asked for.

    `others` are files whose values are read together with this one's (a CSV file's cells, and the overrides in YAML).
    """

    file: TextFile
    zone: ZoneInfo
    problems: list[Diagnostic] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    others: tuple[TextFile, ...] = ()

    def note(
        self, code: str, span: Span, message: str, hint: str | None = None, related: tuple[Related, ...] = ()
    ) -> None:
        """Note a problem."""
        self.problems.append(diagnose(code, span, message, hint=hint, related=related))

    def fault(self, text: Text, fault: Fault) -> None:
        """Note a problem that a parser found inside a text."""
        self.problems.append(
            diagnose(fault.code, text.at(fault.start, fault.length), fault.message, hint=fault.hint or None)
        )

    def text(self, scalar: Scalar) -> Text:
        """Give a scalar's words with their place."""
        path = scalar.span.path
        return text_of(next((file for file in self.others if file.path == path), self.file), scalar)
