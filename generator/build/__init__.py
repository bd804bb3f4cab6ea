"""A site's folder to an output folder: load, check, plan, render, publish."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.build.job import Job, Made
from generator.build.judge import judge, look, opened, survey
from generator.build.make import make, make_from, remake
from generator.build.release import Released, release
from generator.publish import check_folder, publish

if TYPE_CHECKING:
    from pathlib import Path

    from generator.diagnostics.report import Report
    from generator.publish.tree import Published


def build(job: Job, output: Path, *, durable: bool = False) -> tuple[Report, Published | None]:
    """Make a site and publish it; with any error the output stays as it was."""
    check_folder(output, (job.root / "content", job.root / "templates"))
    made = make(job if job.scratch else replace(job, scratch=output.resolve().parent))
    if made.report.failed:
        return made.report, None
    published = publish(
        made.files,
        output,
        digests=made.digests,
        inputs=made.inputs,
        moment=made.moment,
        preview=job.preview,
        durable=durable,
    )
    return made.report, published


__all__ = [
    "Job", "Made", "Released", "build", "judge", "look", "make", "make_from", "opened", "release",
    "remake", "survey",
]  # fmt: skip
