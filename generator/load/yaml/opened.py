"""What a composition holds while it goes on: libyaml's events, lists and mappings without an end, named nodes."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any, Protocol

from generator.base import dataclass

if TYPE_CHECKING:
    from decimal import Decimal

    from generator.diagnostics import Span
    from generator.load.node import Node, Scalar


class Mark(Protocol):
    """A place as libyaml gives it, all from 0 and in characters."""

    index: int
    line: int
    column: int


class Event(Protocol):
    """What libyaml's events have; each kind has some of it."""

    start_mark: Mark
    end_mark: Mark
    anchor: str | None
    tag: str | None
    value: str
    style: str | None
    flow_style: bool


@dataclass(slots=True)
class Opened:
    """A list or mapping that has begun and not ended.

    `line` and `column` (from 1) and `start` are where it begins, `end` is the offset after its last value. `before` is
    the number of nodes before it (those that aliases repeat counted again), `height` how many lists and mappings it
    holds inside one another, itself counted. `values` are its items, or its entries: keys with values. `key` waits for
    its value; `lost` says that the value will be dropped, `bare` that the last key had no colon, `cut` that an entry
    is missing.
    """

    is_mapping: bool
    flow: bool
    line: int
    column: int
    start: int
    before: int
    end: int
    anchor: str | None = None
    values: list[Any] = field(default_factory=list)
    seen: dict[str | Decimal, Scalar] = field(default_factory=dict)
    key: Scalar | None = None
    lost: bool = False
    bare: bool = False
    cut: bool = False
    height: int = 1


@dataclass(frozen=True, slots=True)
class Anchor:
    """A named node: how many nodes it holds, and how deep they go. `node` is None until it has ended."""

    span: Span
    node: Node | None = None
    size: int = 0
    height: int = 0
