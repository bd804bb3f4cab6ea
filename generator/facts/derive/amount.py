"""Numbers on their way through a formula: an interval with a unit, and how precise it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.model.unit import NUMBER, Unit, compound

if TYPE_CHECKING:
    from generator.model.value import Quantity

INFINITY = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Amount:
    """An interval of numbers in `unit`; its ends are equal for one number and infinite where it is open.

    `quantum` is what the last digit that counts is worth, None where the number is exact (a count, or written in the
    formula). `strict` says that an open end comes from `over` or `under`. `scaled`: written with a word like million.
    """

    low: Decimal
    high: Decimal
    unit: Unit
    quantum: Decimal | None = None
    approximate: bool = False
    strict: bool = False
    scaled: bool = False

    @property
    def size(self) -> Decimal:
        """Give the largest finite number in it, without its sign."""
        return max((abs(end) for end in (self.low, self.high) if end.is_finite()), default=Decimal(0))

    def times(self, factor: Decimal, unit: Unit) -> Amount:
        """Give the same amount in another unit, of which `factor` make one of this."""
        quantum = None if self.quantum is None else self.quantum * factor
        return replace(self, low=self.low * factor, high=self.high * factor, unit=unit, quantum=quantum)


def amount_of(quantity: Quantity, *, exact: bool = False) -> Amount:
    """Give the amount of a quantity. Whole counts are exact unless hedged, and so is all of a formula's own."""
    whole = quantity.unit.kind in {"count", "number"} and not quantity.scale and quantity.quantum == 1
    counted = whole and not quantity.approximate
    return Amount(
        low=-INFINITY if quantity.low is None else quantity.low,
        high=INFINITY if quantity.high is None else quantity.high,
        unit=quantity.unit,
        quantum=None if exact or counted else quantity.quantum,
        approximate=quantity.approximate,
        strict=quantity.bound in {"over", "under"},
        scaled=bool(quantity.scale),
    )


def added(left: Amount, right: Amount, unit: Unit) -> Amount:
    """Give the sum of two amounts of one unit; it is as coarse as the coarser of them."""
    quanta = [quantum for quantum in (left.quantum, right.quantum) if quantum is not None]
    return _joined(left, right, (left.low + right.low, left.high + right.high), unit, max(quanta, default=None))


def negated(amount: Amount) -> Amount:
    """Give the amount with its sign turned."""
    return replace(amount, low=-amount.high, high=-amount.low)


def multiplied(left: Amount, right: Amount, unit: Unit) -> Amount:
    """Give the product of two amounts; it has as many significant digits as the one that has fewer."""
    corners = [_product(one, other) for one in (left.low, left.high) for other in (right.low, right.high)]
    return _significant(left, right, (min(corners), max(corners)), unit)


def divided(left: Amount, right: Amount, unit: Unit) -> Amount | None:
    """Give the quotient of two amounts, or None where the divisor is, or may be, zero."""
    if right.low <= 0 <= right.high:
        return None
    corners = [one / other for one in (left.low, left.high) for other in (right.low, right.high)]
    known = [corner for corner in corners if not corner.is_nan()]
    return _significant(left, right, (min(known), max(known)), unit)


def product_unit(left: Unit, right: Unit, exponent: int) -> tuple[Unit, Decimal]:
    """Give the unit of left times right to the power of `exponent` (1 or -1), and the factor that it brings.

    Units of one dimension are brought together: tonnes times JPY/kg are JPY, with a factor of 1000.
    """
    parts = list(left.atoms)
    factor = Decimal(1)
    for unit, power in right.atoms:
        same = (index for index, (other, _) in enumerate(parts) if _convertible(unit, other))
        index = next(same, None)
        if index is None:
            parts.append((unit, power * exponent))
        else:
            other, before = parts[index]
            factor *= (unit.factor / other.factor) ** (power * exponent)
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
    return amount.times(unit.factor, NUMBER)


def _convertible(unit: Unit, other: Unit) -> bool:
    if unit.kind == "percent" or other.kind == "percent":
        return unit == other
    return unit.dimension == other.dimension


def _product(one: Decimal, other: Decimal) -> Decimal:
    """Give a product in which nothing, even of infinitely much, is nothing."""
    return Decimal(0) if one == 0 or other == 0 else one * other


def _significant(left: Amount, right: Amount, ends: tuple[Decimal, Decimal], unit: Unit) -> Amount:
    digits = [
        amount.size.adjusted() - amount.quantum.adjusted() + 1
        for amount in (left, right)
        if amount.quantum is not None and amount.size
    ]
    found = _joined(left, right, ends, unit, None)
    if not digits or not found.size:
        return found
    return replace(found, quantum=Decimal(1).scaleb(found.size.adjusted() - max(min(digits), 1) + 1))


def _joined(left: Amount, right: Amount, ends: tuple[Decimal, Decimal], unit: Unit, quantum: Decimal | None) -> Amount:
    return Amount(
        *(ends[0], ends[1], unit, quantum),
        approximate=left.approximate or right.approximate,
        strict=left.strict or right.strict,
        scaled=left.scaled or right.scaled,
    )
