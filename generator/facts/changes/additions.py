"""What a release has to write down: whatever the lock does not say yet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.facts.changes.changes import correction_key
from generator.facts.changes.spelt import spelt, spelt_was
from generator.model.lock import PublishedCorrection, PublishedEntry, PublishedFigure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.facts.changes.snapshot import Snapshot
    from generator.model.lock import Lock, Record
    from generator.model.unit import Units


def additions(lock: Lock, now: Snapshot) -> tuple[Record, ...]:
    """Give the records of all that is public and not in the lock in the same words; none where nothing changed."""
    held: dict[tuple[type[Record], str], Record] = {}
    said = set()
    for kept in lock.kept:
        record = kept.record
        if isinstance(record, PublishedCorrection):
            said.add((correction_key(record, {}), record.address))
        else:
            held[type(record), record.address] = record
    records: tuple[Record, ...] = (*now.figures.values(), *now.entries.values())
    fresh = [one for one in records if held.get((type(one), one.address)) != one]
    corrected = [one for one in now.corrections if (correction_key(one, {}), one.address) not in said]
    return (*sorted(fresh, key=_order), *sorted(dict.fromkeys(corrected), key=_order))


def _order(record: Record) -> tuple[str, ...]:
    if isinstance(record, PublishedCorrection):
        return record.address, record.date, record.was, record.text
    return (record.address,)


def told(lock: Lock, records: tuple[Record, ...], units: Units) -> Iterator[tuple[str, str]]:
    """Give what a release says of its records, each with its sort: new, changed, corrected, gone or moved."""
    before: dict[tuple[type[Record], str], Record] = {
        (type(kept.record), kept.record.address): kept.record for kept in lock.kept
    }
    every = (*records, *(kept.record for kept in lock.kept))
    for record in records:
        old = before.get((type(record), record.address))
        if isinstance(record, PublishedCorrection):
            words = f"was {spelt_was(record, every, units)}" if record.was else record.text
            yield "corrected", f"{record.address}: {words}"
        elif isinstance(record, PublishedEntry):
            yield from _entry(record, old if isinstance(old, PublishedEntry) else None)
        elif isinstance(old, PublishedFigure):
            yield from _figure(record, old, units)
        else:
            yield "new", f"{record.address}: {spelt(record, units)}"


def _entry(record: PublishedEntry, old: PublishedEntry | None) -> Iterator[tuple[str, str]]:
    if record.state == "moved":
        yield "moved", f"{record.address} leads to {record.to}"
    elif record.state:
        yield "gone", f"{record.address}{' (withdrawn)' if record.state == 'withdrawn' else ''}"
    elif old is None:
        yield "new", record.address
    else:
        what = "its words" if record.words != old.words else "its title"
        yield "changed", f"{record.address}: {what}"


def _figure(record: PublishedFigure, old: PublishedFigure, units: Units) -> Iterator[tuple[str, str]]:
    if record.value != old.value:
        yield "changed", f"{record.address}: {spelt(old, units)} became {spelt(record, units)}"
    else:
        same = replace(old, value=record.value)
        names = [name for name in ("label", "unit", "status", "period", "as_of", "since", "derive", "inputs", "by")
                 if getattr(same, name) != getattr(record, name)]  # fmt: skip
        yield "changed", f"{record.address}: its {', '.join(names) or 'precision'}"
