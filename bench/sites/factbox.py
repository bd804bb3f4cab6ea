"""The story as a Factbox site, as a desk would keep it: every figure bound, nothing unused, no warning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.story import (
    YEARS,
    Article,
    Sentence,
    Story,
    amount,
    day_of,
    definition,
    event_name,
    figure,
    mention,
    rows,
    term_name,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_A_FILE = 30
"""Entries in a file of facts, terms or events."""
_CONFIG = """\
title: Bench
base_url: https://bench.example/
language: en
description: What the harbour is for, and what it costs.
menu: [timeline, glossary, facts]
"""
_BASE = """\
{% extends "theme/base.html" %}
{% block footer %}
  {{ super() }}
  <p>The desk of the bench.</p>
{% endblock %}
"""


def write(root: Path, story: Story) -> None:
    """Write a site that tells a story into a folder."""
    for folder in ("content/articles", "content/facts", "content/glossary", "content/events", "templates"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    _save(root / "config.yaml", _CONFIG)
    _save(root / "templates/base.html", _BASE)
    _save(root / "content/sources.yaml", "".join(_source(number) for number in range(story.sources)))
    _save(root / "content/units.yaml", "passenger: {one: passenger, many: passengers}\n")
    _entries(root / "content/facts", "facts", story.facts, lambda number: _fact(number, story))
    _entries(root / "content/facts", "tables", story.tables, lambda number: _series(number, story))
    _entries(root / "content/glossary", "terms", story.terms, _term)
    _entries(root / "content/events", "events", story.events, lambda number: _event(number, story))
    for number in range(story.count):
        article = story.article(number)
        _save(root / f"content/articles/{article.slug}.yaml", text_of(article))


def _save(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _entries(folder: Path, name: str, count: int, entry: Callable[[int], str]) -> None:
    for start in range(0, count, _A_FILE):
        text = "".join(entry(number) for number in range(start, min(start + _A_FILE, count)))
        _save(folder / f"{name}-{start // _A_FILE:04}.yaml", text)


def _source(number: int) -> str:
    return (
        f"source-{number}: {{title: Report {number}, kind: data, publisher: Statistics office, "
        f"date: 2007-03-0{1 + number % 9}, url: 'https://office.example/{number}'}}\n"
    )


def _fact(number: int, story: Story) -> str:
    return (
        f"fact-{number}:\n  label: Freight of line {number}\n  value: {amount(number)} tonnes\n"
        f"  as_of: 2007-0{1 + number % 9}-11\n  source: source-{number % story.sources} p. {1 + number % 90}\n"
    )


def _series(number: int, story: Story) -> str:
    lines = [f"table-{number}:", f"  label: Passengers by place, table {number}", "  unit: passengers"]
    lines += ["  by: [place, year]", f"  source: source-{number % story.sources}", "  data:"]
    for place, values in rows(number):
        cells = ", ".join(f"{year}: {value}" for year, value in zip(YEARS, values, strict=True))
        lines.append(f"    {place}: {{{cells}}}")
    return "\n".join(lines) + "\n"


def _term(number: int) -> str:
    return f"term-{number}:\n  name: {term_name(number)}\n  definition: {definition(number)}\n"


def _event(number: int, story: Story) -> str:
    title = event_name(number).capitalize()
    return f"event-{number}: {{title: {title}, date: {day_of(number)}, source: source-{number % story.sources}}}\n"


def words(sentence: Sentence) -> str:
    """Give a sentence as Markdown. Fact 0 says its own words, so that whoever changes it need not touch any text."""
    kind, number = sentence.kind, sentence.number
    said = mention(kind, number)
    if kind == "fact":
        said = f"[{figure(number) if number else ''}](fact:fact-{number})"
    elif kind == "event":
        said = f"[{said}](event:event-{number})"
    return " ".join(part for part in (sentence.before, said, sentence.after) if part) + "."


def text_of(article: Article) -> str:
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
            lines += ["  " + " ".join(words(sentence) for sentence in paragraph), ""]
    lines += [f"  ::: table table-{article.table} rows=place columns=year", "  :::", "", f"  > {article.quote}", ""]
    return "\n".join(lines)
