"""Measures of prose that no site has to declare: gallons, stone, knots, degrees Fahrenheit. Factors are definitions."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from generator.model.unit.builtin import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.facts.binding.said import Said
    from generator.model.unit import Unit

# words | what they measure, in a built-in unit | how many of it one is; several where the word has several meanings
_TABLE: Final = """
gallon gallons gal | litres | 3.785411784 4.54609
quart quarts | litres | 0.946352946 1.1365225
pint pints | litres | 0.473176473 0.56826125
centilitre centilitres centiliter centiliters cl | litres | 0.01
decilitre decilitres deciliter deciliters dl | litres | 0.1
megalitre megalitres megaliter megaliters | litres | 1000000
stone stones | kg | 6.35029318
carat carats | kg | 0.0002
microgram micrograms | g | 0.000001
hundredweight | kg | 45.359237 50.80234544
light-year light-years lightyear lightyears | km | 9460730472580.8
micrometre micrometres micrometer micrometers micron microns | mm | 0.001
nanometre nanometres nanometer nanometers nm | mm | 0.000001
fathom fathoms | ft | 6
furlong furlongs | yd | 220
millisecond milliseconds ms | seconds | 0.001
microsecond microseconds | seconds | 0.000001
nanosecond nanoseconds | seconds | 0.000000001
horsepower hp | W | 745.69987158227022 735.49875
kilocalorie kilocalories kcal | J | 4184
milliwatt milliwatts | W | 0.001
petabyte petabytes | TB | 1000
"""
_SPEEDS: Final[Mapping[str, tuple[str, str]]] = {
    "mph": ("miles", "hour"),
    "kph": ("kilometres", "hour"),
    "kmh": ("kilometres", "hour"),
    "knot": ("nautical miles", "hour"),
    "knots": ("nautical miles", "hour"),
    "kn": ("nautical miles", "hour"),
    "bpd": ("barrels", "day"),
    "cumecs": ("cubic metres", "second"),
}
"""Words for something per time."""
_OFTEN: Final = re.compile(
    r"\s+(?:(?P<hour>hourly)|(?P<day>daily)|(?P<week>weekly)|(?P<month>monthly)|(?P<year>annually|yearly))\b",
    re.IGNORECASE,
)
_FREEZING: Final = Decimal(32)
_FIFTH_NINTHS: Final = Decimal(5) / 9
_POWERS: Final = {"squared": "2", "cubed": "3"}


def _units() -> dict[str, tuple[Unit, ...]]:
    found: dict[str, tuple[Unit, ...]] = {}
    for row in _TABLE.strip().splitlines():
        words, base, sizes = (cell.strip() for cell in row.split("|"))
        whole = BY_NAME[base]
        several = tuple(
            replace(whole, id=words.split()[0], factor=whole.factor * Decimal(size)) for size in sizes.split()
        )
        found.update((word.replace("-", " "), several) for word in words.split())
    return found


_UNITS: Final = _units()


def customary(words: str) -> tuple[Unit, ...]:
    """Give the units that the words behind a number may name beside the built-in ones; none for other words."""
    parts = words.lower().split()
    if parts[1:2] and parts[1] in _POWERS:
        unit = BY_NAME.get({"kilometres": "km", "kilometers": "km"}.get(parts[0], "m") + _POWERS[parts[1]])
        return () if unit is None or not parts[0].endswith(("metres", "meters")) else (unit,)
    return _UNITS.get(" ".join(parts[:2])) or _UNITS.get("".join(parts[:1]), ())


def spelled_out(said: Said, text: str) -> Said:
    """Give a reading with `mph` and `knots` as a length per hour, and `daily` behind the number as per day."""
    phrase = said.phrase
    first = phrase.unit.partition(" ")[0].lower()
    if first in _SPEEDS and not phrase.per:
        unit, per = _SPEEDS[first]
        return replace(said, phrase=replace(phrase, unit=unit, per=per))
    often = _OFTEN.match(text, phrase.whole_end) or _OFTEN.match(text, phrase.end)
    if often is not None and not phrase.per and often.lastgroup:
        return replace(said, phrase=replace(phrase, per=often.lastgroup))
    return said


def in_degrees(said: Said, named: Unit | None, unit: Unit) -> tuple[Said, ...]:
    """Give a temperature of another scale in the fact's, as a level and as a difference; none for anything else."""
    if named is None or {named.id, unit.id} != {"°C", "°F"}:
        return ()
    own = replace(said, phrase=replace(said.phrase, unit=unit.id))
    if unit.id == "°C":
        return _less(own, _FREEZING).scaled(_FIFTH_NINTHS), own.scaled(_FIFTH_NINTHS)
    whole = own.scaled(1 / _FIFTH_NINTHS)
    return _less(whole, -_FREEZING), whole


def _less(said: Said, number: Decimal) -> Said:
    low = None if said.low is None else said.low - number
    high = None if said.high is None else said.high - number
    return replace(said, low=low, high=high)
