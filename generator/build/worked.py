"""The work on all files of articles and on all other outputs: what was done before and still holds is taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.base import dataclass
from generator.build.crew import ARTICLES, PAGES, sharing, spread
from generator.build.digests import digest_of
from generator.build.trace import unpacked
from generator.build.unit import work, work_output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from generator.build.crew import Crew
    from generator.build.digests import Digests
    from generator.build.kept import FileRecord, Kept, OutputRecord
    from generator.build.spool import Place, Spool
    from generator.build.stock import Stock
    from generator.build.trace import Key
    from generator.build.unit import Bench, Bytes, Pages, Unit
    from generator.build.watch import Laps, Meter
    from generator.load.site import Loaded
    from generator.plan import Output
    from generator.render.library import Library

    Held = tuple[tuple[str, bytes | Place], ...]
    Done = tuple[FileRecord, Bytes]
    Elsewhere = Callable[[Sequence[str]], Iterator[Done]]


PLACED: Final = frozenset({"used-in", "sitemap", "sitemap-index.xml"})
"""The kinds of outputs that are known when all articles were read, to which no page is taken to lead before."""


@dataclass(frozen=True, slots=True)
class Files:
    """What came of all files of articles, by their paths, and the bytes of those outputs that were made now."""

    records: Mapping[str, FileRecord]
    bytes: Mapping[str, bytes | Place]

    def units(self) -> tuple[Unit, ...]:
        """Give what came of all articles."""
        return tuple(unit for record in self.records.values() for unit in record.units)


@dataclass(frozen=True, slots=True)
class Outputs:
    """What came of all outputs that are no article's own, by their paths, and the bytes of those that were made now."""

    records: Mapping[str, OutputRecord]
    bytes: Mapping[str, bytes | Place]


@dataclass(frozen=True, slots=True)
class Earlier:
    """What is there of an earlier time: what was kept, and the sha256 of the files that need not be given again."""

    kept: Kept
    held: Mapping[str, str]

    def changed(self, digests: Digests) -> frozenset[Key]:
        """Give what is another now than when it was read; of what is not known yet nothing is said."""
        known = ((key, digest) for key, digest in self.kept.keys.items() if digests.knows(key[0]))
        return frozenset(key for key, digest in known if digests.of(key) != digest)

    def stands(self, record: OutputRecord, changed: frozenset[Key]) -> bool:
        """Tell whether an output would be made as it was, and need not be given again."""
        return (not changed or changed.isdisjoint(unpacked(record.reads))) and self.holds(record.pages)

    def may_lack_links(self, own: Iterable[str], outputs: Iterable[Output]) -> bool:
        """Tell whether templates among a site's own files may lead to a file that was there and is none of the outputs.

        Of pages it is not kept that they lead to files that were there. Those whose links are a site's entries are made
        again when these go; what a template leads to by itself nobody knows.
        """
        if not any(name.endswith(".html") for name in own):
            return False
        there = {output.path for output in outputs}
        units = (unit for record in self.kept.files.values() for unit in record.units)
        made = (path for unit in units for path, _ in unit.pages.files)
        others = (path for path, record in self.kept.outputs.items() if record.kind not in PLACED)
        return not all(path in there for path in (*made, *others))

    def holds(self, pages: Pages) -> bool:
        """Tell whether none of some files need be given again."""
        return all(self.held.get(path) == digest for path, digest in pages.files)


def work_on_file(bench: Bench, loaded: Loaded, stock: Stock, path: str, meter: Meter) -> tuple[FileRecord, Bytes]:
    """Read a file of articles whole and do the work on it."""
    with meter.of("step", "read whole"):
        file = stock(path)
    return work(bench, file, _digest(loaded, path, sorted(file.tables)), meter)


def work_on_files(
    bench: Bench,
    loaded: Loaded,
    stock: Stock,
    before: Earlier,
    digests: Digests,
    *,
    crew: Crew,
    elsewhere: Elsewhere | None = None,
) -> Files:
    """Do the work on the files of articles that hold something else, or read something else, than what is kept.

    It is done `elsewhere` where there is such a place.
    """
    changed = before.changed(digests)
    paths = tuple(dict.fromkeys(article.place.path for article in bench.ground.site.articles.values()))
    records: dict[str, FileRecord | None] = {path: before.kept.files.get(path) for path in paths}
    wanted = tuple(
        path
        for path, record in records.items()
        if record is None or not _holds(record, _digest(loaded, path, record.tables), changed, before)
    )

    def run(path: str, spool: Spool) -> tuple[FileRecord, Held, Laps]:
        meter = crew.watch.meter()
        record, made = work_on_file(bench, loaded, stock, path, meter)
        return record, _put(made, spool), meter.laps()

    files: dict[str, bytes | Place] = {}
    crew.watch.count("files of articles", len(wanted), len(paths) - len(wanted), sharing(crew, len(wanted), ARTICLES))
    if elsewhere is None:
        results = spread(run, wanted, crew, ARTICLES)
    else:
        spool = crew.spool(len(wanted))
        results = ((record, _put(made, spool), ()) for record, made in elsewhere(wanted))
    for path, (record, made, laps) in zip(wanted, results, strict=True):
        crew.watch.add(laps)
        records[path] = record
        files.update(made)
        crew.progress(len(files), crew.outputs)
    return Files({path: record for path, record in records.items() if record is not None}, files)


def work_on_outputs(
    library: Library,
    outputs: Iterable[Output],
    addresses: AbstractSet[str],
    before: Earlier,
    digests: Digests,
    *,
    crew: Crew,
) -> Outputs:
    """Do the work on the outputs that read something else than what is kept; `digests` are those of all there is."""
    changed = before.changed(digests)
    records: dict[str, OutputRecord | None] = {}
    wanted: list[Output] = []
    for output in outputs:
        record = before.kept.outputs.get(output.path)
        same = record is not None and (record.kind, record.key) == (output.kind, output.key)
        if record is None or not same or not before.stands(record, changed):
            wanted.append(output)
        records[output.path] = record

    def run(output: Output, spool: Spool) -> tuple[OutputRecord, Held, Laps]:
        meter = crew.watch.meter()
        record, made = work_output(library, output, addresses, meter)
        return record, _put(made, spool), meter.laps()

    files: dict[str, bytes | Place] = {}
    begun = crew.outputs - len(wanted)
    # Lists and indexes look at what all articles tell, which each process would have a copy of as soon as it does.
    least = max(PAGES, len(library.site.articles))
    crew.watch.count("other files", len(wanted), len(records) - len(wanted), sharing(crew, len(wanted), least))
    for output, (record, made, laps) in zip(wanted, spread(run, wanted, crew, least), strict=True):
        crew.watch.add(laps)
        records[output.path] = record
        files.update(made)
        crew.progress(begun + len(files), crew.outputs)
    return Outputs({path: record for path, record in records.items() if record is not None}, files)


def _put(made: Bytes, spool: Spool) -> Held:
    return tuple((path, spool.put(data)) for path, data in made)


def _holds(record: FileRecord, digest: str, changed: frozenset[Key], before: Earlier) -> bool:
    """Tell whether what came of a file before would come of it now."""
    same = record.digest == digest and (not changed or changed.isdisjoint(unpacked(record.reads)))
    return same and all(before.holds(unit.pages) for unit in record.units)


def _digest(loaded: Loaded, path: str, tables: Iterable[str]) -> str:
    """Give the digest of a file of articles with the CSV files that its facts take their cells from."""
    return digest_of([(one, loaded.digests.get(one, "")) for one in (path, *tables)])
