"""Codes of units for machines: UCUM (https://ucum.org/ucum), which has no money and no percentage points."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.model.unit.builtin import BY_NAME

if TYPE_CHECKING:
    from generator.model.unit.types import Unit

# Only where it is not the unit's own id. "" where UCUM has no unit of exactly that size.
_TABLE = """
percent=% pp= bp= short-tons=[ston_av] long-tons=[lton_av] lb=[lb_av] oz=[oz_av] metres=m inches=[in_i] ft=[ft_i]
yd=[yd_i] miles=[mi_i] nautical-miles=[nmi_i] ha=har acres= sq-ft=[sft_i] sq-miles=[mi_i]2 ml=mL litres=L
barrels=[bbl_us] us-gallons=[gal_us] imperial-gallons=[gal_br] seconds=s minutes=min hours=h days=d weeks=wk months=mo
years=a Wh=W.h kWh=kW.h MWh=MW.h GWh=GW.h TWh=TW.h °C=Cel °F=[degF] kelvin=K bits=bit bytes=By kB=kBy MB=MBy GB=GBy
TB=TBy
"""
_CODES = dict(pair.split("=") for pair in _TABLE.split())
_PART = re.compile(r"(?P<unit>.*?)(?P<power>[0-9]?)")
_ANNOTATION = re.compile(r"[!-z|~]+")  # printable ASCII without braces


def ucum(unit: Unit) -> str:
    """Give the UCUM code of a unit, "" where there is none: money, percentage points, a site's own multiples.

    What is counted is an annotation, `{cars}`: one of it is the number one, and the word says of what.
    """
    if unit.parts:
        codes = [(ucum(part), power) for part, power in unit.parts]
        return ".".join(_power(code, power) for code, power in codes) if all(code for code, _ in codes) else ""
    if unit.kind == "number":
        return "1"
    if unit.kind == "count":
        name = unit.id.replace(" ", "_")
        return f"{{{name}}}" if unit.factor == 1 and _ANNOTATION.fullmatch(name) else ""
    if BY_NAME.get(unit.id) != unit:
        return ""
    return _CODES.get(unit.id, unit.id)


def _power(code: str, power: int) -> str:
    """Give a code to a power: `km2` to the power of -1 is `km-2`."""
    parts = (_PART.fullmatch(part) for part in code.split("."))
    powers = ((part["unit"], int(part["power"] or "1") * power) for part in parts if part is not None)
    return ".".join(unit if exponent == 1 else f"{unit}{exponent}" for unit, exponent in powers)
