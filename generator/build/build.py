"""A site's folder to its output folder: what is needed is made, and what differs is written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.base.program import program
from generator.build.kept import NOTHING
from generator.build.later import MissingError
from generator.build.make import remake
from generator.build.recall import keep, recall
from generator.build.themes import read_themes
from generator.publish import check_folder, publish, standing
from generator.publish.memory import memory_beside
from generator.publish.unchanged import Fingerprint, marks_of, note_unchanged

if TYPE_CHECKING:
    from pathlib import Path

    from generator.build.job import Job, Made
    from generator.build.kept import Kept
    from generator.diagnostics.report import Report
    from generator.publish.look import Standing
    from generator.publish.tree import Published
    from generator.publish.unchanged import Mark


def build(job: Job, output: Path, *, durable: bool = False) -> tuple[Report, Published | None]:
    """Make a site and publish it; with any error the output stays as it was.

    What an earlier build kept beside the output is not made again, as far as it holds and the output has it.
    """
    check_folder(output, (job.root / "content", job.root / "templates"))
    job = job if job.scratch else replace(job, scratch=output.resolve().parent)
    job.watch.stage("recall")
    memory, marks = memory_beside(output), marks_of(job.root)
    themes = read_themes(job.root)
    before = recall(memory, job.root, themes) if memory is not None else NOTHING
    job.watch.stage("look")
    seen = standing(output)
    try:
        made, now = remake(job, before, seen.digests, themes)
    except MissingError:  # what was kept is damaged
        made, now = remake(job, before := NOTHING, seen.digests, themes)
    published = None if made.report.failed else _publish(job, made, output, seen, durable=durable)
    if published is not None and published.stale:  # another build came between
        made, now = remake(job, before, {}, themes)
        published = None if made.report.failed else _publish(job, made, output, None, durable=durable)
    job.watch.stage("keep")
    if memory is not None:
        keep(memory, before, now)
        note_unchanged(memory, _fingerprint(job, made, now, published, marks))
    return made.report, published


def _publish(job: Job, made: Made, output: Path, seen: Standing | None, *, durable: bool) -> Published:
    job.watch.stage("publish")
    return publish(
        made.files,
        output,
        digests=made.digests,
        seen=seen,
        inputs=made.inputs,
        moment=made.moment,
        preview=job.preview,
        durable=durable,
    )


def _fingerprint(
    job: Job, made: Made, kept: Kept, published: Published | None, marks: tuple[Mark, ...]
) -> Fingerprint | None:
    """Give what a good build was made of; None for one with errors, or compared with what is deployed."""
    times = kept.times
    if published is None or times is None or job.against:
        return None
    return Fingerprint(
        program(), job.preview, job.strict, times.since, times.until, times.zone.key, dict(kept.read), marks,
        published.record, len(made.digests), made.report.problems, made.report.known,
    )  # fmt: skip
