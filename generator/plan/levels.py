"""What the entries of lists are sorted into: letters for names, years, months and days for what is dated."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from generator.diagnostics import Fault
from generator.facts.event_dates import month_of
from generator.facts.wording import date_words, month_words
from generator.model.dates import parse_date
from generator.model.slug import slugify

if TYPE_CHECKING:
    from generator.model.dates import Date

DEPTH = 3
"""As many first letters of a name tell where it stands."""

_OTHER = ("other", "#")
_UNSPELT = ("CJK", "HANGUL SYLLABLE")
"""Scripts with too many characters for a page each."""


def letter_of(words: str) -> str:
    """Give the letter under which a name stands, "#" for one that begins with none."""
    first = slugify(words)[:1].upper()
    return first if first.isalpha() else "#"


def by_letter(words: str, below: str = "", name: str = "") -> tuple[tuple[str, str], ...]:
    """Give the parts for a name by its first letter, its first two and its first three.

    `below` goes before their keys and `name` before their names, for a list whose names are sorted before.
    """
    spelt = slugify(words).replace("-", "")
    return tuple(
        (f"{below}{key}", f"{name}: {said}" if name else said)
        for key, said in (_prefix(spelt, length) for length in range(1, DEPTH + 1))
    )


def _prefix(spelt: str, length: int) -> tuple[str, str]:
    found = spelt[:length]
    if not found[:1].isalpha():
        return _OTHER
    if found.isascii():
        return found.ljust(length, "0"), found.capitalize()
    if any(unicodedata.name(c, "").startswith(_UNSPELT) for c in found):
        return _OTHER
    return "".join(c if c.isascii() else f"u{ord(c):x}" for c in found).ljust(length, "0"), found.capitalize()


def by_date(date: Date | None, language: str) -> tuple[tuple[str, str], ...]:
    """Give the parts for a date by its year, its month and its day; what has no date stands by itself."""
    if date is None:
        return (("undated", "Undated"),) * DEPTH
    year, month, first = str(date.year), month_of(date), date.sort_key[0]
    if not month:
        return ((year, year), (f"{year}-00", f"{year}, the year"), (f"{year}-00-00", f"{year}, the year"))
    day = parse_date(first.isoformat())
    said = first.isoformat() if isinstance(day, Fault) else date_words(day, language)
    key = f"{year}-{month:02}"
    return ((year, year), (key, f"{month_words(month, language)} {year}"), (f"{key}-{first.day:02}", said))
