"""What every room builds on: classes of values that cost their making only when they are first used."""

from generator.base.value import dataclass

__all__ = ["dataclass"]
