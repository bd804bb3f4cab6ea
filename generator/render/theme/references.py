"""Which templates use which: missing ones, and those that use themselves in a circle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import nodes

from generator.base import dataclass
from generator.diagnostics.nearest import nearest
from generator.render.theme.context import Offence
from generator.render.theme.lint import reference_names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of another template, at a line. `optional` ones may be missing."""

    name: str
    line: int
    optional: bool


Graph = dict[str, tuple[Reference, ...]]
"""The references of each template, by its name."""


def references_of(tree: nodes.Template) -> tuple[Reference, ...]:
    """Give the references of a template, in the order of its text."""
    found = [
        Reference(name, node.lineno, optional=bool(getattr(node, "ignore_missing", False)) or len(names) > 1)
        for node in tree.find_all((nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport))
        for names in [reference_names(node)]
        for name in names
    ]
    return tuple(sorted(found, key=lambda reference: reference.line))


def missing(references: tuple[Reference, ...], known: Collection[str], user: str) -> tuple[Offence, ...]:
    """Give the references of the template `user` to templates that do not exist."""
    others = [name for name in known if name != user]
    return tuple(
        Offence(reference.line, reference.name, _missing_message(reference.name, others))
        for reference in references
        if reference.name not in known and not reference.optional
    )


def _missing_message(name: str, known: Collection[str]) -> str:
    near = nearest(name, known)
    return f"there is no template {name!r}" + (f"; did you mean {near!r}?" if near else "")


def useless_blocks(name: str, trees: Mapping[str, nodes.Template]) -> Iterator[Offence]:
    """Give the blocks of a template that extends another which has no place for them: they would vanish silently."""
    known: set[str] = set()
    above, seen = _extended(trees[name]), {name}
    if above not in trees:
        return
    while above in trees and above not in seen:
        known.update(block.name for block in trees[above].find_all(nodes.Block))
        seen.add(above)
        above = _extended(trees[above])
    for block in trees[name].body:
        if isinstance(block, nodes.Block) and block.name not in known:
            near = nearest(block.name, known)
            meant = f"did you mean {near!r}?" if near else f"there are: {', '.join(sorted(known))}"
            yield Offence(block.lineno, block.name, f"what this extends has no block {block.name!r}; {meant}")


def _extended(tree: nodes.Template) -> str:
    node = tree.find(nodes.Extends)
    names = reference_names(node) if node is not None else ()
    return names[0] if names else ""


def circle(start: str, graph: Mapping[str, tuple[Reference, ...]]) -> tuple[Reference, tuple[str, ...]] | None:
    """Give the first reference of `start` that leads back to it with the chain of names, or None."""
    for reference in graph.get(start, ()):
        chain = _way_back(reference.name, start, graph)
        if chain is not None:
            return reference, (start, *chain)
    return None


def _way_back(begin: str, goal: str, graph: Mapping[str, tuple[Reference, ...]]) -> tuple[str, ...] | None:
    """Give a shortest chain of names from `begin` to `goal`, or None."""
    chains: dict[str, tuple[str, ...]] = {begin: (begin,)}
    waiting = [begin]
    for name in waiting:  # which grows while it is gone through
        if name == goal:
            return chains[name]
        for reference in graph.get(name, ()):
            if reference.name not in chains:
                chains[reference.name] = (*chains[name], reference.name)
                waiting.append(reference.name)
    return None


def users_of(name: str, graph: Mapping[str, tuple[Reference, ...]]) -> tuple[str, ...]:
    """Give the templates that use a template, directly or through others, in alphabetical order."""
    return tuple(sorted(other for other in graph if other != name and _way_back(other, name, graph) is not None))
