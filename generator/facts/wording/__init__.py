"""Values and dates in the words of a language, and numbers for machines."""

from generator.facts.wording.dates import date_words, month_words
from generator.facts.wording.figures import MachineNumber, figure, machine_number

__all__ = ["MachineNumber", "date_words", "figure", "machine_number", "month_words"]
