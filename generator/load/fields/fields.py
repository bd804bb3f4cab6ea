"""Keys that hold more than a text: prose, lists, groups of keys, sources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.load.fields.lines import Lines, kind_of
from generator.load.node import Mapping, Node, Sequence
from generator.load.prose import read_document
from generator.model.identity import ID
from generator.model.source import SourceRef
from generator.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.diagnostics import Span
    from generator.model.document import Document

_LIST_IN_CELL = re.compile(r"[^;]+")


class Fields(Lines):
    """The keys of one entry, with the defaults of its file behind them: every reader of values."""

    def prose(self, key: str) -> Document | None:
        """Give Markdown of any length."""
        text = self.text(key)
        if key == "because" and text is not None and not text.text.strip(" .…"):
            self.note("E-EMPTY", text.span, f"`{self.where(key)}` has dots in the place of words", "say why")
            return None
        return self._document(text, inline=False)

    def sentence(self, key: str) -> Document | None:
        """Give Markdown of one paragraph without blocks: a title, a question, a summary's line."""
        return self._document(self.line(key), inline=True)

    def need_prose(self, key: str) -> Document:
        """Give required Markdown; an empty document where it is missing, which is noted."""
        return self.require(key, self.prose(key)) or empty_document(self.key_span(key))

    def need_sentence(self, key: str) -> Document:
        """Give a required line of Markdown; an empty one where it is missing, which is noted."""
        return self.require(key, self.sentence(key)) or empty_document(self.key_span(key))

    def _document(self, text: Text | None, *, inline: bool) -> Document | None:
        if text is None:
            return None
        document, problems = read_document(text, inline=inline)
        self.notebook.problems.extend(problems)
        return document

    def items(self, key: str) -> Iterator[tuple[str, Node]]:
        """Give the items of a list with their names (`tags[0]`); one value alone is a list of one."""
        node = self.find(key)
        if node is None:
            return
        where = self.where(key)
        if not isinstance(node, Sequence):
            yield where, node
            return
        for index, item in enumerate(node.items):
            yield f"{where}[{index}]", item

    def lines(self, key: str) -> tuple[Text, ...]:
        """Give one line or a list of lines."""
        found = (self.as_line(item, where) for where, item in self.items(key))
        return tuple(text for text in found if text is not None)

    def ids(self, key: str) -> tuple[Text, ...]:
        """Give one id or a list of ids."""
        found = (self.as_id(item, where) for where, item in self.items(key))
        return tuple(text for text in found if text is not None)

    def group(self, key: str, what: str) -> Fields | None:
        """Give the keys of a nested mapping."""
        node = self.find(key)
        return None if node is None else self.as_group(node, self.where(key), what)

    def as_group(self, node: Node, where: str, what: str) -> Fields | None:
        """Give the keys of a node that must be a mapping."""
        if isinstance(node, Mapping):
            return Fields(self.notebook, node, what=what, path=where)
        self.note("E-TYPE", node.span, f"`{where}` must be a group of keys, not {kind_of(node)}")
        return None

    def groups(self, key: str, what: str) -> tuple[Fields, ...]:
        """Give the mappings of a list."""
        found = (self.as_group(item, where, what) for where, item in self.items(key))
        return tuple(group for group in found if group is not None)

    def sources(self, *keys: str) -> tuple[SourceRef, ...]:
        """Give what `source` or `sources` names: they are one key, and hold one or many. `keys` are other names."""
        names = keys or ("source", "sources")
        own = [name for name in names if self.own(name) is not None]
        if len(own) > 1:
            self.note("E-YAML-DUP", self.key_span(own[0]), f"`{own[0]}` and `{own[1]}` are the same key")
        name = own[0] if own else next((name for name in names if self.find(name) is not None), names[0])
        return tuple(ref for where, item in self.items(name) for ref in self._source(item, where))

    def _source(self, node: Node, where: str) -> Iterator[SourceRef]:
        scalar = self.as_scalar(node, where)
        text = self.as_line(scalar, where)
        if scalar is None or text is None:
            return
        parts = _LIST_IN_CELL.finditer(text.text) if scalar.style == "cell" else (re.fullmatch(r".+", text.text),)
        for part in parts:
            if part is not None:
                yield from self._reference(text.part(*part.span()).stripped())

    def _reference(self, text: Text) -> Iterator[SourceRef]:
        name, _, locator = text.text.partition(" ")
        name = name.rstrip(",")
        if ID.fullmatch(name):
            yield SourceRef(text, text.part(0, len(name)), locator.strip().lstrip(",").strip())
            return
        hint = "write the source's id first, then where in it: `mof-2025 table 3`"
        self.note("E-ID", text.at(0, len(name)), f"`{name}` is not a source's id", hint)


def empty_document(span: Span) -> Document:
    """Give the document that stands for one that is missing."""
    return read_document(Text("", span), inline=True)[0]
