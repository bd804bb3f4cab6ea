"""Facts for programs: all of them in one file, and each in a file of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.facts.ledger import Figure, cell_figure
from generator.facts.sources import stands_alone
from generator.facts.wording import figure as worded
from generator.render.data.cells import as_json
from generator.render.data.machine import Node, date_node, filled, refs, source_nodes, value_node
from generator.render.figures import label_of, overdue_view, review_of, words_of
from generator.render.people import name_of
from generator.render.prose import plain
from generator.render.working import shown_inputs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.facts.derive import Step
    from generator.model.document import Document
    from generator.model.fact import Claim, Correction, Fact
    from generator.model.text import Text
    from generator.render.library import Library

SCHEMA = "schema/facts-1.json"


def facts_json(library: Library) -> bytes:
    """Give every fact with its claims, cells, derivation, corrections and sources."""
    return as_json(_whole(library, library.site.facts.values()))


def fact_data_json(library: Library, id_: str) -> bytes:
    """Give one fact, in the form that all have together."""
    return as_json(_whole(library, [library.site.facts[id_]]))


def _whole(library: Library, facts: Iterable[Fact]) -> Node:
    config, addresses = library.site.config, library.addresses
    held = list(facts)
    return {
        "$schema": addresses.absolute(addresses.url(SCHEMA)),
        "site": filled(
            title=config.title.text,
            url=config.base_url,
            language=config.language,
            publisher=config.publisher.name.text if config.publisher is not None else "",
            licence=config.data.licence.text if config.data.licence is not None else "",
            licence_url=config.data.licence_url.text if config.data.licence_url is not None else "",
        ),
        "facts": [fact_node(library, fact) for fact in held],
        "sources": source_nodes(library, (id_ for fact in held for id_ in _source_ids(library, fact))),
    }


def _source_ids(library: Library, fact: Fact) -> Iterator[str]:
    """Give the ids of all sources that a fact names anywhere."""
    cells = fact.series.cells if fact.series is not None else ()
    whole = library.ledger.whole(fact) if fact.series is None else None
    named = [fact.sources, *(claim.sources for claim in fact.claims), *(cell.sources for cell in cells)]
    named += [one.sources for one in fact.corrections]
    named += [one.sources for cell in cells for one in cell.corrections]
    named += [whole.sources] if whole is not None else []
    named += [found.sources for found in shown_inputs(library, fact)]
    named += [fact.settled.sources] if fact.settled is not None else []
    yield from (ref.id.text for references in named for ref in references)


def fact_node(library: Library, fact: Fact) -> Node:
    """Give a fact."""
    return filled(
        id=fact.id.text,
        kind=_kind(fact),
        label=fact.label.text,
        url=library.addresses.absolute(library.addresses.fact(fact.id.text)),
        **(_statement(library, library.ledger.whole(fact)) if fact.series is None else _bare(fact)),
        basis=_plain(library, fact.basis),
        note=_plain(library, fact.note),
        owner=_owner(library, fact),
        review_by=date_node(review_of(library, fact)),
        overdue=overdue_view(library, fact) is not None or None,
        one_secondary_source=_stands_alone(library, fact) or None,
        article=library.addresses.absolute(library.addresses.article(fact.home)) if fact.home else "",
        derivation=_derivation(library, fact),
        claims=[_claim(library, fact, claim) for claim in fact.claims],
        because=_plain(library, fact.because),
        settled=_settled(library, fact),
        by=list(fact.series.by) if fact.series is not None else [],
        names=dict(fact.series.names) if fact.series is not None else {},
        cells=[_cell(library, cell_figure(fact, cell)) for cell in fact.series.cells] if fact.series else [],
        corrections=[_correction(library, one) for one in fact.corrections],
    )


def _stands_alone(library: Library, fact: Fact) -> bool:
    return fact.series is None and stands_alone(library.ledger.whole(fact), library.site.sources)


def _kind(fact: Fact) -> str:
    if fact.series is not None:
        return "series"
    return "derived" if fact.derive is not None else "contested" if fact.claims else "value"


def _statement(library: Library, found: Figure) -> Node:
    """Give what every figure has: value, words, status, dates, sources."""
    return {
        "value": value_node(found.value) if found.value is not None else None,
        "words": words_of(library, found.value),
        "status": found.status,
        "period": date_node(found.period),
        "as_of": date_node(found.as_of),
        "since": date_node(found.since),
        "sources": refs(found.sources),
    }


def _bare(fact: Fact) -> Node:
    dates = {"period": date_node(fact.period), "as_of": date_node(fact.as_of), "since": date_node(fact.since)}
    return {"status": fact.status, **dates, "sources": refs(fact.sources)}


def _plain(library: Library, document: Document | None) -> str:
    return plain(library, document) if document is not None else ""


def _owner(library: Library, fact: Fact) -> str:
    """Give who keeps a fact where its page says so too: words that name nobody known are the desk's own."""
    known = fact.owner is not None and fact.owner.text in library.site.people
    return name_of(library, fact.owner) if known else ""


def _who(library: Library, text: Text) -> Node:
    person = library.site.people.get(text.text)
    url = library.addresses.absolute(library.addresses.person(person.id.text)) if person is not None else ""
    return filled(name=name_of(library, text), url=url)


def _claim(library: Library, fact: Fact, claim: Claim) -> Node:
    return filled(
        id=claim.key.text,
        by=_who(library, claim.by),
        value=value_node(claim.value),
        words=words_of(library, claim.value),
        as_of=date_node(claim.as_of or fact.as_of),
        basis=_plain(library, claim.basis),
        preferred=fact.preferred is not None and fact.preferred.text == claim.key.text,
        sources=refs(claim.sources),
    )


def _settled(library: Library, fact: Fact) -> Node | None:
    settled = fact.settled
    if settled is None:
        return None
    return filled(
        value=value_node(settled.value),
        words=words_of(library, settled.value),
        by=_who(library, settled.by),
        date=date_node(settled.date),
        sources=refs(settled.sources),
    )


def _cell(library: Library, found: Figure) -> Node:
    cell, series = found.cell, found.fact.series
    if cell is None or series is None:
        return {}
    return filled(
        id=found.address,
        keys=dict(zip(series.by, cell.keys, strict=False)),
        label=label_of(found),
        url=library.addresses.absolute(library.addresses.fact(found.address)),
        **_statement(library, found),
        basis=_plain(library, cell.basis),
        note=_plain(library, cell.note),
        corrections=[_correction(library, one) for one in cell.corrections],
    )


def _correction(library: Library, one: Correction) -> Node:
    because = _plain(library, one.because)
    return filled(was=one.was.text, date=date_node(one.date), because=because, sources=refs(one.sources))


# --- how a derived fact is worked out


def _derivation(library: Library, fact: Fact) -> Node | None:
    if fact.derive is None:
        return None
    result = library.ledger.results.get(fact.id.text)
    return filled(
        formula=fact.derive.text,
        inputs=[_input(library, found) for found in shown_inputs(library, fact)],
        steps=[_step(step, library.language) for step in result.steps if step.operator] if result is not None else [],
        round=fact.round,
        rounding=filled(kind=result.rounding, digits=result.digits, before=value_node(result.fuller)) if result else {},
    )


def _input(library: Library, found: Figure) -> Node:
    url = library.addresses.absolute(library.addresses.fact(found.address))
    return filled(id=found.address, label=label_of(found), url=url, **_statement(library, found))


def _step(step: Step, language: str) -> Node:
    operands = [worded(value, language) for value in step.operands]
    return {"operation": step.operator, "operands": operands, "value": value_node(step.value)}
