"""The story that every generator in the comparison tells: the same words, terms, figures, tables and quotes for all.

All of it follows from numbers, so that an article is the same in every site that has it, on every machine.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS = 600
"""Words in the paragraphs of an article, give or take a sentence."""
MENTIONS = 10
FIGURES = 6
FACTS = 600
YEARS = (2023, 2024)
_SECTIONS = 4
_PARAGRAPH = 3
_HALF = 6
"""Words in half a sentence: so the last one of a section goes past its share as often as it falls short."""
_TERMS, _SOURCES, _TABLES, _TOPICS, _ROWS = 100, 40, 60, 20, 6
_FIRST, _DAYS = date(2008, 1, 7), 6500
# fmt: off
_NOUNS = (
    "bridge", "harbour", "council", "river", "budget", "school", "market", "road", "plan", "season",
    "farmer", "reservoir", "bus", "line", "tariff", "clinic", "library", "region", "valley", "engineer",
    "wall", "fund", "report", "agency", "winter", "signal", "station", "crop", "village", "ferry",
)
_VERBS = (
    "opens", "carries", "delays", "crosses", "supports", "repairs", "measures", "replaces", "shares", "counts",
    "funds", "limits", "joins", "feeds",
)
_ADJECTIVES = (
    "northern", "narrow", "public", "early", "heavy", "modest", "wooden", "regional", "late", "shallow",
    "open", "dry", "careful", "common",
)
# fmt: on
_SYLLABLES = ("bal", "cor", "dun", "fel", "gar", "hol", "kim", "lor", "mab", "nol")
_JOINS = ("while", "because", "although", "before", "so that", "whenever")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in the order in which it is read: words, what it mentions, words, and a full stop.

    `kind` is `fact`, `term`, `event` or empty, and `number` says which of them; `Story.mention` gives the words for
    it, and each writer puts them as its generator wants them.
    """

    before: str
    kind: str = ""
    number: int = 0
    after: str = ""

    def around(self, said: str) -> str:
        """Give the whole sentence around the words for what it mentions."""
        return " ".join(part for part in (self.before, said, self.after) if part) + "."


@dataclass(frozen=True, slots=True)
class Section:
    """A section of an article: its heading and its paragraphs."""

    heading: str
    paragraphs: tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article; `topic` and `table` are numbers."""

    number: int
    title: str
    summary: str
    published: date
    topic: int
    table: int
    quote: str
    sections: tuple[Section, ...]

    @property
    def slug(self) -> str:
        """Give the last part of its address."""
        return f"article-{self.number:05}"


@dataclass(frozen=True, slots=True)
class Story:
    """What a site of `count` articles tells; a small site has no more facts and terms than its articles mention.

    `revision` counts how often fact 0 was changed since.
    """

    count: int
    pool: int = FACTS
    revision: int = 0

    @property
    def facts(self) -> int:
        """Give the number of facts: all of them are used."""
        return min(self.pool, 1 + self.count * FIGURES - len(self.uses_of_first_fact()))

    @property
    def terms(self) -> int:
        """Give the number of terms of the glossary."""
        return min(_TERMS, self.count * MENTIONS)

    @property
    def sources(self) -> int:
        """Give the number of sources."""
        return min(_SOURCES, self.facts)

    @property
    def tables(self) -> int:
        """Give the number of tables, each of which several articles of a larger site show."""
        return min(_TABLES, self.count)

    @property
    def topics(self) -> int:
        """Give the number of topics."""
        return min(_TOPICS, self.count)

    @property
    def events(self) -> int:
        """Give the number of events: one for ten articles."""
        return max(self.count // 10, 1)

    def article(self, number: int) -> Article:
        """Give an article. Every hundredth uses fact 0 and no other does, so that 1% of the pages use it."""
        chance = Chance(number)
        facts = [self._fact(number, step) for step in range(FIGURES)]
        terms = [(number * MENTIONS + step) % self.terms for step in range(MENTIONS)]
        mentions = [("term", one) for one in terms] + [("fact", one) for one in facts]
        mentions.append(("event", number % self.events))
        title = f"{chance.clause().capitalize()} N{number}"
        summary = f"{chance.sentence()}."
        sections = tuple(_section(chance, mentions[part::_SECTIONS]) for part in range(_SECTIONS))
        return Article(
            number=number,
            title=title,
            summary=summary,
            published=_FIRST + timedelta(days=number * 37 % _DAYS),
            topic=number % self.topics,
            table=number % self.tables,
            quote=f"{chance.sentence()}.",
            sections=sections,
        )

    def amount(self, number: int) -> int:
        """Give the figure of a fact, in tonnes."""
        thousands = 11 + number * 7919 % 977
        return (thousands if number else thousands + self.revision) * 1000

    def figure(self, number: int) -> str:
        """Give the words of a fact."""
        return f"{self.amount(number):,} tonnes"

    def mention(self, sentence: Sentence) -> str:
        """Give the words for what a sentence mentions; none where it mentions nothing."""
        if sentence.kind == "fact":
            return self.figure(sentence.number)
        if sentence.kind == "term":
            return term_name(sentence.number)
        return event_name(sentence.number) if sentence.kind == "event" else ""

    def uses_of_first_fact(self) -> range:
        """Give the numbers of the articles that mention fact 0."""
        return range(0, self.count, 100)

    def _fact(self, number: int, step: int) -> int:
        """Give the number of the fact that an article mentions at this step: they go round, so that all are used."""
        if step == 0 and number % 100 == 0:
            return 0
        of_others = number * FIGURES + step - len(range(0, number + 1, 100))
        return 1 + of_others % (self.facts - 1)


class Chance:
    """Words by chance, the same ones for the same number.

    Only `random()` is used, whose sequence Python promises to keep.
    """

    __slots__ = ("_random",)

    def __init__(self, number: int) -> None:
        """Begin the sequence of a number."""
        self._random = random.Random(number)  # noqa: S311 - words, not secrets

    def below(self, bound: int) -> int:
        """Give a whole number from 0 up to a bound."""
        return int(self._random.random() * bound)

    def one_of(self, words: Sequence[str]) -> str:
        """Give one of some words."""
        return words[self.below(len(words))]

    def clause(self) -> str:
        """Give a clause without a number in it: "the dry bridge opens the late market"."""
        first, verb, second = self.one_of(_NOUNS), self.one_of(_VERBS), self.one_of(_NOUNS)
        return f"the {self.one_of(_ADJECTIVES)} {first} {verb} the {self.one_of(_ADJECTIVES)} {second}"

    def sentence(self) -> str:
        """Give two clauses, with a capital and without a full stop."""
        return f"{self.clause().capitalize()} {self.one_of(_JOINS)} {self.clause()}"


def _section(chance: Chance, mentions: Sequence[tuple[str, int]]) -> Section:
    """Give a section that makes its share of the article's mentions."""
    heading = chance.clause().capitalize()
    said = [_saying(chance, kind, number) for kind, number in mentions]
    words = sum(_length(one) for one in said)
    while words < WORDS // _SECTIONS - _HALF:
        plain = Sentence(chance.sentence())
        said.insert(chance.below(len(said) + 1), plain)
        words += _length(plain)
    starts = range(0, len(said), _PARAGRAPH)
    return Section(heading, tuple(tuple(said[start : start + _PARAGRAPH]) for start in starts))


def _saying(chance: Chance, kind: str, number: int) -> Sentence:
    if kind == "fact":
        return Sentence(f"{chance.sentence()}, with", kind, number, "in all")
    if kind == "term":
        return Sentence(f"{chance.sentence()} under the", kind, number)
    return Sentence(f"{chance.sentence()}, as the", kind, number, "decided")


def _length(sentence: Sentence) -> int:
    said = {"fact": 2, "term": 2, "event": 5}.get(sentence.kind, 0)
    return len(sentence.before.split()) + said + len(sentence.after.split())


def corrected(article: Article, edit: int) -> Article:
    """Give an article with one more sentence in its first paragraph, another one for each edit."""
    first, *rest = article.sections
    paragraph, *paragraphs = first.paragraphs
    more = Sentence(Chance(1_000_000 + edit).sentence())
    return replace(article, sections=(replace(first, paragraphs=((*paragraph, more), *paragraphs)), *rest))


def term_name(number: int) -> str:
    """Give the name of a term: a made-up word, and one that all have."""
    return f"{_SYLLABLES[number % 10]}{_SYLLABLES[number // 10]}en rule"


def day_of(number: int) -> date:
    """Give the day of an event."""
    return date(1990 + number % 35, 1 + number % 12, 1 + number % 28)


def event_name(number: int) -> str:
    """Give the name of an event: a meeting about something, another one for each of some 5,000."""
    rest, first = divmod(number, len(_ADJECTIVES))
    rest, noun = divmod(rest, len(_NOUNS))
    second = (first + 1 + rest % (len(_ADJECTIVES) - 1)) % len(_ADJECTIVES)
    return f"meeting about the {_ADJECTIVES[first]} {_ADJECTIVES[second]} {_NOUNS[noun]}"


def definition(number: int) -> str:
    """Give what a term means."""
    adjective, noun = _ADJECTIVES[number % len(_ADJECTIVES)], _NOUNS[number % len(_NOUNS)]
    return f"What the council calls the use of the {adjective} {noun}."


def source_of(fact: int, story: Story) -> int:
    """Give the number of the source that a fact rests on."""
    return fact % story.sources


def heading_of(table: int) -> str:
    """Give the words over a table."""
    return f"Passengers by place, table {table}"


def label(fact: int) -> str:
    """Give what a fact is about."""
    return f"Freight of line {fact}"


def rows(table: int) -> list[tuple[str, tuple[int, ...]]]:
    """Give the rows of a table: a place, and its passengers in each of the years."""
    chance = Chance(-1 - table)
    return [
        (_NOUNS[(table * _ROWS + row) % len(_NOUNS)], tuple(1200 + chance.below(90000) for _ in YEARS))
        for row in range(_ROWS)
    ]
