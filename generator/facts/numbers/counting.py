"""Numbers as they are counted: digits or words, with a scale, or a part of one. No units here."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.facts.numbers.english import (
    DOUBTFUL_SCALES,
    GLYPHS,
    SCALES,
    SHORT_SCALES,
)
from generator.facts.numbers.tokens import LONGEST_NUMERAL, Token, at, plain_digits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.facts.numbers.language import Language

from generator.facts.numbers.parts import HYPHENS, Count, and_a_half, fraction, of_a_scale
from generator.facts.numbers.written import in_words, single

_ONE = Decimal(1)
_FRACTIONS_IN_DIGITS = frozenset({2, 3, 4, 5, 6, 8, 10})
_MOST_SCALES = 3
_THOUSAND = 3
_LONGEST_SUM = 8


def count_at(tokens: Sequence[Token], index: int, language: Language, *, money: bool = False) -> Count | None:
    """Give the number that begins at a token, as long as it goes; `money` where a sign of money stands before it."""
    token = tokens[index]
    if token.kind == "number":
        return _in_digits(tokens, index, language, money=money)
    if token.kind == "glyph":
        part = GLYPHS.get(token.text)
        return None if part is None else of_a_scale(tokens, Count(index, index + 1, part, _ONE / 100, part, part=True))
    if token.kind == "word" and language.english:
        return fraction(tokens, index) or in_words(tokens, index) or single(tokens, index)
    return None


def _in_digits(tokens: Sequence[Token], index: int, language: Language, *, money: bool) -> Count | None:
    token = tokens[index]
    if len(token.text) > LONGEST_NUMERAL:
        return None
    digits = plain_digits(token.text, language)
    value = Decimal(digits)
    step = Decimal(1).scaleb(-len(digits.partition(".")[2]))
    count = Count(index, index + 1, value, step, value, grouped=not token.text.isdigit() and value >= 1000)  # noqa: PLR2004
    count = _with_fraction(tokens, count, language)
    if language.glued_scales:
        return _summed(tokens, count, language)
    return _scaled(tokens, count, language, money=money)


def _with_fraction(tokens: Sequence[Token], count: Count, language: Language) -> Count:
    """Add what stands behind the digits: `2½`, `1/2`, `2 and a half`."""
    after, bar = at(tokens, count.stop), at(tokens, count.stop + 1)
    if after.kind == "glyph" and after.text in GLYPHS:
        value = count.value + GLYPHS[after.text]
        return replace(count, stop=count.stop + 1, value=value, base=value, unit_step=Decimal("0.1"))
    if after.text == "/" and after.glued and bar.kind == "number" and bar.glued and bar.text.isdigit():
        below = int(bar.text[:4])
        if below in _FRACTIONS_IN_DIGITS and 0 < count.value < below and at(tokens, count.stop + 2).text != "/":
            part = count.value / below
            return replace(count, stop=count.stop + 2, value=part, base=part, unit_step=_ONE / 100, part=True)
    return (_mixed(tokens, count) or and_a_half(tokens, count)) if language.english else count


def _mixed(tokens: Sequence[Token], count: Count) -> Count | None:
    """Give `1 1/2`."""
    above, bar, below = (at(tokens, count.stop + step) for step in range(3))
    if above.glued or bar.text != "/" or not (bar.glued and below.glued) or not (above.text + below.text).isdigit():
        return None
    if int(below.text[:4]) not in _FRACTIONS_IN_DIGITS or int(above.text[:4]) >= int(below.text[:4]):
        return None
    value = count.value + Decimal(above.text) / int(below.text[:4])
    return replace(count, stop=count.stop + 3, value=value, base=value, unit_step=Decimal("0.1"))


def _scaled(tokens: Sequence[Token], count: Count, language: Language, *, money: bool) -> Count:
    """Multiply a number by the scale words behind it."""
    for _ in range(_MOST_SCALES):
        found = _scale(tokens, count, language, money=money)
        if found is None:
            break
        power, stop = found
        word = tokens[stop - 1].low
        scale = f"{count.scale} {word}".strip()
        value, step = count.value.scaleb(power), count.unit_step.scaleb(power)
        count = replace(count, stop=stop, value=value, unit_step=step, scale=scale)
        if word in DOUBTFUL_SCALES:
            break
    return count


def _scale(tokens: Sequence[Token], count: Count, language: Language, *, money: bool) -> tuple[int, int] | None:
    """Give the power of ten of the scale word behind a number, and where it ends."""
    index = count.stop
    token = at(tokens, index)
    hyphened = token.text in HYPHENS and token.glued and at(tokens, index + 1).glued
    if hyphened:
        index += 1
        token = tokens[index]
    if token.kind == "scale":
        power = language.scales[token.text]
        apart = power <= _THOUSAND and not token.glued  # 백 begins words as well: `3 백신` are three vaccines
        return None if apart else (power, index + 1)
    if token.kind != "word":
        return None
    if not language.english:
        power = language.scales.get(token.low, 0)
        return None if not power or (len(token.low) == 1 and not token.glued) else (power, index + 1)
    if token.low in SCALES:
        return SCALES[token.low], index + 1
    power = SHORT_SCALES.get(token.low, 0)
    if not power or (token.low in DOUBTFUL_SCALES and not _short_scale_fits(token, money=money, hyphened=hyphened)):
        return None
    return power, index + 1


def _short_scale_fits(token: Token, *, money: bool, hyphened: bool) -> bool:
    """Tell whether `m`, `b`, `t`, `k` or `tn` is a scale here, and no unit."""
    if token.low == "t":
        return money
    return money or token.text == "M" or (token.glued and not hyphened)


def _summed(tokens: Sequence[Token], count: Count, language: Language) -> Count:
    """Give a number of the languages that count in ten thousands: `1億2000万` is a sum."""
    first = _scaled(tokens, count, language, money=False)
    total = first
    for _ in range(_LONGEST_SUM):
        token = at(tokens, total.stop)
        if not total.scale or token.kind != "number" or not token.glued or len(token.text) > LONGEST_NUMERAL:
            break
        value = Decimal(plain_digits(token.text, language))
        more = _scaled(tokens, Count(total.stop, total.stop + 1, value, _ONE, value), language, money=False)
        if more.value >= total.value:
            break
        total = replace(total, stop=more.stop, value=total.value + more.value, unit_step=more.unit_step)
    return total
