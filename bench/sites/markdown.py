"""The story as the Markdown that other generators read: the same words, with nothing behind them.

Figures, terms and events are plain words: those generators have no facts and no glossary, so that they are spared the
links and checks that a Factbox site gets. The timeline, the glossary and the facts are one page each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.story import YEARS, day_of, definition, event_name, heading_of, label, rows, source_of, term_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.story import Article, Story

_PAGES = ("timeline", "glossary", "facts")


@dataclass(frozen=True, slots=True)
class Markdown:
    """Where a generator wants its files, and how its front matter names things; `tags` has a `{}` for a tag."""

    articles: str
    pages: str
    summary: str = "description"
    tags: str = "[{}]"
    listing: bool = False
    """Whether the home page's list of articles is a Markdown file too, since templates know too little of pages."""

    def article(self, story: Story, article: Article) -> tuple[str, str]:
        """Give the file of an article."""
        lines = [
            "---",
            f"title: {article.title}",
            f"{self.summary}: {article.summary}",
            f"date: {article.published}",
            f"tags: {self.tags.format(f'topic-{article.topic}')}",
            "---",
            "",
        ]
        for section in article.sections:
            lines += [f"## {section.heading}", ""]
            for paragraph in section.paragraphs:
                lines += [" ".join(sentence.around(story.mention(sentence)) for sentence in paragraph), ""]
        lines += [*_table(article.table), "", f"> {article.quote}", ""]
        return f"{self.articles}/{article.slug}.md", "\n".join(lines)

    def stating_first_fact(self, story: Story) -> Iterator[tuple[str, str]]:
        """Give the files that say fact 0: the page of facts, and the articles that mention it."""
        yield self._page("facts", _facts(story))
        for number in story.uses_of_first_fact():
            yield self.article(story, story.article(number))

    def others(self, story: Story) -> Iterator[tuple[str, str]]:
        """Give the pages."""
        for name, lines in zip(_PAGES, (_timeline(story), _glossary(story), _facts(story)), strict=True):
            yield self._page(name, lines)
        if self.listing:
            yield self._page("index", _articles(story), "Articles")

    def _page(self, name: str, lines: list[str], title: str = "") -> tuple[str, str]:
        front = ["---", f"title: {title or name.capitalize()}", "---", ""]
        return f"{self.pages}/{name}.md", "\n".join([*front, *lines, ""])


def _table(table: int) -> list[str]:
    head = [heading_of(table), "", f"| Place | {' | '.join(str(year) for year in YEARS)} |"]
    lines = [
        f"| {place} | {' | '.join(f'{value:,} passengers' for value in values)} |" for place, values in rows(table)
    ]
    return [*head, f"|---|{'---:|' * len(YEARS)}", *lines]


def _timeline(story: Story) -> list[str]:
    numbers = sorted(range(story.events), key=day_of)
    return [f"- {day_of(number).strftime('%d %B %Y')}: {event_name(number).capitalize()}" for number in numbers]


def _glossary(story: Story) -> list[str]:
    return [f"- **{term_name(number)}**: {definition(number)}" for number in range(story.terms)]


def _facts(story: Story) -> list[str]:
    return [
        f"- {label(number)}: {story.figure(number)} (Report {source_of(number, story)}, p. {1 + number % 90})"
        for number in range(story.facts)
    ]


def _articles(story: Story) -> list[str]:
    found = sorted((story.article(number) for number in range(story.count)), key=lambda one: one.published)
    return [f"- [{one.title}]({one.slug}.md) {one.published}: {one.summary}" for one in reversed(found)]
