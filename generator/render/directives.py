"""The `:::` blocks of bodies and answers, each by a template of the theme."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.diagnostics import Diagnostic, Fault
from generator.model.address import parse_fact_address
from generator.model.dates import Date, parse_date
from generator.render.figures import claim_view, fact_view, view_of
from generator.render.involved import NOBODY
from generator.render.prose import Setting, title
from generator.render.quotes import quote_view, spoken_view
from generator.render.tables import address_chart, chart_view, series_table
from generator.render.theme.faults import BrokenPartError
from generator.render.timelines import event_date, timeline_view
from generator.render.views import CardView, FigureView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.diagnostics import Span
    from generator.model.document import Directive, Document
    from generator.model.event import Event
    from generator.model.text import Text
    from generator.render.library import Library

    Make = Callable[[Library, Directive, Markup], Iterator[tuple[str, dict[str, object]]]]


def render_directive(
    library: Library, setting: Setting, document: Document, directive: Directive, inside: Markup
) -> Markup:
    """Give the HTML of a `:::` block. What it names and does not exist is reported elsewhere, and left out here.

    Raises `BrokenPartError` where the template cannot be filled in.
    """
    if directive.name == "card":
        found = iter([_card(library, setting, document, directive, inside)])
    elif directive.name in MAKERS:
        found = MAKERS[directive.name](library, directive, inside)
    else:
        return Markup()
    return Markup("\n").join(_part(library, name, context, directive.span) for name, context in found)


def _part(library: Library, name: str, context: dict[str, object], place: Span) -> Markup:
    part = library.theme.render(f"directives/{name}.html", context, f"{place.path}:{place.line}")
    if isinstance(part, Diagnostic):
        raise BrokenPartError(part)
    # What a template of the theme gives is HTML: it escapes every value that it is given.
    return Markup(part)  # noqa: S704


def _words(text: Text | None) -> list[str]:
    return [word.strip() for word in text.text.split(",") if word.strip()] if text is not None else []


def _facts(library: Library, directive: Directive, _inside: Markup) -> Iterator[tuple[str, dict[str, object]]]:
    yield "facts", {"figures": tuple(_figures(library, directive))}


def _figures(library: Library, directive: Directive) -> Iterator[FigureView]:
    found = (view_of(library, text.text) for text in directive.arguments)
    return (view for view in found if view is not None)


def _claims(library: Library, directive: Directive, _inside: Markup) -> Iterator[tuple[str, dict[str, object]]]:
    fact = library.site.facts.get(directive.arguments[0].text)
    if fact is not None:
        view = fact_view(library, fact)
        claims = tuple(claim_view(library, fact, claim) for claim in fact.claims)
        yield "claims", {"figure": replace(view, claims=claims)}


def _table(library: Library, directive: Directive, _inside: Markup) -> Iterator[tuple[str, dict[str, object]]]:
    address = parse_fact_address(directive.arguments[0].text)
    fact = None if isinstance(address, Fault) else library.site.facts.get(address.id)
    if isinstance(address, Fault) or fact is None or fact.series is None:
        return
    rows, columns = directive.option("rows"), directive.option("columns")
    view = series_table(library, fact, rows.text if rows else "", columns.text if columns else "", address.cell)
    yield "table", {"table": view}


def _chart(library: Library, directive: Directive, _inside: Markup) -> Iterator[tuple[str, dict[str, object]]]:
    rows, kind = tuple(_words(directive.option("rows"))), directive.option("type")
    loose = [text for text in directive.arguments if text.text not in library.site.charts]
    for text in directive.arguments:
        chart = library.site.charts.get(text.text)
        if chart is not None:
            yield "chart", {"chart": chart_view(library, chart, rows, kind.text if kind is not None else None)}
    if loose:
        chart = address_chart(loose)
        yield "chart", {"chart": chart_view(library, chart, rows, kind.text if kind is not None else None)}


def _timeline(library: Library, directive: Directive, _inside: Markup) -> Iterator[tuple[str, dict[str, object]]]:
    tags, people = set(_words(directive.option("tags"))), set(_words(directive.option("people")))
    start, end = _date(directive.option("from")), _date(directive.option("to"))

    def wanted(event: Event) -> bool:
        date = event_date(library, event)
        return (
            date is not None
            and (not tags or bool(tags & {tag.text for tag in event.tags}))
            and (not people or bool(people & {person.text for person in event.people}))
            and (start is None or start.earliest is None or date.sort_key[1] >= start.earliest)
            and (end is None or end.latest is None or date.sort_key[0] <= end.latest)
        )

    # Looked for among the events of the topics or of the people, not among all of a large site.
    lists, events = library.lists, library.site.events
    among = [events[id_] for tag in sorted(tags) for id_ in lists.topic_events.get(tag, ())]
    among = (
        among if tags else [event for person in sorted(people) for event in library.people.get(person, NOBODY).events]
    )
    found = {event.id.text: event for event in (among if tags or people else events.values()) if wanted(event)}
    yield "timeline", {"timeline": timeline_view(library, found.values(), f"b{directive.line}-")}


def _date(text: Text | None) -> Date | None:
    date = parse_date(text.text) if text is not None else None
    return date if isinstance(date, Date) else None


def _quote(library: Library, directive: Directive, inside: Markup) -> Iterator[tuple[str, dict[str, object]]]:
    if not directive.arguments:
        yield "quote", {"quote": spoken_view(library, directive, inside)}
    for text in directive.arguments:
        quote = library.site.quotes.get(text.text)
        if quote is not None:
            yield "quote", {"quote": quote_view(library, quote)}


def _note(_library: Library, directive: Directive, inside: Markup) -> Iterator[tuple[str, dict[str, object]]]:
    words = directive.option("title")
    yield "note", {"title": words.text if words is not None else "", "inner": inside}


def _card(
    library: Library, setting: Setting, document: Document, directive: Directive, inside: Markup
) -> tuple[str, dict[str, object]]:
    card = document.card(directive)
    question = title(library, card.question, setting) if card is not None else Markup()
    return "card", {"card": CardView(card.id if card is not None else "", question, inside)}


MAKERS: dict[str, Make] = {
    "facts": _facts,
    "claims": _claims,
    "table": _table,
    "chart": _chart,
    "timeline": _timeline,
    "quote": _quote,
    "note": _note,
}
