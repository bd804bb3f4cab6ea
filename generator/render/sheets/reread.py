"""Sentences to read again as a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.facts.changes import changes
from generator.facts.reread import Resting, resting
from generator.facts.shown import shown_figures
from generator.facts.wording import figure
from generator.model.value import Quantity
from generator.render.changes import published_words
from generator.render.people import name_in
from generator.render.sheets.forms import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.check import Examined
    from generator.facts.ledger import Figure
    from generator.model.lock import PublishedFigure
    from generator.model.site import Site

COLUMNS: Final = (
    "number", "page", "where", "sentence", "words", "kind", "address", "was", "value", "rests_on", "place", "checked"
)  # fmt: skip
BY_WORDS: Final = "only you can judge it"


def reread_sheet(examined: Examined, addresses: Iterable[str], title: str) -> Sheet:
    """Give every sentence that rests on facts, those first that no check can judge."""
    wanted = tuple(addresses)
    language = examined.site.config.language
    found = list(resting(examined.passages, examined.ledger, language, wanted))
    found.sort(key=lambda one: not one.by_words)
    by_words = sum(one.by_words for one in found)
    if not wanted:
        return Sheet(title, "No figure has changed since the last release.", COLUMNS, ())
    many = f"{len(found)} {'sentence rests' if len(found) == 1 else 'sentences rest'} on {_listed(wanted)}"
    summary = f"{many}; of {by_words} only you can judge whether they still hold." if found else f"{many}."
    olds = {one.address: one.old for one in changes(examined.site, examined.ledger, examined.now) if one.pending}
    rows = tuple(_cells(examined, olds, one, number) for number, one in enumerate(found, start=1))
    return Sheet(title, summary, COLUMNS, rows)


def _listed(addresses: tuple[str, ...]) -> str:
    return ", ".join(f"`{address}`" for address in addresses)


def _kind(one: Resting) -> str:
    if one.by_words:
        return BY_WORDS
    return "compared by the check" if one.placed.reference.words else "follows the fact"


def _cells(examined: Examined, olds: Mapping[str, PublishedFigure], one: Resting, number: int) -> dict[str, str]:
    placed, found = one.placed, one.placed.found
    passage, place = placed.passage, placed.reference.span
    was, value = _values(examined, olds, one)
    return dict.fromkeys(COLUMNS, "") | {
        "number": str(number),
        "page": f"{passage.owner.kind} {passage.owner.id}".rstrip(),
        "where": f"card {passage.card}, {passage.part}" if passage.card else passage.part,
        "sentence": placed.sentence,
        "words": placed.words,
        "kind": _kind(one),
        "address": found.address if found is not None else placed.reference.target,
        "was": was,
        "value": value,
        "rests_on": one.on if one.through else "",
        "place": f"{place.path}:{place.line}:{place.column}",
    }


def _values(examined: Examined, olds: Mapping[str, PublishedFigure], one: Resting) -> tuple[str, str]:
    """Give what was released of a figure, where that is another now, and what it is; of a block what has changed."""
    site, reference = examined.site, one.placed.reference
    shown = shown_figures(examined.ledger, reference.target, reference.directive)
    changed = [found for found in shown if found.address in olds]
    was = ((found, _published(site, found, olds[found.address])) for found in changed)
    now = ((found, figure(found.value, site.config.language)) for found in changed or shown if found.value is not None)
    many = len(shown) > 1
    return _together(site, was, many=many), _together(site, now, many=many)


def _published(site: Site, found: Figure, old: PublishedFigure) -> str:
    scale = found.value.scale if isinstance(found.value, Quantity) else ""
    return published_words(old, site.units, site.config.language, scale)


def _together(site: Site, told: Iterable[tuple[Figure, str]], *, many: bool) -> str:
    """Give figures in words, each with whose it is or its place in the series where there are several."""
    return "; ".join(f"{words} ({_which(site, found)})" if many else words for found, words in told)


def _which(site: Site, found: Figure) -> str:
    return name_in(site, found.claim.by) if found.claim is not None else found.address.partition(".")[2]
