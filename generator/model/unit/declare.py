"""The units that a site declares in content/units.yaml."""

from __future__ import annotations

import re
from dataclasses import field
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.diagnostics import Fault
from generator.model.unit.builtin import BY_NAME, BY_WORD
from generator.model.unit.money import CODES, whole_unit
from generator.model.unit.types import Unit, Words
from generator.model.unit.units import Units

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_MULTIPLE = re.compile(r"(?:(?P<number>[0-9]{1,15}(?:\.[0-9]{1,15})?)\s*)?(?P<unit>\D.*)")
_CURRENCY = re.compile(r"[A-Z]{3}")
_IS_HINT = "write `is: count`, or a multiple of another unit such as `is: 60 kg`"


@dataclass(frozen=True, slots=True)
class UnitDeclaration:
    """A unit as an author declares it. `is_` is the key `is`: `count`, or a multiple of another unit (`60 kg`)."""

    id: str
    one: Words
    many: Words = ()
    is_: str = "count"
    symbol: str = ""
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class UnitFault:
    """A fault in a declaration: the unit's id, the key that it stands in, and the problem."""

    id: str
    key: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class DeclaredUnits:
    """The units of a site, and the faults of the declarations that could not be used."""

    units: Units
    faults: tuple[UnitFault, ...]


@dataclass(slots=True)
class _Reading:
    """What is known while the declarations are read, one of them perhaps in terms of another."""

    waiting: Mapping[str, UnitDeclaration]
    done: dict[str, Unit] = field(default_factory=dict)
    words: dict[str, Unit] = field(default_factory=dict)
    faults: list[UnitFault] = field(default_factory=list)

    def fault(self, identity: str, key: str, message: str, hint: str) -> None:
        self.faults.append(UnitFault(identity, key, Fault("E-UNIT", message, hint)))


def units_from(declarations: Iterable[UnitDeclaration]) -> DeclaredUnits:
    """Give the units of a site. A declaration may be a multiple of another; faults are E-UNIT.

    Declaring a word of two meanings (`ton`) settles what it means on this site; built-in units cannot be declared anew.
    """
    reading = _Reading({declaration.id: declaration for declaration in declarations})
    for declaration in reading.waiting.values():
        _read(declaration, reading, ())
    units = Units(tuple(reading.done[key] for key in reading.waiting if key in reading.done), reading.words)
    return DeclaredUnits(units, tuple(reading.faults))


def _read(declaration: UnitDeclaration, reading: _Reading, above: tuple[str, ...]) -> Unit | None:
    """Give the unit of a declaration, reading first the one that it is a multiple of; None where there is a fault."""
    key = declaration.id
    if key in reading.done or any(fault.id == key for fault in reading.faults):
        return reading.done.get(key)
    if key in BY_NAME or key in BY_WORD or key in CODES:
        reading.fault(
            key, "", f"“{key}” is a unit that every site has", "give yours another id, or use the built-in one"
        )
        return None
    unit = _made(declaration, reading, (*above, key))
    if unit is not None:
        reading.done[key] = unit
        _index(unit, reading)
    return unit


def _made(declaration: UnitDeclaration, reading: _Reading, above: tuple[str, ...]) -> Unit | None:
    if declaration.currency is not None:
        return _money(declaration, declaration.currency, reading)
    many = declaration.many or declaration.one
    if declaration.is_.strip() in {"", "count"}:
        base = ((declaration.id, 1),)
        return Unit(declaration.id, declaration.one, many, "count", base, symbol=declaration.symbol)
    found = _MULTIPLE.fullmatch(declaration.is_.strip())
    number = Decimal(found["number"] or "1") if found else Decimal(0)
    if found is None or number == 0:
        reading.fault(declaration.id, "is", f"“{declaration.is_}” does not say what one of it is", _IS_HINT)
        return None
    of = _base(declaration.id, found["unit"].strip(), reading, above)
    if of is None:
        return None
    return Unit(
        *(declaration.id, declaration.one, many, of.kind, of.dimension, of.factor * number, declaration.symbol),
        parts=of.parts if number == 1 else (),
    )


def _base(identity: str, word: str, reading: _Reading, above: tuple[str, ...]) -> Unit | None:
    """Find the unit that another one is a multiple of, which may be declared further down."""
    other = None if word in BY_NAME else _declared_as(word, reading)
    if other is not None and other.id in above:
        reading.fault(identity, "is", f"“{identity}” is declared in terms of itself", _IS_HINT)
        return None
    if other is not None:
        return _read(other, reading, above)
    found = Units(by_word=reading.words).find(word)
    if isinstance(found, Fault):
        reading.fault(identity, "is", found.message, found.hint)
        return None
    return found


def _declared_as(word: str, reading: _Reading) -> UnitDeclaration | None:
    """Give the declaration whose id or word it is."""
    by_id = reading.waiting.get(word)
    having = (each for each in reading.waiting.values() if word in {text for _, text in (*each.one, *each.many)})
    return by_id or next(having, None)


def _money(declaration: UnitDeclaration, code: str, reading: _Reading) -> Unit | None:
    if not _CURRENCY.fullmatch(code):
        reading.fault(
            declaration.id, "currency", f"“{code}” is not a currency's code", "write three capitals, such as USD"
        )
        return None
    many = declaration.many or declaration.one
    base = whole_unit(code)
    return Unit(
        declaration.id, declaration.one, many, "currency", base.dimension, symbol=declaration.symbol, currency=code
    )


def _index(unit: Unit, reading: _Reading) -> None:
    names = [unit.id, *(text for _, text in (*unit.one, *unit.many)), *([unit.symbol] if unit.symbol else [])]
    for name in dict.fromkeys(names):
        holder = reading.words.get(name)
        if holder is not None and holder.id != unit.id:
            hint = "give one of the two another word"
            reading.fault(unit.id, "", f"“{name}” is a word of the unit “{holder.id}” too", hint)
        elif name != unit.id and (name in BY_NAME or name in CODES):
            reading.fault(unit.id, "", f"“{name}” is a unit that every site has", "give yours another word or symbol")
        else:
            reading.words[name] = unit
            reading.words.setdefault(name.lower(), unit)
