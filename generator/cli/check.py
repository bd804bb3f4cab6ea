"""`factbox check`: all that is wrong with a site, and nothing written unless fixes are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.cli import options
from generator.cli.progress import progress
from generator.diagnostics import CODES
from generator.diagnostics.show.text import known_figures

if TYPE_CHECKING:
    from pathlib import Path

    from generator.build import Job
    from generator.diagnostics.report import Report


@click.command(
    epilog="\b\nExample:\n  factbox check my-site --strict --format json\n  factbox check my-site --fix --diff"
)
@options.folder
@click.option("--drafts", is_flag=True, help="Judge as the preview does, with drafts among the pages.")
@options.against
@options.moment
@options.strict
@options.jobs
@options.form
@options.quiet
@click.option("--fix", is_flag=True, help="Mend in your files what can be mended without a doubt, then check.")
@click.option(
    "--diff",
    is_flag=True,
    help="Print what --fix would change, as a patch, and change nothing; alone it does the same.",
)
@click.option(
    "--write-baseline", is_flag=True, help="List the unbound figures in figures.baseline, or take out what was mended."
)
@click.option("--external", is_flag=True, help="Also ask other servers whether the addresses of the site live.")
@click.option("--refresh", is_flag=True, help="With --external: ask again for what was asked in the last seven days.")
@click.option("--private", is_flag=True, help="With --external: ask machines of private networks too.")
@click.option("--codes", is_flag=True, help="List every code with its severity and title, and stop.")
def check(
    folder: Path,
    against: str | None,
    now: str | None,
    form: str,
    jobs: int,
    *,
    drafts: bool,
    strict: bool,
    quiet: bool,
    fix: bool,
    diff: bool,
    write_baseline: bool,
    external: bool,
    refresh: bool,
    private: bool,
    codes: bool,
) -> int:
    """Check the site in FOLDER (here, by default) as a build would, and write nothing unless asked to mend."""
    if codes:
        for entry in CODES.values():
            click.echo(f"{entry.name:18} {entry.severity:8} {entry.title}")
        return 0
    from generator.build import Job, make  # noqa: PLC0415 - `--help` and `--codes` need none of it

    options.live_to_the_end()
    with options.told_as(form), progress(wanted=not quiet and form == "text") as tell:
        moment = options.now(now)
        job = Job(folder, moment, drafts, strict, tell, against or "", jobs=jobs, keep=False)
        if write_baseline:
            _tell_baseline(job, form, quiet=quiet)
        report = _fix(job, form, diff=diff, quiet=quiet) if fix or diff else make(job).report
    if external and not diff:
        report = _ask(job, report, refresh=refresh, private=private, quiet=quiet)
    if not diff:
        options.show(report, form)
        if form == "text" and not quiet and not report.problems:
            click.echo(f"all is well{known_figures(report)}")
    return options.code(report)


def _tell_baseline(job: Job, form: str, *, quiet: bool) -> None:
    from generator.cli.baseline import rewrite  # noqa: PLC0415 - few checks need it

    told = rewrite(job)
    if not quiet:
        click.echo(told, err=form != "text")


def _ask(job: Job, report: Report, *, refresh: bool, private: bool, quiet: bool) -> Report:
    """Add what other servers say of the addresses that the site names, and tell how many were asked."""
    from generator.cli.external import ask_elsewhere  # noqa: PLC0415 - only this check needs a network

    more, told = ask_elsewhere(job, report, refresh=refresh, private=private)
    if not quiet:
        click.echo(told, err=True)
    return more


def _fix(job: Job, form: str, *, diff: bool, quiet: bool) -> Report:
    """Make fixes, or show them as a patch, and tell what was done."""
    from generator.fix import fix, told, unified  # noqa: PLC0415 - a check alone needs none of it

    fixed = fix(job, write=not diff)
    if diff:
        click.echo(unified(fixed), nl=False)
    if not quiet:
        # A patch and JSON stand alone, so that programs can take them.
        click.echo(told(fixed, done=not diff), nl=False, err=diff or form != "text")
    return fixed.report
