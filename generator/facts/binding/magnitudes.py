"""Words that say a size and no number: `hundreds of millions of dollars`, `a few thousand`, `dozens`."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from generator.facts.binding.said import readings

if TYPE_CHECKING:
    from generator.facts.binding.said import Said, Saying
    from generator.facts.numbers import Language

_SIZES: Final = {
    "ten": 10, "dozen": 12, "score": 20, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9,
    "trillion": 10**12,
}  # fmt: skip
_SIZE: Final = "|".join(_SIZES)
_VAGUE: Final = re.compile(
    rf"\b(?:(?P<plural>(?:{_SIZE})s(?:\s+of\s+(?:{_SIZE})s)?(?:\s+of\s+(?:{_SIZE})s)?)"
    rf"|(?:several|a\s+few|many|a\s+couple\s+of)\s+(?P<single>(?:{_SIZE})(?:\s+(?:{_SIZE}))?))\b(?P<of>\s+of\b)?",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    r"(?:(?:the|some|about|perhaps|only|many|over|more than|nearly|almost|well over|up to|worth)\s+)*", re.IGNORECASE
)
WIDEST: Final = Decimal(100)
"""How many times as much as the size that is said a number may be: hundreds of millions may be billions, not more."""


def magnitude(saying: Saying, language: Language) -> Said | None:
    """Give the least that words say where they name a size and nothing else, with its unit; else None.

    `hundreds of millions of dollars` are read as 100 million dollars; `strong` tells that no other word is with them.
    """
    found = _VAGUE.search(saying.text, saying.start, saying.end) if language.english else None
    if found is None or readings(saying, language) or not _BEFORE.fullmatch(saying.text[saying.start : found.start()]):
        return None
    names = re.findall(_SIZE, (found["plural"] or found["single"]).lower())
    least = Decimal(1)
    for name in names:
        least *= _SIZES[name]
    digits = f"{least:f}"
    text = f"{saying.text[: found.start()]}{digits}{saying.text[found.end() :]}"
    number = replace(saying, text=text, start=found.start(), end=found.start() + len(digits), others=())
    said = readings(number, language)
    if len(said) != 1 or said[0].number != least:
        return None
    shown = found[0].removesuffix(found["of"] or "")
    alone = not saying.text[found.end() : saying.end].strip()
    return replace(said[0], text=shown, whole=shown, strong=alone, low=least, high=least, bound="exact", hedge="")
