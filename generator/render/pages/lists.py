"""Pages of many entries: home, timeline, glossary, facts, people, sources, topics, and those of no entry at all."""

from __future__ import annotations

from dataclasses import replace
from heapq import nsmallest
from itertools import groupby
from typing import TYPE_CHECKING

from generator.model.slug import slugify
from generator.plan.further import has_archive
from generator.plan.levels import letter_of
from generator.plan.orders import fact_group
from generator.render.figures import fact_view
from generator.render.json_ld import glossary_json, site_json
from generator.render.links import owner_links
from generator.render.paged import Frame, facts_parts, glossary_parts, parts_view, timeline_parts
from generator.render.pages.entries import person_view, source_whole
from generator.render.pages.page import Page
from generator.render.pages.topics import topic_line
from generator.render.people import source_views
from generator.render.prose import plain, prose
from generator.render.teasers import teaser_view
from generator.render.timelines import event_view, in_order, timeline_view, topic_links
from generator.render.views import FactGroupView, HomeView, LetterView, LinkView, TermView

if TYPE_CHECKING:
    from generator.model.fact import Fact
    from generator.model.term import Term
    from generator.plan import Output
    from generator.plan.parts import Listing, Part
    from generator.render.library import Library

LATEST = 6
PEOPLE = (("person", "People"), ("organisation", "Organisations"), ("state", "States"))


def home_page(library: Library, _output: Output) -> Page:
    """Give the first page: all articles, or of many the newest, with the way to the rest."""
    config, lists, site = library.site.config, library.lists, library.site
    listed = library.edition.listed[: lists.limits.newest] if lists.articles.paged else library.edition.listed
    teasers = tuple(teaser_view(library, article) for article in listed)
    latest = in_order(library, (site.events[id_] for id_ in lists.events.first.entries[-LATEST:]))
    tags, whole = _tags(library)
    view = HomeView(
        lead=teasers[0] if teasers else None,
        articles=teasers[1:],
        events=tuple(event_view(library, event, date) for date, event in reversed(latest)),
        topics=topic_links(library, tags),
        counts=counts(library),
        all_articles=library.addresses.part("articles", "") if has_archive(site, lists) else "",
        all_topics="" if whole else library.addresses.part("topics", ""),
    )
    description = config.description.text if config.description is not None else ""
    return Page("home.html", {"home": view}, config.title.text, description, json_ld=site_json(library))


def _tags(library: Library) -> tuple[tuple[str, ...], bool]:
    """Give the topics that the first page names, and whether they are all: of many those with the most articles."""
    lists = library.lists
    every, most = tuple(lists.tags), lists.limits.tags
    if len(every) <= most:
        return every, True
    largest = nsmallest(most, every, key=lambda tag: (-len(lists.topic_articles[tag]), tag))
    return tuple(sorted(largest)), False


def articles_page(library: Library, output: Output) -> Page:
    """Give a page of the archive of all articles: of a month, say, or the overview of the years."""
    found = library.lists.articles
    part = found.pages[output.key]
    frame = Frame("Articles", "Years", library.addresses.part("articles", ""))
    articles = () if part.parts else tuple(teaser_view(library, library.site.articles[slug]) for slug in part.entries)
    description = _told("All articles of this site, by date.", part)
    return Page("articles.html", {"articles": articles}, "Articles", description,
                parts=parts_view(found, part.key, frame))  # fmt: skip


def _told(words: str, part: Part) -> str:
    """Give the description of a page of a list, with the part that it has."""
    return f"{words.rstrip('.')}: {part.name}." if part.name else words


def _shown(found: Listing, key: str) -> tuple[str, ...]:
    """Give the entries that a page of a list shows: none where it is the overview of other pages."""
    part = found.pages[key]
    return () if part.parts else part.entries


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


def timeline_page(library: Library, output: Output) -> Page:
    """Give the timeline, or a page of a long one; the eras stand on the first page."""
    found = library.lists.events
    part = found.pages[output.key]
    events = library.site.events
    view = timeline_view(library, (events[id_] for id_ in _shown(found, output.key)))
    if found.paged:
        eras = [event for id_ in found.first.entries if (event := events[id_]).kind == "era"] if not part.key else []
        view = replace(view, eras=timeline_view(library, eras).eras)
    told = _told(f"What happened, in {_number(library, 'events')}.", part)
    return Page("timeline.html", {"timeline": view}, "Timeline", told, parts=timeline_parts(library, output.key))


def _number(library: Library, kind: str) -> str:
    number = len(getattr(library.site, kind))
    return f"{number} {kind}" if number != 1 else f"1 {kind[:-1]}"


def glossary_page(library: Library, output: Output) -> Page:
    """Give the glossary from A to Z, or a page of a long one."""
    found = library.lists.terms
    terms = [library.site.terms[id_] for id_ in _shown(found, output.key)]
    letters = tuple(
        LetterView(letter, f"letter-{slugify(letter) or 'other'}", tuple(term_view(library, term) for term in group))
        for letter, group in groupby(terms, key=lambda term: letter_of(term.name.text))
    )
    told = _told("The words that these pages use, explained.", found.pages[output.key])
    held = terms if found.paged else library.site.terms.values()
    return Page("glossary.html", {"letters": letters}, "Glossary", told, json_ld=glossary_json(library, held),
                parts=glossary_parts(library, output.key))  # fmt: skip


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


def facts_page(library: Library, output: Output) -> Page:
    """Give the index of facts, by the files that hold them and the articles that own them, or a page of a long one."""
    found = library.lists.facts
    site = library.site
    facts = [site.facts[id_] for id_ in _shown(found, output.key)]
    groups = tuple(
        FactGroupView(name, id_, tuple(fact_view(library, fact) for fact in group))
        for (name, id_), group in groupby(facts, key=lambda fact: _group(library, fact))
    )
    told = _told("Every fact of this site, with its source and date.", found.pages[output.key])
    return Page("facts.html", {"groups": groups}, "Facts", told, parts=facts_parts(library, output.key))


def _group(library: Library, fact: Fact) -> tuple[str, str]:
    """Give the heading under which the index lists a fact, and its anchor."""
    name, anchor = fact_group(library.site, fact)
    return plain(library, library.site.articles[fact.home].title) if fact.home else name, anchor


def people_page(library: Library, output: Output) -> Page:
    """Give everybody, people before organisations before states, or a page of many."""
    found = library.lists.people
    people = [library.site.people[id_] for id_ in _shown(found, output.key)]
    groups = []
    for kind, heading in PEOPLE:
        views = tuple(person_view(library, person, whole=False) for person in people if person.kind == kind)
        if views:
            groups.append((heading, views))
    told = _told("Who is who on these pages.", found.pages[output.key])
    frame = Frame("People", "Letters", library.addresses.part("people", ""))
    return Page("people.html", {"groups": tuple(groups)}, "People", told, parts=parts_view(found, output.key, frame))


def sources_page(library: Library, output: Output) -> Page:
    """Give all sources by title, or a page of many."""
    found = library.lists.sources
    sources = tuple(source_whole(library, id_, whole=False) for id_ in _shown(found, output.key))
    told = _told("What the figures of this site rest on.", found.pages[output.key])
    frame = Frame("Sources", "Letters", library.addresses.part("sources", ""))
    return Page("sources.html", {"sources": sources}, "Sources", told, parts=parts_view(found, output.key, frame))


def topics_page(library: Library, output: Output) -> Page:
    """Give all topics, or a page of many."""
    found = library.lists.topics
    topics = tuple(topic_line(library, tag) for tag in _shown(found, output.key))
    told = _told("The articles and events of this site by topic.", found.pages[output.key])
    frame = Frame("Topics", "Letters", library.addresses.part("topics", ""))
    return Page("topics.html", {"topics": topics}, "Topics", told, parts=parts_view(found, output.key, frame))


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
