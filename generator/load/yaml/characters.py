"""Characters that a text file of a site may not hold, found before anything else looks at it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from generator.diagnostics import Diagnostic, Span, diagnose
from generator.load.limits import MARKS

if TYPE_CHECKING:
    from generator.load.tree import TextFile

FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]",
)
"""What YAML 1.2 (section 5.1) calls not printable, and the line breaks that no editor shows as one."""

_ASCII: Final = bytes([0x09, 0x0A, *range(0x20, 0x7F)])
_LINE_BREAKS: Final = "\x85\u2028\u2029"
_NAMES: Final = {
    "\x00": "an empty byte (NUL)",
    "\x07": "a bell",
    "\x0b": "a vertical tab",
    "\x0c": "a page break",
    "\x0d": "a carriage return",
    "\x1b": "an escape",
    "\x7f": "a delete",
    "\x85": "a hidden line break (NEL)",
    "\u2028": "a hidden line break (LINE SEPARATOR)",
    "\u2029": "a hidden paragraph break (PARAGRAPH SEPARATOR)",
    "\ufeff": "a byte order mark in the middle of the file",
}
_UNNAMED: Final = {"Cc": "a control character", "Cs": "half of a character"}


def check_characters(file: TextFile, code: str, start: int = 0, end: int | None = None) -> tuple[Diagnostic, ...]:
    """Report (as `code`) each forbidden character from offset `start` up to `end`, at its line and column.

    Past the first hundred one more diagnostic tells how many there are: such a file is no text at all.
    """
    stop = len(file.text) if end is None else end
    if _is_plain(file.text[start:stop]) or not FORBIDDEN.search(file.text, start, stop):
        return ()
    offsets = [match.start() for match in FORBIDDEN.finditer(file.text, start, stop)]
    found = [_report(file, code, offset) for offset in offsets[:MARKS]]
    rest = len(offsets) - MARKS
    if rest > 0:
        span = place(file, offsets[MARKS])
        found.append(diagnose(code, span, f"{rest} more such characters follow", hint="is this file a text at all?"))
    return tuple(found)


def mend(text: str) -> str:
    """Give the text with a harmless character in the place of each forbidden one: no offset changes."""
    return FORBIDDEN.sub(lambda match: " " if match.group() in _LINE_BREAKS else "\ufffd", text)


def character_name(character: str) -> str:
    """Give a character's name and number for a message, such as `a bell (U+0007)`."""
    kind = unicodedata.category(character)
    name = _NAMES.get(character) or _UNNAMED.get(kind, "a character that is none")
    return f"{name} (U+{ord(character):04X})"


def place(file: TextFile, offset: int, length: int = 1) -> Span:
    """Give the span of `length` characters from an offset."""
    start = file.text.rfind("\n", 0, offset) + 1
    return Span(file.path, file.text.count("\n", 0, offset) + 1, offset - start + 1, max(length, 1))


def moved(at: Span, text: str, count: int) -> Span:
    """Give the place `count` characters after the one where a text begins."""
    breaks = text.count("\n", 0, count)
    column = count - text.rfind("\n", 0, count) if breaks else at.column + count
    return Span(at.path, at.line + breaks, column)


def _is_plain(text: str) -> bool:
    """Say whether a text holds only what Python can print, and line feeds: most files do, and this is quick to see."""
    rest = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return not rest or rest.decode("utf-8", "surrogatepass").isprintable()


def _report(file: TextFile, code: str, offset: int) -> Diagnostic:
    message = f"{character_name(file.text[offset])} stands here"
    return diagnose(code, place(file, offset), message, hint="delete it, and type the text here again")
