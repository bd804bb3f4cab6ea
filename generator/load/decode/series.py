"""Series: the cells of a mapping or of a CSV file, each made whole with what its row and its fact say."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.diagnostics import Fault, Span
from generator.diagnostics.nearest import nearest
from generator.load.csv import read_csv
from generator.load.fields import Fields, Notebook
from generator.load.node import Mapping, Node, Scalar
from generator.model.dates import Date, parse_date
from generator.model.fact import PERIOD_WORDS, STATUSES, Cell, Series
from generator.model.slug import slugify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.load.csv import Table
    from generator.load.decode.fact import FactReader

_PRECISIONS = {"year": ("year",), "quarter": ("quarter",), "month": ("month",), "date": ("day",)}
_EXAMPLES = {"year": "2024", "quarter": "2024-Q1", "month": "2024-03", "date": "2024-03-31"}


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell before it is read: its keys as written, what it holds, and the notebook of the file that it stands in."""

    keys: tuple[Scalar, ...]
    node: Node
    notebook: Notebook


def decode_series(f: Fields, reader: FactReader) -> Series:
    """Read the series of a fact. Reports E-REQUIRED, E-TYPE, E-DATE, E-CELL, E-CSV, E-ID-DUP and errors of values."""
    by = tuple(text.text for text in f.lines("by"))
    f.require("by", by or None)
    raw = tuple(_raw_cells(f, reader, by))
    names = _names(f, raw)
    overrides = _overrides(f)
    cells: dict[tuple[str, ...], Cell] = {}
    unread: set[tuple[str, ...]] = set() if by else {()}  # without `by` no cell of a table has an address
    for one in raw:
        cell = _cell(one, f, reader, by, overrides)
        if cell is None:
            unread.add(tuple(_address(key.text) for key in one.keys))
            continue
        if cell.keys in cells:
            one.notebook.note("E-ID-DUP", one.keys[-1].span, f"the cell `{'.'.join(cell.keys)}` is there twice")
        cells[cell.keys] = cell
    _check_overrides(f, overrides, {*cells, *unread})
    return Series(by, tuple(cells.values()), names, f.key_span("data"), frozenset(unread))


# --- where cells come from


def _raw_cells(f: Fields, reader: FactReader, by: tuple[str, ...]) -> Iterator[RawCell]:
    node = f.find("data")
    if isinstance(node, Mapping):
        yield from _nested(f, node, (), by)
    elif isinstance(node, Scalar):
        yield from _from_file(f, node, reader, by)
    elif node is not None:
        hint = "write `data: {2023: 1.49, 2024: 1.37}`, or the name of a CSV file beside this one"
        f.note("E-TYPE", node.span, "`data` must be cells by their keys, or a CSV file", hint)


def _nested(f: Fields, node: Mapping, keys: tuple[Scalar, ...], by: tuple[str, ...]) -> Iterator[RawCell]:
    for name, child in node.entries:
        path = (*keys, name)
        if name.text == "corrections":
            hint = f"write it in the cell: `{_EXAMPLES['year']}: {{value: ..., corrections: [...]}}`"
            f.note("E-TYPE", name.span, "`corrections` stands among the cells, and is none", hint)
        elif len(path) >= len(by):
            yield RawCell(path, child, f.notebook)
        elif isinstance(child, Mapping):
            yield from _nested(f, child, path, by)
        else:
            words = f"`{name.text}` must hold cells by {by[len(path)]}"
            f.note("E-TYPE", child.span, words, f"`by` names {len(by)} keys: {', '.join(by)}")


def _from_file(f: Fields, node: Scalar, reader: FactReader, by: tuple[str, ...]) -> Iterator[RawCell]:
    path = posixpath.normpath(posixpath.join(posixpath.dirname(node.span.path), node.text))
    file = reader.tables.get(path)
    if file is None:
        close = nearest(path, list(reader.tables))
        hint = f"did you mean `{posixpath.relpath(close, posixpath.dirname(node.span.path))}`?" if close else None
        f.note("E-ASSET", node.span, f"there is no CSV file `{node.text}` beside this file", hint)
        return
    reader.used.add(path)
    table, problems = read_csv(file)
    f.notebook.problems.extend(problems)
    if table is not None:
        notebook = Notebook(file, f.notebook.zone, f.notebook.problems, f.notebook.asked, (f.notebook.file,))
        yield from _table_cells(table, notebook, by)


def _table_cells(table: Table, notebook: Notebook, by: tuple[str, ...]) -> Iterator[RawCell]:
    if not by:
        return
    header = {cell.text: index for index, cell in enumerate(table.header)}
    long = "value" in header
    wanted = by if long else by[:-1]
    missing = [key for key in wanted if key not in header] or (["value"] if len(by) == 1 and not long else [])
    if missing:
        hint = f"a long table has the columns {', '.join(by)} and value; a wide one {by[0]} down and {by[-1]} across"
        notebook.note("E-CSV", table.header[0].span, f"the table has no column `{missing[0]}`", hint)
        return
    for row in table.rows:
        yield from _long_row(table, row, notebook, by) if long else _wide_row(table, row, notebook, wanted)


def _long_row(table: Table, row: tuple[Scalar, ...], notebook: Notebook, by: tuple[str, ...]) -> Iterator[RawCell]:
    held = {name.text: cell for name, cell in zip(table.header, row, strict=False)}
    rest = [(n, c) for n, c in zip(table.header, row, strict=False) if n.text not in by and c.text.strip()]
    if any(name.text == "value" for name, _ in rest):
        yield RawCell(tuple(held[key] for key in by), Mapping(tuple(rest), row[0].span), notebook)


def _wide_row(table: Table, row: tuple[Scalar, ...], notebook: Notebook, down: tuple[str, ...]) -> Iterator[RawCell]:
    held = {name.text: cell for name, cell in zip(table.header, row, strict=False)}
    for name, cell in zip(table.header, row, strict=False):
        if name.text not in down and cell.text.strip():
            yield RawCell((*(held[key] for key in down), name), cell, notebook)


# --- what cells say


def _cell(
    raw: RawCell, f: Fields, reader: FactReader, by: tuple[str, ...], overrides: tuple[tuple[str, Mapping], ...]
) -> Cell | None:
    address = tuple(_address(key.text) for key in raw.keys)
    own = raw.node if isinstance(raw.node, Mapping) else _bare(raw.node)
    whole = ".".join(address)
    rows = [node for path, node in overrides if path != whole and f"{whole}.".startswith(f"{path}.")]
    exact = [node for path, node in overrides if path == whole]
    merged = _merge(Mapping((), own.span), *exact, own, *reversed(rows), _inherited(f))
    g = Fields(raw.notebook, merged, what="a cell", path=".".join(key.text for key in raw.keys))
    unit = g.line("unit")
    value = reader.value(g, "value", unit.text if unit is not None else None)
    g.require("value", value)
    from generator.load.decode.fact import corrections  # noqa: PLC0415 - facts hold series, and cells hold facts' keys

    cell = value and Cell(
        keys=address,
        written=value[0],
        value=value[1],
        status=g.choice("status", STATUSES, "actual"),
        period=g.date("period") or _period(raw, by) or f.date("period"),
        as_of=g.date("as_of"),
        since=g.date("since"),
        sources=g.sources(),
        basis=g.prose("basis"),
        note=g.prose("note"),
        corrections=corrections(g),
        said=g.said() | _said_period(f, by),
    )
    if cell:
        g.done()
    return cell or None


def _said_period(f: Fields, by: tuple[str, ...]) -> frozenset[str]:
    """Tell (as keys that are said) whether the series or the keys of its cells say when, readable or not."""
    said = not by or "period" in f.said() or any(word in PERIOD_WORDS for word in by)
    return frozenset({"period"}) if said else frozenset()


def _bare(node: Node) -> Mapping:
    name = Scalar("value", node.span, "", 0, 0)
    return Mapping(((name, node),), node.span)


def _address(words: str) -> str:
    return words if words.isascii() and words.replace("-", "").isalnum() else slugify(words)


def _inherited(f: Fields) -> Mapping:
    """Give what a cell takes from its fact: where the fact's own keys and defaults speak of every cell."""
    spoken = {"unit", "status", "source", "sources", "as_of", "since"}
    layers = (layer for layer in (f.node, f.defaults) if layer is not None)
    kept = [Mapping(tuple(entry for entry in layer.entries if entry[0].text in spoken), f.span) for layer in layers]
    return _merge(*kept)


def _merge(first: Mapping, *others: Mapping) -> Mapping:
    entries = {_same(name.text): (name, node) for name, node in first.entries}
    for other in others:
        for name, node in other.entries:
            entries.setdefault(_same(name.text), (name, node))
    return Mapping(tuple(entries.values()), first.span)


def _same(key: str) -> str:
    return "sources" if key == "source" else key


def _period(raw: RawCell, by: tuple[str, ...]) -> Date | None:
    for word, key in zip(by, raw.keys, strict=False):
        if word not in PERIOD_WORDS:
            continue
        date = parse_date(key.text)
        if isinstance(date, Fault) or date.precision not in _PRECISIONS[word]:
            hint = f"write {_EXAMPLES[word]}"
            raw.notebook.note("E-DATE", key.span, f"`{key.text}` is not a {word}, and the series is by {word}", hint)
            return None
        return date
    return None


# --- names and overrides


def _names(f: Fields, raw: tuple[RawCell, ...]) -> tuple[tuple[str, str], ...]:
    written = {_address(key.text): key.text for cell in raw for key in cell.keys}
    names = {address: words for address, words in written.items() if address != words}
    group = f.group("names", "names")
    for name, _ in group.node.entries if group is not None else ():
        words = group.line(name.text) if group is not None else None
        if _address(name.text) not in written:
            _unknown_key(f, name.span, name.text, list(written), "names")
        elif words is not None:
            names[_address(name.text)] = words.text
    return tuple(names.items())


def _overrides(f: Fields) -> tuple[tuple[str, Mapping], ...]:
    """Give the overrides, of rows before those of cells."""
    node = f.find("cells")
    if node is None:
        return ()
    if not isinstance(node, Mapping):
        f.note("E-TYPE", node.span, "`cells` must hold groups of keys by a row's or a cell's address")
        return ()
    found = []
    for name, child in node.entries:
        if isinstance(child, Mapping):
            found.append((name.text, child))
        else:
            f.note("E-TYPE", child.span, f"`cells.{name.text}` must be a group of keys")
    return tuple(sorted(found, key=lambda pair: pair[0].count(".")))


def _check_overrides(f: Fields, overrides: tuple[tuple[str, Mapping], ...], cells: set[tuple[str, ...]]) -> None:
    known = {".".join(keys[:size]) for keys in cells for size in range(1, len(keys) + 1)}
    node = f.find("cells")
    spans = {name.text: name.span for name, _ in node.entries} if isinstance(node, Mapping) else {}
    for path, _ in overrides:
        if cells and path not in known:
            _unknown_key(f, spans[path], path, sorted(known), "cells")


def _unknown_key(f: Fields, span: Span, key: str, known: list[str], where: str) -> None:
    close = nearest(key, known)
    hint = f"did you mean `{close}`?" if close else f"the series has: {', '.join(known[:12])}"
    f.note("E-CELL", span, f"`{where}` names `{key}`, which the series does not have", hint)
