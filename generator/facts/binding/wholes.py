"""Two numbers in the same words: the parts of one whole, or one that the fact does not say."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from generator.facts.binding.measure import Mismatch, factors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.facts.binding.said import Said, Saying
    from generator.model.unit import Units
    from generator.model.value import Quantity

_HUNDREDTHS: Final = Decimal(100)
_SIXTIETHS: Final = Decimal(60)
_NOT: Final = re.compile(r"(?:\bnot|\bnever|n['’]t|±)\s*$", re.IGNORECASE)
_VOTE: Final = re.compile(r"\s*[-–—:]\s*")
_BY_THE_WAY: Final = frozenset({"year", "vague"})


def added(first: Said, last: Said, quantity: Quantity, units: Units, between: str) -> tuple[Said, ...]:
    """Give two numbers as one sum: `two hours and ten minutes`, `2h10`, `3 dollars 50`; none where they are no sum."""
    whole = factors(first, quantity.unit, units)
    rest = whole if _is_plain_part(last) else factors(last, quantity.unit, units)
    if isinstance(whole, Mismatch) or isinstance(rest, Mismatch) or "range" in {first.bound, last.bound}:
        return ()
    small = last.number * rest[0]
    if last.phrase.kind == "bare" and not between.strip():
        part = _HUNDREDTHS if first.phrase.currency else _SIXTIETHS
        small, rest = last.number * whole[0] / part, (whole[0] / part,)
    large = first.number * whole[0]
    if small >= large or not (first.phrase.unit or first.phrase.currency or last.phrase.kind == "fraction"):
        return ()
    return (_whole(first, last, large + small, rest[0], quantity),)


def _is_plain_part(said: Said) -> bool:
    return said.phrase.kind == "fraction" and not said.phrase.unit


def _whole(first: Said, last: Said, total: Decimal, rest: Decimal, quantity: Quantity) -> Said:
    low, high = (None if end is None else total for end in (first.low, first.high))
    phrase = replace(last.phrase, kind="quantity", joined="", currency=(), unit=quantity.unit.id, per="", decimals=0)
    if quantity.unit.kind == "currency":
        code = next((base for base, _ in quantity.unit.dimension), "")
        phrase = replace(phrase, kind="money", currency=(code,), unit="")
    return replace(first, phrase=phrase, low=low, high=high, step=last.step * rest)


def other_numbers(right: Said, found: tuple[Said, ...], saying: Saying) -> Iterator[Said]:
    """Give the numbers inside the words that are no part of the one that is right, as far as they state anything."""
    for said in found:
        inside = saying.start <= said.phrase.start and said.phrase.end <= saying.end
        apart = said.phrase.end <= right.phrase.start or right.phrase.end <= said.phrase.start
        if inside and apart and _states(said, right) and not _is_joined(right, said, saying):
            yield said


def _is_joined(right: Said, said: Said, saying: Saying) -> bool:
    """Tell whether the two are a vote or a share: `6–3`, `11 out of every 100`."""
    between = saying.text[right.phrase.end : said.phrase.start]
    return _VOTE.fullmatch(between) is not None or "every" in between


def _states(said: Said, right: Said) -> bool:
    phrase = said.phrase
    if phrase.kind in _BY_THE_WAY or not said.strong:
        return False
    same = phrase.kind == right.phrase.kind or bool(phrase.currency) == bool(right.phrase.currency)
    return same and (phrase.is_figure or phrase.kind == "bare")


def is_denied(said: Said, saying: Saying) -> bool:
    """Tell whether `not` stands before a number inside the words: `not 45%`."""
    first = min(said.phrase.whole_start, said.phrase.start)
    return first >= saying.start and _NOT.search(saying.text[saying.start : first]) is not None
