"""The quick way to make a site again: nothing is another but the words of articles, and nobody else reads these."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.build.digests import digest_of
from generator.build.job import Job, Made
from generator.build.kept import Kept, found_in, over, sums_of
from generator.build.later import plain
from generator.build.retouch import Context, Retouched, retouch, tells_of
from generator.diagnostics.report import report
from generator.load.kinds import kind_of
from generator.load.texts import Texts
from generator.load.tree import Known
from generator.publish.unchanged import files_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.build.trace import Key
    from generator.load.tree import Tree
    from generator.render.gist import Gist


def make_edited(
    job: Job, kept: Kept, held: Mapping[str, str], tree: Tree, known: Mapping[str, Known]
) -> tuple[Made, Kept] | None:
    """Make the articles again that have other words; None where more may have to be made."""
    job.watch.stage("recall")
    files = {file.path: file for file in tree.texts if kind_of(file.path) == "articles"}
    inside, outputs = plain(kept.inside), plain(kept.sums)
    if files.keys() | tree.unread.keys() != inside.keys():
        return None
    texts = [file for path, file in files.items() if file.digest != inside[path]]
    heads = {file.path: kept.heads[file.path] for file in texts}
    before = {file.path: kept.files[file.path] for file in texts if file.path in kept.files}
    if tells_of(kept.beside, heads):
        return None
    made_again = {path for record in before.values() for unit in record.units for path, _ in unit.pages.files}
    lacks = any(held.get(path) != digest and path not in made_again for path, digest in outputs.items())
    context = kept.context()
    job.watch.stage("articles")
    touched = retouch(context, texts, heads, before, kept.newest, watch=job.watch) if context is not None else None
    if touched is None or context is None:
        return None
    job.watch.count("files of articles", len(texts), len(inside) - len(texts), 1)
    job.watch.count("all files", len(touched.files), len(outputs) - len(touched.files), 1)
    job.watch.stage("judge")
    sums = dict(sums_of(touched.outputs.values(), (u for record in touched.records.values() for u in record.units)))
    told = {path: found_in(record) for path, record in touched.records.items()}
    fresh = {file.path: file.digest for file in texts}
    now = replace(
        kept,
        heads=over(kept.heads, touched.heads),
        known=over(kept.known, _marks(known, tree)),
        keys=over(kept.keys, dict(_keys(touched, context, kept.newest))),
        files=over(kept.files, touched.records),
        outputs=over(kept.outputs, touched.outputs),
        sums=over(kept.sums, sums),
        told=over(kept.told, told),
        inputs=over(kept.inputs, {path: digest for path, digest in fresh.items() if path in kept.inputs}),
        inside=over(kept.inside, fresh),
        newest=touched.newest,
        read=files_of(tree),
    )  # fmt: skip
    config = context.bench.ground.site.config
    sources = Texts({file.path: file.text for file in (tree.config, *tree.texts)}, job.root, tree.unread)
    problems = (*kept.beside, *(problem for several in plain(now.told).values() for problem in several))
    result = report(problems, sources, dict(config.checks), strict=job.strict, known=kept.count)
    if lacks and not result.failed:  # with an error nothing is given, so that nothing can be missing
        return None
    made = Made(
        result,
        {} if result.failed else touched.files,
        config.base_path,
        job.now if job.now.tzinfo is not None else job.now.replace(tzinfo=config.timezone),
        plain(now.inputs),
        {} if result.failed else plain(now.sums),
    )
    return made, now


def _keys(touched: Retouched, context: Context, before: Mapping[str, Gist]) -> Iterator[tuple[Key, str]]:
    """Give the digests of what others read of articles that have other words: of whole files, and for the feed."""
    for path, record in touched.records.items():
        digest = touched.heads[path].digest
        yield from ((("whole", unit.slug), digest) for unit in record.units if unit.slug in context.pointed)
    fresh = ((slug, gist) for slug, gist in touched.newest.items() if gist is not before.get(slug))
    yield from ((("gist", slug), digest_of(gist)) for slug, gist in fresh)


def _marks(before: Mapping[str, Known], tree: Tree) -> dict[str, Known]:
    """Give the marks that are others than before; what has none now is given one that no file has."""
    gone = dict.fromkeys(before.keys() - tree.marks.keys(), Known((0, 0, 0, 0), ""))
    return {path: mark for path, mark in tree.marks.items() if before.get(path) is not mark} | gone
