"""What was published stands: nothing of it changes or vanishes without a word to the reader."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.check.unread import Unread
from generator.diagnostics import Diagnostic, Fault, Span, diagnose
from generator.facts.changes import Snapshot, moment_of, snapshot
from generator.facts.changes.changes import changes_to
from generator.facts.changes.entries import url_of
from generator.facts.changes.lost import lost_addresses, lost_corrections, lost_figures
from generator.model.lock import LOCK_NAME

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from generator.check.whole import Whole
    from generator.facts.changes import Change
    from generator.facts.changes.lost import Lost
    from generator.model.lock import PublishedFigure, Release
    from generator.model.site import Site
    from generator.model.text import Text

_LOCK = Span(LOCK_NAME)
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
            yield _changed(site, one, today)
    yield from _vanished(site, now, unread, today)


def _vanished(site: Site, now: Snapshot, unread: Unread, today: dt.date) -> Iterator[Diagnostic]:
    for correction, release in lost_corrections(site, now):
        owner = correction.address
        if (owner if ":" in owner else f"fact:{owner}") in unread:
            continue
        said = f"`was: {correction.was}`" if correction.was else f"“{correction.text[:80]}”"
        message = f"the correction of {correction.date} that `{owner}` had ({said}) is gone"
        hint = f"put it back: corrections are never removed (it was in the release of {_day(site, release)})"
        yield diagnose("E-CORRECTION-GONE", place_of(site, owner), message, hint=hint)
    for lost in lost_addresses(site, now):
        if not any(address in unread for address in (lost.address, lost.kin, lost.to) if address):
            yield _lost(site, lost, today)
    for figure, release in lost_figures(site, now):
        if f"fact:{figure.address}" not in unread:
            yield _lost_figure(site, figure, release, today)


def _day(site: Site, release: Release) -> str:
    return release.moment.astimezone(site.config.timezone).date().isoformat()


# --- values


def _changed(site: Site, change: Change, today: dt.date) -> Diagnostic:
    old, new = change.old, change.new
    before, after = _said(site, old, new), _said(site, new, old)
    when = "" if change.release is None else f", in the release of {_day(site, change.release)},"
    was = _yaml(_to_correct(site, old, new))
    place = place_of(site, change.address)
    if change.reason == "claimant":
        return _swapped(change, when, place, today)
    wrong = _correcting(site, change, f"corrections: [{{was: {was}, date: {today}, because: ...}}]", place)
    if change.reason == "unit":
        message = f"`{change.address}` was published as {before} and is now{when} {after}, in another unit"
        hint = f"a published unit stays: give the new figure an id of its own; {wrong}"
        return diagnose("E-CHANGE-UNIT", place, message, hint=hint)
    message = f"`{change.address}` was published as {before} and is now{when} {after}, and nothing says why"
    if change.pending:
        hint = f"if the world changed, {_new_date(site, change)}; {wrong}"
    else:  # what two releases said stays as it is, and no date that is written now is in them
        hint = f"both are released, so that a new date does not help; {wrong.removeprefix('if we were wrong, ')}"
    return diagnose("E-CHANGE-SILENT", place, message, hint=hint)


def _swapped(change: Change, when: str, place: Span, today: dt.date) -> Diagnostic:
    old, new = change.old, change.new
    message = f"`{change.address}` was published as a claim by {old.by} and is now{when} by {new.by}"
    own = f"give the claim of {new.by} a key of its own and leave this one" if change.pending else ""
    wrong = f"add `corrections: [{{was: {_yaml(old.by)}, date: {today}, because: ...}}]` to the fact"
    hint = f"{own}; if we were wrong about who it is, {wrong}" if own else wrong
    return diagnose("E-CHANGE-SILENT", place, message, hint=hint)


def _correcting(site: Site, change: Change, words: str, place: Span) -> str:
    """Give the YAML of a correction with the place where it belongs: a claim's stands on its fact, a cell's in it."""
    fact = site.facts.get(change.fact)
    part = change.address[len(change.fact) :]
    if fact is None or not part:
        return f"if we were wrong, add `{words}`"
    if part.startswith("#"):
        return f"if we were wrong, add to the fact `{fact.id}`, beside `claims:` and not in it, `{words}`"
    key = part[1:]
    if place.path.endswith(".csv"):
        return f"if we were wrong, add to the fact `{fact.id}` `cells: {{{key}: {{{words}}}}}`"
    cells = fact.series.cells if fact.series is not None else ()
    written = next((_yaml(cell.written.text) for cell in cells if ".".join(cell.keys) == key), "...")
    return f"if we were wrong, write the cell as `{key.rpartition('.')[2]}: {{value: {written}, {words}}}`"


def _said(site: Site, one: PublishedFigure, other: PublishedFigure) -> str:
    status = f" ({one.status})" if one.status != other.status else ""
    return f"{_spelt(site, one) or 'nothing'}{status}"


def _spelt(site: Site, figure: PublishedFigure) -> str:
    """Give a value with the word of its unit: `770000 tonnes` for `770000 t`."""
    unit = site.units.find(figure.unit) if figure.unit else None
    word = unit.word("en", one=False) if unit is not None and not isinstance(unit, Fault) else ""
    if not word or not figure.value.endswith(f" {figure.unit}"):
        return figure.value
    return figure.value.removesuffix(figure.unit) + word


def _to_correct(site: Site, old: PublishedFigure, new: PublishedFigure) -> str:
    return _spelt(site, old) if old.value != new.value else old.status


def _new_date(site: Site, change: Change) -> str:
    fact = site.facts.get(change.fact)
    if fact is not None and fact.series is not None and fact.series.by and change.address != fact.id.text:
        return f"add a cell for the new time, or write a new `as_of:`{_later(change.old)}"
    return f"write a new `as_of:` or `period:`{_later(change.old)}"


def _later(old: PublishedFigure) -> str:
    date = old.as_of or old.period or old.since
    return f" (later than {date})" if date else ""


def _yaml(text: str) -> str:
    """Give a value as it can stand in a flow mapping of YAML."""
    plain = (
        text
        and text[0] not in "!&*?|>@`%\"'#-{}[] "
        and not any(mark in text for mark in (",", ": ", " #", "{", "}", "[", "]"))
    )
    return text if plain else "'" + text.replace("'", "''") + "'"


# --- addresses


def place_of(site: Site, address: str) -> Span:
    """Give where in the content something stands that the lock names: a fact's value, an article; else the lock."""
    kind, colon, name = address.partition(":")
    if colon:
        entry = site.articles.get(name) if kind == "article" else None
        return entry.place if entry is not None else _LOCK
    fact = site.facts.get(address.partition("#")[0].partition(".")[0])
    if fact is None:
        return _LOCK
    part = address[len(fact.id.text) :]
    if part.startswith("#"):
        return next((one.written.span for one in fact.claims if one.key.text == part[1:]), fact.place)
    for cell in fact.series.cells if fact.series is not None else ():
        if ".".join(("", *cell.keys)) == part:
            return cell.written.span
    text = fact.written or fact.derive
    return text.span if text is not None else fact.place


def _lost(site: Site, lost: Lost, today: dt.date) -> Diagnostic:
    kind, colon, name = lost.address.partition(":")
    titled = f" (“{lost.title}”)" if lost.title else ""
    message = f"`{lost.address}`{titled} was published and is no longer there"
    gone = f"if it is gone, say so in content/gone.yaml: `{lost.address}: {{date: {today}, because: ...}}`"
    if not colon:
        return diagnose("E-ADDRESS-GONE", _LOCK, message, hint=f"write it among the `aliases:` again, or {gone}")
    article = site.articles.get(name) if kind == "article" else None
    if article is not None:
        hint = "a published article does not become a draft: write `status: withdrawn`, and in `withdrawn:` why"
        return diagnose("E-ADDRESS-GONE", article.place, f"{message} for readers", hint=hint)
    renamed = _renamed(kind, name, lost.kin)
    place = _place_of_kin(site, lost.kin)
    return diagnose("E-ADDRESS-GONE", place, message, hint=f"{renamed}; {gone}" if renamed else gone)


def _place_of_kin(site: Site, address: str) -> Span:
    """Give where something with a new name stands; the lock, where there is no such thing."""
    kind, _, name = address.partition(":")
    if kind in {"article", "page"}:
        return (site.articles.get(name) or site.pages[name]).place
    kinds = (("fact", site.facts), ("term", site.terms), ("event", site.events), ("person", site.people),
             ("source", site.sources))  # fmt: skip
    return next((entries[name].id.span for of, entries in kinds if of == kind and name in entries), _LOCK)


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


def _lost_figure(site: Site, figure: PublishedFigure, release: Release, today: dt.date) -> Diagnostic:
    message = (
        f"`{figure.address}` was published as {_spelt(site, figure)} on {_day(site, release)} and is no longer there"
    )
    hint = f"put it back, or say in content/gone.yaml `fact:{figure.address}: {{date: {today}, because: ...}}`"
    place = place_of(site, figure.address)
    return diagnose("E-ADDRESS-GONE", place, message, hint=hint)


# --- notes that cannot be right


def misplaced_ids(whole: Whole) -> Iterator[Diagnostic]:
    """Report E-GONE for what is said to be gone and is there, and E-ID-DUP for a former id that something has."""
    site = whole.site
    bare = snapshot(replace(site, gone={}), whole.ledger, whole.now) if site.gone else Snapshot({}, {}, ())
    urls = {entry.url for entry in bare.entries.values()}
    for gone in site.gone.values():
        address = gone.address.text
        if url_of(address) in urls or address.removeprefix("fact:") in bare.figures:
            message, hint = f"`{address}` is said to be gone, and is there", "remove it, or this note"
            yield diagnose("E-GONE", gone.address.span, message, hint=hint)
    for kind, entries in _with_was(site):
        taken = set(entries)
        for id_, former in entries.items():
            for old in former:
                if old.text in taken:
                    message = f"`{id_}` cannot have been `{old}`: there is another {kind} of that name"
                    yield diagnose("E-ID-DUP", old.span, message, hint="remove it from `was:`")
                taken.add(old.text)


def _with_was(site: Site) -> Iterator[tuple[str, dict[str, tuple[Text, ...]]]]:
    yield "fact", {id_: one.was for id_, one in site.facts.items()}
    yield "term", {id_: one.was for id_, one in site.terms.items()}
    yield "event", {id_: one.was for id_, one in site.events.items()}
    yield "person", {id_: one.was for id_, one in site.people.items()}
    yield "source", {id_: one.was for id_, one in site.sources.items()}
    for article in site.articles.values():
        yield "card", {card.id.text: card.was for card in article.cards}
