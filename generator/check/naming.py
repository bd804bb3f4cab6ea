"""Names that could mean several things, or that are probably misspelt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Related, diagnose
from generator.diagnostics.nearest import nearest
from generator.model.identity import ID
from generator.model.value import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.check.examined import Examined
    from generator.model.fact import Fact
    from generator.model.text import Text
    from generator.model.value import Value


_REFERENCE = re.compile(r"\[[^\[\]]*\]\((?:fact|event|term|person|article):[^()\s]*\)|\[@[a-z0-9][^\[\]]*\]")


def ambiguous_terms(examined: Examined) -> Iterator[Diagnostic]:
    """Report E-TERM-AMBIGUOUS for names and aliases that two entries of the glossary share.

    Two names that differ by capitals are two names if the case of one of them counts.
    """
    seen: dict[str, list[tuple[Text, bool]]] = {}
    for term in examined.own.terms.values():
        exact = term.case == "exact"
        for name in (term.name, *term.aliases):
            others = seen.setdefault(name.text.casefold(), [])
            same = next((one for one, only in others if one.text == name.text or not (exact or only)), None)
            if same is not None:
                related = (Related(same.span, "the other one"),)
                yield diagnose("E-TERM-AMBIGUOUS", name.span, f"two terms are called `{name}`", related=related)
            others.append((name, exact))


def words_like_ids(examined: Examined) -> Iterator[Diagnostic]:
    """Report W-PERSON for words that stand where a person's id may, and look like a misspelt one."""
    people = examined.site.people
    for use in examined.uses:
        if use.kind != "author" or use.target in people or not ID.fullmatch(use.target):
            continue
        close = nearest(use.target, list(people))
        if close is not None:
            message = f"there is no person `{use.target}`, so it is printed as it stands"
            yield diagnose("W-PERSON", use.place, message, hint=f"did you mean `{close}`?")


def undeclared_units(examined: Examined) -> Iterator[Diagnostic]:
    """Report N-UNIT, once each, for words used as units that content/units.yaml does not declare."""
    seen: set[str] = set()
    for fact in examined.own.facts.values():
        for text, value in _values(fact):
            words = value.unit.undeclared if isinstance(value, Quantity) else ()
            for unit in words:
                if unit not in seen:
                    seen.add(unit)
                    yield diagnose("N-UNIT", text.span, f"`{unit}` is not declared, so it counts as a thing of its own")


def _values(fact: Fact) -> Iterator[tuple[Text, Value]]:
    if fact.written is not None and fact.value is not None:
        yield fact.written, fact.value
    yield from ((claim.written, claim.value) for claim in fact.claims)
    if fact.series is not None:
        yield from ((cell.written, cell.value) for cell in fact.series.cells)


def misplaced_blocks(examined: Examined) -> Iterator[Diagnostic]:
    """Report E-DIRECTIVE for `:::` blocks in prose too small to hold them: a note, a caption, a definition."""
    for passage in examined.passages:
        if passage.part in {"body", "answer"}:
            continue
        for directive in passage.document.directives:
            if not directive.name:
                continue
            message = f"`::: {directive.name}` cannot stand in this {passage.part}"
            yield diagnose("E-DIRECTIVE", directive.span, message, hint="use it in a body or in an answer")


def literal_references(examined: Examined) -> Iterator[Diagnostic]:
    """Report E-REF-FORM for references in texts that are plain words, which would be printed as they stand."""
    for what, text in _plain_texts(examined):
        found = _REFERENCE.search(text.text)
        if found is not None:
            message = f"{what} is plain words, so that this reference is printed as it stands"
            place = text.at(found.start(), len(found.group()))
            yield diagnose(
                "E-REF-FORM", place, message, hint="say it in words, and refer to it in a text, a note or a body"
            )


def _plain_texts(examined: Examined) -> Iterator[tuple[str, Text]]:
    site = examined.own
    yield from (("a fact's label", fact.label) for fact in site.facts.values())
    yield from (("a term's name", term.name) for term in site.terms.values())
    yield from (("a quote", quote.text) for quote in site.quotes.values())
    yield from (("a chart's title", chart.title) for chart in site.charts.values() if chart.title is not None)
    yield from (("an image's alt", image.alt) for image in site.images.values() if image.alt is not None)
