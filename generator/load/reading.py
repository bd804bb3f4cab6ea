"""The files of one site while they are read: each becomes a mapping once, and what is wrong is gathered."""

from __future__ import annotations

import posixpath
import re
from dataclasses import field
from typing import TYPE_CHECKING, TypeVar

from generator.base import dataclass
from generator.diagnostics import Diagnostic, Related, Severity, diagnose
from generator.load.csv import read_csv
from generator.load.decode.entries import Entry, entries
from generator.load.fields import Fields, Notebook
from generator.load.frontmatter import read_markdown
from generator.load.kinds import HOLDS, is_single, kind_of
from generator.load.node import Mapping, Scalar, Sequence
from generator.load.yaml import read_yaml
from generator.model.identity import ID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from zoneinfo import ZoneInfo

    from generator.load.tree import TextFile
    from generator.model.text import Text

T = TypeVar("T")

_KEY = re.compile(r"^\s*[\"']?([a-z0-9-]+)[\"']?\s*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Reading:
    """Files by kind, and the problems found so far, which grow while entries are read.

    `lost` are the ids that broken files seem to hold: references to them are not called unknown. `unread` are the
    entries that cannot be read as their author meant them, as in `Site`.
    """

    files: tuple[TextFile, ...]
    zone: ZoneInfo
    problems: list[Diagnostic] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)

    def lose(self, path: str) -> None:
        """Note that a file cannot be read whole: whatever it should hold may still be in it."""
        self.lost.add(posixpath.splitext(posixpath.basename(path))[0])
        self.unread.update(HOLDS.get(kind_of(path), ()))

    def is_wrong(self, since: int) -> bool:
        """Tell whether an error was noted after the first `since` problems."""
        return any(problem.severity is Severity.ERROR for problem in self.problems[since:])

    def judge(self, kind: str, ids: Iterable[str], since: int) -> None:
        """Note as unread those entries of one kind of file that had an error while they were read, and wrong ids."""
        wrong = self.is_wrong(since)
        (what, *_) = HOLDS.get(kind, ("",))
        self.unread.update(f"{what}:{id_}" for id_ in ids if wrong or not ID.fullmatch(id_))

    def open(self, file: TextFile) -> Mapping | None:
        """Give the mapping that a file holds. What a broken file would have held is noted as lost and unread."""
        top, problems = (read_markdown if file.path.endswith(".md") else read_yaml)(file)
        before = len(self.problems)
        self.problems.extend(problems)
        if self.is_wrong(before):
            self.unread.update(HOLDS.get(kind_of(file.path), ()))
        if top is None or top.cut:
            self.lost.update(_KEY.findall(file.text))
            self.lose(file.path)
        return top

    def tables(self) -> dict[str, TextFile]:
        """Give the CSV files by path."""
        return {file.path: file for file in self.files if file.path.endswith(".csv")}

    def entries(self, kind: str, what: str, *, named: bool = False, lists: bool = False) -> Iterator[Entry]:
        """Give the entries of a kind that stand in files of many."""
        for file in self._texts(kind):
            if is_single(file.path):
                continue
            top = self.open(file)
            notebook = Notebook(file, self.zone, self.problems)
            if top is not None:
                self.lost.update(_without_keys(top, lists=lists))
                yield from entries(notebook, top, what, named=named, lists=lists)

    def single(self, kind: str, what: str) -> Iterator[Fields]:
        """Give the entries of a kind that are a file each, and those of `content/articles.yaml`."""
        for file in self._texts(kind):
            if not is_single(file.path):
                continue
            top = self.open(file)
            if top is not None:
                yield Fields(Notebook(file, self.zone, self.problems), top, what=what)
        for entry in self.entries(kind, what):
            yield _with_slug(entry)

    def rows(self, path: str, table_file: TextFile, what: str) -> Iterator[Entry]:
        """Give the entries of a CSV file with an entry a row."""
        table, problems = read_csv(table_file)
        before = len(self.problems)
        self.problems.extend(problems)
        if self.is_wrong(before):
            self.lose(path)
        notebook = Notebook(table_file, self.zone, self.problems)
        for row in table.rows if table is not None else ():
            held = tuple((n, c) for n, c in zip(table.header, row, strict=False) if c.text.strip()) if table else ()
            name = next((cell for key, cell in held if key.text == "id"), None)
            rest = Mapping(tuple(pair for pair in held if pair[0].text != "id"), row[0].span)
            if name is None:
                notebook.note("E-REQUIRED", row[0].span, f"this row of {posixpath.basename(path)} has no id")
                self.lose(path)
            else:
                yield Entry(notebook.text(name), Fields(notebook, rest, what=what))

    def _texts(self, kind: str) -> Iterator[TextFile]:
        return (file for file in self.files if kind_of(file.path) == kind and not file.path.endswith(".csv"))

    def collect(self, found: dict[str, T], id_: Text, value: T, places: dict[str, Text], what: str) -> None:
        """Add an entry under its id. Reports E-ID-DUP at the second of two, naming the first's place."""
        if id_.text in found:
            first = places[id_.text].span
            message = f"there are two {what} with the id `{id_}`"
            related = (Related(first, "the other one"),)
            self.problems.append(diagnose("E-ID-DUP", id_.span, message, related=related))
            return
        found[id_.text] = value
        places[id_.text] = id_


def _without_keys(top: Mapping, *, lists: bool) -> Iterator[str]:
    """Give the ids of what should be entries and is none."""
    for name, node in top.entries:
        if not isinstance(node, Mapping) and not (lists and isinstance(node, Sequence)) and name.text != "defaults":
            yield name.text


def _with_slug(entry: Entry) -> Fields:
    """Give an entry of a file of many as if it stood in a file of its own, with its key as its slug."""
    fields = entry.fields
    if fields.has("slug"):
        return fields
    name = Scalar("slug", entry.id.span, "", 0, 0)
    slug = Scalar(entry.id.text, entry.id.span, "", 0, 0)
    whole = Mapping(((name, slug), *fields.node.entries), fields.node.span, fields.node.cut)
    return Fields(fields.notebook, whole, fields.defaults, what=fields.what)
