"""Names of hosts that look like others: `аррӏе.com` in Cyrillic letters."""

from __future__ import annotations

import unicodedata
from typing import Final

_TWINS: Final = frozenset(
    "аесԁһіјӏոорԛѕսԝхуґгѵ"  # Cyrillic and Armenian letters that look like Latin ones
    "αβγεικνορτυχϲϳ"  # Greek ones
)
"""Letters of other scripts that pass for Latin ones (from Unicode's confusables.txt, the small letters)."""

_LIKE_LATIN: Final = frozenset({"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU"})
"""Scripts whose letters are taken for Latin ones; mixing them with Latin in one label has no honest use."""


def ascii_host(host: str) -> str:
    """Give a host's name as it travels: each label with other letters in Punycode (RFC 3492) after `xn--`."""
    return ".".join(_ascii_label(label) for label in host.split("."))


def _ascii_label(label: str) -> str:
    name = unicodedata.normalize("NFKC", label).lower()
    return name if name.isascii() else "xn--" + name.encode("punycode").decode("ascii")


def is_confusable(host: str) -> bool:
    """Tell whether a label mixes Latin with letters that look Latin, or holds nothing but such letters."""
    return any(_label_confusable(label) for label in _labels(host))


def _labels(host: str) -> list[str]:
    return [_shown_label(label) for label in host.lower().split(".")]


def _shown_label(label: str) -> str:
    """Give a label as a browser may show it, that is with its Punycode decoded."""
    if not label.startswith("xn--"):
        return label
    try:
        return label.removeprefix("xn--").encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _label_confusable(label: str) -> bool:
    if label.isascii():
        return False
    letters = [character for character in label if character.isalpha()]
    scripts = {unicodedata.name(letter, "?").partition(" ")[0] for letter in letters}
    mixed = "LATIN" in scripts and bool(scripts & _LIKE_LATIN)
    return mixed or (bool(letters) and all(letter in _TWINS for letter in letters))
