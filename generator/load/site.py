"""All files of a folder to one site."""

from __future__ import annotations

import re
from dataclasses import field, replace
from typing import TYPE_CHECKING, TypeVar

from generator.base import dataclass
from generator.diagnostics import Diagnostic, Severity, Span, diagnose
from generator.load.articles import Desk, article_files, read_wholes
from generator.load.decode.article import decode_page, decode_sidebar
from generator.load.decode.event import decode_chart, decode_event
from generator.load.decode.fact import FactReader, decode_fact
from generator.load.decode.gone import decode_gone
from generator.load.decode.reference import (
    decode_image,
    decode_person,
    decode_quote,
    decode_source,
    decode_term,
    decode_unit,
)
from generator.load.kinds import is_single, kind_of, near_kind
from generator.load.lock import read_lock
from generator.load.media import read_media
from generator.load.reading import Reading
from generator.load.settings import read_settings
from generator.load.tree import TextFile, read_tree
from generator.model.baseline import BASELINE, read_baseline
from generator.model.lock import EMPTY
from generator.model.site import Site
from generator.model.unit import units_from

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from collections.abc import Mapping as MappingOf
    from pathlib import Path

    from generator.load.articles import ArticleFile
    from generator.load.decode.entries import Entry
    from generator.load.tree import Tree
    from generator.model.article import Article, Page, Sidebar
    from generator.model.baseline import KnownFigure
    from generator.model.chart import Image
    from generator.model.config import Config
    from generator.model.fact import Fact
    from generator.model.text import Text
    from generator.model.unit import Units

    ReadArticles = Callable[[Desk, tuple[TextFile, ...]], Iterable[ArticleFile]]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A site, what is wrong with its files, and their texts by path; `site` is None without a usable config.yaml.

    `digests` are the sha256 of all files that were read as content, by path, as hex. `desk` is what files of articles
    are read with, `articles` what each of these holds, `heads` the digests of articles without their prose, by slug.
    """

    site: Site | None
    problems: tuple[Diagnostic, ...]
    sources: MappingOf[str, str]
    digests: MappingOf[str, str] = field(default_factory=dict)
    desk: Desk | None = None
    articles: MappingOf[str, ArticleFile] = field(default_factory=dict)
    heads: MappingOf[str, str] = field(default_factory=dict)


def load(root: Path) -> Loaded:
    """Read the folder of a site: config.yaml and content/.

    Every file is read once, and one that is broken hides nothing of the others. Aborts where the disk refuses.
    """
    return load_tree(read_tree(root))


def load_tree(tree: Tree, read: ReadArticles = read_wholes) -> Loaded:
    """Read the files of a site as they are in memory; `read` reads those of articles."""
    beside = tuple(file for file in (tree.baseline, tree.lock) if file is not None)
    sources = {file.path: file.text for file in (tree.config, *tree.texts, *beside)}
    config, problems = read_settings(tree.config)
    if config is None:
        return Loaded(None, problems, sources)
    site, table, more = _site(tree, config, read)
    texts = {file.path: file.digest for file in (tree.config, *tree.texts)}
    digests = {**texts, **tree.unread, **{file.path: file.digest for file in tree.media}}
    baseline, unread = _baseline(tree)
    told = (*tree.diagnostics, *problems, *more, *unread)
    return Loaded(replace(site, baseline=baseline), told, sources, digests, table.desk, table.files, table.heads)


def _baseline(tree: Tree) -> tuple[tuple[KnownFigure, ...], list[Diagnostic]]:
    """Read figures.baseline; W-BASELINE for lines that are none, such as those of a merge that was not finished."""
    if tree.baseline is None:
        return (), []
    entries, wrong = read_baseline(tree.baseline.text)
    lines = tree.baseline.text.split("\n")
    message = "this line is no entry: file, part, words and digest, with a tab between each"
    places = (Span(BASELINE, number, 1, max(len(lines[number - 1]), 1)) for number in wrong)
    return entries, [diagnose("W-BASELINE", place, message) for place in places]


@dataclass(frozen=True, slots=True)
class _Table:
    """What files of articles were read with, what they hold, and the digests of their heads."""

    desk: Desk
    files: MappingOf[str, ArticleFile]
    heads: MappingOf[str, str]


def _site(tree: Tree, config: Config, read: ReadArticles) -> tuple[Site, _Table, tuple[Diagnostic, ...]]:
    reading = Reading(tree.texts, config.timezone)
    reading.problems.extend(_strangers(tree.texts))
    for problem in tree.diagnostics:
        if problem.severity is Severity.ERROR:
            reading.lose(problem.span.path)
    units = _units(reading)
    reader = FactReader(units, reading.tables())
    facts = _Facts(reading, {}, {})
    facts.read(reader)
    desk = Desk(units, reader.tables, config.timezone)
    files = tuple(read(desk, article_files(tree.texts)))
    articles = _articles(reading, reader, facts, files)
    sidebars = _sidebars(reading, reader, facts)
    facts.read_tables(reader)
    media, media_problems = read_media(tree.media)
    lock, damage = read_lock(tree.lock) if tree.lock is not None else (EMPTY, ())
    reading.problems.extend((*media_problems, *damage))
    site = Site(
        config=config,
        articles=articles,
        pages=_pages(reading),
        facts=facts.found,
        sidebars=sidebars,
        events=_many(reading, "events", "an event", decode_event),
        terms=_many(reading, "glossary", "a term", decode_term),
        people=_many(reading, "people", "a person", decode_person),
        sources=_many(reading, "sources", "a source", decode_source),
        quotes=_many(reading, "quotes", "a quote", decode_quote),
        charts=_many(reading, "charts", "a chart", decode_chart),
        images=_images(reading),
        media=media,
        units=units,
        gone=_many(reading, "gone", "an address that is gone", decode_gone, named=True),
        lost=frozenset(reading.lost),
        unread=frozenset(reading.unread),
        lock=lock,
    )
    return site, _Table(desk, {file.path: file for file in files}, _heads(articles, files)), tuple(reading.problems)


def _strangers(files: tuple[TextFile, ...]) -> list[Diagnostic]:
    """Report W-FILE-UNKNOWN for files whose place says nothing of what they hold."""
    found = []
    for file in files:
        if not kind_of(file.path):
            hint = near_kind(file.path)
            message = "this file is not read, because its place does not say what it holds"
            found.append(diagnose("W-FILE-UNKNOWN", Span(file.path), message, hint=hint))
        elif file.path.endswith(".csv") and kind_of(file.path) != "facts":
            hint = "put it into content/facts/"
            message = "this table is not read: tables hold facts and series"
            found.append(diagnose("W-FILE-UNKNOWN", Span(file.path), message, hint=hint))
    return found


def _many(reading: Reading, kind: str, what: str, decode: Callable[[Entry], T], *, named: bool = False) -> dict[str, T]:
    found: dict[str, T] = {}
    places: dict[str, Text] = {}
    for entry in reading.entries(kind, what, named=named):
        before = len(reading.problems)
        reading.collect(found, entry.id, decode(entry), places, kind)
        reading.judge(kind, () if named else (entry.id.text,), before)
    return found


def _images(reading: Reading) -> dict[str, Image]:
    found: dict[str, Image] = {}
    places: dict[str, Text] = {}
    for entry in reading.entries("media", "an image", named=True):
        reading.collect(found, entry.id, decode_image(entry), places, "images")
    return found


def _units(reading: Reading) -> Units:
    declarations = []
    entries = {}
    for entry in reading.entries("units", "a unit"):
        declarations.append(decode_unit(entry))
        entries[entry.id.text] = entry
    declared = units_from(declarations)
    for problem in declared.faults:
        entry = entries[problem.id]
        place = entry.fields.key_span(problem.key) if problem.key else entry.id.span
        reading.problems.append(
            diagnose(problem.fault.code, place, problem.fault.message, hint=problem.fault.hint or None)
        )
    return declared.units


@dataclass(frozen=True, slots=True)
class _Facts:
    """The facts found so far; those written inside articles are added to the shared ones."""

    reading: Reading
    found: dict[str, Fact]
    places: dict[str, Text]

    def decode(self, entry: Entry, reader: FactReader) -> None:
        before = len(self.reading.problems)
        self.add(decode_fact(entry, reader))
        self.reading.judge("facts", (entry.id.text,), before)

    def add(self, fact: Fact) -> None:
        self.reading.collect(self.found, fact.id, fact, self.places, "facts")

    def read(self, reader: FactReader) -> None:
        for entry in self.reading.entries("facts", "a fact"):
            self.decode(entry, reader)

    def read_tables(self, reader: FactReader) -> None:
        """Read the CSV files that no series took: those of single facts, which have a column `id`."""
        for path, file in reader.tables.items():
            if kind_of(path) != "facts" or path in reader.used:
                continue
            # Other separators than commas are told where the table is read.
            if "id" in [name.strip().strip('"') for name in re.split("[,;|\t]", file.text.partition("\n")[0])]:
                for entry in self.reading.rows(path, file, "a fact"):
                    self.decode(entry, reader)
            else:
                hint = "name it in a series' `data:`, or give it a column `id` if each row is a fact"
                message = "no series takes its data from this table"
                self.reading.problems.append(diagnose("W-FILE-UNKNOWN", Span(path), message, hint=hint))


def _articles(reading: Reading, reader: FactReader, facts: _Facts, files: Iterable[ArticleFile]) -> dict[str, Article]:
    found: dict[str, Article] = {}
    places: dict[str, Text] = {}
    for file in sorted(files, key=lambda one: not is_single(one.path)):
        reading.problems.extend(file.problems)
        reading.lost.update(file.lost)
        reading.unread.update(file.unread)
        reader.used.update(file.tables)
        for article in file.articles:
            reading.collect(found, article.slug, article, places, "articles")
        for fact in file.facts:
            facts.add(fact)
    return found


def _heads(articles: MappingOf[str, Article], files: Iterable[ArticleFile]) -> dict[str, str]:
    """Give the digests of the heads of articles by slug."""
    pairs = ((article, head) for file in files for article, head in zip(file.articles, file.heads, strict=True))
    return {one.slug.text: head for one, head in pairs if articles[one.slug.text].place == one.place}


def _pages(reading: Reading) -> dict[str, Page]:
    found: dict[str, Page] = {}
    places: dict[str, Text] = {}
    for fields in reading.single("pages", "a page"):
        before = len(reading.problems)
        page = decode_page(fields)
        reading.collect(found, page.slug, page, places, "pages")
        reading.judge("pages", (page.slug.text,), before)
    return found


def _sidebars(reading: Reading, reader: FactReader, facts: _Facts) -> dict[str, Sidebar]:
    found: dict[str, Sidebar] = {}
    places: dict[str, Text] = {}
    for entry in reading.entries("sidebars", "a sidebar", lists=True):
        before = len(reading.problems)
        sidebar, own = decode_sidebar(entry, reader)
        reading.collect(found, entry.id, sidebar, places, "sidebars")
        reading.judge("facts", (fact.id.text for fact in own), before)
        for fact in own:
            facts.add(fact)
    return found
