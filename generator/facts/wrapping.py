"""An author's own words made the words of a reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Fix

if TYPE_CHECKING:
    from generator.model.document import Document


def wrapping(document: Document, start: int, end: int, target: str) -> Fix | None:
    """Give the fix that makes a reference of a part of a document's plain text: `[770,000 tonnes](fact:id)`.

    None where the words are not written as they are read (with emphasis or an escape among them, say), or where a
    bracket before them would mean something else.
    """
    words, source = document.plain[start:end], document.source
    first, last = document.origin(start), document.origin(end - 1) + 1
    raw = source.text[first:last]
    if raw.split() != words.split() or set("[]") & set(words) or source.text[max(first - 1, 0) : first] in ("\\", "!"):
        return None
    shown = " ".join(words.split())
    edits = (source.insert(first, "["), source.insert(last, f"]({target})"))
    return Fix(f"“{shown}” becomes `[{shown}]({target})`", edits)
