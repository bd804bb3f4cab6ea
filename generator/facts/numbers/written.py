"""Numbers in English words: `twenty-one`, `a hundred and fifty`, `one and a half million`."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.facts.numbers.english import (
    DENOMINATORS,
    DOUBTFUL_SCALES,
    DOZENS,
    MEASURES,
    SCALES,
    SHORT_SCALES,
    SMALL,
    TENS,
)
from generator.facts.numbers.tokens import Token, at

if TYPE_CHECKING:
    from collections.abc import Sequence


from generator.facts.numbers.parts import HYPHENS, Count, and_a_half

_ONE = Decimal(1)
_MOST_SCALES = 3
_MOST_DECIMALS = 6


def in_words(tokens: Sequence[Token], index: int) -> Count | None:
    """Give a number in words: `twenty-one`, `a hundred and fifty`, `one and a half million`, `two dozen`."""
    chunk = _chunk(tokens, index)
    if chunk is None:
        return None
    value, stop = chunk
    weak = value in {0, 1} and stop == index + 1 and tokens[index].low in {"one", "none"}
    count = Count(index, stop, Decimal(value), _ONE, Decimal(value), written=True, weak=weak)
    return _with_scales(tokens, _with_decimals(tokens, count) or and_a_half(tokens, count))


def _with_decimals(tokens: Sequence[Token], count: Count) -> Count | None:
    """Give `one point four`, digit by digit; None without a point and a digit behind it."""
    if at(tokens, count.stop).low != "point":
        return None
    digits, stop = "", count.stop + 1
    while SMALL.get(at(tokens, stop).low, 10) < 10 and len(digits) < _MOST_DECIMALS:  # noqa: PLR2004 - one digit
        digits += str(SMALL[tokens[stop].low])
        stop += 1
    if not digits:
        return None
    value = Decimal(f"{count.value}.{digits}")
    return replace(count, stop=stop, value=value, base=value, unit_step=_ONE.scaleb(-len(digits)), weak=False)


def _with_scales(tokens: Sequence[Token], count: Count) -> Count:
    """Multiply a number in words by its scales, and add what is smaller: `two million three hundred thousand`."""
    total, limit = Decimal(0), 99
    while True:
        power, stop, scale = _written_scale(tokens, count.stop)
        if not power or power >= limit:
            break
        count = replace(count, stop=stop, scale=scale, weak=False, unit_step=count.unit_step.scaleb(power))
        total, limit = total + count.value.scaleb(power), power
        follower = stop + (at(tokens, stop).low == "and")
        more = _chunk(tokens, follower) if follower < len(tokens) else None
        if more is None or more[0] >= 10**limit or at(tokens, more[1]).low in DENOMINATORS:
            count = replace(count, value=Decimal(0))
            break
        count = replace(count, stop=more[1], value=Decimal(more[0]), unit_step=_ONE)
    if not limit or limit == 99:  # noqa: PLR2004 - no scale was found
        return count
    whole = total + count.value
    done = replace(count, value=whole)
    half = and_a_half(tokens, replace(done, value=count.base))
    return _million_and_a_half(done, half) if half.stop > done.stop else done


def _million_and_a_half(count: Count, half: Count) -> Count:
    """Give `a million and a half`: the half is of the scale."""
    factor = count.value / count.base if count.base else _ONE
    return replace(half, value=half.value * factor, base=half.value, unit_step=count.unit_step / 10, scale=count.scale)


def _written_scale(tokens: Sequence[Token], index: int) -> tuple[int, int, str]:
    """Give the power, the end and the words of the scale words at a token; power 0 where there is none."""
    power = 0
    words: list[str] = []
    if at(tokens, index).text in HYPHENS and at(tokens, index).glued:
        index += 1
    while len(words) < _MOST_SCALES and at(tokens, index).low in SCALES:
        power += SCALES[tokens[index].low]
        words.append(tokens[index].low)
        index += 1
    if not words and at(tokens, index).low in SHORT_SCALES and at(tokens, index).low not in DOUBTFUL_SCALES:
        return SHORT_SCALES[tokens[index].low], index + 1, tokens[index].low
    return power, index, " ".join(words)


def _chunk(tokens: Sequence[Token], index: int) -> tuple[int, int] | None:
    """Give a number below a thousand in words (or some dozens) and where it ends."""
    found = _below_hundred(tokens, index)
    if found is None:
        return _a_scale(tokens, index)
    value, stop = found
    following = at(tokens, stop).low
    if following in DOZENS:
        return value * DOZENS[following], stop + 1
    if following == "hundred":
        return _hundreds(tokens, value, stop + 1)
    return value, stop


def _hundreds(tokens: Sequence[Token], value: int, stop: int) -> tuple[int, int]:
    rest = _below_hundred(tokens, stop + (at(tokens, stop).low == "and"))
    if rest is None or at(tokens, rest[1]).low in DENOMINATORS:
        return value * 100, stop
    return value * 100 + rest[0], rest[1]


def _a_scale(tokens: Sequence[Token], index: int) -> tuple[int, int] | None:
    """Give `a dozen`, `a hundred and fifty`, and the one of `a million`."""
    if at(tokens, index).low == "dozen":
        return DOZENS["dozen"], index + 1
    if at(tokens, index).low not in {"a", "an"}:
        return None
    after = at(tokens, index + 1).low
    if after in DOZENS:
        return DOZENS[after], index + 2
    if after == "hundred":
        return _hundreds(tokens, 1, index + 2)
    return (1, index + 1) if after in SCALES else None


def _below_hundred(tokens: Sequence[Token], index: int) -> tuple[int, int] | None:
    low = at(tokens, index).low
    if low in SMALL:
        return SMALL[low], index + 1
    if low not in TENS:
        return None
    stop = index + 1
    if at(tokens, stop).text in HYPHENS and at(tokens, stop).glued:
        stop += 1
    ones = SMALL.get(at(tokens, stop).low, 0)
    return (TENS[low] + ones, stop + 1) if 0 < ones < 10 else (TENS[low], index + 1)  # noqa: PLR2004 - below ten


def single(tokens: Sequence[Token], index: int) -> Count | None:
    """Give the one of `a dollar`, `an hour`, `a percentage point`."""
    if tokens[index].low not in {"a", "an"}:
        return None
    after = at(tokens, index + 1).low
    if after not in MEASURES and not (after == "per" and at(tokens, index + 2).low == "cent"):
        return None
    return Count(index, index + 1, _ONE, _ONE, _ONE, written=True, weak=True)
