"""Parts per million, per billion and such, which no site has to declare as one unit."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from generator.facts.binding.said import Said
    from generator.model.unit import Unit

_POWERS: Final = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "quadrillion": 15}
_SHORT: Final = {"ppm": 6, "ppmv": 6, "ppmw": 6, "ppb": 9, "ppbv": 9, "ppbw": 9, "pptv": 12, "ppq": 15}
_NAMES: Final = {f"{word} per {name}": power for name, power in _POWERS.items() for word in ("part", "parts")} | _SHORT


def between_parts(said: Said, unit: Unit) -> Decimal | None:
    """Give how many of a fact's parts one part of the words is: 0.001 for parts per billion of a fact in ppm.

    None where one of the two is no such unit.
    """
    phrase = said.phrase
    first = phrase.unit.partition(" ")[0].lower()
    told = _NAMES.get(f"{first} per {phrase.per.lower()}" if phrase.per else first)
    held = _NAMES.get(unit.id.lower(), _NAMES.get(unit.word("en", one=False).lower()) if unit.many else None)
    return None if told is None or held is None else Decimal(1).scaleb(held - told)
