"""Words as a part of an address."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_APART: Final = re.compile(r"[\W_]+")


def slugify(words: str) -> str:
    """Give words in a-z, 0-9 and single hyphens: `Why cars & rice?` gives `why-cars-rice`.

    Accents are dropped; letters of other scripts stay as they are, in lower case; "" where nothing remains.
    """
    if words.isascii():  # which has no accents, and whose capitals are the only other forms of its letters
        return _APART.sub("-", words.lower().replace("'", "")).strip("-")
    plain = unicodedata.normalize("NFKD", words)
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    plain = unicodedata.normalize("NFKC", plain.casefold()).replace("'", "").replace("\u2019", "")
    return _APART.sub("-", plain).strip("-")
