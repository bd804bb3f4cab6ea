"""Addresses that were published and that the author took away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass

if TYPE_CHECKING:
    from generator.diagnostics import Span
    from generator.model.dates import Date
    from generator.model.document import Document
    from generator.model.text import Text

KINDS = ("article", "page", "fact", "term", "event", "person", "source", "topic", "card")


@dataclass(frozen=True, slots=True)
class Gone:
    """What is no longer there, when it went and why. `address` is as in a link (`fact:levy`), or a path (`/old/`)."""

    address: Text
    place: Span
    date: Date | None
    because: Document

    @property
    def path(self) -> str:
        """Give the path that it had under the home page, or "" where it had no page of its own."""
        kind, colon, name = self.address.text.partition(":")
        if not colon:
            return self.address.text.strip("/")
        if "." in name or "#" in name:
            return ""
        folders = {"article": "", "page": "", "fact": "facts/", "person": "people/", "source": "sources/"}
        folders["topic"] = "topics/"
        return f"{folders[kind]}{name}" if kind in folders else ""
