"""Where the expressions of a template stand in the page, and which of them may not stand there.

Escaping makes text safe inside quotation marks and between tags. Elsewhere in HTML nothing makes it safe.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import field, replace
from typing import TYPE_CHECKING, Final

from jinja2 import nodes

from generator.base import dataclass
from generator.render.theme.destination import is_destination
from generator.render.theme.markup import QUOTED, Kind, Position, advance, meeting

if TYPE_CHECKING:
    from collections.abc import Sequence

_ADDRESSES: Final = frozenset(
    {
        "action",
        "background",
        "cite",
        "data",
        "formaction",
        "href",
        "longdesc",
        "manifest",
        "ping",
        "poster",
        "src",
        "srcset",
        "xlink:href",
    }
)
_REFRESH = re.compile(r"url\s*=\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Offence:
    """Something that may not stand where it stands: its line, the words to point at, and what is wrong.

    `ordinal` is how many equal words the line has before them, where that is known.
    """

    line: int
    words: str
    message: str
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """An expression that the page prints, and whether it begins an address. `problem` is "" where it may stand."""

    output: nodes.Output
    index: int
    expression: nodes.Expr
    destination: bool
    problem: str


@dataclass(slots=True)
class _Walk:
    """What a walk through a template has met so far."""

    places: list[Place] = field(default_factory=list)
    offences: list[Offence] = field(default_factory=list)


def placed(body: Sequence[nodes.Node]) -> tuple[Place, ...]:
    """Give every expression that a template prints."""
    walk = _Walk()
    _through(body, Position(), walk)
    return tuple(walk.places)


def offences(body: Sequence[nodes.Node]) -> tuple[Offence, ...]:
    """Give what may not stand where it stands, in the order of the template."""
    walk = _Walk()
    _through(body, Position(), walk)
    met: Counter[int] = Counter()
    misplaced = []
    for place in walk.places:
        line = place.expression.lineno
        if place.problem:
            misplaced.append(Offence(line, "{{", place.problem, met[line]))
        met[line] += 1
    return tuple(sorted([*walk.offences, *misplaced], key=lambda offence: offence.line))


def _through(body: Sequence[nodes.Node], position: Position, walk: _Walk) -> Position:
    for node in body:
        position = _past(node, position, walk)
    return position


def _past(node: nodes.Node, position: Position, walk: _Walk) -> Position:
    """Give the place in the page after a node that begins at `position`."""
    if isinstance(node, nodes.Output):
        return _output(node, position, walk)
    if isinstance(node, nodes.If):
        branches = [node.body, *(branch.body for branch in node.elif_), node.else_]
        return _met(node, [_through(branch, position, walk) for branch in branches], walk)
    if isinstance(node, nodes.For):
        ends = [position, _through(node.body, position, walk)]
        return _met(node, [*ends, _through(node.else_, position, walk)], walk)
    if isinstance(node, (nodes.Block, nodes.With, nodes.Scope, nodes.ScopedEvalContextModifier)):
        return _through(node.body, position, walk)
    if isinstance(node, (nodes.Macro, nodes.CallBlock, nodes.AssignBlock, nodes.FilterBlock)):
        _through(node.body, Position(), walk)
    return position


def _met(node: nodes.Node, ends: list[Position], walk: _Walk) -> Position:
    """Give the place after branches, which must all leave the page in the same one."""
    met = ends[0]
    for end in ends[1:]:
        both = meeting(met, end)
        if both is None:
            word = "if" if isinstance(node, nodes.If) else "for"
            message = f"one way through this {word} ends {met.kind}, another {end.kind}; open and close tags in both"
            walk.offences.append(Offence(node.lineno, "{%", message))
            return ends[0]
        met = both
    return met


def _output(node: nodes.Output, position: Position, walk: _Walk) -> Position:
    for index, child in enumerate(node.nodes):
        if isinstance(child, nodes.TemplateData):
            position = _data(child, position, walk)
        else:
            destination, problem = _judged(child, position)
            walk.places.append(Place(node, index, child, destination, problem))
            position = _after(position)
    return position


def _data(node: nodes.TemplateData, position: Position, walk: _Walk) -> Position:
    def report(offset: int, words: str, message: str) -> None:
        walk.offences.append(Offence(node.lineno + node.data.count("\n", 0, offset), words, message))

    return advance(position, node.data, report)


def _after(position: Position) -> Position:
    """Give the place after an expression, whose unknown value is one character of the attribute."""
    if position.kind is Kind.BEFORE:
        return replace(position, kind=Kind.UNQUOTED)
    return (
        replace(position, value=position.value + "\N{OBJECT REPLACEMENT CHARACTER}")
        if position.value or (position.kind in QUOTED)
        else position
    )


def _judged(expression: nodes.Expr, position: Position) -> tuple[bool, str]:
    """Tell whether an expression begins an address here, and why it may not stand here ("" where it may)."""
    if position.kind in {Kind.TEXT, Kind.COMMENT}:
        return False, ""
    if position.kind is Kind.RAW:
        return False, "" if position.data and _is_data(expression) else (
            "nothing makes a text safe inside a <script> or <style>: put values into the page and read them from there"
        )
    if position.kind not in QUOTED:
        return False, f"an expression {position.kind} can add attributes of its own: put quotation marks around it"
    return _in_attribute(position)


def _in_attribute(position: Position) -> tuple[bool, str]:
    name, value = position.attribute, position.value
    if name.startswith("on") or name in {"style", "srcdoc"}:
        return False, f"an expression inside {name}=... would be run as a program or a style"
    if name not in _ADDRESSES:
        return bool(name == "content" and _REFRESH.search(value)), ""
    if not value.strip():
        return True, ""
    if not is_destination(value) or not re.search("[/?#:]", value):
        return False, f"an expression after {value!r} can make another kind of address, one that runs a program"
    return False, ""


def _is_data(expression: nodes.Expr) -> bool:
    """Tell whether an expression is the one that holds JSON made safe for a script: `head.json_ld`."""
    return (
        isinstance(expression, nodes.Getattr)
        and expression.attr == "json_ld"
        and isinstance(expression.node, nodes.Name)
        and expression.node.name == "head"
    )
