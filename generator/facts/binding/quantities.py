"""Whether words say a quantity."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from generator.base import dataclass
from generator.facts.binding.customary import in_degrees, spelled_out
from generator.facts.binding.direction import adjoining, anywhere, is_level
from generator.facts.binding.heads import under_heads
from generator.facts.binding.magnitudes import WIDEST, magnitude
from generator.facts.binding.measure import Mismatch, counted_in, factors, is_average
from generator.facts.binding.nearness import told
from generator.facts.binding.said import Said, Saying, readings
from generator.facts.binding.shares import as_share, score
from generator.facts.binding.wholes import added, is_denied, other_numbers

if TYPE_CHECKING:
    from generator.facts.numbers import Language
    from generator.model.unit import Units
    from generator.model.value import Quantity

_LOWER: Final = (
    r"\b(?:exceed\w*|top(?:s|ped)|surpass\w*|pass(?:es|ed)|beyond|\w+er than|more than|above|over|plus|minimum|floor)\b"
)
_UPPER: Final = (
    r"\b(?:limit\w*|ceiling|cap(?:ped|s)?|maximum|max|within|below|under|less than|fewer than|short of|no more)\b"
)
_BOUND_WORDS: Final = {
    "over": re.compile(_LOWER, re.IGNORECASE),
    "at-least": re.compile(_LOWER, re.IGNORECASE),
    "under": re.compile(_UPPER, re.IGNORECASE),
    "at-most": re.compile(_UPPER, re.IGNORECASE),
}
_MORE_WORDS: Final = """
for lasted lasts lasting last took takes taken take was is were are been be after in of just well with within by at
spent waited ran runs run needs needed than and to had has have a the only even still now not
"""
_MORE: Final = frozenset(_MORE_WORDS.split())
"""Words after which `over two hours` means more than two; after others, as in `looked back over`, it means during."""
_MORE_LONG: Final = _MORE - {"ran", "runs", "run", "and", "in", "well", "just"} | {"measures", "measured", "reaches"}
"""The same of lengths: a pipe that runs over 150 km runs across them."""
_BEFORE_OVER: Final = re.compile(r"(\w+)\s+over\s+(?:the\s+)?$", re.IGNORECASE)


_THRESHOLD: Final = re.compile(
    r"\b(?:keep\w*|kept|stay\w*|remain\w*|hold\w*|held|threshold|target|limit\w*|ceiling|those|anyone|anybody|everyone"
    r"|earn\w*|incomes?)\b",
    re.IGNORECASE,
)
"""Words that tell of a line that may not be crossed, or of those on one side of it."""


@dataclass(frozen=True, slots=True)
class Miss:
    """A reading that is not true of the fact, and why; `hint` is what to do, "" for writing what the fact says."""

    said: Said
    why: str
    hint: str = ""


def judge_quantity(
    quantity: Quantity, saying: Saying, language: Language, units: Units, *, change: bool = False
) -> Miss | None:
    """Give None where the words say a quantity, or say no number at all; else the number that is wrong and why.

    `change` tells that the quantity is a change over time, of which words must not say the opposite.
    """
    misses: list[Miss] = []
    found = tuple(_in_place(said, saying, quantity, units) for said in readings(saying, language))
    wholes = (*score(found, quantity), *_together(found, saying, quantity, units))
    if any(not _judged(said, quantity, saying, language, units, change=change) for said in wholes):
        return None
    for said in found:
        why = _judged(said, quantity, saying, language, units, change=change)
        if not why:
            return _half(said) or _left_over(said, found, quantity, saying, language, units)
        multiple = said.phrase.kind == "vague" and said.phrase.joined == "times"
        if multiple and _is_fall(quantity) and said.number > 1:
            misses.append(Miss(said, "the fact is a fall"))
        elif said.strong and (not multiple or quantity.unit.kind == "number"):
            misses.append(Miss(said, why))
    return misses[0] if misses else _other_size(quantity, saying, language, units)


def _other_size(quantity: Quantity, saying: Saying, language: Language, units: Units) -> Miss | None:
    """Give a size in words, such as `hundreds of millions`, that is not the fact's."""
    said = magnitude(saying, language)
    scale = None if said is None or quantity.unit.kind in {"percent", "points"} else factors(said, quantity.unit, units)
    if said is None or scale is None or isinstance(scale, Mismatch):
        return None
    if not (said.strong or said.phrase.currency or _names(said, quantity, units)):
        return None
    least = abs(said.number * scale[0])
    ends = [abs(end) for end in (quantity.low, quantity.high) if end is not None]
    if quantity.bound not in {"under", "at-most"} and min(ends) >= least * WIDEST:
        return Miss(said, "that is another size")
    return (
        Miss(said, "that is another size") if quantity.bound not in {"over", "at-least"} and max(ends) < least else None
    )


def _names(said: Said, quantity: Quantity, units: Units) -> bool:
    """Tell whether the noun behind a number is what a quantity is counted in."""
    unit, noun = quantity.unit, said.phrase.unit.partition(" ")[0].lower()
    named = counted_in(said.phrase.unit, units)
    same = named is not None and named.kind == unit.kind and named.dimension == unit.dimension
    return same or (bool(unit.many) and noun in {unit.id.lower(), unit.word("en", one=False).lower()})


def _judged(said: Said, quantity: Quantity, saying: Saying, language: Language, units: Units, *, change: bool) -> str:
    """Give why a reading is not true of a quantity, or ""."""
    degrees = in_degrees(said, counted_in(said.phrase.unit, units), quantity.unit)
    if degrees:
        whys = [_judged(one, quantity, saying, language, units, change=change) for one in degrees]
        return "" if "" in whys else whys[0]
    scale = factors(said, quantity.unit, units)
    if isinstance(scale, Mismatch):
        return scale.why
    signed = _signed(said, quantity, saying, language, change=change)
    if isinstance(signed, str):
        return signed
    loose = not language.english
    average = is_average(said, quantity.unit, units)
    meant = [signed.scaled(factor) for factor in scale]
    if said.phrase.joined == "times" and quantity.unit.kind == "percent":
        meant.append(meant[0].less(100))  # a tenfold rise is one of 900%
    whys = [told(reading, quantity, loose=loose, average=average) for reading in meant]
    if "" in whys or _bound_nearby(signed, quantity, saying, scale[0]):
        return ""
    if _over_a_time(signed, quantity, saying) or _is_threshold(meant[0], quantity, saying):
        return ""
    return whys[0]


def _left_over(  # noqa: PLR0917 - what a reading is judged by
    right: Said, found: tuple[Said, ...], quantity: Quantity, saying: Saying, language: Language, units: Units
) -> Miss | None:
    """Give a number in the same words that the fact does not say, beside the one that it does."""
    if not language.english:
        return None
    if is_denied(right, saying):
        return Miss(right, "the words say that it is another number")
    for said in other_numbers(right, found, saying):
        if _judged(replace(said, hedge="about"), quantity, saying, language, units, change=False):
            return Miss(said, "bind the other number on its own")
    return None


def _half(said: Said) -> Miss | None:
    """Give the range of which the words hold a half that is true, while its other half hangs on nothing."""
    if not said.torn:
        return None
    hint = "bind the other end too, or the whole range to a fact that is a range"
    return Miss(replace(said, whole=said.torn), "the link holds one end of a range", hint)


def _in_place(said: Said, saying: Saying, quantity: Quantity, units: Units) -> Said:
    """Give a reading with what its place adds to it: the unit of its column, `daily` behind it."""
    said = as_share(spelled_out(said, saying.text), saying.text)
    return under_heads(said, saying.heads, quantity.unit, units)


def _is_fall(quantity: Quantity) -> bool:
    """Tell whether a quantity is a fall in percent, which no multiple says."""
    return quantity.unit.kind == "percent" and quantity.high is not None and quantity.high < 0


def _signed(said: Said, quantity: Quantity, saying: Saying, language: Language, *, change: bool) -> Said | str:
    """Give a reading with the sign that the words around it give to it, or why they say the opposite of the fact."""
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    falls = bool(ends) and max(ends) < 0
    if said.number < 0 or not language.english:
        return said if language.english or said.number < 0 or not falls else said.mirrored()
    beside = adjoining(saying, said)
    if not falls:
        opposite = change and beside == "down" and min(ends, default=Decimal(0)) > 0
        return "the fact is a rise" if opposite and quantity.unit.kind in {"percent", "points"} else said
    if beside == "up":
        return "the fact is a fall"
    if beside != "down" and ("down" not in anywhere(saying) or is_level(saying, said)):
        return "the fact is below zero, and the words do not say so"
    return said.mirrored()


def _bound_nearby(said: Said, quantity: Quantity, saying: Saying, factor: Decimal) -> bool:
    """Tell whether the sentence says the bound in other words: `the talks exceeded two hours`, `a limit of 5 days`."""
    form = _BOUND_WORDS.get(quantity.bound)
    if form is None or said.bound != "exact" or said.hedge:
        return False
    end = quantity.low if quantity.low is not None else quantity.high
    return said.number * factor == end and form.search(saying.text) is not None


def _over_a_time(said: Said, quantity: Quantity, saying: Saying) -> bool:
    """Tell whether `over` means during or across: `spread over two years`, `brings water over 150 km`."""
    kind = quantity.unit.kind
    if kind not in {"time", "length"} or said.phrase.hedge_words != "over" or said.number != quantity.number:
        return False
    if kind == "length" and said.phrase.whole_start >= saying.start:
        return False  # within the words it is said of the number
    before = _BEFORE_OVER.search(saying.text[: said.phrase.start])
    return before is not None and before[1].lower() not in (_MORE if kind == "time" else _MORE_LONG)


def _is_threshold(said: Said, quantity: Quantity, saying: Saying) -> bool:
    """Tell whether the fact is the line that something stays below or above: `keep warming below 1.5°C`."""
    if said.bound not in {"over", "under"} or said.hedge or said.number != quantity.number:
        return False
    return _THRESHOLD.search(saying.text) is not None


def _together(found: tuple[Said, ...], saying: Saying, quantity: Quantity, units: Units) -> tuple[Said, ...]:
    """Give two readings as one: `two hours and ten minutes`, `an hour and a quarter`, `half of its 12 members`."""
    if len(found) != 2:  # noqa: PLR2004 - two numbers
        return ()
    first, last = found
    between = saying.text[first.phrase.end : last.phrase.start].lower()
    if first.phrase.kind in {"fraction", "percent"} and re.search(r"\bof\b", between):
        part = first.number / (100 if first.phrase.kind == "percent" else 1)
        return (replace(last.scaled(part), hedge=first.hedge, bound=first.bound),)
    if quantity.unit.kind not in {"time", "length", "mass", "currency"}:
        return ()
    return added(first, last, quantity, units, between)
