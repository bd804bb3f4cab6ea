"""All units of a site, and how a written unit is found among them."""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.diagnostics import Fault
from generator.model.unit.builtin import BY_NAME, BY_WORD, METRES, ambiguous
from generator.model.unit.money import currency
from generator.model.unit.types import Unit, compound

if TYPE_CHECKING:
    from collections.abc import Mapping

_PER = re.compile(r"\s*/\s*|\s+per\s+")
_UNDECLARED = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:['’.-][^\W\d_]*)*(?: [^\W\d_]+(?:['’.-][^\W\d_]*)*){0,4}")
_SMALL_WORDS = """
a an and are as at but by each every for from in is it no not of on or out per than that the times to was with
thousand million billion trillion mn bn trn half dozen
"""
_NO_UNITS = frozenset(_SMALL_WORDS.split())
_LONGEST = 60
_HINT = "write a unit such as `tonnes`, `USD`, `JPY/kg` or a noun such as `cars`"
_BY_FOLDED_NAME = {name.lower(): unit for name, unit in BY_NAME.items()}


@dataclass(frozen=True, slots=True)
class Units:
    """The units that a site's content may use: the declared ones, and every built-in one."""

    declared: tuple[Unit, ...] = ()
    by_word: Mapping[str, Unit] = field(default_factory=dict, repr=False, compare=False)

    def find(self, word: str) -> Unit | Fault:
        """Give the unit of a word, a symbol, a currency's code or a compound such as `JPY/kg`.

        A noun that nobody declared gives a unit that counts it, with `declared` false. Faults (E-UNIT): words of two
        meanings such as `ton` and `$`, symbols in the wrong case, and what is no unit at all.
        """
        name = " ".join(word.split())
        known = self.known(name)
        if known is not None:
            return known
        doubt = ambiguous(name)
        if doubt is not None:
            return Fault("E-UNIT", *doubt)
        if _PER.search(name):
            return self._compound(name)
        return self._undeclared(name)

    def known(self, name: str) -> Unit | None:
        """Give a declared or built-in unit by its name, symbol or words, or None; compounds are not among them."""
        for table, key in ((self.by_word, name), (self.by_word, name.lower()), (BY_NAME, name)):
            if key in table:
                return table[key]
        return currency(name) or BY_WORD.get(name.lower())

    def _compound(self, name: str) -> Unit | Fault:
        parts = _PER.split(name)
        if len(parts) != 2 or not all(parts):  # noqa: PLR2004 - something per something
            return Fault("E-UNIT", f"“{name}” is not a unit that can be read", "write one unit per another: `JPY/kg`")
        above, below = (METRES if part == "m" else self.find(part) for part in parts)
        if isinstance(above, Fault):
            return above
        if isinstance(below, Fault):
            return below
        if above == below:
            return Fault("E-UNIT", f"“{name}” divides a unit by itself", "leave the unit out")
        return compound(((above, 1), (below, -1)))

    def _undeclared(self, name: str) -> Unit | Fault:
        words = name.split()
        if len(name) > _LONGEST or not _UNDECLARED.fullmatch(name) or words[0].lower() in _NO_UNITS:
            return Fault("E-UNIT", f"“{name}” is not a unit that can be read", _HINT)
        if name.lower() in _BY_FOLDED_NAME:
            right = next(key for key in BY_NAME if key.lower() == name.lower())
            return Fault("E-UNIT", f"“{name}” is not a unit", f"did you mean `{right}`?")
        doubt = ambiguous(words[0])
        if doubt is not None:
            return Fault("E-UNIT", *doubt)
        first = self.known(words[0])
        if len(words) > 1 and first is not None and (words[1] == "of" or first.kind not in {"count", "number"}):
            hint = f"write `{words[0]}` alone and say in the label of what, or declare it in content/units.yaml"
            return Fault("E-UNIT", f"“{name}” is a unit with more words after it", hint)
        return _count_of_itself(name)


def _count_of_itself(name: str) -> Unit:
    """Give the unit of a noun nobody declared; `car` and `cars` count the same thing, and stay as they are written."""
    lowered = name.lower()
    base = lowered.removesuffix("s") if len(lowered) > 3 and not lowered.endswith("ss") else lowered  # noqa: PLR2004
    words = (("", name),)
    return Unit(name, words, words, "count", ((base, 1),), declared=False)


STANDARD_UNITS = Units()
"""The built-in units alone."""
