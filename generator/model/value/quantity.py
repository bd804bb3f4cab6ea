"""The grammar of quantities: hedges, bounds, numbers, ranges, scale words and units."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.diagnostics import Fault
from generator.model.unit import NUMBER, Unit
from generator.model.unit.money import CODES, SIGNS
from generator.model.value.numerals import parse_numeral
from generator.model.value.types import SCALES, Quantity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.unit import Units
    from generator.model.value.types import Bound

_HEDGE = re.compile(r"(?:~|≈|(?:about|around|approximately|roughly|circa|ca\.|c\.)(?=[\s~0-9]))\s*", re.IGNORECASE)
_BOUND_WORDS: tuple[tuple[Bound, str], ...] = (
    ("over", "more than|over|above|>"),
    ("under", "less than|fewer than|under|below|<"),
    ("at-least", "at least|no less than|no fewer than|≥|>="),
    ("at-most", "at most|no more than|up to|≤|<="),
)
_BOUNDS: Mapping[str, Bound] = {word: bound for bound, words in _BOUND_WORDS for word in words.split("|")}
_BOUND = re.compile("(?:" + "|".join(sorted(map(re.escape, _BOUNDS), key=len, reverse=True)) + r")\s*", re.IGNORECASE)
_VAGUE = re.compile(
    r"(?P<word>nearly|almost|some|just over|just under|well over|only|exactly)\s+(?=[0-9])", re.IGNORECASE
)
_RANGE = re.compile(r"(?:from\s+)?(?P<first>\S.*?)\s+to\s+(?P<last>\S.*)", re.IGNORECASE)
_BETWEEN = re.compile(r"between\s+(?P<first>\S.*?)\s+and\s+(?P<last>\S.*)", re.IGNORECASE)
_SCALE = re.compile(r"\s*(?P<word>thousand|million|billion|trillion|mn|bn|trn)(?![\w-])", re.IGNORECASE)
_SHORT_SCALES = {"mn": "million", "bn": "billion", "trn": "trillion"}
_MONEY = re.compile(r"(?P<sign>[A-Z]{0,2}[^\w\s.,'’+\-−~<>≤≥(\[]|[A-Z]{3}(?=[\s0-9]))\s?(?=[0-9])")
_HINT = "write a number and a unit, such as `770000 tonnes`, or begin with a word"
_YEAR = re.compile(r"[12][0-9]{3}")


@dataclass(frozen=True, slots=True)
class _Part:
    """A number of a quantity: its digits, its scale word, and its unit as written, with where the unit begins."""

    digits: str
    scale: str
    unit: str
    start: int


def parse_quantity(text: str, units: Units, unit: str | None = None) -> Quantity | Fault:
    """Read a quantity, such as `~1.4 million cars` or `10 to 15%`.

    `unit` is the unit from elsewhere (the key `unit` of a fact) for a text without one. Faults: E-VALUE, E-UNIT.
    """
    given = units.find(unit) if unit else NUMBER
    if isinstance(given, Fault):
        return given
    hedge, rest = _taken(_HEDGE, text)
    word, rest = _taken(_BOUND, rest)
    parts = _parts(rest, len(text) - len(rest))
    refusal = _doubtful(text, hedge, word, parts)
    if refusal is not None:
        return refusal
    if isinstance(parts, Fault):
        return parts
    found = _common_unit(parts, units, given)
    if isinstance(found, Fault):
        return found
    bound: Bound = _BOUNDS[word.lower()] if word else "exact"
    return _measured(Quantity(text, None, None, found, bool(hedge), bound), parts)


def _doubtful(text: str, hedge: str, word: str, parts: tuple[_Part, ...] | Fault) -> Fault | None:
    """Give the fault of hedges and bounds that contradict each other or that nobody can check, or None."""
    vague = _VAGUE.match(text)
    if vague is not None:
        hint = "write ~ before the number (about), or `over`, `under`, `at least` or `at most`"
        return Fault("E-VALUE", f"“{vague['word']}” is not a hedge that can be checked", hint, 0, len(vague["word"]))
    if hedge and word:
        return Fault("E-VALUE", f"“{text}” is both about a number and a bound", "keep one of the two words")
    if word and not isinstance(parts, Fault) and len(parts) > 1:
        return Fault("E-VALUE", f"“{text}” is both a range and a bound", "write the range alone, such as `10 to 15%`")
    return None


def _taken(form: re.Pattern[str], text: str) -> tuple[str, str]:
    """Give what a pattern finds at the beginning of a text, without spaces, and the rest."""
    found = form.match(text)
    return ("", text) if found is None else (found[0].strip(), text[found.end() :])


def _parts(text: str, offset: int) -> tuple[_Part, ...] | Fault:
    """Read one number, or the two of a range."""
    found = _BETWEEN.fullmatch(text) or _RANGE.fullmatch(text)
    if found is None:
        part = _part(text, offset)
        return part if isinstance(part, Fault) else (part,)
    if _YEAR.fullmatch(found["first"]) and _YEAR.fullmatch(found["last"]):
        hint = f"write {found['first']}/{found['last']} for the years, or add a unit to count something"
        return Fault("E-VALUE", f"“{text}” may be years or a number", hint, offset, len(text))
    parts = []
    for key in ("first", "last"):
        part = _part(found[key], offset + found.start(key))
        if isinstance(part, Fault):
            return part
        parts.append(part)
    return _scaled_alike(text, offset, parts[0], parts[1])


def _scaled_alike(text: str, offset: int, first: _Part, last: _Part) -> tuple[_Part, _Part] | Fault:
    """Give both numbers of a range with the scale of the last, since `1 to 2 million` begins at a million."""
    if first.scale and first.scale != last.scale:
        hint = "write both numbers with the same scale word, such as `0.5 to 1 million`"
        return Fault("E-VALUE", f"“{text}” mixes scale words", hint, offset, len(text))
    return replace(first, scale=last.scale), last


def _part(text: str, offset: int) -> _Part | Fault:
    money = _MONEY.match(text)
    sign, begin = "", offset
    if money is not None:
        known = money["sign"] in CODES or money["sign"] in SIGNS
        if not known and money["sign"].strip("$¥"):
            return Fault("E-VALUE", f"“{text}” does not begin with a number", _HINT, offset, len(text))
        sign, text, offset = money["sign"], text[money.end() :], offset + money.end()
    numeral = parse_numeral(text)
    if isinstance(numeral, Fault):
        return replace(numeral, start=numeral.start + offset)
    digits, end = numeral
    scale = _SCALE.match(text, end)
    if scale is not None:
        end = scale.end()
    word = scale["word"].lower() if scale else ""
    unit = text[end:].strip()
    if sign and unit:
        return Fault("E-UNIT", f"there are two units, “{sign}” and “{unit}”", "keep one of the two", offset, len(text))
    start = offset + end + len(text[end:]) - len(text[end:].lstrip())
    return _Part(digits, _SHORT_SCALES.get(word, word), sign or unit, begin if sign else start)


def _common_unit(parts: tuple[_Part, ...], units: Units, given: Unit) -> Unit | Fault:
    """Give the unit of the numbers of a value, which stands at the last one, at each, or elsewhere."""
    found: list[Unit] = []
    for part in parts:
        unit = units.find(part.unit) if part.unit else None
        if isinstance(unit, Fault):
            return replace(unit, start=part.start, length=len(part.unit))
        if unit is not None:
            found.append(unit)
    if not found:
        return given
    last = parts[-1]
    if any(unit != found[-1] for unit in found) or not last.unit:
        message, hint = (
            "the two numbers of a range have different units",
            "write the unit once, after the second number",
        )
        return Fault("E-UNIT", message, hint, last.start, len(last.unit))
    if given not in (NUMBER, found[-1]):
        message = f"the value says “{last.unit}”, but `unit` says “{given.id}”"
        return Fault("E-UNIT", message, "keep the unit in one place", last.start, len(last.unit))
    return found[-1]


def _measured(shape: Quantity, parts: tuple[_Part, ...]) -> Quantity | Fault:
    """Give the quantity of a shape (text, unit, hedge, bound) with its numbers."""
    numbers = [_number(part) for part in parts]
    low: Decimal | None = numbers[0]
    high: Decimal | None = numbers[-1]
    bound = shape.bound
    if len(numbers) > 1:
        if numbers[0] >= numbers[1]:
            hint = "put the smaller number first, and write a scale word at both or only at the second"
            return Fault("E-VALUE", f"“{shape.text}” is not a range from a smaller to a larger number", hint)
        bound = "range"
    elif bound in {"over", "at-least"}:
        high = None
    elif bound in {"under", "at-most"}:
        low = None
    quantum = min(_quantum(part, approximate=shape.approximate) for part in parts)
    written = tuple(part.digits for part in parts)
    return replace(shape, low=low, high=high, bound=bound, scale=parts[-1].scale, quantum=quantum, written=written)


def _number(part: _Part) -> Decimal:
    if not part.scale:
        return Decimal(part.digits)
    return _plain(Decimal(part.digits).scaleb(SCALES[part.scale].adjusted()))


def _quantum(part: _Part, *, approximate: bool) -> Decimal:
    """Give what the last digit that counts is worth: zeros at the end of an approximate whole number do not count."""
    whole, _, decimals = part.digits.lstrip("-").partition(".")
    zeros = len(whole) - len(whole.rstrip("0")) if approximate and not decimals and whole.strip("0") else 0
    scale = SCALES[part.scale].adjusted() if part.scale else 0
    return _plain(Decimal(1).scaleb(zeros - len(decimals) + scale))


def _plain(number: Decimal) -> Decimal:
    """Give a number without a positive exponent, so that it prints in full."""
    return Decimal(f"{number:f}")
