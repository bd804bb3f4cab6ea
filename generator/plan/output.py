"""One file of a site, before it has bytes."""

from __future__ import annotations

from generator.base import dataclass
from generator.diagnostics import Span

MADE = Span("config.yaml")
"""The place of what nobody asked for by name."""


@dataclass(frozen=True, slots=True)
class Output:
    """One file of the site: its path in the output folder, what it is, the id that it shows, and who asked for it."""

    path: str
    kind: str
    key: str
    place: Span


def page_at(folder: str, kind: str, key: str = "", place: Span = MADE) -> Output:
    """Give a page at the address of a folder."""
    return Output(f"{folder}/index.html", kind, key, place)
