"""The small words around figures and dates, and the locale of a language."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError

from generator.base import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """How a language says that a number is about, over or between; `{0}` and `{1}` stand for the numbers."""

    about: str
    between: str
    over: str
    under: str
    fewer: str
    at_least: str
    at_most: str
    per: str
    since: str
    until: str
    before: str
    after: str
    perhaps: str


ENGLISH = Phrases(
    about="about {0}",
    between="{0} to {1}",
    over="more than {0}",
    under="less than {0}",
    fewer="fewer than {0}",
    at_least="at least {0}",
    at_most="at most {0}",
    per="{0} per {1}",
    since="from {0}",
    until="until {0}",
    before="before {0}",
    after="after {0}",
    perhaps="perhaps {0}",
)
SIGNS = Phrases(
    about="≈ {0}",
    between="{0}–{1}",
    over="> {0}",
    under="< {0}",
    fewer="< {0}",
    at_least="≥ {0}",
    at_most="≤ {0}",
    per="{0}/{1}",
    since="{0} –",
    until="– {0}",
    before="< {0}",
    after="> {0}",
    perhaps="{0} (?)",
)
"""For languages without words here: signs that every reader knows."""

_YES_NO = {
    "cs": "ano ne",
    "da": "ja nej",
    "de": "ja nein",
    "el": "ναι όχι",
    "en": "yes no",
    "es": "sí no",
    "fi": "kyllä ei",
    "fr": "oui non",
    "hu": "igen nem",
    "it": "sì no",
    "ja": "はい いいえ",
    "ko": "예 아니요",
    "nb": "ja nei",
    "nl": "ja nee",
    "pl": "tak nie",
    "pt": "sim não",
    "ro": "da nu",
    "ru": "да нет",
    "sv": "ja nej",
    "tr": "evet hayır",
    "uk": "так ні",
    "zh": "是 否",
}


def is_english(language: str) -> bool:
    """Tell whether a BCP 47 tag is of English."""
    return base(language) == "en"


def is_american(language: str) -> bool:
    """Tell whether a tag is of American English, which puts the month first and writes meters."""
    return language.replace("_", "-").lower().startswith("en-us")


@lru_cache(maxsize=64)
def base(language: str) -> str:
    """Give the language of a tag without script and region: `de` of `de-CH`."""
    return language.replace("_", "-").partition("-")[0].lower()


def phrases(language: str) -> Phrases:
    """Give the small words of a language."""
    return ENGLISH if is_english(language) else SIGNS


def yes_no(language: str, *, yes: bool) -> str:
    """Give `yes` or `no` in a language, else in English."""
    words = _YES_NO.get(base(language), "yes no").split()
    return words[0] if yes else words[1]


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale:
    """Give babel's locale of a tag, or of its language alone, or English where babel knows neither."""
    for tag in (language.replace("_", "-"), base(language)):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError, TypeError):
            continue
    return Locale("en")
