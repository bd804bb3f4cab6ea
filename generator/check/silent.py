"""Published values that became others without a word: what is said of them, and what would explain them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Span, diagnose
from generator.facts.changes import fact_id, spelt
from generator.facts.changes.later import is_to_come
from generator.model.lock import LOCK_NAME, PublishedFigure

if TYPE_CHECKING:
    import datetime as dt

    from generator.facts.changes import Change, Snapshot
    from generator.model.lock import Release
    from generator.model.site import Site


def day_of(site: Site, release: Release) -> str:
    """Give the day of a release where the site is written."""
    return release.moment.astimezone(site.config.timezone).date().isoformat()


def place_of(site: Site, address: str, line: int = 1) -> Span:
    """Give where in the content something stands that the lock names: a fact's value, an article.

    Else it is a line of the lock.
    """
    kind, colon, name = address.partition(":")
    if colon:
        entry = site.articles.get(name) if kind == "article" else None
        return entry.place if entry is not None else Span(LOCK_NAME, line)
    fact = site.facts.get(address.partition("#")[0].partition(".")[0])
    if fact is None:
        return Span(LOCK_NAME, line)
    part = address[len(fact.id.text) :]
    if part.startswith("#"):
        return next((one.written.span for one in fact.claims if one.key.text == part[1:]), fact.place)
    for cell in fact.series.cells if fact.series is not None else ():
        if ".".join(("", *cell.keys)) == part:
            return cell.written.span
    text = fact.written or fact.derive
    return text.span if text is not None else fact.place


def changed(site: Site, change: Change, now: Snapshot) -> Diagnostic:
    """Give E-CHANGE-SILENT or E-CHANGE-UNIT for a change that nothing explains; `now` is what is public."""
    today = now.day
    old, new = change.old, change.new
    before, after = _said(site, old, new), _said(site, new, old)
    when = "" if change.release is None else f", in the release of {day_of(site, change.release)},"
    was = _yaml(_to_correct(site, old, new))
    place = place_of(site, change.address)
    if change.reason == "claimant":
        return _swapped(change, when, place, today)
    wrong = _mistaken(site, change, now, was) or _correcting(
        site, change, f"corrections: [{{was: {was}, date: {today}, because: ...}}]", place
    )
    if change.reason == "unit":
        message = f"`{change.address}` was published as {before} and is now{when} {after}, in another unit"
        hint = f"a published unit stays: give the new figure an id of its own; {wrong}"
        return diagnose("E-CHANGE-UNIT", place, message, hint=hint)
    message = f"`{change.address}` was published as {before} and is now{when} {after}, and nothing says why"
    if change.pending:
        hint = f"if the world changed, {_new_date(site, change, today)}; {wrong}"
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


def _mistaken(site: Site, change: Change, now: Snapshot, was: str) -> str:
    """Give what is wrong with a correction that is there and says what was never published; "" where none does."""
    lines = (one.record for one in site.lock.kept if isinstance(one.record, PublishedFigure))
    mine = [line for line in lines if fact_id(line.address) == change.fact]
    known = {text.removeprefix("~") for line in mine for text in (line.value, line.status, line.by)}
    for one in now.corrections:
        value = one.was.partition(" (")[0]
        if one.address in {change.address, change.fact} and value and value.removeprefix("~") not in known:
            said = spelt(replace(change.old, value=one.was), site.units)
            wrong = f"the correction of {one.date} says `was: {_yaml(said)}`, which was never published"
            return f"if we were wrong, {wrong}: write `was: {was}` in it"
    return ""


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
    return f"{spelt(one, site.units) or 'nothing'}{status}"


def _to_correct(site: Site, old: PublishedFigure, new: PublishedFigure) -> str:
    return spelt(old, site.units) if old.value != new.value else old.status


def _new_date(site: Site, change: Change, today: dt.date) -> str:
    if is_to_come(change.new, today):
        return f"write the day on which that was known: its `as_of:` ({change.new.as_of}) is yet to come"
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
