"""Pages of many entries: home, timeline, glossary, facts, people, sources, topics, and those of no entry at all."""

from __future__ import annotations

import posixpath
from itertools import groupby
from typing import TYPE_CHECKING

from generator.model.slug import slugify
from generator.plan.outputs import topics
from generator.render.figures import fact_view
from generator.render.json_ld import glossary_json, site_json
from generator.render.links import owner_links
from generator.render.pages.entries import person_view, source_whole, topic_view
from generator.render.pages.page import Page
from generator.render.people import source_views
from generator.render.prose import plain, prose
from generator.render.teasers import teaser_view
from generator.render.timelines import event_view, in_order, timeline_view, topic_links
from generator.render.views import FactGroupView, HomeView, LetterView, LinkView, TermView

if TYPE_CHECKING:
    from generator.model.fact import Fact
    from generator.model.person import Person
    from generator.model.term import Term
    from generator.plan import Output
    from generator.render.library import Library

LATEST = 6
PEOPLE = (("person", "People"), ("organisation", "Organisations"), ("state", "States"))


def home_page(library: Library, _output: Output) -> Page:
    """Give the first page."""
    config = library.site.config
    teasers = tuple(teaser_view(library, article) for article in library.edition.listed)
    latest = in_order(library, library.site.events.values())[-LATEST:]
    view = HomeView(
        lead=teasers[0] if teasers else None,
        articles=teasers[1:],
        events=tuple(event_view(library, event, date) for date, event in reversed(latest)),
        topics=topic_links(library, topics(library.site)),
        counts=counts(library),
    )
    description = config.description.text if config.description is not None else ""
    return Page("home.html", {"home": view}, config.title.text, description, json_ld=site_json(library))


def counts(library: Library) -> tuple[LinkView, ...]:
    """Give how much a site holds, each with the page that lists it."""
    site = library.site
    held = (
        ("facts", len(site.facts), "fact"),
        ("sources", len(site.sources), "source"),
        ("timeline", len(site.events), "event"),
        ("glossary", len(site.terms), "term"),
        ("people", len(site.people), "name"),
    )
    return tuple(
        LinkView(f"{number:,} {noun}{'' if number == 1 else 's'}", library.addresses.url(f"{section}/"))
        for section, number, noun in held
        if number
    )


def timeline_page(library: Library, _output: Output) -> Page:
    """Give the whole timeline."""
    view = timeline_view(library, library.site.events.values())
    return Page("timeline.html", {"timeline": view}, "Timeline", f"What happened, in {_number(library, 'events')}.")


def _number(library: Library, kind: str) -> str:
    number = len(getattr(library.site, kind))
    return f"{number} {kind}" if number != 1 else f"1 {kind[:-1]}"


def glossary_page(library: Library, _output: Output) -> Page:
    """Give the glossary from A to Z."""
    terms = sorted(library.site.terms.values(), key=lambda term: (_letter(term.name.text), term.name.text.casefold()))
    letters = tuple(
        LetterView(letter, f"letter-{slugify(letter) or 'other'}", tuple(term_view(library, term) for term in group))
        for letter, group in groupby(terms, key=lambda term: _letter(term.name.text))
    )
    return Page("glossary.html", {"letters": letters}, "Glossary", "The words that these pages use, explained.",
                json_ld=glossary_json(library))  # fmt: skip


def _letter(words: str) -> str:
    first = slugify(words)[:1].upper()
    return first if first.isalpha() else "#"


def term_view(library: Library, term: Term) -> TermView:
    """Give an entry of the glossary."""
    see = (library.site.terms.get(text.text) for text in term.see_also)
    anchor = f"term-{term.id}"
    return TermView(
        id=anchor,
        name=term.name.text,
        aliases=tuple(text.text for text in term.aliases),
        definition=prose(library, term.definition, prefix=f"{anchor}-"),
        see_also=tuple(LinkView(one.name.text, library.addresses.term(one.id.text)) for one in see if one is not None),
        sources=source_views(library, term.sources),
        used_in=owner_links(library, "term", term.id.text),
        former=tuple(f"term-{old}" for old in term.was),
    )


def facts_page(library: Library, _output: Output) -> Page:
    """Give the index of facts, by the files that hold them and the articles that own them."""
    facts = sorted(library.site.facts.values(), key=lambda fact: (bool(fact.home), _group(library, fact)[0].casefold()))
    groups = []
    for (name, id_), group in groupby(facts, key=lambda fact: _group(library, fact)):
        ordered = sorted(group, key=lambda fact: fact.label.text.casefold())
        groups.append(FactGroupView(name, id_, tuple(fact_view(library, fact) for fact in ordered)))
    return Page("facts.html", {"groups": tuple(groups)}, "Facts", "Every fact of this site, with its source and date.")


def _group(library: Library, fact: Fact) -> tuple[str, str]:
    """Give the heading under which the index lists a fact, and its anchor."""
    if fact.home:
        article = library.site.articles[fact.home]
        return plain(library, article.title), f"article-{fact.home}"
    stem = posixpath.splitext(posixpath.basename(fact.place.path))[0]
    words = library.site.config.topic(stem)
    return (words if words != stem else stem.replace("-", " ").replace("_", " ").capitalize()), f"file-{slugify(stem)}"


def people_page(library: Library, _output: Output) -> Page:
    """Give everybody, people before organisations before states."""
    people = sorted(library.site.people.values(), key=_sort_name)
    groups = []
    for kind, heading in PEOPLE:
        found = tuple(person_view(library, person, whole=False) for person in people if person.kind == kind)
        if found:
            groups.append((heading, found))
    return Page("people.html", {"groups": tuple(groups)}, "People", "Who is who on these pages.")


def _sort_name(person: Person) -> str:
    if person.sort is not None:
        return person.sort.text.casefold()
    words = person.name.text
    return (words.rpartition(" ")[2] if person.kind == "person" else words).casefold()


def sources_page(library: Library, _output: Output) -> Page:
    """Give all sources, by title."""
    found = tuple(source_whole(library, id_) for id_ in library.site.sources)
    ordered = sorted(found, key=lambda one: (one.source.title.casefold(), one.source.date.machine, one.source.id))
    return Page("sources.html", {"sources": tuple(ordered)}, "Sources", "What the figures of this site rest on.")


def topics_page(library: Library, _output: Output) -> Page:
    """Give all topics."""
    found = tuple(topic_view(library, tag) for tag in topics(library.site))
    return Page("topics.html", {"topics": found}, "Topics", "The articles and events of this site by topic.")


def about_page(library: Library, _output: Output) -> Page:
    """Give the page that says what the site is, where its authors wrote none."""
    return Page(
        "about.html", {"counts": counts(library)}, "About", "What this site is, and how its figures are checked."
    )


def missing_page(library: Library, _output: Output) -> Page:
    """Give the page for addresses that lead nowhere."""
    listed = library.edition.listed
    links = tuple(
        LinkView(plain(library, article.title), library.addresses.article(article.slug.text)) for article in listed[:8]
    )
    return Page("404.html", {"links": links}, "Page not found", indexed=False)
