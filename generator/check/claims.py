"""Figures that are somebody's claim, in sentences that do not say whose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.diagnostics import Diagnostic, Fault, diagnose
from generator.facts.attribution import Said, swapped
from generator.facts.claimants import names_for, spoken_around
from generator.facts.sentences import sentence_at
from generator.facts.surroundings import surroundings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.check.examined import Examined
    from generator.facts.prose import Passage
    from generator.model.document import Reference
    from generator.model.fact import Claim, Fact


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A claim where prose quotes it: its place among the references, the fact and the claim."""

    place: int
    reference: Reference
    fact: Fact
    claim: Claim


def unnamed_claims(examined: Examined) -> Iterator[Diagnostic]:
    """Report E-CLAIM-UNNAMED for prose that quotes a claim without naming whose it is, or as another's.

    A sentence names them by any telling word of their name or role, by a link to them, or by a pronoun where a sentence
    before it does. In a table the row and the head of the column count too, in a list the words that lead to the item,
    and everywhere the heading, the question of the card and the event.
    """
    for passage in examined.passages:
        quoted = tuple(_quoted(examined, passage))
        if quoted:
            yield from _unnamed(examined, passage, quoted)
            yield from _swapped(examined, passage, quoted)


def _quoted(examined: Examined, passage: Passage) -> Iterator[_Quoted]:
    for place, reference in enumerate(passage.document.references):
        if reference.scheme == "fact" and "#" in reference.target and not reference.directive:
            found = examined.ledger.find(reference.target)
            if not isinstance(found, Fault) and found.claim is not None:
                yield _Quoted(place, reference, found.fact, found.claim)


def _unnamed(examined: Examined, passage: Passage, quoted: Iterable[_Quoted]) -> Iterator[Diagnostic]:
    around = surroundings(passage.document)
    for one in quoted:
        names = names_for(one.claim, one.fact, examined.site)
        told = list(spoken_around(passage.document, one.reference))
        if one.place in around:
            told.append((around[one.place].words, around[one.place].people))
        told += _above(examined, passage, one.reference)
        if not any(one.claim.by.text in people or names.named(text) for text, people in told):
            yield _report(examined, one)


def _swapped(examined: Examined, passage: Passage, quoted: Iterable[_Quoted]) -> Iterator[Diagnostic]:
    """Report figures of one fact in one sentence that stand as one another's."""
    plain = passage.document.plain
    together: dict[tuple[str, int, int], list[_Quoted]] = {}
    for one in quoted:
        key = (one.fact.id.text, *sentence_at(plain, one.reference.offset))
        together.setdefault(key, []).append(one)
    for (_, start, end), several in together.items():
        claims = {one.claim.by.text: one.claim for one in several}
        if len(claims) > 1:
            said = {_said(one, start): one for one in several}
            names = [(by, names_for(claim, several[0].fact, examined.site)) for by, claim in claims.items()]
            for found, by in swapped(plain[start:end], tuple(said), names).items():
                yield _report(examined, said[found], _name(examined, by))


def _said(one: _Quoted, start: int) -> Said:
    first = one.reference.offset - start
    return Said(first, first + len(one.reference.words), one.claim.by.text)


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


def _report(examined: Examined, one: _Quoted, other: str = "") -> Diagnostic:
    name = _name(examined, one.claim.by.text)
    shown = one.reference.words or one.claim.written.text
    hint = f"name them: “{name} says [{shown}](fact:{one.reference.target})”"
    message = f"the sentence does not say that {shown} is what {name} says"
    if other:
        message = f"the sentence says that {shown} is what {other} says; it is what {name} says"
    return diagnose("E-CLAIM-UNNAMED", one.reference.span, message, hint=hint)


def _name(examined: Examined, by: str) -> str:
    person = examined.site.people.get(by)
    return person.name.text if person is not None else by
