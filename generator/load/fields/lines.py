"""Keys that hold one text: a line, an id, a choice, a number, a date."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, TypeVar

from generator.diagnostics import Fault
from generator.diagnostics.nearest import nearest
from generator.load.fields.keys import Keys
from generator.load.node import Mapping, Node, Scalar, Sequence
from generator.model.dates import Date, Duration, Instant, parse_date, parse_duration, parse_instant
from generator.model.identity import ID, id_hint
from generator.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

LINE_LIMIT = 2_000


def kind_of(node: Node) -> str:
    """Name what a node is, in an editor's words."""
    if isinstance(node, Sequence):
        return "a list"
    return "a group of keys" if isinstance(node, Mapping) else "a text"


def is_blank(text: str) -> bool:
    """Tell whether a text has nothing to see: white space, zero-width and control characters only."""
    return all(character.isspace() or unicodedata.category(character) in {"Cf", "Cc"} for character in text)


class Lines(Keys):
    """The keys of an entry, as texts, choices, numbers and dates."""

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
