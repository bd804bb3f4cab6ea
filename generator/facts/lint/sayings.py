"""Which fact says a number already: the offer that goes with a figure that is bound to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.facts.ledger import cell_figure
from generator.facts.wording import is_english, unit_names
from generator.facts.years import speaks_against
from generator.model.unit.builtin import BY_WORD
from generator.model.value import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from generator.facts.ledger import Figure, Ledger
    from generator.facts.lint.stated import Stated
    from generator.facts.numbers import Phrase
    from generator.model.document import Document
    from generator.model.unit import Unit


@dataclass(frozen=True, slots=True)
class Sayings:
    """Every exact number that a fact, a cell or a claim says, with where. Build it with `Sayings.of`."""

    by_number: Mapping[Decimal, tuple[Figure, ...]]
    language: str

    @classmethod
    def of(cls, ledger: Ledger, language: str) -> Sayings:
        """Lay out what all facts say; `language` is that of the prose."""
        found: dict[Decimal, list[Figure]] = {}
        for figure in _figures(ledger):
            if isinstance(figure.value, Quantity) and figure.value.number is not None:
                found.setdefault(figure.value.number, []).append(figure)
        return cls({number: tuple(said) for number, said in found.items()}, language)

    def address(self, stated: Stated, document: Document) -> str:
        """Give the address of the one fact that says a figure, or "" where there is none, or more than one."""
        found = {address.partition(".")[0]: address for address in self.addresses(stated, document)}
        return next(iter(found.values())) if len(found) == 1 else ""

    def addresses(self, stated: Stated, document: Document) -> tuple[str, ...]:
        """Give the addresses of all facts, cells and claims that say a figure: the same number of the same unit.

        Those that speak of another time than the sentence are left out: nobody is led to a wrong year.
        """
        phrase = stated.said
        if phrase is None or phrase.low is None or phrase.low != phrase.high:
            return ()
        end = stated.start + len(stated.phrase)
        return tuple(
            figure.address
            for figure in self.by_number.get(phrase.low, ())
            if isinstance(figure.value, Quantity)
            and _same_unit(phrase, figure.value, self.language)
            and not speaks_against(figure, document.plain, stated.start, end, self.language)
        )


def _figures(ledger: Ledger) -> Iterator[Figure]:
    for fact in ledger.facts.values():
        if fact.series is not None:
            yield from (cell_figure(fact, cell) for cell in fact.series.cells)
        else:
            yield ledger.whole(fact)


def _same_unit(phrase: Phrase, value: Quantity, tag: str) -> bool:
    """Tell whether the words behind a number name the unit of a value; a number that names nothing fits none.

    `770,000 tonnes a year` is in another unit than tonnes.
    """
    unit = value.unit
    if phrase.per and not unit.parts:
        return False
    if phrase.kind in {"percent", "points", "money"} or unit.kind in {"percent", "points", "currency"}:
        kind = "currency" if phrase.kind == "money" else phrase.kind
        return unit.kind == kind and (kind != "currency" or unit.currency in phrase.currency)
    if unit.parts:
        return _same_rate(phrase, unit, tag)
    return _is_named(phrase.unit, unit, tag)


def _same_rate(phrase: Phrase, unit: Unit, tag: str) -> bool:
    """Tell whether `12 litres per person` names both units of `litres/person`."""
    above = [part for part, exponent in unit.parts if exponent == 1]
    below = [part for part, exponent in unit.parts if exponent == -1]
    if len(above) != 1 or len(below) != 1 or not phrase.per:
        return False
    return _is_named(phrase.unit, above[0], tag) and _is_named(phrase.per, below[0], tag)


def _is_named(written: str, unit: Unit, tag: str) -> bool:
    """Tell whether words begin with the name of a unit, in any spelling that Factbox knows."""
    words = written.casefold()
    names = {word.casefold() for _, word in (*unit.one, *unit.many)} | {unit.symbol.casefold(), unit.id.casefold()}
    names |= unit_names(unit.cldr, tag) if unit.cldr and not is_english(tag) else frozenset()
    if any(name and (words == name or words.startswith(f"{name} ")) for name in names):
        return True
    parts = words.split()
    spelled = (BY_WORD.get(" ".join(parts[:size])) for size in range(len(parts), 0, -1))
    return next((found == unit for found in spelled if found is not None), False)
