"""What a language brings to the reading of numbers."""

from __future__ import annotations

import re
from dataclasses import field
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.facts.wording.phrases import is_english, locale_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from babel import Locale

_EAST_ASIAN = {
    "百": 2,
    "千": 3,
    "백": 2,
    "천": 3,
    "万": 4,
    "萬": 4,
    "億": 8,
    "亿": 8,
    "兆": 12,
    "京": 16,
    "만": 4,
    "억": 8,
    "조": 12,
}
_UNSPACED = frozenset({"ja", "zh", "yue"})
_PATTERN = re.compile(r"(?P<zeros>0+)[\s\u00a0\u202f]*(?P<word>[^0\s\u00a0';]+)")
_SPACES = "\u00a0\u2009\u202f"


@dataclass(frozen=True, slots=True)
class Language:
    """How a language writes numbers.

    `decimal` and `groups` are the marks in its numerals. `english` says that number words, hedges and nouns can be
    read; in any other language only digits, scale words, percent signs and signs of money are. `scales` are scale words
    in small letters with their powers of ten; `glued_scales` those that stand in the midst of letters. `months` are the
    names of months with their numbers.
    """

    tag: str
    decimal: str
    groups: str
    english: bool
    scales: Mapping[str, int] = field(hash=False)
    glued_scales: tuple[str, ...] = ()
    months: Mapping[str, int] = field(default_factory=dict, hash=False)


@lru_cache(maxsize=64)
def language(tag: str) -> Language:
    """Give what is known of a language by its BCP 47 tag, from the Unicode locale data."""
    locale = locale_of(tag)
    symbols = locale.number_symbols.get("latn") or next(iter(locale.number_symbols.values()))
    decimal: str = symbols["decimal"]
    mark: str = symbols["group"]
    groups = mark + _SPACES + ("'’" if mark in "'’" else " " if mark in _SPACES else "")
    unspaced = locale.language in _UNSPACED or locale.language == "ko"
    return Language(
        tag=tag,
        decimal=decimal,
        groups="".join(dict.fromkeys(groups.replace(decimal, ""))),
        english=is_english(tag),
        scales={} if is_english(tag) else {**_compact_words(locale), **(_EAST_ASIAN if unspaced else {})},
        glued_scales=tuple(_EAST_ASIAN) if unspaced else (),
        months=_months(locale),
    )


def _compact_words(locale: Locale) -> dict[str, int]:
    """Give the scale words of a locale (`Millionen`, `mil`) with their powers of ten."""
    found: dict[str, int] = {}
    forms = locale.compact_decimal_formats
    for length in ("long", "short"):
        for patterns in forms.get(length, {}).values():
            for size, pattern in patterns.items():
                match = _PATTERN.search(pattern.pattern.replace("'", ""))
                if match is not None and size.isdigit():
                    word = match["word"].lower().rstrip(".")
                    found.setdefault(word, len(size) - len(match["zeros"]))
    return found


def _months(locale: Locale) -> dict[str, int]:
    """Give the names of the months in a language, long and short, in small letters."""
    found: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months.get(context, {}).get(width, {}).items():
                plain = name.lower().rstrip(".")
                if not plain[:1].isdigit():
                    found.setdefault(plain, number)
    if locale.language == "en":
        found["sept"] = 9
    return found
