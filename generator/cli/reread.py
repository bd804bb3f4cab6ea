"""`factbox reread`: the sentences that rest on facts which changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.cli import options
from generator.diagnostics import Abort, Fault

if TYPE_CHECKING:
    from pathlib import Path

    from generator.check import Examined
    from generator.facts.ledger import Ledger


@click.command(epilog="\b\nExample:\n  factbox reread my-site --fact rice-levy --fact car-exports.us.2024")
@options.folder
@click.option(
    "--fact",
    "facts",
    metavar="ADDRESS",
    multiple=True,
    help="A fact, cell or claim; may be repeated. Without it, what changed since the last release.",
)
@options.sheet_form
@options.moment
def reread(folder: Path, facts: tuple[str, ...], form: str, now: str | None) -> int:
    """List every sentence of the site in FOLDER (here, by default) that rests on a fact, derived facts included.

    Those come first that hold words in the place of a number: no check can tell whether they still are true.
    """
    from generator.build import Job, opened  # noqa: PLC0415 - `--help` needs none of it
    from generator.render.sheets import FORMS, reread_sheet  # noqa: PLC0415 - the same

    options.live_to_the_end()
    examined = opened(Job(folder, options.now(now)))
    for address in facts:
        _must_exist(examined.ledger, address)
    wanted = facts or _changed(examined)
    click.echo(FORMS[form](reread_sheet(examined, wanted, "Sentences to read again")), nl=False)
    return 0


def _changed(examined: Examined) -> tuple[str, ...]:
    """Give the addresses of what changed since the last release. Aborts with 2 where there was none."""
    from generator.facts.changes import changes  # noqa: PLC0415 - `--help` needs none of it

    if not examined.site.lock:
        message = "there is no release to compare with; name facts with `--fact`, or make one with `factbox release`"
        raise Abort(message, exit_code=options.USAGE)
    return tuple(one.address for one in changes(examined.site, examined.ledger, examined.now) if one.pending)


def _must_exist(ledger: Ledger, address: str) -> None:
    """Abort with 2, and the nearest address, for one that leads nowhere; a whole series or contested fact is one."""
    found = ledger.find(address)
    if isinstance(found, Fault) and found.code != "E-REF-AMBIGUOUS":
        hint = f"; {found.hint}" if found.hint else ""
        message = f"{found.message}{hint}"
        raise Abort(message, exit_code=options.USAGE)
