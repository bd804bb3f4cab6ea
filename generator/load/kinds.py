"""Which kind of entries a file of content holds, by its path."""

from __future__ import annotations

import posixpath

from generator.diagnostics.nearest import nearest

KINDS = ("articles", "pages", "facts", "events", "glossary", "people", "sources", "units", "quotes", "charts",
         "sidebars", "media", "gone")  # fmt: skip
# Kinds of which each file of their folder is one entry.
SINGLE = frozenset({"articles", "pages"})
HOLDS = {
    "articles": ("article", "fact"), "pages": ("page",), "facts": ("fact",), "events": ("event",),
    "glossary": ("term",), "people": ("person",), "sources": ("source",), "sidebars": ("fact",), "gone": ("gone",),
}  # fmt: skip
"""What the files of a kind hold, as links name it."""


def kind_of(path: str) -> str:
    """Give the kind of a content file: `content/events.yaml` and `content/events/x.yaml` hold events. "" if none."""
    parts = path.split("/")
    if len(parts) == 1:
        return ""
    name = posixpath.splitext(parts[1])[0] if len(parts) == 2 else parts[1]  # noqa: PLR2004 - content/ and one name
    return name if name in KINDS else ""


def is_single(path: str) -> bool:
    """Tell whether a file is one entry whole: those in content/articles/ and content/pages/ are."""
    return path.count("/") > 1 and kind_of(path) in SINGLE


def near_kind(path: str) -> str:
    """Give the hint for a file whose kind is unknown."""
    name = posixpath.splitext(path.split("/")[1])[0]
    close = nearest(name, KINDS)
    return f"did you mean `content/{close}`?" if close else f"content/ holds: {', '.join(KINDS)}"
