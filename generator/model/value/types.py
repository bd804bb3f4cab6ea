"""What the value of a fact may be."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from generator.base import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.dates import Date
    from generator.model.unit import Unit

Bound = Literal["exact", "range", "over", "under", "at-least", "at-most"]

SCALES: Mapping[str, Decimal] = {
    "thousand": Decimal(1_000),
    "million": Decimal(1_000_000),
    "billion": Decimal(1_000_000_000),
    "trillion": Decimal(1_000_000_000_000),
}
_BOUND_WORDS = {"over": "over ", "under": "under ", "at-least": "at least ", "at-most": "at most "}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, a range or a bound, with a unit.

    `low` and `high` are in `unit`, the scale word multiplied in; equal for an exact or approximate number, and None on
    the open side of a bound (`over 1 USD` has low 1 and high None). `written` holds the digits as written, before the
    scale word (`0.150` stays so). `quantum` is what the last digit that counts is worth: 100000 for `~1.4 million`.
    """

    text: str
    low: Decimal | None
    high: Decimal | None
    unit: Unit
    approximate: bool = False
    bound: Bound = "exact"
    scale: str = ""
    quantum: Decimal = Decimal(1)
    written: tuple[str, ...] = ()

    @property
    def number(self) -> Decimal | None:
        """Give the one number that it is, or None for a range and a bound."""
        return self.low if self.bound == "exact" else None


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date as the value of a fact."""

    text: str
    date: Date


@dataclass(frozen=True, slots=True)
class YesNo:
    """Yes or no."""

    text: str
    yes: bool


@dataclass(frozen=True, slots=True)
class Words:
    """A value in words, such as `The Hague`."""

    text: str


@dataclass(frozen=True, slots=True)
class Several:
    """A list of values, such as `[French, English]`."""

    text: str
    items: tuple[Value, ...]


Value = Quantity | DateValue | YesNo | Words | Several


def is_measured(value: Value) -> bool:
    """Tell whether a value is, or holds, a quantity: something true of a period only."""
    if isinstance(value, Several):
        return any(is_measured(item) for item in value.items)
    return isinstance(value, Quantity)


def plain_text(quantity: Quantity) -> str:
    """Give a quantity in the form in which authors write values: `~1.4 million cars`, `10 to 15%`."""
    hedge = "~" if quantity.approximate else ""
    numbers = " to ".join(quantity.written)
    scale = f" {quantity.scale}" if quantity.scale else ""
    name = quantity.unit.id
    unit = "%" if name == "percent" else f" {name}" if name else ""
    return f"{hedge}{_BOUND_WORDS.get(quantity.bound, '')}{numbers}{scale}{unit}"
