"""`factbox verify`: what readers get against what was built."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import options, targets
from generator.diagnostics import Abort

if TYPE_CHECKING:
    from generator.deploy.verify import Verified

_SHOWN = 50


@click.command(epilog="\b\nExample:\n  factbox verify https://bridge.example.org/ my-site")
@click.argument("place", required=False)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
@options.output
@options.quiet
def verify(place: str | None, folder: Path, output: Path | None, *, quiet: bool) -> int:
    """Prove that PLACE shows exactly what was built.

    PLACE is an address on the web, a folder, or the name of a deploy target; the site's base_url, by default. It is
    compared with the build in site/ of FOLDER; where there is none, with what its own build.json lists.
    """
    from generator.deploy import DEPLOY  # noqa: PLC0415 - `--help` and `--version` need none of it
    from generator.deploy.verify import expected, verify  # noqa: PLC0415 - the same

    where = _place(place, folder)
    files = expected(options.output_folder(folder, output), where)
    with targets.progress(wanted=not quiet) as tell:
        found = verify(where, files, tell)
    if not quiet or found.differences:
        _tell(found, where)
    return DEPLOY if found.differences else 0


def _place(place: str | None, folder: Path) -> str:
    """Give the address or the folder that is meant. Aborts with 2 where it is none."""
    if place is not None and ("://" in place or Path(place).is_dir()):
        return place
    if place is None:
        return targets.settings(folder).base_url
    config = targets.settings(folder)
    target = next((one for one in config.deploy if one.name.text == place), None)
    if target is None:
        message = f"error: {place} is no address, no folder, and no deploy target of config.yaml"
        raise Abort(message, exit_code=options.USAGE)
    if target.url is None and target.path:
        return str(folder / target.path)
    return target.url or config.base_url


def _tell(found: Verified, place: str) -> None:
    for path, words in found.differences[:_SHOWN]:
        click.echo(f"{path} {words}")
    if len(found.differences) > _SHOWN:
        click.echo(f"... and {len(found.differences) - _SHOWN} more")
    same = found.compared - len(found.differences)
    click.echo(f"{place}: {same} of {found.compared} files are as they were built")
    if found.unseen:
        click.echo(f"not shown there, as files for hosts are not: {', '.join(found.unseen)}")
