"""The names of measures in other languages, from the Unicode locale data."""

from __future__ import annotations

from functools import lru_cache

from babel.units import format_unit

from generator.facts.wording.phrases import locale_of

_FORMS = (1, 2, 5, 100)
"""Numbers after which, in most languages, a noun takes each of its forms."""


@lru_cache(maxsize=256)
def unit_names(cldr: str, tag: str) -> frozenset[str]:
    """Give the names and signs of a measure in a language, in small letters: `tonne`, `tonnen`, `t`.

    `cldr` is its name in the locale data, such as `mass-tonne`; none are given where a locale lacks it.
    """
    locale = locale_of(tag)
    found = ((form, format_unit(form, cldr, size, locale=locale)) for form in _FORMS for size in ("long", "short"))
    return frozenset(words.replace(str(form), "").strip().casefold() for form, words in found if cldr not in words)
