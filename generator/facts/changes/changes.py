"""What became of every published value: the updates, the corrections, and what nobody explained."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.facts.changes.judge import differs, explains, is_same_formula, reason, same_person, swapped
from generator.facts.changes.later import Held
from generator.facts.changes.snapshot import Snapshot, moment_of, snapshot
from generator.facts.sources import names_of_people
from generator.model.lock import PublishedCorrection, PublishedFigure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.facts.ledger import Ledger
    from generator.model.lock import Lock, Release
    from generator.model.site import Site


@dataclass(frozen=True, slots=True)
class Change:
    """A published value that another one took the place of.

    `address` is where the value is now. `kind` is update (the world changed), correction (we were wrong) or silent
    (nothing says which); `reason` is what explains it, as in `judge`. `release` first had the new value; it is None
    for what is in the content and not yet released.
    """

    address: str
    old: PublishedFigure
    new: PublishedFigure
    kind: str
    reason: str
    release: Release | None

    @property
    def fact(self) -> str:
        """Give the id of the fact."""
        return fact_id(self.address)

    @property
    def pending(self) -> bool:
        """Tell whether the new value is in the content and in no release."""
        return self.release is None


@dataclass(frozen=True, slots=True)
class _Version:
    figure: PublishedFigure
    release: Release | None
    turn: int


def _why(  # noqa: PLR0917 - what a change is judged by
    old: PublishedFigure,
    new: PublishedFigure,
    said: list[str],
    before: list[Held],
    known: Mapping[str, frozenset[str]],
    today: dt.date,
) -> str:
    """Give what explains a change; that a claim is somebody else's only a correction that names the former one does."""
    if not swapped(old, new, known):
        return reason(old, new, said, before, today)
    if not any(same_person(old.by, was, known) for was in said):
        return "claimant"
    return reason(old, new, said, before, today) if differs(old, new) else "correction"


def _held(version: _Version) -> Held:
    day = version.release.moment.date() if version.release is not None else dt.date.max
    return Held(version.figure, day)


def fact_id(address: str) -> str:
    """Give the id of the fact that an address is of."""
    return address.partition("#")[0].partition(".")[0]


def changes(site: Site, ledger: Ledger, now: dt.datetime) -> tuple[Change, ...]:
    """Give every change of a published value, oldest first; those since the last release come last.

    Each value that the lock holds is compared with the one that followed it, and the last with the content, so that a
    change is not forgotten by being released. Nothing is compared where there is no lock.
    """
    if not site.lock:
        return ()
    return changes_to(site, snapshot(site, ledger, moment_of(site, now)))


def changes_to(site: Site, now: Snapshot) -> tuple[Change, ...]:
    """Give every change from what was released to what is public now."""
    moved = former_ids(site)
    turns = {release.key: turn for turn, release in enumerate(site.lock.releases)}
    corrected = _corrected(site.lock, now, moved, turns)
    last, known = len(turns), names_of_people(site.people)
    lines = tuple(_lines(site.lock, now, moved, turns))
    every: dict[str, list[_Version]] = {}  # of an address, under whatever id of its fact
    for address, versions in lines:
        every.setdefault(address, []).extend(versions)
    found: dict[tuple[str, PublishedFigure, PublishedFigure, int], Change] = {}
    for address, versions in lines:
        for old, new in pairwise(versions):
            if differs(old.figure, new.figure) or swapped(old.figure, new.figure, known):
                said = [was for was, turn in corrected.get(fact_id(address), ()) if turn >= new.turn]
                before = [_held(version) for version in every[address] if version.turn < new.turn]
                why = _why(old.figure, new.figure, said, before, known, now.day)
                kind = "correction" if why == "correction" else "update" if explains(why) else "silent"
                change = Change(address, old.figure, new.figure, kind, why, new.release)
                found.setdefault((address, old.figure, new.figure, new.turn), change)
    order = sorted(found.items(), key=lambda pair: (min(pair[0][3], last), pair[0][0]))
    beside = {(change.address, key[3]): change for key, change in order}
    return tuple(_following(change, beside, key[3]) for key, change in order)


def _following(change: Change, beside: Mapping[tuple[str, int], Change], turn: int) -> Change:
    """Give a change that nothing explains as an update where it only follows an input's: its status, or its unit.

    `beside` are all changes by address and turn. The input has to be explained itself.
    """
    old, new = change.old, change.new
    if change.kind != "silent" or not is_same_formula(old, new):
        return change
    for address, _ in new.inputs:
        one = beside.get((address, turn))
        if one is None:
            continue
        unit = old.unit == new.unit or one.old.unit != one.new.unit
        status = old.status == new.status or (
            one.old.status != one.new.status and (one.old.status == old.status or one.new.status == new.status)
        )
        if unit and status:
            return replace(change, kind="update", reason="inputs")
    return change


def former_ids(site: Site) -> dict[str, str]:
    """Give the present id of every fact by each id that it had before."""
    named = {old.text: fact.id.text for fact in site.facts.values() for old in fact.was}
    return {old: new for old, new in named.items() if old not in site.facts}


def address_now(address: str, moved: Mapping[str, str]) -> str:
    """Give the present address of a figure whose fact may have another id now."""
    id_ = fact_id(address)
    return moved[id_] + address[len(id_) :] if id_ in moved else address


def _lines(
    lock: Lock, now: Snapshot, moved: Mapping[str, str], turns: Mapping[str, int]
) -> Iterator[tuple[str, list[_Version]]]:
    """Give for each address that was ever published its versions, from the first to the present one.

    The versions under a former id go on with those that the present id had later.
    """
    held: dict[str, list[_Version]] = {}
    for kept in lock.kept:
        if isinstance(kept.record, PublishedFigure):
            version = _Version(kept.record, kept.release, turns[kept.release.key])
            held.setdefault(kept.record.address, []).append(version)
    for address, own in held.items():
        present = address_now(address, moved)
        later = [one for one in held.get(present, ()) if one.turn > own[-1].turn]  # none where it is the same address
        figure = now.figures.get(present)
        yield present, [*own, *later, *([_Version(figure, None, len(turns))] if figure is not None else [])]


def _corrected(
    lock: Lock, now: Snapshot, moved: Mapping[str, str], turns: Mapping[str, int]
) -> dict[str, list[tuple[str, int]]]:
    """Give for each fact what its corrections say it was, with the turn of the release that first had them.

    A correction explains a change that came with it or before it, never a later one.
    """
    first: dict[tuple[str, str, str], int] = {}
    for kept in lock.kept:
        if isinstance(kept.record, PublishedCorrection) and kept.record.was:
            first.setdefault(correction_key(kept.record, moved), turns[kept.release.key])
    for one in now.corrections:
        if one.was:
            first.setdefault(correction_key(one, moved), len(turns))
    found: dict[str, list[tuple[str, int]]] = {}
    for (id_, was, _), turn in first.items():
        found.setdefault(id_, []).append((was, turn))
    return found


def correction_key(one: PublishedCorrection, moved: Mapping[str, str]) -> tuple[str, str, str]:
    """Give what makes a correction that one and no other: its fact or article, what it says, and its date."""
    if one.address.startswith("article:"):
        return one.address, one.text, one.date
    return fact_id(address_now(one.address, moved)), one.was, one.date
