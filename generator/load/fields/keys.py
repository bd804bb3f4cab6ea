"""An entry's keys: finding them, and noting those that are missing or unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from generator.diagnostics.nearest import nearest
from generator.load.node import Mapping, Node, Scalar

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic, Span
    from generator.load.fields.notebook import Notebook

T = TypeVar("T")

SAYING = frozenset({"period", "as_of", "since", "date", "source", "sources"})
"""The keys that date and source an entry."""


class Keys:
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
