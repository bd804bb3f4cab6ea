"""Numbers that state no amount: dates, years, times of day, ordinals, and numbers in names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.facts.numbers.english import DOUBTFUL_SCALES, LABELS
from generator.facts.numbers.tokens import Token, at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.facts.numbers.language import Language
    from generator.facts.numbers.phrase import Kind

_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_FIRST_YEAR, _LAST_YEAR = 1500, 2100
_MOST_DAYS = 31
_YEAR_DIGITS = 4
_TWO = 2
_HYPHENS = frozenset("-‐‑")
_IDIOMS = frozenset({("24", "7"), ("9", "11"), ("50", "50"), ("20", "20")})
_DATE_PARTS = frozenset("年月日년월일")
_GLUED_WORDS_WORDS = """
x p c k m b t bn mn tn trn g kg km cm mm mb gb tb kb kw mw gw tw kwh mwh gwh ha h s min hrs l ml
"""
_GLUED_WORDS: Final = frozenset(_GLUED_WORDS_WORDS.split())


def other_kind(tokens: Sequence[Token], index: int, language: Language) -> tuple[Kind, int] | None:
    """Give what a numeral is if it states no amount, and where that ends; None for an amount."""
    before, after = at(tokens, index - 1), at(tokens, index + 1)
    if after.low in _ORDINALS and after.glued:
        return ("date" if _month_near(tokens, index + 1, language) else "ordinal"), index + 2
    dated = _date(tokens, index, language)
    if dated is not None:
        return dated
    timed = _time(tokens, index)
    if timed is not None:
        return "time", timed
    if _is_coded(tokens, index) and not _is_minutes(tokens, index):
        return "label", index + 1
    if before.text in {"#", "§", "№"} or (before.low in LABELS and _is_label(tokens, index)):
        return "label", index + 1
    return None


def _is_minutes(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a number is the minutes of `2h10`."""
    before = tokens[index - 1] if index else tokens[index]
    number = at(tokens, index - 2).kind == "number" and before.glued
    return number and before.low == "h" and tokens[index].glued and len(tokens[index].text) == _TWO


def is_year(text: str) -> bool:
    """Tell whether a numeral may be a year."""
    return len(text) == _YEAR_DIGITS and text.isascii() and text.isdigit() and _FIRST_YEAR <= int(text) <= _LAST_YEAR


def _is_label(tokens: Sequence[Token], index: int) -> bool:
    before = tokens[index - 1]
    return before.text[:1].isupper() or before.low in {"no", "nos", "page", "pages", "chapter", "section", "article"}


def _date(tokens: Sequence[Token], index: int, language: Language) -> tuple[Kind, int] | None:  # noqa: PLR0911 - a form a line
    token, after = tokens[index], at(tokens, index + 1)
    if (
        after.text[:1] in _DATE_PARTS
        and after.text
        and after.glued
        and not (after.text[:1] in "日年" and len(token.text) > _YEAR_DIGITS)
    ):
        return "date", index + 2
    if after.text == "-" and after.glued and is_year(token.text) and _is_iso(tokens, index):
        return "date", min(index + (5 if at(tokens, index + 3).text == "-" else 3), len(tokens))
    if not token.text.isdigit():
        return None
    if len(token.text) <= 2 and int(token.text) <= _MOST_DAYS and _month_near(tokens, index, language):  # noqa: PLR2004 - a day
        return "date", index + 1
    if is_year(token.text) and _year_after_month(tokens, index, language):
        return "date", index + 1
    if after.low == "s" and after.glued and (token.text.endswith("0") or len(token.text) > _TWO):
        return ("year" if len(token.text) == _YEAR_DIGITS else "label"), index + 2  # the 1920s, the mid-20s, 737s
    return None


def _is_iso(tokens: Sequence[Token], index: int) -> bool:
    month, day = at(tokens, index + 2), at(tokens, index + 4)
    return (
        month.glued
        and len(month.text) == _TWO
        and month.text.isdigit()
        and (day.glued or at(tokens, index + 3).text != "-")
    )


def _month_near(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """Tell whether a month stands right behind or before the number that ends at a token."""
    following = index + 1
    if at(tokens, following).text in {"-", "–", "to", "and"} and at(tokens, following + 1).kind == "number":
        following += 2  # 5–6 June
    if at(tokens, following).text == ".":
        following += 1
    following += at(tokens, following).low == "of"
    behind = at(tokens, following)
    if _is_month(behind, language):
        return True
    before = index - 1
    if at(tokens, before).low in _ORDINALS or at(tokens, index).low in _ORDINALS:
        before -= 1
    if at(tokens, before).text in {"-", "–"} and at(tokens, before - 1).kind == "number":
        before -= 2  # June 5–6
    before -= at(tokens, before).text == "."
    return _is_month(at(tokens, before), language) and at(tokens, index + 1).low not in {"percent", "%"}


def _is_month(token: Token, language: Language) -> bool:
    """Tell whether a token is the name of a month; in English with its capital, since `may` is a verb."""
    return token.low in language.months and (not language.english or token.text[:1].isupper())


def _year_after_month(tokens: Sequence[Token], index: int, language: Language) -> bool:
    before = index - 1
    if at(tokens, before).text == ",":
        before -= 1
        if at(tokens, before).kind == "number" and _is_month(at(tokens, before - 1), language):
            return True
    return _is_month(at(tokens, before), language)


def _is_coded(tokens: Sequence[Token], index: int) -> bool:  # noqa: PLR0911 - a form a line
    """Tell whether a numeral is a part of a code (H5N1, 4G, 3.1.2, 24/7), not a number."""
    token, before, after = tokens[index], at(tokens, index - 1), at(tokens, index + 1)
    behind = at(tokens, index + 2)
    name = at(tokens, index - 2)
    if before.text in _HYPHENS and token.glued and before.glued and name.kind == "word" and name.text[:1].isupper():
        return True  # F-35
    if after.text == "." and after.glued and behind.kind == "number" and behind.glued:
        return True
    if after.text == "/" and behind.kind == "number" and behind.glued and (token.text, behind.text) in _IDIOMS:
        return True
    if before.text == "/" and (at(tokens, index - 2).text, token.text) in _IDIOMS:
        return True
    if token.glued and (before.kind == "word" and before.text[:1].isalpha() and before.text.isascii()):
        return not (before.text.isupper() and len(before.text) == 3)  # noqa: PLR2004 - a currency's code: USD5
    if token.glued and before.text == "." and before.glued and before.kind == "sign":
        return True
    if after.kind == "word" and after.glued and after.low.isascii():
        known = after.low in _GLUED_WORDS or after.low in DOUBTFUL_SCALES
        return after.text == "G" or (not known and len(after.text) <= 2)  # noqa: PLR2004 - a letter or two
    return False


def _time(tokens: Sequence[Token], index: int) -> int | None:
    """Give where a time of day ends: `10:30`, `9am`, `5 p.m.`."""
    token, after, minutes = tokens[index], at(tokens, index + 1), at(tokens, index + 2)
    if token.text.isdigit() and len(token.text) <= 2 and after.text == ":" and after.glued:  # noqa: PLR2004 - of an hour
        clock = minutes.glued and len(minutes.text) == 2 and minutes.text.isdigit()  # noqa: PLR2004 - of a minute
        return index + 3 if clock and int(token.text) < 25 and int(minutes.text) < 60 else None  # noqa: PLR2004
    if after.low in {"am", "pm"} or (
        after.low in {"a", "p"} and minutes.text == "." and at(tokens, index + 3).low == "m"
    ):
        return index + 2
    return None
