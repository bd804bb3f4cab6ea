"""What was published stands: nothing of it changes or vanishes without a word to the reader."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.check.silent import changed, day_of, place_of
from generator.check.unread import Unread
from generator.diagnostics import Diagnostic, Span, diagnose
from generator.facts.changes import moment_of, snapshot, spelt, spelt_was
from generator.facts.changes.changes import changes_to
from generator.facts.changes.entries import url_of
from generator.facts.changes.lost import lost_addresses, lost_corrections, lost_figures
from generator.model.lock import LOCK_NAME

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from generator.check.whole import Whole
    from generator.facts.changes import Snapshot
    from generator.facts.changes.lost import Lost
    from generator.model.lock import Kept, PublishedFigure
    from generator.model.site import Site
    from generator.model.text import Text

_WAS = frozenset({"fact", "term", "event", "person", "source", "card"})


def unexplained_changes(whole: Whole) -> Iterator[Diagnostic]:
    """Report E-CHANGE-SILENT, E-CHANGE-UNIT, E-CORRECTION-GONE and E-ADDRESS-GONE: the content against the lock.

    Of entries with an error in them, and of what may stand in a file that cannot be read, nothing is said: it may be as
    it was, and the error is told where it stands.
    """
    site = whole.site
    if not site.lock:
        return
    today = whole.now.astimezone(site.config.timezone).date()
    now = snapshot(site, whole.ledger, moment_of(site, whole.now))
    unread = Unread.of(site, whole.ledger)
    for one in changes_to(site, now):
        if one.kind == "silent" and f"fact:{one.address}" not in unread:
            yield changed(site, one, now)
    yield from _vanished(site, now, unread, today)


def _vanished(site: Site, now: Snapshot, unread: Unread, today: dt.date) -> Iterator[Diagnostic]:
    for correction, kept in lost_corrections(site, now):
        owner = correction.address
        if (owner if ":" in owner else f"fact:{owner}") in unread:
            continue
        was = spelt_was(correction, (one.record for one in site.lock.kept), site.units)
        said = f"`was: {was}`" if correction.was else f"“{correction.text[:80]}”"
        message = f"the correction of {correction.date} that `{owner}` had ({said}) is gone"
        hint = f"put it back: corrections are never removed (it was in the release of {day_of(site, kept.release)})"
        yield diagnose("E-CORRECTION-GONE", place_of(site, owner, kept.line), message, hint=hint)
    for lost in lost_addresses(site, now):
        if not any(address in unread for address in (lost.address, lost.kin, lost.to) if address):
            yield _lost(site, lost, today)
    for figure, kept in lost_figures(site, now):
        if f"fact:{figure.address}" not in unread:
            yield _lost_figure(site, figure, kept, today)


# --- addresses


def _lost(site: Site, lost: Lost, today: dt.date) -> Diagnostic:
    kind, colon, name = lost.address.partition(":")
    titled = f" (“{lost.title}”)" if lost.title else ""
    message = f"`{lost.address}`{titled} was published and is no longer there"
    gone = f"if it is gone, say so in content/gone.yaml: `{lost.address}: {{date: {today}, because: ...}}`"
    if not colon:
        return diagnose(
            "E-ADDRESS-GONE",
            Span(LOCK_NAME, lost.line),
            message,
            hint=f"write it among the `aliases:` again, or {gone}",
        )
    article = site.articles.get(name) if kind == "article" else None
    if article is not None:
        hint = "a published article does not become a draft: write `status: withdrawn`, and in `withdrawn:` why"
        return diagnose("E-ADDRESS-GONE", article.place, f"{message} for readers", hint=hint)
    renamed = _renamed(kind, name, lost.kin)
    place = _place_of_kin(site, lost)
    return diagnose("E-ADDRESS-GONE", place, message, hint=f"{renamed}; {gone}" if renamed else gone)


def _place_of_kin(site: Site, lost: Lost) -> Span:
    """Give where something with a new name stands; its line in the lock, where there is no such thing."""
    kind, _, name = lost.kin.partition(":")
    if kind in {"article", "page"}:
        return (site.articles.get(name) or site.pages[name]).place
    kinds = (("fact", site.facts), ("term", site.terms), ("event", site.events), ("person", site.people),
             ("source", site.sources))  # fmt: skip
    return next(
        (entries[name].id.span for of, entries in kinds if of == kind and name in entries), Span(LOCK_NAME, lost.line)
    )


def _renamed(kind: str, name: str, kin: str) -> str:
    to = kin.partition(":")[2]
    if kind in {"article", "page"}:
        there = f"in `{to}` (it has the same title)" if to else "in the one that has its place"
        return f"if it has another address now, write `aliases: [/{name}/]` {there}"
    if kind not in _WAS:
        return ""
    old = name.partition("#")[2] or name
    if not to:
        return f"if it was renamed, write `was: {old}` in what it is now"
    return f"did you rename it to `{to.partition('#')[2] or to}`? Then write `was: {old}` there"


def _lost_figure(site: Site, figure: PublishedFigure, kept: Kept, today: dt.date) -> Diagnostic:
    day = day_of(site, kept.release)
    message = f"`{figure.address}` was published as {spelt(figure, site.units)} on {day} and is no longer there"
    hint = f"put it back, or say in content/gone.yaml `fact:{figure.address}: {{date: {today}, because: ...}}`"
    place = place_of(site, figure.address, kept.line)
    return diagnose("E-ADDRESS-GONE", place, message, hint=hint)


# --- notes that cannot be right


def misplaced_ids(whole: Whole) -> Iterator[Diagnostic]:
    """Report E-GONE for what is said to be gone and is there, and E-ID-DUP for a former id that something has."""
    site = whole.site
    if site.gone:
        yield from _still_there(site, snapshot(replace(site, gone={}), whole.ledger, whole.now))
    for kind, entries in _with_was(site):
        taken = set(entries)
        for id_, former in entries.items():
            for old in former:
                if old.text in taken:
                    message = f"`{id_}` cannot have been `{old}`: there is another {kind} of that name"
                    yield diagnose("E-ID-DUP", old.span, message, hint="remove it from `was:`")
                taken.add(old.text)


def _still_there(site: Site, bare: Snapshot) -> Iterator[Diagnostic]:
    """Report what is said to be gone and is in a snapshot of the site without that."""
    urls = {entry.url for entry in bare.entries.values()}
    for gone in site.gone.values():
        address = gone.address.text
        if url_of(address) in urls or address.removeprefix("fact:") in bare.figures:
            message, hint = f"`{address}` is said to be gone, and is there", "remove it, or this note"
            yield diagnose("E-GONE", gone.address.span, message, hint=hint)


def _with_was(site: Site) -> Iterator[tuple[str, dict[str, tuple[Text, ...]]]]:
    yield "fact", {id_: one.was for id_, one in site.facts.items()}
    yield "term", {id_: one.was for id_, one in site.terms.items()}
    yield "event", {id_: one.was for id_, one in site.events.items()}
    yield "person", {id_: one.was for id_, one in site.people.items()}
    yield "source", {id_: one.was for id_, one in site.sources.items()}
    for article in site.articles.values():
        yield "card", {card.id.text: card.was for card in article.cards}
