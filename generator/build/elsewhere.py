"""Articles made by any executor of `concurrent.futures`: its workers share nothing with this process but the folder.

What they get is a recipe, by which each lays the site out itself once, and the paths of files; what they give is the
records of these files and the bytes of their outputs.
"""

from __future__ import annotations

import functools
from collections import deque
from concurrent.futures import BrokenExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from generator import __version__
from generator.base import dataclass
from generator.build.digests import digest_of
from generator.build.job import Job
from generator.build.laid import lay_out
from generator.build.stock import OnFile, read_heads
from generator.build.themes import read_themes
from generator.build.watch import NOBODY
from generator.build.worked import work_on_file
from generator.diagnostics import Abort
from generator.load.against import against
from generator.load.site import load_tree
from generator.load.tree import read_tree
from generator.model.baseline import BASELINE
from generator.model.lock import LOCK_NAME

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Executor, Future

    from generator.build.laid import Laid
    from generator.build.themes import Themes
    from generator.build.worked import Done, Elsewhere
    from generator.load.site import Loaded
    from generator.model.site import Site
    from generator.plan import Limits


_CHUNK = 16
"""Files that are sent at once: a tenth of a second of work, which a message across machines may cost a part of."""

_AHEAD = 64
"""Chunks that are sent and not yet back: enough for as many workers, and what comes back stays little."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a worker lays the site out by; it must come to `digest` there too.

    `root` is the folder of the site, absolute, as the workers see it too.
    """

    root: str
    now: dt.datetime
    preview: bool
    against: str
    limits: Limits
    digest: str


def elsewhere(executor: Executor, job: Job, loaded: Loaded, site: Site, themes: Themes) -> Elsewhere:
    """Give what makes articles on an executor.

    Aborts with 3 where a worker finds other files in the folder than were read here, or where workers are gone.
    """
    root = str(job.root.resolve())
    recipe = Recipe(root, job.now, job.preview, job.against, job.limits, _digest(loaded, site, themes))
    return functools.partial(_sent, executor, recipe)


def _digest(loaded: Loaded, site: Site, themes: Themes) -> str:
    """Give the digest of all that articles are made from, and by which version: the same on every machine."""
    beside = [loaded.sources.get(name, "") for name in (LOCK_NAME, BASELINE)]
    locked = [release.key for release in site.lock.releases]
    return digest_of(__version__, sorted(loaded.digests.items()), beside, locked, themes.digests())


def _sent(executor: Executor, recipe: Recipe, paths: Sequence[str]) -> Iterator[Done]:
    """Give what comes of files, in their order."""
    chunks = iter([tuple(paths[start : start + _CHUNK]) for start in range(0, len(paths), _CHUNK)])
    waiting: deque[Future[tuple[Done, ...]]] = deque()
    try:
        while True:
            while len(waiting) < _AHEAD and (chunk := next(chunks, None)) is not None:
                waiting.append(executor.submit(work_there, recipe, chunk))
            if not waiting:
                return
            yield from waiting.popleft().result()
    except BrokenExecutor as error:
        message = f"the workers that make the articles are gone ({error}); nothing was written"
        raise Abort(message) from error
    finally:
        for future in waiting:
            future.cancel()


def work_there(recipe: Recipe, paths: Sequence[str]) -> tuple[Done, ...]:
    """Do the work on some files of articles in a worker. Aborts with 3 where its folder holds other files."""
    laid, loaded, stock = _laid_out(recipe)
    return tuple(work_on_file(laid.bench, loaded, stock, path, NOBODY) for path in paths)


@functools.lru_cache(maxsize=1)
def _laid_out(recipe: Recipe) -> tuple[Laid, Loaded, OnFile]:
    """Lay the site out; a worker keeps the last one, for the next files of it."""
    job = Job(Path(recipe.root), recipe.now, preview=recipe.preview, against=recipe.against, limits=recipe.limits)
    tree = read_tree(job.root)
    loaded = load_tree(tree, read_heads)
    if loaded.site is not None and loaded.desk is not None:
        loaded = against(loaded, job.root, job.against) if job.against else loaded
    if loaded.site is None or loaded.desk is None:
        raise _refused(recipe)
    stock = OnFile(loaded.desk, job.root, {file.path: file for file in tree.texts})
    themes = read_themes(job.root)
    if _digest(loaded, loaded.site, themes) != recipe.digest:
        raise _refused(recipe)
    return lay_out(job, loaded, loaded.site, themes, stock, code=b""), loaded, stock


def _refused(recipe: Recipe) -> Abort:
    other = f"where the articles are made, {recipe.root} holds other files than here, or Factbox is another"
    message = f"{other}; nothing was written"
    return Abort(message)
