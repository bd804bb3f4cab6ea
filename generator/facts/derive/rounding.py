"""How many digits of a result are shown."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.facts.derive.amount import Amount, order
from generator.model.value import SCALES, Quantity, plain_text

if TYPE_CHECKING:
    from generator.model.value.types import Bound

_FEWEST, _ENOUGH, _SHORT = 2, 3, 4
_MOST_DECIMALS = 30
_LONG = 1_000_000_000
_SCALE_DECIMALS = 3
_ENDLESS = 99


@dataclass(frozen=True, slots=True)
class Rounding:
    """`digits` after the point (negative: zeros before it), and whether anything was cut off."""

    digits: int
    cut: bool


def sensible_digits(amount: Amount) -> int:
    """Give how many digits after the point an amount deserves: as many as its coarsest input, but two in all at least.

    Where everything was exact: all of a whole or short number, else three significant digits.
    """
    size = amount.size
    if not size:
        return 0
    leading = order(size)
    digits = max(exact_digits(end) for end in amount.ends)
    if amount.quantum is not None:
        deserved = -min(order(amount.quantum), leading - _FEWEST + 1)
        return _bounded(min(deserved, max(digits, 0)))
    if digits <= 0 or digits + leading + 1 <= _SHORT:
        return _bounded(max(digits, 0))
    return _bounded(max(_ENOUGH - 1 - leading, 0))


def rounded(amount: Amount, digits: int) -> tuple[Quantity, Rounding]:
    """Give the quantity of an amount with so many digits after the point, halves rounded away from zero."""
    ends = [_round(end, digits) if isinstance(end, Fraction) else None for end in (amount.low, amount.high)]
    low, high = ends
    bound = _bound(amount, low, high)
    cut = any(end is not None and end != whole for end, whole in zip(ends, (amount.low, amount.high), strict=True))
    merged = bound == "exact" and amount.low != amount.high
    known = [end for end in ((low,) if bound == "exact" else ends) if end is not None]
    scale = _scale(amount, known)
    quantity = Quantity(
        *("", low, high, amount.unit),
        approximate=amount.approximate or merged,
        bound=bound,
        scale=scale,
        quantum=_plain(Decimal(1).scaleb(-digits)),
        written=tuple(_written(end, scale) for end in known),
    )
    text = plain_text(quantity)
    return Quantity(
        *(text, quantity.low, quantity.high, quantity.unit, quantity.approximate, quantity.bound, quantity.scale),
        *(quantity.quantum, quantity.written),
    ), Rounding(digits, cut)


def exact_digits(number: Fraction) -> int:
    """Give the digits after the point of a number (below zero: the zeros before it), very many where they never end."""
    rest, twos, fives = number.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1 or max(twos, fives) > _ENDLESS:
        return _ENDLESS
    if number.denominator > 1 or not number:
        return max(twos, fives)
    digits = str(abs(number.numerator))
    return len(digits.rstrip("0")) - len(digits)


def _bound(amount: Amount, low: Decimal | None, high: Decimal | None) -> Bound:
    if low is None:
        return "under" if amount.below else "at-most"
    if high is None:
        return "over" if amount.above else "at-least"
    return "exact" if low == high else "range"


def _bounded(digits: int) -> int:
    return min(digits, _MOST_DECIMALS)


def _round(number: Fraction, digits: int) -> Decimal:
    shifted = abs(number) * Fraction(10) ** digits
    whole = (2 * shifted.numerator + shifted.denominator) // (2 * shifted.denominator)
    sign = "-" if number < 0 and whole else ""
    return _plain(Decimal(f"{sign}{whole}E{-digits}"))  # made from its digits, which no context rounds


def _plain(number: Decimal) -> Decimal:
    return Decimal(f"{number:f}")


def _scale(amount: Amount, numbers: list[Decimal]) -> str:
    """Give the scale word in which a result reads best, where its inputs had one or it is very long."""
    if not amount.scaled and amount.size < _LONG:
        return ""
    for word, scale in reversed(tuple(SCALES.items())):
        fits = all(exact_digits(Fraction(number) / Fraction(scale)) <= _SCALE_DECIMALS for number in numbers)
        if word != "thousand" and all(abs(number) >= scale for number in numbers) and fits:
            return word
    return ""


def _written(number: Decimal, scale: str) -> str:
    if not scale:
        return f"{number:f}"
    written = f"{number.scaleb(-SCALES[scale].adjusted()):f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
