"""The value of a derivation."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Context, Decimal, localcontext
from typing import TYPE_CHECKING, Literal

from generator.diagnostics import Fault
from generator.facts.derive.amount import (
    Amount,
    added,
    amount_of,
    divided,
    multiplied,
    negated,
    product_unit,
    settled,
)
from generator.facts.derive.expression import Binary, Change, Conversion, Days, Expression, Moment, Named, Node
from generator.facts.derive.expression import Literal as LiteralNode
from generator.facts.derive.rounding import rounded, sensible_digits
from generator.model.unit import NUMBER, Unit
from generator.model.unit.builtin import DAYS, PERCENT, POINTS
from generator.model.value import DateValue, Quantity, Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.model.dates import Date

_HUNDREDTH = Decimal("0.01")
_LARGEST = 30
_PRECISION = 60


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the working: a part of the formula, where it stands, and what it comes to."""

    text: str
    start: int
    value: Quantity


@dataclass(frozen=True, slots=True)
class Result:
    """What a derivation comes to.

    `low` and `high` are the ends before rounding. `digits` is the number of digits kept after the point; `rounding` is
    "asked" (the fact says `round`), "sensible" (to the precision of the coarsest input) or "none" (nothing was cut).
    `steps` are the operands and operations in the order in which they are worked out, the whole last.
    """

    value: Quantity
    low: Decimal | None
    high: Decimal | None
    digits: int
    rounding: Literal["asked", "sensible", "none"]
    steps: tuple[Step, ...]

    @property
    def unit(self) -> Unit:
        """Give the unit of the result."""
        return self.value.unit


@dataclass(slots=True)
class _Working:
    """What one computation needs and collects."""

    text: str
    lookup: Callable[[str], Value | Fault]
    steps: list[Step] = field(default_factory=list)


def compute(
    expression: Expression, lookup: Callable[[str], Value | Fault], digits: int | None = None
) -> Result | Fault:
    """Work out a derivation. `lookup` gives the value of an address, or a Fault, which is reported at the address.

    Ranges stay ranges, bounds bounds, and what is approximate stays so. `digits` is the fact's `round`. Faults:
    E-DERIVE, with the place of the part that cannot be worked out.
    """
    with localcontext(Context(prec=_PRECISION, traps=[])):  # nothing raises: NaN and infinity are looked for
        working = _Working(expression.text, lookup)
        found = _amount(expression.root, working)
        if isinstance(found, Fault):
            return found
        return _result(settled(found), expression, working, digits)


def _result(amount: Amount, expression: Expression, working: _Working, digits: int | None) -> Result | Fault:
    root = expression.root
    wrong = _unusable(amount)
    if wrong is not None:
        return Fault("E-DERIVE", wrong, "look at the values that go into it", root.start, root.length)
    kept = sensible_digits(amount) if digits is None else digits
    value, rounding = rounded(amount, kept)
    low = amount.low if amount.low.is_finite() else None
    high = amount.high if amount.high.is_finite() else None
    how: Literal["asked", "sensible", "none"] = "asked" if digits is not None else "sensible"
    step = Step(working.text[root.start : root.start + root.length], root.start, value)
    steps = (*working.steps[:-1], step)
    return Result(value, low, high, kept, how if rounding.cut else "none", steps)


def _unusable(amount: Amount) -> str | None:
    """Say why an amount is no result, or give None."""
    ends = (amount.low, amount.high)
    if any(end.is_nan() for end in ends) or not any(end.is_finite() for end in ends):
        return "nothing can be said about the result"
    if amount.size.adjusted() > _LARGEST:
        return "the result is too large to mean anything"
    return None


def _amount(node: Node, working: _Working) -> Amount | Fault:
    """Give what a part of the formula comes to, and note it in the working."""
    found = _worked_out(node, working)
    if isinstance(found, Amount) and not isinstance(node, LiteralNode) and _unusable(found) is None:
        value, _ = rounded(found, sensible_digits(found))
        working.steps.append(Step(working.text[node.start : node.start + node.length], node.start, value))
    return found


def _worked_out(node: Node, working: _Working) -> Amount | Fault:
    if isinstance(node, LiteralNode):
        return amount_of(node.quantity, exact=True)
    if isinstance(node, Named):
        return _looked_up(node, working)
    if isinstance(node, Binary):
        return _binary(node, working)
    if isinstance(node, Conversion):
        return _converted(node, working)
    return _change(node, working) if isinstance(node, Change) else _days(node, working)


def _looked_up(node: Named, working: _Working) -> Amount | Fault:
    value = working.lookup(node.address)
    if isinstance(value, Fault):
        return replace(value, start=node.start, length=node.length)
    if isinstance(value, Quantity):
        return amount_of(value)
    hint = "use `days(a to b)` for the days between two dates" if isinstance(value, DateValue) else "name another fact"
    kind = "a date" if isinstance(value, DateValue) else "not a number"
    return Fault("E-DERIVE", f"the value of “{node.address}” is {kind}", hint, node.start, node.length)


def _binary(node: Binary, working: _Working) -> Amount | Fault:
    left = _amount(node.left, working)
    right = left if isinstance(left, Fault) else _amount(node.right, working)
    if isinstance(left, Fault):
        return left
    if isinstance(right, Fault):
        return right
    found = _sum(left, right, node.operator) if node.operator in "+-" else _product(left, right, node.operator)
    if isinstance(found, Fault):
        return replace(found, start=node.sign, length=1)
    return found


def _sum(left: Amount, right: Amount, operator: str) -> Amount | Fault:
    """Add or subtract. Percent minus percent is points; points may be added to a percentage."""
    left, right = settled(left), settled(right)
    kinds = left.unit.kind, right.unit.kind
    unit = left.unit
    if kinds == ("percent", "percent"):
        unit = POINTS if operator == "-" else unit
    elif kinds == ("percent", "points"):
        right = right.times(right.unit.factor, unit)
    elif kinds == ("points", "percent") and operator == "+":
        left, unit = left.times(left.unit.factor, right.unit), right.unit
    elif "percent" in kinds or left.unit.dimension != right.unit.dimension:
        verb = "add" if operator == "+" else "subtract"
        message = f"cannot {verb} {_said(left.unit)} and {_said(right.unit)}"
        return Fault("E-DERIVE", message, _sum_hint(left.unit, right.unit))
    else:
        right = right.times(right.unit.factor / unit.factor, unit)
    return added(left, negated(right) if operator == "-" else right, unit)


def _sum_hint(left: Unit, right: Unit) -> str:
    if left.kind == right.kind == "currency":
        return "multiply one of them by a fact that holds the exchange rate"
    if "percent" in {left.kind, right.kind}:
        return "for a share of something multiply, such as `a * 45%`"
    return "both sides must be of the same kind"


def _said(unit: Unit) -> str:
    if unit.kind == "number":
        return "a plain number"
    return "percent" if unit.kind == "percent" else unit.id


def _product(left: Amount, right: Amount, operator: str) -> Amount | Fault:
    """Multiply or divide. A percentage is a share of what stands before it: `465 seats * 45%`."""
    exponent = 1 if operator == "*" else -1
    left, right, unit, factor = _shared(left, right, exponent)
    if operator == "*":
        return multiplied(left, right, unit).times(factor, unit)
    found = divided(left, right, unit)
    if found is None:
        return Fault("E-DERIVE", "this divides by zero, or by a range that holds zero", "divide by something else")
    return found.times(factor, unit)


def _shared(left: Amount, right: Amount, exponent: int) -> tuple[Amount, Amount, Unit, Decimal]:
    """Give both operands, the unit of the result and a factor, with percentages read as shares."""
    one = Decimal(1)
    if right.unit.kind == "percent" and left.unit.kind == "percent" and exponent < 0:
        return left, right, NUMBER, one
    if right.unit.kind == "percent":
        return left, right, left.unit, _HUNDREDTH if exponent > 0 else 1 / _HUNDREDTH
    if left.unit.kind == "percent" and exponent > 0 and right.unit.kind != "number":
        return left, right, right.unit, _HUNDREDTH
    return left, right, *product_unit(left.unit, right.unit, exponent)


def _converted(node: Conversion, working: _Working) -> Amount | Fault:
    operand = _amount(node.operand, working)
    if isinstance(operand, Fault):
        return operand
    operand = settled(operand)
    if {operand.unit.kind, node.unit.kind} == {"points", "percent"}:  # 100% - a is in points until one says otherwise
        points = operand.unit if operand.unit.kind == "points" else node.unit
        return operand.times(points.factor if points is operand.unit else 1 / points.factor, node.unit)
    if operand.unit.dimension != node.unit.dimension:
        message = f"{_said(operand.unit)} cannot be turned into {_said(node.unit)}"
        money = any(part.kind == "currency" for part, _ in (*operand.unit.atoms, *node.unit.atoms))
        hint = "multiply by a fact that holds the exchange rate first" if money else "both must measure the same thing"
        return Fault("E-DERIVE", message, hint, node.unit_start, node.start + node.length - node.unit_start)
    return operand.times(operand.unit.factor / node.unit.factor, node.unit)


def _change(node: Change, working: _Working) -> Amount | Fault:
    before = _amount(node.before, working)
    after = before if isinstance(before, Fault) else _amount(node.after, working)
    if isinstance(before, Fault):
        return before
    if isinstance(after, Fault):
        return after
    ratio = _ratio(after, before)
    if isinstance(ratio, Fault):
        return replace(ratio, start=node.start, length=node.length)
    one = Amount(Decimal(-1), Decimal(-1), NUMBER)
    return added(ratio, one, NUMBER).times(1 / _HUNDREDTH, PERCENT)


def _ratio(after: Amount, before: Amount) -> Amount | Fault:
    if before.low < 0:
        hint = "say it in words, or as a difference"
        return Fault("E-DERIVE", "a change from a negative number has no percentage", hint)
    kinds = {before.unit.kind, after.unit.kind}
    if before.unit.dimension != after.unit.dimension or ("percent" in kinds and len(kinds) > 1):
        message = f"there is no change from {_said(before.unit)} to {_said(after.unit)}"
        return Fault("E-DERIVE", message, "both must be of the same kind")
    found = divided(after.times(after.unit.factor / before.unit.factor, before.unit), before, NUMBER)
    return found or Fault("E-DERIVE", "a change from zero has no percentage", "say it in words, or as a difference")


def _days(node: Days, working: _Working) -> Amount | Fault:
    first, last = _date(node.first, working), _date(node.last, working)
    if isinstance(first, Fault):
        return first
    if isinstance(last, Fault):
        return last
    if not (first.earliest and first.latest and last.earliest and last.latest):
        return Fault("E-DERIVE", "an open date has no number of days", "name two days", node.start, node.length)
    shortest, longest = (last.earliest - first.latest).days, (last.latest - first.earliest).days
    if shortest < 0:
        hint = "put the earlier date first"
        return Fault("E-DERIVE", "the second date is not after the first", hint, node.start, node.length)
    vague = any(date.approximate or date.uncertain for date in (first, last))
    return Amount(Decimal(shortest), Decimal(longest), DAYS, approximate=vague)


def _date(node: Moment | Named, working: _Working) -> Date | Fault:
    if isinstance(node, Moment):
        return node.date
    value = working.lookup(node.address)
    if isinstance(value, Fault):
        return replace(value, start=node.start, length=node.length)
    if isinstance(value, DateValue):
        return value.date
    message = f"the value of “{node.address}” is not a date"
    return Fault("E-DERIVE", message, "name a fact whose value is a date", node.start, node.length)
