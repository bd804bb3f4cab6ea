"""The block rules: markdown-it's own, which here also note where their text stands.

The content of a paragraph, a heading or a cell is cut out of lines that may begin with `> ` or spaces. Each `inline`
token gets `meta["lines"]`, the offset in the source of the first character of each of its lines, or `meta["cell"]`,
its runs as pairs (offset in the content, offset in the source). Other blocks get `meta["start"]`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from string import ascii_letters
from typing import TYPE_CHECKING, Final

from markdown_it.parser_block import ParserBlock
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock, fence, table

from generator.load.prose.reading import reading_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.token import Token

    Rule = Callable[[StateBlock, int, int, bool], bool]

TABLE_CELLS: Final = 10_000
"""Cells of one table: a page with more is no page; Markdown makes 40,000 of 1.2 KB of empty ones."""

_PIPE = re.compile(r"\\?\|")
_SPACE = " \t\n\r\f\v"


_OF_WORDS: Final = frozenset({"table", "deflist", "lheading", "paragraph"})
"""The rules that may read lines whose first character is a letter, or a bar."""

_WORDS: Final = frozenset(ascii_letters + "|")
_CODE_INDENT: Final = 4


class Rules(Ruler["Rule"]):
    """Block rules, of which only those are tried that may read a line: for most lines these are few."""

    def getRules(self, chainName: str = "") -> list[Rule]:  # noqa: N802, N803 - markdown-it's names
        """Give the rules of a chain; the one rule that tries all others where no chain is named."""
        return super().getRules(chainName) if chainName else [self._try]

    def _try(self, state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - as called
        first = state.src[state.bMarks[start] + state.tShift[start]]
        rules = super().getRules()
        if first in _WORDS and state.sCount[start] - state.blkIndent < _CODE_INDENT:
            rules = self._of_words
        return any(rule(state, start, end, silent) for rule in rules)

    @cached_property
    def _of_words(self) -> list[Rule]:
        """Give the rules for lines of words. The rules are all set by the time that a line is read."""
        return [rule.fn for rule in self.__rules__ if rule.enabled and rule.name in _OF_WORDS]


class Blocks(ParserBlock):
    """markdown-it's block parser, which reports the text that it leaves out because it is nested too deeply."""

    def __init__(self) -> None:
        """Begin with markdown-it's own rules."""
        super().__init__()
        rules = Rules()
        rules.__rules__ = self.ruler.__rules__
        self.ruler = rules

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803 - their names
        """Read lines into tokens; note E-DEPTH where markdown-it would drop them without a word."""
        first = state.skipEmptyLines(startLine)
        if state.level >= state.md.options["maxNesting"] and first < endLine:
            start = state.bMarks[first] + state.tShift[first]
            reading_of(state.env).mark(
                "E-DEPTH", start, state.eMarks[first], "lists or quotations are nested too deeply here",
                "bring the text further out"
            )  # fmt: skip
        super().tokenize(state, startLine, endLine)


def placed(rule: Rule) -> Rule:
    """Give a rule that also notes where the tokens that it makes stand in the source."""

    def run(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - as markdown-it calls it
        count = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        if not silent:
            first = state.tokens[count]
            first.meta["start"] = state.bMarks[start] + state.tShift[start]
            hashes = len(first.markup) if first.markup.startswith("#") else 0
            for token in state.tokens[count:]:
                if token.type == "code_block" or (token.type == "inline" and not token.meta):
                    _note_lines(state, token, hashes)
        return True

    return run


def _note_lines(state: StateBlock, token: Token, hashes: int) -> None:
    first, last = token.map or (0, 0)
    token.meta["lines"] = tuple(
        state.bMarks[line] + state.tShift[line] + hashes for line in range(first, max(last, first + 1))
    )


def read_fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Read a block of code between fences; W-FENCE where nothing closes it."""
    count = len(state.tokens)
    if not fence(state, start, end, silent):
        return False
    if not silent:
        token = state.tokens[count]
        offset = state.bMarks[start] + state.tShift[start]
        token.meta["start"] = offset
        token.meta["lines"] = tuple(state.bMarks[line] + state.tShift[line] for line in range(start + 1, state.line))
        _check_info(state, token, offset)
        if not _is_closed(state, token, start):
            message = "this block of code is never closed, so that everything below it is shown as code"
            hint = f"close it with a line of {token.markup}"
            reading_of(state.env).mark("W-FENCE", offset, offset + len(token.markup), message, hint)
    return True


def _check_info(state: StateBlock, token: Token, offset: int) -> None:
    """Note words behind the fence that are not the name of a language, since they are not shown."""
    words = token.info.split()
    if len(words) > 1:
        start = state.src.index(words[1], offset + len(token.markup) + token.info.index(words[0]) + len(words[0]))
        end = offset + len(token.markup) + len(token.info.rstrip())
        message = "only the name of a language may follow the fence, so that these words are not shown"
        reading_of(state.env).mark("W-FENCE", start, end, message, "put them on a line of their own")


def _is_closed(state: StateBlock, token: Token, start: int) -> bool:
    last = state.line - 1
    if last <= start or state.is_code_block(last):
        return False
    words = state.src[state.bMarks[last] + state.tShift[last] : state.eMarks[last]].strip(" \t")
    return len(words) >= len(token.markup) and not words.strip(token.markup[0])


def read_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Read a table; E-TABLE where a row has more cells than its head, which Markdown drops; E-LIMIT past a bound."""
    count = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    if silent:
        return True
    tokens = state.tokens[count:]
    offset = state.bMarks[start] + state.tShift[start]
    tokens[0].meta["start"] = offset
    columns = sum(token.type == "th_open" for token in tokens)
    if columns * (state.line - start) > TABLE_CELLS:
        message = f"this table has {columns} columns and {state.line - start} rows, more than {TABLE_CELLS:,} cells"
        reading_of(state.env).mark("E-LIMIT", offset, state.eMarks[start], message, "put the numbers into a series")
        del state.tokens[count:]
        return True
    cells = iter([token for token in tokens if token.type == "inline"])
    for line in (start, *range(start + 2, state.line)):
        _note_row(state, line, columns, [next(cells) for _ in range(columns)])
    return True


def _note_row(state: StateBlock, line: int, columns: int, tokens: list[Token]) -> None:
    """Note where the cells of a row stand, and those that have no column."""
    offset = state.bMarks[line] + state.tShift[line]
    cells = split_row(state.src[offset : state.eMarks[line]], offset)
    for token, runs in zip(tokens, [*cells, *([((0, offset),)] * columns)], strict=False):
        token.meta["cell"] = runs
    if len(cells) > columns:
        lost = cells[columns][0][1]
        message = f"this row has {len(cells)} cells, but the table has {columns} columns, so that the rest is lost"
        hint = "add a column to the head, or write \\| for a bar that is part of the words"
        reading_of(state.env).mark("E-TABLE", lost, max(state.eMarks[line], lost + 1), message, hint)


def split_row(row: str, offset: int) -> list[tuple[tuple[int, int], ...]]:
    """Give the runs of each cell of a row, divided as markdown-it divides it.

    `offset` is where the row begins in the source. A bar after a backslash belongs to the words and the backslash
    goes, so that a new run begins there.
    """
    bounds, escapes = [0], []
    end = len(row.rstrip(_SPACE))
    for bar in _PIPE.finditer(row, 0, end):
        if bar.group() == "|":
            bounds += [bar.start(), bar.end()]
        else:
            escapes.append(bar.start())
    bounds.append(end)
    cells = list(zip(bounds[::2], bounds[1::2], strict=True))
    if cells and cells[0][0] == cells[0][1]:
        del cells[0]
    if cells and cells[-1][0] == cells[-1][1]:
        del cells[-1]
    return [_cell_runs(row, start, end, escapes, offset) for start, end in cells]


def _cell_runs(row: str, start: int, end: int, escapes: list[int], offset: int) -> tuple[tuple[int, int], ...]:
    """Give the runs of one cell, whose white space around is left out."""
    words = row[start:end]
    first = start + len(words) - len(words.lstrip(_SPACE))
    runs = [(0, offset + first)]
    inside = slice(bisect_left(escapes, first), bisect_left(escapes, end))
    for number, escape in enumerate(escapes[inside]):
        runs.append((escape - first - number, offset + escape + 1))
    return tuple(runs)
