"""Parts of one: `half`, `two-thirds`, `three quarters of a million`; and what every number is told as."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from generator.base import dataclass
from generator.facts.numbers.english import (
    DENOMINATORS,
    DOZENS,
    FUNCTION_WORDS,
    MEASURES,
    SCALES,
    SMALL,
)
from generator.facts.numbers.tokens import Token, at

if TYPE_CHECKING:
    from collections.abc import Sequence


_ONE, _HALF = Decimal(1), Decimal("0.5")
HYPHENS: Final = frozenset("-‐‑")
_NOT_HALVES_WORDS = """
first second latter other last better former top bottom one upper lower opening closing
"""
_NOT_HALVES: Final = frozenset(_NOT_HALVES_WORDS.split())
"""Words before a `half` that may name a time or a place: in `the first half`, `the other half`, `the top half`."""
_PLACES_WORDS = """
upper lower top bottom middle other another inner outer eastern western northern southern
poorer richer wealthier smaller larger bigger older younger higher
"""
_PLACES: Final = frozenset(_PLACES_WORDS.split())
"""Those after which a part `of` something is a share of it: `the upper half of the range`, `the bottom fifth of it`."""
_TIMES_WORDS = "day week month year decade century season game match war fiscal"
_TIMES: Final = frozenset(_TIMES_WORDS.split())
_NOT_RANKS: Final = frozenset({"west", "rest", "test", "latest", "interest", "best", "forest", "request"})


@dataclass(frozen=True, slots=True)
class Count:
    """A number between two tokens (`stop` is behind it).

    `base` is the number before its scale word, `unit_step` what its last digit is worth. `written` says that it is in
    words, `part` that it is a fraction, `weak` that it is `one` or `a`, which often count nothing.
    """

    start: int
    stop: int
    value: Decimal
    unit_step: Decimal
    base: Decimal
    scale: str = ""
    written: bool = False
    part: bool = False
    weak: bool = False
    grouped: bool = False


def and_a_half(tokens: Sequence[Token], count: Count) -> Count:
    """Add `and a half` or `and three quarters` to a number."""
    link = count.stop + _hyphens(tokens, count.stop)
    if at(tokens, link).low != "and":
        return count
    part = _named_part(tokens, link + 1 + _hyphens(tokens, link + 1))
    if part is None:
        return count
    value = count.value + part[0]
    return replace(count, stop=part[1], value=value, base=value, unit_step=count.unit_step / 10, weak=False)


def _hyphens(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a hyphen joins the words around a token: `four-and-a-half`."""
    return at(tokens, index).text in HYPHENS and at(tokens, index).glued and at(tokens, index + 1).glued


def fraction(tokens: Sequence[Token], index: int) -> Count | None:
    """Give `half`, `two-thirds`, `a quarter`, also of a scale: `half a million`, `three quarters of a billion`."""
    placed = _placed_part(tokens, index)
    if tokens[index].low == "half" and at(tokens, index - 1).low in _NOT_HALVES and placed is None:
        return None
    named = placed or _named_part(tokens, index)
    if named is None:
        return None
    part, stop = named
    count = Count(index, stop, part, Decimal("0.01"), part, written=True, part=True)
    hyphen = at(tokens, stop)
    if hyphen.text in HYPHENS and hyphen.glued and at(tokens, stop + 1).glued:
        return _hyphened(tokens, count)
    return of_a_scale(tokens, count)


def _placed_part(tokens: Sequence[Token], index: int) -> tuple[Decimal, int] | None:
    """Give the part that a word of place or rank tells apart: `the upper half of`, `the richest tenth of`."""
    before, below = at(tokens, index - 1), DENOMINATORS.get(tokens[index].low, 0)
    if not below or tokens[index].low.endswith(("s", "ves")) or at(tokens, index + 1).low != "of":
        return None
    if any(_is_time(at(tokens, place)) for place in range(index + 2, index + 4)):
        return None  # the strongest quarter of the year
    ranked = before.low in _PLACES or (before.low.endswith("est") and before.low not in _NOT_RANKS)
    return (_ONE / below, index + 1) if ranked else None


def _is_time(token: Token) -> bool:
    return token.low in _TIMES or (token.kind == "number" and len(token.text) == 4 and token.text.isdigit())  # noqa: PLR2004 - a year


def _hyphened(tokens: Sequence[Token], count: Count) -> Count | None:
    """Give `half-million` and `half-hour`; `half-hearted` is no number."""
    word = at(tokens, count.stop + 1).low
    if word in SCALES:
        return _times_scale(count, SCALES[word], count.stop + 2, word)
    return count if word in MEASURES or word in {"point", "dollar"} else None


def of_a_scale(tokens: Sequence[Token], count: Count) -> Count:
    """Give a part of a scale or a dozen that stands behind it: `of a million`, `a dozen`."""
    stop = count.stop + (at(tokens, count.stop).low == "of")
    stop += at(tokens, stop).low in {"a", "an", "one"}
    word = at(tokens, stop).low
    if word in SCALES:
        return _times_scale(count, SCALES[word], stop + 1, word)
    if word in DOZENS and stop > count.stop:
        value = count.value * DOZENS[word]
        return replace(count, stop=stop + 1, value=value, base=value, unit_step=_ONE, part=False)
    return count


def _times_scale(count: Count, power: int, stop: int, word: str) -> Count:
    value = count.value.scaleb(power)
    step = Decimal("0.1" if count.value == _HALF else "0.01").scaleb(power)
    return replace(count, stop=stop, value=value, unit_step=step, scale=word, part=False)


def _named_part(tokens: Sequence[Token], index: int) -> tuple[Decimal, int] | None:
    """Give the part of one that words name (`half`, `a third`, `three quarters`) and where it ends."""
    low = at(tokens, index).low
    if low == "half":
        return _HALF, index + 1
    above = 1 if low in {"a", "an"} else SMALL.get(low, 0)
    if not above:
        return None
    stop = index + 1
    joined = at(tokens, stop).text in HYPHENS and at(tokens, stop).glued
    name = at(tokens, stop + joined).low
    below = DENOMINATORS.get(name, 0)
    plural = name.endswith(("s", "ves"))
    if not below or above >= below or plural != (above > 1):
        return None
    stop += 1 + joined
    if not plural and not joined and below != 2 and _is_ordinal(at(tokens, stop)):  # noqa: PLR2004 - "half" is none
        return None
    return Decimal(above) / below, stop


def _is_ordinal(following: Token) -> bool:
    """Tell whether `a third` is one in a row: a noun follows, as in `a third party`."""
    return following.kind == "word" and following.low not in FUNCTION_WORDS and following.low not in SCALES
