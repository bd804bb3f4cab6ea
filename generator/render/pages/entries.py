"""Pages of one entry: a fact, a person, a source; redirects, and what is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.facts.ledger import Figure
from generator.facts.staleness import is_overdue
from generator.facts.wording import date_words
from generator.render.article_changes import fact_changes
from generator.render.changes import last_values
from generator.render.cite import fact_cite
from generator.render.figures import (
    NOTHING,
    claim_view,
    correction_views,
    fact_view,
    figure_view,
    overdue_view,
    review_of,
    words_of,
)
from generator.render.involved import NOBODY
from generator.render.json_ld import fact_json, person_json
from generator.render.links import owner_links
from generator.render.pages.embed import alternates, data_files, embed_view, licence
from generator.render.pages.page import Page
from generator.render.people import date_view, name_link, name_of, source_view, source_views, time_of
from generator.render.prose import plain, prose
from generator.render.quotes import quote_view
from generator.render.tables import series_table
from generator.render.timelines import event_view, in_order
from generator.render.views import (
    FactView,
    FigureView,
    LinkView,
    NoticeView,
    PersonView,
    SourcePageView,
)
from generator.render.working import inputs, rounding, steps, working

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.article import Article
    from generator.model.fact import Fact
    from generator.model.person import Person, Role
    from generator.plan import Output
    from generator.render.library import Library

EVERYWHERE = frozenset({"article", "page", "fact", "event", "term", "chart"})


def fact_page(library: Library, output: Output) -> Page:
    """Give the page of a fact."""
    fact = library.site.facts[output.key]
    view = fact_whole(library, fact)
    said = f": {view.figure.words}" if view.figure.words else ""
    return Page(
        template="fact.html",
        context={"fact": view},
        title=fact.label.text,
        description=f"{fact.label}{said}. With its source, its date and where it is used.",
        alternates=alternates(library, fact),
        json_ld=fact_json(library, fact, view, library.addresses.absolute(library.addresses.url(output.path))),
    )


def fact_whole(library: Library, fact: Fact) -> FactView:
    """Give all that a fact's page shows."""
    found = fact_view(library, fact)
    settled = fact.settled
    return FactView(
        figure=found,
        details=tuple(_details(library, fact)),
        basis=prose(library, fact.basis),
        note=prose(library, fact.note),
        claims=tuple(claim_view(library, fact, claim) for claim in fact.claims),
        because=prose(library, fact.because),
        settled=_settled(library, fact),
        settled_sources=source_views(library, settled.sources) if settled is not None else (),
        tables=(series_table(library, fact),) if fact.series is not None else (),
        working=working(library, fact),
        steps=steps(library, fact),
        inputs=inputs(library, fact),
        rounding=rounding(library, fact),
        corrections=correction_views(library, fact.all_corrections),
        sources=found.sources if fact.series is None else source_views(library, fact.sources),
        used_in=owner_links(library, "fact", fact.id.text, EVERYWHERE),
        notices=tuple(_overdue(library, fact)),
        files=data_files(library, fact),
        licence=licence(library),
        embed=embed_view(library, fact) if library.site.config.data.embed else None,
        cite=fact_cite(library, fact),
        changes=fact_changes(library, fact),
    )


def _details(library: Library, fact: Fact) -> Iterator[tuple[str, str]]:
    language = library.language
    whole = library.ledger.whole(fact) if fact.series is None else None
    period, as_of = (whole.period, whole.as_of) if whole is not None else (fact.period, fact.as_of)
    dates = (("Describes", period), ("Known as of", as_of), ("Since", fact.since))
    yield from ((heading, date_words(date, language)) for heading, date in dates if date is not None)
    status = whole.status if whole is not None else fact.status
    if status != "actual":
        yield "Status", status
    if fact.unit is not None:
        yield "Unit", fact.unit.text
    if fact.owner is not None and fact.owner.text in library.site.people:
        yield "Kept by", name_of(library, fact.owner)
    review = review_of(library, fact)
    if review is not None:
        yield "To be reviewed by", date_words(review, language)
    if fact.home:
        yield "Used in", plain(library, library.site.articles[fact.home].title)


def _overdue(library: Library, fact: Fact) -> Iterator[NoticeView]:
    own = review_of(library, fact)
    day = overdue_view(library, fact)
    if day is None:
        return
    if own is not None and is_overdue(own, library.edition.today):
        text = Markup("This figure was to be looked at again by {}. That has not been done yet.")
    else:
        text = Markup("A figure that this one is worked out from was to be looked at again by {}. "
                      "That has not been done yet.")  # fmt: skip
    yield NoticeView("review", text.format(time_of(day)))


def _settled(library: Library, fact: Fact) -> Markup:
    if fact.settled is None:
        return NOTHING
    who, day = name_of(library, fact.settled.by), date_words(fact.settled.date, library.language)
    figure = words_of(library, fact.settled.value)
    return Markup("Settled by {} ({}): {}.").format(who, day, figure)


# --- people


def person_page(library: Library, output: Output) -> Page:
    """Give the page of a person, organisation or state."""
    view = person_view(library, library.site.people[output.key])
    roles = ", ".join(role.words for role in view.roles)
    return Page("person.html", {"person": view}, view.name, roles, "profile", json_ld=person_json(library, view))


def person_view(library: Library, person: Person, *, whole: bool = True) -> PersonView:
    """Give a person; without `whole` only what lists show."""
    id_ = person.id.text
    part = library.people.get(id_, NOBODY) if whole else NOBODY
    most = library.lists.limits.links
    events = in_order(library, part.events)[-most:]
    return PersonView(
        id=f"person-{id_}",
        url=library.addresses.person(id_),
        name=person.name.text,
        native_name=person.native_name.text if person.native_name is not None else "",
        kind=person.kind,
        aka=tuple(text.text for text in person.aka),
        roles=tuple(_role(library, role) for role in person.roles),
        link=person.url.text if person.url is not None else "",
        discloses=person.discloses.text if person.discloses is not None else "",
        events=tuple(event_view(library, event, date) for date, event in events),
        claims=tuple(_claims(library, part.claims[:most])),
        quotes=tuple(quote_view(library, quote) for quote in part.quotes[: library.lists.limits.quotes]),
        articles=_articles_of(library, id_, part.articles[:most]) if whole else (),
        all_quotes=library.addresses.quotes(id_) if len(part.quotes) > library.lists.limits.quotes else "",
    )


def _articles_of(library: Library, id_: str, written: tuple[Article, ...]) -> tuple[LinkView, ...]:
    links = [LinkView(plain(library, a.title), library.addresses.article(a.slug.text), "author") for a in written]
    known = {link.url for link in links}
    mentioned = owner_links(library, "person", id_)
    return (*links, *(link for link in mentioned if link.url.partition("#")[0] not in known))


def _role(library: Library, role: Role) -> LinkView:
    at = name_link(library, role.at) if role.at is not None else LinkView("", "")
    words = f"{role.role}, {at.words}" if at.words else role.role.text
    language = library.language
    start = date_words(role.start, language) if role.start is not None else ""
    end = date_words(role.end, language) if role.end is not None else ""
    note = f"{start} to {end}" if start and end else f"from {start}" if start else f"until {end}" if end else ""
    return LinkView(words, at.url, note)


def _claims(library: Library, addresses: Iterable[str]) -> Iterator[FigureView]:
    for address in addresses:
        found = library.ledger.find(address)
        if isinstance(found, Figure):
            yield figure_view(library, found)


# --- sources


def source_page(library: Library, output: Output) -> Page:
    """Give the page of a source: what it is, and what rests on it."""
    view = source_whole(library, output.key)
    details = ", ".join(part for part in (view.source.publisher, view.source.date.words) if part)
    return Page("source.html", {"page": view}, view.source.title, details)


def source_whole(library: Library, id_: str, *, whole: bool = True) -> SourcePageView:
    """Give a source with what rests on it; without `whole` only what lists show."""
    source = library.site.sources[id_]
    uses = library.used_in.get(("source", id_), ())
    facts = dict.fromkeys(use.owner.id for use in uses if use.owner.kind == "fact")
    held = [library.site.facts[fact] for fact in facts if fact in library.site.facts]
    cites = ((library.site.sources.get(ref.id.text), ref.locator) for ref in source.cites)
    view = source_view(library, source)
    return SourcePageView(
        source=view,
        cites=tuple(
            LinkView(one.title.text, library.addresses.source(one.id.text), locator)
            for one, locator in cites
            if one is not None
        ),
        facts=tuple(fact_view(library, fact) for fact in held[: library.lists.limits.links]) if whole else (),
        events=owner_links(library, "source", id_, frozenset({"event"}), rest=False) if whole else (),
        used_in=owner_links(library, "source", id_, frozenset({"article", "page", "term"})) if whole else (),
        rests=len(held),
    )


# --- addresses that lead on, or nowhere any more


def redirect_page(library: Library, output: Output) -> Page:
    """Give the page at an old address, which leads to the new one."""
    to = library.addresses.article(output.key)
    target = library.addresses.absolute(to)
    return Page("redirect.html", {"target": target}, "This page has moved", indexed=False, canonical=to)


def gone_page(library: Library, output: Output) -> Page:
    """Give the page at an address that the author took away: when, and why."""
    gone = library.site.gone[output.key]
    date = date_view(library, gone.date) if gone.date is not None else None
    because = prose(library, gone.because)
    last = tuple(last_values(library, output.key))
    return Page("gone.html", {"date": date, "because": because, "last": last}, "This page is gone", indexed=False)
