"""The order of the lists of a site, and what their entries are sorted into."""

from __future__ import annotations

import posixpath
from functools import partial
from typing import TYPE_CHECKING

from generator.facts.event_dates import in_order
from generator.model.slug import slugify
from generator.plan.levels import by_date, by_letter, letter_of
from generator.plan.parts import Entry, Levels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.facts.ledger import Ledger
    from generator.facts.prose import Owner
    from generator.model.article import Article
    from generator.model.event import Event
    from generator.model.fact import Fact
    from generator.model.person import Person
    from generator.model.site import Site
    from generator.model.source import Source
    from generator.model.term import Term

_OWN = "in-articles"
_TOPICS = "by-topic"


def event_entries(site: Site, ledger: Ledger, events: Iterable[Event]) -> list[Entry]:
    """Give events, oldest first, by their dates; what has no date is on no timeline."""
    language = site.config.language
    return [Entry(event.id.text, by_date(date, language)) for date, event in in_order(ledger, events)]


def article_entries(site: Site, articles: Iterable[Article]) -> list[Entry]:
    """Give articles in the order given, newest first, by when they were published."""
    return [Entry(article.slug.text, by_date(article.published, site.config.language)) for article in articles]


def term_entries(site: Site) -> list[Entry]:
    """Give the glossary from A to Z."""
    terms = sorted(site.terms.values(), key=_name)
    return [Entry(term.id.text, by_letter(term.name.text)) for term in terms]


def _name(term: Term) -> tuple[str, str]:
    return letter_of(term.name.text), term.name.text.casefold()


def person_entries(site: Site) -> list[Entry]:
    """Give everybody by the name that lists go by."""
    people = sorted(site.people.values(), key=sort_name)
    return [Entry(person.id.text, by_letter(sort_name(person), "a-z/")) for person in people]


def sort_name(person: Person) -> str:
    """Give the name by which lists order somebody: of a person the last word."""
    if person.sort is not None:
        return person.sort.text.casefold()
    words = person.name.text
    return (words.rpartition(" ")[2] if person.kind == "person" else words).casefold()


def source_entries(site: Site) -> list[Entry]:
    """Give all sources by title."""
    sources = sorted(site.sources.values(), key=_title)
    return [Entry(source.id.text, by_letter(source.title.text, "a-z/")) for source in sources]


def _title(source: Source) -> tuple[str, str, str]:
    return source.title.text.casefold(), source.date.machine if source.date is not None else "", source.id.text


def topic_entries(site: Site, tags: Iterable[str]) -> list[Entry]:
    """Give topics in the order given."""
    return [Entry(tag, by_letter(site.config.topic(tag), "a-z/")) for tag in tags]


def fact_entries(site: Site) -> list[Entry]:
    """Give facts by the files that hold them, then those that are written in articles."""
    facts = sorted(site.facts.values(), key=lambda fact: _fact_order(site, fact))
    return [Entry(fact.id.text, _fact_levels(site, fact)) for fact in facts]


def _fact_order(site: Site, fact: Fact) -> tuple[bool, str, str, str]:
    name, anchor = fact_group(site, fact)
    return bool(fact.home), name.casefold(), anchor, fact.label.text.casefold()


def fact_group(site: Site, fact: Fact) -> tuple[str, str]:
    """Give the heading under which the index lists a fact, and its anchor."""
    if fact.home:
        return site.articles[fact.home].title.plain, f"article-{fact.home}"
    stem = posixpath.splitext(posixpath.basename(fact.place.path))[0]
    words = site.config.topic(stem)
    return (words if words != stem else stem.replace("-", " ").replace("_", " ").capitalize()), f"file-{slugify(stem)}"


def _fact_levels(site: Site, fact: Fact) -> Levels:
    words, anchor = fact_group(site, fact)
    key, name, sorted_by = f"{_TOPICS}/{anchor.removeprefix('file-')}", words, fact.label.text
    if fact.home:
        key, name, sorted_by = _OWN, "In articles", words
    letters = by_letter(sorted_by, f"{key}/", name)
    return Levels((key, *letters.keys), partial(_group_or_letter, name, letters))


def _group_or_letter(name: str, letters: Levels, level: int) -> str:
    return letters.name(level - 1) if level else name


def owner_name(site: Site, owner: Owner) -> str:
    """Give the words by which lists of places order an entry, "" for one without a page or a place of its own."""
    if owner.kind == "article":
        article = site.articles[owner.id]
        return article.short_title.text if article.short_title is not None else article.title.plain
    if owner.kind == "page":
        return site.pages[owner.id].title.plain
    if owner.kind == "event":
        return site.events[owner.id].title.plain
    if owner.kind == "fact":
        return site.facts[owner.id].label.text
    return site.terms[owner.id].name.text if owner.kind == "term" else ""
