"""libyaml's events -> nodes: a loop with a stack of its own, so that no file can exhaust Python's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

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

from generator.diagnostics import Diagnostic, Span, diagnose
from generator.load.limits import ALIAS_NODES, DEPTH, NODES
from generator.load.node import Mapping, Node, Scalar, Sequence
from generator.load.yaml import suspicions
from generator.load.yaml.characters import moved
from generator.load.yaml.keys import identity
from generator.load.yaml.mistakes import deepest, explain, explain_directive, explain_rest, offset_of
from generator.load.yaml.opened import Anchor, Event, Opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.load.tree import TextFile

_BLOCK: Final = ("|", ">")
_NESTING: Final = "maximum nesting depth"  # libyaml's words

# What may stand before a value: an anchor, a tag, a comment, white space.
_PROPERTIES: Final = re.compile(r"(?:[&!][^\s,\[\]{}]*|#[^\n]*|\s+)*")


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
        self.stack = [Opened(is_mapping=False, flow=False, line=1, column=1, start=0, before=0, end=0)]
        self.nodes = 0
        self.repeated = 0
        self.anchors: dict[str, Anchor] = {}
        self.unused: dict[str, Span] = {}
        self.done = False

    def compose(self) -> tuple[Node | None, tuple[Diagnostic, ...]]:
        get_event = CParser(self.file.text).get_event
        event: Any = None
        try:
            while not self.done:
                event = get_event()
                take = _TAKE.get(event.__class__)
                if take is not None:
                    take(self, event)
        except YAMLError as error:
            self.broken(error, event.end_mark.index if event is not None else 0)
        self.finish()
        root = self.stack[0].values
        return root[0] if root else None, tuple(self.diagnostics)

    def scalar(self, event: Event) -> None:
        mark, end = event.start_mark, event.end_mark.index
        start = mark.index
        span = Span(self.path, mark.line + 1, mark.column + 1, end - start or 1)
        named = event.anchor or event.tag
        if named:
            start, span = self.properties(event, end)
        style = event.style
        if not style:
            node = Scalar(event.value, span, "", start, end)
            if self.source.startswith(" #", end):
                self.diagnostics += suspicions.comment(self.file, node)
        else:
            node, end = self.styled(Scalar(event.value, span, style, start, end))
        if named and event.anchor:
            self.anchors[event.anchor] = Anchor(node.span, node, 1, 0)
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

    def begin(self, event: Event) -> None:
        mark, before = event.start_mark, self.nodes + self.repeated
        start, line, column = mark.index, mark.line + 1, mark.column + 1
        if event.anchor or event.tag:
            start, span = self.properties(event, len(self.source))
            line, column = span.line, span.column
        if len(self.stack) > DEPTH:
            self.too_deep(Span(self.path, line, column))
            return
        self.nodes += 1
        if self.nodes > NODES:
            self.too_many(Span(self.path, line, column))
        is_mapping = isinstance(event, MappingStartEvent)
        self.stack.append(Opened(is_mapping, event.flow_style, line, column, start, before, start, event.anchor))
        if event.anchor:
            self.anchors[event.anchor] = Anchor(Span(self.path, line, column))

    def end(self, event: Event) -> None:
        self.end_at(event.end_mark.index)

    def end_at(self, offset: int) -> None:
        """End the innermost list or mapping: at its bracket, else where its last value ends."""
        opened = self.stack.pop()
        end = offset if opened.flow else opened.end
        span = Span(self.path, opened.line, opened.column, max(end - opened.start, 1))
        node = self.close(opened, span)
        above = self.stack[-1]
        above.height = max(above.height, opened.height + 1)
        if opened.anchor is not None:
            size = self.nodes + self.repeated - opened.before
            self.anchors[opened.anchor] = Anchor(span, node, size, opened.height)
        self.attach(node, end)

    def close(self, opened: Opened, span: Span) -> Mapping | Sequence:
        if opened.is_mapping:
            return Mapping(tuple(opened.values), span, opened.cut)
        if opened.flow:
            self.diagnostics += suspicions.split_numbers(self.file, opened.values)
        return Sequence(tuple(opened.values), span)

    def attach(self, node: Node, end: int) -> None:
        opened = self.stack[-1]
        opened.end = end
        if not opened.is_mapping:
            opened.values.append(node)
        elif opened.key is None:
            self.begin_entry(opened, node)
        else:
            self.end_entry(opened, opened.key, node)

    def begin_entry(self, opened: Opened, node: Node) -> None:
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
            self.report(suspicions.twice(node, first))

    def end_entry(self, opened: Opened, key: Scalar, value: Node) -> None:
        if opened.lost:
            opened.lost = False
        elif value.__class__ is Scalar and not value.text and ":" not in self.source[key.end : value.start + 1]:
            self.bare(opened, key)
        else:
            opened.values.append((key, value))
            opened.bare = False
        opened.key = None

    def bare(self, opened: Opened, key: Scalar) -> None:
        """Report a key without a colon, unless it follows another one: both are parts of one text then."""
        if not opened.bare:
            self.report(suspicions.bare_key(self.file, key, opened.values[-1][1] if opened.values else None))
        opened.bare = opened.cut = True

    def lose(self, opened: Opened) -> None:
        """Wait for a value that belongs to no key, and drop it."""
        nowhere = Span(self.path, opened.line, opened.column)
        opened.key, opened.lost, opened.cut = Scalar("", nowhere, "", opened.start, opened.start), True, True

    def drop(self) -> None:
        """Leave out the value that stands here, and its key."""
        opened = self.stack[-1]
        if opened.is_mapping and opened.key is None:
            self.lose(opened)
        else:
            opened.key, opened.lost, opened.cut = None, False, True

    def alias(self, event: Event) -> None:
        name, mark, end = event.anchor or "", event.start_mark, event.end_mark.index
        span = Span(self.path, mark.line + 1, mark.column + 1, end - mark.index)
        known = self.anchors.get(name)
        self.unused.pop(name, None)
        if known is None or known.node is None:
            self.drop()
            self.report(
                suspicions.unknown_alias(span, name)
                if known is None
                else suspicions.endless_alias(span, name, known.span)
            )
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

    def properties(self, event: Event, end: int) -> tuple[int, Span]:
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

    def broken(self, error: YAMLError, read: int) -> None:
        """Report what the parser stopped at; `read` is how far its events go."""
        if _NESTING in str(error):
            self.too_deep(deepest(self.file, len(self.stack) - 1, read, offset_of(error)))
        else:
            self.report(explain(self.file, error))
        self.retract(offset_of(error))

    def rest(self, event: Event) -> None:
        self.report(explain_rest(self.file, event.end_mark.index))
        self.done = True

    def nothing(self, event: Event) -> None:
        """Stop at the end of a file that has no document at all."""
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
        if opened.values and opened.key is None and "\n" not in self.source[opened.end : offset]:
            opened.values.pop()

    def finish(self) -> None:
        """Close what an error left open, and report the anchors that were for nothing."""
        if len(self.stack) == 1:
            self.diagnostics += [suspicions.unused_anchor(name, span) for name, span in self.unused.items()]
        while len(self.stack) > 1:
            self.stack[-1].cut = True
            self.end_at(len(self.source))


_TAKE: Final[dict[type, Callable[[_Composer, Event], None]]] = {
    ScalarEvent: _Composer.scalar,
    MappingStartEvent: _Composer.begin,
    SequenceStartEvent: _Composer.begin,
    MappingEndEvent: _Composer.end,
    SequenceEndEvent: _Composer.end,
    AliasEvent: _Composer.alias,
    DocumentEndEvent: _Composer.rest,
    StreamEndEvent: _Composer.nothing,
}
