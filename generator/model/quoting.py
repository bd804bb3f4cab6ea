"""How words stand inside a text of a file, and back: what each style of YAML and CSV escapes.

The styles are those of a scalar: "" (plain), "'" and '"' (YAML 1.2.2, sections 7.3.1 and 7.3.2), "|", ">" and "body"
(nothing is escaped), "cell", and '""' for a cell of CSV in quotes (RFC 4180, section 2.7).
"""

from __future__ import annotations

import re
from typing import Final

_SPECIAL: Final = re.compile(r'[\\"]')
_ESCAPED: Final = re.compile(r'\\([\\"])')


def written(words: str, style: str) -> str:
    """Give words as they are written in the middle of a text of a style."""
    if style == "'":
        return words.replace("'", "''")
    if style == '"':
        return _SPECIAL.sub(r"\\\g<0>", words)
    return words.replace('"', '""') if style == '""' else words


def read(raw: str, style: str) -> str:
    """Give what `written` was given."""
    if style == "'":
        return raw.replace("''", "'")
    if style == '"':
        return _ESCAPED.sub(r"\1", raw)
    return raw.replace('""', '"') if style == '""' else raw
