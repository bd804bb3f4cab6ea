"""Whether a number that is said, with its hedge, is true of a quantity: the rules of docs/writing/saying.md."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

from generator.facts.binding.said import significant

if TYPE_CHECKING:
    from generator.facts.binding.said import Said
    from generator.model.value import Quantity

ABOUT: Final = Decimal("0.05")
"""How far `about` reaches, as a part of the true number, where rounding does not reach farther."""
ABOUT_ROUNDED: Final = Decimal("0.15")
"""How far `about` reaches where the number is rounded to the digits that are said."""
ABOUT_PART: Final = Decimal("0.1112")
"""How far `about a quarter` reaches: a ninth, so that 30% and 45% are about a third and about half."""
PART: Final = Decimal("0.015")
"""How far `a third` without a hedge may be from the true number."""
PLAIN: Final = Decimal("0.01")
"""How far a number of one digit, rounded, may be from the true one without a hedge."""
NEAR: Final = Decimal("0.1001")
"""How far `nearly` and `just over` reach: a tenth, with room for a third in decimals."""
WELL: Final = Decimal("0.05")
"""How far `well over` must be away."""
FARTHEST: Final = 5
"""How many times as much as `more than` says a number may be."""
_AS_MANY: Final = frozenset({"as many as", "as much as", "as high as", "as long as"})
"""Hedges that make much of a number, which may be rounded down as well."""
_SLIGHT: Final = Decimal("0.0000001")
_LONG_NUMBER: Final = 10_000
_LONGER_NUMBER: Final = 1_000_000
_ALL: Final = 100
_THOUSANDS: Final = frozenset({"k", "thousand", "thousands"})
_FIVE: Final = 5
_ROUND_DIGITS, _LONG_DIGITS = 2, 3
_WIDEST: Final = Decimal("0.25")
"""How wide a range that says one number may be, as a part of it."""


def told(said: Said, quantity: Quantity, *, loose: bool = False, average: bool = False) -> str:
    """Give "" where the words are true of a quantity, else why they are not.

    `said` is in the unit of the quantity. `loose` is for languages whose hedges are not known, `average` for months
    that were turned into days.
    """
    if quantity.bound == "range":
        return _of_range(said, quantity, loose=loose)
    if quantity.bound == "exact":
        return _of_number(said, quantity, loose=loose, average=average)
    return "" if _implies_bound(said, quantity, loose=loose) else "the fact is a bound, and has to be said as one"


# --- one number


def _of_number(said: Said, quantity: Quantity, *, loose: bool, average: bool) -> str:
    true = quantity.low
    if true is None:
        return ""
    spread = quantity.quantum / 2 if quantity.approximate else Decimal(0)
    if said.bound == "range":
        return _within(said, true)
    if said.bound in {"over", "at-least"}:
        return _above(said, true, spread)
    if said.bound in {"under", "at-most"}:
        return _below(said, true, spread)
    return _exactly(said, quantity, true, loose=loose, average=average)


def _exactly(  # noqa: PLR0911 - a rule a line
    said: Said, quantity: Quantity, true: Decimal, *, loose: bool, average: bool
) -> str:
    """Judge a number without a bound: alone, about, or exactly."""
    number = said.number
    if said.hedge == "exactly":
        if quantity.approximate:
            return "the fact itself is only about that"
        return "" if number == true else "“exactly” takes the number itself"
    _, last = significant(number, said.step, said.phrase.decimals)
    precise = quantity.approximate and last < quantity.quantum and said.phrase.kind not in {"fraction", "ratio"}
    if precise and (number != true or said.phrase.decimals):
        return "that says more digits than are known"
    if number == true:
        return "that says more digits than are known" if _is_padded(said, quantity) else ""
    if said.hedge == "about" or loose:
        return "" if is_about(said, true) else "that is too far off"
    if average:
        return "" if _off(number, true) <= PART else "that is not the same"
    return "" if _is_rounded(said, true) else _why_not_rounded(said, true)


def _is_padded(said: Said, quantity: Quantity) -> bool:
    """Tell whether zeros behind the point say more digits than the fact has: `28.30%` for 28.3%. Prices may: $3.50."""
    written = said.text.partition(".")[2][: said.phrase.decimals]
    zeros = bool(said.phrase.decimals) and written.endswith("0")
    same = quantity.unit.kind != "currency" and not quantity.unit.parts and said.step == said.phrase.quantum
    known = quantity.quantum < 1 or (quantity.quantum == 1 and quantity.unit.kind == "count")
    return zeros and same and known and said.step < quantity.quantum


def _is_rounded(said: Said, true: Decimal) -> bool:
    """Tell whether a number without a hedge is a fair rounding of the true one."""
    number = said.number
    if _is_part(said):
        return _off(number, true) <= PART
    digits, last = significant(number, said.step, said.phrase.decimals)
    long = (digits >= _LONG_DIGITS and abs(number) >= _LONG_NUMBER) or (
        digits >= _ROUND_DIGITS and abs(number) >= _LONGER_NUMBER
    )
    if _is_whole(said, number, true):
        return False
    step = last if long else _thousands(said)
    if not _rounds_to(true, number, step):
        return False
    whole, _ = significant(number, said.step, 1)
    return whole >= _ROUND_DIGITS or _off(number, true) <= PLAIN


def _thousands(said: Said) -> Decimal:
    """Give what the last digit is worth; `16k` and `16 thousand` are 16,000, whose zeros are said as well."""
    short = said.phrase.scale.rpartition(" ")[2] in _THOUSANDS and not said.phrase.decimals
    return said.step / 1000 if short else said.step


def _is_whole(said: Said, number: Decimal, true: Decimal) -> bool:
    """Tell whether 100% is said of what is not quite all."""
    return said.phrase.kind == "percent" and number == _ALL and true < _ALL


def _is_part(said: Said) -> bool:
    """Tell whether a number is a part of one, which is round by nature: `a third`, `two out of three`."""
    ratio = said.phrase.joined == "ratio" and said.phrase.numbers[-1].value != 1
    return said.phrase.kind == "fraction" or ratio


def _why_not_rounded(said: Said, true: Decimal) -> str:
    if is_about(said, true):
        return (
            "without “about” that is too round" if _rounds_to(true, said.number, said.step) else "that is not the same"
        )
    return "that is another number"


def _rounds_to(true: Decimal, number: Decimal, step: Decimal) -> bool:
    """Tell whether a number rounds to another, halves up or to the even one."""
    if not step or abs(true / step) > 10**20:
        return true == number
    scaled, wanted = true / step, (number / step).quantize(_SLIGHT)  # a factor such as 5/9 leaves a remainder
    return any(scaled.quantize(Decimal(1), way) == wanted for way in (ROUND_HALF_UP, ROUND_HALF_EVEN))


def is_about(said: Said, true: Decimal) -> bool:
    """Tell whether a number may be said with `about`."""
    off = _off(said.number, true)
    if off <= ABOUT:
        return True
    if _is_part(said):
        return off <= ABOUT_PART
    if "dozen" in said.text.lower():
        return off <= ABOUT_ROUNDED
    _, last = significant(said.number, said.step, said.phrase.decimals)
    return off <= ABOUT_ROUNDED and abs(said.number - true) <= last / 2


def lacks_about(said: Said, true: Decimal) -> bool:
    """Tell whether a number is a fair rounding of the true one to which only `about` is missing.

    A number that is merely near is another one, old or wrong, and stays so with a hedge. People round parts of a
    hundred to fives.
    """
    off = _off(said.number, true)
    if _is_part(said) or "dozen" in said.text.lower():
        return is_about(said, true)
    digits, last = significant(said.number, said.step, said.phrase.decimals)
    fives = said.phrase.kind == "percent" and said.number % _FIVE == 0 and off <= ABOUT
    return digits <= _ROUND_DIGITS and (fives or (_rounds_to(true, said.number, last) and off <= NEAR))


def _off(number: Decimal, true: Decimal) -> Decimal:
    """Give how far a number is from the true one, as a part of it."""
    return abs(number - true) / abs(true) if true else Decimal(0 if number == true else 1)


def _within(said: Said, true: Decimal) -> str:
    low, high = said.low, said.high
    if low is None or high is None:
        return ""
    if low < true < high and (high - low) <= _WIDEST * abs(true):
        return ""
    return "the fact is one number, not a range"


def _above(said: Said, true: Decimal, spread: Decimal) -> str:
    """Judge `over`, `just over`, `well over` and `at least`."""
    number = said.number
    if said.bound == "at-least":
        fits = true - spread >= number
        return _far(said, true) if fits else "“at least” would need a number as large as that"
    word = f"“{said.phrase.hedge_words}” means" if said.phrase.hedge_words else "that means"
    if true <= number or true - spread < number:
        return f"{word} above it"
    if said.hedge == "just-over" and true - number > NEAR * abs(number):
        return f"{word} a little above it"
    if said.hedge == "well-over" and true - number < WELL * abs(number):
        return f"{word} far above it"
    return _far(said, true)


def _below(said: Said, true: Decimal, spread: Decimal) -> str:
    """Judge `under`, `nearly`, `well under` and `up to`."""
    number = said.number
    if said.bound == "at-most":
        loosely = said.phrase.hedge_words in _AS_MANY and _is_rounded(said, true)
        fits = true + spread <= number or loosely
        return _far(said, true) if fits else "“at most” would need a number no larger than that"
    word = f"“{said.phrase.hedge_words}” means" if said.phrase.hedge_words else "that means"
    if true >= number or true + spread > number:
        return f"{word} just below it" if said.hedge == "nearly" else f"{word} below it"
    if said.hedge == "nearly" and number - true > NEAR * abs(number):
        return f"{word} just below it"
    if said.hedge == "well-under" and number - true < WELL * abs(number):
        return f"{word} far below it"
    return _far(said, true)


def _far(said: Said, true: Decimal) -> str:
    """Give why a bound says next to nothing, or ""."""
    number, size = abs(said.number), abs(true)
    if number and size and not number / FARTHEST <= size <= number * FARTHEST:
        return "that is true, but so far off that it looks like a slip"
    return ""


# --- ranges and bounds


def _of_range(said: Said, quantity: Quantity, *, loose: bool) -> str:
    low, high = quantity.low, quantity.high
    if low is None or high is None:
        return ""
    if said.bound == "range" and said.low is not None and said.high is not None:
        same = _is_end(said, said.low, low) and _is_end(said, said.high, high)
        return "" if same else "the fact is another range"
    bounds = {
        "over": said.number < low,
        "at-least": said.number <= low,
        "under": said.number > high,
        "at-most": said.number >= high,
    }
    if said.bound in bounds:
        near = low if said.bound in {"over", "at-least"} else high
        return _far(said, near) if bounds[said.bound] else "the fact is a range that goes beyond"
    if loose and said.number in (low, high):
        return ""
    return "the fact is a range, and both ends belong to it"


def _is_end(said: Said, number: Decimal, true: Decimal) -> bool:
    return number == true or (_rounds_to(true, number, said.step) and _off(number, true) <= ABOUT)


def _implies_bound(said: Said, quantity: Quantity, *, loose: bool) -> bool:
    """Tell whether the words say a bound that the fact makes true."""
    lower = quantity.bound in {"over", "at-least"}
    end = quantity.low if lower else quantity.high
    if end is None:
        return True
    number = said.number
    if loose and said.bound == "exact":
        return _is_end(said, number, end)
    if said.bound not in ({"over", "at-least"} if lower else {"under", "at-most"}):
        return False
    same = number == end or (_rounds_to(end, number, said.step) and _off(number, end) <= PLAIN)
    strict = said.bound in {"over", "under"}
    if same:
        return not strict or quantity.bound in {"over", "under"}
    return (number < end if lower else number > end) and not _far(said, end)
