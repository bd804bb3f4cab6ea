"""Numbers in prose: where they stand, what they say, and how exactly."""

from generator.facts.numbers.language import Language, language
from generator.facts.numbers.phrase import FIGURES, Hedge, Kind, Number, Phrase
from generator.facts.numbers.scan import may_hold_numbers, phrases

__all__ = ["FIGURES", "Hedge", "Kind", "Language", "Number", "Phrase", "language", "may_hold_numbers", "phrases"]
