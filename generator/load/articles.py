"""Files of articles, each read by itself, whole or its head alone: thousands need not be in memory at once."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

from generator.base import dataclass
from generator.load.decode.article import decode_article
from generator.load.decode.fact import FactReader
from generator.load.kinds import is_single, kind_of
from generator.load.node import Mapping, Scalar, Sequence
from generator.load.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping as MappingOf
    from zoneinfo import ZoneInfo

    from generator.diagnostics import Diagnostic
    from generator.load.tree import TextFile
    from generator.model.article import Article
    from generator.model.fact import Fact
    from generator.model.unit import Units

_ANCHOR: Final = re.compile(r"(?m)(?:^|[\s\[{,:])&\S")
"""The name of a value that may be said again elsewhere."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a file of articles is read with: the site's units, the CSV files by path, and its time zone."""

    units: Units
    tables: MappingOf[str, TextFile]
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """What one file of articles holds: articles, the facts written in them, and what is wrong with it.

    `lost` and `unread` are as in `Site`; `tables` are the CSV files that its facts took. `heads` are digests, for each
    of the articles, of all that its file says but for its body and answers.
    """

    path: str
    articles: tuple[Article, ...] = ()
    facts: tuple[Fact, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    lost: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    tables: frozenset[str] = frozenset()
    heads: tuple[str, ...] = ()


def article_files(files: Iterable[TextFile]) -> tuple[TextFile, ...]:
    """Give the files that hold articles."""
    return tuple(file for file in files if kind_of(file.path) == "articles" and not file.path.endswith(".csv"))


def read_articles(desk: Desk, file: TextFile, *, whole: bool = True) -> ArticleFile:
    """Read a file of articles.

    Of a head (not `whole`) all is read but the body and the answers of cards, so that its problems are not all of them.
    """
    reading = Reading((file,), desk.zone)
    reader = FactReader(desk.units, desk.tables)
    articles: list[Article] = []
    facts: list[Fact] = []
    heads: list[str] = []
    for fields in reading.single("articles", "an article"):
        before = len(reading.problems)
        article, own = decode_article(fields, reader, whole=whole)
        articles.append(article)
        facts.extend(own)
        heads.append(_head(file, fields.node) if is_single(file.path) else file.digest)
        reading.judge("articles", (article.slug.text,), before)
        written = fields.find("facts")
        names = (name.text for name, _ in written.entries) if isinstance(written, Mapping) else ()
        reading.judge("facts", (*names, *(fact.id.text for fact in own)), before)
    return ArticleFile(
        file.path,
        tuple(articles),
        tuple(facts),
        tuple(reading.problems),
        frozenset(reading.lost),
        frozenset(reading.unread),
        frozenset(reader.used),
        tuple(heads),
    )


def _head(file: TextFile, node: Mapping) -> str:
    """Give the digest of a file without what is told by nobody but the article itself: its body, and its answers.

    Where a value has a name, and so may stand in the prose and beside it, it is that of the whole file.
    """
    cards = node.get("cards")
    items = cards.items if isinstance(cards, Sequence) else (cards,)
    found = (node.get("body"), *(item.get("answer") for item in items if isinstance(item, Mapping)))
    prose = sorted((one for one in found if isinstance(one, Scalar)), key=lambda one: one.start)
    rest, at = [], 0
    for part in prose:
        rest.append(file.text[at : max(at, part.start)])
        at = max(at, part.end)
    rest.append(file.text[at:])
    if any(map(_ANCHOR.search, rest)):
        return file.digest
    return hashlib.sha256("".join(rest).encode("utf-8", "surrogatepass")).hexdigest()


def read_wholes(desk: Desk, files: Iterable[TextFile]) -> tuple[ArticleFile, ...]:
    """Read files of articles whole."""
    return tuple(read_articles(desk, file) for file in files)
