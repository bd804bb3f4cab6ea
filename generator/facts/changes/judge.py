"""Whether one published value may follow another, and why."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from generator.facts.changes.later import is_newer

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from generator.facts.changes.later import Held
    from generator.model.lock import PublishedFigure


_DIGITS = re.compile(r"(?<![^\s~])-?[0-9]+(?:\.[0-9]+)?(?=[\s%]|$)")


def differs(old: PublishedFigure, new: PublishedFigure) -> bool:
    """Tell whether a reader would be told something else: another value, unit or status."""
    return (old.value, old.unit, old.status) != (new.value, new.unit, new.status)


def reason(
    old: PublishedFigure, new: PublishedFigure, corrected: Iterable[str], before: Iterable[Held], today: dt.date
) -> str:
    """Give what explains that one value took the place of another, or "" where nothing does.

    "correction": a correction says the old value (`corrected` are what the corrections at hand say). "unit" (which
    explains nothing): a unit became another. "date": the new one describes a later time, or was known later (by
    `today`), than all that was published `before` it, `old` among them. "inputs": it is worked out by the same formula
    from inputs that changed. "rounding": the same, rounded otherwise. "precision": an approximate number became an
    exact one that it had stood for.
    """
    if _is_said(old, new, corrected):
        return "correction"
    if old.unit != new.unit:
        return "unit"
    if is_newer(before, new, today):
        return "date"
    if old.status != new.status:
        return ""
    return _worked_out(old, new) or ("precision" if _is_more_exact(old, new) else "")


def swapped(old: PublishedFigure, new: PublishedFigure, known: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether a claim became somebody else's; `known` are the names of people, of whom one may have several."""
    return bool(old.by and new.by) and not same_person(old.by, new.by, known)


def same_person(one: str, other: str, known: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether two names are of one person, whom the second may bear as another name of hers."""
    first, second = one.casefold(), other.casefold()
    return bool(known.get(first, frozenset({first})) & known.get(second, frozenset({second})))


def explains(why: str) -> bool:
    """Tell whether a reason excuses a change."""
    return why not in {"", "unit", "claimant"}


def _is_said(old: PublishedFigure, new: PublishedFigure, corrected: Iterable[str]) -> bool:
    """Tell whether a correction says the old value, alone or with its status, or the old status alone.

    That something was `actual` says nothing of its value, so that it explains another status and no other value.
    """
    said = {was.removeprefix("~") for was in corrected}
    value = old.value.removeprefix("~")
    if value in said or f"{value} ({old.status})" in said:
        return True
    status_alone = (old.value, old.unit) == (new.value, new.unit) and old.status != new.status
    return old.status in said and (old.status != "actual" or status_alone)


def _worked_out(old: PublishedFigure, new: PublishedFigure) -> str:
    if not is_same_formula(old, new):
        return ""
    if old.inputs != new.inputs:
        return "inputs"
    return "rounding" if old.derive != new.derive and _agrees(old, new) else ""


def _agrees(old: PublishedFigure, new: PublishedFigure) -> bool:
    """Tell whether two roundings of one result are the same at the coarser of them; nothing rounds to zero."""
    before, after = _numbers(old.value), _numbers(new.value)
    if not before or not after or (any(before) and not any(after)):
        return False
    step = max(_step(old, before), _step(new, after))
    return all(min(abs(one - other) for other in before) * 2 <= step for one in after)


def _step(figure: PublishedFigure, numbers: list[Decimal]) -> Decimal:
    """Give what the last digit of a derived figure is worth: as its `round` says, else as its digits show."""
    digits = figure.derive.partition(" | round ")[2]
    if digits:
        return Decimal(1).scaleb(-int(digits))
    exponents = [one.normalize().as_tuple().exponent for one in numbers]
    return Decimal(1).scaleb(min(one for one in exponents if isinstance(one, int)))


def _numbers(value: str) -> list[Decimal]:
    return [Decimal(digits) for digits in _DIGITS.findall(value)]


def is_same_formula(old: PublishedFigure, new: PublishedFigure) -> bool:
    """Tell whether both are worked out by one formula, however they are rounded."""
    return bool(new.derive) and _formula(old) == _formula(new)


def _formula(figure: PublishedFigure) -> str:
    return figure.derive.partition(" | round ")[0]


def _is_more_exact(old: PublishedFigure, new: PublishedFigure) -> bool:
    """Tell whether an approximate number became an exact one that rounds to it."""
    if not old.step or new.step or not old.value.startswith("~"):
        return False
    first, second, step = _number(old.value[1:]), _number(new.value), _number(old.step)
    return first is not None and second is not None and step is not None and 2 * abs(first - second) <= step


def _number(value: str) -> Decimal | None:
    """Give the number of a value that is one number with a unit."""
    words = value.removesuffix("%").split(" ")
    if "to" in words:
        return None
    try:
        return Decimal(words[0])
    except InvalidOperation:
        return None
