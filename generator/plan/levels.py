"""What the entries of lists are sorted into: letters for names, years, months and days for what is dated."""

from __future__ import annotations

import unicodedata
from functools import partial
from typing import TYPE_CHECKING

from generator.diagnostics import Fault
from generator.facts.event_dates import month_of
from generator.facts.wording import date_words, month_words
from generator.model.dates import parse_date
from generator.model.slug import slugify
from generator.plan.parts import Levels

if TYPE_CHECKING:
    from generator.model.dates import Date

DEPTH = 3
"""As many first letters of a name tell where it stands."""

_OTHER = "other"
_ENOUGH = 12
_UNSPELT = ("CJK", "HANGUL SYLLABLE")
"""Scripts with too many characters for a page each."""


def letter_of(words: str) -> str:
    """Give the letter under which a name stands, "#" for one that begins with none."""
    first = _spelling(words)[:1].upper()
    return first if first.isalpha() else "#"


def _spelling(words: str) -> str:
    """Give the first letters of a name; the beginning of long words is enough to know them."""
    for size in (_ENOUGH, len(words)):
        spelt = slugify(words[:size]).replace("-", "")[:DEPTH]
        if len(spelt) == DEPTH:
            break
    return spelt


def by_letter(words: str, below: str = "", name: str = "") -> Levels:
    """Give the parts for a name by its first letter, its first two and its first three.

    `below` goes before their keys and `name` before their names, for a list whose names are sorted before.
    """
    spelt = _spelling(words)
    keys = tuple(f"{below}{_key(spelt[:length], length)}" for length in range(1, DEPTH + 1))
    return Levels(keys, partial(_letters, spelt, name))


def _key(letters: str, length: int) -> str:
    """Give the first letters of a name as a part of an address."""
    if _is_other(letters):
        return _OTHER
    return (letters if letters.isascii() else "".join(map(_spelt, letters))).ljust(length, "0")


def _spelt(letter: str) -> str:
    return letter if letter.isascii() else f"u{ord(letter):x}"


def _is_other(letters: str) -> bool:
    if not letters[:1].isalpha():
        return True
    return not letters.isascii() and any(unicodedata.name(c, "").startswith(_UNSPELT) for c in letters)


def _letters(spelt: str, name: str, level: int) -> str:
    """Give the first letters of a name in words."""
    letters = spelt[: level + 1]
    said = "#" if _is_other(letters) else letters.capitalize()
    return f"{name}: {said}" if name else said


def by_date(date: Date | None, language: str) -> Levels:
    """Give the parts for a date by its year, its month and its day; what has no date stands by itself."""
    if date is None:
        return _UNDATED
    first, month = date.sort_key[0], f"{date.year}-{month_of(date):02}"
    day = first.day if month_of(date) else 0
    return Levels((str(date.year), month, f"{month}-{day:02}"), partial(_date, date, language))


def _date(date: Date, language: str, level: int) -> str:
    """Give a year, a month or a day in words."""
    month = month_of(date)
    if level == 0:
        return str(date.year)
    if not month:
        return f"{date.year}, the year"
    if level == 1:
        return f"{month_words(month, language)} {date.year}"
    first = date.sort_key[0].isoformat()
    day = parse_date(first)
    return first if isinstance(day, Fault) else date_words(day, language)


def _undated(_level: int) -> str:
    return "Undated"


_UNDATED = Levels(("undated",) * DEPTH, _undated)
