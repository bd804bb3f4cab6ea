"""How a derived fact is worked out, for its page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.facts.ledger import Figure
from generator.facts.wording import figure
from generator.render.figures import figure_view
from generator.render.views import StepView, WorkingView

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.facts.derive import Result, Step
    from generator.model.fact import Fact
    from generator.render.library import Library
    from generator.render.views import FigureView

_SIGNS: Mapping[str, str] = {"*": "×", "/": "÷", "-": "−", "+": "+"}
_SIGN = re.compile(r"(?<!\S)[*/+-](?!\S)")
_PHRASES: Mapping[str, str] = {
    "+": "{} + {}",
    "-": "{} − {}",
    "*": "{} × {}",
    "/": "{} ÷ {}",
    "in": "{}, in another unit",
    "change": "the change from {} to {}",
    "days": "the days from {} to {}",
    "months": "the whole months from {} to {}",
    "years": "the whole years from {} to {}",
}
_DIGITS: Mapping[int, str] = {0: "a whole number", 1: "one decimal", 2: "two decimals", 3: "three decimals"}


def working(library: Library, fact: Fact) -> tuple[WorkingView, ...]:
    """Give a formula as words and inputs: each address becomes the figure that it stands for."""
    return tuple(_formula(library, fact))


def _formula(library: Library, fact: Fact) -> Iterator[WorkingView]:
    if fact.derive is None:
        return
    text, position = fact.derive.text, 0
    for named in library.ledger.named(fact):
        found = library.ledger.find(named.address)
        if isinstance(found, Figure):
            yield from _words(text[position : named.start])
            yield WorkingView("", figure_view(library, found))
            position = named.start + named.length
    yield from _words(text[position:])


def _words(text: str) -> Iterator[WorkingView]:
    """Give what stands between the inputs, with the signs that people write."""
    said = _SIGN.sub(lambda found: _SIGNS[found[0]], text.strip())
    if said:
        yield WorkingView(said, None)


def inputs(library: Library, fact: Fact) -> tuple[FigureView, ...]:
    """Give the figures that a derived fact is worked out from, each once."""
    return tuple(figure_view(library, found) for found in shown_inputs(library, fact))


def shown_inputs(library: Library, fact: Fact) -> tuple[Figure, ...]:
    """Give the figures that a derived fact is worked out from and that this edition shows."""
    found = library.ledger.inputs.get(fact.id.text, ())
    return tuple(one for one in found if one.fact.id.text in library.site.facts)


def steps(library: Library, fact: Fact) -> tuple[StepView, ...]:
    """Give the operations in the order in which they are done, each with what it comes to."""
    result = library.ledger.results.get(fact.id.text)
    return tuple(step_view(step, library.language) for step in result.steps if step.operator) if result else ()


def step_view(step: Step, language: str) -> StepView:
    """Give an operation in words."""
    operands = (figure(value, language) for value in step.operands)
    return StepView(_PHRASES[step.operator].format(*operands), figure(step.value, language))


def rounding(library: Library, fact: Fact) -> str:
    """Say how a result was rounded and what it was before, "" where nothing was cut off."""
    result = library.ledger.results.get(fact.id.text)
    if result is None or result.rounding == "none":
        return ""
    why = "" if result.rounding == "asked" else ", since what it rests on is known no better"
    return f"Rounded to {_digits(result)}{why}. Before rounding: {figure(result.fuller, library.language)}."


def _digits(result: Result) -> str:
    if result.digits < 0:
        return f"the nearest {10**-result.digits:,}"
    return _DIGITS.get(result.digits, f"{result.digits} decimals")
