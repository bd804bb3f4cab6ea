"""Numbers as authors may write them, and what to write instead of the other ways."""

from __future__ import annotations

import re

from generator.diagnostics import Fault

_PLAIN = re.compile(r"(?P<sign>[-−]?)(?P<digits>[0-9]+(?:\.[0-9]+)?)")
_GROUPED = re.compile(r"[-−]?[0-9]{1,3}(?:(?P<mark>[,.'’_ \u00a0\u2009\u202f])[0-9]{3})(?:(?P=mark)[0-9]{3})*(?![0-9])")
_COMMA = re.compile(r"[-−]?(?P<whole>[0-9]+),(?P<decimals>[0-9]+)")
_DASHED = re.compile(r"(?P<first>[0-9.]+)\s?%?\s?[-–—]\s?(?P<last>[0-9.]+)")
_HYPHENED = re.compile(r"(?P<number>[0-9.]+)-(?P<word>[^\W\d_]+)")
_FRACTION = re.compile(r"[0-9]+\s?/\s?[0-9]+|[0-9]*\s?[½⅓⅔¼¾⅕⅛]")
_CODED = re.compile(r"0[xob][0-9a-f]+|[0-9.]+e[-+]?[0-9]+", re.IGNORECASE)
_TOKEN = re.compile(r"\S+")
_LONGEST = 18
_HINT = "write a plain decimal number, such as 1234 or 0.5"
_REFUSED = (
    (_COMMA, "has a decimal comma", "write {whole}.{decimals}"),
    (_FRACTION, "is a fraction", "write a decimal number, such as 0.5, or a percentage"),
    (_CODED, "is not a plain decimal number", _HINT),
    (_DASHED, "may be a range or a subtraction", "write `{first} to {last}`"),
    (_HYPHENED, "is neither a number with a unit nor words", "write `{number} {word}s`, or begin with a word"),
)


def parse_numeral(text: str) -> tuple[str, int] | Fault:
    """Give the digits of the plain decimal number at the beginning of a text (a minus in front) and where it ends.

    Groups of digits, decimal commas, fractions, exponents and hyphens for ranges are E-VALUE faults, each with what to
    write instead.
    """
    if not text.strip():
        return Fault("E-VALUE", "a number is missing here", _HINT)
    refusal = _refused(text)
    if refusal is not None:
        return refusal
    found = _PLAIN.match(text)
    token = _TOKEN.match(text)
    if found is None or text[found.end() : found.end() + 1] in {".", ",", "_"}:
        return _fault(text, token, "is not a plain number", _HINT)
    digits = found["digits"]
    whole, _, decimals = digits.partition(".")
    if len(whole) > 1 and whole.startswith("0"):
        return _fault(text, found, "begins with a zero that says nothing", f"write {digits.lstrip('0')}")
    if len(whole) > _LONGEST or len(decimals) > _LONGEST:
        return _fault(text, found, "has more digits than can be kept", "write fewer digits, or a scale word")
    sign = "-" if found["sign"] and digits.strip("0.") else ""
    return sign + digits, found.end()


def _refused(text: str) -> Fault | None:
    """Give the fault of a number in a form that people read in two ways, or that is no plain decimal."""
    if text.startswith("+"):
        return Fault("E-VALUE", "a plus sign in front of a number says nothing", "leave it out", 0, 1)
    if text.startswith("."):
        token = _TOKEN.match(text)
        return _fault(text, token, "begins with a point", f"write 0{token[0] if token else text}")
    found = _GROUPED.match(text)
    if found is not None and (found["mark"] != "." or found[0].count(".") > 1):
        plain = re.sub(r"[^0-9-]", "", found[0].replace("−", "-"))
        return _fault(text, found, "has its digits in groups, which may be read as a decimal", f"write {plain}")
    for form, what, hint in _REFUSED:
        found = form.match(text)
        if found is not None:
            return _fault(text, found, what, hint.format(**found.groupdict()))
    return None


def _fault(text: str, found: re.Match[str] | None, what: str, hint: str) -> Fault:
    part = found[0] if found else text
    return Fault("E-VALUE", f"“{part}” {what}", hint, 0, len(part))
