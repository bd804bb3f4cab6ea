"""What every room builds on: values and patterns that cost their making only when they are first used."""

from generator.base.pattern import pattern
from generator.base.value import dataclass

__all__ = ["dataclass", "pattern"]
