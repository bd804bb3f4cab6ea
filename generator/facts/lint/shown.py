"""The running words of a document, with holes where its plain text is something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from generator.model.document import Document

_HIDDEN: Final = frozenset({"code", "image", "address", "question"})
"""A card's question is a text of its own, which is judged by itself."""

_HOLE: Final = "\ufffc"
"""What stands in the place of what is no prose: it belongs to no word and ends none."""

_ENDINGS: Final = "com|org|net|gov|edu|mil|int|info|io|eu|ai|dev|app|uk|de|fr|jp|ca|au|us"
_ADDRESS_SIGNS: Final = ("://", "www.", "@", "#")
_ENDED: Final = re.compile(rf"\.(?:{_ENDINGS})\b")
"""With the signs above what no address is without: most texts hold none, and a look for these is much quicker."""

_ADDRESS: Final = re.compile(
    r"\b(?:https?://|www\.)\S+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
    r"|(?<![\w.-])(?:[A-Za-z0-9-]{1,63}\.){1,8}"
    rf"(?:{_ENDINGS})\b(?:/\S*)?"
    r"|(?<![\w&])[#@][A-Za-z_]\w*|(?<![\w&])#\d+\b"
)
"""Addresses of the web and of mail that are no links, handles and hashtags.

Here and below every repetition is bounded or cannot begin inside itself: the time grows with the text alone.
"""

_NUMBER: Final = re.compile(
    r"(?<![\w-])(?:"
    r"\(?(?:\d-)?\d{3}\)?[-. ]\d{3}[-.]\d{4}\b|1-\d{3}-[\dA-Z-]{4,12}|\+\d{1,3}[ -]\(?\d[\d ()-]{5,20}\d\b"
    r"|[A-Z]{2},? \d{5}(?:-\d{4})?\b"
    r"|\d{1,5} (?:[NSEW]\.? )?(?:[A-Z][\w.]{0,30} ){1,3}"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Lane|Square|NW|NE|SW|SE)\b"
    r"|\d{1,2}/\d{1,2}/\d{2,4}\b|\d{1,12}(?:-\d{1,12}){2,8}\b|[A-Z]{1,4}-\d{1,6}(?:-\d{1,6}){0,4}\b"
    r"|\d{1,3} (?:U\.S\.C\.|USC|C\.F\.R\.|CFR|Stat\.|F\.\dd|U\.S\.)[ §]{0,3}\d[\w().-]{0,30})"
)
"""Telephone numbers, postcodes, addresses of streets, dates in figures, numbers of files and of laws.

Each stands in one line.
"""

_NUMBER_SIGN: Final = re.compile(r"\d(?:[-./]\d| [A-Z])|\+\d|[A-Z](?:,? |-)\d")
"""What no such number is without."""


def shown_words(document: Document, *, english: bool) -> str:
    """Give the plain text of a document, character for character, with holes.

    They stand for code, addresses, identifiers, the words of images, and the questions of cards.
    """
    text = _without_zones(document)
    if any(sign in text for sign in _ADDRESS_SIGNS) or _ENDED.search(text) is not None:
        text = _ADDRESS.sub(_hole, text)
    if not english or _NUMBER_SIGN.search(text) is None:
        return text
    return "\n".join(_NUMBER.sub(_hole, line) if _NUMBER_SIGN.search(line) else line for line in text.split("\n"))


def _hole(found: re.Match[str]) -> str:
    return _HOLE * len(found[0])


def _without_zones(document: Document) -> str:
    plain = document.plain
    hidden = sorted((zone.start, zone.end) for zone in document.zones if zone.kind in _HIDDEN)
    parts: list[str] = []
    end = 0
    for first, last in hidden:
        if last > end:
            start = max(first, end)
            parts += [plain[end:start], "".join("\n" if sign == "\n" else _HOLE for sign in plain[start:last])]
            end = last
    return "".join([*parts, plain[end:]]) if parts else plain
