"""Which target a command means, and how far a deploy is."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import options
from generator.diagnostics import Abort
from generator.diagnostics.nearest import nearest
from generator.diagnostics.report import report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.model.config import Config
    from generator.model.target import Target

_MOST = 2

words = click.argument("words", nargs=-1, metavar="[TARGET] [FOLDER]")


def chosen(given: Sequence[str]) -> tuple[Target, Path, Config]:
    """Give the target and the site's folder that are meant. Aborts with 2 where that is not clear.

    A word that is the folder of a site is that folder; of two words the first is the target.
    """
    if len(given) > _MOST:
        message = f"error: one target and one folder, not: {' '.join(given)}"
        raise Abort(message, exit_code=options.USAGE)
    only_folder = len(given) == 1 and (Path(given[0]) / "config.yaml").is_file()
    name = given[0] if given and not only_folder else None
    root = Path(given[-1]) if only_folder or len(given) == _MOST else Path()
    config = settings(root)
    return _target(config, name), root, config


def settings(root: Path) -> Config:
    """Give the settings of a site. Shows what is wrong with them, and aborts with 2."""
    from generator.load.settings import load_settings  # noqa: PLC0415 - `--help` and `--version` need none of it

    config, problems, sources = load_settings(root)
    if config is None:
        options.show(report(problems, sources), "text")
        raise click.exceptions.Exit(options.USAGE)
    return config


def _target(config: Config, name: str | None) -> Target:
    targets = {target.name.text: target for target in config.deploy}
    if name is None and len(targets) == 1:
        return next(iter(targets.values()))
    if name is not None and name in targets:
        return targets[name]
    if not targets:
        message = "error: config.yaml names no deploy target; add one under `deploy:`, in `targets:`"
    elif name is None:
        message = f"error: which target? config.yaml has: {', '.join(targets)}"
    else:
        close = nearest(name, targets)
        hint = f"did you mean `{close}`?" if close else f"config.yaml has: {', '.join(targets)}"
        message = f"error: there is no deploy target `{name}`; {hint}"
    raise Abort(message, exit_code=options.USAGE)


@contextmanager
def progress(*, wanted: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Give what to tell how far a deploy is; a bar is drawn on a terminal."""
    if not wanted or not sys.stderr.isatty():
        yield lambda _stage, _done, _all: None
        return
    from rich.console import Console  # noqa: PLC0415 - 50 ms that piped output and quiet runs need not pay
    from rich.progress import Progress  # noqa: PLC0415 - the same

    with Progress(console=Console(stderr=True), transient=True) as bar:
        tasks = {}

        def tell(stage: str, done: int, everything: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage.capitalize(), total=everything)
            bar.update(tasks[stage], completed=done, total=everything)

        yield tell
