"""Problems as text: one line each, the author's line below it, and a caret under the place."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from generator.diagnostics.codes import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.diagnostics.diagnostic import Diagnostic
    from generator.diagnostics.report import Report
    from generator.diagnostics.span import Span

SHOWN = 100
WIDTH = 100


def as_text(report: Report) -> str:
    """Give the problems, at most a hundred, each with its source line, and a line that counts them all."""
    lines_of = _Lines(report.sources)
    blocks = ["\n".join(_block(problem, lines_of)) for problem in report.problems[:SHOWN]]
    hidden = len(report.problems) - SHOWN
    if hidden > 0:
        blocks.append(f"... and {hidden} more")
    if report.problems:
        blocks.append(summary(report))
    return "".join(f"{block}\n" for block in blocks)


def summary(report: Report) -> str:
    """Give the counts in words: "2 errors, 1 warning in 2 files"."""
    words = [_count(report.count(severity), severity.value) for severity in (Severity.ERROR, Severity.WARNING)]
    notes = report.count(Severity.NOTE)
    if notes:
        words.append(_count(notes, "note"))
    files = len({problem.span.path for problem in report.problems})
    return f"{', '.join(words)} in {_count(files, 'file')}{known_figures(report)}"


def known_figures(report: Report) -> str:
    """Give the figures that figures.baseline lists in words: "; 3 unbound figures in figures.baseline", or ""."""
    if not report.known:
        return ""
    return f"; {_count(report.known, 'unbound figure')} in figures.baseline"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


class _Lines:
    """The lines of the files that problems stand in, split when first asked for."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources
        self._split: dict[str, list[str]] = {}

    def line(self, span: Span) -> str:
        if span.path not in self._split:
            self._split[span.path] = self._sources.get(span.path, "").split("\n")
        lines = self._split[span.path]
        return lines[span.line - 1] if 0 < span.line <= len(lines) else ""


def _block(problem: Diagnostic, lines: _Lines) -> Iterator[str]:
    hint = f"; {problem.hint}" if problem.hint else ""
    yield f"{_place(problem.span)}: {problem.severity}[{problem.code}]: {_clean(problem.message)}{_clean(hint)}"
    yield from _excerpt(problem.span, lines)
    for other in problem.related:
        yield f"  {_place(other.span)}: {_clean(other.message)}"


def _place(span: Span) -> str:
    return f"{_clean(span.path)}:{span.line}:{span.column}"


def _excerpt(span: Span, lines: _Lines) -> Iterator[str]:
    """Give the source line, cut around the place where it is long, and carets under the place."""
    line = lines.line(span)
    if not line.strip():
        return
    start = max(0, min(span.column - 1, len(line)))
    left = max(0, start - WIDTH // 2) if len(line) > WIDTH else 0
    shown = line[left : left + WIDTH]
    size = max(1, min(span.length, len(shown) - (start - left)))
    number = str(span.line)
    head, tail = ("\u2026" if left else ""), ("\u2026" if left + WIDTH < len(line) else "")
    yield f"  {number} | {head}{_clean(shown)}{tail}"
    before = _cells(head + shown[: start - left])
    yield f"  {' ' * len(number)} | {' ' * before}{'^' * max(1, _cells(shown[start - left : start - left + size]))}"


def _clean(text: str) -> str:
    """Replace what a terminal would obey: control and direction characters, each by one sign of the same width."""
    return "".join(
        " " if character == "\t" else "\ufffd" if unicodedata.category(character) in {"Cc", "Cf"} else character
        for character in text
    )


def _cells(text: str) -> int:
    """Give how many cells of a terminal a text takes: two for wide characters, none for combining ones."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
