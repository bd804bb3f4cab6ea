"""Options that several commands share, and the words that they print."""

from __future__ import annotations

import datetime as dt
import gc
import os
import re
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.diagnostics import Abort
from generator.diagnostics.report import Report
from generator.diagnostics.show import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTENT = 1
USAGE = 2
_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}
_SEVERITY = re.compile(r"(?<=: )(error|warning|note)(\[[\w-]+\])")

folder = click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
strict = click.option("--strict", is_flag=True, help="Treat warnings as errors.")
form = click.option(
    "--format",
    "form",
    type=click.Choice(sorted(FORMATS)),
    default="text",
    show_default=True,
    help="How to show problems.",
)
sheet_form = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "json", "markdown"]),
    default="text",
    show_default=True,
    help="What to print.",
)
moment = click.option(
    "--now",
    metavar="DATE",
    help="Build as if it were this moment (2026-01-31, or with a time and a zone). "
    "Otherwise SOURCE_DATE_EPOCH, otherwise now.",
)
against = click.option(
    "--against",
    metavar="TARGET",
    help="Compare also with the factbox.lock that is deployed: in a folder, at a web address, or at a deploy target of "
    "config.yaml.",
)
jobs = click.option(
    "--jobs",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help="How many processes share the work; 0 for as many as pay.  [default: 0]",
)
quiet = click.option("-q", "--quiet", is_flag=True, help="Print problems only.")
verbose = click.option("-v", "--verbose", is_flag=True, help="Also name the files that are not Factbox's own.")
output = click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The output folder.  [default: site/ in the site's folder]"
)


def output_folder(root: Path, given: Path | None) -> Path:
    """Give the output folder of a site."""
    return given if given is not None else root / "site"


def now(given: str | None) -> dt.datetime:
    """Give the moment of a build: `--now`, else SOURCE_DATE_EPOCH, else the clock. Aborts with 2 on a bad one.

    `--now` without a zone gives a moment without one: it is in the site's own.
    """
    if given is not None:
        try:
            return dt.datetime.fromisoformat(given)
        except ValueError:
            message = f"--now {given}: not a date; write 2026-01-31 or 2026-01-31T12:00+09:00"
            raise Abort(message, exit_code=USAGE) from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
        except (ValueError, OverflowError, OSError):
            message = f"SOURCE_DATE_EPOCH={epoch}: not a number of seconds"
            raise Abort(message, exit_code=USAGE) from None
    return dt.datetime.now(dt.UTC)


def live_to_the_end() -> None:
    """Switch the collector of cycles off for a run that makes values which all live to its end.

    Looking for garbage among them again and again took half the time of reading 10,000 articles, and grows faster than
    their number.
    """
    gc.disable()


def show(report: Report, form: str) -> None:
    """Print the problems of a run. Colour is for terminals, and changes nothing else (https://no-color.org)."""
    text = FORMATS[form](report)
    if form == "text" and sys.stdout.isatty() and not os.environ.get("NO_COLOR"):
        text = _SEVERITY.sub(lambda match: click.style(match.group(), fg=_COLOURS[match[1]], bold=True), text)
    click.echo(text, nl=False)


@contextmanager
def told_as(form: str) -> Iterator[None]:
    """Let what stops a run be told to programs as a problem among problems, where it is one of the site's files."""
    try:
        yield
    except Abort as abort:
        if form == "text" or abort.problem is None:
            raise
        show(Report((abort.problem,), {}), form)
        raise click.exceptions.Exit(abort.exit_code) from abort


def code(report: Report) -> int:
    """Give the exit code of a run: 2 for a wrong configuration, 1 for wrong content, 0 where all is well."""
    if report.misconfigured and report.failed:
        return USAGE
    return CONTENT if report.failed else 0
