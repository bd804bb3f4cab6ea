"""Sentences to read again as a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.facts.reread import Resting, resting
from generator.facts.wording import figure
from generator.render.sheets.forms import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.check import Examined

COLUMNS: Final = (
    "number", "page", "where", "sentence", "words", "kind", "address", "value", "rests_on", "place", "checked"
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
    rows = tuple(_cells(one, language, number) for number, one in enumerate(found, start=1))
    return Sheet(title, summary, COLUMNS, rows)


def _listed(addresses: tuple[str, ...]) -> str:
    return ", ".join(f"`{address}`" for address in addresses)


def _kind(one: Resting) -> str:
    if one.by_words:
        return BY_WORDS
    return "compared by the check" if one.placed.reference.words else "follows the fact"


def _cells(one: Resting, language: str, number: int) -> dict[str, str]:
    placed, found = one.placed, one.placed.found
    passage, place = placed.passage, placed.reference.span
    return dict.fromkeys(COLUMNS, "") | {
        "number": str(number),
        "page": f"{passage.owner.kind} {passage.owner.id}".rstrip(),
        "where": f"card {passage.card}, {passage.part}" if passage.card else passage.part,
        "sentence": placed.sentence,
        "words": placed.words,
        "kind": _kind(one),
        "address": found.address if found is not None else placed.reference.target,
        "value": figure(found.value, language) if found is not None and found.value is not None else "",
        "rests_on": one.on if one.through else "",
        "place": f"{place.path}:{place.line}:{place.column}",
    }
