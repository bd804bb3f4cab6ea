"""What a block or a sidebar shows of an address: one figure, each claim, or each cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Fault
from generator.facts.ledger import cell_figure
from generator.model.address import parse_fact_address

if TYPE_CHECKING:
    from generator.facts.ledger import Figure, Ledger


def shown_figures(ledger: Ledger, address: str, block: str = "") -> tuple[Figure, ...]:
    """Give the figures that a page shows for an address in a block of that name ("" for a sidebar), in their order.

    A `table` and a `chart` show every cell below the address, `claims` every claim, and so does any block for a
    contested fact without a figure of its own. It gives nothing for an address that leads nowhere, or to many cells.
    """
    parsed = parse_fact_address(address)
    fact = ledger.facts.get(parsed.id) if not isinstance(parsed, Fault) else None
    if isinstance(parsed, Fault) or fact is None:
        return ()
    if block in {"table", "chart"} and fact.series is not None:
        size = len(parsed.cell)
        return tuple(cell_figure(fact, cell) for cell in fact.series.cells if cell.keys[:size] == parsed.cell)
    found = ledger.find(address)
    if fact.claims and not parsed.claim and (block == "claims" or isinstance(found, Fault) or found.value is None):
        claims = (ledger.find(f"{parsed.id}#{claim.key}") for claim in fact.claims)
        return tuple(one for one in claims if not isinstance(one, Fault))
    return () if isinstance(found, Fault) else (found,)
