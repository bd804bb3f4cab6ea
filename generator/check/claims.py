"""Figures that are somebody's claim, in sentences that do not say whose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Fault, diagnose
from generator.facts.claimants import named, names_for, spoken_around
from generator.facts.surroundings import surroundings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.check.examined import Examined
    from generator.facts.prose import Passage
    from generator.model.document import Reference
    from generator.model.fact import Claim


def unnamed_claims(examined: Examined) -> Iterator[Diagnostic]:
    """Report E-CLAIM-UNNAMED for prose that quotes a claim without naming whose it is.

    A sentence names them by any telling word of their name or role, by a link to them, or by a pronoun where a sentence
    before it does. In a table the row and the head of the column count too, in a list the words that lead to the item,
    and everywhere the heading, the question of the card and the event.
    """
    for passage in examined.passages:
        quoted = [
            (place, reference)
            for place, reference in enumerate(passage.document.references)
            if reference.scheme == "fact" and "#" in reference.target and not reference.directive
        ]
        if quoted:
            yield from _unnamed(examined, passage, quoted)


def _unnamed(examined: Examined, passage: Passage, quoted: list[tuple[int, Reference]]) -> Iterator[Diagnostic]:
    around = surroundings(passage.document)
    for place, reference in quoted:
        found = examined.ledger.find(reference.target)
        claim = found.claim if not isinstance(found, Fault) else None
        if claim is None:
            continue
        words = names_for(claim, examined.site)
        told = list(spoken_around(passage.document, reference))
        if place in around:
            told.append((around[place].words, around[place].people))
        told += _above(examined, passage, reference)
        if not any(claim.by.text in people or named(words, text) for text, people in told):
            yield _report(examined, reference, claim)


def _above(examined: Examined, passage: Passage, reference: Reference) -> Iterator[tuple[str, frozenset[str]]]:
    """Give what speaks for a whole part: the heading, the question of the card, the event and its people."""
    document = passage.document
    yield from ((heading.words, frozenset()) for heading in document.headings if heading.id == reference.section)
    yield from ((card.question.plain, frozenset()) for card in document.cards if card.id == reference.section)
    article = examined.site.articles.get(passage.owner.home)
    for card in article.cards if article is not None and passage.card else ():
        if card.id.text == passage.card:
            yield card.question.plain, frozenset(r.target for r in card.question.references if r.scheme == "person")
    event = examined.site.events.get(passage.owner.id) if passage.owner.kind == "event" else None
    if event is not None:
        yield event.title.plain, frozenset(person.text for person in event.people)


def _report(examined: Examined, reference: Reference, claim: Claim) -> Diagnostic:
    person = examined.site.people.get(claim.by.text)
    name = person.name.text if person is not None else claim.by.text
    shown = reference.words or claim.written.text
    message = f"the sentence does not say that {shown} is what {name} says"
    hint = f"name them: “{name} says [{shown}](fact:{reference.target})”"
    return diagnose("E-CLAIM-UNNAMED", reference.span, message, hint=hint)
