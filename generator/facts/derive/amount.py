"""Numbers on their way through a formula: an exact interval with a unit, and how precise it is.

All arithmetic is on fractions, so that nothing is rounded before the result is: a third times three is one.
"""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.model.unit import NUMBER, Unit, compound

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.model.value import Quantity

INFINITY = math.inf
End = Fraction | float
"""An end of an interval: a fraction, or an infinity where the interval is open."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An interval of numbers in `unit`; its ends are equal for one number and infinite where it is open.

    `quantum` is what the last digit that counts is worth, None where the number is exact (a count, or written in the
    formula). `above` and `below` say that the low and the high end are not themselves reached, as in `over` and
    `under`. `scaled`: written with a word like million.
    """

    low: End
    high: End
    unit: Unit
    quantum: Fraction | None = None
    approximate: bool = False
    above: bool = False
    below: bool = False
    scaled: bool = False

    @property
    def ends(self) -> tuple[Fraction, ...]:
        """Give the ends that are numbers."""
        return tuple(end for end in (self.low, self.high) if isinstance(end, Fraction))

    @property
    def size(self) -> Fraction:
        """Give the largest finite number in it, without its sign."""
        return max((abs(end) for end in self.ends), default=Fraction(0))

    def times(self, factor: Fraction, unit: Unit) -> Amount:
        """Give the same amount in another unit, of which `factor` (above zero) make one of this."""
        quantum = None if self.quantum is None else self.quantum * factor
        return replace(self, low=_times(self.low, factor), high=_times(self.high, factor), unit=unit, quantum=quantum)


def exact(number: int | Fraction, unit: Unit = NUMBER) -> Amount:
    """Give the amount of one exact number."""
    return Amount(Fraction(number), Fraction(number), unit)


def amount_of(quantity: Quantity, *, written: bool = False) -> Amount:
    """Give the amount of a quantity. Whole counts are exact unless hedged, and so is what a formula itself holds.

    `written` tells that it does: nobody means "about 1.75 times".
    """
    whole = quantity.unit.kind in {"count", "number"} and not quantity.scale and quantity.quantum == 1
    counted = whole and not quantity.approximate
    return Amount(
        low=-INFINITY if quantity.low is None else Fraction(quantity.low),
        high=INFINITY if quantity.high is None else Fraction(quantity.high),
        unit=quantity.unit,
        quantum=None if written or counted else Fraction(quantity.quantum),
        approximate=quantity.approximate,
        above=quantity.low is None or quantity.bound == "over",
        below=quantity.high is None or quantity.bound == "under",
        scaled=bool(quantity.scale),
    )


def added(left: Amount, right: Amount, unit: Unit) -> Amount:
    """Give the sum of two amounts of one unit; it is as coarse as the coarser of them."""
    quanta = [quantum for quantum in (left.quantum, right.quantum) if quantum is not None]
    low = _plus(left.low, right.low), not (left.above or right.above)
    high = _plus(left.high, right.high), not (left.below or right.below)
    return _joined(left, right, (low, high), unit, max(quanta, default=None))


def negated(amount: Amount) -> Amount:
    """Give the amount with its sign turned."""
    return replace(amount, low=-amount.high, high=-amount.low, above=amount.below, below=amount.above)


def multiplied(left: Amount, right: Amount, unit: Unit) -> Amount:
    """Give the product of two amounts; it has as many significant digits as the one that has fewer."""
    return _significant(left, right, _outermost(left, right, _times), unit)


def divided(left: Amount, right: Amount, unit: Unit) -> Amount | None:
    """Give the quotient of two amounts, or None where the divisor is, or may be, as near to zero as one likes."""
    if right.low <= 0 <= right.high:
        return None
    return _significant(left, right, _outermost(left, right, _over), unit)


def product_unit(left: Unit, right: Unit, exponent: int) -> tuple[Unit, Fraction]:
    """Give the unit of left times right to the power of `exponent` (1 or -1), and the factor that it brings.

    Units of one dimension are brought together: tonnes times JPY/kg are JPY, with a factor of 1000.
    """
    parts = list(left.atoms)
    factor = Fraction(1)
    for unit, power in right.atoms:
        same = (index for index, (other, _) in enumerate(parts) if _convertible(unit, other))
        index = next(same, None)
        if index is None:
            parts.append((unit, power * exponent))
        else:
            other, before = parts[index]
            factor *= (Fraction(unit.factor) / Fraction(other.factor)) ** (power * exponent)
            parts[index] = other, before + power * exponent
    return compound(tuple(parts)), factor


def settled(amount: Amount) -> Amount:
    """Give the amount as a plain number where its units cancel: counts per counts, energy per power and time."""
    unit = amount.unit
    if not unit.parts:
        return amount
    counts = all(part.kind == "count" for part, _ in unit.parts) and sum(power for _, power in unit.parts) == 0
    if not counts and (unit.dimension or any(part.kind == "percent" for part, _ in unit.parts)):
        return amount
    return amount.times(exact_factor(unit), NUMBER)


def exact_factor(unit: Unit) -> Fraction:
    """Give how many base units one of a unit is; of a compound from its parts, which lose nothing by dividing."""
    product = Fraction(1)
    for part, power in unit.parts:
        product *= Fraction(part.factor) ** power
    return product if unit.parts else Fraction(unit.factor)


def order(number: Fraction) -> int:
    """Give the power of ten of a number's first digit: 2 for 770, -1 for 0.5; the number must not be zero."""
    above, below = abs(number.numerator), number.denominator
    guess = len(str(above)) - len(str(below))
    return guess if Fraction(10) ** guess <= abs(number) else guess - 1


def _convertible(unit: Unit, other: Unit) -> bool:
    if unit.kind == "percent" or other.kind == "percent":
        return unit == other
    return unit.dimension == other.dimension


# --- ends; an end comes with whether it is itself reached

_Corner = tuple[End, bool]


def _plus(one: End, other: End) -> End:
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        return one + other
    return one if isinstance(one, float) else other  # both ends of one side: the infinities have one sign


def _times(one: End, other: End) -> End:
    """Give a product in which nothing, even of infinitely much, is nothing."""
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        return one * other
    if one == 0 or other == 0:
        return Fraction(0)
    return INFINITY if (one > 0) == (other > 0) else -INFINITY


def _over(one: End, other: End) -> End | None:
    """Give a quotient, None for infinitely much by infinitely much: what it tends to lies between other corners."""
    if isinstance(other, Fraction):
        return _times(one, 1 / other)
    return Fraction(0) if isinstance(one, Fraction) else None


def _outermost(left: Amount, right: Amount, operation: Callable[[End, End], End | None]) -> tuple[_Corner, _Corner]:
    """Give the lowest and the highest of what the ends of two intervals make, which is where the others lie between."""
    corners: list[_Corner] = []
    for one, one_reached in ((left.low, not left.above), (left.high, not left.below)):
        for other, other_reached in ((right.low, not right.above), (right.high, not right.below)):
            found = operation(one, other)
            nothing = (one == 0 and one_reached) or (other == 0 and other_reached)
            if found is not None:
                corners.append((found, (one_reached and other_reached) or nothing))
    low, high = min(end for end, _ in corners), max(end for end, _ in corners)
    return (low, _reached(corners, low)), (high, _reached(corners, high))


def _reached(corners: list[_Corner], end: End) -> bool:
    return any(reached for corner, reached in corners if corner == end)


def _significant(left: Amount, right: Amount, ends: tuple[_Corner, _Corner], unit: Unit) -> Amount:
    digits = [
        order(amount.size) - order(amount.quantum) + 1
        for amount in (left, right)
        if amount.quantum is not None and amount.size
    ]
    found = _joined(left, right, ends, unit, None)
    if not digits or not found.size:
        return found
    return replace(found, quantum=Fraction(10) ** (order(found.size) - max(min(digits), 1) + 1))


def _joined(left: Amount, right: Amount, ends: tuple[_Corner, _Corner], unit: Unit, quantum: Fraction | None) -> Amount:
    (low, low_reached), (high, high_reached) = ends
    return Amount(
        *(low, high, unit, quantum),
        approximate=left.approximate or right.approximate,
        above=not low_reached,
        below=not high_reached,
        scaled=left.scaled or right.scaled,
    )
