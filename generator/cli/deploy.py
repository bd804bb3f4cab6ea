"""`factbox deploy`: a finished build to a host."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from generator.cli import options, targets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.deploy import Deployed
    from generator.deploy.plan import Plan

_UNITS = ("bytes", "kB", "MB", "GB", "TB")
_THOUSAND = 1000
_SHOWN = 5


@click.command(epilog="\b\nExample:\n  factbox build my-site --strict\n  factbox deploy live my-site --dry-run")
@targets.words
@options.output
@click.option("--dry-run", is_flag=True, help="Show what would be done, file by file, and change nothing.")
@click.option(
    "--max-deletes",
    type=click.IntRange(0, 100),
    metavar="PERCENT",
    help="How many of the files that are live may go.  [default: the target's max_deletes, or 20]",
)
@click.option("--adopt", is_flag=True, help="Write over files there that Factbox did not put there.")
@click.option("--older", is_flag=True, help="Deploy an older build over a newer one, or one made for a later moment.")
@click.option("--built", metavar="DATE", help="The moment of the build (its --now), where it was made elsewhere.")
@options.quiet
def deploy(
    words: tuple[str, ...],
    output: Path | None,
    max_deletes: int | None,
    built: str | None,
    *,
    dry_run: bool,
    adopt: bool,
    older: bool,
    quiet: bool,
) -> int:
    """Send the finished build in site/ to TARGET, a name under `deploy` in config.yaml.

    TARGET may be left out where there is only one. FOLDER is the site's folder (here, by default).
    """
    from generator import deploy as house  # noqa: PLC0415 - `--help` and `--version` need none of it

    target, root, config = targets.chosen(words)
    host = house.host_of(target, root)
    moment = options.now(built) if built is not None else None
    order = house.Order(
        folder=options.output_folder(root, output),
        target=target,
        wishes=house.Wishes(target.max_deletes if max_deletes is None else max_deletes, adopt=adopt, older=older),
        now=dt.datetime.now(dt.UTC),
        built=moment.replace(tzinfo=config.timezone) if moment is not None and moment.tzinfo is None else moment,
    )
    with targets.progress(wanted=not quiet and not dry_run) as tell:
        done = house.deploy(order, host, tell, dry=dry_run)
    if dry_run:
        for line in _plan(done):
            click.echo(line)
    elif not quiet:
        click.echo(_told(done, host.place))
        _tell_left(done.left)
    return house.DEPLOY if dry_run and done.refusals else 0


def _told(done: Deployed, place: str) -> str:
    if not done.done:
        return f"{place}: nothing to do, it holds this build already"
    plan = done.plan
    return (
        f"{place}: release {plan.release}, {_files(len(plan.uploads))} sent ({_size(plan.bytes)}), "
        f"{len(plan.deletions)} removed, {plan.unchanged} as they were"
    )


def _tell_left(left: tuple[str, ...]) -> None:
    if left:
        shown = ", ".join(left[:_SHOWN]) + (" and others" if len(left) > _SHOWN else "")
        click.echo(f"not sent, since no build made them: {shown}; name those that are to go along in `include`")


def _plan(done: Deployed) -> Iterator[str]:
    """Give the lines of a dry run: a file each, then the totals, then why the deploy would be refused."""
    yield from _lines(done.plan)
    plan = done.plan
    added = sum(upload.new for upload in plan.uploads)
    yield (
        f"release {plan.release}: {added} to add, {len(plan.uploads) - added} to change ({_size(plan.bytes)}), "
        f"{len(plan.deletions)} to remove, {len(plan.kept)} to keep for a while, {plan.unchanged} as they are"
    )
    yield from (f"refused: {reason}" for reason in done.refusals)


def _lines(plan: Plan) -> Iterator[str]:
    for stage, uploads in plan.stages:
        for upload in uploads:
            yield f"{'add' if upload.new else 'change':7} {upload.path}  {_size(upload.size)}  [{stage}]"
    yield from (f"{'remove':7} {path}" for path in plan.deletions)
    yield from (f"{'keep':7} {path}  until {day.isoformat()} at least" for path, day in plan.kept.items())


def _files(number: int) -> str:
    return f"{number} {'file' if number == 1 else 'files'}"


def _size(number: float) -> str:
    for unit in _UNITS[:-1]:
        if number < _THOUSAND:
            return f"{number:.0f} {unit}" if unit == "bytes" else f"{number:.1f} {unit}"
        number /= _THOUSAND
    return f"{number:.1f} {_UNITS[-1]}"
