"""A site's folder to an output folder: load, check, plan, render, publish."""

from __future__ import annotations

from generator.build.build import build
from generator.build.following import Following
from generator.build.job import Job, Made
from generator.build.judge import judge, look, opened, survey
from generator.build.make import make, make_from, remake
from generator.build.release import Released, release

__all__ = [
    "Following", "Job", "Made", "Released", "build", "judge", "look", "make", "make_from", "opened", "release",
    "remake", "survey",
]  # fmt: skip
