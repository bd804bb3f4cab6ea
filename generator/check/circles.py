"""Sources that lead back to where the reader came from, and figures that rest on one retelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Fault, Related, Span, diagnose
from generator.facts.ledger import Figure, cell_figure
from generator.facts.sources import (
    is_by_publisher,
    is_on_site,
    is_primary,
    makers,
    names_of,
    names_of_people,
    origins,
    stands_alone,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.check.examined import Examined
    from generator.facts.uses import Use
    from generator.model.fact import Fact
    from generator.model.source import Source
    from generator.model.text import Text


def sources_on_this_site(examined: Examined) -> Iterator[Diagnostic]:
    """Report E-SOURCE-SELF for sources whose address is on this site, W-SOURCE-CIRCULAR for what leads back to it.

    That is a source of this site's own publisher that passes on what others found, and a source that cites either.
    """
    site = examined.site
    own: dict[str, Source] = {}
    known = names_of_people(site.people)
    for id_, source in examined.own.sources.items():
        if is_on_site(source, site.config):
            own[id_] = source
            place = source.url.span if source.url is not None else source.id.span
            yield diagnose("E-SOURCE-SELF", place, f"the source `{id_}` is a page of this site")
        elif is_by_publisher(source, site.config, known):
            own[id_] = source
            publisher = site.config.publisher.name if site.config.publisher is not None else ""
            message = f"the source `{id_}` is by {publisher}, which is also this site"
            yield diagnose("W-SOURCE-CIRCULAR", source.id.span, message)
    yield from _that_cite(own, site.sources)


def _that_cite(own: Mapping[str, Source], sources: Mapping[str, Source]) -> Iterator[Diagnostic]:
    for id_, source in sources.items() if own else ():
        if id_ in own or not source.cites:
            continue
        for ref in source.cites:
            back = ref.id.text if ref.id.text in own else next(iter(sorted(origins(ref.id.text, sources) & {*own})), "")
            if back:
                related = (Related(own[back].id.span, f"`{back}`"),)
                message = f"the source `{id_}` rests on `{back}`, which is this site's own"
                yield diagnose("W-SOURCE-CIRCULAR", ref.id.span, message, related=related)


def sources_by_the_author(examined: Examined) -> Iterator[Diagnostic]:
    """Report W-SOURCE-CIRCULAR where an article, or a fact, rests on a source that those who keep it wrote themselves.

    What they found out at first hand is no circle. Each source is told once for each article.
    """
    told: set[tuple[str, str]] = set()
    known = names_of_people(examined.site.people)
    for use in examined.uses:
        article = examined.site.articles.get(use.owner.home) if use.owner.kind == "article" else None
        if article is None or use.kind not in {"source", "fact"}:
            continue
        writers = (*article.authors, *((article.owner,) if article.owner is not None else ()))
        for id_, who in _written_by(examined, known, writers, _with_origins(examined, use)) if writers else ():
            if (use.owner.id, id_) not in told:
                told.add((use.owner.id, id_))
                message = f"`{article.slug}` is by {who} and rests on `{id_}`, which is by {who} too"
                yield diagnose("W-SOURCE-CIRCULAR", use.place, message)


def _with_origins(examined: Examined, use: Use) -> tuple[str, ...]:
    """Give the sources of a reference, and what they cite at whatever distance."""
    ids = _sources_of(examined, use)
    cited = (back for id_ in ids for back in sorted(origins(id_, examined.site.sources)))
    return tuple(dict.fromkeys((*ids, *cited)))


def _sources_of(examined: Examined, use: Use) -> tuple[str, ...]:
    if use.kind == "source":
        return (use.target,)
    found = examined.ledger.find(use.target)
    if isinstance(found, Fault):
        return ()
    return tuple(dict.fromkeys(ref.id.text for ref in found.sources))


def _written_by(
    examined: Examined, known: Mapping[str, frozenset[str]], writers: tuple[Text, ...], ids: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """Give those of some sources that one of the writers made, each with the writer's name."""
    site = examined.site
    for id_ in ids:
        source = site.sources.get(id_)
        if source is None or is_primary(source):
            continue
        made_by = makers(source, known)
        for writer in writers:
            if names_of(writer, known) & made_by:
                person = site.people.get(writer.text)
                yield id_, person.name.text if person is not None else writer.text
                break


def figures_on_one_source(examined: Examined) -> Iterator[Diagnostic]:
    """Report N-SOURCE-SINGLE, where config.yaml asks for it, for figures that rest on one secondary source only.

    A claim does not count: its source is only to show that it was made.
    """
    for fact in examined.own.facts.values():
        for figure, place in _figures(examined, fact):
            if stands_alone(figure, examined.site.sources):
                yield diagnose("N-SOURCE-SINGLE", place, f"`{figure.address}` rests on one secondary source")


def _figures(examined: Examined, fact: Fact) -> Iterator[tuple[Figure, Span]]:
    if fact.series is None:
        yield examined.ledger.whole(fact), fact.id.span
        return
    for cell in fact.series.cells:
        yield cell_figure(fact, cell), cell.written.span


def unread_web_pages(examined: Examined) -> Iterator[Diagnostic]:
    """Report N-SOURCE-ACCESSED for web pages without a day of reading or a copy, where config.yaml asks for it."""
    for id_, source in examined.own.sources.items():
        if source.kind == "web" and source.accessed is None and source.archive_url is None:
            yield diagnose("N-SOURCE-ACCESSED", source.id.span, f"nobody says when the web page `{id_}` was read")
