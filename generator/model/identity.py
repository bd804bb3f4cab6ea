"""What an id is."""

from __future__ import annotations

import re

from generator.model.slug import slugify

ID = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*")


def id_hint(written: str) -> str:
    """Give the hint for what should be an id and is none."""
    better = slugify(written)
    return "use a-z, 0-9 and hyphens" + (f", such as `{better}`" if ID.fullmatch(better) else "")
