"""Every text of a file with its way to it, whatever the file holds: what a change of the file is measured by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.load.csv import read_csv
from generator.load.frontmatter import read_markdown
from generator.load.node import Mapping, Scalar
from generator.load.yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.load.node import Node
    from generator.load.tree import TextFile

Leaf = tuple[tuple[str, ...], Scalar]


def leaves(file: TextFile) -> tuple[Leaf, ...]:
    """Give the texts of a YAML, Markdown or CSV file in its order, each with the keys and numbers that lead to it."""
    if file.path.endswith(".csv"):
        return tuple(_cells(file))
    root, _ = (read_markdown if file.path.endswith(".md") else read_yaml)(file)
    return tuple(_below(root)) if root is not None else ()


def _cells(file: TextFile) -> Iterator[Leaf]:
    table, _ = read_csv(file)
    for number, row in enumerate((table.header, *table.rows) if table is not None else ()):
        yield from (((str(number), str(column)), cell) for column, cell in enumerate(row))


def _below(root: Node) -> Iterator[Leaf]:
    """Walk a tree without recursion: it may be as deep as the reader lets it be."""
    stack: list[tuple[tuple[str, ...], Node]] = [((), root)]
    while stack:
        way, node = stack.pop()
        if isinstance(node, Scalar):
            yield way, node
        elif isinstance(node, Mapping):
            stack.extend(((*way, key.text), value) for key, value in reversed(node.entries))
        else:
            stack.extend(((*way, str(number)), item) for number, item in reversed(list(enumerate(node.items))))
