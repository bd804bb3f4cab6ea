"""Addresses of facts: what stands after `fact:` in a link, in a sidebar or in a directive."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.base import dataclass
from generator.diagnostics import Fault
from generator.diagnostics.nearest import nearest

_SHAPE = re.compile(r"(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(?P<claim>.*))?", re.DOTALL)
_ID = re.compile(r"[a-z0-9-]+")
_KEY = re.compile(r"[\w+-]+")
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_EXAMPLE = "an address looks like `rice-levy`, `car-exports.us.2024`, `rice-levy?as_of=2025-06-01` or `rice-levy#trump`"


@dataclass(frozen=True, slots=True)
class FactAddress:
    """A fact's id, the keys of a cell (none: the fact itself), the day at which it held, and a claim's key.

    `as_of` and `claim` are "" where the address does not say them.
    """

    id: str
    cell: tuple[str, ...] = ()
    as_of: str = ""
    claim: str = ""


@lru_cache(maxsize=4096)
def parse_fact_address(text: str) -> FactAddress | Fault:
    """Read an address such as `us-base-tariff.2025-07-07` or `rice-levy?as_of=2025-06-01#trump`.

    Gives an E-REF-FORM fault where it is not one. Whether the fact exists is for others to see.
    """
    shape = _SHAPE.fullmatch(text)
    if shape is None:  # the pattern takes every text; this is for the type checker
        return _fault(text, 0, len(text))
    path, query, claim = shape["path"], shape["query"], shape["claim"]
    fault = _path_fault(path) or _query_fault(query, shape.start("query")) or _claim_fault(claim, shape.start("claim"))
    if fault is not None:
        return fault
    name, *cell = path.split(".")
    return FactAddress(name, tuple(cell), (query or "").removeprefix("as_of="), claim or "")


def _path_fault(path: str) -> Fault | None:
    """Find what is wrong with the id and the keys of a cell."""
    start = 0
    for index, part in enumerate(path.split(".")):
        if index == 0 and _ID.fullmatch(part) is None:
            return _id_fault(part)
        if _KEY.fullmatch(part) is None:
            return _fault(part, start, len(part))
        start += len(part) + 1
    return None


def _id_fault(part: str) -> Fault:
    if not part:
        return Fault("E-REF-FORM", "the id of a fact is missing", _EXAMPLE, 0, 0)
    better = re.sub(r"[\s_]+", "-", part.strip().lower())
    hint = f"did you mean `{better}`?" if _ID.fullmatch(better) else _EXAMPLE
    return Fault("E-REF-FORM", f"`{part}` is not an id: ids are made of a-z, 0-9 and hyphens", hint, 0, len(part))


def _query_fault(query: str | None, start: int) -> Fault | None:
    """Find what is wrong with what follows the question mark."""
    if query is None:
        return None
    key, equals, value = query.partition("=")
    if key != "as_of" or not equals:
        hint = "did you mean `as_of`?" if nearest(key, ("as_of",)) else "only `?as_of=` and a date may stand there"
        return Fault("E-REF-FORM", f"`?{query}` cannot be read", hint, start, len(query))
    if _DAY.fullmatch(value) is None:
        hint = "write a date such as 2025-06-01"
        return Fault("E-REF-FORM", f"`{value}` is not a date", hint, start + len("as_of="), len(value))
    return None


def _claim_fault(claim: str | None, start: int) -> Fault | None:
    if claim is None or _ID.fullmatch(claim):
        return None
    message = f"`#{claim}` is not the key of a claim: keys are made of a-z, 0-9 and hyphens"
    return Fault("E-REF-FORM", message, _EXAMPLE, start, len(claim))


def _fault(part: str, start: int, length: int) -> Fault:
    return Fault("E-REF-FORM", f"`{part}` cannot be a part of a fact's address", _EXAMPLE, start, length)
