"""libyaml's events -> nodes: a loop with a stack of its own, so that no file can exhaust Python's."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs do not name what the module gives
from yaml.error import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from generator.diagnostics import Diagnostic, Related, Span, diagnose
from generator.load.limits import ALIAS_NODES, DEPTH, NODES
from generator.load.node import Mapping, Node, Scalar, Sequence
from generator.load.yaml import suspicions
from generator.load.yaml.characters import moved
from generator.load.yaml.keys import identity
from generator.load.yaml.mistakes import explain, explain_directive, explain_rest, offset_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from generator.load.tree import TextFile

_BLOCK: Final = ("|", ">")

# What may stand before a value: an anchor, a tag, a comment, white space.
_PROPERTIES: Final = re.compile(r"(?:[&!][^\s,\[\]{}]*|#[^\n]*|\s+)*")


class _Mark(Protocol):
    """A place as libyaml gives it, all from 0 and in characters."""

    index: int
    line: int
    column: int


class _Event(Protocol):
    """What libyaml's events have; each kind has some of it."""

    start_mark: _Mark
    end_mark: _Mark
    anchor: str | None
    tag: str | None
    value: str
    style: str | None
    flow_style: bool


@dataclass(slots=True)
class _Open:
    """A list or mapping that has begun and not ended.

    `key` waits for its value, and `lost` says that the value will be dropped. `before` is the number of nodes before
    it, `end` the offset after its last value, `height` how many lists and mappings it holds inside one another.
    """

    is_mapping: bool
    flow: bool
    span: Span
    start: int
    before: int
    end: int
    anchor: str | None = None
    items: list[Node] = field(default_factory=list)
    entries: list[tuple[Scalar, Node]] = field(default_factory=list)
    seen: dict[str | Decimal, Scalar] = field(default_factory=dict)
    key: Scalar | None = None
    lost: bool = False
    cut: bool = False
    height: int = 1


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A named node: how many nodes it holds, and how deep they go. `node` is None until it has ended."""

    span: Span
    node: Node | None = None
    size: int = 0
    height: int = 0


def compose(file: TextFile) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """Give the node of a file's only document, or None where it has none, and what is wrong with it."""
    directive = explain_directive(file)
    if directive is not None:
        return None, (directive,)
    return _Composer(file).compose()


class _Composer:
    """The state of one composition; it lives as long as the call that made it."""

    def __init__(self, file: TextFile) -> None:
        self.file = file
        self.path = file.path
        self.source = file.text
        self.diagnostics: list[Diagnostic] = []
        self.stack = [_Open(is_mapping=False, flow=False, span=Span(file.path), start=0, before=0, end=0)]
        self.nodes = 0
        self.repeated = 0
        self.anchors: dict[str, _Anchor] = {}
        self.unused: dict[str, Span] = {}
        self.done = False

    def compose(self) -> tuple[Node | None, tuple[Diagnostic, ...]]:
        get_event = CParser(self.file.text).get_event
        try:
            while not self.done:
                event = get_event()
                take = _TAKE.get(event.__class__)
                if take is not None:
                    take(self, event)
        except YAMLError as error:
            self.report(explain(self.file, error))
            self.retract(offset_of(error))
        self.finish()
        root = self.stack[0].items
        return root[0] if root else None, tuple(self.diagnostics)

    def scalar(self, event: _Event) -> None:
        mark, end = event.start_mark, event.end_mark.index
        start = mark.index
        span = Span(self.path, mark.line + 1, mark.column + 1, end - start or 1)
        if event.anchor is not None or event.tag is not None:
            start, span = self.properties(event, end)
        style = event.style
        if not style:
            node = Scalar(event.value, span, "", start, end)
            if self.source.startswith(" #", end):
                self.diagnostics += suspicions.comment(self.file, node)
        else:
            node, end = self.styled(Scalar(event.value, span, style, start, end))
        if event.anchor is not None:
            self.anchors[event.anchor] = _Anchor(node.span, node, 1, 0)
        self.nodes += 1
        if self.nodes > NODES:
            self.too_many(span)
        self.attach(node, end)

    def styled(self, node: Scalar) -> tuple[Scalar, int]:
        """Give a quoted or block text and where it ends: libyaml counts the empty lines after a block to it."""
        self.diagnostics += suspicions.inside(self.file, node)
        if node.style not in _BLOCK:
            return node, node.end
        span, length = node.span, len(self.source[node.start : node.end].rstrip())
        whole = Span(span.path, span.line, span.column, length)
        return Scalar(node.text, whole, node.style, node.start, node.end), node.start + length

    def begin_mapping(self, event: _Event) -> None:
        self.begin(event, is_mapping=True)

    def begin_list(self, event: _Event) -> None:
        self.begin(event, is_mapping=False)

    def begin(self, event: _Event, *, is_mapping: bool) -> None:
        mark, before = event.start_mark, self.nodes
        start, span = mark.index, Span(self.path, mark.line + 1, mark.column + 1)
        if event.anchor is not None or event.tag is not None:
            start, span = self.properties(event, len(self.source))
        if len(self.stack) > DEPTH:
            self.too_deep(span)
            return
        self.nodes += 1
        if self.nodes > NODES:
            self.too_many(span)
        self.stack.append(_Open(is_mapping, event.flow_style, span, start, before, start, event.anchor))
        if event.anchor is not None:
            self.anchors[event.anchor] = _Anchor(span)

    def end(self, event: _Event) -> None:
        self.end_at(event.end_mark.index)

    def end_at(self, offset: int) -> None:
        """End the innermost list or mapping: at its bracket, else where its last value ends."""
        opened = self.stack.pop()
        end = offset if opened.flow else opened.end
        node = self.close(opened, end)
        above = self.stack[-1]
        above.height = max(above.height, opened.height + 1)
        if opened.anchor is not None:
            size = self.nodes + self.repeated - opened.before
            self.anchors[opened.anchor] = _Anchor(opened.span, node, size, opened.height)
        self.attach(node, end)

    def close(self, opened: _Open, end: int) -> Mapping | Sequence:
        where = opened.span
        span = Span(where.path, where.line, where.column, max(end - opened.start, 1))
        if opened.is_mapping:
            return Mapping(tuple(opened.entries), span, opened.cut)
        if opened.flow:
            self.diagnostics += suspicions.split_numbers(self.file, opened.items)
        return Sequence(tuple(opened.items), span)

    def attach(self, node: Node, end: int) -> None:
        opened = self.stack[-1]
        opened.end = end
        if not opened.is_mapping:
            opened.items.append(node)
        elif opened.key is None:
            self.begin_entry(opened, node)
        else:
            self.end_entry(opened, opened.key, node)

    def begin_entry(self, opened: _Open, node: Node) -> None:
        if not isinstance(node, Scalar):
            self.report(suspicions.complex_key(node))
            self.lose(opened)
            return
        opened.key = node
        if self.source[node.start - 1] == "?" and node.start:
            self.diagnostics += suspicions.question_key(node)
        first = opened.seen.setdefault(identity(node), node)
        if first is not node:
            opened.lost = True
            self.report(_twice(node, first))

    def end_entry(self, opened: _Open, key: Scalar, value: Node) -> None:
        if opened.lost:
            opened.lost = False
        elif value.__class__ is Scalar and not value.text and ":" not in self.source[key.end : value.start + 1]:
            self.report(suspicions.bare_key(self.file, key, opened.entries[-1][1] if opened.entries else None))
            opened.cut = True
        else:
            opened.entries.append((key, value))
        opened.key = None

    def lose(self, opened: _Open) -> None:
        """Wait for a value that belongs to no key, and drop it."""
        opened.key, opened.lost, opened.cut = Scalar("", opened.span, "", opened.start, opened.start), True, True

    def drop(self) -> None:
        """Leave out the value that stands here, and its key."""
        opened = self.stack[-1]
        if opened.is_mapping and opened.key is None:
            self.lose(opened)
        else:
            opened.key, opened.lost, opened.cut = None, False, True

    def alias(self, event: _Event) -> None:
        name, mark, end = event.anchor or "", event.start_mark, event.end_mark.index
        span = Span(self.path, mark.line + 1, mark.column + 1, end - mark.index)
        known = self.anchors.get(name)
        self.unused.pop(name, None)
        if known is None or known.node is None:
            self.drop()
            self.report(suspicions.unknown_alias(span, name) if known is None else _cycle(span, name, known))
            return
        self.repeated += known.size
        above = self.stack[-1]
        above.height = max(above.height, known.height + 1)
        if len(self.stack) - 1 + known.height > DEPTH:
            self.too_deep(span)
        elif self.repeated > ALIAS_NODES:
            message = f"*{name} makes this file too large: its aliases repeat more than {ALIAS_NODES:,} values"
            self.stop(diagnose("E-YAML-ALIAS", span, message))
        else:
            self.attach(known.node, end)

    def properties(self, event: _Event, end: int) -> tuple[int, Span]:
        """Note a node's anchor, report its tag, and give the offset and the span of what follows them.

        `end` bounds them; it is where a text ends. The span's length counts for a text alone.
        """
        mark = event.start_mark
        at = Span(self.path, mark.line + 1, mark.column + 1)
        match = _PROPERTIES.match(self.source, mark.index, end)
        begin = match.end() if match else mark.index
        gap = self.source[mark.index : begin]
        if event.anchor is not None:
            self.unused[event.anchor] = moved(at, gap, gap.find("&"))
        if event.tag is not None:
            self.report(suspicions.tag(at, gap))
        place = moved(at, gap, len(gap))
        return begin, Span(place.path, place.line, place.column, end - begin or 1)

    def too_many(self, span: Span) -> None:
        message = f"this file holds more than {NODES:,} texts, lists and mappings"
        self.stop(diagnose("E-LIMIT", span, message, hint="split it into several files"))

    def too_deep(self, span: Span) -> None:
        message = f"this lies more than {DEPTH} lists and mappings deep"
        self.stop(diagnose("E-DEPTH", span, message, hint="check the indentation and the brackets above it"))

    def rest(self, event: _Event) -> None:
        self.report(explain_rest(self.file, event.end_mark.index))
        self.done = True

    def nothing(self, event: _Event) -> None:
        """The file has no document at all."""
        del event
        self.done = True

    def stop(self, diagnostic: Diagnostic) -> None:
        self.report(diagnostic)
        self.done = True

    def report(self, diagnostic: Diagnostic | None) -> None:
        if diagnostic is not None:
            self.diagnostics.append(diagnostic)

    def retract(self, offset: int) -> None:
        """Take back the value before a mistake on its line: it mostly is the first half of what was meant."""
        opened = self.stack[-1]
        values: list[object] = [*opened.entries] if opened.is_mapping else [*opened.items]
        if values and opened.key is None and "\n" not in self.source[opened.end : offset]:
            (opened.entries if opened.is_mapping else opened.items).pop()

    def finish(self) -> None:
        """Close what an error left open, and report the anchors that were for nothing."""
        if len(self.stack) == 1:
            self.diagnostics += [suspicions.unused_anchor(name, span) for name, span in self.unused.items()]
        while len(self.stack) > 1:
            self.stack[-1].cut = True
            self.end_at(len(self.source))


_TAKE: Final[dict[type, Callable[[_Composer, _Event], None]]] = {
    ScalarEvent: _Composer.scalar,
    MappingStartEvent: _Composer.begin_mapping,
    SequenceStartEvent: _Composer.begin_list,
    MappingEndEvent: _Composer.end,
    SequenceEndEvent: _Composer.end,
    AliasEvent: _Composer.alias,
    DocumentEndEvent: _Composer.rest,
    StreamEndEvent: _Composer.nothing,
}


def _twice(key: Scalar, first: Scalar) -> Diagnostic:
    if key.text == first.text:
        message = f"the key {key.text} stands here for a second time"
    else:
        message = f"the key {key.text} is the same as {first.text} to programs that read YAML"
    related = (Related(first.span, f"first on line {first.span.line}"),)
    return diagnose("E-YAML-DUP", key.span, f"{message}; the first is on line {first.span.line}", related=related)


def _cycle(span: Span, name: str, known: _Anchor) -> Diagnostic:
    related = (Related(known.span, f"&{name} begins here"),)
    return diagnose("E-YAML-ALIAS", span, f"*{name} stands inside what it repeats, without an end", related=related)
