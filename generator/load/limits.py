"""How large a site's files may be: bounds that keep a slip of the hand from taking the machine with it."""

from __future__ import annotations

from typing import Final

TEXT_BYTES: Final = 2 * 1024 * 1024
"""Bytes of one YAML, Markdown or CSV file."""

MEDIA_BYTES: Final = 64 * 1024 * 1024
"""Bytes of one file in content/media."""

LOCK_BYTES: Final = 256 * 1024 * 1024
"""Bytes of factbox.lock, which only grows."""

NODES: Final = 100_000
"""Texts, lists and mappings in one YAML file; cells in one CSV file."""

DEPTH: Final = 32
"""Lists and mappings inside one another."""

ALIAS_NODES: Final = 1_000
"""Texts, lists and mappings that all aliases of one file may repeat together."""

FOLDER_DEPTH: Final = 16
"""Folders inside one another under content."""

MARKS: Final = 100
"""Misplaced characters of one file that are reported one by one; one more diagnostic counts the rest."""
