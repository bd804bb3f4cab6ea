"""Sidebars: groups of facts, cells and facts written in place."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.load.decode.entries import Entry
from generator.load.decode.fact import VALUE_KEYS, FactReader, decode_fact, inline_fact
from generator.load.fields import Fields
from generator.load.node import Mapping, Node, Scalar, Sequence
from generator.model.article import SidebarEntry, SidebarGroup
from generator.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.fact import Fact


@dataclass(frozen=True, slots=True)
class SidebarReader:
    """What sidebars are read with; facts written in place are added to `written`."""

    facts: FactReader
    slug: str
    written: list[Fact] = field(default_factory=list)


def sidebar_groups(f: Fields, key: str, reader: SidebarReader) -> tuple[SidebarGroup, ...]:
    """Read the groups of a sidebar: `[{group: words, facts: [...]}, ...]`, or lines without a group.

    A line is a fact's or cell's address, `address: words` (its label here), `{fact: address, label: words}`, in which
    `id` will do for `fact`, or a whole fact with its label and value. Reports E-TYPE, and what facts report.
    """
    node = f.find(key)
    if node is None:
        return ()
    loose: list[SidebarEntry] = []
    groups: list[SidebarGroup] = []
    for where, item in _items(node, f.where(key)):
        if isinstance(item, Mapping) and (item.get("group") is not None or item.get("facts") is not None):
            groups.append(_group(f, item, where, reader))
        else:
            loose.extend(_lines(f, item, where, reader))
    return ((SidebarGroup(None, tuple(loose)),) if loose else ()) + tuple(groups)


def _items(node: Node, where: str) -> Iterator[tuple[str, Node]]:
    if isinstance(node, Sequence):
        yield from ((f"{where}[{index}]", item) for index, item in enumerate(node.items))
    elif isinstance(node, Mapping) and node.get("groups") is not None:
        yield from _items(node.get("groups") or node, where)
    else:
        yield where, node


def _group(f: Fields, node: Mapping, where: str, reader: SidebarReader) -> SidebarGroup:
    g = Fields(f.notebook, node, what="a group of a sidebar", path=where)
    found = [entry for path, item in g.items("facts") for entry in _lines(g, item, path, reader)]
    group = SidebarGroup(g.line("group"), tuple(found))
    if not found:
        g.require("facts", None)
    g.done()
    return group


def _lines(f: Fields, node: Node, where: str, reader: SidebarReader) -> Iterator[SidebarEntry]:
    if isinstance(node, Mapping):
        yield from _mapped(f, node, where, reader)
        return
    text = f.as_line(node, where)
    if text is not None:
        yield SidebarEntry(text, None)


def _mapped(f: Fields, node: Mapping, where: str, reader: SidebarReader) -> Iterator[SidebarEntry]:
    keys = {name.text for name, _ in node.entries}
    named = ("fact", "cell", "id") if keys <= {"id", "label"} else ("fact", "cell")
    address = next((key for key in named if key in keys), None)
    if address is not None:
        g = Fields(f.notebook, node, what="a line of a sidebar", path=where)
        text, label = g.line(address), g.line("label")
        g.done()
        if text is not None:
            yield SidebarEntry(text, label)
    elif keys & {*VALUE_KEYS, "label"}:
        yield _written(Fields(f.notebook, node, what="a fact", path=where), None, reader)
    else:
        for name, child in node.entries:
            yield from _named(f, name, child, where, reader)


def _named(f: Fields, name: Scalar, child: Node, where: str, reader: SidebarReader) -> Iterator[SidebarEntry]:
    if isinstance(child, Mapping) and any(child.get(key) is not None for key in VALUE_KEYS):
        yield _written(Fields(f.notebook, child, what="a fact", path=f"{where}.{name.text}"), name, reader)
    elif isinstance(child, Mapping):
        g = Fields(f.notebook, child, what="a line of a sidebar", path=f"{where}.{name.text}")
        label = g.line("label")
        g.done()
        yield SidebarEntry(f.notebook.text(name), label)
    else:
        yield SidebarEntry(f.notebook.text(name), f.as_line(child, f"{where}.{name.text}"))


def _written(f: Fields, name: Scalar | None, reader: SidebarReader) -> SidebarEntry:
    id_, fields = inline_fact(f, name, reader.slug)
    reader.written.append(decode_fact(Entry(id_, fields), reader.facts, reader.slug))
    return SidebarEntry(Text(id_.text, id_.span), None)
