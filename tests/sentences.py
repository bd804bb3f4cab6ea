"""Sentences with a reference in square brackets, judged against a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Fault
from generator.facts.binding import judge, saying
from generator.model.unit import STANDARD_UNITS
from generator.model.value import parse_value

if TYPE_CHECKING:
    from generator.facts.binding import Saying


def marked(sentence: str) -> Saying:
    """Give the words in the brackets of a sentence, with the sentence around them."""
    before, _, rest = sentence.partition("[")
    words, _, after = rest.partition("]")
    return saying(before + words + after, len(before), len(before) + len(words))


def judged(fact: str, sentence: str, language: str = "en", *, change: bool = False) -> Fault | None:
    """Give what is wrong with a sentence about a fact, whose value is written as in a facts file."""
    value = parse_value(fact, STANDARD_UNITS)
    assert not isinstance(value, Fault), value
    return judge(value, marked(sentence), language, STANDARD_UNITS, change=change)
