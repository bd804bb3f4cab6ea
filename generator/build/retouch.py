"""The usual edit: words of articles changed, and nothing that anything else reads. Then nothing else is looked at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.build.digests import digest_of
from generator.build.later import MissingError
from generator.build.stock import read_head
from generator.build.trace import unpacked
from generator.build.unit import Bench, work, work_output
from generator.diagnostics import Severity
from generator.load.articles import Desk, read_articles

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from generator.build.kept import FileRecord, HeadRecord, OutputRecord
    from generator.build.unit import Unit
    from generator.build.watch import Watch
    from generator.diagnostics import Diagnostic
    from generator.load.tree import TextFile
    from generator.plan import Output
    from generator.render.gist import Gist


@dataclass(frozen=True, slots=True)
class Context:
    """What the work on an article is done in, as the last build laid it out.

    `digests` are those of the CSV files, `feed` is the output of the feed, if there is one. `pointed` are the articles
    to whose parts others lead by name.
    """

    desk: Desk
    bench: Bench
    digests: Mapping[str, str]
    feed: Output | None
    pointed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Retouched:
    """What came of some files of articles, by path, and of the feed if it tells of them; with the bytes made.

    `heads` are those of the articles: they say the same, elsewhere in the file. `newest` are the gists of the articles
    that the feed tells of.
    """

    heads: Mapping[str, HeadRecord]
    records: Mapping[str, FileRecord]
    outputs: Mapping[str, OutputRecord]
    files: Mapping[str, bytes]
    newest: Mapping[str, Gist]


def retouch(
    context: Context,
    texts: Iterable[TextFile],
    heads: Mapping[str, HeadRecord],
    before: Mapping[str, FileRecord],
    newest: Mapping[str, Gist],
    *,
    watch: Watch,
) -> Retouched | None:
    """Do the work on files of articles that have other words; None where something else of the site may be another.

    `heads` and `before` are what is known of each of the files, `newest` of the articles that the feed tells of.
    Something else reads of an article its head, what it uses, the parts of its page, and whether it has an error.
    """
    try:
        return _retouch(context, texts, heads, before, newest, watch=watch)
    except MissingError:
        return None


def _retouch(
    context: Context,
    texts: Iterable[TextFile],
    heads: Mapping[str, HeadRecord],
    before: Mapping[str, FileRecord],
    newest: Mapping[str, Gist],
    *,
    watch: Watch,
) -> Retouched | None:
    read: dict[str, HeadRecord] = {}
    records: dict[str, FileRecord] = {}
    files: dict[str, bytes] = {}
    for text in texts:
        known, old = heads.get(text.path), before.get(text.path)
        meter = watch.meter()
        with meter.of("step", "read whole"):
            file = read_articles(context.desk, text)
        if known is None or old is None or file.heads != known.file.heads or file.lost or file.unread != old.unread:
            return None
        tables = [(path, context.digests.get(path, "")) for path in sorted(file.tables)]
        record, made = work(context.bench, file, digest_of([(text.path, text.digest), *tables]), meter)
        watch.add(meter.laps())
        if not _is_alike(context, old, record) or not set(unpacked(record.reads)) <= set(unpacked(old.reads)):
            return None
        read[text.path] = replace(known, digest=text.digest, file=read_head(context.desk, text))
        records[text.path] = record
        files.update(made)
    gists = {unit.slug: unit.gist for record in records.values() for unit in record.units if unit.gist is not None}
    fresh = {slug: gist for slug, gist in gists.items() if slug in newest and gist != newest[slug]}
    if not fresh or context.feed is None:
        return Retouched(read, records, {}, files, newest)
    newest = {**newest, **fresh}
    library = replace(context.bench.library, gists=newest)
    meter = watch.meter()
    feed, made = work_output(library, context.feed, context.bench.addresses, meter)
    watch.add(meter.laps())
    return Retouched(read, records, {context.feed.path: feed}, {**files, **dict(made)}, newest)


def tells_of(problems: Iterable[Diagnostic], paths: Container[str]) -> bool:
    """Tell whether problems that are not looked for again may be others when the words of some files are.

    Their places move with the words; and what templates lead to may be a part of a page.
    """
    places = ((problem.span, *(one.span for one in problem.related)) for problem in problems)
    return any(one.path in paths or one.path.startswith("templates") for several in places for one in several)


def _is_alike(context: Context, old: FileRecord, new: FileRecord) -> bool:
    """Tell whether nothing that others read of the articles of a file is another."""
    broken = [any(one.severity is Severity.ERROR for one in record.problems) for record in (old, new)]
    if broken[0] != broken[1] or len(old.units) != len(new.units):
        return False
    return all(_is_as_before(context, one, other) for one, other in zip(old.units, new.units, strict=True))


def _is_as_before(context: Context, old: Unit, new: Unit) -> bool:
    if (old.slug, old.known, old.tally, old.written) != (new.slug, new.known, new.tally, new.written):
        return False
    if new.pages.broken or _gist(old) != _gist(new) or len(old.pages.pages) != len(new.pages.pages):
        return False
    for before, now in zip(old.pages.pages, new.pages.pages, strict=True):
        parts = {f"#{name}" for name in now.anchors} | {f"{now.url}#{name}" for name in now.anchors}
        if before.anchors - now.anchors or set(now.links).difference(before.links, parts):
            return False
        if before.anchors != now.anchors and new.slug in context.pointed:
            return False
    return True


def _gist(unit: Unit) -> Gist | None:
    """Give what other pages tell of an article, but for what the feed does."""
    return replace(unit.gist, entry=None) if unit.gist is not None else None
