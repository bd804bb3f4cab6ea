"""What every fact, cell and claim says, derived ones included, and how an address finds it."""

from __future__ import annotations

from dataclasses import field
from operator import eq
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.diagnostics import Fault
from generator.diagnostics.nearest import nearest
from generator.facts.derive import names
from generator.facts.inherited import common_period, inherited_sources, oldest, weakest_status
from generator.facts.prose import Owner
from generator.facts.uses import Use
from generator.model.address import FactAddress, parse_fact_address
from generator.model.dates import parse_date
from generator.model.fact import PERIOD_WORDS
from generator.model.identity import ID

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.facts.derive import Expression, Named, Result
    from generator.model.dates import Date
    from generator.model.fact import Cell, Claim, Fact, Series
    from generator.model.source import SourceRef
    from generator.model.value import Value

HELD = ("actual", "provisional")


@dataclass(frozen=True, slots=True)
class Figure:
    """What an address found: one value with its status, dates and sources.

    `address` is the whole address of what was found (`car-exports.us.2024`, `rice-tariff#trump`). `value` is None for a
    contested fact that is neither settled nor preferred, for a derivation that could not be computed, and for what
    could not be read.
    """

    address: str
    fact: Fact
    value: Value | None
    status: str
    period: Date | None
    as_of: Date | None
    since: Date | None
    sources: tuple[SourceRef, ...]
    cell: Cell | None = None
    claim: Claim | None = None
    result: Result | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """All facts by id, with the results of the derived ones and the figures that each of these was worked out from.

    `found` is what the id of each fact alone points at, once all are worked out: prose asks for most of them often.
    """

    facts: Mapping[str, Fact]
    results: Mapping[str, Result] = field(default_factory=dict)
    inputs: Mapping[str, tuple[Figure, ...]] = field(default_factory=dict)
    expressions: Mapping[str, Expression] = field(default_factory=dict)
    found: Mapping[str, Figure | Fault] = field(default_factory=dict)

    def named(self, fact: Fact) -> tuple[Named, ...]:
        """Give the addresses in a fact's derivation, with their places in it."""
        expression = self.expressions.get(fact.id.text)
        return names(expression) if expression is not None else ()

    def of_constants(self, fact: Fact) -> bool:
        """Tell whether a fact is worked out from numbers and dates in its formula alone, so that it rests on itself."""
        return fact.id.text in self.results and not self.named(fact)

    def find(self, address: str) -> Figure | Fault:
        """Give what an address points at; a Fault (E-REF, E-REF-AMBIGUOUS, E-DATE) where it points at nothing."""
        return self.found.get(address) or self._found(address)

    def _found(self, address: str) -> Figure | Fault:
        parsed = parse_fact_address(address)
        if isinstance(parsed, Fault):
            return parsed
        fact = self.facts.get(parsed.id)
        if fact is None:
            return _unknown_fact(parsed.id, self.facts)
        if parsed.claim:
            return _claim(fact, parsed, len(address))
        if fact.series is not None:
            return _series(fact, fact.series, parsed, len(address))
        if parsed.cell or parsed.as_of:
            what = "cells" if parsed.cell else "values by date"
            message = f"`{parsed.id}` is one value, without {what}"
            return Fault("E-REF", message, f"write `{parsed.id}`", len(parsed.id), len(address) - len(parsed.id))
        return self.whole(fact)

    def uses(self) -> tuple[Use, ...]:
        """Give what derived facts are worked out from, as references."""
        found = []
        for id_, inputs in self.inputs.items():
            fact = self.facts[id_]
            owner, place = Owner("fact", id_, fact.home), (fact.derive or fact.id).span
            found += [Use("fact", figure.address, owner, place, "derive") for figure in inputs]
        return tuple(found)

    def whole(self, fact: Fact) -> Figure:
        """Give a fact that is not a series."""
        known = self.found.get(fact.id.text)
        if isinstance(known, Figure) and known.fact is fact and fact.series is None:
            return known
        value, sources, as_of, period = fact.value, fact.sources, fact.as_of, fact.period
        status, result = fact.status, self.results.get(fact.id.text)
        if fact.settled is not None:
            value, sources = fact.settled.value, fact.settled.sources or sources
        elif fact.preferred is not None:
            return next((_of_claim(fact, c) for c in fact.claims if c.key.text == fact.preferred.text), _bare(fact))
        elif result is not None:
            inputs, value = self.inputs.get(fact.id.text, ()), result.value
            sources = sources or inherited_sources(inputs)
            as_of, period = as_of or oldest(inputs), period or common_period(inputs)
            status = weakest_status([status, *(figure.status for figure in inputs)])
        return Figure(fact.id.text, fact, value, status, period, as_of, fact.since, sources, result=result)


def _bare(fact: Fact) -> Figure:
    return Figure(fact.id.text, fact, None, fact.status, fact.period, fact.as_of, fact.since, fact.sources)


def _unknown_fact(id_: str, facts: Mapping[str, Fact]) -> Fault:
    present = now_named(id_, facts)
    if present:
        return Fault("E-REF", f"there is no fact `{id_}` any more", f"`{id_}` is now `{present}`", 0, len(id_))
    close = nearest(id_, filter(ID.fullmatch, facts))
    hint = f"did you mean `{close}`?" if close else "write it in content/facts/, or mend the id"
    return Fault("E-REF", f"there is no fact `{id_}`", hint, 0, len(id_))


def now_named(id_: str, entries: Mapping[str, object]) -> str:
    """Give the id of the entry that had another one before, which its `was:` names; "" where there is none."""
    was = ((name, getattr(entry, "was", ())) for name, entry in entries.items())
    return next((name for name, former in was if any(old.text == id_ for old in former)), "")


# --- claims


def _of_claim(fact: Fact, claim: Claim) -> Figure:
    address = f"{fact.id.text}#{claim.key.text}"
    as_of = claim.as_of or fact.as_of
    return Figure(address, fact, claim.value, fact.status, fact.period, as_of, fact.since, claim.sources, claim=claim)


def _claim(fact: Fact, parsed: FactAddress, size: int) -> Figure | Fault:
    start = size - len(parsed.claim)
    if not fact.claims:
        message = f"`{parsed.id}` is not contested: it has no claims"
        return Fault("E-REF", message, f"write `{parsed.id}`", start, len(parsed.claim))
    found = next((claim for claim in fact.claims if claim.key.text == parsed.claim), None)
    if found is not None:
        return _of_claim(fact, found)
    keys = [claim.key.text for claim in fact.claims]
    close = nearest(parsed.claim, keys)
    hint = f"did you mean `{close}`?" if close else f"its claims are: {', '.join(keys)}"
    return Fault("E-REF", f"`{parsed.id}` has no claim `{parsed.claim}`", hint, start, len(parsed.claim))


# --- series


def cell_figure(fact: Fact, cell: Cell) -> Figure:
    """Give a cell as a figure."""
    address = ".".join((fact.id.text, *cell.keys))
    return Figure(
        address,
        fact,
        cell.value,
        cell.status,
        cell.period,
        cell.as_of,
        cell.since or fact.since,
        cell.sources,
        cell=cell,
    )


def _series(fact: Fact, series: Series, parsed: FactAddress, end: int) -> Figure | Fault:
    start = len(parsed.id) + 1
    size = len(".".join(parsed.cell))
    cells = [cell for cell in series.cells if cell.keys[: len(parsed.cell)] == parsed.cell]
    if any(all(map(eq, keys, parsed.cell)) for keys in series.unread):
        return _bare(fact)  # what cannot be read is reported where it stands
    if not cells:
        return _unknown_cell(series, parsed, start, size)
    if parsed.as_of:
        return _held(fact, cells, parsed, end - len(parsed.as_of))
    if len(cells) == 1:
        return cell_figure(fact, cells[0])
    return _newest(fact, cells, parsed)


def _unknown_cell(series: Series, parsed: FactAddress, start: int, size: int) -> Fault:
    if not series.cells:
        return Fault("E-REF", f"`{parsed.id}` has no cells", "", 0, len(parsed.id))
    depth = len(parsed.cell)
    known = list(dict.fromkeys(".".join(cell.keys[:depth]) for cell in series.cells))
    written = ".".join(parsed.cell)
    close = nearest(written, known)
    hint = f"did you mean `{parsed.id}.{close}`?" if close else f"it has: {', '.join(known[:12])}"
    return Fault("E-REF", f"`{parsed.id}` has no cell `{written}`", hint, start, max(size, 1))


def _held(fact: Fact, cells: list[Cell], parsed: FactAddress, start: int) -> Figure | Fault:
    date = parse_date(parsed.as_of)
    if isinstance(date, Fault) or date.latest is None:
        return Fault("E-DATE", f"`{parsed.as_of}` is not a date", "write `?as_of=2025-06-01`", start, len(parsed.as_of))
    day = date.latest
    held = [c for c in cells if c.status in HELD and c.period and c.period.earliest and c.period.earliest <= day]
    if held:
        return _newest(fact, held, parsed)
    message = f"no value of `{parsed.id}` held on {parsed.as_of}"
    hint = "only actual and provisional cells hold; a cell that was announced or threatened never did"
    return Fault("E-REF", message, hint, start, len(parsed.as_of))


def _newest(fact: Fact, cells: list[Cell], parsed: FactAddress) -> Figure | Fault:
    words = fact.series.by if fact.series is not None else ()
    names = {tuple(key for word, key in zip(words, c.keys, strict=False) if word not in PERIOD_WORDS) for c in cells}
    dated = [cell for cell in cells if cell.period is not None]
    newest = max((cell.period.sort_key for cell in dated if cell.period is not None), default=None)
    found = [cell for cell in dated if cell.period is not None and cell.period.sort_key == newest] or cells
    if len(found) == 1 and len(names) == 1:
        return cell_figure(fact, found[0])
    found = found if len(found) > 1 else cells
    choices = ", ".join(f"`{fact.id.text}.{'.'.join(cell.keys)}`" for cell in found[:4])
    more = " and others" if len(found) > 4 else ""  # noqa: PLR2004 - as many as the line above shows
    written = ".".join((parsed.id, *parsed.cell))
    return Fault("E-REF-AMBIGUOUS", f"`{written}` could be {choices}{more}", "name the cell", 0, len(written))
