"""Sites with many small entries, for tests of lists that go over several pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from small_sites import site

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

WORDS = ("rice", "tariff", "cars", "levy", "trade", "steel", "port", "barley", "wheat", "dairy", "quota", "treaty")


def _word(number: int) -> str:
    return WORDS[number % len(WORDS)]


def _words(number: int, count: int) -> str:
    """Give some words that differ from those of other numbers."""
    said = " ".join(_word(number * 7 + step * (number % 5 + 1)) for step in range(count))
    return f"{said} {number}".capitalize()


def term(number: int) -> str:
    """Give the name of a term, which occurs in no other."""
    letters = chr(97 + number % 26) + chr(97 + number // 26 % 26)
    return f"{_word(number)}{letters}x"


def large_site(root: Path, *, articles: int, facts: int, events: int, terms: int, people: int, sources: int) -> Path:
    """Make a site of so many entries; articles name facts, events, terms, people and sources in turn."""
    sizes = {"facts": facts, "events": events, "terms": terms, "people": people, "sources": sources}
    files = {
        "config.yaml": "title: Large\nbase_url: https://large.example.org/\nlanguage: en-GB\ntimezone: UTC\n",
        "content/articles/rice.yaml": None,
        "content/facts.yaml": None,
        "content/sources.yaml": _lines(
            f"source-{n}: {{title: {_words(n, 4)}, publisher: The Times, date: 2025-04-01}}" for n in range(sources)
        ),
        "content/people.yaml": _lines(
            f"person-{n}: {{name: {_word(n).capitalize()} {term(n).capitalize()}}}" for n in range(people)
        ),
        "content/glossary.yaml": _lines(
            f"t{n}: {{name: {term(n)}, definition: {_words(n, 20)}.}}" for n in range(terms)
        ),
        "content/events.yaml": _lines(_event(n, sources, people) for n in range(events)),
        "content/quotes.yaml": _lines(
            f"said-{n}: {{text: {_words(n, 9)}, by: person-2, date: {2020 + n % 3}-03-01, source: source-0}}"
            for n in range(people)
        ),
        **{
            f"content/facts/{word}.yaml": _lines(_fact(n, sources) for n in range(facts) if n % 6 == index)
            for index, word in enumerate(WORDS[:6])
        },
        **{f"content/articles/a{n}.yaml": _article(n, sizes) for n in range(articles)},
    }
    return site(root, files)


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _fact(number: int, sources: int) -> str:
    value = f"value: {1000 + number} tonnes, as_of: 2025-04-01, source: source-{number % sources}"
    wrong = f", corrections: [{{was: 9 tonnes, date: 202{number % 3}-03-01, because: We erred.}}]"
    return f"fact-{number}: {{label: {_words(number, 5)}, {value}{wrong if number % 4 == 0 else ''}}}"


def _event(number: int, sources: int, people: int) -> str:
    day = f"{(2021, 2024, 2025, 2025)[number % 4]}-{1 + number % 11:02}-{1 + number % 27:02}"
    told = f"source: source-{number % sources}, text: {_words(number, 20)}., tags: [{_word(number % 3)}]"
    era = ", kind: era" if number == 1 else ""
    return f"e{number}: {{title: {_words(number, 7)}, date: {day}, people: [person-{number % people}], {told}{era}}}"


def _article(number: int, sizes: Mapping[str, int]) -> str:
    fact, event, person = number % sizes["facts"], number % sizes["events"], number % sizes["people"]
    links = f"See [it](event:e{event}), [that](/timeline/#event-e{number * 3 % sizes['events']})"
    return (
        f"title: {_words(number, 6)}\nsummary: {_words(number, 12)}.\nstatus: published\n"
        f"published: {2020 + number % 5}-{1 + number % 12:02}-{1 + number % 28:02}\nauthors: [person-0]\n"
        f"tags: [{_word(number % 3)}, {_word(3 + number % 2)}]\nbody: |\n"
        f"  It is [{1000 + fact:,} tonnes](fact:fact-{fact}), or [1,000 tonnes](fact:fact-0). {links}\n"
        f"  and [this](/glossary/#term-t{number % sizes['terms']}) of [them](person:person-{person}), a {term(0)},\n"
        f"  as [he](person:person-1) says [@source-{number % sizes['sources']}; @source-0]. So [what](event:e2)?\n"
    )
