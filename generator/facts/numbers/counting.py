"""Numbers as they are counted: digits or words, with a scale, or a part of one. No units here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from generator.facts.numbers.english import (
    DENOMINATORS,
    DOUBTFUL_SCALES,
    DOZENS,
    FUNCTION_WORDS,
    GLYPHS,
    MEASURES,
    SCALES,
    SHORT_SCALES,
    SMALL,
    TENS,
)
from generator.facts.numbers.tokens import LONGEST_NUMERAL, Token, at, plain_digits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.facts.numbers.language import Language

_ONE, _HALF = Decimal(1), Decimal("0.5")
_HYPHENS = frozenset("-‐‑")
_NOT_HALVES_WORDS = """
first second latter other last better former top bottom one upper lower opening closing
"""
_NOT_HALVES: Final = frozenset(_NOT_HALVES_WORDS.split())
_FRACTIONS_IN_DIGITS = frozenset({2, 3, 4, 5, 6, 8, 10})
_MOST_SCALES = 3
_LONGEST_SUM = 8


@dataclass(frozen=True, slots=True)
class Count:
    """A number between two tokens (`stop` is behind it).

    `base` is the number before its scale word, `unit_step` what its last digit is worth. `written` says that it is in
    words, `part` that it is a fraction, `weak` that it is `one` or `a`, which often count nothing.
    """

    start: int
    stop: int
    value: Decimal
    unit_step: Decimal
    base: Decimal
    scale: str = ""
    written: bool = False
    part: bool = False
    weak: bool = False
    grouped: bool = False


def count_at(tokens: Sequence[Token], index: int, language: Language, *, money: bool = False) -> Count | None:
    """Give the number that begins at a token, as long as it goes; `money` where a sign of money stands before it."""
    token = tokens[index]
    if token.kind == "number":
        return _in_digits(tokens, index, language, money=money)
    if token.kind == "glyph":
        part = GLYPHS.get(token.text)
        return None if part is None else _of_a_scale(tokens, Count(index, index + 1, part, _ONE / 100, part, part=True))
    if token.kind == "word" and language.english:
        return _fraction(tokens, index) or _in_words(tokens, index) or _single(tokens, index)
    return None


# --- digits


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
    return _and_a_half(tokens, count) if language.english else count


def _and_a_half(tokens: Sequence[Token], count: Count) -> Count:
    """Add `and a half` or `and three quarters` to a number."""
    if at(tokens, count.stop).low != "and":
        return count
    part = _named_part(tokens, count.stop + 1)
    if part is None:
        return count
    value = count.value + part[0]
    return replace(count, stop=part[1], value=value, base=value, unit_step=count.unit_step / 10, weak=False)


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


def _million_and_a_half(count: Count, half: Count) -> Count:
    """Give `a million and a half`: the half is of the scale."""
    factor = count.value / count.base if count.base else _ONE
    return replace(half, value=half.value * factor, base=half.value, unit_step=count.unit_step / 10, scale=count.scale)


def _scale(tokens: Sequence[Token], count: Count, language: Language, *, money: bool) -> tuple[int, int] | None:
    """Give the power of ten of the scale word behind a number, and where it ends."""
    index = count.stop
    token = at(tokens, index)
    hyphened = token.text in _HYPHENS and token.glued and at(tokens, index + 1).glued
    if hyphened:
        index += 1
        token = tokens[index]
    if token.kind == "scale":
        return language.scales[token.text], index + 1
    if token.kind != "word":
        return None
    if not language.english:
        power = language.scales.get(token.low)
        return None if power is None or (len(token.low) == 1 and not token.glued) else (power, index + 1)
    if token.low in SCALES:
        return SCALES[token.low], index + 1
    power = SHORT_SCALES.get(token.low)
    if power is None or (token.low in DOUBTFUL_SCALES and not _short_scale_fits(token, money=money, hyphened=hyphened)):
        return None
    return power, index + 1


def _short_scale_fits(token: Token, *, money: bool, hyphened: bool) -> bool:
    """Tell whether `m`, `b`, `t`, `k` or `tn` is a scale here, and no unit."""
    if token.low == "t":
        return money
    return money or (token.glued and not hyphened)


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


# --- words


def _in_words(tokens: Sequence[Token], index: int) -> Count | None:
    """Give a number in words: `twenty-one`, `a hundred and fifty`, `one and a half million`, `two dozen`."""
    chunk = _chunk(tokens, index)
    if chunk is None:
        return None
    value, stop = chunk
    weak = value == 1 and stop == index + 1
    count = Count(index, stop, Decimal(value), _ONE, Decimal(value), written=True, weak=weak)
    count = _and_a_half(tokens, count)
    return _with_scales(tokens, count)


def _with_scales(tokens: Sequence[Token], count: Count) -> Count:
    """Multiply a number in words by its scales, and add what is smaller: `two million three hundred thousand`."""
    total, limit = Decimal(0), 99
    while True:
        power, stop, scale = _written_scale(tokens, count.stop)
        if not power or power >= limit:
            break
        count = replace(count, stop=stop, scale=scale, weak=False, unit_step=count.unit_step.scaleb(power))
        total, limit = total + count.value.scaleb(power), power
        follower = stop + (at(tokens, stop).low == "and")
        more = _chunk(tokens, follower) if follower < len(tokens) else None
        if more is None or more[0] >= 10**limit or at(tokens, more[1]).low in DENOMINATORS:
            count = replace(count, value=Decimal(0))
            break
        count = replace(count, stop=more[1], value=Decimal(more[0]), unit_step=_ONE)
    if not limit or limit == 99:  # noqa: PLR2004 - no scale was found
        return count
    whole = total + count.value
    done = replace(count, value=whole)
    half = _and_a_half(tokens, replace(done, value=count.base))
    return _million_and_a_half(done, half) if half.stop > done.stop else done


def _written_scale(tokens: Sequence[Token], index: int) -> tuple[int, int, str]:
    """Give the power, the end and the words of the scale words at a token; power 0 where there is none."""
    power = 0
    words: list[str] = []
    if at(tokens, index).text in _HYPHENS and at(tokens, index).glued:
        index += 1
    while len(words) < _MOST_SCALES and at(tokens, index).low in SCALES:
        power += SCALES[tokens[index].low]
        words.append(tokens[index].low)
        index += 1
    if not words and at(tokens, index).low in SHORT_SCALES and at(tokens, index).low not in DOUBTFUL_SCALES:
        return SHORT_SCALES[tokens[index].low], index + 1, tokens[index].low
    return power, index, " ".join(words)


def _chunk(tokens: Sequence[Token], index: int) -> tuple[int, int] | None:
    """Give a number below a thousand in words (or some dozens) and where it ends."""
    found = _below_hundred(tokens, index)
    if found is None:
        return _a_scale(tokens, index)
    value, stop = found
    following = at(tokens, stop).low
    if following in DOZENS:
        return value * DOZENS[following], stop + 1
    if following == "hundred":
        return _hundreds(tokens, value, stop + 1)
    return value, stop


def _hundreds(tokens: Sequence[Token], value: int, stop: int) -> tuple[int, int]:
    rest = _below_hundred(tokens, stop + (at(tokens, stop).low == "and"))
    if rest is None or at(tokens, rest[1]).low in DENOMINATORS:
        return value * 100, stop
    return value * 100 + rest[0], rest[1]


def _a_scale(tokens: Sequence[Token], index: int) -> tuple[int, int] | None:
    """Give `a dozen`, `a hundred and fifty`, and the one of `a million`."""
    if at(tokens, index).low not in {"a", "an"}:
        return None
    after = at(tokens, index + 1).low
    if after in DOZENS:
        return DOZENS[after], index + 2
    if after == "hundred":
        return _hundreds(tokens, 1, index + 2)
    return (1, index + 1) if after in SCALES else None


def _below_hundred(tokens: Sequence[Token], index: int) -> tuple[int, int] | None:
    low = at(tokens, index).low
    if low in SMALL:
        return SMALL[low], index + 1
    if low not in TENS:
        return None
    stop = index + 1
    if at(tokens, stop).text in _HYPHENS and at(tokens, stop).glued:
        stop += 1
    ones = SMALL.get(at(tokens, stop).low, 0)
    return (TENS[low] + ones, stop + 1) if 0 < ones < 10 else (TENS[low], index + 1)  # noqa: PLR2004 - below ten


def _single(tokens: Sequence[Token], index: int) -> Count | None:
    """Give the one of `a dollar`, `an hour`, `a percentage point`."""
    if tokens[index].low not in {"a", "an"}:
        return None
    after = at(tokens, index + 1).low
    if after not in MEASURES and not (after == "per" and at(tokens, index + 2).low == "cent"):
        return None
    return Count(index, index + 1, _ONE, _ONE, _ONE, written=True, weak=True)


# --- fractions


def _fraction(tokens: Sequence[Token], index: int) -> Count | None:
    """Give `half`, `two-thirds`, `a quarter`, also of a scale: `half a million`, `three quarters of a billion`."""
    if tokens[index].low == "half" and at(tokens, index - 1).low in _NOT_HALVES:
        return None
    named = _named_part(tokens, index)
    if named is None:
        return None
    part, stop = named
    count = Count(index, stop, part, Decimal("0.01"), part, written=True, part=True)
    hyphen = at(tokens, stop)
    if hyphen.text in _HYPHENS and hyphen.glued and at(tokens, stop + 1).glued:
        return _hyphened(tokens, count)
    return _of_a_scale(tokens, count)


def _hyphened(tokens: Sequence[Token], count: Count) -> Count | None:
    """Give `half-million` and `half-hour`; `half-hearted` is no number."""
    word = at(tokens, count.stop + 1).low
    if word in SCALES:
        return _times_scale(count, SCALES[word], count.stop + 2, word)
    return count if word in MEASURES or word in {"point", "dollar"} else None


def _of_a_scale(tokens: Sequence[Token], count: Count) -> Count:
    stop = count.stop + (at(tokens, count.stop).low == "of")
    stop += at(tokens, stop).low in {"a", "an", "one"}
    word = at(tokens, stop).low
    if word in SCALES:
        return _times_scale(count, SCALES[word], stop + 1, word)
    if word in DOZENS and stop > count.stop:
        value = count.value * DOZENS[word]
        return replace(count, stop=stop + 1, value=value, base=value, unit_step=_ONE, part=False)
    return count


def _times_scale(count: Count, power: int, stop: int, word: str) -> Count:
    value = count.value.scaleb(power)
    step = Decimal("0.1" if count.value == _HALF else "0.01").scaleb(power)
    return replace(count, stop=stop, value=value, unit_step=step, scale=word, part=False)


def _named_part(tokens: Sequence[Token], index: int) -> tuple[Decimal, int] | None:
    """Give the part of one that words name (`half`, `a third`, `three quarters`) and where it ends."""
    low = at(tokens, index).low
    if low == "half":
        return _HALF, index + 1
    above = 1 if low in {"a", "an"} else SMALL.get(low, 0)
    if not above:
        return None
    stop = index + 1
    joined = at(tokens, stop).text in _HYPHENS and at(tokens, stop).glued
    name = at(tokens, stop + joined).low
    below = DENOMINATORS.get(name, 0)
    plural = name.endswith(("s", "ves"))
    if not below or above >= below or plural != (above > 1):
        return None
    stop += 1 + joined
    if not plural and not joined and below != 2 and _is_ordinal(at(tokens, stop)):  # noqa: PLR2004 - "half" is none
        return None
    return Decimal(above) / below, stop


def _is_ordinal(following: Token) -> bool:
    """Tell whether `a third` is one in a row: a noun follows, as in `a third party`."""
    return following.kind == "word" and following.low not in FUNCTION_WORDS and following.low not in SCALES
