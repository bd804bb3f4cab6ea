"""A run's problems as a whole: with the site's own severities, without repeats, in a stable order."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.diagnostics.codes import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.diagnostics.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class Report:
    """All problems of a run, sorted by place. `sources` holds the text of every file that was read, by path.

    `known` counts the unbound figures that are not reported, because figures.baseline lists them.
    """

    problems: tuple[Diagnostic, ...]
    sources: Mapping[str, str]
    known: int = 0

    @property
    def failed(self) -> bool:
        """Tell whether any problem is an error."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def misconfigured(self) -> bool:
        """Tell whether the configuration itself is wrong."""
        return any(problem.code == "E-CONFIG" for problem in self.problems)

    def count(self, severity: Severity) -> int:
        """Give how many problems are of a severity."""
        return Counter(problem.severity for problem in self.problems)[severity]


def report(
    problems: Iterable[Diagnostic],
    sources: Mapping[str, str],
    severities: Mapping[str, Severity] | None = None,
    *,
    strict: bool = False,
    known: int = 0,
) -> Report:
    """Sort problems, drop repeats, and apply the severities of config.yaml; `strict` makes errors of warnings.

    `known` counts the figures that figures.baseline lists.
    """
    judged = (_judge(problem, severities or {}, strict=strict) for problem in problems)
    kept = {problem: None for problem in judged if problem.severity is not Severity.OFF}
    return Report(tuple(sorted(kept, key=_order)), sources, known)


def _judge(problem: Diagnostic, severities: Mapping[str, Severity], *, strict: bool) -> Diagnostic:
    severity = severities.get(problem.code, problem.severity)
    if strict and severity is Severity.WARNING:
        severity = Severity.ERROR
    return problem if severity is problem.severity else replace(problem, severity=severity)


def _order(problem: Diagnostic) -> tuple[str, int, int, str, str]:
    span = problem.span
    return (span.path, span.line, span.column, problem.code, problem.message)
