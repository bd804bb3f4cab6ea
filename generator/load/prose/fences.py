"""Directives as blocks: `::: name words` up to the `:::` that closes it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.load.prose.reading import reading_of

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

_PREFIX = r"(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*"
_COLONS = re.compile(_PREFIX + r":{3,}[ \t]*(?P<words>[^\n]*)")
_CODE = re.compile(_PREFIX + r"(?P<marks>`{3,}|~{3,})(?P<info>[^\n]*)")


def pair_fences(text: str) -> dict[int, int]:
    """Give for the line of each opened `:::` block the line that closes it, both from 0.

    Lines inside blocks of code do not count. Blocks nest: a `:::` alone closes the one opened last.
    """
    if ":::" not in text:
        return {}
    pairs: dict[int, int] = {}
    opened: list[int] = []
    code = ""
    for number, line in enumerate(text.split("\n")):
        code_line = _CODE.match(line)
        if code:
            if code_line is not None and _closes(code_line, code):
                code = ""
        elif code_line is not None:
            code = code_line["marks"]
        elif (colons := _COLONS.match(line)) is not None:
            if colons["words"].strip():
                opened.append(number)
            elif opened:
                pairs[opened.pop()] = number
    return pairs


def _closes(line: re.Match[str], code: str) -> bool:
    return line["marks"].startswith(code) and not line["info"].strip()


def read_directive(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - as called
    """Read a `:::` block with what stands inside; E-DIRECTIVE where it is not closed, or closes nothing."""
    offset = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(":::", offset) or state.is_code_block(start):
        return False
    if silent:
        return True
    line = state.src[offset : state.eMarks[start]]
    words = line.lstrip(":")
    if not words.strip():
        message = "this `:::` closes nothing: no `::: name` is open here"
        reading_of(state.env).mark("E-DIRECTIVE", offset, offset + len(line.rstrip()), message, "remove the line")
        state.line = start + 1
        return True
    _read_block(state, start, end, offset, len(line) - len(words.lstrip()))
    return True


def _read_block(state: StateBlock, start: int, end: int, offset: int, words: int) -> None:
    """Push the tokens of a block whose name begins `words` characters after `offset`."""
    close = _closing_line(state, start, end)
    line_end = state.eMarks[start]
    token = state.push("directive_open", "", 1)
    token.map = [start, close + 1]
    token.meta = {"start": offset, "words": (offset + words, line_end), "closed": close > start}
    if close > start:
        parent, last = state.parentType, state.lineMax
        state.parentType, state.lineMax = "directive", close
        state.md.block.tokenize(state, start + 1, close)
        state.parentType, state.lineMax = parent, last
    else:
        message = "this block is never closed"
        hint = "end it with a line of `:::`"
        if ":::" in state.src[offset + words : line_end]:
            hint = "its lines were joined into one: begin a text that holds a block with `|`, not `>`"
        reading_of(state.env).mark("E-DIRECTIVE", offset, line_end, message, hint)
    state.push("directive_close", "", -1)
    state.line = close + 1


def _closing_line(state: StateBlock, start: int, end: int) -> int:
    """Give the line that closes the block, or `start` itself where none does inside the same list or quotation."""
    close = reading_of(state.env).closers.get(start, start)
    if close >= end or state.sCount[close] < state.blkIndent:
        return start
    return close if state.src.startswith(":::", state.bMarks[close] + state.tShift[close]) else start
