"""Shares in other words: cents on the dollar, all but a quarter, seven out of ten as a score."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from generator.facts.binding.said import Said
    from generator.model.value import Quantity

_ON_THE_DOLLAR: Final = re.compile(r"\s+(?:on|in) the (?:dollar|euro|pound)\b", re.IGNORECASE)
_ALL_BUT: Final = re.compile(r"\ball but (?:an? )?$", re.IGNORECASE)
_SCORE: Final = re.compile(r"([0-9]+(?:\.[0-9])?)\s*(?:/|out of)\s*(?:5|10|20|100)$")
_HUNDRED: Final = 100


def as_share(said: Said, text: str) -> Said:
    """Give `45 cents on the dollar` as 45%, and `all but a quarter` as three quarters."""
    phrase = said.phrase
    if phrase.currency and _ON_THE_DOLLAR.match(text, phrase.end):
        return replace(said.scaled(Decimal(_HUNDRED)), phrase=replace(phrase, kind="percent", currency=(), per=""))
    if phrase.kind in {"fraction", "percent"} and _ALL_BUT.search(text[: phrase.start]):
        whole = _HUNDRED if phrase.kind == "percent" else 1
        low, high = (None if end is None else whole - end for end in (said.high, said.low))
        return replace(said, low=low, high=high)
    return said


def score(found: tuple[Said, ...], quantity: Quantity) -> tuple[Said, ...]:
    """Give the 7 of `7/10` and `7 out of 10`, where the fact is a plain number."""
    if quantity.unit.kind != "number" or not found:
        return ()
    scored = next((match for said in found if (match := _SCORE.search(said.text))), None)
    if scored is None:
        return ()
    number = Decimal(scored[1])
    phrase = replace(found[0].phrase, kind="quantity", joined="", unit="", per="", decimals=0)
    return (replace(found[0], phrase=phrase, low=number, high=number, step=Decimal(1)),)
