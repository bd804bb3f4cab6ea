"""What is public of a site at a moment, in the form of the lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.facts.changes.canonical import canonical, canonical_text, plain_words, scale_of
from generator.facts.changes.entries import entries
from generator.facts.ledger import Figure, cell_figure
from generator.model.fact import STATUSES
from generator.model.lock import PublishedCorrection, PublishedEntry, PublishedFigure
from generator.model.publication import is_public
from generator.model.value import Quantity

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from generator.facts.ledger import Ledger
    from generator.model.article import Article
    from generator.model.dates import Date
    from generator.model.fact import Correction, Fact
    from generator.model.person import Person
    from generator.model.site import Site
    from generator.model.unit import Units


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is public at a moment: figures by address, entries by address, and all corrections.

    `day` is the day of it where the site is written.
    """

    figures: Mapping[str, PublishedFigure]
    entries: Mapping[str, PublishedEntry]
    corrections: tuple[PublishedCorrection, ...]
    day: dt.date


def moment_of(site: Site, now: dt.datetime) -> dt.datetime:
    """Give the moment at which a site is compared with its lock: now, but never before the last release.

    What had come out by then is out, whatever a clock says.
    """
    newest = site.lock.newest
    return max(now, newest) if newest is not None else now


def snapshot(site: Site, ledger: Ledger, now: dt.datetime, *, words: bool = False) -> Snapshot:
    """Give what is public of a site at a moment, drafts and embargoed articles left out.

    `words` asks for the digests of prose, which a release needs and which take a while.
    """
    articles = {slug: article for slug, article in site.articles.items() if is_public(article, now)}
    facts = {id_: fact for id_, fact in site.facts.items() if not fact.home or fact.home in articles}
    figures = {
        one.address: published(ledger, one, site.people) for fact in facts.values() for one in figures_of(ledger, fact)
    }
    return Snapshot(
        figures,
        {entry.address: entry for entry in entries(site, articles, facts, words=words)},
        tuple(_corrections(site.units, articles.values(), facts.values())),
        now.astimezone(site.config.timezone).date(),
    )


def figures_of(ledger: Ledger, fact: Fact) -> Iterator[Figure]:
    """Give every figure of a fact that has an address: its cells, or its claims and what is made of them."""
    if fact.series is not None:
        yield from (cell_figure(fact, cell) for cell in fact.series.cells)
        return
    for claim in fact.claims:
        found = ledger.find(f"{fact.id}#{claim.key}")
        if isinstance(found, Figure):
            yield found
    whole = ledger.whole(fact)
    if whole.value is not None:
        yield whole if whole.claim is None else _preferred(fact, whole)


def _preferred(fact: Fact, whole: Figure) -> Figure:
    """Give the claim that a contested fact prefers as what the fact itself says."""
    return Figure(fact.id.text, fact, whole.value, whole.status, whole.period, whole.as_of, whole.since, whole.sources)


def published(ledger: Ledger, found: Figure, people: Mapping[str, Person]) -> PublishedFigure:
    """Give a figure as the lock keeps it."""
    fact, value = found.fact, found.value
    inputs = ledger.inputs.get(fact.id.text, ()) if found.result is not None else ()
    as_of = fact.settled.date if fact.settled is not None and found.claim is None else found.as_of
    quantity = value if isinstance(value, Quantity) else None
    return PublishedFigure(
        address=found.address,
        label=plain_words(fact.label.text),
        value=canonical(value) if value is not None else "",
        unit=quantity.unit.id if quantity is not None else "",
        status=found.status,
        period=_edtf(found.period),
        as_of=_edtf(as_of),
        since=_edtf(found.since),
        step=f"{quantity.quantum:f}" if quantity is not None and quantity.approximate else "",
        derive=_formula(fact) if found.result is not None else "",
        inputs=tuple((one.address, canonical(one.value)) for one in inputs if one.value is not None),
        by=plain_words(_name(found.claim.by.text, people)) if found.claim is not None else "",
    )


def _name(by: str, people: Mapping[str, Person]) -> str:
    return people[by].name.text if by in people else by


def _formula(fact: Fact) -> str:
    words = " ".join(fact.derive.text.split()) if fact.derive is not None else ""
    return words if fact.round is None else f"{words} | round {fact.round}"


def _edtf(date: Date | None) -> str:
    return date.edtf if date is not None else ""


# --- corrections


def _corrections(units: Units, articles: Iterable[Article], facts: Iterable[Fact]) -> Iterator[PublishedCorrection]:
    for article in articles:
        for told in article.corrections:
            yield PublishedCorrection(f"article:{article.slug}", "", told.date.edtf, plain_words(told.text.plain))
    for fact in facts:
        for address, one in corrections_of(fact):
            words = plain_words(one.because.plain) if one.because is not None else ""
            yield PublishedCorrection(address, was_of(units, fact, one), one.date.edtf, words)


def corrections_of(fact: Fact) -> Iterator[tuple[str, Correction]]:
    """Give a fact's corrections and those of its cells, each with its address."""
    yield from ((fact.id.text, one) for one in fact.corrections)
    for cell in fact.series.cells if fact.series is not None else ():
        yield from ((".".join((fact.id.text, *cell.keys)), one) for one in cell.corrections)


def was_of(units: Units, fact: Fact, correction: Correction, unit: str = "") -> str:
    """Give the old value of a correction in its one form; without a unit of its own it has `unit`, else the fact's."""
    written = fact.unit.text if fact.unit is not None else ""
    scale = scale_of(written)
    own = written.removeprefix(scale).strip()
    value, status = _with_status(correction.was.text)
    return canonical_text(value, units, unit or own or _unit_of(fact), scale) + status


def _with_status(text: str) -> tuple[str, str]:
    """Give an old value apart from the status that stands after it: `770000 tonnes` and ` (actual)`."""
    value, mark, status = text.rstrip().removesuffix(")").rpartition(" (")
    return (value, f" ({status})") if mark and status in STATUSES else (text, "")


def _unit_of(fact: Fact) -> str:
    """Give the unit that a fact's own value says."""
    values = [fact.value, *(cell.value for cell in (fact.series.cells if fact.series is not None else ())[:1])]
    return next((value.unit.id for value in values if isinstance(value, Quantity)), "")
