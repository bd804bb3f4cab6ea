"""Bytes of a text file -> its text, or the place where they stop being UTF-8."""

from __future__ import annotations

import hashlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from typing import Final

from generator.diagnostics import Diagnostic, Span, diagnose
from generator.load.tree.files import TextFile

# The marks of UTF-32 come first: the little-endian one begins with that of UTF-16.
_MARKS: Final = (
    (BOM_UTF32_LE, "UTF-32"),
    (BOM_UTF32_BE, "UTF-32"),
    (BOM_UTF16_LE, "UTF-16"),
    (BOM_UTF16_BE, "UTF-16"),
)


def decode(path: str, data: bytes) -> TextFile | Diagnostic:
    """Give the text of a file: UTF-8, any byte order mark dropped, every line break a line feed.

    Reports E-ENCODING where the bytes are not UTF-8, at the line and column (in characters) of the first that is not.
    """
    wide = _wide(data)
    if wide:
        message = f"this file is saved as {wide}; Factbox reads UTF-8"
        return diagnose("E-ENCODING", Span(path), message, hint="save it again with the encoding UTF-8")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _foreign(path, data, error.start)
    return TextFile(path, _lines(text.removeprefix("\ufeff")), hashlib.sha256(data).hexdigest())


def _lines(text: str) -> str:
    if "\r" not in text:
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _wide(data: bytes) -> str | None:
    """Name the encoding of two or four bytes a character, by its mark or by the zeros between plain letters."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    sample = data[:1000]
    zeros = max(sample[0::2].count(0), sample[1::2].count(0))
    return "UTF-16" if len(sample) > 1 and zeros * 10 > len(sample) * 4 else None


def _foreign(path: str, data: bytes, start: int) -> Diagnostic:
    before = _lines(data[:start].decode("utf-8").removeprefix("\ufeff"))
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    byte = data[start : start + 1]
    guess = byte.decode("cp1252", errors="ignore")
    meant = f'; in the older encoding Windows-1252 it is "{guess}"' if guess.isprintable() and guess else ""
    message = f"this file is not UTF-8: the byte {byte.hex().upper()} here is no character{meant}"
    return diagnose("E-ENCODING", Span(path, line, column), message, hint="save the file again with the encoding UTF-8")
