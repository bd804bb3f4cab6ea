"""A site's folder to its output folder: what is needed is made, and what differs is written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.build.kept import NOTHING
from generator.build.later import MissingError
from generator.build.make import remake
from generator.build.memory import memory_beside
from generator.build.recall import keep, recall
from generator.publish import check_folder, publish, standing

if TYPE_CHECKING:
    from pathlib import Path

    from generator.build.job import Job, Made
    from generator.diagnostics.report import Report
    from generator.publish.look import Standing
    from generator.publish.tree import Published


def build(job: Job, output: Path, *, durable: bool = False) -> tuple[Report, Published | None]:
    """Make a site and publish it; with any error the output stays as it was.

    What an earlier build kept beside the output is not made again, as far as it holds and the output has it.
    """
    check_folder(output, (job.root / "content", job.root / "templates"))
    job = job if job.scratch else replace(job, scratch=output.resolve().parent)
    job.watch.stage("recall")
    memory = memory_beside(output)
    before = recall(memory, job.root) if memory is not None else NOTHING
    job.watch.stage("look")
    seen = standing(output)
    try:
        made, now = remake(job, before, seen.digests)
    except MissingError:  # what was kept is damaged
        made, now = remake(job, before := NOTHING, seen.digests)
    published = None if made.report.failed else _publish(job, made, output, seen, durable=durable)
    if published is not None and published.stale:  # another build came between
        made, now = remake(job, before, {})
        published = None if made.report.failed else _publish(job, made, output, None, durable=durable)
    job.watch.stage("keep")
    if memory is not None:
        keep(memory, before, now)
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
