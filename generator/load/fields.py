"""An entry's keys, read one by one: each reading gives a typed value and notes what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from generator.diagnostics import Diagnostic, Fault, Related, diagnose
from generator.diagnostics.nearest import nearest
from generator.load.node import Mapping, Node, Scalar, Sequence
from generator.load.prose import read_document
from generator.load.yaml import text_of
from generator.model.dates import Date, Duration, Instant, parse_date, parse_duration, parse_instant
from generator.model.slug import slugify
from generator.model.source import SourceRef
from generator.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from zoneinfo import ZoneInfo

    from generator.diagnostics import Span
    from generator.load.tree import TextFile
    from generator.model.document import Document

T = TypeVar("T")

LINE_LIMIT = 2_000
SAYING = frozenset({"period", "as_of", "since", "date", "source", "sources"})
"""The keys that date and source an entry."""

ID = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*")
_LIST_IN_CELL = re.compile(r"[^;]+")


@dataclass(slots=True)
class Notebook:
    """What is noted while one file is read: its problems, and which keys its entries were asked for.

    `others` are files whose values are read together with this one's (a CSV file's cells, and the overrides in YAML).
    """

    file: TextFile
    zone: ZoneInfo
    problems: list[Diagnostic] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    others: tuple[TextFile, ...] = ()

    def note(
        self, code: str, span: Span, message: str, hint: str | None = None, related: tuple[Related, ...] = ()
    ) -> None:
        """Note a problem."""
        self.problems.append(diagnose(code, span, message, hint=hint, related=related))

    def fault(self, text: Text, fault: Fault) -> None:
        """Note a problem that a parser found inside a text."""
        self.problems.append(
            diagnose(fault.code, text.at(fault.start, fault.length), fault.message, hint=fault.hint or None)
        )

    def text(self, scalar: Scalar) -> Text:
        """Give a scalar's words with their place."""
        path = scalar.span.path
        return text_of(next((file for file in self.others if file.path == path), self.file), scalar)


def kind_of(node: Node) -> str:
    """Name what a node is, in an editor's words."""
    if isinstance(node, Sequence):
        return "a list"
    return "a group of keys" if isinstance(node, Mapping) else "a text"


def id_hint(written: str) -> str:
    """Give the hint for what should be an id and is none."""
    better = slugify(written)
    return "use a-z, 0-9 and hyphens" + (f", such as `{better}`" if ID.fullmatch(better) else "")


def is_blank(text: str) -> bool:
    """Tell whether a text has nothing to see: white space, zero-width and control characters only."""
    return all(character.isspace() or unicodedata.category(character) in {"Cf", "Cc"} for character in text)


class Fields:
    """The keys of one entry, with the defaults of its file behind them.

    Every reader takes a key and gives None (or an empty tuple) where it is absent or cannot be used; what is wrong is
    noted in the notebook. `path` says where the entry stands ("corrections[0]"), for messages about nested values.
    """

    def __init__(
        self, notebook: Notebook, node: Mapping, defaults: Mapping | None = None, *, what: str, path: str = ""
    ) -> None:
        """Look at an entry; `what` names its kind ("a fact")."""
        self.notebook = notebook
        self.node = node
        self.defaults = defaults
        self.what = what
        self.path = path
        self._asked: set[str] = set()
        self._missing: dict[str, Diagnostic] = {}

    @property
    def span(self) -> Span:
        """Give the place where the entry begins."""
        return self.node.span

    # --- finding keys

    def own(self, key: str) -> Node | None:
        """Give the value written in the entry itself."""
        self._asked.add(key)
        self.notebook.asked.add(key)
        return self.node.get(key)

    def find(self, key: str) -> Node | None:
        """Give the value of a key, from the entry or from the defaults of its file; an empty one is absent."""
        node = self.own(key)
        if node is None and self.defaults is not None:
            node = self.defaults.get(key)
        if isinstance(node, Scalar) and node.text == "" and node.style == "":
            return None
        return node

    def has(self, key: str) -> bool:
        """Tell whether the entry itself has the key."""
        return self.own(key) is not None

    def said(self) -> frozenset[str]:
        """Give which of the keys that date and source an entry are written, here or in defaults, readable or not.

        Of an entry that a mistake in its syntax cuts off these are all: what follows the mistake is not known.
        """
        if self.node.cut:
            return SAYING
        layers = [self.node] if self.defaults is None else [self.node, self.defaults]
        found = {name.text for layer in layers for name, _ in layer.entries}
        return frozenset(key for key in found & SAYING if self._is_filled(key))

    def _is_filled(self, key: str) -> bool:
        node = self.node.get(key)
        if node is None and self.defaults is not None:
            node = self.defaults.get(key)
        return not (isinstance(node, Scalar) and node.text == "" and node.style == "")

    def key_span(self, key: str) -> Span:
        """Give the place of a key of the entry (of the entry, where the key is absent)."""
        return next((name.span for name, _ in self.node.entries if name.text == key), self.node.span)

    def place(self, key: str) -> Span:
        """Give the place of a key's value."""
        node = self.find(key)
        return node.span if node is not None else self.key_span(key)

    def where(self, key: str) -> str:
        """Give a key's name with the path that leads to it."""
        return f"{self.path}.{key}" if self.path else key

    def note(self, code: str, span: Span, message: str, hint: str | None = None) -> None:
        """Note a problem of this entry; what is cut off by a mistake in its syntax lacks nothing."""
        if not (self.node.cut and code == "E-REQUIRED"):
            self.notebook.note(code, span, message, hint)

    def require(self, key: str, value: T | None) -> T | None:
        """Note that a required key is missing, where it is not there at all or empty."""
        if value is None and self.find(key) is None:
            message = f"`{self.where(key)}` is missing from {self.what}"
            self.note("E-REQUIRED", self.key_span(key), message, f"add `{key}:`")
            if not self.node.cut:
                self._missing[key] = self.notebook.problems[-1]
        return value

    def done(self) -> None:
        """Note every key that nothing asked for: a misspelling, or one that does not exist."""
        for name, value in self.node.entries:
            if name.text not in self._asked:
                self._note_unknown(name, value)

    def _note_unknown(self, name: Scalar, value: Node) -> None:
        close = nearest(name.text, sorted(self._asked))
        missing = self._missing.pop(close or "", None)
        if missing is not None:  # it is there, misspelt: one problem, not two
            self.notebook.problems.remove(missing)
        known = ", ".join(sorted(self._asked))
        hint = f"did you mean `{close}`?" if close else f"{self.what} may have: {known}"
        if name.text == "<<":
            hint = "merge keys are not read; use `defaults:` at the top of the file"
        elif isinstance(value, Scalar) and value.text == "" and value.style == "" and not close:
            hint = f"it has no value: perhaps a comma split a value in two, so put that value in quotes; {hint}"
        self.note("E-UNKNOWN", name.span, f"{self.what} has no key `{self.where(name.text)}`", hint)

    # --- scalars

    def scalar(self, key: str) -> Scalar | None:
        """Give a key's scalar; a list or a mapping is an error."""
        return self.as_scalar(self.find(key), self.where(key))

    def as_scalar(self, node: Node | None, where: str) -> Scalar | None:
        """Give a node that must be a scalar."""
        if node is None or isinstance(node, Scalar):
            return node
        self.note("E-TYPE", node.span, f"`{where}` must be a text, not {kind_of(node)}")
        return None

    def text(self, key: str) -> Text | None:
        """Give a text of any number of lines that says something."""
        scalar = self.scalar(key)
        return None if scalar is None else self._filled(scalar, self.where(key))

    def _filled(self, scalar: Scalar, where: str) -> Text | None:
        if is_blank(scalar.text):
            self.note("E-EMPTY", scalar.span, f"`{where}` has no words", "write something, or leave the key out")
            return None
        return self.notebook.text(scalar)

    def line(self, key: str) -> Text | None:
        """Give a text of one line."""
        return self.as_line(self.find(key), self.where(key))

    def as_line(self, node: Node | None, where: str) -> Text | None:
        """Give a node that must be a text of one line: a final line break is taken off, one inside is an error."""
        scalar = self.as_scalar(node, where)
        text = None if scalar is None else self._filled(scalar, where)
        if scalar is None or text is None:
            return None
        text = text.stripped()
        words = text.text
        if len(words) > LINE_LIMIT:
            limit = f"`{where}` has {len(words)} characters, and {LINE_LIMIT} are the most"
            self.note("E-LIMIT", scalar.span, limit, "shorten it")
            return None
        if re.search(r"[\x00-\x1f]", words):
            hint = "in double quotes a backslash is special: use single quotes" if scalar.style == '"' else None
            message = f"`{where}` is one line, but has a line break or a control character in it"
            self.note("E-CHAR", scalar.span, message, hint or "write it on one line")
            return None
        return text

    def need_line(self, key: str) -> Text:
        """Give a required line; an empty text where it is missing or wrong, which is noted."""
        return self.require(key, self.line(key)) or Text("", self.key_span(key))

    def id(self, key: str) -> Text | None:
        """Give an id."""
        return self.as_id(self.find(key), self.where(key))

    def as_id(self, node: Node | None, where: str) -> Text | None:
        """Give a node that must be an id."""
        text = self.as_line(node, where)
        if text is not None and not ID.fullmatch(text.text):
            self.note("E-ID", text.span, f"`{text.text}` cannot be an id", id_hint(text.text))
            return None
        return text

    def choice(self, key: str, options: tuple[str, ...], default: str) -> str:
        """Give one of the allowed words, or the default."""
        text = self.line(key)
        if text is None:
            return default
        if text.text in options:
            return text.text
        close = nearest(text.text, options)
        hint = (f"did you mean `{close}`? " if close else "") + f"allowed: {', '.join(options)}"
        self.note("E-TYPE", text.span, f"`{self.where(key)}` cannot be `{text.text}`", hint)
        return default

    def flag(self, key: str) -> bool | None:
        """Give yes or no."""
        text = self.line(key)
        if text is None:
            return None
        if text.text in {"yes", "true"}:
            return True
        if text.text not in {"no", "false"}:
            self.note("E-TYPE", text.span, f"`{self.where(key)}` must be yes or no, not `{text.text}`")
        return False

    def whole(self, key: str) -> int | None:
        """Give a whole number, written in plain digits."""
        text = self.line(key)
        if text is None:
            return None
        if re.fullmatch(r"-?(?:0|[1-9][0-9]{0,5})", text.text):
            return int(text.text)
        self.note("E-TYPE", text.span, f"`{self.where(key)}` must be a whole number such as 3, not `{text.text}`")
        return None

    # --- dates

    def parsed(self, key: str, parse: Callable[[str], T | Fault]) -> T | None:
        """Give a line as a parser reads it."""
        text = self.line(key)
        return None if text is None else self.parse(text, parse)

    def parse(self, text: Text, parse: Callable[[str], T | Fault]) -> T | None:
        """Give a text as a parser reads it, and note what the parser finds wrong."""
        value = parse(text.text)
        if isinstance(value, Fault):
            self.notebook.fault(text, value)
            return None
        return value

    def date(self, key: str) -> Date | None:
        """Give a date of any precision."""
        return self.parsed(key, parse_date)

    def day(self, key: str) -> Date | None:
        """Give a date that must be one day."""
        date = self.date(key)
        if date is not None and (date.earliest is None or date.earliest != date.latest):
            message = f"`{self.where(key)}` must be a day such as 2025-07-12, not `{date.text}`"
            self.note("E-TYPE", self.place(key), message)
            return None
        return date

    def duration(self, key: str) -> Duration | None:
        """Give a length of time such as `12 months`."""
        return self.parsed(key, parse_duration)

    def instant(self, key: str) -> Instant | None:
        """Give a day, or a day with a time."""
        return self.parsed(key, lambda text: parse_instant(text, self.notebook.zone))

    # --- prose

    def prose(self, key: str) -> Document | None:
        """Give Markdown of any length."""
        return self._document(self.text(key), inline=False)

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

    # --- many

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

    # --- sources

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
