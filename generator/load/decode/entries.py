"""A file of entries: ids, each with a group of keys, perhaps with `defaults:` before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.diagnostics.nearest import nearest
from generator.load.fields import Fields, Notebook
from generator.load.node import Mapping, Scalar, Sequence
from generator.model.identity import ID, id_hint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.load.node import Node
    from generator.model.text import Text


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry before its keys are read."""

    id: Text
    fields: Fields


def entries(
    notebook: Notebook, top: Mapping, what: str, *, named: bool = False, lists: bool = False
) -> Iterator[Entry]:
    """Give the entries of a file, then note defaults that none of them could use.

    `what` names the kind with its article ("a fact"); `named` entries go by a file's name instead of an id;
    with `lists` a list is an entry whose only key is `groups`.
    Reports E-ID, E-TYPE and E-UNKNOWN.
    """
    defaults = _defaults(notebook, top)
    for name, node in top.entries:
        if name.text == "defaults":
            continue
        if not named:
            check_id(notebook, name)
        found = entry(notebook, name, _grouped(node) if lists else node, defaults, what)
        if found is not None:
            yield found
    if defaults is not None and len(top.entries) > 1:
        _check_defaults(notebook, defaults, what)


def check_id(notebook: Notebook, name: Scalar) -> None:
    """Note a key that cannot be an id."""
    if not ID.fullmatch(name.text):
        notebook.note("E-ID", name.span, f"`{name.text}` cannot be an id", id_hint(name.text))


def entry(notebook: Notebook, name: Scalar, node: Node, defaults: Mapping | None, what: str) -> Entry | None:
    """Give one entry of a mapping from ids to groups of keys."""
    id_ = notebook.text(name)
    if not isinstance(node, Mapping):
        span = node.span if isinstance(node, Scalar) and node.text else name.span
        notebook.note("E-TYPE", span, f"`{name.text}` must be {what}: a group of keys, indented below it")
        return None
    return Entry(id_, Fields(notebook, node, defaults, what=what))


def _grouped(node: Node) -> Node:
    """Give a list as the entry that it stands for: a sidebar may be written as its groups alone."""
    if not isinstance(node, Sequence):
        return node
    return Mapping(((Scalar("groups", node.span, "", 0, 0), node),), node.span)


def _defaults(notebook: Notebook, top: Mapping) -> Mapping | None:
    node = top.get("defaults")
    if node is None or isinstance(node, Mapping):
        return node
    notebook.note("E-TYPE", node.span, "`defaults` must be a group of keys")
    return None


def _check_defaults(notebook: Notebook, defaults: Mapping, what: str) -> None:
    for name, _ in defaults.entries:
        if name.text not in notebook.asked:
            close = nearest(name.text, sorted(notebook.asked))
            hint = f"did you mean `{close}`?" if close else "remove it"
            notebook.note("E-UNKNOWN", name.span, f"{what} has no key `{name.text}` to give a default for", hint)
