"""Which fact says a number already: the offer that goes with a figure that is bound to nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.facts.ledger import cell_figure
from generator.model.value import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from generator.facts.ledger import Figure, Ledger
    from generator.facts.lint.stated import Stated
    from generator.facts.numbers import Phrase


@dataclass(frozen=True, slots=True)
class Sayings:
    """Every exact number that a fact, a cell or a claim says, with where. Build it with `Sayings.of`."""

    by_number: Mapping[Decimal, tuple[tuple[str, Quantity], ...]]

    @classmethod
    def of(cls, ledger: Ledger) -> Sayings:
        """Lay out what all facts say."""
        found: dict[Decimal, list[tuple[str, Quantity]]] = {}
        for figure in _figures(ledger):
            if isinstance(figure.value, Quantity) and figure.value.number is not None:
                found.setdefault(figure.value.number, []).append((figure.address, figure.value))
        return cls({number: tuple(said) for number, said in found.items()})

    def address(self, stated: Stated) -> str:
        """Give the address of the one fact that says a figure, or "" where there is none, or more than one."""
        found = {address.partition(".")[0]: address for address in self.addresses(stated)}
        return next(iter(found.values())) if len(found) == 1 else ""

    def addresses(self, stated: Stated) -> tuple[str, ...]:
        """Give the addresses of all facts, cells and claims that say a figure: the same number of the same unit."""
        phrase = stated.said
        if phrase is None or phrase.low is None or phrase.low != phrase.high:
            return ()
        return tuple(address for address, value in self.by_number.get(phrase.low, ()) if _same_unit(phrase, value))


def _figures(ledger: Ledger) -> Iterator[Figure]:
    for fact in ledger.facts.values():
        if fact.series is not None:
            yield from (cell_figure(fact, cell) for cell in fact.series.cells)
        else:
            yield ledger.whole(fact)


def _same_unit(phrase: Phrase, value: Quantity) -> bool:
    """Tell whether the words behind a number name the unit of a value; a number that names nothing fits none."""
    unit = value.unit
    if phrase.kind in {"percent", "points", "money"} or unit.kind in {"percent", "points", "currency"}:
        kind = "currency" if phrase.kind == "money" else phrase.kind
        return unit.kind == kind and (kind != "currency" or unit.currency in phrase.currency)
    words = phrase.unit.casefold()
    names = {word.casefold() for _, word in (*unit.one, *unit.many)} | {unit.symbol.casefold(), unit.id.casefold()}
    return any(name and (words == name or words.startswith(f"{name} ")) for name in names)
