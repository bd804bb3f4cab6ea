"""Texts as they stand in an author's file, for the tests of prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Span
from generator.load.prose import read_document
from generator.model.text import Run, SourceMap, Text

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.model.document import Document


def as_text(words: str) -> Text:
    """Give a text that is a whole file."""
    runs, offset = [], 0
    for number, line in enumerate(words.split("\n"), 1):
        runs.append(Run(offset, offset, number, 1))
        offset += len(line) + 1
    return Text(words, Span("body.md", 1, 1, len(words)), SourceMap("body.md", tuple(runs)))


def cut(file: str, span: Span) -> str:
    """Give what a span covers, counted from its line and column alone."""
    start = sum(len(line) + 1 for line in file.split("\n")[: span.line - 1]) + span.column - 1
    return file[start : start + span.length]


def read(words: str, *, inline: bool = False) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Read Markdown."""
    return read_document(as_text(words), inline=inline)


def read_well(words: str, *, inline: bool = False) -> Document:
    """Read Markdown that has no problems."""
    document, problems = read(words, inline=inline)
    assert not problems
    return document


def problems_of(words: str, *, inline: bool = False) -> list[tuple[str, str]]:
    """Give the code and the covered words of each problem."""
    return [(problem.code, cut(words, problem.span)) for problem in read(words, inline=inline)[1]]
