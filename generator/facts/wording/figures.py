"""Values in the words of a language.

Money takes the sign that the language's readers know ($550 billion, ¥341 per kilogram), which the Unicode locale data
keep apart where two currencies share one. Units are written out, but for percent and degrees.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_decimal, get_currency_symbol
from babel.units import format_unit

from generator.base import dataclass
from generator.facts.wording.dates import date_words
from generator.facts.wording.phrases import base, is_american, is_english, locale_of, phrases, yes_no
from generator.model.value import SCALES, DateValue, Quantity, Several, Value, YesNo

if TYPE_CHECKING:
    from generator.model.unit import Unit

_COMPACT_DECIMALS = 6
_MINUS = "\u2212"
_LONG_FIRST: tuple[Literal["long", "short"], ...] = ("long", "short")
_SHORT_FIRST: tuple[Literal["long", "short"], ...] = ("short", "long")
_AMERICAN = (("metre", "meter"), ("litre", "liter"), ("tonne", "metric ton"))


@dataclass(frozen=True, slots=True)
class MachineNumber:
    """A quantity for data files, in plain decimals; "" for an end that is open, `number` only where it is one number.

    `bound` is exact, range, over, under, at-least or at-most; `unit` is the unit's id, "" for a plain number.
    """

    number: str
    low: str
    high: str
    unit: str
    bound: str
    approximate: bool


def machine_number(value: Value) -> MachineNumber | None:
    """Give a quantity for JSON and CSV, or None for any other value."""
    if not isinstance(value, Quantity):
        return None
    low, high = ("" if end is None else f"{end:f}" for end in (value.low, value.high))
    number = low if value.bound == "exact" else ""
    return MachineNumber(number, low, high, value.unit.id, value.bound, value.approximate)


def figure(value: Value, language: str) -> str:
    """Give a value as a reader of a language (a BCP 47 tag) sees it: `770,000 tonnes`, `10 to 15%`, `5 June 2025`."""
    if isinstance(value, Quantity):
        return _quantity(value, language)
    if isinstance(value, DateValue):
        return date_words(value.date, language)
    if isinstance(value, YesNo):
        return yes_no(language, yes=value.yes)
    if isinstance(value, Several):
        return format_list([figure(item, language) for item in value.items], locale=locale_of(language))
    return value.text


def _quantity(value: Quantity, language: str) -> str:
    said = phrases(language)
    words = _with_unit(value, language)
    if value.bound == "under" and value.unit.kind == "count":
        words = said.fewer.format(words)
    elif value.bound not in {"exact", "range"}:
        by_bound = {"over": said.over, "under": said.under, "at-least": said.at_least, "at-most": said.at_most}
        words = by_bound[value.bound].format(words)
    return said.about.format(words) if value.approximate else words


def _with_unit(value: Quantity, language: str) -> str:
    """Give the number or numbers of a quantity with its unit."""
    above = [unit for unit, exponent in value.unit.parts if exponent == 1]
    below = [unit for unit, exponent in value.unit.parts if exponent == -1]
    if not value.unit.parts:
        return _simple(value, value.unit, language)
    if value.unit.one:  # a declared name for a compound
        return _joined(_numbers(value, language), _word(value.unit, value, language), language)
    if len(above) != 1 or len(above) + len(below) != len(value.unit.parts):
        return _joined(_numbers(value, language), value.unit.id, language)
    words = _simple(value, above[0], language)
    for unit in below:
        words = phrases(language).per.format(words, _one(unit, language))
    return words


def _simple(value: Quantity, unit: Unit, language: str) -> str:
    """Give the numbers of a quantity with a unit that is no compound."""
    if unit.currency is not None:
        return _money(value, unit.currency, unit.symbol, language)
    numbers = _numbers(value, language)
    if unit.kind == "number":
        return numbers
    if unit.kind == "percent" and unit.symbol == "%":
        pattern = locale_of(language).percent_formats[None]
        return f"{pattern.prefix[0]}{numbers}{pattern.suffix[0]}"
    if unit.kind == "temperature" and is_english(language) and unit.symbol.startswith("°"):
        return numbers + unit.symbol
    if unit.cldr and not is_english(language):
        return _by_locale(value, unit, numbers, language)
    return _joined(numbers, _word(unit, value, language), language)


def _joined(numbers: str, unit: str, language: str) -> str:
    """Put a unit after its number, with a space where the script has spaces."""
    return numbers + unit if base(language) in {"ja", "zh"} else f"{numbers} {unit}"


def _numbers(value: Quantity, language: str) -> str:
    """Give the number of a quantity, or both of a range, with the scale word."""
    if not is_english(language):
        said = [_scaled(digits, value.scale, language) for digits in value.written]
    else:
        said = [_number(digits, language) for digits in value.written]
    words = phrases(language).between.format(*said) if len(said) > 1 else said[0]
    return f"{words} {value.scale}" if value.scale and is_english(language) else words


@lru_cache(maxsize=4096)
def _number(digits: str, language: str) -> str:
    """Give a number with the grouping of a language, the decimals that it was written with, and a true minus sign."""
    number: str = format_decimal(
        Decimal(digits), _pattern(language, len(digits.partition(".")[2])), locale_of(language)
    )
    return _MINUS + number[1:] if number.startswith("-") else number


@lru_cache(maxsize=256)
def _pattern(language: str, decimals: int) -> str:
    whole: str = locale_of(language).decimal_formats[None].pattern.partition(".")[0]
    return f"{whole}.{'0' * decimals}" if decimals else whole


def _scaled(digits: str, scale: str, language: str) -> str:
    """Give a number with the language's own word for its scale, which may count in other steps (萬, crore)."""
    if not scale or len(digits.partition(".")[2]) > _COMPACT_DECIMALS:
        return _number(f"{Decimal(digits) * SCALES.get(scale, Decimal(1)):f}" if scale else digits, language)
    locale = locale_of(language)
    form: Literal["long", "short"] = "long" if "long" in locale.compact_decimal_formats else "short"
    number = Decimal(digits) * SCALES[scale]
    return format_compact_decimal(number, format_type=form, locale=locale, fraction_digits=_COMPACT_DECIMALS)


def _money(value: Quantity, code: str, symbol: str, language: str) -> str:
    """Give an amount of money with its sign where the language puts it; every number of a range has the sign."""
    locale = locale_of(language)
    sign = symbol or get_currency_symbol(code, locale)
    pattern = locale.currency_formats["standard"]
    before, after = pattern.prefix[0].replace("¤", sign), pattern.suffix[0].replace("¤", sign)
    if before and before[-1].isalpha():
        before += " "
    amounts = []
    for digits in value.written:
        number = _number(digits.lstrip("-"), language)
        if not is_english(language):
            number = _scaled(digits.lstrip("-"), value.scale, language)
        elif value.scale:
            number += f" {value.scale}"
        amounts.append(f"{_MINUS if digits.startswith('-') else ''}{before}{number}{after}")
    return phrases(language).between.format(*amounts) if len(amounts) > 1 else amounts[0]


def _by_locale(value: Quantity, unit: Unit, numbers: str, language: str) -> str:
    """Give numbers with a unit in the form of the Unicode locale data, which decline the unit after the last number."""
    locale, last = locale_of(language), _last(value)
    plain = format_decimal(last, locale=locale)
    for length in _SHORT_FIRST if unit.kind == "temperature" else _LONG_FIRST:
        words: str = format_unit(last, unit.cldr, length, locale=locale)
        if plain in words and unit.cldr not in words:  # babel prints the name of what a locale lacks
            return words.replace(plain, numbers)
    return _joined(numbers, unit.symbol, language)


def _last(value: Quantity) -> Decimal:
    """Give the number after which the unit stands, with its decimals: 1.0 car is not one car everywhere."""
    return Decimal(value.written[-1]) * SCALES[value.scale] if value.scale else Decimal(value.written[-1])


def _word(unit: Unit, value: Quantity, language: str) -> str:
    """Give the word of a unit that agrees with the last number of a quantity."""
    return _spelt(unit, language, one=_is_one(value.written[-1], value.scale, language))


@lru_cache(maxsize=4096)
def _is_one(digits: str, scale: str, language: str) -> bool:
    """Tell whether a number takes the word for one; 1.0 car is not one car everywhere."""
    number = Decimal(digits) * SCALES[scale] if scale else Decimal(digits)
    return bool(locale_of(language).plural_form(abs(number)) == "one")


def _one(unit: Unit, language: str) -> str:
    """Give the word for one of a unit, after `per`; a sign where the language has only signs for `per`."""
    if unit.currency is not None:
        return unit.symbol or get_currency_symbol(unit.currency, locale_of(language))
    if not is_english(language) and unit.cldr:
        return unit.symbol
    return _spelt(unit, language, one=True)


def _spelt(unit: Unit, language: str, *, one: bool) -> str:
    """Give a unit's word as the language has it; the symbol where there are English words only."""
    known = {key for key, _ in unit.one}
    if unit.symbol and not known & {language, base(language), ""}:
        return unit.symbol
    word = unit.word(language, one=one)
    if is_american(language) and unit.cldr:
        for british, american in _AMERICAN:
            word = word.replace(british, american)
    return word
