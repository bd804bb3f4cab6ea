"""The value of a derivation."""

from __future__ import annotations

from dataclasses import field, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from generator.base import dataclass
from generator.diagnostics import Fault
from generator.facts.derive.amount import Amount, amount_of, order, settled
from generator.facts.derive.expression import Between, Binary, Change, Conversion, Expression, Moment, Named, Node
from generator.facts.derive.expression import Literal as LiteralNode
from generator.facts.derive.operations import changed, converted, multiplied_or_divided, summed
from generator.facts.derive.rounding import exact_digits, rounded, sensible_digits
from generator.facts.derive.spans import between
from generator.model.value import DateValue, Quantity, Value, plain_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.model.unit import Unit

_LARGEST = 30
_MORE_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the working: a part of the formula, where it stands, and what it comes to.

    `operator` is `+`, `-`, `*`, `/`, `in`, `change`, `days`, `months` or `years`, "" for an address; `operands` are
    what it was done to, as they are shown: those that were worked out are rounded, but nobody reckons with that.
    """

    text: str
    start: int
    value: Quantity
    operator: str = ""
    operands: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What a derivation comes to.

    `low` and `high` are the ends before rounding, None where it is open. `digits` is the number of digits kept after
    the point; `rounding` is "asked" (the fact says `round`), "sensible" (to the precision of the coarsest input) or
    "none" (nothing was cut). `fuller` is the value with four more digits, about so where that still cuts something off.
    `steps` are the operands and operations in the order in which they are worked out, the whole last.
    """

    value: Quantity
    fuller: Quantity
    low: Fraction | None
    high: Fraction | None
    digits: int
    rounding: Literal["asked", "sensible", "none"]
    steps: tuple[Step, ...]

    @property
    def vanished(self) -> bool:
        """Tell whether rounding made zero of what is not."""
        shown = self.value.low, self.value.high
        return any(end for end in (self.low, self.high)) and not any(end for end in shown)

    @property
    def unit(self) -> Unit:
        """Give the unit of the result."""
        return self.value.unit


def sensible_round(result: Result) -> int:
    """Give the digits after the point with which two digits of a result are left, which must not be zero."""
    return 1 - order(max(abs(end) for end in (result.low, result.high) if end is not None))


@dataclass(slots=True)
class _Working:
    """What one computation needs and collects."""

    text: str
    lookup: Callable[[str], Value | Fault]
    steps: list[Step] = field(default_factory=list)

    def part(self, node: Node | Moment) -> str:
        return self.text[node.start : node.start + node.length]


@dataclass(frozen=True, slots=True)
class _Part:
    """What a part of the formula comes to, and how it is shown."""

    amount: Amount
    shown: Quantity


def compute(
    expression: Expression, lookup: Callable[[str], Value | Fault], digits: int | None = None
) -> Result | Fault:
    """Work out a derivation. `lookup` gives the value of an address, or a Fault, which is reported at the address.

    Ranges stay ranges, bounds bounds, and what is approximate stays so. `digits` is the fact's `round`. Faults:
    E-DERIVE, with the place of the part that cannot be worked out.
    """
    working = _Working(expression.text, lookup)
    found = _worked_out(expression.root, working)
    if isinstance(found, Fault):
        return found
    return _result(settled(found.amount), expression.root, working, digits)


def _result(amount: Amount, root: Node, working: _Working, digits: int | None) -> Result | Fault:
    kept = sensible_digits(amount) if digits is None else digits
    value, rounding = rounded(amount, kept)
    low, high = (end if isinstance(end, Fraction) else None for end in (amount.low, amount.high))
    how: Literal["asked", "sensible", "none"] = "asked" if digits is not None else "sensible"
    last = working.steps[-1] if working.steps else Step(working.part(root), root.start, value)
    steps = (*working.steps[:-1], replace(last, value=value))
    return Result(value, _fuller(amount, kept), low, high, kept, how if rounding.cut else "none", steps)


def _fuller(amount: Amount, digits: int) -> Quantity:
    needed = max(exact_digits(end) for end in amount.ends)
    value, rounding = rounded(amount, min(digits + _MORE_DIGITS, max(needed, digits)))
    about = replace(value, approximate=value.approximate or rounding.cut)
    return replace(about, text=plain_text(about))


def _unusable(amount: Amount) -> tuple[str, str] | None:
    """Say why an amount is of no use and what to do about it, or give None."""
    if not amount.ends:
        return "nothing can be said about the result: it may be any number", "put a number in place of a bound"
    if amount.size and order(amount.size) > _LARGEST:
        return "the result is too large to mean anything", "look at the values that go into it"
    if amount.size and order(amount.size) < -_LARGEST:
        return "the result is too small to mean anything", "look at the values that go into it"
    return None


def _worked_out(node: Node, working: _Working) -> _Part | Fault:
    """Give what a part of the formula comes to, and note it in the working."""
    if isinstance(node, LiteralNode):
        return _Part(amount_of(node.quantity, written=True), node.quantity)
    if isinstance(node, Named):
        return _looked_up(node, working)
    if isinstance(node, Between):
        return _between(node, working)
    if isinstance(node, Conversion):
        return _converted(node, working)
    return _of_two(node, working)


def _noted(
    node: Node, found: Amount | Fault, working: _Working, operator: str, operands: tuple[Value, ...]
) -> _Part | Fault:
    """Note a step of the working, unless it makes no sense. A fault without a place of its own is the whole part's."""
    if isinstance(found, Fault):
        return found if found.length is not None else replace(found, start=node.start, length=node.length)
    wrong = _unusable(found)
    if wrong is not None:
        return Fault("E-DERIVE", *wrong, node.start, node.length)
    value, _ = rounded(found, sensible_digits(found))
    working.steps.append(Step(working.part(node), node.start, value, operator, operands))
    return _Part(found, value)


def _looked_up(node: Named, working: _Working) -> _Part | Fault:
    value = working.lookup(node.address)
    if isinstance(value, Fault):
        return replace(value, start=node.start, length=node.length)
    if isinstance(value, Quantity):
        working.steps.append(Step(working.part(node), node.start, value))
        return _Part(amount_of(value), value)
    date = isinstance(value, DateValue)
    hint = "use `days(a to b)` for the days between two dates" if date else "name another fact"
    kind = "a date" if date else "not a number"
    return Fault("E-DERIVE", f"the value of “{node.address}” is {kind}", hint, node.start, node.length)


def _of_two(node: Binary | Change, working: _Working) -> _Part | Fault:
    first, second = (node.left, node.right) if isinstance(node, Binary) else (node.before, node.after)
    left = _worked_out(first, working)
    right = left if isinstance(left, Fault) else _worked_out(second, working)
    if isinstance(left, Fault):
        return left
    if isinstance(right, Fault):
        return right
    operands = left.shown, right.shown
    if isinstance(node, Change):
        return _noted(node, changed(left.amount, right.amount), working, "change", operands)
    operation = summed if node.operator in "+-" else multiplied_or_divided
    found = operation(left.amount, right.amount, node.operator)
    if isinstance(found, Fault):
        found = replace(found, start=node.sign, length=1)
    return _noted(node, found, working, node.operator, operands)


def _converted(node: Conversion, working: _Working) -> _Part | Fault:
    operand = _worked_out(node.operand, working)
    if isinstance(operand, Fault):
        return operand
    apart = operand.amount.unit.kind == "points" and node.unit.kind == "percent"
    if apart and not _is_rest(node.operand):
        hint = "leave the unit out; for a change in percent write `change(a to b)`"
        message = "a difference of percentages is in percentage points, not in percent"
        return Fault("E-DERIVE", message, hint, node.start, node.length)
    found = converted(operand.amount, node.unit)
    if isinstance(found, Fault):
        found = replace(found, start=node.unit_start, length=node.start + node.length - node.unit_start)
    return _noted(node, found, working, "in", (operand.shown,))


def _is_rest(node: Node) -> bool:
    """Tell whether something is the rest of a whole, `100% - a`, which is a percentage again."""
    return isinstance(node, Binary) and node.operator == "-" and isinstance(node.left, LiteralNode)


def _between(node: Between, working: _Working) -> _Part | Fault:
    first, last = _date(node.first, working), _date(node.last, working)
    if isinstance(first, Fault):
        return first
    if isinstance(last, Fault):
        return last
    return _noted(node, between(first.date, last.date, node.word), working, node.word, (first, last))


def _date(node: Moment | Named, working: _Working) -> DateValue | Fault:
    if isinstance(node, Moment):
        return DateValue(node.date.text, node.date)
    value = working.lookup(node.address)
    if isinstance(value, Fault):
        return replace(value, start=node.start, length=node.length)
    if isinstance(value, DateValue):
        return value
    message = f"the value of “{node.address}” is not a date"
    return Fault("E-DERIVE", message, "name a fact whose value is a date", node.start, node.length)
