"""The operations that templates may use, each with its price: operators, loops, calls and filters."""

from __future__ import annotations

import operator
from collections.abc import Sized
from functools import wraps
from typing import TYPE_CHECKING, Final

from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import markup_join

from generator.render.theme.budget import BITS, RANGE, ExceededError, spend_characters, spend_steps
from generator.render.theme.destination import checked_destination

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from generator.render.theme.words import Value

WALKED: Final = "<walked>"
"""The filter put around what a loop goes through. Its name cannot be written in a template."""

JOINED: Final = "<joined>"
"""The filter put in place of `~`."""

DESTINATION: Final = "<destination>"
"""The filter put around an expression that begins an attribute with an address."""

# Left out: safe and everything that makes HTML of text (urlize, xmlattr, tojson), attr (which walks past the sandbox),
# random and pprint (not the same twice), and those that pad (center, indent, format, wordwrap, batch, slice).
_PLAIN: Final = (
    "abs",
    "capitalize",
    "count",
    "d",
    "default",
    "dictsort",
    "e",
    "escape",
    "first",
    "float",
    "forceescape",
    "groupby",
    "int",
    "items",
    "last",
    "length",
    "list",
    "lower",
    "map",
    "max",
    "min",
    "reject",
    "rejectattr",
    "reverse",
    "round",
    "select",
    "selectattr",
    "sort",
    "string",
    "striptags",
    "title",
    "trim",
    "truncate",
    "unique",
    "upper",
    "urlencode",
    "wordcount",
)


def walked(values: Value) -> Value:
    """Give what a loop goes through, its turns paid for: at once where the number is known, else one by one."""
    if isinstance(values, Sized):
        spend_steps(len(values))
        return values
    return _counted(iter(values))


def _counted(values: Iterator[Value]) -> Iterator[Value]:
    for value in values:
        spend_steps(1)
        yield value


def concatenated(parts: list[Value]) -> str:
    """Give the parts of a `~` as one text, escaped where one of them is HTML."""
    spend_characters(sum(len(str(part)) for part in parts))
    return markup_join(parts)


def bounded_range(*bounds: int) -> range:
    """Give a `range()` of at most `RANGE` numbers."""
    numbers = range(*bounds)
    try:
        length = len(numbers)
    except OverflowError:
        length = RANGE + 1
    if length > RANGE:
        message = f"it asks for a range of more than {RANGE:,} numbers"
        raise ExceededError(message)
    return numbers


def add(left: Value, right: Value) -> Value:
    """Give `left + right`; texts and lists are paid for."""
    if isinstance(left, Sized) and isinstance(right, Sized):
        _pay(left, len(left) + len(right))
    return operator.add(left, right)


def multiply(left: Value, right: Value) -> Value:
    """Give `left * right`; a repeated text or list is paid for before it is made."""
    for many, times in ((left, right), (right, left)):
        if isinstance(many, Sized) and isinstance(times, int):
            _pay(many, len(many) * max(times, 0))
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() + right.bit_length() > BITS:
        message = "it works out a number that is too large"
        raise ExceededError(message)
    return operator.mul(left, right)


def power(left: Value, right: Value) -> Value:
    """Give `left ** right`, within bounds."""
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() * abs(right) > BITS:
        message = "it works out a number that is too large"
        raise ExceededError(message)
    return operator.pow(left, right)


def remainder(left: Value, right: Value) -> Value:
    """Give `left % right` of numbers; as a way to format texts it is not offered."""
    if isinstance(left, str):
        message = "formatting a text with % is not offered in templates; use ~ to join texts"
        raise SecurityError(message)
    return operator.mod(left, right)


def _pay(value: Sized, size: int) -> None:
    """Pay for a text by its characters, for anything else by its entries."""
    (spend_characters if isinstance(value, str) else spend_steps)(size)


OPERATORS: Final[Mapping[str, Callable[[Value, Value], Value]]] = {"+": add, "*": multiply, "**": power, "%": remainder}


def _priced(name: str) -> Callable[..., Value]:
    """Give one of Jinja's filters, which costs a step for each entry it is given."""
    plain = FILTERS[name]
    place = 1 if hasattr(plain, "jinja_pass_arg") else 0

    @wraps(plain)  # which copies the mark that tells Jinja what to pass first
    def priced(*args: Value, **kwargs: Value) -> Value:
        value = args[place]
        if isinstance(value, Sized) and not isinstance(value, str):
            spend_steps(len(value))
        return plain(*args, **kwargs)

    return priced


def _join() -> Callable[..., Value]:
    plain = FILTERS["join"]

    @wraps(plain)
    def join(context: Value, value: Iterable[Value], d: str = "", attribute: str | int | None = None) -> Value:
        parts = list(walked(value))
        spend_characters(len(d) * len(parts))
        spend_characters(sum(len(part) for part in parts if isinstance(part, str)))
        return plain(context, parts, d, attribute)

    return join


def _replace() -> Callable[..., Value]:
    plain = FILTERS["replace"]

    @wraps(plain)
    def replace(context: Value, s: str, old: str, new: str, count: int | None = None) -> Value:
        spend_characters(len(s) + len(new) * (s.count(old) if old else len(s) + 1))
        return plain(context, s, old, new, count)

    return replace


FILTERS_OFFERED: Final[Mapping[str, Callable[..., Value]]] = {
    **{name: _priced(name) for name in _PLAIN},
    "join": _join(),
    "replace": _replace(),
}
"""The filters that templates may name."""

INTERNAL_FILTERS: Final[Mapping[str, Callable[..., Value]]] = {
    WALKED: walked,
    JOINED: concatenated,
    DESTINATION: checked_destination,
}
"""The filters that the compiler puts in."""
