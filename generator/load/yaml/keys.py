"""When two keys are the same key."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from generator.load.node import Scalar

_TRUTH: Final = {
    **dict.fromkeys(("true", "yes", "on"), Decimal(1)),
    **dict.fromkeys(("false", "no", "off"), Decimal(0)),
}
_LONGEST_TRUTH: Final = 5
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,29})(?:\.[0-9]{1,30})?")


def identity(key: Scalar) -> str | Decimal:
    """Give what two keys share that other readers of YAML would take for one.

    A text counts in Unicode's form NFC, whatever its quotes. Plain truth words and plain numbers count as numbers,
    since `true`, `1` and `1.0` are equal to most programs that read the file after us.
    """
    text = key.text
    if not key.style:
        if len(text) <= _LONGEST_TRUTH and text.lower() in _TRUTH:
            return _TRUTH[text.lower()]
        if text[-1:].isdecimal() and _NUMBER.fullmatch(text):
            return Decimal(text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)
