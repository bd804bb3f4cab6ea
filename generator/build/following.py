"""A site that is made again and again, as the preview does: what was made before stays in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.build.kept import NOTHING, Kept
from generator.build.make import remake
from generator.model.mappings import Keyed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.build.job import Job, Made


@dataclass(frozen=True, slots=True, eq=False)
class Gathered(Keyed[str, bytes]):
    """Files by path, each in the mapping of the time when it was made."""

    made: Mapping[str, Mapping[str, bytes]]

    def __getitem__(self, path: str) -> bytes:
        """Give the bytes of a file."""
        return self.made[path][path]

    def keyed(self) -> Mapping[str, object]:
        """Give where each file is."""
        return self.made


class Following:
    """Makes a site whenever it is called, and each time only what is another than the time before."""

    def __init__(self, job: Callable[[], Job]) -> None:
        """Begin with nothing made; `job` says each time what is to be made."""
        self._job = job
        self._kept: Kept = NOTHING
        self._held: Mapping[str, str] = {}
        self._made: Mapping[str, Mapping[str, bytes]] = {}

    def __call__(self) -> Made:
        """Make the site; with an error there are no files, and the last good ones are kept for the next time."""
        made, self._kept = remake(self._job(), self._kept, self._held)
        if made.report.failed:
            return made
        new = dict.fromkeys(made.files, made.files)
        self._made = {path: new.get(path) or self._made[path] for path in made.digests}
        self._held = made.digests
        return replace(made, files=Gathered(self._made))
