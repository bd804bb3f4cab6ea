"""Values and dates in the words of a language, and numbers for machines."""

from generator.facts.wording.dates import date_words, month_words
from generator.facts.wording.figures import MachineNumber, figure, machine_number
from generator.facts.wording.phrases import is_english
from generator.facts.wording.unit_names import unit_names

__all__ = ["MachineNumber", "date_words", "figure", "is_english", "machine_number", "month_words", "unit_names"]
