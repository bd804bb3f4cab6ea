"""Whether a sentence says a fact for certain, not only the same number of the same unit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator.facts.sentences import sentence_at

if TYPE_CHECKING:
    from generator.facts.lint.stated import Stated
    from generator.model.document import Document

_NEGATED: Final = re.compile(
    r"\b(?:not|never|no|nor|neither|cannot|without|instead of|rather than|far from|nicht|nie|kein\w{0,2}|ohne|statt)\b"
    r"|n['\u2019]t\b",
    re.IGNORECASE,
)
_RATE: Final = re.compile(
    r"\b(?:annual(?:ly)?|yearly|quarterly|monthly|weekly|daily|nightly|hourly|per|each|every|apiece|p\.\s?a\."
    r"|a (?:year|month|week|day|night|hour)|an hour|pro|je|jede\w?|j\u00e4hrlich\w{0,2}|monatlich\w{0,2}"
    r"|w\u00f6chentlich\w{0,2}|t\u00e4glich\w{0,2}|im (?:Jahr|Monat)|in der Woche|am Tag)(?!\w)",
    re.IGNORECASE,
)
"""Words that make a rate of an amount, wherever in a sentence they stand."""

_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_COMMON_WORDS: Final = """
about above after against among amount average before below between cost costs down during each figure first free from
have into last least less level made more most much number only other over part people percent price rate same share
since size some sum than that their there these they this those through total under until used value were what when
where which while will with within without would year years
"""
_COMMON: Final = frozenset(_COMMON_WORDS.split())
"""Words of labels that stand in sentences about anything."""


def is_plain(stated: Stated, document: Document, *, rate: bool) -> bool:
    """Tell whether a sentence says a figure as it is: not what it is not, nor, unless the fact is a `rate`, how often.

    A word elsewhere in the sentence that only might mean so counts as well.
    """
    first, last = sentence_at(document.plain, stated.start)
    sentence = document.plain[first:last]
    if _NEGATED.search(document.plain, first, stated.start):
        return False
    return rate or not _RATE.search(sentence)


def is_about(label: str, stated: Stated, document: Document) -> bool:
    """Tell whether a sentence has a telling word of a fact's label, besides the words of the figure itself."""
    first, last = sentence_at(document.plain, stated.start)
    around = f"{document.plain[first : stated.start]} {document.plain[stated.start + len(stated.phrase) : last]}"
    return bool(_telling(label) & _telling(around))


def _telling(words: str) -> set[str]:
    return {word.removesuffix("s") for word in map(str.casefold, _WORD.findall(words)) if word not in _COMMON}
