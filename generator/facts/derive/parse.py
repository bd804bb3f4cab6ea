"""The grammar of derivations.

::

    expression = sum [ "in" UNIT ]
    sum        = product { ("+" | "-") product }
    product    = atom { ("*" | "/") atom }
    atom       = NUMBER [ UNIT ] | ADDRESS | "(" expression ")"
               | "change(" expression "to" expression ")"
               | ("days(" | "months(" | "years(") date "to" date ")"

Operators stand between spaces, because ids hold hyphens.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.diagnostics import Fault
from generator.facts.derive.expression import (
    Between,
    Binary,
    Change,
    Conversion,
    Expression,
    Literal,
    Moment,
    Named,
    Node,
)
from generator.model.dates import Date, parse_date
from generator.model.value import parse_quantity

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.model.unit import Units

_TOKEN = re.compile(r"(?:change|days|months|years)?\(|\)|[^\s()]+")
_NUMBER = re.compile(r"[-−]?[0-9]+(?:\.[0-9]+)?%?")
_ADDRESS = re.compile(r"[^\W_][\w-]*(?:\.[\w-]+)*(?:#[\w.-]+|\?[\w.=-]+)?")
_OPERATORS = {"+": "+", "-": "-", "−": "-", "*": "*", "×": "*", "/": "/", "÷": "/"}
_POWER = re.compile(r"[-−]?[0-9]+(?:\.[0-9]+)?[eE][+-]?[0-9]{1,2}")
_ID_MARKS = re.compile(r"[-.#?_]")
_JOINED = re.compile(r"[+*/×÷]")
_KEYWORDS = frozenset({"to", "in", ")"})
_LONGEST, _MOST_TOKENS, _DEEPEST = 2_000, 200, 16
_FUNCTIONS = (
    "there are `change(a to b)`, `days(a to b)`, `months(a to b)` and `years(a to b)`; "
    "a sum is `a + b`, a mean `(a + b) / 2`"
)
_HINT = "write ids and numbers with operators between spaces, such as `a / b`, `a * 1.75` or `change(a to b)`"


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(slots=True)
class _Reader:
    """The tokens of a text and how far they have been read."""

    text: str
    units: Units
    tokens: tuple[_Token, ...]
    index: int = 0
    depth: int = 0

    @property
    def next(self) -> _Token:
        """Give the next token, or an empty one at the end."""
        return self.tokens[self.index] if self.index < len(self.tokens) else _Token("", len(self.text.rstrip()))

    def take(self) -> _Token:
        """Give the next token and go past it."""
        token = self.next
        self.index += 1
        return token


def parse_derivation(text: str, units: Units) -> Expression | Fault:
    """Read a derivation. Faults: E-DERIVE, and E-UNIT for a unit that is none, their places in `text`."""
    tokens = tuple(_Token(found[0], found.start()) for found in _TOKEN.finditer(text))
    if not tokens:
        return Fault("E-DERIVE", "there is no formula here", _HINT)
    if len(text) > _LONGEST or len(tokens) > _MOST_TOKENS:
        return Fault("E-DERIVE", "this formula is too long", "derive its parts as facts of their own")
    reader = _Reader(text, units, tokens)
    root = _expression(reader)
    if isinstance(root, Fault):
        return root
    left = reader.next
    return _unexpected(left) if left.text else Expression(text, root)


def _expression(reader: _Reader) -> Node | Fault:
    found = _chain(reader, "+-", lambda: _chain(reader, "*/", lambda: _atom(reader)))
    if isinstance(found, Fault) or reader.next.text != "in":
        return found
    reader.take()
    words = _words(reader, until=frozenset({")", "to"}) | frozenset(_OPERATORS) - {"/", "÷"})
    if isinstance(words, Fault):
        return replace(words, message="there is no unit after `in`")
    unit = reader.units.find(words.text)
    if isinstance(unit, Fault):
        return replace(unit, start=words.start, length=len(words.text))
    if unit.undeclared:
        hint = "use a built-in unit, or declare it in content/units.yaml"
        return Fault("E-UNIT", f"“{words.text}” is not a unit of this site", hint, words.start, len(words.text))
    return Conversion(found, unit, words.start, found.start, words.end - found.start)


def _chain(reader: _Reader, operators: str, part: Callable[[], Node | Fault]) -> Node | Fault:
    """Read operands with operators of one strength between them; they bind to the left."""
    left = part()
    while not isinstance(left, Fault):
        operator = _OPERATORS.get(reader.next.text, "")
        if not operator or operator not in operators:
            return left
        sign = reader.take().start
        right = part()
        if isinstance(right, Fault):
            return right
        left = Binary(operator, left, right, sign, left.start, right.start + right.length - left.start)
    return left


def _atom(reader: _Reader) -> Node | Fault:
    token = reader.take()
    if token.text.endswith("("):
        return _nested(reader, token)
    if not token.text:
        return Fault("E-DERIVE", "the formula ends where a number or an id should follow", _HINT, token.start, 1)
    if _NUMBER.fullmatch(token.text):
        return _literal(reader, token)
    if token.text in _OPERATORS or token.text in _KEYWORDS:
        return _unexpected(token)
    return _address(reader, token)


def _address(reader: _Reader, token: _Token) -> Named | Fault:
    if reader.next.text == "(" and reader.next.start == token.end:
        return Fault("E-DERIVE", f"there is no function `{token.text}`", _FUNCTIONS, token.start, len(token.text))
    if _POWER.fullmatch(token.text) or not _ADDRESS.fullmatch(token.text):
        message = f"“{token.text}” is neither a number nor an id"
        return Fault("E-DERIVE", message, _instead(token.text), token.start, len(token.text))
    return Named(token.text, token.start, len(token.text))


def _instead(text: str) -> str:
    """Give what to write for what is neither a number nor an id."""
    if _POWER.fullmatch(text):
        return f"write the number in full: `{Decimal(text.replace('−', '-')):f}`"
    if text[0] in "-−" and _ADDRESS.fullmatch(text[1:]):
        return f"write `{text[1:]} * -1`"
    return "put a space on both sides of each operator" if _JOINED.search(text) else _HINT


def _nested(reader: _Reader, opening: _Token) -> Node | Fault:
    if reader.depth >= _DEEPEST:
        hint = "derive the inner parts as facts of their own"
        return Fault("E-DERIVE", "these parentheses are nested too deeply", hint, opening.start, 1)
    reader.depth += 1
    inside = {"(": _group, "change(": _change}.get(opening.text, _between)(reader, opening)
    reader.depth -= 1
    return inside


def _group(reader: _Reader, opening: _Token) -> Node | Fault:
    found = _expression(reader)
    return found if isinstance(found, Fault) else _closed(reader, opening, found)


def _change(reader: _Reader, opening: _Token) -> Node | Fault:
    before = _expression(reader)
    if isinstance(before, Fault):
        return before
    if reader.next.text != "to":
        return Fault("E-DERIVE", "`change` needs two values", "write `change(a to b)`", opening.start, 6)
    reader.take()
    after = _expression(reader)
    if isinstance(after, Fault):
        return after
    return _closed(reader, opening, Change(before, after, opening.start, reader.next.end - opening.start))


def _between(reader: _Reader, opening: _Token) -> Node | Fault:
    word = opening.text.removesuffix("(")
    first = _moment(reader)
    if isinstance(first, Fault):
        return first
    if reader.next.text != "to":
        hint = f"write `{word}(2025-04-02 to 2025-07-12)`"
        return Fault("E-DERIVE", f"`{word}` needs two dates", hint, opening.start, len(word))
    reader.take()
    last = _moment(reader)
    if isinstance(last, Fault):
        return last
    return _closed(reader, opening, Between(word, first, last, opening.start, reader.next.end - opening.start))


def _closed(reader: _Reader, opening: _Token, node: Node) -> Node | Fault:
    if reader.next.text == ")":
        reader.take()
        return node
    if reader.next.text:
        return _unexpected(reader.next)
    return Fault("E-DERIVE", "this parenthesis is never closed", "add a `)`", opening.start, len(opening.text))


def _moment(reader: _Reader) -> Moment | Named | Fault:
    """Read an end of `days(...)` and its like: a date, in words too, or the address of a fact."""
    words = _words(reader, until=frozenset({")", "to"}))
    if isinstance(words, Fault):
        return replace(words, message="there is no date here")
    date = parse_date(words.text)
    if isinstance(date, Date):
        return Moment(date, words.start, len(words.text))
    if _ADDRESS.fullmatch(words.text) and not words.text[0].isdigit():
        return Named(words.text, words.start, len(words.text))
    return replace(date, start=date.start + words.start, length=date.length or len(words.text))


def _literal(reader: _Reader, number: _Token) -> Literal | Fault:
    """Read a number and the words of its unit, which end where an operator or a parenthesis stands."""
    words = _words(reader, until=_KEYWORDS | frozenset(_OPERATORS))
    end = number.end if isinstance(words, Fault) else words.end
    text = reader.text[number.start : end]
    found = parse_quantity(text, reader.units)
    if isinstance(found, Fault):
        return replace(found, start=found.start + number.start, length=found.length or len(text))
    word = next(iter(found.unit.undeclared), "")
    if _ID_MARKS.search(word):  # a noun that nobody declared counts itself, as in a value; this is an id
        hint = "put an operator before an id, or declare the unit in content/units.yaml"
        return Fault("E-DERIVE", f"“{word}” is not a unit, so it cannot follow a number", hint, number.start, len(text))
    return Literal(found, number.start, len(text))


def _words(reader: _Reader, until: frozenset[str]) -> _Token | Fault:
    """Give the text up to one of the tokens of `until`, or an opening parenthesis, as one token."""
    first = reader.next
    last = None
    while reader.next.text and reader.next.text not in until and not reader.next.text.endswith("("):
        last = reader.take()
    if last is None:
        return Fault("E-DERIVE", "something is missing here", _HINT, first.start, max(len(first.text), 1))
    return _Token(reader.text[first.start : last.end], first.start)


def _unexpected(token: _Token) -> Fault:
    what = f"“{token.text}” does not belong here" if token.text else "the formula ends too early"
    return Fault("E-DERIVE", what, _HINT, token.start, max(len(token.text), 1))
