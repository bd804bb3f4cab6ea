"""The story as a Factbox site, as a desk would keep it: every figure bound, nothing unused, no warning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.story import YEARS, day_of, definition, event_name, heading_of, label, rows, source_of, term_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bench.story import Article, Sentence, Story

_A_FILE = 30
"""Entries in a file of facts, terms or events."""


class Content:
    """Facts in files of their own, articles that refer to them."""

    def article(self, story: Story, article: Article) -> tuple[str, str]:
        """Give the file of an article."""
        lines = [
            f"title: {article.title}",
            f"summary: {article.summary}",
            f"published: {article.published}",
            "status: published",
            "authors: [The desk]",
            f"tags: [topic-{article.topic}]",
            "body: |",
        ]
        for section in article.sections:
            lines += [f"  ## {section.heading}", ""]
            for paragraph in section.paragraphs:
                lines += ["  " + " ".join(_said(story, sentence) for sentence in paragraph), ""]
        lines += [f"  ::: table table-{article.table} rows=place columns=year", "  :::", "", f"  > {article.quote}", ""]
        return f"content/articles/{article.slug}.yaml", "\n".join(lines)

    def stating_first_fact(self, story: Story) -> Iterator[tuple[str, str]]:
        """Give the file that holds fact 0: articles say it with the fact's own words."""
        yield next(_facts(story))

    def others(self, story: Story) -> Iterator[tuple[str, str]]:
        """Give the files of everything that articles refer to."""
        yield "content/units.yaml", "passenger: {one: passenger, many: passengers}\n"
        yield "content/sources.yaml", "".join(_source(number) for number in range(story.sources))
        yield from _facts(story)
        yield from _entries("facts/tables", story.tables, lambda number: _series(number, story))
        yield from _entries("glossary/terms", story.terms, _term)
        yield from _entries("events/events", story.events, lambda number: _event(number, story))


def _said(story: Story, sentence: Sentence) -> str:
    """Give a sentence. Fact 0 says its own words, so that whoever changes it need not touch any text."""
    kind, number = sentence.kind, sentence.number
    said = story.mention(sentence)
    if kind == "fact":
        said = f"[{said if number else ''}](fact:fact-{number})"
    elif kind == "event":
        said = f"[{said}](event:event-{number})"
    return sentence.around(said)


def _facts(story: Story) -> Iterator[tuple[str, str]]:
    return _entries("facts/facts", story.facts, lambda number: _fact(number, story))


def _entries(name: str, count: int, entry: Callable[[int], str]) -> Iterator[tuple[str, str]]:
    for start in range(0, count, _A_FILE):
        text = "".join(entry(number) for number in range(start, min(start + _A_FILE, count)))
        yield f"content/{name}-{start // _A_FILE:04}.yaml", text


def _source(number: int) -> str:
    return (
        f"source-{number}: {{title: Report {number}, kind: data, publisher: Statistics office, "
        f"date: 2007-03-0{1 + number % 9}, url: 'https://office.example/{number}'}}\n"
    )


def _fact(number: int, story: Story) -> str:
    return (
        f"fact-{number}:\n  label: {label(number)}\n  value: {story.amount(number)} tonnes\n"
        f"  as_of: 2007-0{1 + number % 9}-11\n  source: source-{source_of(number, story)} p. {1 + number % 90}\n"
    )


def _series(number: int, story: Story) -> str:
    lines = [f"table-{number}:", f"  label: {heading_of(number)}", "  unit: passengers"]
    lines += ["  by: [place, year]", f"  source: source-{source_of(number, story)}", "  data:"]
    for place, values in rows(number):
        cells = ", ".join(f"{year}: {value}" for year, value in zip(YEARS, values, strict=True))
        lines.append(f"    {place}: {{{cells}}}")
    return "\n".join(lines) + "\n"


def _term(number: int) -> str:
    return f"term-{number}:\n  name: {term_name(number)}\n  definition: {definition(number)}\n"


def _event(number: int, story: Story) -> str:
    title = event_name(number).capitalize()
    return f"event-{number}: {{title: {title}, date: {day_of(number)}, source: source-{source_of(number, story)}}}\n"
