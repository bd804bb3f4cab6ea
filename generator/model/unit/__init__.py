"""Units: what is counted or measured, their words, and how they multiply and convert."""

from generator.model.unit.declare import DeclaredUnits, UnitDeclaration, UnitFault, units_from
from generator.model.unit.types import NUMBER, Dimension, Unit, Words, compound
from generator.model.unit.units import STANDARD_UNITS, Units

__all__ = [
    "NUMBER",
    "STANDARD_UNITS",
    "DeclaredUnits",
    "Dimension",
    "Unit",
    "UnitDeclaration",
    "UnitFault",
    "Units",
    "Words",
    "compound",
    "units_from",
]
