"""A derivation after it was read: a tree of numbers, names and operations, each with its place in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.dates import Date
    from generator.model.unit import Unit
    from generator.model.value import Quantity


@dataclass(frozen=True, slots=True)
class Literal:
    """A number in the formula itself, perhaps with a unit; it is taken as exact."""

    quantity: Quantity
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Named:
    """The address of a fact, a cell or a claim: `rice-levy`, `car-exports.us.2024`, `rice-tariff-equivalent#trump`."""

    address: str
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands and `+`, `-`, `*` or `/` between them; `sign` is where the operator stands."""

    operator: str
    left: Node
    right: Node
    sign: int
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Conversion:
    """`x in USD/kg`; `unit_start` is where the unit's words begin."""

    operand: Node
    unit: Unit
    unit_start: int
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Change:
    """`change(a to b)`: how much b is above a, in percent."""

    before: Node
    after: Node
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Moment:
    """A date in the formula itself."""

    date: Date
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Between:
    """`days(a to b)`: the days (months, years) from a to b, which are dates or facts whose value is one."""

    word: str
    first: Moment | Named
    last: Moment | Named
    start: int
    length: int


Node = Literal | Named | Binary | Conversion | Change | Between


@dataclass(frozen=True, slots=True)
class Expression:
    """A derivation: its text and the tree of what it says."""

    text: str
    root: Node


def names(expression: Expression) -> tuple[Named, ...]:
    """Give every address that a derivation uses, in the order of the text, repeated ones too."""
    return tuple(leaf for leaf in _leaves(expression.root) if isinstance(leaf, Named))


def literals(expression: Expression) -> tuple[Literal, ...]:
    """Give every number that stands in a derivation itself."""
    return tuple(leaf for leaf in _leaves(expression.root) if isinstance(leaf, Literal))


def names_days(expression: Expression) -> bool:
    """Tell whether a derivation is, in whatever unit, the time between two dates, and so says itself when."""
    node = expression.root
    while isinstance(node, Conversion):
        node = node.operand
    return isinstance(node, Between)


def _leaves(node: Node | Moment) -> Iterator[Named | Literal]:
    if isinstance(node, Named | Literal):
        yield node
    elif isinstance(node, Binary):
        yield from _leaves(node.left)
        yield from _leaves(node.right)
    elif isinstance(node, Conversion):
        yield from _leaves(node.operand)
    elif isinstance(node, Change):
        yield from _leaves(node.before)
        yield from _leaves(node.after)
    elif isinstance(node, Between):
        yield from _leaves(node.first)
        yield from _leaves(node.last)
