"""Whether words say a value in words, or a list."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.facts.binding.said import Saying, readings
from generator.facts.numbers import language as numbers_language
from generator.facts.numbers import phrases

if TYPE_CHECKING:
    from generator.facts.binding.said import Said

_SIGNS = re.compile(r"[^\w]+")


def plain(text: str) -> str:
    """Give a text without signs and in small letters, for comparing."""
    return f" {_SIGNS.sub(' ', text.casefold()).strip()} "


def contradiction(value: str, items: int, saying: Saying, tag: str) -> Said | None:
    """Give the first number in the words that a value in words does not hold; other words may be any.

    `items` is how many things a list holds, which may be said as well; 0 for no list.
    """
    if plain(value) in plain(saying.words):
        return None
    language = numbers_language(tag)
    held = {number.value for phrase in phrases(value, language) for number in phrase.numbers}
    held |= {Decimal(items)} if items else set()
    for said in readings(saying, language):
        if said.strong and said.phrase.is_figure and said.number not in held:
            return said
    return None
