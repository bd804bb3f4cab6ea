"""A unit and its dimension."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from generator.base import dataclass

Dimension = tuple[tuple[str, int], ...]
"""Base quantities and their exponents, sorted by name: `(("length", 2),)` is an area, `()` a plain number."""

Words = tuple[tuple[str, str], ...]
"""A word in several languages: pairs of language and word; the language "" stands for any."""

Kind = Literal[
    "number",
    "count",
    "percent",
    "points",
    "currency",
    "mass",
    "length",
    "area",
    "volume",
    "time",
    "energy",
    "power",
    "temperature",
    "data",
    "compound",
]


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted or measured.

    `factor` is how many base units one of it is (kilogram, metre, second, month, a currency's whole unit, one of a
    count); a percent is 0.01 of a plain number. `one` and `many` are its words; `cldr` is its name in the Unicode
    locale data where it has one, from which other languages' words come. `parts` are the units of a compound such as
    `JPY/kg` with their exponents. `declared` is false for a word that nobody declared, which counts itself.
    """

    id: str
    one: Words
    many: Words
    kind: Kind
    dimension: Dimension
    factor: Decimal = Decimal(1)
    symbol: str = ""
    currency: str | None = None
    cldr: str = ""
    parts: tuple[tuple[Unit, int], ...] = ()
    declared: bool = True

    def word(self, language: str, *, one: bool) -> str:
        """Give the word for one or for many in a language (`ja`, `de-CH`), else in any language, else in English."""
        words = dict(self.one if one else self.many)
        for key in (language, language.partition("-")[0], "", "en"):
            if key in words:
                return words[key]
        return next(iter(words.values()), self.symbol or self.id)

    @property
    def undeclared(self) -> tuple[str, ...]:
        """Give the words in it that nobody declared."""
        if self.parts:
            return tuple(word for part, _ in self.parts for word in part.undeclared)
        return () if self.declared else (self.id,)

    @property
    def atoms(self) -> tuple[tuple[Unit, int], ...]:
        """Give the units that it is made of, with exponents: itself unless it is a compound or a plain number."""
        if self.parts:
            return self.parts
        return () if self.kind == "number" else ((self, 1),)


NUMBER = Unit("", (), (), "number", ())


def compound(parts: tuple[tuple[Unit, int], ...]) -> Unit:
    """Give the unit of a product of powers: a plain number, a single unit, or a compound such as `JPY/kg`."""
    left = tuple((unit, exponent) for unit, exponent in parts if exponent)
    if not left:
        return NUMBER
    if len(left) == 1 and left[0][1] == 1:
        return left[0][0]
    return Unit(
        id=_compound_id(left),
        one=(),
        many=(),
        kind="compound",
        dimension=_dimension(left),
        factor=_factor(left),
        parts=left,
        declared=all(unit.declared for unit, _ in left),
    )


def _compound_id(parts: tuple[tuple[Unit, int], ...]) -> str:
    above = [_power(unit, exponent) for unit, exponent in parts if exponent > 0]
    below = [_power(unit, -exponent) for unit, exponent in parts if exponent < 0]
    return "*".join(above or ["1"]) + "".join(f"/{name}" for name in below)


def _power(unit: Unit, exponent: int) -> str:
    name = unit.symbol if unit.cldr and unit.symbol else unit.id
    return name if exponent == 1 else f"{name}^{exponent}"


def _dimension(parts: tuple[tuple[Unit, int], ...]) -> Dimension:
    exponents: dict[str, int] = {}
    for unit, power in parts:
        for base, exponent in unit.dimension:
            exponents[base] = exponents.get(base, 0) + exponent * power
    return tuple(sorted((base, exponent) for base, exponent in exponents.items() if exponent))


def _factor(parts: tuple[tuple[Unit, int], ...]) -> Decimal:
    product = Decimal(1)
    for unit, exponent in parts:
        product *= unit.factor**exponent
    return product
