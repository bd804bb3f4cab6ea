"""Where in an HTML page a piece of template text ends: in running text, in a tag, in an attribute, in a script.

It follows the tokeniser of the HTML standard (section 13.2.5) as far as it matters to where an expression may stand.
"""

from __future__ import annotations

import re
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from generator.base import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    Report = Callable[[int, str, str], None]
    """Told of each offence: its offset in the piece, the words to point at, and what is wrong."""


class Kind(StrEnum):
    """The states of the tokeniser that are told apart."""

    TEXT = "text"
    OPEN = "just after a <"
    NAME = "in the name of a tag"
    TAG = "among the attributes of a tag"
    ATTRIBUTE = "in the name of an attribute"
    BEFORE = "in an attribute without quotes"
    UNQUOTED = "in an attribute without quotation marks"
    DOUBLE = "in a double-quoted attribute"
    SINGLE = "in a single-quoted attribute"
    COMMENT = "in a comment"
    DECLARATION = "in a declaration"
    RAW = "in a script or style"


IN_TAG: Final = frozenset({Kind.NAME, Kind.TAG, Kind.ATTRIBUTE})
QUOTED: Final = frozenset({Kind.DOUBLE, Kind.SINGLE})
_JSON: Final = "application/ld+json"


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a page: `value` is what its attribute holds so far, `type` and `src` what its tag has said."""

    kind: Kind = Kind.TEXT
    tag: str = ""
    attribute: str = ""
    value: str = ""
    type: str = ""
    src: bool = False

    @property
    def data(self) -> bool:
        """Tell whether this is the inside of a script that holds data and is never run."""
        return self.kind is Kind.RAW and self.type == _JSON


def advance(position: Position, text: str, report: Report) -> Position:
    """Give the place in the page after a piece of text that begins at `position`."""
    offset = 0
    while offset < len(text):
        position, offset = _STEPS[position.kind](position, text, offset, report)
    return position


Step = tuple[Position, int]


def _text(_position: Position, text: str, offset: int, _report: Report) -> Step:
    start = text.find("<", offset)
    if start < 0:
        return Position(), len(text)
    if text.startswith("<!--", start):
        return Position(Kind.COMMENT), start + 4
    return Position(Kind.OPEN), start + 1


def _open(position: Position, text: str, offset: int, _report: Report) -> Step:
    first = text[offset]
    if first in "!?":
        return replace(position, kind=Kind.DECLARATION), offset + 1
    if first == "/" or first.isalpha():
        return Position(Kind.NAME), offset
    return Position(), offset


_TAG_NAME = re.compile(r"/?[^\s/>]*")


def _name(position: Position, text: str, offset: int, _report: Report) -> Step:
    match = _TAG_NAME.match(text, offset)
    end = match.end() if match else offset
    named = replace(position, tag=(position.tag + text[offset:end]).lower())
    return (named if end == len(text) else replace(named, kind=Kind.TAG)), end


def _tag(position: Position, text: str, offset: int, report: Report) -> Step:
    if text[offset].isspace() or text[offset] == "/":
        return position, offset + 1
    if text[offset] == ">":
        return _inside(position, offset, report), offset + 1
    return replace(position, kind=Kind.ATTRIBUTE, attribute="", value=""), offset


def _inside(position: Position, offset: int, report: Report) -> Position:
    """Give the place after the end of a tag."""
    if position.tag not in {"script", "style"}:
        return Position()
    if not (position.src or position.type == _JSON):
        message = f"a <{position.tag}> of the page's own is not allowed: put it into a file of assets/"
        report(offset, f"<{position.tag}", message)
    return replace(position, kind=Kind.RAW, attribute="", value="")


_ATTRIBUTE_NAME = re.compile(r"[^\s/>=]*")
_EQUALS = re.compile(r"\s*=")


def _attribute(position: Position, text: str, offset: int, report: Report) -> Step:
    match = _ATTRIBUTE_NAME.match(text, offset)
    end = max(match.end() if match else offset, offset)
    named = replace(position, attribute=(position.attribute + text[offset:end]).lower())
    if end == len(text):
        return named, end
    equals = _EQUALS.match(text, end)
    if equals is None:
        return replace(named, kind=Kind.TAG, src=named.src or named.attribute == "src"), max(end, offset)
    if named.attribute.startswith("on") or named.attribute == "style":
        message = f'the attribute {named.attribute}="..." is not allowed: programs and styles belong into assets/'
        report(end, named.attribute, message)
    return replace(named, kind=Kind.BEFORE, src=named.src or named.attribute == "src"), equals.end()


def _before(position: Position, text: str, offset: int, report: Report) -> Step:
    first = text[offset]
    if first.isspace():
        return position, offset + 1
    if first == ">":
        return _inside(position, offset, report), offset + 1
    quote = {'"': Kind.DOUBLE, "'": Kind.SINGLE}.get(first)
    return (replace(position, kind=quote), offset + 1) if quote else (replace(position, kind=Kind.UNQUOTED), offset)


def _until(quote: str) -> Callable[[Position, str, int, Report], Step]:
    """Give the step through a value that ends with a quotation mark."""

    def step(position: Position, text: str, offset: int, _report: Report) -> Step:
        end = text.find(quote, offset)
        stop = len(text) if end < 0 else end
        valued = replace(position, value=position.value + text[offset:stop])
        return (valued, stop) if end < 0 else (_ended(valued), stop + 1)

    return step


_UNQUOTED_VALUE = re.compile(r"[^\s>]*")


def _unquoted(position: Position, text: str, offset: int, _report: Report) -> Step:
    match = _UNQUOTED_VALUE.match(text, offset)
    end = match.end() if match else offset
    valued = replace(position, value=position.value + text[offset:end])
    return (valued if end == len(text) else _ended(valued)), end


def _ended(position: Position) -> Position:
    """Give the place after an attribute, whose value the tag remembers where it matters."""
    type_ = position.value.strip().lower() if position.attribute == "type" else position.type
    return replace(position, kind=Kind.TAG, type=type_, attribute="", value="")


def _past(ending: str) -> Callable[[Position, str, int, Report], Step]:
    """Give the step through something that an ending closes."""

    def step(position: Position, text: str, offset: int, _report: Report) -> Step:
        end = text.find(ending, offset)
        return (position, len(text)) if end < 0 else (Position(), end + len(ending))

    return step


def _raw(position: Position, text: str, offset: int, _report: Report) -> Step:
    end = text.lower().find(f"</{position.tag}", offset)
    return (position, len(text)) if end < 0 else (Position(Kind.NAME), end + 1)


_STEPS: Final[dict[Kind, Callable[[Position, str, int, Report], Step]]] = {
    Kind.TEXT: _text,
    Kind.OPEN: _open,
    Kind.NAME: _name,
    Kind.TAG: _tag,
    Kind.ATTRIBUTE: _attribute,
    Kind.BEFORE: _before,
    Kind.UNQUOTED: _unquoted,
    Kind.DOUBLE: _until('"'),
    Kind.SINGLE: _until("'"),
    Kind.COMMENT: _past("-->"),
    Kind.DECLARATION: _past(">"),
    Kind.RAW: _raw,
}


def meeting(first: Position, second: Position) -> Position | None:
    """Give the place after two branches of an `if`, or None where they leave the page in different places."""
    if first == second:
        return first
    if first.kind in IN_TAG and second.kind in IN_TAG and first.tag == second.tag:
        return replace(first, kind=Kind.TAG, attribute="", value="", src=first.src or second.src)
    same = (first.kind, first.tag, first.attribute) == (second.kind, second.tag, second.attribute)
    if same and first.kind in QUOTED:
        return min(first, second, key=lambda position: len(position.value))
    return None
