"""Derived facts: a small arithmetic over other facts, with units, ranges and precision."""

from generator.facts.derive.cancelled import cancelled
from generator.facts.derive.compute import Result, Step, compute, sensible_round
from generator.facts.derive.expression import Expression, Named, names, names_days
from generator.facts.derive.parse import parse_derivation

__all__ = [
    "Expression",
    "Named",
    "Result",
    "Step",
    "cancelled",
    "compute",
    "names",
    "names_days",
    "parse_derivation",
    "sensible_round",
]
