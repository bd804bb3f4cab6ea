"""`factbox due`: what is to be looked at again, and by whom."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli import options
from generator.diagnostics import Abort, Fault, Severity
from generator.diagnostics.nearest import nearest

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from generator.facts.staleness import Review
    from generator.model.site import Site

NOBODY = "kept by nobody"
FORMATS = ("text", "json", "ics")


@click.command(epilog='\b\nExample:\n  factbox due my-site --by desk --within "30 days"\n  factbox due -o due.ics')
@options.folder
@click.option("--by", metavar="OWNER", help="Only what this owner keeps: a person's id or name, as in `owner:`.")
@click.option("--within", metavar="TIME", help='Only what is overdue or falls due within this time, such as "30 days".')
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="How to list them.  [default: text; that of the file's name with -o]",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the list into a file, such as due.ics.",
)
@options.moment
@click.option("--strict", is_flag=True, help="Exit with 1 if anything is overdue.")
def due(
    folder: Path,
    by: str | None,
    within: str | None,
    form: str | None,
    output: Path | None,
    *,
    now: str | None,
    strict: bool,
) -> int:
    """List what must be looked at again in the site in FOLDER (here, by default), overdue first, by owner.

    A fact or an article is listed if it has `review_by` or `review_in`.
    """
    from generator.diagnostics.report import report  # noqa: PLC0415 - `--help` and `--version` need none of it
    from generator.facts.staleness import reviews  # noqa: PLC0415 - the same
    from generator.load.site import load  # noqa: PLC0415 - the same

    moment = options.now(now)
    loaded = load(folder)
    found = report(loaded.problems, loaded.sources)
    site = loaded.site
    if site is None:
        options.show(found, "text")
        return options.code(found)
    moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=site.config.timezone)
    today = moment.astimezone(site.config.timezone).date()
    everything = reviews(site, moment)
    chosen = tuple(_within(_kept_by(site, everything, by), today, within))
    _give(_worded(form or _form_of(output), site, chosen, moment), output)
    if found.failed:
        errors = found.count(Severity.ERROR)
        click.echo(f"{errors} {'error' if errors == 1 else 'errors'} in the content: the list may lack some; "
                   "`factbox check` tells them", err=True)  # fmt: skip
        return options.CONTENT
    return options.CONTENT if strict and any(review.is_overdue(today) for review in chosen) else 0


def _form_of(output: Path | None) -> str:
    ending = output.suffix.lower().removeprefix(".") if output is not None else ""
    return ending if ending in FORMATS else "text"


def _kept_by(site: Site, reviews: Iterable[Review], by: str | None) -> tuple[Review, ...]:
    """Give what an owner keeps. Aborts with 2 where no fact and no article has such an owner."""
    found = tuple(reviews)
    if by is None:
        return found
    wanted = by.strip().casefold()
    written = [*(fact.owner for fact in site.facts.values()), *(article.owner for article in site.articles.values())]
    owners = [owner.text for owner in written if owner is not None]
    names = {owner: site.people[owner].name.text if owner in site.people else owner for owner in owners}
    meant = {name for owner, name in names.items() if wanted in {owner.casefold(), name.casefold()}}
    if not meant:
        close = nearest(by, sorted({*names, *names.values()}))
        hint = f"did you mean `{close}`?" if close else "no fact and no article has this `owner:`"
        message = f"--by {by}: {hint}"
        raise Abort(message, exit_code=options.USAGE)
    return tuple(review for review in found if review.name in meant)


def _within(reviews: Iterable[Review], today: dt.date, within: str | None) -> Iterator[Review]:
    """Give what falls due within a time. Aborts with 2 where that is none."""
    from generator.model.dates import parse_duration  # noqa: PLC0415 - as above

    if within is None:
        yield from reviews
        return
    length = parse_duration(within)
    if isinstance(length, Fault):
        message = f"--within: {length.message}; {length.hint}"
        raise Abort(message, exit_code=options.USAGE)
    last = length.after(today)
    yield from (review for review in reviews if review.day <= last)


def _give(data: bytes, output: Path | None) -> None:
    if output is None:
        click.echo(data, nl=False)
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        message = f"{output} cannot be written: {error.strerror or error}"
        raise Abort(message) from error


def _worded(form: str, site: Site, reviews: tuple[Review, ...], now: dt.datetime) -> bytes:
    makers: dict[str, Callable[[Site, tuple[Review, ...], dt.datetime], bytes]] = {
        "text": _text,
        "json": _json,
        "ics": _calendar,
    }
    return makers[form](site, reviews, now)


def _calendar(site: Site, reviews: tuple[Review, ...], now: dt.datetime) -> bytes:
    from generator.plan import Addresses  # noqa: PLC0415 - as above
    from generator.render.calendar import review_calendar  # noqa: PLC0415 - as above

    config = site.config
    return review_calendar(config.title.text, reviews, Addresses(config.base_url, config.base_path), now)


def _json(site: Site, reviews: tuple[Review, ...], now: dt.datetime) -> bytes:
    today = now.astimezone(site.config.timezone).date()
    listed: list[dict[str, Any]] = [
        {
            "kind": review.kind,
            "id": review.id,
            "title": review.title,
            "review_by": review.day.isoformat(),
            "overdue": review.is_overdue(today),
            "owner": review.owner,
            "name": review.name,
            "path": review.place.path,
            "line": review.place.line,
        }
        for review in reviews
    ]
    return (json.dumps(listed, ensure_ascii=False, indent=2) + "\n").encode()


def _text(site: Site, reviews: tuple[Review, ...], now: dt.datetime) -> bytes:
    today = now.astimezone(site.config.timezone).date()
    lines: list[str] = []
    for name, group in groupby(
        sorted(reviews, key=lambda one: (not one.name, one.name.casefold())), lambda one: one.name
    ):
        lines.append(name or NOBODY)
        lines += [_line(review, today) for review in group]
    overdue = sum(review.is_overdue(today) for review in reviews)
    lines.append(f"{overdue} overdue, {len(reviews) - overdue} to come" if reviews else "nothing to look at again")
    return "".join(f"{line}\n" for line in lines).encode()


def _line(review: Review, today: dt.date) -> str:
    mark = "overdue" if review.is_overdue(today) else ""
    return f"  {review.day}  {mark:7}  {review.title} ({review.id})  {review.place.path}:{review.place.line}"
