"""What the head of a column or row, or the words before a list, add to a number: a scale and a unit."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.facts.binding.said import Said
    from generator.model.unit import Unit, Units

_SCALES: Final = {
    "thousand": 3, "thousands": 3, "000": 3, "'000": 3, "’000": 3, "000s": 3, "million": 6, "millions": 6, "mn": 6,
    "billion": 9, "billions": 9, "bn": 9, "trillion": 12, "trillions": 12, "trn": 12,
}  # fmt: skip
_INSIDE: Final = re.compile(r"\(([^()]{1,40})\)")
_BEHIND: Final = re.compile(r"(?:,|\bin)\s+([^,;:()]{1,40}):?\s*$", re.IGNORECASE)
_MOST_WORDS: Final = 4
_COUNTED: Final = frozenset({"count", "number"})


def under_heads(said: Said, heads: str, unit: Unit, units: Units) -> Said:
    """Give a number without a scale or a unit of its own with those of its heads: `0.77` under `million tonnes`."""
    phrase = said.phrase
    if not heads or phrase.unit or phrase.currency or phrase.kind in {"percent", "points", "ratio", "fraction"}:
        return said
    told = list(_told(heads))
    if not phrase.scale:
        said = said.scaled(Decimal(10) ** next((power for power, _ in told if power), 0))
    for _, words in told:
        named = units.known(words) or units.known(words.lower())
        if named is not None and named.kind not in _COUNTED and named.kind == unit.kind:
            return _counted(said, named, words)
    return said


def _counted(said: Said, named: Unit, words: str) -> Said:
    if named.kind == "currency":
        codes = tuple(code for code, _ in named.dimension)
        return replace(said.scaled(named.factor), phrase=replace(said.phrase, currency=codes))
    return replace(said, phrase=replace(said.phrase, unit=words))


def _told(heads: str) -> Iterator[tuple[int, str]]:
    """Give the powers of ten and the words for a unit that heads hold, each 0 or "" where there is none."""
    for head in heads.split("\n"):
        yield from map(_parsed, _INSIDE.findall(head))
        behind = _BEHIND.search(head)
        if behind is not None:
            yield _parsed(behind[1])
        yield _parsed(_INSIDE.sub("", head).rstrip(":"))


def _parsed(text: str) -> tuple[int, str]:
    words = text.removeprefix("in ").split()
    if len(words) > _MOST_WORDS:
        return 0, ""
    scales = [_SCALES[word.lower()] for word in words if word.lower() in _SCALES]
    rest = [word for word in words if word.lower() not in _SCALES and word.lower() != "of"]
    return (scales[0] if scales else 0), " ".join(rest)
