"""Figures in prose that nothing stands behind, and marks that free none."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Fault, Fix, diagnose
from generator.facts.changes import fact_id as fact_of
from generator.facts.lint import Sayings, is_about, is_plain
from generator.facts.sheet import sidebar_of
from generator.facts.wrapping import wrapping
from generator.model.value import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from generator.check.examined import Examined
    from generator.facts.lint import Linted, Stated

_HINT = 'bind it: `[{}](fact:id)`, cite its source behind it (`[@id]`), or mark it: `[{}](free: "why")`'
_SAID = "a fact says it: write `[{}](fact:{})`"
_ASKED = "does a fact say it? then write `[{}](fact:{})`"


_TELLING = 3
"""Digits from which on a number is hardly the same as another's by chance."""


def unbound_figures(examined: Examined) -> Iterator[Diagnostic]:
    """Report W-FIGURE-UNBOUND for figures that are bound to nothing and that the baseline does not list.

    Where one fact says the figure, the fix binds it to that fact.
    """
    if not any(linted.unbound for linted in examined.figures):
        return
    used = _used(examined)
    sayings = examined.background.sayings
    for linted in examined.figures:
        document = linted.passage.document
        for one in linted.figures:
            if not one.bond and one not in linted.known:
                address = sayings.address(one, document)
                words = one.phrase if address else one.words
                place = document.at(one.start, len(words))
                fix = _binding(examined, linted, one, sayings, used.get(linted.passage.owner.id, frozenset()))
                said = _ASKED if fix is not None and not fix.sure else _SAID
                hint = said.format(words, address) if address else _HINT.format(words, words)
                message = f"nothing stands behind the figure “{words}”"
                yield diagnose("W-FIGURE-UNBOUND", place, message, hint=hint, fix=fix)


def _used(examined: Examined) -> Mapping[str, set[str]]:
    """Give the facts that each article uses in its prose or its sidebar, or has in its own file, by its slug."""
    site = examined.site
    found: dict[str, set[str]] = defaultdict(set)
    for use in examined.uses:
        if use.kind == "fact" and use.owner.kind == "article":
            found[use.owner.id].add(use.id)
    for article in examined.own.articles.values():
        found[article.slug.text] |= {fact_of(one.address.text) for g in sidebar_of(site, article) for one in g.entries}
    for fact in site.facts.values():
        if fact.home in examined.own.articles:
            found[fact.home].add(fact.id.text)
    return found


def _binding(examined: Examined, linted: Linted, one: Stated, sayings: Sayings, used: AbstractSet[str]) -> Fix | None:
    """Give the fix that binds a figure to the one fact that says it, of several to the one that the article uses.

    It is sure where the article uses the fact, or where the number has digits enough not to be another's by chance and
    the sentence has a telling word of the fact's label; and where the sentence says the figure as it is.
    """
    document = linted.passage.document
    found = sayings.addresses(one, document)
    near = [address for address in found if fact_of(address) in used]
    chosen = near or list(found)
    if len(chosen) != 1:
        return None
    fix = wrapping(document, one.start, one.start + len(one.phrase), f"fact:{chosen[0]}")
    meant = examined.ledger.find(chosen[0])
    if fix is None or isinstance(meant, Fault):
        return fix
    known = bool(near) or (_digits(one) >= _TELLING and is_about(meant.fact.label.text, one, document))
    rate = isinstance(meant.value, Quantity) and bool(meant.value.unit.parts)
    return replace(fix, sure=known and is_plain(one, document, rate=rate))


def _digits(one: Stated) -> int:
    """Count the digits of a figure without the noughts at its end."""
    return sum(character.isdigit() for character in one.words.rstrip("0%"))


def needless_marks(examined: Examined) -> Iterator[Diagnostic]:
    """Report N-FIGURE-FREE for marks of `free:` around what a fact says, and around words without a figure."""
    sayings = examined.background.sayings
    for linted in examined.figures:
        yield from _needless(linted, sayings)


def _needless(linted: Linted, sayings: Sayings) -> Iterator[Diagnostic]:
    free = [one for one in linted.figures if one.bond == "free"]
    document = linted.passage.document
    for reference in document.references:
        if reference.scheme != "free" or not reference.words:
            continue
        end = reference.offset + len(reference.words)
        inside = [one for one in free if one.start < end and reference.offset < one.end]
        address = next((found for one in inside if (found := sayings.address(one, document))), "")
        if address:
            hint = f"write `[{reference.words}](fact:{address})`"
            yield diagnose("N-FIGURE-FREE", reference.span, "this figure is left free, and a fact says it", hint=hint)
        elif not inside:
            message = f"“{reference.words}” is left free, but holds no figure that would have to be bound"
            yield diagnose("N-FIGURE-FREE", reference.span, message, hint="remove the mark, and keep the words")
