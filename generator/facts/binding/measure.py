"""From the unit that words use to the unit of a fact."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from generator.base import dataclass
from generator.facts.binding.concentrations import between_parts
from generator.facts.binding.customary import customary
from generator.model.unit.builtin import BY_NAME

if TYPE_CHECKING:
    from generator.facts.binding.said import Said
    from generator.model.unit import Unit, Units

_ONE: Final = Decimal(1)
_HUNDRED: Final = Decimal(100)
_MONTH_DAYS: Final = Decimal("30.436875")  # a twelfth of the Gregorian year of 365.2425 days
_DAY_SECONDS: Final = Decimal(86400)
_TONS: Final = tuple(BY_NAME[name].factor for name in ("t", "short-tons", "long-tons"))
_DOUBTFUL: Final = frozenset(
    {"real", "won", "mark", "marks", "rand", "dong", "crown", "crowns", "quid", "buck", "bucks", "bitcoin", "bitcoins"}
)
"""Words of money that mean other things beside it."""
_OFTEN: Final = frozenset({"days", "hours", "minutes", "seconds"})
"""Times by which a fact that is no rate may not be told; by the year, the month or the week its amount may be."""
_LONG_TIMES: Final = {"decade": ("years", 10), "century": ("years", 100), "fortnight": ("days", 14)}
_SHARES: Final = frozenset({"percent", "points"})
_POINTS: Final = frozenset({"point", "points"})
_COUNTED: Final = frozenset({"count", "number"})
_SHORT: Final = {"m": "metres", "metre": "metres", "sq": "m2", "pound": "lb", "pounds": "lb", "annum": "years"}


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Why a number of one unit cannot say a fact of another."""

    why: str


def factors(said: Said, unit: Unit, units: Units) -> tuple[Decimal, ...] | Mismatch:
    """Give what a number in the words is to be multiplied by to stand in a fact's unit; several for vague words."""
    parts = between_parts(said, unit)
    if parts is not None:
        return (parts,)
    if not unit.parts and said.phrase.per and unit.kind not in _COUNTED:
        often = _unit(said.phrase.per, units)
        if often is not None and often.id in _OFTEN:
            return Mismatch(f"the fact is not told by the {often.word('en', one=True)}")
    return _factors(said, unit, units)


def _factors(  # noqa: PLR0911 - a form a line
    said: Said, unit: Unit, units: Units
) -> tuple[Decimal, ...] | Mismatch:
    kind = said.phrase.kind
    if said.phrase.currency:
        return _money(said, unit, units)
    if kind == "percent":
        return _percent(unit)
    if kind == "points":
        return _points(unit)
    if said.phrase.joined == "part" and (unit.kind in _SHARES or not (said.strong or unit.kind == "count")):
        return Mismatch("the fact is no count")
    if kind == "fraction" and said.phrase.unit.partition(" ")[0].lower() in _POINTS:
        return _points(unit)
    if said.phrase.joined in {"ratio", "times"} or (kind == "fraction" and not counted_in(said.phrase.unit, units)):
        return _share(said, unit)
    return _measured(said, unit, units)


def _percent(unit: Unit) -> tuple[Decimal, ...] | Mismatch:
    if unit.kind == "percent":
        return (_ONE,)
    if unit.kind == "points":
        return Mismatch("the fact is in percentage points, which are no percent")
    return (_ONE / _HUNDRED,) if unit.kind == "number" else Mismatch("the fact is no percentage")


def _points(unit: Unit) -> tuple[Decimal, ...] | Mismatch:
    if unit.kind == "points":
        return (_ONE / unit.factor,)
    if unit.kind == "percent":
        return Mismatch("the fact is in percent, which are no percentage points")
    return (_ONE,) if unit.kind in _COUNTED else Mismatch("the fact is not in percentage points")


def _share(said: Said, unit: Unit) -> tuple[Decimal, ...] | Mismatch:
    """Give the factors of `a quarter`, `1 in 4`, `87 to 1`, `three times`."""
    if unit.kind == "percent":
        return (_HUNDRED,)
    if unit.kind == "points":
        return Mismatch("the fact is in percentage points")
    if unit.kind not in _COUNTED and said.phrase.joined == "ratio":
        return Mismatch(f"the fact is in {_name(unit)}")
    return (_ONE,)


# --- money


def _money(said: Said, unit: Unit, units: Units) -> tuple[Decimal, ...] | Mismatch:
    if unit.parts:
        return _rate(said, unit, units)
    code = next((base for base, _ in unit.dimension), "") if unit.kind == "currency" else ""
    if code in said.phrase.currency:
        return (_ONE / unit.factor,)
    if unit.kind == "currency":
        return Mismatch(f"the fact is in {code}")
    if unit.kind == "number" or (unit.kind == "count" and said.text.lower().split()[-1] in _DOUBTFUL):
        return (_ONE,)
    if unit.kind == "mass" and "GBP" in said.phrase.currency and "pound" in said.text.lower():
        return (BY_NAME["lb"].factor / unit.factor,)
    return Mismatch(f"the fact is no sum of money but {_of(unit)}")


def _rate(said: Said, unit: Unit, units: Units) -> tuple[Decimal, ...] | Mismatch:
    """Give the factors of one unit per another, such as yen per kilogram; what the words leave out is understood."""
    above = [part for part, exponent in unit.parts if exponent == 1]
    below = [part for part, exponent in unit.parts if exponent == -1]
    if len(above) != 1 or len(below) != 1:
        return (_ONE,)
    first = _money(said, above[0], units) if said.phrase.currency else _measured(said, above[0], units)
    if isinstance(first, Mismatch) or not said.phrase.per:
        return first
    size, _, name = said.phrase.per.rpartition(" ")  # per 100 grams
    other = _unit(name, units)
    if other is None or other.kind in _COUNTED:
        return first
    average = _between_times(below[0], other)
    if average is None:
        return Mismatch(f"the fact is per {_name(below[0])}")
    share = average / (Decimal(size.replace(",", "")) if size else 1)
    return tuple(factor * share for factor in first)


# --- measures


def _measured(  # noqa: PLR0911 - a form a line
    said: Said, unit: Unit, units: Units
) -> tuple[Decimal, ...] | Mismatch:
    if unit.parts:
        return _rate(said, unit, units)
    words = said.phrase.unit
    first = words.partition(" ")[0].lower().rstrip(".")
    if first in {"ton", "tons"} and unit.kind == "mass":
        return tuple(ton / unit.factor for ton in _TONS)
    if first in _POINTS and unit.kind in _SHARES:
        return _points(unit)
    if words.lower() in {"degree", "degrees"}:
        return (_ONE,)
    if said.phrase.scale == "m" and unit.kind == "length":
        return (_ONE, BY_NAME["metres"].factor / unit.factor / 10**6)
    if unit.kind in _COUNTED and customary(words):
        return (_ONE,)
    several = [_converted(one, unit) for one in customary(words)]
    if several:
        fitting = tuple(factor for one in several if not isinstance(one, Mismatch) for factor in one)
        return fitting or several[0]
    named = counted_in(words, units)
    if named is None or named.kind in _COUNTED or unit.kind == "number":
        return (_ONE,)
    return _converted(named, unit)


def _between_times(named: Unit, unit: Unit) -> Decimal | None:
    """Give how many of a unit are one of another, years in days by the average one; None for another dimension."""
    if named.dimension == unit.dimension:
        return named.factor / unit.factor
    if named.kind == unit.kind == "time":
        months = dict(named.dimension).get("month", 0)
        average = _MONTH_DAYS * _DAY_SECONDS if months else 1 / (_MONTH_DAYS * _DAY_SECONDS)
        return named.factor / unit.factor * average
    return None


def _converted(named: Unit, unit: Unit) -> tuple[Decimal, ...] | Mismatch:
    if named.dimension == unit.dimension and (named.kind == unit.kind or named.kind != "percent"):
        return (named.factor / unit.factor,)
    if named.kind == unit.kind == "time":
        average = _between_times(named, unit)
        return (_ONE if average is None else average,)
    return Mismatch(f"the fact is in {_name(unit)}" if unit.kind not in _COUNTED else f"the fact counts {_name(unit)}")


def _long_time(word: str) -> Unit | None:
    """Give the unit of a decade, a century or a fortnight."""
    name = "century" if word == "centuries" else word.removesuffix("s")
    if name not in _LONG_TIMES:
        return None
    base, size = _LONG_TIMES[name]
    whole = BY_NAME[base]
    return type(whole)(name, whole.one, whole.many, whole.kind, whole.dimension, whole.factor * size)


def counted_in(words: str, units: Units) -> Unit | None:
    """Give the unit that the words behind a number name, a decade among them."""
    return _long_time(words.partition(" ")[0].lower()) or _named(words, units)


def _named(words: str, units: Units) -> Unit | None:
    """Give the unit that the words behind a number name, the longest first: `square kilometres of land`."""
    parts = words.split()
    for size in range(len(parts), 0, -1):
        found = _unit(" ".join(parts[:size]), units)
        if found is not None:
            return found
    return None


def _unit(words: str, units: Units) -> Unit | None:
    found = units.known(words) or units.known(words.lower()) or units.known(words.lower().replace(" ", "-"))
    if found is None and words.lower() in _SHORT:
        found = BY_NAME[_SHORT[words.lower()]]
    return found


def is_average(said: Said, unit: Unit, units: Units) -> bool:
    """Tell whether months or years were turned into days, or back: a month is a month on average only."""
    if unit.parts and said.phrase.per:
        named, unit = _unit(said.phrase.per, units), unit.parts[-1][0]
    else:
        named = counted_in(said.phrase.unit, units)
    return named is not None and named.kind == unit.kind == "time" and named.dimension != unit.dimension


def _name(unit: Unit) -> str:
    return unit.word("en", one=False) if unit.many else unit.currency or unit.id


def _of(unit: Unit) -> str:
    return "a percentage" if unit.kind == "percent" else f"a number of {_name(unit)}"
