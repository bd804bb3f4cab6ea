"""What the operators of a formula do to amounts with units."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from generator.diagnostics import Fault
from generator.facts.derive.amount import (
    Amount,
    added,
    divided,
    exact,
    exact_factor,
    multiplied,
    negated,
    product_unit,
    settled,
)
from generator.model.unit import NUMBER, Unit
from generator.model.unit.builtin import PERCENT, POINTS

if TYPE_CHECKING:
    from collections.abc import Mapping

_HUNDREDTH = Fraction(1, 100)
_NAMES: Mapping[str, str] = {"number": "a plain number", "percent": "percent", "points": "percentage points"}


def summed(left: Amount, right: Amount, operator: str) -> Amount | Fault:
    """Add or subtract. Percent minus percent is points; points may be added to a percentage."""
    left, right = settled(left), settled(right)
    kinds = left.unit.kind, right.unit.kind
    unit = left.unit
    if kinds == ("percent", "percent"):
        unit = POINTS if operator == "-" else unit
    elif kinds == ("percent", "points"):
        right = right.times(exact_factor(right.unit), unit)
    elif kinds == ("points", "percent") and operator == "+":
        left, unit = left.times(exact_factor(left.unit), right.unit), right.unit
    elif "percent" in kinds or left.unit.dimension != right.unit.dimension:
        verb = "add" if operator == "+" else "subtract"
        message = f"cannot {verb} {said(left.unit)} and {said(right.unit)}"
        return Fault("E-DERIVE", message, _sum_hint(left.unit, right.unit))
    else:
        right = right.times(exact_factor(right.unit) / exact_factor(unit), unit)
    return added(left, negated(right) if operator == "-" else right, unit)


def _sum_hint(left: Unit, right: Unit) -> str:
    if left.kind == right.kind == "currency":
        return "multiply one of them by a fact that holds the exchange rate"
    if "percent" in {left.kind, right.kind}:
        return "for a share of something multiply, such as `a * 45%`"
    return "both sides must be of the same kind"


def said(unit: Unit) -> str:
    """Give a unit in the words of a message."""
    return _NAMES.get(unit.kind) or unit.word("en", one=False) or unit.id


def multiplied_or_divided(left: Amount, right: Amount, operator: str) -> Amount | Fault:
    """Multiply or divide. A percentage is a share of what stands before it: `465 seats * 45%`."""
    exponent = 1 if operator == "*" else -1
    left, right, unit, factor = _shared(left, right, exponent)
    if operator == "*":
        return multiplied(left, right, unit).times(factor, unit)
    found = divided(left, right, unit)
    if found is None:
        return Fault("E-DERIVE", "this divides by zero, or by a range that holds zero", "divide by something else")
    return found.times(factor, unit)


def _shared(left: Amount, right: Amount, exponent: int) -> tuple[Amount, Amount, Unit, Fraction]:
    """Give both operands, the unit of the result and a factor, with percentages read as shares."""
    if right.unit.kind == "percent" and left.unit.kind == "percent" and exponent < 0:
        return left, right, NUMBER, Fraction(1)
    if right.unit.kind == "percent":
        return left, right, left.unit, _HUNDREDTH if exponent > 0 else 1 / _HUNDREDTH
    if left.unit.kind == "percent" and exponent > 0 and right.unit.kind != "number":
        return left, right, right.unit, _HUNDREDTH
    return left, right, *product_unit(left.unit, right.unit, exponent)


def converted(amount: Amount, unit: Unit) -> Amount | Fault:
    """Give an amount in another unit of its dimension; percent and points turn into each other."""
    amount = settled(amount)
    if {amount.unit.kind, unit.kind} == {"points", "percent"}:  # 100% - a is in points until one says otherwise
        if amount.unit.kind == "points":
            return amount.times(exact_factor(amount.unit), unit)
        return amount.times(1 / exact_factor(unit), unit)
    if amount.unit.dimension != unit.dimension:
        message = f"{said(amount.unit)} cannot be turned into {said(unit)}"
        money = any(part.kind == "currency" for part, _ in (*amount.unit.atoms, *unit.atoms))
        hint = "multiply by a fact that holds the exchange rate first" if money else "both must measure the same thing"
        return Fault("E-DERIVE", message, hint)
    return amount.times(exact_factor(amount.unit) / exact_factor(unit), unit)


def changed(before: Amount, after: Amount) -> Amount | Fault:
    """Give how much `after` is above `before`, in percent."""
    ratio = _ratio(settled(after), settled(before))
    if isinstance(ratio, Fault):
        return ratio
    return added(ratio, exact(-1), NUMBER).times(1 / _HUNDREDTH, PERCENT)


def _ratio(after: Amount, before: Amount) -> Amount | Fault:
    if before.low < 0:
        hint = "say it in words, or as a difference"
        return Fault("E-DERIVE", "a change from a negative number has no percentage", hint)
    kinds = {before.unit.kind, after.unit.kind}
    if before.unit.dimension != after.unit.dimension or ("percent" in kinds and len(kinds) > 1):
        message = f"there is no change from {said(before.unit)} to {said(after.unit)}"
        return Fault("E-DERIVE", message, "both must be of the same kind")
    if before.unit.kind == "temperature" and before.unit.id != "kelvin":
        hint = "write the difference: 20 °C is not twice 10 °C"
        return Fault("E-DERIVE", "a change of temperature has no percentage", hint)
    factor = exact_factor(after.unit) / exact_factor(before.unit)
    found = divided(after.times(factor, before.unit), before, NUMBER)
    return found or Fault("E-DERIVE", "a change from zero has no percentage", "say it in words, or as a difference")
